"""The schedules' clock: the machine's, or a faster one."""

from datetime import UTC, datetime, timedelta

from local.clock import Clock, tick_after


def test_the_next_tick_is_the_next_full_quarter_of_an_hour() -> None:
    noon = datetime(2026, 7, 15, 12, tzinfo=UTC)
    assert tick_after(noon) == noon + timedelta(minutes=15)
    assert tick_after(noon + timedelta(minutes=14, seconds=59)) == noon + timedelta(minutes=15)


def test_a_faster_clock_waits_less_and_never_goes_back() -> None:
    clock = Clock(60)
    first, second = clock.now(), clock.now()
    assert first <= second
    assert clock.seconds_until(second + timedelta(minutes=15)) <= 15
    assert clock.seconds_until(first - timedelta(hours=1)) == 0
