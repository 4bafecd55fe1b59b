"""Records to domain structs, and back: what stands in a deal's and a unit's item beside the body."""

from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from ..domain.cards import agenda_card, discount_cards, quote_card
from ..domain.codes import UnitStatus
from ..domain.deal import Deal
from ..domain.inventory import Unit
from ..domain.quote import Quote
from ..domain.validity import next_look
from .records import DealRecord, InventoryRecord
from .stored import from_json, sortable, to_json

QUOTE_ENTRY = "q"


def deal_of(record: DealRecord) -> Deal:
    """The quote in a deal's ``q`` entry."""
    return Deal(from_json(Quote, record.body), int(record.version))


def unit_of(record: InventoryRecord) -> Unit:
    """A unit, with the hold that stands beside its body."""
    unit = from_json(Unit, record.body)
    return replace(unit, status=UnitStatus(record.status), quote_id=record.quote_id, showroom_id=record.showroom_id)


def published_entry(version: int) -> str:
    """Where a published version of the page is kept; before the history, so that it never crowds out the quote."""
    return f"f#{version:06d}"


def page_key(token: str) -> str:
    """The Ledger key under which a page's token leads to its quote."""
    return f"page#{token}"


def created_key(created_at: datetime, quote_id: str) -> str:
    """Sorts a list of quotes by creation, and tells two of one instant apart."""
    return f"{sortable(created_at)}#{quote_id}"


def quote_attributes(quote: Quote, overdue_grace: timedelta) -> dict[str, Any]:
    """Everything that a write of the quote sets beside its keys, version and commit; None removes.

    The customer's signals (``opens`` …) and the jobs' marks are not among them: they are written on their own. A
    mark outlives this write and the job heeds it, so that what is set here may be looked at once more in vain.
    """
    pending, discounts = quote.pending, discount_cards(quote)
    return {
        "body": to_json(quote),
        "advisor_id": quote.advisor.id,
        "showroom_id": quote.showroom.id,
        "created_key": created_key(quote.created_at, quote.id),
        "phone": quote.customer.phone,
        "id_number": quote.customer.id_number,
        "due_at": sortable(pending.due_at) if pending else None,
        "next_alert_at": sortable(pending.due_at + overdue_grace) if pending else None,
        "valid_until": day.isoformat() if (day := next_look(quote)) else None,
        "discount_asked_at": sortable(min(card.asked_at for card in discounts)) if discounts else None,
        "card": to_json(agenda_card(quote, pending)) if pending else None,
        "summary": to_json(quote_card(quote)),
        "discounts": to_json(discounts) if discounts else None,
    }
