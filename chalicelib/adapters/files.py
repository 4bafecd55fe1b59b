"""Whole files: every deal of a person, with all that the tables hold of it; and what is blanked in it.

Nothing here is guarded by the quote's version: history, ended reservations and published pages never change once they
are written, and nothing of a deal is deleted but its pages here: what is put in their place may be put again.
"""

from collections.abc import Iterator

from msgspec import Struct
from pynamodb.expressions.update import Action

from ..domain.deal import Deal
from ..domain.proforma import Published
from ..domain.ranking import Signals
from ..domain.reservation import OPEN_STATUSES, ReservationCard
from ..domain.timeline import Event
from .deals import HISTORY, signals_of
from .entries import PUBLISHED, QUOTE_ENTRY, RESERVATION, deal_of, published_entry, reservation_entry
from .records import DealRecord
from .stored import from_json, to_json

SIGNALS = ("opens", "last_open_at", "recent_opens", "last_answer_at")


class Line(Struct, frozen=True):
    """What happened, under which entry, and where the Ledger keeps what was answered about it."""

    entry: str
    event: Event
    receipt_key: str | None


class DealFile(Struct, frozen=True):
    """A deal with its whole history, oldest first, every reservation, and every page that was sent."""

    deal: Deal
    signals: Signals
    lines: tuple[Line, ...]
    reservations: tuple[ReservationCard, ...]
    published: tuple[Published, ...]

    @property
    def ended(self) -> list[ReservationCard]:
        """Those that are history; the open ones are the quote's own."""
        return [card for card in self.reservations if card.reservation.status not in OPEN_STATUSES]


def quote_ids_of(phone: str | None, id_number: str | None) -> list[str]:
    """Every quote of a phone number or an id number, oldest first, each once. The indexes lag by a moment."""
    keys = sorted(record.created_key for record in _known_by(phone, id_number))
    return list(dict.fromkeys(key.partition("#")[2] for key in keys))


def _known_by(phone: str | None, id_number: str | None) -> Iterator[DealRecord]:
    if phone:
        yield from DealRecord.deals_by_phone.query(phone)
    if id_number:
        yield from DealRecord.deals_by_id_number.query(id_number)


def load_file(quote_id: str) -> DealFile | None:
    """A deal whole, read consistently; None if there is none."""
    records = list(DealRecord.query(quote_id, consistent_read=True))
    quote = next((record for record in records if record.entry == QUOTE_ENTRY), None)
    if quote is None:
        return None
    return DealFile(
        deal_of(quote),
        signals_of(quote),
        tuple(
            Line(record.entry, from_json(Event, record.body), record.receipt_key)
            for record in records
            if record.entry.startswith(HISTORY)
        ),
        tuple(from_json(ReservationCard, record.body) for record in records if record.entry.startswith(RESERVATION)),
        tuple(from_json(Published, record.body) for record in records if record.entry.startswith(PUBLISHED)),
    )


def replace_event(quote_id: str, line: Line, event: Event) -> None:
    """Put an event in the place of one that happened."""
    _replace_body(quote_id, line.entry, to_json(line.event), to_json(event))


def replace_ended(before: ReservationCard, after: ReservationCard) -> None:
    """Put a reservation's row in the place of one that has ended."""
    _replace_body(before.quote_id, reservation_entry(before.reservation.id), to_json(before), to_json(after))


def _replace_body(quote_id: str, entry: str, before: str, after: str) -> None:
    if before != after:
        DealRecord(quote_id, entry).update(actions=[DealRecord.body.set(after)])


def forget_published(quote_id: str, published: Published) -> None:
    """Take a sent page off the list; there is no error if it is not on it."""
    DealRecord(quote_id, published_entry(published.version)).delete()


def forget_signals(quote_id: str) -> None:
    """Take off a quote when its page was opened and answered."""
    actions: list[Action] = [getattr(DealRecord, name).remove() for name in SIGNALS]
    DealRecord(quote_id, QUOTE_ENTRY).update(actions=actions)
