"""What the scheduled jobs are made of: one task for each showroom, carried out as the system."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct

from ..adapters.mail import Sender
from ..answer import Answer
from ..domain.codes import NoticeKind
from ..domain.dealership import SYSTEM
from ..domain.staff import Staff
from ..domain.telling import summary
from ..domain.timeline import Notice, NoticeLine
from .page_rewriting import PageSite
from .perform import perform
from .work import Call, Work

T = TypeVar("T")

UNHEARD = Answer(204, "")
MAIL_DELAY_SECONDS = 60
"""What one run tells a person comes from several transactions, and for managers from all showrooms."""


class Job(Enum):
    """What is done on schedule."""

    OVERDUE = "overdue"
    AGENDA = "agenda"
    EXPIRIES = "expiries"
    OUTBOX = "outbox"


class Task(Struct, frozen=True):
    """A message of the work queue: a job for one showroom. ``run`` names the tick that it belongs to."""

    job: Job
    showroom_id: str
    run: datetime
    staff: Staff


class JobDesk(Struct, frozen=True):
    """Where the jobs of a deployment work, and what their mails say of it."""

    zone: ZoneInfo
    site: PageSite
    work_queue: str
    outbox_queue: str
    sender: Sender
    console_url: str

    def call(self, now: datetime) -> Call:
        """The system's call, as of an instant."""
        return Call(
            SYSTEM, now, self.zone, self.site, outbox_queue=self.outbox_queue, mail_delay_seconds=MAIL_DELAY_SECONDS
        )


TimeIsUp = Callable[[], bool]
"""Whether a function must come to its end; what is left is carried on by the next."""


def carry_out(call: Call, command: Callable[[Work], T]) -> T:
    """What a job decides and writes, once; see :func:`chalicelib.services.work.perform`.

    Raises:
        Busy: others kept being faster.
        Unavailable: the tables did not answer.
    """
    done: list[T] = []

    def keep(result: T) -> Answer:
        done.append(result)
        return UNHEARD

    perform(call, command, keep)
    return done[-1]


class Told:
    """What one transaction tells: the lines for each person and kind become one notice."""

    def __init__(self, work: Work, task: Task) -> None:
        self._work = work
        self._task = task
        self._lines: dict[tuple[str, NoticeKind], list[NoticeLine]] = {}

    def add(self, person_id: str, kind: NoticeKind, line: NoticeLine) -> None:
        """A line for somebody."""
        self._lines.setdefault((person_id, kind), []).append(line)

    def tell(self) -> None:
        """All of it, with the transaction of the work."""
        for (person_id, kind), lines in self._lines.items():
            self._work.tell(
                Notice(
                    person_id=person_id,
                    showroom_id=self._task.showroom_id,
                    kind=kind,
                    text=summary(kind, lines),
                    quote_id=lines[0].quote_id if len(lines) == 1 else None,
                    envelope=envelope_of(self._task, person_id),
                    lines=tuple(lines),
                )
            )


def envelope_of(task: Task, person_id: str) -> str:
    """What one run of a job tells a person travels as one mail, from whichever showroom it comes."""
    return f"{task.job.value}-{person_id}-{task.run:%Y%m%dT%H%M}"
