"""Overdue alerts: when each level is due, and that none is raised twice (B1)."""

from datetime import timedelta

import pytest

from chalicelib.domain.alerts import AlertLevel, AlertMark, alert_instant, alerts_due, next_alert
from chalicelib.domain.dealership import Rules
from tests.builders import ZONE, a_follow_up, local

ADVISOR, BOSS, MANAGERS = AlertLevel
RULES = Rules()
DUE = local("2026-07-15 10:00")
PENDING = a_follow_up(due_at=DUE)


def _mark(level: AlertLevel, **overrides: object) -> AlertMark:
    return AlertMark(**({"follow_up_id": PENDING.id, "due_at": DUE, "level": level} | overrides))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due", "level", "expected"),
    [
        ("2026-07-15 10:00", ADVISOR, "2026-07-15 10:30"),
        ("2026-07-15 10:00", BOSS, "2026-07-16 10:00"),
        ("2026-07-15 10:00", MANAGERS, "2026-07-20 10:00"),
        ("2026-07-17 10:00", BOSS, "2026-07-20 10:00"),
        ("2026-07-18 10:00", BOSS, "2026-07-21 10:00"),
        ("2026-08-07 10:00", BOSS, "2026-08-11 10:00"),
        ("2026-07-15 23:30", BOSS, "2026-07-16 23:30"),
        ("2026-07-15 19:30", BOSS, "2026-07-16 19:30"),
    ],
    ids=["grace", "next day", "over the weekend", "friday", "saturday", "holiday", "late here", "next day in UTC"],
)
def test_a_level_is_due_that_many_working_days_later(due: str, level: AlertLevel, expected: str) -> None:
    assert alert_instant(local(due), level, RULES, ZONE) == local(expected)


def test_grace_and_days_are_settable() -> None:
    rules = Rules(overdue_grace_minutes=5, boss_after_days=2, managers_after_days=4)
    found = [alert_instant(DUE, level, rules, ZONE) for level in AlertLevel]
    assert found == [local("2026-07-15 10:05"), local("2026-07-17 10:00"), local("2026-07-21 10:00")]


def test_nothing_is_due_within_the_grace() -> None:
    assert alerts_due(PENDING, None, DUE + timedelta(minutes=29), RULES, ZONE) == []
    assert alerts_due(PENDING, None, DUE + timedelta(minutes=30), RULES, ZONE) == [ADVISOR]


def test_what_was_raised_is_not_due_again() -> None:
    later = DUE + timedelta(days=30)
    assert alerts_due(PENDING, None, later, RULES, ZONE) == [ADVISOR, BOSS, MANAGERS]
    assert alerts_due(PENDING, _mark(ADVISOR), later, RULES, ZONE) == [BOSS, MANAGERS]
    assert alerts_due(PENDING, _mark(MANAGERS), later, RULES, ZONE) == []


@pytest.mark.parametrize("other", [{"follow_up_id": "q-test-8"}, {"due_at": DUE - timedelta(days=1)}])
def test_another_follow_up_or_another_date_begins_anew(other: dict[str, object]) -> None:
    later = DUE + timedelta(hours=1)
    assert alerts_due(PENDING, _mark(MANAGERS, **other), later, RULES, ZONE) == [ADVISOR]


def test_the_next_alert_is_armed_until_the_last_was_raised() -> None:
    armed = [next_alert(PENDING, mark, RULES, ZONE) for mark in (None, _mark(ADVISOR), _mark(BOSS), _mark(MANAGERS))]
    assert armed == [local("2026-07-15 10:30"), local("2026-07-16 10:00"), local("2026-07-20 10:00"), None]
