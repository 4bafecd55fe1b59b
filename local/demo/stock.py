"""Units in stock, each with a VIN that passes its check digit."""

from collections.abc import Iterator, Sequence
from random import Random
from string import digits

from chalicelib.domain.dealership import Showroom
from chalicelib.domain.inventory import Model, Unit
from chalicelib.domain.vin import CHECK_PLACE, VIN_LETTERS, check_digit

SHARES = (34, 28)
"""Units of the first and of the second showroom."""

ECUADOR = "8L"
YEAR_CODES = {2026: "T", 2027: "V"}


def make_vin(random: Random, brand: str, model_year: int, serial: int) -> str:
    """A VIN as if assembled in Ecuador; the serial keeps it apart from every other."""
    described = "".join(random.choices(VIN_LETTERS + digits, k=5))
    draft = f"{ECUADOR}{brand[0].upper()}{described}0{YEAR_CODES[model_year]}D{serial:06}"
    return draft[:CHECK_PLACE] + check_digit(draft) + draft[CHECK_PLACE + 1 :]


def make_stock(random: Random, models: Sequence[Model], showrooms: Sequence[Showroom]) -> list[Unit]:
    """About sixty units over the showrooms, every model at least once."""
    owners = [showroom for showroom, share in zip(showrooms, SHARES, strict=True) for _ in range(share)]
    random.shuffle(owners)
    kinds = [*models, *random.choices(models, k=len(owners) - len(models))]
    return list(_units(random, kinds, owners))


def _units(random: Random, kinds: Sequence[Model], owners: Sequence[Showroom]) -> Iterator[Unit]:
    for serial, (model, showroom) in enumerate(zip(kinds, owners, strict=True), start=1):
        year, colour = random.choice(model.model_years), random.choice(model.colours)
        yield Unit(make_vin(random, model.brand, year, serial), model.id, year, colour, showroom.id)
