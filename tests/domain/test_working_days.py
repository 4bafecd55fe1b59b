"""Working days: the week, Ecuador's holidays, and the dealership's own days off."""

from datetime import date

import pytest

from chalicelib.domain.dealership import Rules
from chalicelib.domain.working_days import working_day_rule

WEEKDAYS = range(5)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 7, 15), True),
        (date(2026, 7, 17), True),
        (date(2026, 7, 18), False),
        (date(2026, 7, 19), False),
        (date(2026, 12, 25), False),
        (date(2026, 1, 1), False),
        (date(2026, 5, 1), False),
        (date(2026, 4, 3), False),  # Good Friday moves from year to year
        (date(2027, 3, 26), False),
    ],
)
def test_a_new_dealership_works_on_weekdays_that_are_no_holidays(day: date, works: bool) -> None:
    assert Rules().is_working_day(day) is works


def test_a_dealership_may_work_on_saturdays() -> None:
    assert working_day_rule(range(6))(date(2026, 7, 18))


def test_a_dealership_may_close_on_days_of_its_own() -> None:
    assert not working_day_rule(WEEKDAYS, [date(2026, 7, 15)])(date(2026, 7, 15))


def test_a_rule_may_be_made_of_any_iterable_and_asked_again() -> None:
    rule = working_day_rule(iter(WEEKDAYS), iter([date(2026, 7, 15)]))
    assert [rule(date(2026, 7, 15)), rule(date(2026, 7, 16)), rule(date(2026, 7, 16))] == [False, True, True]
