"""Units in stock, each with a VIN that passes its check digit."""

from collections.abc import Iterator, Sequence
from random import Random

from chalicelib.domain.dealership import Showroom
from chalicelib.domain.inventory import Model, Unit

SHARES = (34, 28)
"""Units of the first and of the second showroom."""

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
DIGITS = "0123456789"
VALUES = dict(zip(DIGITS + LETTERS, (*range(10), *range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True))
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
CHECK_PLACE = 8
ECUADOR = "8L"
YEAR_CODES = {2026: "T", 2027: "V"}


def check_character(vin: str) -> str:
    """The ninth character that a VIN of 17 should have (49 CFR 565.15): 0 to 9, or X for ten."""
    remainder = sum(VALUES[character] * weight for character, weight in zip(vin, WEIGHTS, strict=True)) % 11
    return "X" if remainder == 10 else DIGITS[remainder]


def make_vin(random: Random, brand: str, model_year: int, serial: int) -> str:
    """A VIN as if assembled in Ecuador; the serial keeps it apart from every other."""
    described = "".join(random.choices(LETTERS + DIGITS, k=5))
    draft = f"{ECUADOR}{brand[0].upper()}{described}0{YEAR_CODES[model_year]}D{serial:06}"
    return draft[:CHECK_PLACE] + check_character(draft) + draft[CHECK_PLACE + 1 :]


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
