"""Renewing a quote: today's prices and a new validity, in one tap (B4)."""

from collections.abc import Mapping
from datetime import timedelta

from msgspec.structs import replace

from .codes import DiscountStatus
from .dealership import Moment
from .errors import Conflict, Invalid
from .inventory import Model
from .money import iva_rate_bps
from .pricing import check_option, needs_approval
from .quote import EDITABLE_STAGES, PaymentOption, Quote, Vehicle
from .validity import page_valid_until


def renew(quote: Quote, models: Mapping[str, Model | None], moment: Moment, discount_limit_bps: int) -> Quote:
    """The quote at the catalogue's prices and the IVA of today, valid from today on; expired or not yet.

    A discount that nobody had to approve waits for a boss if it is above the limit at the new price. What was sent
    holds as long as it did, and the next send makes a new version.

    Raises:
        Conflict: the quote no longer changes, a motorcycle is not sold any more, or an option cannot be offered at
            the new price.
    """
    if quote.stage not in EDITABLE_STAGES:
        raise Conflict(f"La cotización está en etapa {quote.stage.label}: no se renueva.", stage=quote.stage.value)
    proforma = replace(quote.proforma, valid_until=page_valid_until(quote)) if quote.proforma else None
    renewed = replace(
        quote,
        valid_until=moment.today + timedelta(days=moment.rules.quote_validity_days),
        iva_rate_bps=iva_rate_bps(moment.today),
        proforma=proforma,
    )
    vehicles = (_repriced(renewed, vehicle, models, moment, discount_limit_bps) for vehicle in quote.vehicles)
    return replace(renewed, vehicles=tuple(vehicles))


def _repriced(
    quote: Quote, vehicle: Vehicle, models: Mapping[str, Model | None], moment: Moment, limit_bps: int
) -> Vehicle:
    model = models.get(vehicle.model.id)
    if model is None or not model.active:
        raise Conflict(f"{vehicle.model} ya no está en el catálogo: retírela antes de renovar.", vehicle_id=vehicle.id)
    priced = replace(vehicle, list_price_cents=model.list_price_cents)
    options = tuple(_checked_again(priced, option, limit_bps) for option in vehicle.payment_options)
    for option in options:
        try:
            check_option(priced, option, moment.rules, quote.iva_rate_bps)
        except Invalid as fault:
            detail = f"{option.kind.label} de {vehicle} no se puede ofrecer hoy: {fault.faults[0].detail}"
            raise Conflict(detail, vehicle_id=vehicle.id, payment_option_id=option.id) from fault
    return replace(priced, payment_options=options)


def _checked_again(vehicle: Vehicle, option: PaymentOption, limit_bps: int) -> PaymentOption:
    discount = option.discount
    unasked = discount and discount.status is DiscountStatus.APPROVED and discount.decided_by is None
    if discount and unasked and needs_approval(vehicle.list_price_cents, discount, limit_bps):
        return replace(option, discount=replace(discount, status=DiscountStatus.WAITING))
    return option
