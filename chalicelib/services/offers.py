"""Vehicles and payment options of a quote (M12, M13)."""

from ..adapters import deals
from ..domain import offers
from ..domain.cards import DiscountCard
from ..domain.codes import DiscountStatus, EventKind
from ..domain.deal import Deal
from ..domain.errors import NotAllowed, NotFound
from ..domain.offers import OptionWish, VehicleWish
from ..domain.quote import PaymentOption, Vehicle
from .notices import tell_discount_decided, tell_waiting_discounts
from .scope import led_showrooms
from .work import Call, Work


def add_vehicle(work: Work, quote_id: str, wish: VehicleWish, if_match: int | None) -> tuple[Deal, Vehicle]:
    """Offer one more motorcycle; see :func:`chalicelib.domain.offers.add_vehicle`."""
    model = work.reading.model(wish.model_id)
    deal, limit_bps = _open_for_editing(work, quote_id, if_match)
    quote, vehicle = offers.add_vehicle(deal.quote, wish, model.value, work.moment, limit_bps)
    tell_waiting_discounts(work, deal.quote, quote)
    return work.change(deal, quote, work.event(EventKind.VEHICLE_ADDED, f"Agregó {vehicle}")), vehicle


def remove_vehicle(work: Work, quote_id: str, vehicle_id: str, if_match: int | None) -> Deal:
    """Take a motorcycle out; see :func:`chalicelib.domain.offers.remove_vehicle`."""
    slot = work.reading.deal(quote_id)
    work.read()
    deal = work.visible(slot, if_match)
    quote, vehicle = offers.remove_vehicle(deal.quote, vehicle_id)
    return work.change(deal, quote, work.event(EventKind.VEHICLE_REMOVED, f"Retiró {vehicle}"))


def add_option(
    work: Work, quote_id: str, vehicle_id: str, wish: OptionWish, if_match: int | None
) -> tuple[Deal, Vehicle, PaymentOption]:
    """Offer one more way to pay; see :func:`chalicelib.domain.offers.add_option`."""
    deal, limit_bps = _open_for_editing(work, quote_id, if_match)
    quote, option = offers.add_option(deal.quote, vehicle_id, wish, work.moment, limit_bps)
    tell_waiting_discounts(work, deal.quote, quote)
    vehicle = quote.vehicle(vehicle_id)
    event = work.event(EventKind.OPTION_ADDED, f"Agregó {option.kind.label} a {vehicle}")
    return work.change(deal, quote, event), vehicle, option


def remove_option(work: Work, quote_id: str, vehicle_id: str, option_id: str, if_match: int | None) -> Deal:
    """Take a way to pay off a vehicle; see :func:`chalicelib.domain.offers.remove_option`."""
    slot = work.reading.deal(quote_id)
    work.read()
    deal = work.visible(slot, if_match)
    quote, option = offers.remove_option(deal.quote, vehicle_id, option_id)
    text = f"Retiró {option.kind.label} de {quote.vehicle(vehicle_id)}"
    return work.change(deal, quote, work.event(EventKind.OPTION_REMOVED, text))


def decide_discount(
    work: Work, quote_id: str, vehicle_id: str, option_id: str, decision: DiscountStatus, reason: str | None
) -> tuple[Deal, Vehicle, PaymentOption]:
    """Approve or reject a discount above the limit; see :func:`chalicelib.domain.offers.decide_discount`."""
    slot = work.reading.deal(quote_id)
    work.read()
    deal = work.visible(slot)
    quote, option, discount = offers.decide_discount(deal.quote, vehicle_id, option_id, decision, reason, work.moment)
    tell_discount_decided(work, quote, discount)
    vehicle = quote.vehicle(vehicle_id)
    text = f"Descuento {decision.label.lower()} en {vehicle}" + (f": {reason}" if reason else "")
    return work.change(deal, quote, work.event(EventKind.DISCOUNT_DECIDED, text)), vehicle, option


def waiting_discounts(call: Call, showroom_id: str | None) -> list[DiscountCard]:
    """The boss's tray of discounts that wait, longest waiting first.

    Raises:
        NotAllowed: an advisor asks.
        NotFound: a boss asks for another showroom.
    """
    if not call.person.leads:
        raise NotAllowed("La bandeja de descuentos es del jefe de vitrina.")
    cards = [card for owner in led_showrooms(call, showroom_id) for card in deals.waiting_discounts(owner)]
    return sorted(cards, key=lambda card: card.asked_at)


def _open_for_editing(work: Work, quote_id: str, if_match: int | None) -> tuple[Deal, int]:
    """Read a quote together with its showroom's discount limit, in basis points.

    The showroom is the caller's in all but a manager's case, so one read mostly serves; else a second.
    """
    slot, showroom = work.reading.deal(quote_id), work.reading.showroom(work.call.person.showroom_id)
    work.read()
    deal = work.visible(slot, if_match)
    if showroom.value is None or showroom.value.id != deal.quote.showroom.id:
        showroom = work.also_read(lambda reading: reading.showroom(deal.quote.showroom.id))
    if showroom.value is None:
        raise NotFound("La vitrina de esta cotización ya no existe.")
    return deal, showroom.value.discount_limit_bps
