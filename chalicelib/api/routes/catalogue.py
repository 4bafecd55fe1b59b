"""Codes with their labels, models and units."""

from typing import Annotated

from msgspec import Meta, Struct

from ...answer import Answer
from ...domain.codes import (
    Code,
    DepositMethod,
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
from ..bodies.fields import Id
from ..endpoint import NoQuery, Routes
from ..incoming import Incoming
from ..paging import Limit, offset_page
from ..shapes import alike, unit_view

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
            deposit_methods=_codes(DepositMethod),
            id_types=_codes(IdType),
            roles=_codes(Role),
        )
    )


class ModelQuery(Struct, frozen=True):
    q: Annotated[str, Meta(max_length=100)] = ""
    active: bool = True
    limit: Limit = 100
    cursor: str | None = None


@routes.route("GET", "/models", "Modelos en venta, o los retirados", query=ModelQuery, answer=ModelList)
def list_models(request: Incoming[ModelQuery, None]) -> Answer:
    query = request.query
    page, following = offset_page(request, catalogue.find_models(query.q, active=query.active), query.limit)
    return answer(ModelList([alike(model, ModelView) for model in page], following))


@routes.route("GET", "/models/{model_id}", "Un modelo", answer=ModelView, statuses=(404,))
def read_model(request: Incoming[NoQuery, None]) -> Answer:
    return answer(alike(catalogue.get_model(request.path["model_id"]), ModelView))


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
    return answer(UnitList([unit_view(unit) for unit in page], following))


@routes.route("GET", "/units/{vin}", "Una unidad", answer=UnitView, statuses=(404,))
def read_unit(request: Incoming[NoQuery, None]) -> Answer:
    return answer(unit_view(catalogue.get_unit(request.path["vin"])))
