"""Vehicles and payment options: added, removed, and discounts decided (M12, M13)."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.domain.codes import PaymentKind, Role, Stage
from chalicelib.domain.errors import Conflict, DeskError, Invalid, NotFound
from chalicelib.domain.inventory import Model
from chalicelib.domain.offers import (
    OptionWish,
    VehicleWish,
    add_option,
    add_vehicle,
    remove_option,
    remove_vehicle,
)
from chalicelib.domain.quote import MAX_OPTIONS, MAX_VEHICLES, PaymentOption, Quote, Vehicle
from tests.builders import (
    a_lost_quote,
    a_model,
    a_moment,
    a_person,
    a_quote,
    a_sold_quote,
    a_vehicle,
    an_extra,
    an_option,
)

LIMIT = 300
CASH = OptionWish(PaymentKind.CASH)
NO_LONGER_EDITABLE = [a_sold_quote(), a_sold_quote(Stage.DELIVERED), a_lost_quote()]
BOSS = a_person(Role.BOSS)


def a_wish(**overrides: Any) -> VehicleWish:
    return replace(VehicleWish("m-one", 2026, "Negro"), **overrides)


def added(wish: VehicleWish, quote: Quote | None = None, model: Model | None = None) -> tuple[Quote, Vehicle]:
    return add_vehicle(quote or a_quote(), wish, model or a_model(), a_moment(), LIMIT)


def offered(wish: OptionWish, quote: Quote | None = None) -> tuple[Quote, PaymentOption]:
    return add_option(quote or a_quote(), "v1", wish, a_moment(), LIMIT)


def test_a_vehicle_is_added_at_the_catalogues_price_with_its_options() -> None:
    loan = OptionWish(PaymentKind.FINANCED, None, 100_000, 24, 1560)
    quote, vehicle = added(a_wish(extras=(an_extra(),), payment_options=(CASH, loan)))
    assert quote.vehicles == (a_vehicle(), vehicle)
    assert (vehicle.id, vehicle.model.id, vehicle.colour) == ("v10", "m-one", "Negro")
    assert vehicle.list_price_cents == a_model().list_price_cents
    assert vehicle.extras == (an_extra(),)
    assert [(option.id, option.kind) for option in vehicle.payment_options] == [
        ("o11", PaymentKind.CASH),
        ("o12", PaymentKind.FINANCED),
    ]


def test_an_extra_may_be_a_gift() -> None:
    _, vehicle = added(a_wish(extras=(an_extra(amount_cents=0),)))
    assert vehicle.extras == (an_extra(amount_cents=0),)


def test_a_later_price_of_the_catalogue_leaves_the_quoted_one_alone() -> None:
    quote, _ = added(a_wish(), model=a_model(list_price_cents=350_000))
    assert [vehicle.list_price_cents for vehicle in quote.vehicles] == [300_000, 350_000]


@pytest.mark.parametrize(
    ("wish", "model", "pointer"),
    [
        (a_wish(), None, "/model_id"),
        (a_wish(), a_model(active=False), "/model_id"),
        (a_wish(model_year=2024), a_model(), "/model_year"),
        (a_wish(colour="Verde"), a_model(), "/colour"),
        (a_wish(colour="negro"), a_model(), "/colour"),
        (a_wish(extras=(an_extra(), an_extra(amount_cents=-1))), a_model(), "/extras/1/amount_cents"),
    ],
)
def test_a_vehicle_that_the_catalogue_does_not_have_is_refused(
    wish: VehicleWish, model: Model | None, pointer: str
) -> None:
    with pytest.raises(Invalid) as caught:
        add_vehicle(a_quote(), wish, model, a_moment(), LIMIT)
    assert [fault.pointer for fault in caught.value.faults] == [pointer]


def test_a_wrong_option_of_a_new_vehicle_is_pointed_at() -> None:
    with pytest.raises(Invalid) as caught:
        added(a_wish(payment_options=(CASH, OptionWish(PaymentKind.CASH, term_months=3))))
    assert [fault.pointer for fault in caught.value.faults] == ["/payment_options/1/term_months"]


def test_a_quote_carries_ten_vehicles_and_no_more() -> None:
    nine = a_quote(vehicles=tuple(a_vehicle(id=f"v{n}") for n in range(MAX_VEHICLES - 1)))
    full, _ = added(a_wish(), nine)
    with pytest.raises(Conflict) as caught:
        added(a_wish(), full)
    assert caught.value.state == {"vehicles": MAX_VEHICLES}


def test_a_vehicle_carries_ten_options_and_no_more() -> None:
    options = [an_option(id=f"o{n}") for n in range(MAX_OPTIONS - 1)]
    full, _ = offered(CASH, a_quote(vehicles=(a_vehicle(*options),)))
    with pytest.raises(Conflict) as caught:
        offered(CASH, full)
    assert caught.value.state == {"payment_options": MAX_OPTIONS}


def test_a_vehicle_is_removed_while_another_is_left() -> None:
    quote, removed = remove_vehicle(a_quote(vehicles=(a_vehicle(), a_vehicle(id="v2"))), "v1")
    assert (removed, quote.vehicles) == (a_vehicle(), (a_vehicle(id="v2"),))
    with pytest.raises(Conflict):
        remove_vehicle(quote, "v2")


def test_an_id_does_not_come_back_after_its_vehicle_or_option_is_gone() -> None:
    quote, vehicle = added(a_wish())
    quote, _ = remove_vehicle(quote, vehicle.id)
    quote, again = added(a_wish(), quote)
    assert (vehicle.id, again.id) == ("v10", "v11")
    quote, option = offered(CASH, quote)
    quote, _ = remove_option(quote, "v1", option.id)
    _, next_option = offered(CASH, quote)
    assert (option.id, next_option.id) == ("o12", "o13")


def test_an_option_is_removed_from_its_vehicle_only() -> None:
    quote = a_quote(vehicles=(a_vehicle(an_option(id="o1"), an_option(id="o2")), a_vehicle(id="v2")))
    after, removed = remove_option(quote, "v1", "o2")
    assert removed.id == "o2"
    assert [[option.id for option in vehicle.payment_options] for vehicle in after.vehicles] == [["o1"], ["o2"]]


def test_an_option_that_cannot_be_offered_is_refused() -> None:
    with pytest.raises(Invalid) as caught:
        offered(OptionWish(PaymentKind.FINANCED, None, 300_000, 24, 1560))
    assert [fault.pointer for fault in caught.value.faults] == ["/down_payment_cents"]


EDITS: list[Callable[[Quote], object]] = [
    lambda quote: added(a_wish(), quote),
    lambda quote: remove_vehicle(quote, "v1"),
    lambda quote: offered(CASH, quote),
    lambda quote: remove_option(quote, "v1", "o2"),
]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("quote", NO_LONGER_EDITABLE, ids=lambda quote: quote.stage.value)
def test_nothing_changes_in_what_is_invoiced_delivered_or_lost(quote: Quote, edit: Callable[[Quote], object]) -> None:
    with pytest.raises(Conflict) as caught:
        edit(quote)
    assert caught.value.state == {"stage": quote.stage.value}


@pytest.mark.parametrize(
    "edit",
    [
        lambda: remove_vehicle(a_quote(), "v9"),
        lambda: add_option(a_quote(), "v9", CASH, a_moment(), LIMIT),
        lambda: remove_option(a_quote(), "v9", "o2"),
        lambda: remove_option(a_quote(), "v1", "o9"),
    ],
)
def test_what_is_not_in_the_quote_is_not_found(edit: Callable[[], object]) -> None:
    with pytest.raises(DeskError) as caught:
        edit()
    assert type(caught.value) is NotFound
