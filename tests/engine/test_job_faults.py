"""Nobody is forgotten, whatever breaks: the jobs under faults at every call (B5).

The jobs of some days run while a gremlin throttles calls, puts transactions in each other's way, loses requests and
replies, and kills the process between any two calls. Messages that failed come back or are given up, ticks are skipped.
In the end each alert stands in each inbox exactly once, and each mail was sent, again only where its sender was cut short.
"""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import Random

from msgspec.json import decode

from chalicelib.adapters import outbox
from chalicelib.domain.errors import DeskError
from chalicelib.services.delivery import deliver
from chalicelib.services.jobs import fan_out, work_task
from chalicelib.services.posting import Delivery
from chalicelib.services.tasks import Job, Task
from local.engines import Engine
from tests.builders import local
from tests.desk import ANA, BEN, CARLA, SHOWROOMS
from tests.jobs.quotes import a_pending
from tests.jobs.shift import Shift, lines_told, told

from .faults import Fault, Gremlin, Killed, gremlin
from .jobs import dealership_on_shift
from .sizes import FAULT_SEEDS, FEWEST_FAULTS

log = logging.getLogger(__name__)

CHANCE = 0.12
START = local("2026-07-15 07:00")
"""A Wednesday; the third working day after it is Monday."""
TICKS = [START + timedelta(days=day, minutes=minutes) for day in range(6) for minutes in (0, 15, 45, 180, 240, 600)]
CALM_TICKS, CALM_TICK = 12, timedelta(hours=2)
ADVISORS = {"ana": ANA, "ben": BEN, "carla": CARLA}
BOSSES = {"ana": "nora", "ben": "nora", "carla": "saul"}
PEOPLE = (*ADVISORS, "nora", "saul", "mara")


def test_each_alert_is_recorded_once_and_each_mail_sent(private_dynoxide: Engine) -> None:
    faults: Counter[Fault] = Counter()
    for seed in range(FAULT_SEEDS):
        with dealership_on_shift(private_dynoxide) as shift:
            faults += Ordeal(shift, seed).run()
    log.info("%d faults in %d runs: %s", faults.total(), FAULT_SEEDS, dict(faults))
    assert faults.total() >= FEWEST_FAULTS
    assert set(faults) == set(Fault)


class Ordeal:
    """Some days of a dealership in which nothing works as it should, and the calm after them."""

    def __init__(self, shift: Shift, seed: int) -> None:
        self.shift = shift
        self.seed = seed
        self.random = Random(seed)
        self.owners = dict(self._open_quotes())
        self.sent: Counter[str] = Counter()
        self.cut_short: Counter[str] = Counter()
        """How often each line of the outbox was mailed, and how often without having been noted."""

    def run(self) -> Counter[Fault]:
        """All of it; what went wrong."""
        with gremlin(self.random, CHANCE) as mischief:
            for now in TICKS:
                if self.random.random() < 0.8:  # else the tick is skipped
                    self._bad_tick(now, mischief)
        for number in range(1, CALM_TICKS + 1):
            now = TICKS[-1] + number * CALM_TICK
            self.shift.tick(now, *Job)
            self._deliver_all(now, mischief)
        assert [outbox.waiting_envelopes(showroom.id, now, now) for showroom in SHOWROOMS] == [[], []], self.seed
        self._each_alert_stands_once()
        self._each_mail_was_sent()
        return mischief.done

    def _open_quotes(self) -> list[tuple[str, str]]:
        """Quotes with a follow-up that nobody works, and whose each is."""
        owners = [self.random.choice(sorted(ADVISORS)) for _ in range(12)]
        due = [START + timedelta(minutes=self.random.randrange(0, 400)) for _ in owners]
        quotes = [
            a_pending(due_at, ADVISORS[owner], quote_id=f"q-{number}")
            for number, (owner, due_at) in enumerate(zip(owners, due, strict=True))
        ]
        return [(quote.id, quote.advisor.id) for quote in quotes]

    def _bad_tick(self, now: datetime, mischief: Gremlin) -> None:
        desk = self.shift.desk
        for job in Job:
            with mischief.at_work():
                _endured(partial(fan_out, job, now, desk))
        waiting = [decode(body, type=Task) for body in self.shift.messages(desk.work_queue)]
        while waiting:
            task = waiting.pop(self.random.randrange(len(waiting)))
            with mischief.at_work():
                done = _endured(partial(work_task, task, now, desk, lambda: False))
            if self.random.random() < (0.1 if done else 0.7):  # handed out again; or given up, or done with
                waiting.append(task)
        with mischief.at_work():
            self._deliver_all(now, mischief)

    def _deliver_all(self, now: datetime, mischief: Gremlin) -> None:
        """Work the outbox queue off, as troubled as it is."""
        troubled = mischief.awake
        mischief.awake = False
        for body in self.shift.messages(self.shift.desk.outbox_queue):
            envelope = decode(body, type=Delivery).envelope
            lines, sent_before = outbox.unsent_lines(envelope, now), len(self.shift.mails)
            noted: list[bool] = []
            mischief.awake = troubled
            _endured(lambda: noted.append(deliver(envelope, now, self.shift.desk)))  # noqa: B023 - called here and now
            mischief.awake = False
            for line in lines if len(self.shift.mails) > sent_before else ():
                self.sent[line.entry] += 1
                self.cut_short[line.entry] += noted != [True]

    def _each_alert_stands_once(self) -> None:
        found = Counter(
            (person_id, quote_id)
            for person_id in PEOPLE
            for kind, quote_id in lines_told(person_id)
            if kind.startswith("FOLLOW_UPS")
        )
        expected = {(who, quote) for quote, owner in self.owners.items() for who in (owner, BOSSES[owner], "mara")}
        assert found == Counter(expected), self.seed

    def _each_mail_was_sent(self) -> None:
        mails = self.shift.mails
        for person_id in PEOPLE:
            text = "\n".join(mail.text for mail in mails if mail.to == f"{person_id}@desk.example")
            for notice in told(person_id):
                assert all(line.number in text for line in notice.lines), self.seed
        assert all(times - 1 <= self.cut_short[line] for line, times in self.sent.items()), self.seed


def _endured(act: Callable[[], object]) -> bool:
    """Whether it came to its end."""
    try:
        act()
    except (Killed, DeskError):
        return False
    return True
