"""What becomes of a reservation: decide, confirm an offer, cancel, expire; and what a sale or a loss does to all.

Every function takes the quote as it stands and returns it changed; what it says of a unit is written in the same
transaction. Letting a unit go is :meth:`chalicelib.domain.inventory.Unit.let_go_by`.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from .codes import ReservationStatus, UnitStatus
from .dealership import Moment, Person
from .errors import Conflict, Invalid, NotAllowed, NotFound
from .inventory import Offer, Unit
from .quote import Quote
from .requesting import Reserved, hold_faults, require_none_open, require_reservable
from .reservation import Reservation

NOT_ITS_UNIT = "No es la unidad de esta solicitud."


def require_open(quote: Quote, reservation_id: str, *statuses: ReservationStatus) -> Reservation:
    """An open reservation of the quote, in one of the statuses, or in any open one if none is named.

    Raises:
        NotFound: the quote never had it.
        Conflict: it has ended, or stands elsewhere.
    """
    kept = quote.reservation(reservation_id)
    if kept is None:
        serial = reservation_id.rpartition("-r")[2]
        if not (serial.isdecimal() and len(serial) < 10 and 1 <= int(serial) <= quote.seq):
            raise NotFound
        raise Conflict("Esta reserva ya terminó.", reservation_id=reservation_id)
    if statuses and kept.status not in statuses:
        raise Conflict(
            f"La reserva está {kept.status.label.lower()}.",
            reservation_id=kept.id,
            reservation_status=kept.status.value,
        )
    return kept


def require_decider(reservation: Reservation, person: Person) -> None:
    """Refuse whoever may not decide it: a boss of its showroom or a manager may, but for what they asked for or confirmed.

    Raises:
        NotAllowed: with why.
    """
    if not person.leads_showroom(reservation.showroom_id):
        raise NotAllowed("Las reservas las decide el jefe de la vitrina que tiene la unidad, o el gerente.")
    if person.id in reservation.askers:
        raise NotAllowed("Quien pide una reserva no la decide.")


def approve(quote: Quote, reservation_id: str, vin: str | None, unit: Unit | None, moment: Moment) -> Reserved:
    """Reserve the unit for the quote.

    Args:
        quote: as it stands.
        reservation_id: the request.
        vin: the unit picked, where the request named none.
        unit: the unit that the request or ``vin`` names, where there is one.
        moment: who decides, and when.

    Raises:
        NotAllowed: not for this person to decide, or to give away that unit.
        Conflict: it does not wait for a decision, its hold would be over, or its unit is taken or retired.
        Invalid: no unit, or not such a unit, is named.
    """
    asked = require_open(quote, reservation_id, ReservationStatus.REQUESTED)
    require_decider(asked, moment.person)
    if asked.hold_until <= moment.now:
        raise Conflict("La fecha de la reserva ya pasó.", hold_until=asked.hold_until.isoformat())
    if vin and asked.vin not in (None, vin):
        raise Invalid.at("/vin", NOT_ITS_UNIT)
    if unit is None or (unit.status is UnitStatus.RETIRED and not asked.vin):
        raise Invalid.at("/vin", "No hay una unidad con ese chasis." if vin else "Escoja la unidad.")
    if asked.vin is None:
        _require_picked(asked, unit, quote, moment)
    approved = replace(_decided(asked, ReservationStatus.APPROVED, None, moment), vin=unit.vin, offered_until=None)
    return Reserved(quote.with_reservation(approved), approved, unit.reserved_for(quote.id, approved.hold_until))


def _require_picked(asked: Reservation, unit: Unit, quote: Quote, moment: Moment) -> None:
    """What a boss picks must be what was asked for, and theirs to give."""
    if unit.model_id != asked.model_id:
        raise Invalid.at("/vin", "La unidad es de otro modelo.")
    if unit.colour != asked.colour:
        raise Invalid.at("/vin", f"El cliente pidió color {asked.colour}; esa unidad es {unit.colour}.")
    if not moment.person.leads_showroom(unit.showroom_id):
        raise NotAllowed("Esa unidad es de otra vitrina: la reserva su jefe o el gerente.")
    require_none_open(quote, "", unit.vin)


def reject(quote: Quote, reservation_id: str, reason: str | None, moment: Moment, vin: str | None = None) -> Reserved:
    """Refuse a request, with a reason; ``vin`` may only say again what was asked for.

    Raises:
        NotAllowed, Conflict: as :func:`approve`.
        Invalid: without a reason, or with another unit than the request's.
    """
    asked = require_open(quote, reservation_id, ReservationStatus.REQUESTED)
    require_decider(asked, moment.person)
    if vin not in (None, asked.vin):
        raise Invalid.at("/vin", NOT_ITS_UNIT)
    if not reason:
        raise Invalid.at("/reason", "Explique por qué se rechaza.")
    return _ended(quote, _decided(asked, ReservationStatus.REJECTED, reason, moment))


def _decided(asked: Reservation, status: ReservationStatus, reason: str | None, moment: Moment) -> Reservation:
    return replace(asked, status=status, decided_by=moment.person.ref, decided_at=moment.now, reason=reason)


def _ended(quote: Quote, reservation: Reservation) -> Reserved:
    return Reserved(quote.without_reservation(reservation.id), reservation)


def cancel(quote: Quote, reservation_id: str, reason: str, moment: Moment) -> Reserved:
    """Give an open reservation up: its advisor, or who leads the quote's showroom or the unit's.

    Raises:
        NotFound, Conflict: see :func:`require_open`.
    """
    kept = require_open(quote, reservation_id)
    return _ended(quote, _decided(kept, ReservationStatus.CANCELLED, reason, moment))


def expire(quote: Quote, reservation_id: str, now: datetime) -> Reserved | None:
    """End a reservation whose time is over; None if it has ended, or its time is not over (B3)."""
    kept = quote.reservation(reservation_id)
    if kept is None or kept.ends_at > now:
        return None
    reason = "No se confirmó a tiempo." if kept.offered_until else "Llegó a su fecha límite."
    return _ended(quote, replace(kept, status=ReservationStatus.EXPIRED, reason=reason))


def take_offer(quote: Quote, offer: Offer) -> Reserved:
    """The unit that a reservation waited for is free, and kept for it until the offer ends (G7).

    Raises:
        Conflict: it no longer waits.
    """
    waiting = require_open(quote, offer.reservation_id, ReservationStatus.WAITING)
    offered = replace(waiting, status=ReservationStatus.OFFERED, offered_until=offer.until)
    return Reserved(quote.with_reservation(offered), offered)


def confirm(
    quote: Quote, reservation_id: str, hold_until: datetime | None, unit: Unit, moment: Moment, zone: ZoneInfo
) -> Reserved:
    """Take up the offer of a unit that was waited for: it goes to the boss, and the unit stays kept meanwhile.

    Args:
        quote: as it stands.
        reservation_id: the one that was offered the unit.
        hold_until: another end of the hold, if wished.
        unit: as it stands.
        moment: who confirms, when and under which rules.
        zone: the dealership's.

    Raises:
        Conflict: it was not offered, the offer is over, or the quote has expired.
        Invalid: it cannot be held so long.
    """
    offered = require_open(quote, reservation_id, ReservationStatus.OFFERED)
    if offered.ends_at <= moment.now:
        raise Conflict("El plazo para confirmar terminó.", offered_until=offered.ends_at.isoformat())
    require_reservable(quote, moment)
    until = (hold_until or offered.hold_until).astimezone(UTC)
    if faults := list(hold_faults(until, quote, moment, zone)) if hold_until else []:
        raise Invalid(faults)
    asked = replace(
        offered,
        status=ReservationStatus.REQUESTED,
        offered_until=None,
        hold_until=until,
        confirmed_by=moment.person.ref,
    )
    return Reserved(quote.with_reservation(asked), asked, unit.kept_for(quote.id, until))


def end_with_the_sale(quote: Quote, vin: str, moment: Moment) -> tuple[Quote, tuple[Reservation, ...]]:
    """The invoiced unit fulfils its reservation; whatever else the quote had reserved is given up."""
    return _end_all(quote, vin, "Se facturó otra unidad.", moment)


def end_with_the_quote(quote: Quote, moment: Moment) -> tuple[Quote, tuple[Reservation, ...]]:
    """Losing a quote gives up all that it had reserved (M10)."""
    return _end_all(quote, None, "Cotización desistida.", moment)


def _end_all(quote: Quote, sold: str | None, reason: str, moment: Moment) -> tuple[Quote, tuple[Reservation, ...]]:
    ended = tuple(
        replace(kept, status=ReservationStatus.FULFILLED)
        if sold and kept.vin == sold
        else _decided(kept, ReservationStatus.CANCELLED, reason, moment)
        for kept in quote.reservations
    )
    return replace(quote, reservations=()), ended
