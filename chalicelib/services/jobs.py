"""The scheduled jobs: cut into one task for each showroom, and each carried out as far as time allows.

Every job finds what is due rather than what this tick brings, so that a skipped run is made up for by the next.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from msgspec.json import encode

from ..adapters import directory, outbox, queues
from ..adapters.reading import MOST_KEYS, Reading
from ..domain.dealership import Rules, Showroom
from ..domain.quiet import agenda_is_due, alerts_rest
from ..domain.staff import staff_of
from .expiries import expire
from .morning import send_agendas, showroom_mark
from .overdue import raise_overdue
from .posting import request_mails
from .tasks import Job, JobDesk, Task, TimeIsUp
from .work import Call

TICK = timedelta(minutes=15)
SENT_BY_NOW = timedelta(minutes=2)
"""A mail that is younger may still be on its way."""


def fan_out(job: Job, now: datetime, desk: JobDesk) -> int:
    """Put a task for each showroom that the job may have something to do for on the work queue; how many.

    Raises:
        Unavailable: the tables or the queue did not answer; some tasks may be on their way.
    """
    call = desk.call(now)
    if _rests(job, call):
        return 0
    showrooms = directory.all_showrooms()
    if job is Job.AGENDA:
        showrooms = _without_agendas(showrooms, call)
    people = directory.all_people() if showrooms else []
    run = _tick_of(now)
    tasks = [Task(job, showroom.id, run, staff_of(showroom.id, people)) for showroom in showrooms]
    queues.send(desk.work_queue, [encode(task).decode() for task in tasks])
    return len(tasks)


def work_task(task: Task, now: datetime, desk: JobDesk, time_is_up: TimeIsUp) -> None:
    """Do what a job has to do in a showroom now; what time does not allow is put on the queue again.

    Safe to run twice, at once, late, and again after it was cut short anywhere.

    Raises:
        Busy, Unavailable: others were faster, or something did not answer: to be run again.
    """
    if not JOBS[task.job](desk.call(now), task, time_is_up):
        queues.send(desk.work_queue, [encode(task).decode()])


def _sweep_outbox(call: Call, task: Task, _time_is_up: TimeIsUp) -> bool:
    """Ask again for the mails of a showroom that should be sent by now."""
    request_mails(call.outbox_queue, outbox.waiting_envelopes(task.showroom_id, call.now - SENT_BY_NOW, call.now))
    return True


JOBS: dict[Job, Callable[[Call, Task, TimeIsUp], bool]] = {
    Job.OVERDUE: raise_overdue,
    Job.AGENDA: send_agendas,
    Job.EXPIRIES: expire,
    Job.OUTBOX: _sweep_outbox,
}


def _rests(job: Job, call: Call) -> bool:
    """Whether this is no time for a job, by the dealership's clock and calendar."""
    if job not in (Job.OVERDUE, Job.AGENDA):
        return False
    reading = Reading()
    slot = reading.rules()
    reading.fetch()
    rules = slot.value or Rules()
    if job is Job.AGENDA:
        return not agenda_is_due(call.now, call.zone, rules)
    return alerts_rest(call.now, call.zone, rules)


def _without_agendas(showrooms: list[Showroom], call: Call) -> list[Showroom]:
    """The showrooms whose agendas of today are not all out."""
    left = []
    for start in range(0, len(showrooms), MOST_KEYS):
        reading = Reading()
        some = showrooms[start : start + MOST_KEYS]
        slots = [reading.day_mark(showroom_mark(showroom.id, call)) for showroom in some]
        reading.fetch()
        left += [showroom for showroom, slot in zip(some, slots, strict=True) if slot.value is None]
    return left


def _tick_of(now: datetime) -> datetime:
    """The quarter of an hour that an instant falls into, in UTC."""
    instant = now.astimezone(UTC)
    return instant - (instant - datetime.min.replace(tzinfo=UTC)) % TICK
