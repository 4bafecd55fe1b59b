"""Asking for a reservation: what must be right about it, and where it then stands (M15, G7)."""

from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.codes import DepositMethod, IdType, ReservationStatus, Role, Stage, UnitStatus
from chalicelib.domain.dealership import Ref, Rules
from chalicelib.domain.errors import Conflict, DeskError, Invalid
from chalicelib.domain.inventory import InLine, Unit
from chalicelib.domain.quote import Quote
from chalicelib.domain.requesting import MOST_OF_A_QUOTE, Reserved, request_reservation
from tests.builders import (
    NOW,
    ZONE,
    a_customer,
    a_loan,
    a_moment,
    a_person,
    a_quote,
    a_reservation,
    a_sold_quote,
    a_unit,
    a_vehicle,
    a_wish,
    an_option,
    local,
)

TAKEN = a_unit(status=UnitStatus.RESERVED, quote_id="q-other", held_until=NOW + timedelta(days=1))
FREE = a_unit()


def asked(
    quote: Quote | None = None,
    unit: Unit | None = FREE,
    role: Role = Role.ADVISOR,
    rules: Rules | None = None,
    **wish: Any,
) -> Reserved:
    """The request as somebody of the showroom makes it."""
    moment = a_moment(a_person(role), rules=rules)
    return request_reservation(quote or a_quote(), a_wish(**wish), unit, moment, ZONE)


def refused(*args: Any, **wish: Any) -> DeskError:
    with pytest.raises(DeskError) as caught:
        asked(*args, **wish)
    return caught.value


def pointers(*args: Any, **wish: Any) -> list[str]:
    error = refused(*args, **wish)
    assert isinstance(error, Invalid)
    return [fault.pointer for fault in error.faults]


def test_a_request_keeps_what_is_needed_to_decide_it() -> None:
    done = asked()
    assert done.reservation == a_reservation(id="q-test-r10")
    assert done.quote == a_quote(reservations=(done.reservation,), reservations_made=1, seq=10)
    assert done.unit is None


def test_without_a_chassis_the_boss_of_the_quotes_showroom_decides_and_picks() -> None:
    done = asked(unit=None, vin=None)
    assert (done.reservation.vin, done.reservation.showroom_id) == (None, "s-norte")


def test_with_a_chassis_the_boss_where_the_unit_is_decides() -> None:
    assert asked(unit=a_unit(showroom_id="s-sur")).reservation.showroom_id == "s-sur"


def test_the_price_is_that_of_the_option_named_or_of_the_only_one() -> None:
    two = a_quote(vehicles=(a_vehicle(an_option(), a_loan()),))
    assert asked(two).reservation.total_cents is None
    loan = asked(two, payment_option_id="o3").reservation
    assert (loan.option, loan.total_cents) == (Ref("o3", "Financiado"), 300_000)
    assert pointers(two, payment_option_id="o9") == ["/payment_option_id"]


@pytest.mark.parametrize(
    ("wish", "pointer"),
    [
        ({"vehicle_id": "v9"}, "/vehicle_id"),
        ({"deposit_cents": 4_999}, "/deposit_cents"),
        ({"deposit_method": DepositMethod.TRANSFER}, "/receipt_number"),
        ({"deposit_method": DepositMethod.CARD, "receipt_number": ""}, "/receipt_number"),
        ({"id_number": "1710034066"}, "/id_number"),
        ({"id_number": "AB1", "id_type": IdType.PASSPORT}, "/id_number"),
        ({"hold_until": NOW}, "/hold_until"),
        ({"hold_until": NOW + timedelta(days=5, seconds=1)}, "/hold_until"),
        ({"vin": None, "unit": None, "wait": True}, "/wait"),
        ({"unit": None}, "/vin"),
        ({"unit": a_unit(status=UnitStatus.RETIRED)}, "/vin"),
        ({"unit": a_unit(model_id="m-two")}, "/vin"),
    ],
)
def test_what_is_wrong_is_pointed_at(wish: dict[str, Any], pointer: str) -> None:
    assert pointers(**wish) == [pointer]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    wrong = {"deposit_cents": 1, "deposit_method": DepositMethod.CARD, "hold_until": NOW, "id_number": "12345"}
    assert pointers(unit=None, id_type=IdType.CEDULA, **wrong) == [
        "/deposit_cents",
        "/receipt_number",
        "/hold_until",
        "/vin",
        "/id_number",
    ]


@pytest.mark.parametrize("method", [DepositMethod.TRANSFER, DepositMethod.CARD])
def test_a_deposit_that_leaves_a_trace_is_taken_with_its_receipt(method: DepositMethod) -> None:
    assert asked(deposit_method=method, receipt_number="000-1").reservation.receipt_number == "000-1"


def test_the_rules_are_the_dealerships_own() -> None:
    rules = Rules(min_deposit_cents=20_000, max_hold_days=1)
    assert pointers(rules=rules) == ["/deposit_cents", "/hold_until"]
    assert asked(rules=rules, deposit_cents=20_000, hold_until=NOW + timedelta(days=1))


def test_an_advisor_holds_no_longer_than_the_quote_and_a_boss_may() -> None:
    quote = a_quote(valid_until=date(2026, 7, 16))
    last = local("2026-07-16 23:59")
    assert asked(quote, hold_until=last).reservation.hold_until == last
    assert pointers(quote, hold_until=local("2026-07-17 00:00")) == ["/hold_until"]
    for role in (Role.BOSS, Role.MANAGER):
        assert asked(quote, role=role, hold_until=NOW + timedelta(days=60))
        assert pointers(quote, role=role, hold_until=NOW + timedelta(days=60, seconds=1)) == ["/hold_until"]


@pytest.mark.parametrize(
    ("known", "given", "warns"),
    [
        (None, "1710034065", False),
        ("1710034065", "171003406-5", False),
        ("0926687856", "1710034065", True),
        (None, "1790012345001", True),
        (None, "AB123456", False),
    ],
)
def test_an_id_number_that_makes_one_wonder_is_kept_with_a_warning(known: str | None, given: str, warns: bool) -> None:
    kind = IdType.CEDULA if known else None
    quote = a_quote(customer=a_customer(id_type=kind, id_number=known))
    kept = asked(quote, id_number=given).reservation
    assert kept.id_number == given.replace("-", "")
    assert (kept.id_warning is not None) is warns


@pytest.mark.parametrize("stage", [Stage.INVOICED, Stage.DELIVERED, Stage.LOST])
def test_only_what_is_still_being_sold_is_reserved(stage: Stage) -> None:
    lost = a_quote(stage=stage, stage_before_lost=Stage.QUOTED) if stage is Stage.LOST else a_sold_quote(stage)
    error = refused(lost)
    assert isinstance(error, Conflict)
    assert error.state == {"stage": stage.value}


def test_an_expired_quote_is_renewed_first() -> None:
    error = refused(a_quote(valid_until=date(2026, 7, 14)))
    assert isinstance(error, Conflict)
    assert error.state == {"valid_until": "2026-07-14"}


@pytest.mark.parametrize(
    "kept",
    [a_reservation(), a_reservation(vin=None), a_reservation(vehicle_id="v2"), a_reservation(vin="VIN0002")],
)
def test_neither_a_vehicle_nor_a_unit_is_reserved_twice_in_a_quote(kept: Any) -> None:
    quote = a_quote(vehicles=(a_vehicle(), a_vehicle(id="v2")), reservations=(kept,))
    error = refused(quote)
    assert isinstance(error, Conflict)
    assert error.state == {"reservation_id": "q-test-r5", "reservation_status": "REQUESTED"}
    assert asked(quote, vehicle_id="v2" if kept.vehicle_id == "v1" else "v1", vin="VIN0003", unit=a_unit(vin="VIN0003"))


def test_a_quote_is_not_reserved_from_without_end() -> None:
    error = refused(a_quote(reservations_made=MOST_OF_A_QUOTE))
    assert isinstance(error, Conflict)
    assert asked(a_quote(reservations_made=MOST_OF_A_QUOTE - 1)).quote.reservations_made == MOST_OF_A_QUOTE


@pytest.mark.parametrize(
    ("unit", "state"),
    [
        (TAKEN, {"vin": "VIN0001", "unit_status": "RESERVED", "may_wait": True}),
        (
            a_unit(quote_id="q-other", held_until=NOW + timedelta(hours=1)),
            {"vin": "VIN0001", "unit_status": "AVAILABLE", "may_wait": True, "offered": True},
        ),
        (a_unit(status=UnitStatus.SOLD, quote_id="q-other"), {"vin": "VIN0001", "unit_status": "SOLD"}),
    ],
)
def test_a_taken_unit_is_refused_with_how_it_is_taken(unit: Unit, state: dict[str, Any]) -> None:
    error = refused(unit=unit)
    assert isinstance(error, Conflict)
    assert error.state == state


def test_who_wishes_stands_in_line_for_a_taken_unit() -> None:
    done = asked(unit=TAKEN, wait=True)
    assert done.reservation.status is ReservationStatus.WAITING
    assert done.unit == TAKEN.awaited_by(InLine("q-test-r10", "q-test", done.reservation.hold_until))


def test_nobody_waits_for_a_unit_that_is_sold_or_free() -> None:
    assert isinstance(refused(unit=a_unit(status=UnitStatus.SOLD, quote_id="q-other"), wait=True), Conflict)
    done = asked(wait=True)
    assert (done.reservation.status, done.unit) == (ReservationStatus.REQUESTED, None)
