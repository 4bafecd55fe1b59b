"""Overdue alerts: who is told of a follow-up that nobody worked, and when (B1)."""

from datetime import UTC, datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from msgspec import Struct

from .agenda import ONE_DAY, local_date, working_day_on_or_after
from .dealership import Rules
from .quote import FollowUp


class AlertLevel(Enum):
    """Who is told, in this order."""

    ADVISOR = 1
    BOSS = 2
    MANAGERS = 3


class AlertMark(Struct, frozen=True):
    """The last alert raised, for a follow-up at a due date: another follow-up, or another date, begins anew."""

    follow_up_id: str
    due_at: datetime
    level: AlertLevel


def alert_instant(due_at: datetime, level: AlertLevel, rules: Rules, zone: ZoneInfo) -> datetime:
    """When an alert of a level is due.

    The advisor's after the grace; the others at the same local hour that many working days later. What was due on
    a day that nobody works counts as due on the next working day.
    """
    if level is AlertLevel.ADVISOR:
        return due_at + timedelta(minutes=rules.overdue_grace_minutes)
    days = rules.boss_after_days if level is AlertLevel.BOSS else rules.managers_after_days
    day = working_day_on_or_after(local_date(due_at, zone), rules.is_working_day)
    for _ in range(days):
        day = working_day_on_or_after(day + ONE_DAY, rules.is_working_day)
    return datetime.combine(day, due_at.astimezone(zone).time(), zone).astimezone(UTC)


def alerts_left(pending: FollowUp, mark: AlertMark | None) -> list[AlertLevel]:
    """The levels that were not raised yet for this follow-up at this date."""
    if mark is None or (mark.follow_up_id, mark.due_at) != (pending.id, pending.due_at):
        return list(AlertLevel)
    return [level for level in AlertLevel if level.value > mark.level.value]


def alerts_due(
    pending: FollowUp, mark: AlertMark | None, now: datetime, rules: Rules, zone: ZoneInfo
) -> list[AlertLevel]:
    """The levels to raise now, each once: after an outage there may be several."""
    left = alerts_left(pending, mark)
    return [level for level in left if alert_instant(pending.due_at, level, rules, zone) <= now]


def next_alert(pending: FollowUp, mark: AlertMark | None, rules: Rules, zone: ZoneInfo) -> datetime | None:
    """When the next alert is due; None after the last."""
    left = alerts_left(pending, mark)
    return alert_instant(pending.due_at, left[0], rules, zone) if left else None
