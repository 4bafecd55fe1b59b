"""When things are due: the dealership's zone, days pending, the no-answer cadence."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from zoneinfo import ZoneInfo

from msgspec import Struct

ONE_DAY = timedelta(days=1)


class Bucket(Enum):
    """Where a pending follow-up stands, seen from an instant."""

    OVERDUE = "overdue"
    TODAY = "today"
    UPCOMING = "upcoming"


class Standing(Struct, frozen=True):
    """Where a pending follow-up stands, and how many days it has been pending."""

    bucket: Bucket
    days: int


def local_date(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day of an instant in the dealership's zone."""
    return instant.astimezone(zone).date()


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which a local day begins."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def days_pending(due_at: datetime, now: datetime, zone: ZoneInfo) -> int:
    """Whole calendar days from the due date to today; 0 today, negative while ahead (M3)."""
    return (_today(now, zone) - local_date(due_at, zone)).days


_today = lru_cache(maxsize=8)(local_date)
"""A list looks at one ``now`` for each of its rows."""


def standing(due_at: datetime, now: datetime, zone: ZoneInfo) -> Standing:
    """Overdue once the instant has passed; today while still ahead on the same local day."""
    days = days_pending(due_at, now, zone)
    if due_at < now:
        return Standing(Bucket.OVERDUE, days)
    return Standing(Bucket.UPCOMING if days else Bucket.TODAY, days)


def working_day_on_or_after(day: date, is_working_day: Callable[[date], bool]) -> date:
    """The first working day, counting ``day`` itself.

    Raises:
        ValueError: there is none within three years, longer than any settable list of closing days lasts.
    """
    for offset in range(3 * 366):
        candidate = day + offset * ONE_DAY
        if is_working_day(candidate):
            return candidate
    raise ValueError("no working day within three years")


def same_hour_on(day: date, like: datetime, zone: ZoneInfo, opens: time, closes: time) -> datetime:
    """The instant on ``day`` at the local hour of ``like``, kept within opening hours."""
    hour = like.astimezone(zone).time().replace(second=0, microsecond=0)
    return datetime.combine(day, min(max(hour, opens), closes), zone).astimezone(UTC)
