"""The quote's own shape: M7, who sees it, when it expires, ids that never come back."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from chalicelib.domain.codes import DiscountStatus, Role, Stage
from chalicelib.domain.dealership import Person
from chalicelib.domain.errors import Conflict, NotFound
from chalicelib.domain.quote import Quote
from tests.builders import (
    a_discount,
    a_follow_up,
    a_lost_quote,
    a_person,
    a_quote,
    a_sold_quote,
    a_vehicle,
    an_option,
)

OPEN = [Stage.QUOTED, Stage.DOCUMENTED, Stage.INVOICED]
CLOSED = [Stage.DELIVERED, Stage.LOST]


@pytest.mark.parametrize("stage", OPEN)
def test_an_open_quote_without_a_pending_follow_up_cannot_exist(stage: Stage) -> None:
    with pytest.raises(ValueError, match="M7"):
        a_quote(stage=stage, pending=None)
    with pytest.raises(ValueError, match="M7"):
        replace(a_quote(stage=stage), pending=None)


@pytest.mark.parametrize("stage", CLOSED)
def test_a_closed_quote_with_a_pending_follow_up_cannot_exist(stage: Stage) -> None:
    with pytest.raises(ValueError, match="M7"):
        a_quote(stage=stage, pending=a_follow_up())
    with pytest.raises(ValueError, match="M7"):
        replace(a_quote(), stage=stage)


def test_a_quote_that_breaks_m7_cannot_be_read_back_either() -> None:
    broken = msgspec.json.encode(a_quote()).replace(b'"stage":"QUOTED"', b'"stage":"LOST"')
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(broken, type=Quote)


@pytest.mark.parametrize("quote", [a_quote(), a_sold_quote(), a_sold_quote(Stage.DELIVERED), a_lost_quote()])
def test_a_quote_is_read_back_as_it_was_written(quote: Quote) -> None:
    assert msgspec.json.decode(msgspec.json.encode(quote), type=Quote) == quote


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        (a_person(), True),
        (a_person(showroom_id="s-sur"), True),
        (a_person(id="p-other"), False),
        (a_person(Role.BOSS), True),
        (a_person(Role.BOSS, showroom_id="s-sur"), False),
        (a_person(Role.MANAGER, showroom_id="s-sur"), True),
    ],
)
def test_advisors_see_their_own_bosses_their_showrooms_managers_all(person: Person, sees: bool) -> None:
    assert a_quote().may_be_seen_by(person) is sees


@pytest.mark.parametrize(
    ("person", "leads"),
    [
        (a_person(), False),
        (a_person(Role.BOSS), True),
        (a_person(Role.BOSS, showroom_id="s-sur"), False),
        (a_person(Role.MANAGER, showroom_id="s-sur"), True),
    ],
)
def test_a_boss_leads_one_showroom_and_a_manager_every_one(person: Person, leads: bool) -> None:
    assert person.leads_showroom("s-norte") is leads
    assert person.leads is (person.role is not Role.ADVISOR)


def test_a_quote_is_valid_on_its_last_day() -> None:
    quote = a_quote()
    assert not quote.has_expired(quote.valid_until)
    assert quote.has_expired(quote.valid_until + timedelta(days=1))


@pytest.mark.parametrize("quote", [a_sold_quote(), a_sold_quote(Stage.DELIVERED), a_lost_quote()])
def test_a_price_that_was_invoiced_or_given_up_no_longer_expires(quote: Quote) -> None:
    assert not quote.has_expired(date(2030, 1, 1))


def test_what_is_not_in_the_quote_is_not_found() -> None:
    with pytest.raises(NotFound):
        a_quote().vehicle("v2")
    with pytest.raises(NotFound):
        a_vehicle().option("o9")


def test_a_vehicle_or_option_is_replaced_in_its_place() -> None:
    quote = a_quote(vehicles=(a_vehicle(), a_vehicle(id="v2"), a_vehicle(id="v3")))
    red = replace(quote.vehicle("v2"), colour="Negro")
    assert [vehicle.colour for vehicle in quote.with_vehicle(red).vehicles] == ["Rojo", "Negro", "Rojo"]
    vehicle = a_vehicle(an_option(id="o1"), an_option(id="o2"))
    options = vehicle.with_option(an_option(id="o1", chosen=True)).payment_options
    assert [(option.id, option.chosen) for option in options] == [("o1", True), ("o2", False)]


def test_ids_inside_a_quote_count_up_whatever_their_kind() -> None:
    first, quote = a_quote().numbered("v")
    second, quote = quote.numbered("o")
    assert (first, second, quote.seq) == ("v10", "o11", 11)


def test_only_the_pending_follow_up_is_taken_for_pending() -> None:
    assert a_quote().require_pending("q-test-9") == a_follow_up()
    with pytest.raises(Conflict) as caught:
        a_quote().require_pending("q-test-8")
    assert caught.value.state == {"stage": "QUOTED", "pending_follow_up_id": "q-test-9"}


@pytest.mark.parametrize("serial", ["1", "8"])
def test_a_follow_up_that_the_quote_had_is_past(serial: str) -> None:
    with pytest.raises(Conflict):
        a_quote().require_pending(f"q-test-{serial}")


@pytest.mark.parametrize("serial", ["", "0", "10", "x", "9" * 5000])
def test_a_follow_up_that_the_quote_never_had_is_not_found(serial: str) -> None:
    with pytest.raises(NotFound):
        a_quote().require_pending(f"q-test-{serial}")


def test_a_closed_quote_has_nothing_pending() -> None:
    with pytest.raises(Conflict) as caught:
        a_lost_quote().require_pending("q-test-9")
    assert caught.value.state == {"stage": "LOST", "pending_follow_up_id": None}


@pytest.mark.parametrize("stage", [Stage.QUOTED, Stage.DOCUMENTED])
def test_a_quote_is_edited_before_it_is_invoiced(stage: Stage) -> None:
    a_quote(stage=stage).require_editable()


@pytest.mark.parametrize("quote", [a_sold_quote(), a_sold_quote(Stage.DELIVERED), a_lost_quote()])
def test_and_not_afterwards(quote: Quote) -> None:
    with pytest.raises(Conflict) as caught:
        quote.require_editable()
    assert caught.value.state == {"stage": quote.stage.value}


WAITING = a_discount(status=DiscountStatus.WAITING)


@pytest.mark.parametrize(
    ("overrides", "waiting"),
    [({}, 1), ({"stage": Stage.DOCUMENTED}, 1), ({"stage": Stage.INVOICED}, 0), ({"stage": Stage.LOST}, 0)],
)
def test_discounts_wait_only_while_the_quote_can_change(overrides: dict[str, Any], waiting: int) -> None:
    vehicle = a_vehicle(an_option(id="o1", discount=a_discount()), an_option(id="o2", discount=WAITING), an_option())
    quote = a_quote(vehicles=(vehicle,), **overrides)
    assert [option.id for _, option, _ in quote.waiting_discounts] == ["o2"] * waiting


def test_the_chosen_vehicle_is_the_one_sold() -> None:
    assert a_quote().chosen_vehicle is None
    assert a_sold_quote().chosen_vehicle == a_sold_quote().vehicle("v1")
