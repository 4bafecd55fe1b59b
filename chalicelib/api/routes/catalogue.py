"""Codes with their labels, models and units."""

from typing import Annotated

from msgspec import Meta, Struct

from ...answer import Answer
from ...domain.codes import (
    Code,
    DiscountStatus,
    FollowUpType,
    IdType,
    LostReason,
    Outcome,
    PaymentKind,
    Quality,
    ReservationStatus,
    Role,
    Source,
    Stage,
    UnitStatus,
)
from ...services import catalogue
from ..answers import CatalogueView, CodeView, ModelList, ModelView, UnitList, UnitView, answer
from ..bodies import Id
from ..endpoint import NoQuery, Routes
from ..incoming import Incoming
from ..paging import Limit, offset_page
from ..shapes import alike

routes = Routes("Catálogo")


def _codes(kind: type[Code]) -> list[CodeView]:
    return [CodeView(member.value, member.label) for member in kind]


@routes.route("GET", "/catalogue", "Todos los códigos con su etiqueta", answer=CatalogueView)
def read_catalogue(request: Incoming[NoQuery, None]) -> Answer:  # noqa: ARG001 - it is the same for everybody
    return answer(
        CatalogueView(
            stages=_codes(Stage),
            follow_up_types=_codes(FollowUpType),
            qualities=_codes(Quality),
            sources=_codes(Source),
            outcomes=_codes(Outcome),
            lost_reasons=_codes(LostReason),
            payment_kinds=_codes(PaymentKind),
            discount_statuses=_codes(DiscountStatus),
            reservation_statuses=_codes(ReservationStatus),
            unit_statuses=_codes(UnitStatus),
            id_types=_codes(IdType),
            roles=_codes(Role),
        )
    )


class ModelQuery(Struct, frozen=True):
    q: Annotated[str, Meta(max_length=100)] = ""
    limit: Limit = 100
    cursor: str | None = None


@routes.route("GET", "/models", "Modelos en venta", query=ModelQuery, answer=ModelList)
def list_models(request: Incoming[ModelQuery, None]) -> Answer:
    page, following = offset_page(request, catalogue.find_models(request.query.q), request.query.limit)
    return answer(ModelList([alike(model, ModelView) for model in page], following))


class UnitQuery(Struct, frozen=True):
    model_id: Id | None = None
    showroom_id: Id | None = None
    status: UnitStatus | None = None
    limit: Limit = 100
    cursor: str | None = None


@routes.route("GET", "/units", "Unidades en stock", query=UnitQuery, answer=UnitList)
def list_units(request: Incoming[UnitQuery, None]) -> Answer:
    query = request.query
    units = catalogue.find_units(query.model_id, query.showroom_id, query.status)
    page, following = offset_page(request, units, query.limit)
    return answer(UnitList([alike(unit, UnitView) for unit in page], following))
