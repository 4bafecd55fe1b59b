"""The boss's tray of discounts that wait."""

from typing import Literal

from msgspec import Struct

from ...answer import Answer
from ...domain.cards import DiscountCard
from ...services import offers
from ..answers import RefView, answer
from ..bodies.fields import Id
from ..deal_answers import DiscountList, DiscountView
from ..endpoint import Routes
from ..incoming import Incoming
from ..paging import Limit, offset_page
from ..shapes import alike

routes = Routes("Motocicletas y formas de pago")


class DiscountQuery(Struct, frozen=True):
    status: Literal["WAITING"] = "WAITING"
    showroom_id: Id | None = None
    limit: Limit = 100
    cursor: str | None = None


@routes.route("GET", "/discounts", "Descuentos por aprobar", query=DiscountQuery, answer=DiscountList, statuses=(404,))
def list_discounts(request: Incoming[DiscountQuery, None]) -> Answer:
    cards = offers.waiting_discounts(request.call, request.query.showroom_id)
    page, following = offset_page(request, cards, request.query.limit)
    return answer(DiscountList([_row(card) for card in page], following))


def _row(card: DiscountCard) -> DiscountView:
    return DiscountView(
        quote_id=card.quote_id,
        number=card.number,
        vehicle=RefView(card.vehicle_id, card.vehicle),
        option=RefView(card.option_id, card.payment),
        reason=card.reason,
        asked_by=alike(card.asked_by, RefView),
        asked_at=card.asked_at,
        list_price_cents=card.list_price_cents,
        discount_cents=card.discount_cents,
    )
