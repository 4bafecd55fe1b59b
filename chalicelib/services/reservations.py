"""Reservations: request, decide, confirm, cancel, expire (M15, M16, B3, G7).

A reservation is written with its quote, under the quote's version, and with the unit, under the unit's: one
transaction, so that a unit is never promised twice and no state contradicts another.
"""

from datetime import datetime

from msgspec import Struct

from ..domain.codes import EventKind, NoticeKind, ReservationStatus
from ..domain.deal import Deal
from ..domain.errors import Conflict, NotAllowed, NotFound
from ..domain.inventory import Unit
from ..domain.quote import Quote
from ..domain.requesting import Reserved, request_reservation
from ..domain.reservation import OPEN_STATUSES, Reservation, ReservationWish, quote_id_of
from ..domain.reserving import approve, cancel, confirm, reject
from ..domain.timeline import Event, Notice
from .holds import ended_event, expire_in, let_go, read_units
from .notices import tell_who_decides
from .scope import is_within_reach
from .work import Work


class Booked(Struct, frozen=True):
    """A deal after something happened to one of its reservations."""

    deal: Deal
    reservation: Reservation


def request(work: Work, quote_id: str, wish: ReservationWish) -> Booked:
    """Ask for a vehicle of a quote to be reserved; see :func:`chalicelib.domain.requesting.request_reservation`.

    Raises:
        NotFound: no such quote here.
        Conflict, Invalid: as the rules say.
    """
    slot = work.reading.deal(quote_id)
    named = work.reading.unit(wish.vin) if wish.vin else None
    work.read()
    deal, unit = work.visible(slot), named.value if named else None
    read_units(work, (), unit)
    done = request_reservation(deal.quote, wish, unit, work.moment, work.call.zone)
    waits = done.reservation.status is ReservationStatus.WAITING
    text = f"{'Espera por' if waits else 'Solicitó reservar'} {_what(done.reservation)}"
    if not waits:
        tell_who_decides(work, done.quote, done.reservation)
    return _booked(work, deal, done, work.event(EventKind.RESERVATION_REQUESTED, text))


def decide(work: Work, reservation_id: str, decision: ReservationStatus, vin: str | None, reason: str | None) -> Booked:
    """Approve a request, which reserves the unit, or reject it; by who leads the showroom of the unit, now.

    Raises:
        NotFound: no such reservation within reach.
        NotAllowed: an advisor, another showroom's boss, or who asked for it.
        Conflict: it does not wait for a decision, or the unit is taken.
        Invalid: the unit or the reason is missing, or the unit is not the request's.
    """
    deal, asked, picked = _read(work, reservation_id, vin)
    unit = _unit_of(work, asked, picked, vin)
    if decision is ReservationStatus.APPROVED:
        done = approve(deal.quote, reservation_id, vin, unit, work.moment)
    else:
        done = reject(deal.quote, reservation_id, reason, work.moment, vin)
        let_go(work, deal.quote.id, [unit] if unit else [])
    text = f"Reserva {decision.label.lower()}: {_what(done.reservation)}" + (f". {reason}" if reason else "")
    _tell_of(work, deal.quote, asked, NoticeKind.RESERVATION_DECIDED, text)
    return _booked(work, deal, done, work.event(EventKind.RESERVATION_DECIDED, text))


def confirm_offer(work: Work, reservation_id: str, hold_until: datetime | None) -> Booked:
    """Take up the offer of a unit that was waited for; it goes to the boss with the unit kept meanwhile.

    Raises:
        NotFound: no such reservation within reach.
        NotAllowed: the quote is not this person's to work on.
        Conflict: nothing was offered, or the time for it is over.
        Invalid: it cannot be held so long.
    """
    deal, offered, _ = _read(work, reservation_id)
    if not deal.quote.may_be_seen_by(work.person):
        raise NotAllowed("La confirma quien atiende la cotización.")
    unit = _unit_of(work, offered)
    if unit is None:
        raise Conflict("Esa unidad ya no está en el stock.", vin=offered.vin)
    done = confirm(deal.quote, reservation_id, hold_until, unit, work.moment, work.call.zone)
    tell_who_decides(work, done.quote, done.reservation)
    event = work.event(EventKind.RESERVATION_CONFIRMED, f"Confirmó la reserva de {_what(done.reservation)}")
    return _booked(work, deal, done, event)


def cancel_reservation(work: Work, reservation_id: str, reason: str) -> Booked:
    """Give an open reservation up, and let its unit go.

    Raises:
        NotFound: no such reservation within reach.
        Conflict: it has ended.
    """
    deal, kept, _ = _read(work, reservation_id)
    unit = _unit_of(work, kept)
    done = cancel(deal.quote, reservation_id, reason, work.moment)
    let_go(work, deal.quote.id, [unit] if unit else [])
    text = f"Reserva anulada: {_what(kept)}. {reason}"
    _tell_of(work, deal.quote, kept, NoticeKind.RESERVATION_ENDED, text)
    return _booked(work, deal, done, ended_event(work, done.reservation))


def expire_reservation(work: Work, reservation_id: str) -> None:
    """End a reservation whose time is over; nothing happens if it is not over, or it has ended (B3)."""
    quote_id = quote_id_of(reservation_id)
    slot, card = work.reading.deal(quote_id), work.reading.reservation(reservation_id)
    work.read()
    if slot.value is None or card.value is None:
        return
    kept = slot.value.quote.reservation(reservation_id)
    if kept is None or kept.ends_at > work.call.now:
        return
    vin = kept.vin
    unit = work.also_read(lambda reading: reading.unit(vin)).value if vin else None
    expire_in(work, slot.value, reservation_id, unit)


def _read(work: Work, reservation_id: str, vin: str | None = None) -> tuple[Deal, Reservation, Unit | None]:
    """The deal, its open reservation, and the unit named, if one is.

    Raises:
        NotFound: no such reservation within reach.
        Conflict: it has ended, says how; or see :meth:`Work.require_as_meant`.
    """
    quote_id = quote_id_of(reservation_id)
    if not quote_id:
        raise NotFound
    slot, card = work.reading.deal(quote_id), work.reading.reservation(reservation_id)
    named = work.reading.unit(vin) if vin else None
    work.read()
    if slot.value is None or card.value is None or not is_within_reach(slot.value, card.value, work.person):
        raise NotFound
    work.require_as_meant(slot.value)
    # The quote and the entry are read together, yet not of one instant: of an open one the quote knows best.
    kept = slot.value.quote.reservation(reservation_id) or card.value.reservation
    if kept.status not in OPEN_STATUSES:
        raise Conflict(
            f"La reserva está {kept.status.label.lower()}.",
            reservation_id=reservation_id,
            reservation_status=kept.status.value,
        )
    return slot.value, kept, named.value if named else None


def _unit_of(work: Work, kept: Reservation, picked: Unit | None = None, vin: str | None = None) -> Unit | None:
    """The unit that is picked now, or that the reservation names, as of now."""
    wanted = vin or kept.vin
    if wanted is None:
        return None
    return read_units(work, [wanted], picked).get(wanted)


def _booked(work: Work, deal: Deal, done: Reserved, event: Event) -> Booked:
    """Write what was decided; a reservation that is no longer the quote's has ended."""
    if done.unit:
        work.write_stock(done.unit)
    over = done.reservation.status not in OPEN_STATUSES
    after = work.change(deal, done.quote, event, ended=(done.reservation,) if over else ())
    return Booked(after, done.reservation)


def _tell_of(work: Work, quote: Quote, asked: Reservation, kind: NoticeKind, text: str) -> None:
    """Tell the advisor, and who asked and confirmed, if that is somebody else."""
    told = f"{work.person.name}: {text} ({quote.number}, {quote.customer.name})"
    for person_id in dict.fromkeys([quote.advisor.id, *asked.askers]):
        work.tell(Notice(person_id, quote.showroom.id, kind, told, quote.id))


def _what(reservation: Reservation) -> str:
    return f"{reservation.vehicle}, chasis {reservation.vin}" if reservation.vin else reservation.vehicle
