"""Whose a unit is: reserved, sold, offered, let go, and who stands in line for it."""

from datetime import timedelta
from functools import partial

import pytest

from chalicelib.domain.codes import UnitStatus
from chalicelib.domain.errors import Conflict
from chalicelib.domain.inventory import LONGEST_LINE, InLine, Offer, Unit
from tests.builders import IN_A_DAY, NOW, a_model, a_unit

OFFER = timedelta(hours=24)
FIRST, SECOND = InLine("q-2-r1", "q-2", IN_A_DAY), InLine("q-3-r1", "q-3", NOW + timedelta(days=3))
RESERVED = a_unit(status=UnitStatus.RESERVED, quote_id="q-1", held_until=IN_A_DAY)
OFFERED = a_unit(quote_id="q-1", held_until=IN_A_DAY)
SOLD = a_unit(status=UnitStatus.SOLD, quote_id="q-1")
RETIRED = a_unit(status=UnitStatus.RETIRED)


@pytest.mark.parametrize(
    ("unit", "own", "others"),
    [
        (a_unit(), True, True),
        (RESERVED, True, False),
        (OFFERED, True, False),
        (SOLD, False, False),
        (RETIRED, False, False),
    ],
)
def test_who_may_reserve_or_buy_a_unit(unit: Unit, own: bool, others: bool) -> None:
    for quote_id, may in (("q-1", own), ("q-9", others)):
        assert unit.is_free_for(quote_id) is may
        if may:
            assert unit.reserved_for(quote_id, NOW).quote_id == quote_id
            assert unit.sold_to(quote_id).status is UnitStatus.SOLD
            continue
        for take in (partial(unit.reserved_for, quote_id, NOW), partial(unit.sold_to, quote_id)):
            with pytest.raises(Conflict) as caught:
                take()
            assert caught.value.state["unit_status"] == unit.status.value
            assert caught.value.state.get("offered", False) is unit.is_offered


def test_a_reserved_unit_knows_until_when_and_a_sold_one_is_sold_for_good() -> None:
    assert a_unit().reserved_for("q-1", IN_A_DAY) == RESERVED
    assert RESERVED.sold_to("q-1") == SOLD


def test_a_hold_lapses_at_its_instant() -> None:
    assert not RESERVED.has_lapsed(IN_A_DAY - timedelta(microseconds=1))
    assert RESERVED.has_lapsed(IN_A_DAY)
    assert not SOLD.has_lapsed(IN_A_DAY + timedelta(days=99))


@pytest.mark.parametrize("held", [RESERVED, OFFERED, SOLD])
def test_a_unit_that_is_let_go_goes_back_on_sale(held: Unit) -> None:
    gone = held.let_go_by("q-1", NOW, OFFER)
    assert (gone.after, gone.offer) == (a_unit(), None)


def test_who_has_nothing_of_a_unit_lets_nothing_go() -> None:
    gone = RESERVED.let_go_by("q-9", NOW, OFFER)
    assert (gone.after, gone.offer) == (RESERVED, None)


def test_a_freed_unit_is_offered_to_the_first_in_line_and_kept_meanwhile() -> None:
    unit = RESERVED.awaited_by(FIRST).awaited_by(SECOND)
    gone = unit.let_go_by("q-1", NOW, OFFER)
    assert gone.offer == Offer("q-2", "q-2-r1", "VIN0001", IN_A_DAY)
    assert gone.after == a_unit(quote_id="q-2", held_until=IN_A_DAY, line=(SECOND,))
    assert not gone.after.is_free_for("q-1")


def test_an_offer_lasts_no_longer_than_it_is_waited_for() -> None:
    unit = RESERVED.awaited_by(InLine("q-2-r1", "q-2", NOW + timedelta(hours=1)))
    gone = unit.let_go_by("q-1", NOW, OFFER)
    assert gone.after.held_until == NOW + timedelta(hours=1)


def test_who_waited_until_now_is_passed_over_and_stays_until_that_is_told() -> None:
    late = InLine("q-2-r1", "q-2", NOW)
    gone = RESERVED.awaited_by(late).awaited_by(SECOND).let_go_by("q-1", NOW, OFFER)
    assert gone.offer is not None
    assert gone.offer.quote_id == "q-3"
    assert gone.after.line == (late,)


def test_leaving_the_line_leaves_the_unit_to_who_has_it() -> None:
    unit = RESERVED.awaited_by(FIRST).awaited_by(SECOND)
    gone = unit.let_go_by("q-2", NOW, OFFER)
    assert (gone.after, gone.offer) == (RESERVED.awaited_by(SECOND), None)


def test_who_buys_a_unit_no_longer_waits_for_it() -> None:
    assert a_unit(line=(FIRST, SECOND)).sold_to("q-2").line == (SECOND,)


def test_a_line_is_not_endless() -> None:
    unit = a_unit(line=tuple(InLine(f"q-{n}-r1", f"q-{n}", IN_A_DAY) for n in range(LONGEST_LINE)))
    with pytest.raises(Conflict) as caught:
        unit.awaited_by(FIRST)
    assert caught.value.state == {"vin": "VIN0001", "waiting": LONGEST_LINE}


@pytest.mark.parametrize(
    ("unit", "moves", "changes"),
    [
        (a_unit(), True, True),
        (RESERVED, True, False),
        (OFFERED, True, False),
        (a_unit(line=(FIRST,)), True, False),
        (SOLD, False, False),
        (RETIRED, False, True),
    ],
)
def test_a_held_unit_may_change_showroom_and_nothing_else(unit: Unit, moves: bool, changes: bool) -> None:
    for allowed, change in ((moves, partial(unit.moved_to, "s-sur")), (changes, partial(unit.unclaimed))):
        if allowed:
            assert change().vin == unit.vin
        else:
            with pytest.raises(Conflict):
                change()
    if moves:
        assert unit.moved_to("s-sur").showroom_id == "s-sur"


def test_a_model_says_why_it_is_not_made_so() -> None:
    assert a_model().faults_of(2026, "Rojo") == []
    assert [fault.pointer for fault in a_model().faults_of(1999, "Verde")] == ["/model_year", "/colour"]
