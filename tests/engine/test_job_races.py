"""Each job ten times at the same instant: everything is told once, every mail leaves once (B5)."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from msgspec.json import decode

from chalicelib.adapters import directory
from chalicelib.domain.errors import Busy
from chalicelib.domain.staff import staff_of
from chalicelib.services.delivery import deliver
from chalicelib.services.jobs import work_task
from chalicelib.services.posting import Delivery
from chalicelib.services.tasks import Job, Task
from tests.builders import NOW
from tests.desk import ANA, BEN
from tests.jobs.quotes import a_pending
from tests.jobs.shift import Shift, lines_told, told

from .crowd import all_at_once

TIMES = 10
QUOTES = 90
LATE = NOW + timedelta(days=8)
"""By then every level is due."""


def _ten_times(shift: Shift, job: Job) -> None:
    """A task worked ten times at once; who found others faster comes back, as the queue would have it."""
    task = Task(job, "s-norte", LATE, staff_of("s-norte", directory.all_people()))

    def work() -> bool:
        try:
            work_task(task, LATE, shift.desk, lambda: False)
        except Busy:
            return False
        return True

    jobs: list[Callable[[], bool]] = [work] * TIMES
    while jobs:
        jobs = [work for done in all_at_once(jobs) if not done]


def test_overdue_alerts(shift: Shift) -> None:
    quotes = [a_pending(NOW + timedelta(minutes=n), (ANA, BEN)[n % 2]) for n in range(QUOTES)]
    _ten_times(shift, Job.OVERDUE)
    for person_id, kind, times in (
        ("ana", "FOLLOW_UPS_OVERDUE", QUOTES // 2),
        ("ben", "FOLLOW_UPS_OVERDUE", QUOTES // 2),
        ("nora", "FOLLOW_UPS_UNATTENDED", QUOTES),
        ("mara", "FOLLOW_UPS_UNATTENDED", QUOTES),
    ):
        lines = lines_told(person_id)
        assert len(lines) == len(set(lines)) == times
        assert {told_kind for told_kind, _ in lines} == {kind}
    assert {quote_id for _, quote_id in lines_told("nora")} == {quote.id for quote in quotes}


def test_morning_agendas(shift: Shift) -> None:
    for n in range(QUOTES):
        a_pending(NOW + timedelta(minutes=n), (ANA, BEN)[n % 2])
    _ten_times(shift, Job.AGENDA)
    assert [len(told(person_id)) for person_id in ("ana", "ben", "nora", "mara")] == [1, 1, 1, 0]


def test_expiring_quotes(shift: Shift) -> None:
    today = date(2026, 7, 23)
    for n in range(QUOTES):
        a_pending(LATE + timedelta(days=1), ANA, valid_until=today + timedelta(days=n % 2))
    _ten_times(shift, Job.EXPIRIES)
    lines = lines_told("ana")
    assert len(lines) == len(set(lines)) == QUOTES


def test_one_mail_for_an_envelope(shift: Shift) -> None:
    for n in range(QUOTES):
        a_pending(NOW + timedelta(minutes=n), ANA)
    _ten_times(shift, Job.OVERDUE)
    _ten_times(shift, Job.OUTBOX)
    later = LATE + timedelta(minutes=5)
    shift.tick(later, Job.OUTBOX)
    asked = [decode(body, type=Delivery).envelope for body in shift.messages(shift.desk.outbox_queue)]
    for envelope in dict.fromkeys(asked):
        sent = all_at_once([partial(deliver, envelope, later, shift.desk)] * TIMES)
        assert Counter(sent) == {True: 1, False: TIMES - 1}
    assert sorted(mail.to for mail in shift.mails) == ["ana@desk.example", "mara@desk.example", "nora@desk.example"]
