"""Vehicles and payment options of a quote: add, remove, decide a discount (M12, M13)."""

from msgspec import Struct
from msgspec.structs import replace

from .codes import DiscountStatus, PaymentKind
from .dealership import Moment
from .errors import Conflict, Invalid, NotAllowed
from .inventory import Model
from .pricing import check_option, needs_approval
from .quote import MAX_OPTIONS, MAX_VEHICLES, Discount, Extra, ModelRef, PaymentOption, Quote, Vehicle


class DiscountWish(Struct, frozen=True):
    """A discount as asked for: an amount or a share of the list price, and why."""

    reason: str
    amount_cents: int | None = None
    percent_bps: int | None = None


class OptionWish(Struct, frozen=True):
    """A payment option as asked for."""

    kind: PaymentKind
    discount: DiscountWish | None = None
    down_payment_cents: int | None = None
    term_months: int | None = None
    annual_rate_bps: int | None = None


class VehicleWish(Struct, frozen=True):
    """A vehicle as asked for; the list price comes from the catalogue."""

    model_id: str
    model_year: int
    colour: str
    extras: tuple[Extra, ...] = ()
    payment_options: tuple[OptionWish, ...] = ()


def add_vehicle(
    quote: Quote, wish: VehicleWish, model: Model | None, moment: Moment, discount_limit_bps: int
) -> tuple[Quote, Vehicle]:
    """Offer one more motorcycle, with its payment options.

    Raises:
        Conflict: the quote no longer changes, or is full.
        Invalid: the catalogue does not have it so, an extra is negative, or an option cannot be offered.
    """
    quote.require_editable()
    if len(quote.vehicles) >= MAX_VEHICLES:
        raise Conflict(f"Una cotización lleva hasta {MAX_VEHICLES} motocicletas.", vehicles=len(quote.vehicles))
    if model is None or not model.active:
        raise Invalid.at("/model_id", "Ese modelo no está en el catálogo.")
    if faults := model.faults_of(wish.model_year, wish.colour):
        raise Invalid(faults)
    for position, extra in enumerate(wish.extras):
        if extra.amount_cents < 0:
            raise Invalid.at(f"/extras/{position}/amount_cents", "No puede ser menor que cero.")
    vehicle_id, quote = quote.numbered("v")
    vehicle = Vehicle(
        vehicle_id,
        ModelRef(model.id, model.brand, model.name),
        wish.model_year,
        wish.colour,
        model.list_price_cents,
        wish.extras,
    )
    quote = replace(quote, vehicles=(*quote.vehicles, vehicle))
    for position, option in enumerate(wish.payment_options):
        try:
            quote, _ = add_option(quote, vehicle_id, option, moment, discount_limit_bps)
        except Invalid as fault:
            raise fault.under(f"/payment_options/{position}") from fault
    return quote, quote.vehicle(vehicle_id)


def remove_vehicle(quote: Quote, vehicle_id: str) -> tuple[Quote, Vehicle]:
    """Take a motorcycle out of the quote.

    Raises:
        NotFound: it is not in it.
        Conflict: the quote no longer changes, it is the only one left, or it has an open reservation.
    """
    vehicle = quote.vehicle(vehicle_id)
    quote.require_editable()
    if len(quote.vehicles) == 1:
        raise Conflict("La cotización debe conservar al menos una motocicleta.", vehicles=1)
    for reservation in quote.reservations:
        if reservation.vehicle_id == vehicle_id:
            raise Conflict(
                "Esta motocicleta tiene una reserva abierta: anúlela primero.",
                reservation_id=reservation.id,
                reservation_status=reservation.status.value,
            )
    return replace(quote, vehicles=tuple(v for v in quote.vehicles if v.id != vehicle_id)), vehicle


def add_option(
    quote: Quote, vehicle_id: str, wish: OptionWish, moment: Moment, discount_limit_bps: int
) -> tuple[Quote, PaymentOption]:
    """Offer one more way to pay; a discount above the limit waits for a boss.

    Raises:
        NotFound: no such vehicle.
        Conflict: the quote no longer changes, or the vehicle has options enough.
        Invalid: the option cannot be offered.
    """
    vehicle = quote.vehicle(vehicle_id)
    quote.require_editable()
    if len(vehicle.payment_options) >= MAX_OPTIONS:
        raise Conflict(
            f"Una motocicleta lleva hasta {MAX_OPTIONS} formas de pago.", payment_options=len(vehicle.payment_options)
        )
    option_id, quote = quote.numbered("o")
    option = PaymentOption(
        id=option_id,
        kind=wish.kind,
        discount=_asked(wish.discount, vehicle, moment, discount_limit_bps) if wish.discount else None,
        down_payment_cents=wish.down_payment_cents,
        term_months=wish.term_months,
        annual_rate_bps=wish.annual_rate_bps,
    )
    check_option(vehicle, option, moment.rules, quote.iva_rate_bps)
    vehicle = replace(vehicle, payment_options=(*vehicle.payment_options, option))
    return quote.with_vehicle(vehicle), option


def _asked(wish: DiscountWish, vehicle: Vehicle, moment: Moment, limit_bps: int) -> Discount:
    discount = Discount(
        reason=wish.reason,
        status=DiscountStatus.APPROVED,
        asked_by=moment.person.ref,
        asked_at=moment.now,
        amount_cents=wish.amount_cents,
        percent_bps=wish.percent_bps,
    )
    if needs_approval(vehicle.list_price_cents, discount, limit_bps):
        return replace(discount, status=DiscountStatus.WAITING)
    return discount


def remove_option(quote: Quote, vehicle_id: str, option_id: str) -> tuple[Quote, PaymentOption]:
    """Take a way to pay off a vehicle.

    Raises:
        NotFound: it is not there.
        Conflict: the quote no longer changes.
    """
    vehicle = quote.vehicle(vehicle_id)
    option = vehicle.option(option_id)
    quote.require_editable()
    left = tuple(o for o in vehicle.payment_options if o.id != option_id)
    return quote.with_vehicle(replace(vehicle, payment_options=left)), option


def decide_discount(
    quote: Quote, vehicle_id: str, option_id: str, decision: DiscountStatus, reason: str | None, moment: Moment
) -> tuple[Quote, PaymentOption, Discount]:
    """A boss approves or rejects a discount above the limit; never who asked for it.

    Raises:
        NotFound: no such option.
        NotAllowed: not a boss of the showroom, or who asked.
        Conflict: no discount waits there.
    """
    vehicle = quote.vehicle(vehicle_id)
    option = vehicle.option(option_id)
    if not moment.person.leads_showroom(quote.showroom.id):
        raise NotAllowed("Los descuentos los decide el jefe de vitrina o el gerente.")
    if option.discount is None or option.discount_status is not DiscountStatus.WAITING:
        raise Conflict("No hay un descuento por aprobar aquí.", discount_status=option.discount_status.value)
    quote.require_editable()
    if option.discount.asked_by.id == moment.person.id:
        raise NotAllowed("Quien pide un descuento no lo decide.")
    decided = replace(
        option.discount,
        status=decision,
        decided_by=moment.person.ref,
        decided_at=moment.now,
        decision_reason=reason,
    )
    option = replace(option, discount=decided)
    return quote.with_vehicle(vehicle.with_option(option)), option, decided
