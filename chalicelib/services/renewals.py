"""Renewing a quote in one tap (B4)."""

from ..adapters.reading import Reading, Slot
from ..domain import renewal
from ..domain.codes import EventKind
from ..domain.deal import Deal
from ..domain.dealership import Showroom
from ..domain.errors import NotFound
from ..domain.inventory import Model
from ..domain.text import long_date
from .notices import tell_waiting_discounts
from .work import Work


def renew_quote(work: Work, quote_id: str) -> Deal:
    """Renew a quote at today's prices; see :func:`chalicelib.domain.renewal.renew`.

    Raises:
        NotFound: no such quote here.
    """
    slot = work.reading.deal(quote_id)
    work.read()
    deal = work.visible(slot)
    asked: dict[str, Slot[Model]] = {}

    def wanted(reading: Reading) -> Slot[Showroom]:
        asked.update({vehicle.model.id: reading.model(vehicle.model.id) for vehicle in deal.quote.vehicles})
        return reading.showroom(deal.quote.showroom.id)

    showroom = work.also_read(wanted)
    if showroom.value is None:
        raise NotFound("La vitrina de esta cotización ya no existe.")
    models = {model_id: slot.value for model_id, slot in asked.items()}
    quote = renewal.renew(deal.quote, models, work.moment, showroom.value.discount_limit_bps)
    tell_waiting_discounts(work, deal.quote, quote)
    text = f"Renovó la cotización hasta el {long_date(quote.valid_until)}"
    return work.change(deal, quote, work.event(EventKind.QUOTE_RENEWED, text))
