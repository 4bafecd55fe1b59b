"""Quotes for the jobs to find."""

from datetime import date, datetime
from itertools import count
from typing import Any

from chalicelib.domain.dealership import Person
from chalicelib.domain.quote import Quote
from tests.builders import a_customer, a_follow_up, a_quote
from tests.desk import ANA, SHOWROOMS, store

_serial = count(1)
FAR = date(2030, 1, 1)


def a_pending(due_at: datetime, advisor: Person = ANA, quote_id: str | None = None, **overrides: Any) -> Quote:
    """A stored quote whose follow-up is due at an instant, valid for years."""
    quote_id = quote_id or f"q-job{next(_serial)}"
    showroom = next(one for one in SHOWROOMS if one.id == advisor.showroom_id)
    facts: dict[str, Any] = {
        "id": quote_id,
        "number": f"COT-2026-{next(_serial):06d}",
        "customer": a_customer(first_name=f"Cliente {quote_id}"),
        "advisor": advisor.ref,
        "showroom": showroom.ref,
        "valid_until": FAR,
        "pending": a_follow_up(id=f"{quote_id}-9", due_at=due_at),
    }
    quote = a_quote(**(facts | overrides))
    store(quote)
    return quote
