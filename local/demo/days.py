"""When the demo's things happen: on weekdays before now and on working days after it, in opening hours."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import islice
from zoneinfo import ZoneInfo

from chalicelib.domain.agenda import ONE_DAY, local_date
from chalicelib.domain.dealership import Rules

FARTHEST = 80
"""Days known in each direction."""

FIRST_SLOT = 8 * 60 + 30
LAST_SLOT = 18 * 60 + 30
LAST_LATE_SLOT = 23 * 60 + 45
MARGIN = 15
"""Minutes kept free on both sides of now."""


@dataclass(frozen=True)
class Days:
    """Days counted from today's, and minutes of a local day; all instants are UTC.

    What is past lies on any Monday to Friday, so that a count of days back is always about as long ago, which
    a quote's validity asks for; what is to come is on no holiday.
    """

    now: datetime
    zone: ZoneInfo

    @cached_property
    def today(self) -> date:
        return local_date(self.now, self.zone)

    def back(self, count: int, minute: int) -> datetime:
        """So many weekdays ago, 1 or more, at a minute of the day."""
        return self._at(self._before[count - 1], minute)

    def ahead(self, count: int, minute: int) -> datetime:
        """So many working days ahead, 1 or more, at a minute of the day."""
        return self._at(self._after[count - 1], minute)

    def today_slots(self, count: int, already_past: int) -> list[datetime]:
        """Instants of today, some past already, the others still ahead; all of one kind where the hour wants it so."""
        local = self.now.astimezone(self.zone)
        minute = local.hour * 60 + local.minute
        last = LAST_SLOT if minute < LAST_SLOT - 120 else LAST_LATE_SLOT
        if minute < FIRST_SLOT + 2 * MARGIN:
            already_past = 0
        elif minute > last - 2 * MARGIN:
            already_past = count
        past = _spread(FIRST_SLOT, minute - MARGIN, already_past)
        future = _spread(max(minute + MARGIN, FIRST_SLOT), last, count - already_past)
        return [self._at(self.today, each) for each in past + future]

    @cached_property
    def _before(self) -> list[date]:
        return self._days(-ONE_DAY, lambda day: day.weekday() in Rules().working_weekdays)

    @cached_property
    def _after(self) -> list[date]:
        return self._days(ONE_DAY, Rules().is_working_day)

    def _days(self, step: timedelta, wanted: Callable[[date], bool]) -> list[date]:
        candidates = (self.today + number * step for number in range(1, 4 * FARTHEST))
        return list(islice(filter(wanted, candidates), FARTHEST))

    def _at(self, day: date, minute: int) -> datetime:
        return datetime.combine(day, time(minute // 60, minute % 60), self.zone).astimezone(UTC)


def _spread(first: int, last: int, count: int) -> list[int]:
    return [first + (last - first) * number // max(1, count - 1) for number in range(count)]
