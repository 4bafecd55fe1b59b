"""The catalogue and the stock, as people look them up."""

from ..adapters import directory, inventory
from ..adapters.reading import Reading
from ..domain.codes import UnitStatus
from ..domain.customer import matches, search_key, search_words
from ..domain.errors import NotFound
from ..domain.inventory import Model, Unit


def find_models(text: str, *, active: bool) -> list[Model]:
    """The models on sale, or those withdrawn, whose brand or name has every word, by brand and name."""
    words = search_words(text)
    models = [model for model in inventory.all_models() if model.active is active]
    found = [model for model in models if matches(search_key(model.brand, model.name), words)]
    return sorted(found, key=lambda model: (model.brand, model.name, model.id))


def find_units(model_id: str | None, showroom_id: str | None, status: UnitStatus | None) -> list[Unit]:
    """Units in stock, in one showroom or in all, by model and VIN; retired ones only when asked for.

    Everybody may look for stock anywhere.
    """
    showroom_ids = [showroom_id] if showroom_id else [showroom.id for showroom in directory.all_showrooms()]
    units = [unit for owner in showroom_ids for unit in inventory.units_of_showroom(owner, model_id)]
    found = [unit for unit in units if _is_wanted(unit, status)]
    return sorted(found, key=lambda unit: (unit.model_id, unit.vin))


def _is_wanted(unit: Unit, status: UnitStatus | None) -> bool:
    return unit.status is status if status else unit.status is not UnitStatus.RETIRED


def get_model(model_id: str) -> Model:
    """A model, on sale or withdrawn.

    Raises:
        NotFound: no such model.
    """
    reading = Reading()
    slot = reading.model(model_id)
    reading.fetch()
    if slot.value is None:
        raise NotFound("Ese modelo no existe.")
    return slot.value


def get_unit(vin: str) -> Unit:
    """A unit, also a retired one.

    Raises:
        NotFound: no such unit.
    """
    reading = Reading()
    slot = reading.unit(vin)
    reading.fetch()
    if slot.value is None:
        raise NotFound("No hay una unidad con ese chasis.")
    return slot.value
