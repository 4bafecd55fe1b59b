"""The sale on the stage ladder: what is chosen, whose unit it is; SOLD ⇔ INVOICED or DELIVERED (M9)."""

from typing import Any

import pytest

from chalicelib.domain.codes import DiscountStatus, LostReason, Role, Stage, UnitStatus
from chalicelib.domain.errors import Conflict
from chalicelib.domain.inventory import Unit
from tests.builders import (
    NOW,
    a_discount,
    a_loan,
    a_lost_quote,
    a_plan,
    a_quote,
    a_sold_quote,
    a_unit,
    a_vehicle,
    an_option,
)
from tests.domain.steps import SALE, SOLD, moved, pointers, refused

DOCUMENTED = a_quote(stage=Stage.DOCUMENTED)
DELIVERED = a_sold_quote(Stage.DELIVERED)


def test_invoicing_chooses_vehicle_and_option_and_takes_the_unit() -> None:
    other = a_vehicle(an_option(id="o4"), id="v2")
    quote = a_quote(stage=Stage.DOCUMENTED, vehicles=(a_vehicle(an_option(), a_loan()), other))
    step = moved(quote, Stage.INVOICED, unit=a_unit(), **SALE)
    chosen = step.quote.chosen_vehicle
    assert chosen == a_vehicle(an_option(chosen=True), a_loan(), chosen=True, vin="VIN0001")
    assert step.quote.vehicles[1] == other
    assert (step.sold, step.freed) == (SOLD, ())


@pytest.mark.parametrize("field", SALE)
def test_invoicing_needs_vehicle_option_and_unit(field: str) -> None:
    error = refused(DOCUMENTED, Stage.INVOICED, unit=a_unit(), **(SALE | {field: None}))
    assert pointers(error) == [f"/{field}"]


@pytest.mark.parametrize(
    ("sale", "unit", "pointer"),
    [
        (SALE | {"vehicle_id": "v9"}, a_unit(), "/vehicle_id"),
        (SALE | {"payment_option_id": "o9"}, a_unit(), "/payment_option_id"),
        (SALE, None, "/vin"),
        (SALE, a_unit(model_id="m-two"), "/vin"),
    ],
)
def test_what_is_sold_must_be_there(sale: dict[str, Any], unit: Unit | None, pointer: str) -> None:
    assert pointers(refused(DOCUMENTED, Stage.INVOICED, unit=unit, **sale)) == [pointer]


@pytest.mark.parametrize("field", SALE)
def test_nothing_is_chosen_on_any_other_step(field: str) -> None:
    assert pointers(refused(a_quote(), Stage.DOCUMENTED, **{field: SALE[field]})) == [f"/{field}"]
    again = refused(DELIVERED, Stage.INVOICED, Role.BOSS, note="x", follow_up=a_plan(), **dict[str, Any]({field: "x"}))
    assert pointers(again) == [f"/{field}"]


@pytest.mark.parametrize(
    ("status", "sells"),
    [(DiscountStatus.WAITING, False), (DiscountStatus.APPROVED, True), (DiscountStatus.REJECTED, True)],
)
def test_an_option_whose_discount_waits_is_not_invoiced(status: DiscountStatus, sells: bool) -> None:
    vehicle = a_vehicle(an_option(discount=a_discount(status=status)))
    quote = a_quote(stage=Stage.DOCUMENTED, vehicles=(vehicle,))
    if sells:
        assert moved(quote, Stage.INVOICED, unit=a_unit(), **SALE).quote.stage is Stage.INVOICED
    else:
        error = refused(quote, Stage.INVOICED, unit=a_unit(), **SALE)
        assert isinstance(error, Conflict)
        assert error.state == {"discount_status": "WAITING"}


@pytest.mark.parametrize(
    "unit",
    [
        a_unit(status=UnitStatus.SOLD, quote_id="q-other"),
        a_unit(status=UnitStatus.SOLD, quote_id="q-test"),
        a_unit(status=UnitStatus.RESERVED, quote_id="q-other"),
        a_unit(status=UnitStatus.RESERVED),
    ],
)
def test_a_unit_that_is_sold_or_kept_for_another_is_not_sold(unit: Unit) -> None:
    error = refused(DOCUMENTED, Stage.INVOICED, unit=unit, **SALE)
    assert isinstance(error, Conflict)
    assert error.state == {"vin": "VIN0001", "unit_status": unit.status.value}


def test_a_unit_reserved_for_the_quote_is_sold_to_it() -> None:
    reserved = a_unit(status=UnitStatus.RESERVED, quote_id="q-test", held_until=NOW)
    step = moved(DOCUMENTED, Stage.INVOICED, unit=reserved, **SALE)
    assert (step.sold, step.freed) == (SOLD, ())


def test_stepping_back_from_invoiced_frees_the_unit_and_chooses_nothing() -> None:
    step = moved(a_sold_quote(), Stage.DOCUMENTED, Role.BOSS, note="Error de factura")
    assert (step.sold, step.freed) == (None, ("VIN0001",))
    assert step.quote.vehicles == (a_vehicle(),)


def test_stepping_back_from_delivered_keeps_the_sale_and_schedules_what_is_next() -> None:
    step = moved(DELIVERED, Stage.INVOICED, Role.BOSS, note="No salió", follow_up=a_plan())
    assert (step.sold, step.freed) == (None, ())
    assert step.quote.chosen_vehicle == a_sold_quote().chosen_vehicle
    assert step.quote.pending is not None
    assert step.quote.pending.id == "q-test-10"


def test_losing_what_was_invoiced_frees_the_unit() -> None:
    step = moved(a_sold_quote(), Stage.LOST, reason=LostReason.CREDIT_DENIED)
    assert (step.sold, step.freed) == (None, ("VIN0001",))
    assert step.quote.chosen_vehicle is None


def test_a_sale_that_was_lost_is_made_anew() -> None:
    lost = a_lost_quote(Stage.INVOICED)
    assert pointers(refused(lost, Stage.INVOICED, follow_up=a_plan())) == [f"/{field}" for field in SALE]
    step = moved(lost, Stage.INVOICED, unit=a_unit(), follow_up=a_plan(), **SALE)
    assert (step.sold, step.freed) == (SOLD, ())
