"""The clock that the schedules go by: the machine's, or one that runs faster from now on."""

from datetime import UTC, datetime, timedelta
from time import monotonic

TICK = timedelta(minutes=15)


class Clock:
    """Shows the time, at a speed; 1 is the machine's own."""

    def __init__(self, speed: float = 1) -> None:
        self._speed = speed
        self._started_at = datetime.now(UTC)
        self._started = monotonic()

    def now(self) -> datetime:
        """The instant, in UTC."""
        if self._speed == 1:
            return datetime.now(UTC)
        return self._started_at + timedelta(seconds=(monotonic() - self._started) * self._speed)

    def seconds_until(self, instant: datetime) -> float:
        """How long one has to wait for an instant."""
        return max(0.0, (instant - self.now()).total_seconds() / self._speed)


def tick_after(instant: datetime) -> datetime:
    """The next full quarter of an hour."""
    past = (instant - datetime.min.replace(tzinfo=UTC)) % TICK
    return instant - past + TICK
