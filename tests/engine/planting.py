"""A small dealership with reservations in every state, and ways to spoil it behind everybody's back."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from pynamodb.expressions.update import Action

from chalicelib.adapters import inventory
from chalicelib.adapters.entries import (
    QUOTE_ENTRY,
    deal_of,
    reservation_entry,
    reservation_record,
)
from chalicelib.adapters.records import DealRecord, LedgerRecord
from chalicelib.adapters.stored import from_json, to_json
from chalicelib.domain.codes import ReservationStatus
from chalicelib.domain.quote import Quote
from chalicelib.domain.reservation import Reservation, ReservationCard, quote_id_of

from .booking import Bookings
from .desk import Desk
from .everything import read_everything


class World:
    """A unit reserved with somebody in line, one offered, one sold; and a quote with an open request."""

    def __init__(self, desk: Desk) -> None:
        self.book = book = Bookings(desk)
        self.desk, self.colleague = desk, desk.hire()
        self.reserved, self.offered, self.sold, self.free = (desk.stock_unit().vin for _ in range(4))
        self.holder, self.waiter, self.invited, self.buyer, self.asker = (
            book.quote(advisor) for advisor in (desk.advisor, self.colleague, *(desk.advisor,) * 3)
        )
        self.approved = book.asked(desk.advisor, self.holder, self.reserved)
        book.approve(desk.boss, self.approved)
        self.waiting = book.asked(self.colleague, self.waiter, self.reserved, wait=True)
        given_up = book.asked(self.colleague, book.quote(self.colleague), self.offered)
        book.approve(desk.manager, given_up)
        self.invitation = book.asked(desk.advisor, self.invited, self.offered, wait=True)
        book.cancel(self.colleague, given_up)
        book.approve(desk.boss, book.asked(desk.advisor, self.buyer, self.sold))
        book.step(desk.advisor, self.buyer, "DOCUMENTED")
        book.sell(desk.advisor, self.buyer, self.sold)
        self.requested = book.asked(desk.advisor, self.asker)


def write_unit(vin: str, **changes: Any) -> None:
    """Change a unit."""
    unit = next(unit for unit in read_everything().units if unit.vin == vin)
    inventory.save(replace(unit, **changes))


def rewrite_quote(quote_id: str, change: Callable[[Quote], Quote]) -> None:
    """Change a quote's body alone."""
    record = DealRecord.get(quote_id, QUOTE_ENTRY)
    record.update(actions=[DealRecord.body.set(to_json(change(deal_of(record).quote)))])


def rewrite_body(quote_id: str, old: str, new: str) -> None:
    """Change the text of a quote's body, also to what no quote may be."""
    record = DealRecord.get(quote_id, QUOTE_ENTRY)
    assert old in record.body
    record.update(actions=[DealRecord.body.set(record.body.replace(old, new))])


def entry_of(reservation_id: str) -> DealRecord:
    """Where a reservation is written beside its quote."""
    return DealRecord.get(quote_id_of(reservation_id), reservation_entry(reservation_id))


def rewrite_reservation(reservation_id: str, **changes: Any) -> None:
    """Change a reservation both in its quote and beside it."""

    def changed(kept: Reservation) -> Reservation:
        return replace(kept, **changes)

    def in_quote(quote: Quote) -> Quote:
        kept = quote.reservation(reservation_id)
        assert kept is not None
        return quote.with_reservation(changed(kept))

    rewrite_quote(quote_id_of(reservation_id), in_quote)
    card = from_json(ReservationCard, entry_of(reservation_id).body)
    reservation_record(replace(card, reservation=changed(card.reservation))).save()


def update_entry(reservation_id: str, *actions: Action) -> None:
    """Change attributes of a reservation's entry."""
    entry_of(reservation_id).update(actions=list(actions))


def approval_of(quote_id: str) -> DealRecord:
    """The timeline's line that a reservation was approved."""
    history = DealRecord.query(quote_id, DealRecord.entry.startswith("h#"))
    return next(record for record in history if "Reserva aprobada" in record.body)


def message_of(prefix: str, text: str) -> LedgerRecord:
    """The inbox entry, or the outbox message, that says so."""
    return next(
        record
        for record in LedgerRecord.scan()
        if record.key.startswith(prefix) and record.body and text in record.body
    )


def tell_twice(prefix: str, text: str) -> None:
    """Put the same entry there once more."""
    record = message_of(prefix, text)
    record.entry = f"{record.entry}.again"
    record.save()


def approval_told_to_nobody(world: World) -> None:
    for prefix in ("inbox#", "outbox#"):
        message_of(prefix, f"{world.reserved} (").delete()


def offer_told_to_nobody(world: World) -> None:
    for prefix in ("inbox#", "outbox#"):
        message_of(prefix, f"Se liberó la unidad {world.offered}").delete()


def a_second_approval_of_a_unit(world: World) -> None:
    rewrite_reservation(world.requested, vin=world.reserved, status=ReservationStatus.APPROVED)


def an_event_again(world: World) -> None:
    record = approval_of(world.holder["id"])
    record.entry = f"{record.entry}0"
    record.save()


def forget_the_follow_up(quote_id: str) -> None:
    """An open quote with nothing pending, which no code can make."""
    record = DealRecord.get(quote_id, QUOTE_ENTRY)
    quote = deal_of(record).quote
    rewrite_body(quote_id, f'"pending":{to_json(quote.pending)}', '"pending":null')
