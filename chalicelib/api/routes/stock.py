"""The catalogue and the stock, kept by a manager."""

from ...answer import Answer
from ...domain.inventory import Model, Unit
from ...services import stock
from ..answers import ModelView, UnitView, answer
from ..bodies.stock import ModelBody, ModelEditBody, UnitBody, UnitEditBody
from ..endpoint import NoQuery, Routes
from ..incoming import Incoming
from ..shapes import alike, unit_view

routes = Routes("Catálogo")


def _model(model: Model, status: int = 200) -> Answer:
    return answer(alike(model, ModelView), status, **({"Location": f"/models/{model.id}"} if status == 201 else {}))


def _unit(unit: Unit, status: int = 200) -> Answer:
    return answer(unit_view(unit), status, **({"Location": f"/units/{unit.vin}"} if status == 201 else {}))


@routes.route(
    "POST", "/models", "Poner un modelo en venta", body=ModelBody, answer=ModelView, status=201, statuses=(403, 409)
)
def add_model(request: Incoming[NoQuery, ModelBody]) -> Answer:
    wish = request.body.into(stock.NewModel)
    return request.perform(lambda work: stock.add_model(work, wish), lambda model: _model(model, 201))


@routes.route(
    "PATCH",
    "/models/{model_id}",
    "Cambiar un modelo o retirarlo de la venta",
    body=ModelEditBody,
    answer=ModelView,
    statuses=(403, 404, 409),
)
def edit_model(request: Incoming[NoQuery, ModelEditBody]) -> Answer:
    edit, model_id = request.body.into(stock.ModelEdit), request.path["model_id"]
    return request.perform(lambda work: stock.edit_model(work, model_id, edit), _model)


@routes.route(
    "POST", "/units", "Ingresar una unidad al stock", body=UnitBody, answer=UnitView, status=201, statuses=(403, 409)
)
def add_unit(request: Incoming[NoQuery, UnitBody]) -> Answer:
    wish = request.body.into(stock.NewUnit)
    return request.perform(lambda work: stock.add_unit(work, wish), lambda unit: _unit(unit, 201))


@routes.route(
    "PATCH",
    "/units/{vin}",
    "Mover una unidad de vitrina, corregirla o retirarla",
    body=UnitEditBody,
    answer=UnitView,
    statuses=(403, 404, 409),
)
def edit_unit(request: Incoming[NoQuery, UnitEditBody]) -> Answer:
    edit, vin = request.body.into(stock.UnitEdit), request.path["vin"]
    return request.perform(lambda work: stock.edit_unit(work, vin, edit), _unit)
