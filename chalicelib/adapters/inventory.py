"""The catalogue and the stock. A VIN is unique over all models: it is the key of its unit."""

from ..domain.inventory import Model, Unit
from .entries import MODELS, model_of, stock_attributes, stock_record, unit_of
from .records import InventoryRecord


def all_models() -> list[Model]:
    """The whole catalogue, by id."""
    return [model_of(record) for record in InventoryRecord.query(MODELS)]


def units_of_showroom(showroom_id: str, model_id: str | None = None) -> list[Unit]:
    """A showroom's units, grouped by model."""
    of_model = InventoryRecord.stock_key.startswith(f"{model_id}#") if model_id else None
    return [unit_of(record) for record in InventoryRecord.units_by_showroom.query(showroom_id, of_model)]


def save(item: Model | Unit) -> None:
    """Write a model or a unit over whatever was there, outside any command: for filling a new desk."""
    record = stock_record(item)
    for name, value in stock_attributes(item).items():
        setattr(record, name, value)
    record.save()
