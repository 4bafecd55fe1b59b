"""The rhythm of a story: the instants at which its follow-ups were due and worked, and what was agreed then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from chalicelib.domain.codes import FollowUpType, Quality
from chalicelib.domain.follow_up import CALL_AGAIN, Plan

from . import phrases
from .days import Days
from .plots import a_minute

TYPES = (
    *(FollowUpType.CALL,) * 6,
    *(FollowUpType.WHATSAPP,) * 3,
    *(FollowUpType.SHOWROOM_VISIT,) * 2,
    FollowUpType.APPOINTMENT,
    FollowUpType.TEST_DRIVE,
    FollowUpType.HOME_VISIT,
)
QUALITIES = (*(Quality.HOT,) * 3, *(Quality.WARM,) * 4, *(Quality.COLD,) * 2)


@dataclass(frozen=True)
class Beat:
    """Something happened ``at``, about what was due at ``slot``; the next is due at ``next_due``.

    Only the end of a story has nothing due next.
    """

    slot: datetime
    at: datetime
    next_due: datetime | None

    @property
    def early(self) -> datetime:
        """Half an hour before what is due."""
        return self.slot - timedelta(minutes=30)

    @property
    def due(self) -> datetime:
        """When the next is due, in a story that goes on.

        Raises:
            ValueError: this is the end of one.
        """
        if self.next_due is None:
            raise ValueError("nothing is due after the end of a story")
        return self.next_due


def beats(random: Random, days: Days, days_back: Sequence[int], due: datetime | None) -> list[Beat]:
    """A beat on each of these days, oldest first; after the last one comes ``due``."""
    slots = [days.back(back, a_minute(random)) for back in days_back]
    following = [*slots[1:], due]
    return [
        Beat(slot, slot + timedelta(minutes=random.randint(2, 25), seconds=random.randrange(60)), next_due)
        for slot, next_due in zip(slots, following, strict=True)
    ]


def some_days_back(random: Random, newest: int, oldest: int, count: int) -> list[int]:
    """So many different days, oldest first."""
    return sorted(random.sample(range(newest, oldest + 1), count), reverse=True)


def days_back_with_gaps(newest: int, gaps: Sequence[int]) -> list[int]:
    """Days with these gaps between them, oldest first, the last one ``newest`` days back."""
    return [newest + sum(gaps[number:]) for number in range(len(gaps) + 1)]


def any_plan(random: Random, due_at: datetime) -> Plan:
    """Something agreed with a customer who answered."""
    kind = random.choice(TYPES)
    return Plan(kind, due_at, random.choice(QUALITIES), random.choice(phrases.NEXT[kind]))


def plan_of(random: Random, kind: FollowUpType, due_at: datetime, quality: Quality | None = None) -> Plan:
    """A follow-up of that type."""
    return Plan(kind, due_at, quality, random.choice(phrases.NEXT[kind]))


def plan_after_miss(misses_in_a_row: int, due_at: datetime) -> Plan:
    """What the desk proposes after so many misses."""
    if misses_in_a_row > 3:
        return Plan(FollowUpType.WHATSAPP, due_at, None, "Escribir por WhatsApp")
    return Plan(FollowUpType.CALL, due_at, None, CALL_AGAIN)
