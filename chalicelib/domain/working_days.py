"""Working days of Ecuador. The holidays library is loaded by the first question that needs it."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache


@cache
def _national_holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays

    return frozenset(country_holidays("EC", years=year))


def working_day_rule(weekdays: Iterable[int], closed_on: Iterable[date] = ()) -> Callable[[date], bool]:
    """A test for working days.

    Args:
        weekdays: the days of the week worked, Monday = 0.
        closed_on: days the dealership closes besides Ecuador's national holidays.
    """
    worked, closed = frozenset(weekdays), frozenset(closed_on)

    def is_working_day(day: date) -> bool:
        return day.weekday() in worked and day not in closed and day not in _national_holidays(day.year)

    return is_working_day
