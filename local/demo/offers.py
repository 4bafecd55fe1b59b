"""What the demo's advisors offer: motorcycles with extras, for cash and on credit, some with a discount."""

from collections.abc import Sequence
from random import Random

from msgspec.structs import replace

from chalicelib.domain.codes import PaymentKind
from chalicelib.domain.inventory import Model, Unit
from chalicelib.domain.offers import DiscountWish, OptionWish, VehicleWish
from chalicelib.domain.quote import Extra

from .catalogue import MODELS
from .phrases import DISCOUNTS_ASKED

BY_ID = {model.id: model for model in MODELS}
TERMS = (12, 18, 24, 36, 48)
RATES_BPS = (1250, 1490, 1560, 1560)
REGISTRATIONS_CENTS = (14_500, 18_000, 21_500)
ACCESSORIES = (
    Extra("Casco certificado", 6_500),
    Extra("Seguro un año", 18_900),
    Extra("Maletero trasero", 5_900),
    Extra("Alarma", 4_500),
)
DISCOUNTED = 0.3
WITHIN_LIMIT_BPS = (100, 150, 200, 250, 300)
ABOVE_LIMIT_BPS = (450, 500, 600, 800)
SHARES_DOWN = (20, 25, 30, 40)
"""Per cent of the list price."""


def some_vehicles(random: Random) -> tuple[VehicleWish, ...]:
    """One to three motorcycles, mostly one."""
    count = random.choices((1, 2, 3), weights=(6, 3, 1))[0]
    return tuple(any_vehicle(random, model) for model in random.sample(MODELS, count))


def any_vehicle(random: Random, model: Model) -> VehicleWish:
    """A motorcycle in a year and colour of its model."""
    return _vehicle(random, model, random.choice(model.model_years), random.choice(model.colours))


def vehicle_like(random: Random, unit: Unit) -> VehicleWish:
    """The motorcycle that a unit in stock is."""
    return _vehicle(random, BY_ID[unit.model_id], unit.model_year, unit.colour)


def asking_too_much(random: Random, vehicles: Sequence[VehicleWish]) -> tuple[VehicleWish, ...]:
    """The same, but the first one's cash option asks for a discount above the limit."""
    first, *others = vehicles
    cash, *credit = first.payment_options
    wish = DiscountWish(random.choice(DISCOUNTS_ASKED), percent_bps=random.choice(ABOVE_LIMIT_BPS))
    return (replace(first, payment_options=(replace(cash, discount=wish), *credit)), *others)


def _vehicle(random: Random, model: Model, year: int, colour: str) -> VehicleWish:
    extras = [Extra("Matrícula", random.choice(REGISTRATIONS_CENTS), taxed=False)]
    extras += random.sample(ACCESSORIES, random.choice((0, 0, 1, 2)))
    options = [OptionWish(PaymentKind.CASH, _small_discount(random, model))]
    options += [credit(random, model, term) for term in sorted(random.sample(TERMS, random.choice((0, 1, 1, 2))))]
    return VehicleWish(model.id, year, colour, tuple(extras), tuple(options))


def credit(random: Random, model: Model, term_months: int) -> OptionWish:
    """A loan with a down payment in whole tens of dollars."""
    down = model.list_price_cents * random.choice(SHARES_DOWN) // 100 // 1_000 * 1_000
    rate = random.choice(RATES_BPS)
    return OptionWish(PaymentKind.FINANCED, None, down, term_months, rate)


def _small_discount(random: Random, model: Model) -> DiscountWish | None:
    if random.random() >= DISCOUNTED:
        return None
    reason, share = random.choice(DISCOUNTS_ASKED), random.choice(WITHIN_LIMIT_BPS)
    if random.random() < 0.5:
        return DiscountWish(reason, percent_bps=share)
    return DiscountWish(reason, amount_cents=model.list_price_cents * share // 10_000 // 500 * 500)
