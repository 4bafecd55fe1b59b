"""When people are left alone, and when the morning's agenda is due (B1, B2)."""

from datetime import time

import pytest

from chalicelib.domain.dealership import Rules
from chalicelib.domain.quiet import agenda_is_due, alerts_rest, in_quiet_hours, is_quiet
from tests.builders import ZONE, local


@pytest.mark.parametrize(
    ("hour", "quiet"),
    [("19:59", False), ("20:00", True), ("23:59", True), ("00:00", True), ("06:59", True), ("07:00", False)],
)
def test_quiet_hours_run_over_midnight(hour: str, quiet: bool) -> None:
    assert in_quiet_hours(local(f"2026-07-15 {hour}"), ZONE, Rules()) is quiet


@pytest.mark.parametrize(
    ("hour", "quiet"), [(time(12), False), (time(13), True), (time(14, 59), True), (time(15), False)]
)
def test_quiet_hours_may_lie_within_a_day(hour: time, quiet: bool) -> None:
    assert is_quiet(hour, Rules(quiet_from=time(13), quiet_until=time(15))) is quiet


def test_quiet_hours_of_no_length_are_none() -> None:
    rules = Rules(quiet_from=time(7), quiet_until=time(7))
    assert not any(is_quiet(time(hour), rules) for hour in range(24))


@pytest.mark.parametrize(
    ("at", "rest"),
    [
        ("2026-07-15 12:00", False),
        ("2026-07-15 21:00", True),
        ("2026-07-18 12:00", True),
        ("2026-08-10 12:00", True),
        ("2026-07-17 19:59", False),
    ],
    ids=["wednesday", "at night", "saturday", "holiday", "saturday already in UTC"],
)
def test_alerts_rest_at_night_and_on_days_off(at: str, rest: bool) -> None:
    assert alerts_rest(local(at), ZONE, Rules()) is rest


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2026-07-15 07:29", False),
        ("2026-07-15 07:30", True),
        ("2026-07-15 15:00", True),
        ("2026-07-15 20:00", False),
        ("2026-07-18 07:30", False),
    ],
    ids=["not yet", "now", "late", "too late", "saturday"],
)
def test_the_agenda_is_due_from_its_hour_to_the_end_of_a_working_day(at: str, due: bool) -> None:
    assert agenda_is_due(local(at), ZONE, Rules()) is due
