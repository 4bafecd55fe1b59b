"""The right people at the right time: a week with a weekend and a holiday, and both sides of two midnights (B1).

From Thursday 6 to Friday 14 August 2026; Monday the 10th is Ecuador's *Primer Grito*. The jobs tick every quarter of
an hour of it, quiet hours from 20:00 to 07:00. Midnight UTC is 19:00 in Guayaquil, midnight there is 05:00 UTC.
"""

from datetime import datetime, timedelta

import pytest

from chalicelib.services.tasks import Job
from tests.builders import local
from tests.jobs.quotes import a_pending
from tests.jobs.shift import Shift, told

NEVER = None
ANA, NORA, MARA = "ana", "nora", "mara"
DAYS = [f"2026-08-{day:02d}" for day in range(6, 15)]
TICK = timedelta(minutes=15)

WEEK: dict[str, tuple[str, str, str | None, str | None]] = {
    # due                    advisor             boss                managers
    "thursday morning": ("2026-08-06 10:00", "2026-08-06 10:30", "2026-08-07 10:00", "2026-08-12 10:00"),
    "not on the tick": ("2026-08-06 10:01", "2026-08-06 10:45", "2026-08-07 10:15", "2026-08-12 10:15"),
    "friday, over the long weekend": ("2026-08-07 10:00", "2026-08-07 10:30", "2026-08-11 10:00", "2026-08-13 10:00"),
    "friday, the last tick before quiet": (
        "2026-08-07 19:15",
        "2026-08-07 19:45",
        "2026-08-11 19:15",
        "2026-08-13 19:15",
    ),
    "friday, the grace ends with the quiet hours": (
        "2026-08-07 19:30",
        "2026-08-11 07:00",
        "2026-08-11 19:30",
        "2026-08-13 19:30",
    ),
    "saturday": ("2026-08-08 10:00", "2026-08-11 07:00", "2026-08-12 10:00", "2026-08-14 10:00"),
    "sunday": ("2026-08-09 18:00", "2026-08-11 07:00", "2026-08-12 18:00", "2026-08-14 18:00"),
    "the holiday": ("2026-08-10 09:00", "2026-08-11 07:00", "2026-08-12 09:00", "2026-08-14 09:00"),
    "just before midnight UTC": ("2026-08-11 18:59", "2026-08-11 19:30", "2026-08-12 19:00", "2026-08-14 19:00"),
    "at midnight UTC": ("2026-08-11 19:00", "2026-08-11 19:30", "2026-08-12 19:00", "2026-08-14 19:00"),
    "just before midnight here": ("2026-08-11 23:59", "2026-08-12 07:00", "2026-08-13 07:00", NEVER),
    "just after midnight here": ("2026-08-12 00:01", "2026-08-12 07:00", "2026-08-13 07:00", NEVER),
    "before dawn": ("2026-08-12 05:30", "2026-08-12 07:00", "2026-08-13 07:00", NEVER),
    "thursday of the second week": ("2026-08-13 16:00", "2026-08-13 16:30", "2026-08-14 16:00", NEVER),
    "friday of the second week": ("2026-08-14 16:00", "2026-08-14 16:30", NEVER, NEVER),
}


@pytest.fixture
def story(shift: Shift) -> dict[tuple[str, str], list[datetime]]:
    """When each person was told of each quote of the table."""
    for name, (due_at, *_) in WEEK.items():
        a_pending(local(due_at), quote_id=_id(name))
    heard: dict[tuple[str, str], list[datetime]] = {}
    counts = dict.fromkeys((ANA, NORA, MARA), 0)
    for now in _ticks():
        shift.tick(now, Job.OVERDUE)
        for person_id, known in counts.items():
            notices = told(person_id)
            for notice in notices[known:]:
                for line in notice.lines:
                    heard.setdefault((person_id, line.quote_id), []).append(now)
            counts[person_id] = len(notices)
    return heard


def test_everybody_is_told_once_and_at_the_right_time(story: dict[tuple[str, str], list[datetime]]) -> None:
    expected = {
        (person_id, _id(name)): [local(when)]
        for name, (_, *times) in WEEK.items()
        for person_id, when in zip((ANA, NORA, MARA), times, strict=True)
        if when
    }
    assert story == expected


def _ticks() -> list[datetime]:
    """Each tick at which something is expected and the one before it, so that early and late both show; and the edges
    of the quiet hours, noon and midnight of every day."""
    expected = [local(when) for _, *times in WEEK.values() for when in times if when]
    hours = ("00:00", "06:45", "07:00", "12:00", "19:45", "20:00", "23:45")
    edges = [local(f"{day} {hour}") for day in DAYS for hour in hours]
    return sorted({*expected, *(when - TICK for when in expected), *edges})


def _id(name: str) -> str:
    return "q-" + name.replace(" ", "-").replace(",", "")
