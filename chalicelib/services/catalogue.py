"""The catalogue and the stock, as people look them up."""

from ..adapters import directory, inventory
from ..domain.codes import UnitStatus
from ..domain.customer import matches, search_key, search_words
from ..domain.inventory import Model, Unit


def find_models(text: str) -> list[Model]:
    """The models on sale whose brand or name has every word, by brand and name."""
    words = search_words(text)
    models = [model for model in inventory.all_models() if model.active]
    found = [model for model in models if matches(search_key(model.brand, model.name), words)]
    return sorted(found, key=lambda model: (model.brand, model.name, model.id))


def find_units(model_id: str | None, showroom_id: str | None, status: UnitStatus | None) -> list[Unit]:
    """Units in stock, in one showroom or in all, by model and VIN. Everybody may look for stock anywhere."""
    showroom_ids = [showroom_id] if showroom_id else [showroom.id for showroom in directory.all_showrooms()]
    units = [unit for owner in showroom_ids for unit in inventory.units_of_showroom(owner, model_id)]
    found = [unit for unit in units if status is None or unit.status is status]
    return sorted(found, key=lambda unit: (unit.model_id, unit.vin))
