"""``python -m bench.jobs``: what a run of the overdue job costs, as Markdown, by what is due and by what exists.

200 showrooms with 500 pending follow-ups each, of which a tenth are overdue, and the same overdue work with nothing
else around it, on dynoxide, whose consumed capacity is right. Ends with 1 if the one costs more than the other.
"""

import os
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from moto import mock_aws
from msgspec import Struct
from msgspec.json import decode

from chalicelib.adapters import directory
from chalicelib.domain.codes import Role
from chalicelib.domain.quote import Quote
from chalicelib.services.jobs import fan_out, work_task
from chalicelib.services.tasks import Job, Task
from local.tables import make_tables
from tests.builders import NOW, a_follow_up, a_person, a_showroom
from tests.engine.counting import Cost, counted
from tests.engine.deals import a_pending_quote, load_quotes
from tests.engine.engine import CREDENTIALS, connected, engine_home, running
from tests.jobs.quotes import FAR
from tests.jobs.shift import Shift, on_shift

SHOWROOMS, ADVISORS, OVERDUE = 200, 3, 50
SIZES = (500, OVERDUE)
LATE = NOW - timedelta(hours=1)
BEFORE = LATE - timedelta(minutes=30)


class Run(Struct, frozen=True):
    """One run of the job over all showrooms."""

    pending: int
    due: int
    cost: Cost
    seconds: float


def measure(pending: int) -> Iterator[Run]:
    """Two runs in a fresh dealership of so many pending follow-ups in each showroom: before anything is due, and after."""
    with (
        TemporaryDirectory() as folder,
        running(engine_home(Path(folder))) as engine,
        mock_aws(),
        connected(engine.url),
        on_shift() as shift,
    ):
        make_tables()
        load_quotes(_furnished(pending))
        yield _run(shift, pending, 0, BEFORE)
        yield _run(shift, pending, OVERDUE, NOW)


def _furnished(pending: int) -> Iterator[Quote]:
    """Showrooms with their people, and quotes spread over the advisors."""
    directory.save_person(a_person(Role.MANAGER, id="manager", showroom_id="s-000"))
    for number in range(SHOWROOMS):
        showroom = a_showroom(id=f"s-{number:03d}")
        directory.save_showroom(showroom)
        directory.save_person(a_person(Role.BOSS, id=f"boss-{number}", showroom_id=showroom.id))
        advisors = [a_person(id=f"p-{number}-{serial}", showroom_id=showroom.id) for serial in range(ADVISORS)]
        for advisor in advisors:
            directory.save_person(advisor)
        for serial in range(pending):
            quote_id = f"q{number:03d}{serial:04d}"
            due_at = LATE if serial < OVERDUE else NOW + timedelta(days=1)
            follow_up = a_follow_up(id=f"{quote_id}-9", due_at=due_at)
            yield a_pending_quote(quote_id, advisors[serial % ADVISORS], showroom, pending=follow_up, valid_until=FAR)


def _run(shift: Shift, pending: int, due: int, now: datetime) -> Run:
    began = perf_counter()
    with counted() as cost:
        fan_out(Job.OVERDUE, now, shift.desk)
        for body in shift.messages(shift.desk.work_queue):
            work_task(decode(body, type=Task), now, shift.desk, lambda: False)
    return Run(pending, due, cost, perf_counter() - began)


def table(runs: list[Run]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield "| pending in each of 200 showrooms | due in each | requests | read units | write units | seconds, one after the other |"
    yield "| --: | --: | --: | --: | --: | --: |"
    for run in runs:
        cost = run.cost
        yield (
            f"| {run.pending} | {run.due} | {len(cost.operations):,} | {cost.read_units:,g} | {cost.write_units:,g} "
            f"| {run.seconds:.1f} |"
        )


def main() -> int:
    """Print the table; 1 if what exists makes what is due dearer."""
    os.environ.update(CREDENTIALS)
    runs = [run for pending in SIZES for run in measure(pending)]
    print(*table(runs), sep="\n")
    costs = [run.cost for run in runs]
    alike = costs[0] == costs[2] and costs[1] == costs[3]
    if not alike:
        print("the cost depends on what exists", file=sys.stderr)
    return 0 if alike else 1


if __name__ == "__main__":
    raise SystemExit(main())
