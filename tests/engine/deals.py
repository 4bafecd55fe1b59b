"""Deals put straight into the tables, and deals read back whole."""

from collections.abc import Iterable
from datetime import timedelta

from msgspec import Struct

from chalicelib.adapters.entries import QUOTE_ENTRY, deal_of, quote_attributes
from chalicelib.adapters.records import DealRecord
from chalicelib.adapters.stored import from_json, sortable, to_json
from chalicelib.domain.deal import Deal
from chalicelib.domain.dealership import Person, Showroom
from chalicelib.domain.quote import Quote
from chalicelib.domain.timeline import Event
from tests.builders import NOW, a_customer, a_follow_up, a_quote

GRACE = timedelta(minutes=30)


class WholeDeal(Struct, frozen=True):
    """Every entry of a deal: the quote, its version, and the events, oldest first."""

    deal: Deal
    events: tuple[Event, ...]

    @property
    def resolved_ids(self) -> list[str]:
        """The follow-ups that became history, in the order in which they did."""
        return [event.resolved.follow_up.id for event in self.events if event.resolved]


def record_of(quote: Quote, version: int = 1) -> DealRecord:
    """The item that the commit would have written."""
    attributes = {name: value for name, value in quote_attributes(quote, GRACE).items() if value is not None}
    return DealRecord(quote.id, QUOTE_ENTRY, version=version, commit_id="loaded", **attributes)


def load_quotes(quotes: Iterable[Quote]) -> None:
    """Write quotes in batches."""
    with DealRecord.batch_write() as batch:
        for quote in quotes:
            batch.save(record_of(quote))


def load_history(quote_id: str, events: Iterable[Event]) -> None:
    """Write events of a deal in batches; each must be of another instant."""
    with DealRecord.batch_write() as batch:
        for event in events:
            batch.save(DealRecord(quote_id, f"h#{sortable(event.at)}#0.0", body=to_json(event)))


def read_whole(quote_id: str) -> WholeDeal:
    """All entries of a deal, read page by page and consistently."""
    records = list(DealRecord.query(quote_id, consistent_read=True))
    quotes = [record for record in records if record.entry == QUOTE_ENTRY]
    assert len(quotes) == 1, f"{quote_id} has {len(quotes)} quotes"
    history = [from_json(Event, record.body) for record in records if record.entry.startswith("h#")]
    return WholeDeal(deal_of(quotes[0]), tuple(history))


def a_pending_quote(quote_id: str, advisor: Person, showroom: Showroom, **overrides: object) -> Quote:
    """A quote whose follow-up is due tomorrow, as an advisor of a showroom has many."""
    facts = {
        "id": quote_id,
        "advisor": advisor.ref,
        "showroom": showroom.ref,
        "customer": a_customer(),
        "created_at": NOW,
        "pending": a_follow_up(id=f"{quote_id}-9"),
    }
    return a_quote(**(facts | overrides))
