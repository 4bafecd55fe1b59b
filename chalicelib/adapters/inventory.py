"""The catalogue and the stock. A VIN is unique over all models: it is the key of its unit."""

from msgspec.structs import replace
from pynamodb.exceptions import PutError

from ..domain.errors import Conflict
from ..domain.inventory import Model, Unit
from .entries import unit_of
from .records import InventoryRecord
from .stored import from_json, to_json

MODELS = "models"


def all_models() -> list[Model]:
    """The whole catalogue, by id."""
    return [from_json(Model, record.body) for record in InventoryRecord.query(MODELS)]


def units_of_showroom(showroom_id: str, model_id: str | None = None) -> list[Unit]:
    """A showroom's units, grouped by model."""
    of_model = InventoryRecord.stock_key.startswith(f"{model_id}#") if model_id else None
    return [unit_of(record) for record in InventoryRecord.units_by_showroom.query(showroom_id, of_model)]


def save_model(model: Model) -> None:
    """Write a model over whatever was there."""
    InventoryRecord(MODELS, model.id, body=to_json(model)).save()


def add_unit(unit: Unit) -> None:
    """Put a new unit in stock.

    Raises:
        Conflict: its VIN is there already.
    """
    record = InventoryRecord(
        f"unit#{unit.vin}",
        "unit",
        body=to_json(replace(unit, quote_id=None)),
        showroom_id=unit.showroom_id,
        stock_key=f"{unit.model_id}#{unit.vin}",
        status=unit.status.value,
        quote_id=unit.quote_id,
    )
    try:
        record.save(condition=InventoryRecord.key.does_not_exist())
    except PutError as exc:
        if exc.cause_response_code != "ConditionalCheckFailedException":
            raise
        raise Conflict("Ya existe una unidad con ese chasis.", vin=unit.vin) from exc
