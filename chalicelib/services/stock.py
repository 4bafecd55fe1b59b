"""The catalogue and the stock, as a manager keeps them."""

from secrets import token_hex

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import asdict, replace

from ..adapters import inventory
from ..domain.codes import UnitStatus
from ..domain.customer import search_key, tidy
from ..domain.errors import Conflict, Fault, Invalid, NotFound
from ..domain.inventory import Model, Unit
from ..domain.vin import vin_warning
from .editing import fields_set
from .work import Work

KEPT_BY = "El catálogo y el stock los lleva el gerente."


class NewModel(Struct, frozen=True):
    """A model to put on sale."""

    brand: str
    name: str
    list_price_cents: int
    colours: tuple[str, ...]
    model_years: tuple[int, ...]
    photo_url: str | None = None


class ModelEdit(Struct, frozen=True):
    """What to change of a model; what is unset stays. Quotes keep what they were made with."""

    brand: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    list_price_cents: int | UnsetType = UNSET
    colours: tuple[str, ...] | UnsetType = UNSET
    model_years: tuple[int, ...] | UnsetType = UNSET
    photo_url: str | UnsetType | None = UNSET
    active: bool | UnsetType = UNSET


class NewUnit(Struct, frozen=True):
    """A unit to put in stock."""

    vin: str
    model_id: str
    model_year: int
    colour: str
    showroom_id: str


class UnitEdit(Struct, frozen=True):
    """What to change of a unit; what is unset stays."""

    model_year: int | UnsetType = UNSET
    colour: str | UnsetType = UNSET
    showroom_id: str | UnsetType = UNSET
    retired: bool | UnsetType = UNSET


def add_model(work: Work, wish: NewModel) -> Model:
    """Put a model on sale.

    Raises:
        NotAllowed: the caller is no manager.
        Conflict: it is in the catalogue already.
        Invalid: a colour or a year comes twice.
    """
    work.read()
    work.require_manager(KEPT_BY)
    model = _tidied(Model(id=f"m{token_hex(8)}", **asdict(wish)))
    _require_no_twin(model)
    work.write_stock(model, new=True)
    return model


def edit_model(work: Work, model_id: str, edit: ModelEdit) -> Model:
    """Change a model, withdraw it from sale, or put it back.

    Raises:
        NotAllowed: the caller is no manager.
        NotFound: no such model.
        Conflict: another is called so.
        Invalid: a colour or a year comes twice.
    """
    slot = work.reading.model(model_id)
    work.read()
    work.require_manager(KEPT_BY)
    if slot.value is None:
        raise NotFound("Ese modelo no existe.")
    model = _tidied(replace(slot.value, **fields_set(edit)))
    if model == slot.value:
        return model
    if str(model) != str(slot.value):
        _require_no_twin(model)
    work.write_stock(model)
    return model


def _tidied(model: Model) -> Model:
    colours = tuple(tidy(colour) for colour in model.colours)
    for pointer, values in (("/colours", colours), ("/model_years", model.model_years)):
        if len(set(values)) < len(values):
            raise Invalid.at(pointer, "Hay un valor repetido.")
    return replace(model, brand=tidy(model.brand), name=tidy(model.name), colours=colours)


def _require_no_twin(model: Model) -> None:
    key = search_key(model.brand, model.name)
    for other in inventory.all_models():
        if other.id != model.id and search_key(other.brand, other.name) == key:
            raise Conflict(f"{other} ya está en el catálogo.", model_id=other.id, active=other.active)


def add_unit(work: Work, wish: NewUnit) -> Unit:
    """Put a unit in stock; a failing check digit of its VIN is kept as a warning.

    Raises:
        NotAllowed: the caller is no manager.
        Conflict: its VIN is there already.
        Invalid: no such model or showroom, or the model is not made so.
    """
    model, known = work.reading.model(wish.model_id), work.reading.unit(wish.vin)
    showroom = work.reading.showroom(wish.showroom_id)
    work.read()
    work.require_manager(KEPT_BY)
    if known.value:
        raise Conflict("Ya existe una unidad con ese chasis.", vin=wish.vin, unit_status=known.value.status.value)
    faults = list[Fault]()
    if showroom.value is None:
        faults.append(Fault("/showroom_id", "Esa vitrina no existe."))
    if model.value is None:
        faults.append(Fault("/model_id", "Ese modelo no está en el catálogo."))
    else:
        faults += model.value.faults_of(wish.model_year, wish.colour)
    if faults:
        raise Invalid(faults)
    unit = Unit(**asdict(wish), vin_warning=vin_warning(wish.vin))
    work.write_stock(unit, new=True)
    return unit


def edit_unit(work: Work, vin: str, edit: UnitEdit) -> Unit:
    """Move a unit to another showroom, correct it, retire it from stock, or put it back.

    A reserved unit may move; it is corrected or retired only while nobody holds it or waits for it.

    Raises:
        NotAllowed: the caller is no manager.
        NotFound: no such unit.
        Conflict: somebody holds it or waits for it, or it is sold.
        Invalid: no such showroom, or the model is not made so.
    """
    slot = work.reading.unit(vin)
    showroom = None if edit.showroom_id is UNSET else work.reading.showroom(edit.showroom_id)
    work.read()
    work.require_manager(KEPT_BY)
    unit = slot.value
    if unit is None:
        raise NotFound("No hay una unidad con ese chasis.")
    if showroom and showroom.value is None:
        raise Invalid.at("/showroom_id", "Esa vitrina no existe.")
    edited = unit if showroom is None or showroom.value is None else unit.moved_to(showroom.value.id)
    made = {name: getattr(edit, name) for name in ("model_year", "colour") if getattr(edit, name) is not UNSET}
    if made:
        edited = replace(edited.unclaimed(), **made)
        model = work.also_read(lambda reading: reading.model(edited.model_id)).value
        if model and (faults := model.faults_of(edited.model_year, edited.colour)):
            raise Invalid(faults)
    if edit.retired is not UNSET:
        edited = replace(edited.unclaimed(), status=UnitStatus.RETIRED if edit.retired else UnitStatus.AVAILABLE)
    if edited != unit:
        work.write_stock(edited)
    return edited
