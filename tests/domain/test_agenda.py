"""When things are due, by the calendar on the dealership's wall (M2, M3)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.agenda import (
    Bucket,
    days_pending,
    local_date,
    same_hour_on,
    standing,
    start_of_day,
    working_day_on_or_after,
)
from tests.builders import ZONE, local
from tests.strategies import instants

zones = st.sampled_from([ZONE, ZoneInfo("Pacific/Galapagos"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")])


@pytest.mark.parametrize(
    ("due", "now", "days"),
    [
        ("2026-07-15 08:00", "2026-07-15 23:59", 0),
        ("2026-07-15 23:59", "2026-07-16 00:00", 1),
        ("2026-07-16 00:00", "2026-07-15 23:59", -1),
        ("2026-07-15 18:59", "2026-07-15 19:01", 0),  # UTC's midnight is no midnight here
        ("2026-06-30 10:00", "2026-07-02 09:00", 2),
        ("2024-02-28 10:00", "2024-03-01 10:00", 2),
    ],
)
def test_days_pending_count_midnights_in_guayaquil(due: str, now: str, days: int) -> None:
    assert days_pending(local(due), local(now), ZONE) == days


@given(instants(), instants(), zones)
def test_days_pending_are_the_days_between_two_local_dates(due: datetime, now: datetime, zone: ZoneInfo) -> None:
    days = days_pending(due, now, zone)
    assert local_date(due, zone) + timedelta(days=days) == local_date(now, zone)
    assert days == -days_pending(now, due, zone)


@given(instants(), zones)
def test_one_more_day_pending_begins_at_local_midnight(due: datetime, zone: ZoneInfo) -> None:
    midnight = start_of_day(local_date(due, zone) + timedelta(days=1), zone)
    assert days_pending(due, midnight - timedelta(microseconds=1), zone) == 0
    assert days_pending(due, midnight, zone) == 1


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("2026-07-15 09:59", Bucket.OVERDUE),
        ("2026-07-14 23:00", Bucket.OVERDUE),
        ("2026-07-15 10:00", Bucket.TODAY),
        ("2026-07-15 23:59", Bucket.TODAY),
        ("2026-07-16 00:00", Bucket.UPCOMING),
    ],
)
def test_overdue_is_past_the_instant_and_today_is_later_today(due: str, expected: Bucket) -> None:
    assert standing(local(due), local("2026-07-15 10:00"), ZONE).bucket is expected


@given(instants(), instants(), zones)
def test_buckets_follow_time(one: datetime, now: datetime, zone: ZoneInfo) -> None:
    order = list(Bucket)
    later = standing(one + timedelta(hours=6), now, zone).bucket
    assert order.index(standing(one, now, zone).bucket) <= order.index(later)


def test_a_local_day_begins_at_five_in_utc() -> None:
    assert start_of_day(date(2026, 7, 15), ZONE) == datetime(2026, 7, 15, 5, tzinfo=UTC)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), zones)
def test_the_start_of_a_day_is_in_utc_and_its_first_instant(day: date, zone: ZoneInfo) -> None:
    start = start_of_day(day, zone)
    assert start.tzinfo is UTC
    assert local_date(start, zone) == day
    assert local_date(start - timedelta(microseconds=1), zone) == day - timedelta(days=1)


def test_a_working_day_is_its_own_first() -> None:
    assert working_day_on_or_after(date(2026, 7, 15), lambda _: True) == date(2026, 7, 15)


def test_days_off_are_skipped() -> None:
    assert working_day_on_or_after(date(2026, 7, 18), lambda day: day.weekday() < 5) == date(2026, 7, 20)


def test_a_dealership_that_never_works_is_an_error_and_no_endless_search() -> None:
    with pytest.raises(ValueError, match="working day"):
        working_day_on_or_after(date(2026, 7, 15), lambda _: False)


@pytest.mark.parametrize(
    ("hour", "expected"), [("10:30:59", "10:30"), ("07:00", "09:00"), ("21:15", "18:00"), ("18:00", "18:00")]
)
def test_the_same_hour_is_kept_within_opening_hours(hour: str, expected: str) -> None:
    like = local(f"2026-07-15 {hour}")
    assert same_hour_on(date(2026, 7, 16), like, ZONE, time(9), time(18)) == local(f"2026-07-16 {expected}")


def test_a_long_list_of_closing_days_does_not_exhaust_the_search() -> None:
    sundays = {date(2026, 7, 19) + timedelta(weeks=number) for number in range(100)}
    found = working_day_on_or_after(date(2026, 7, 15), lambda day: day.weekday() == 6 and day not in sundays)
    assert found == max(sundays) + timedelta(weeks=1)
