"""What the demo is made of before it is loaded: instants, stock and numbers, whatever the hour."""

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from string import digits

import pytest

from chalicelib.domain.agenda import ONE_DAY, local_date
from chalicelib.domain.dealership import Rules
from chalicelib.domain.vin import VIN_LETTERS, vin_warning
from local.demo import SEED
from local.demo.bookings import HOLD
from local.demo.catalogue import MODELS
from local.demo.customers import make_cedula
from local.demo.days import Days
from local.demo.endings import EXPIRED_SINCE
from local.demo.histories import write_histories
from local.demo.people import SHOWROOMS
from local.demo.plots import OLDEST_VALID, TODAY
from local.demo.scenes import BETWEEN, FIRST_MINUTE, IN_LINE, LAPSED, MADE
from local.demo.steps import Story
from local.demo.stock import make_stock
from tests.builders import NOW, ZONE, local

HOURS = [
    local("2026-07-15 10:00"),
    local("2026-07-15 00:05"),
    local("2026-07-15 08:40"),
    local("2026-07-15 21:45"),
    local("2026-07-15 23:58"),
    local("2026-07-19 12:00"),  # a Sunday
    local("2026-02-18 09:00"),  # after Carnaval
    local("2027-01-04 09:00"),  # after the holidays, and a year's end
]


def stories_at(now: datetime) -> list[Story]:
    """The stories of a load at that instant."""
    random = Random(SEED)
    return write_histories(random, Days(now, ZONE), make_stock(random, MODELS, SHOWROOMS))


@pytest.mark.parametrize("now", HOURS, ids=str)
def test_a_story_goes_forward_and_ends_before_now(now: datetime) -> None:
    for story in stories_at(now):
        instants = [story.created_at, *(step.at for step in story.steps)]
        assert all(earlier < later for earlier, later in pairwise(instants))
        assert instants[-1] < now


def test_the_same_instant_tells_the_same_stories() -> None:
    first, again = stories_at(NOW), stories_at(NOW)
    assert [story.wish for story in first] == [story.wish for story in again]
    assert [step.at for story in first for step in story.steps] == [step.at for story in again for step in story.steps]


@pytest.mark.parametrize("now", HOURS, ids=str)
def test_something_is_due_today_at_any_hour(now: datetime) -> None:
    slots = Days(now, ZONE).today_slots(TODAY, 5)
    assert len(slots) == TODAY
    assert {local_date(slot, ZONE) for slot in slots} == {local_date(now, ZONE)}
    assert all(abs(slot - now) >= timedelta(minutes=10) for slot in slots)


@pytest.mark.parametrize(
    ("at", "past"), [("00:05", 0), ("08:40", 0), ("10:00", 5), ("17:00", 5), ("21:45", 5), ("23:58", TODAY)]
)
def test_some_of_today_is_past_where_the_hour_allows_it(at: str, past: int) -> None:
    now = local(f"2026-07-15 {at}")
    assert sum(slot < now for slot in Days(now, ZONE).today_slots(TODAY, 5)) == past


def test_what_is_to_come_skips_holidays_and_what_is_past_only_weekends() -> None:
    days = Days(local("2026-12-31 10:00"), ZONE)
    assert days.ahead(1, 9 * 60 + 30) == local("2027-01-04 09:30")
    assert days.back(4, 9 * 60) == local("2026-12-25 09:00")
    assert days.back(9, 9 * 60) == local("2026-12-18 09:00")


@pytest.mark.parametrize("now", HOURS, ids=str)
def test_days_back_tell_valid_quotes_from_expired_ones(now: datetime) -> None:
    days, validity = Days(now, ZONE), timedelta(days=Rules().quote_validity_days)
    assert local_date(days.back(OLDEST_VALID, 9 * 60), ZONE) + validity >= days.today
    assert local_date(days.back(EXPIRED_SINCE, 9 * 60), ZONE) + validity < days.today


@pytest.mark.parametrize("now", HOURS, ids=str)
def test_units_are_held_long_enough_and_one_hold_has_run_out(now: datetime) -> None:
    days, lapsed = Days(now, ZONE), now - LAPSED
    assert days.back(1, FIRST_MINUTE) + HOLD > now + ONE_DAY
    assert days.back(1, IN_LINE + 2 * BETWEEN) < lapsed
    assert days.back(2, FIRST_MINUTE) + HOLD >= lapsed


@pytest.mark.parametrize("now", HOURS, ids=str)
def test_a_quote_whose_unit_is_held_stays_valid(now: datetime) -> None:
    days, validity = Days(now, ZONE), timedelta(days=Rules().quote_validity_days)
    assert local_date(days.back(MADE, 9 * 60), ZONE) + validity >= local_date(days.back(1, IN_LINE) + HOLD, ZONE)


def test_every_vin_is_of_17_allowed_characters_and_passes_its_check() -> None:
    stock = make_stock(Random(SEED), MODELS, SHOWROOMS)
    assert len({unit.vin for unit in stock}) == len(stock)
    for unit in stock:
        assert len(unit.vin) == 17
        assert set(unit.vin) <= {*VIN_LETTERS, *digits}
        assert vin_warning(unit.vin) is None


def test_a_cedula_is_made_with_its_check_digit() -> None:
    assert len({make_cedula(serial) for serial in range(200)}) == 200
