"""Asking for a vehicle of a quote to be reserved: what must be right about it (M15, G7)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from .agenda import local_date
from .codes import DepositMethod, IdType, ReservationStatus, UnitStatus
from .customer import IdNumber, normal_id_number
from .dealership import Moment, Ref
from .errors import Conflict, Fault, Invalid
from .inventory import InLine, Unit
from .pricing import price
from .quote import Quote, Vehicle
from .reservation import Reservation, ReservationWish
from .text import money_text

MOST_OPEN_OF_A_QUOTE = 6
"""What a sale or a loss ends and offers to others, with a full line that it disappoints, fits into one transaction."""

MOST_OF_A_QUOTE = 50
"""Reservations that a quote may ever have had: its file opens in one read of 200 entries."""


class Reserved(Struct, frozen=True):
    """The quote after something happened to one of its reservations, and the unit, where that changed."""

    quote: Quote
    reservation: Reservation
    unit: Unit | None = None


def request_reservation(
    quote: Quote, wish: ReservationWish, unit: Unit | None, moment: Moment, zone: ZoneInfo
) -> Reserved:
    """Ask for a vehicle of the quote to be kept; without a free unit, and if so wished, stand in line for it.

    Args:
        quote: as it stands.
        wish: what is asked.
        unit: the unit that ``wish.vin`` names, where there is one.
        moment: who, when and under which rules.
        zone: the dealership's.

    Raises:
        Conflict: the quote is not being sold, has expired, has reservations enough, or has this vehicle or unit
            reserved; the unit is taken.
        Invalid: with every pointer into the wish.
    """
    require_reservable(quote, moment)
    if len(quote.reservations) >= MOST_OPEN_OF_A_QUOTE:
        raise Conflict(
            f"Una cotización lleva hasta {MOST_OPEN_OF_A_QUOTE} reservas abiertas a la vez.",
            open_reservations=len(quote.reservations),
        )
    if quote.reservations_made >= MOST_OF_A_QUOTE:
        raise Conflict(
            f"Una cotización lleva hasta {MOST_OF_A_QUOTE} reservas en total.", reservations=quote.reservations_made
        )
    vehicle = next((kept for kept in quote.vehicles if kept.id == wish.vehicle_id), None)
    faults = [*_deposit_faults(wish, moment), *hold_faults(wish.hold_until, quote, moment, zone)]
    if vehicle is None:
        faults.append(Fault("/vehicle_id", "Esa motocicleta no está en la cotización."))
    elif wish.payment_option_id and all(option.id != wish.payment_option_id for option in vehicle.payment_options):
        faults.append(Fault("/payment_option_id", "Esa forma de pago no es de esta motocicleta."))
    faults += _unit_faults(wish, unit, vehicle)
    try:
        id_number = _checked_id_number(wish, quote)
    except Invalid as fault:
        faults += fault.under("/id_number").faults
    if faults or vehicle is None:
        raise Invalid(faults)
    require_none_open(quote, vehicle.id, wish.vin)
    serial, quote = replace(quote, reservations_made=quote.reservations_made + 1).numbered("r")
    reservation = _requested(f"{quote.id}-{serial}", vehicle, wish, unit, quote, id_number, moment)
    if unit is None or unit.is_free_for(quote.id):
        return Reserved(quote.with_reservation(reservation), reservation)
    if unit.status is UnitStatus.SOLD:
        raise unit.taken()
    if not wish.wait:
        raise unit.taken(may_wait=True)
    waiting = replace(reservation, status=ReservationStatus.WAITING)
    awaited = unit.awaited_by(InLine(waiting.id, quote.id, waiting.hold_until))
    return Reserved(quote.with_reservation(waiting), waiting, awaited)


def require_reservable(quote: Quote, moment: Moment) -> None:
    """Refuse a quote that is no longer being sold, or has expired.

    Raises:
        Conflict: with which; or its customer was erased.
    """
    quote.require_editable()
    quote.require_customer()
    if quote.has_expired(moment.today):
        raise Conflict(
            "La cotización está vencida: renuévela antes de reservar.", valid_until=quote.valid_until.isoformat()
        )


def require_none_open(quote: Quote, vehicle_id: str, vin: str | None) -> None:
    """Refuse a second open reservation of a vehicle, or of a unit, in one quote.

    Raises:
        Conflict: which one there is.
    """
    for kept in quote.reservations:
        if kept.vehicle_id == vehicle_id or (vin and kept.vin == vin):
            raise Conflict(
                f"Ya hay una reserva {kept.status.label.lower()} para esta motocicleta.",
                reservation_id=kept.id,
                reservation_status=kept.status.value,
            )


def _deposit_faults(wish: ReservationWish, moment: Moment) -> Iterator[Fault]:
    least = moment.rules.min_deposit_cents
    if wish.deposit_cents < least:
        yield Fault("/deposit_cents", f"El abono mínimo es de {money_text(least)}.")
    if wish.deposit_method is not DepositMethod.CASH and not wish.receipt_number:
        yield Fault("/receipt_number", "Escriba el número del comprobante.")


def hold_faults(until: datetime, quote: Quote, moment: Moment, zone: ZoneInfo) -> Iterator[Fault]:
    """What is wrong with the end of a hold; who leads may hold longer than an advisor."""
    rules = moment.rules
    if until <= moment.now:
        yield Fault("/hold_until", "Debe ser posterior a este momento.")
    elif moment.person.leads:
        if until > moment.now + timedelta(days=rules.max_validity_days):
            yield Fault("/hold_until", f"Una reserva dura hasta {rules.max_validity_days} días.")
    elif until > moment.now + timedelta(days=rules.max_hold_days):
        yield Fault("/hold_until", f"Una reserva dura hasta {rules.max_hold_days} días; más, la pide el jefe.")
    elif local_date(until, zone) > quote.valid_until:
        yield Fault("/hold_until", "La reserva no dura más que la cotización; más, la pide el jefe.")


def _unit_faults(wish: ReservationWish, unit: Unit | None, vehicle: Vehicle | None) -> Iterator[Fault]:
    if wish.vin is None:
        if wish.wait:
            yield Fault("/wait", "Se espera por una unidad: indique su chasis.")
    elif unit is None or unit.status is UnitStatus.RETIRED:
        yield Fault("/vin", "No hay una unidad con ese chasis.")
    elif vehicle and unit.model_id != vehicle.model.id:
        yield Fault("/vin", "La unidad es de otro modelo.")


def _checked_id_number(wish: ReservationWish, quote: Quote) -> IdNumber:
    """The customer's id number; of the kind that was said, or that the quote knows, or that its length tells."""
    digits = "".join(character for character in wish.id_number if character.isdigit())
    told = {10: IdType.CEDULA, 13: IdType.RUC}.get(len(digits), IdType.PASSPORT)
    known = quote.customer.id_number
    kind = wish.id_type or (quote.customer.id_type if known == wish.id_number else None) or told
    checked = normal_id_number(kind, wish.id_number)
    if known and known != checked.number:
        return replace(checked, warning="No es la identificación que tiene la cotización.")
    return checked


def _requested(
    reservation_id: str,
    vehicle: Vehicle,
    wish: ReservationWish,
    unit: Unit | None,
    quote: Quote,
    id_number: IdNumber,
    moment: Moment,
) -> Reservation:
    only = vehicle.payment_options[0].id if len(vehicle.payment_options) == 1 else None
    option = next((o for o in vehicle.payment_options if o.id == (wish.payment_option_id or only)), None)
    return Reservation(
        id=reservation_id,
        vehicle_id=vehicle.id,
        vehicle=str(vehicle),
        model_id=vehicle.model.id,
        colour=vehicle.colour,
        list_price_cents=vehicle.list_price_cents,
        showroom_id=unit.showroom_id if unit else quote.showroom.id,
        status=ReservationStatus.REQUESTED,
        id_number=id_number.number,
        deposit_cents=wish.deposit_cents,
        deposit_method=wish.deposit_method,
        hold_until=wish.hold_until.astimezone(UTC),
        requested_at=moment.now,
        requested_by=moment.person.ref,
        vin=wish.vin,
        receipt_number=wish.receipt_number,
        observations=wish.observations,
        option=Ref(option.id, option.kind.label) if option else None,
        total_cents=price(vehicle, option, quote.iva_rate_bps).total_cents if option else None,
        id_warning=id_number.warning,
    )
