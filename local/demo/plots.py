"""How the demo's quotes are dealt out: what becomes of each, whose it is, and when something is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from random import Random
from typing import TypeVar

from chalicelib.domain.dealership import Person

from .days import Days
from .people import BELEN, INES, LUCIA, MATEO, TOMAS

K = TypeVar("K")


class Plot(Enum):
    """What becomes of a quote."""

    CONTACTED = auto()
    MISSED_ONCE = auto()
    MISSED_TWICE = auto()
    MISSED_THRICE = auto()
    MISSED_FOUR_TIMES = auto()
    RE_DATED = auto()
    EXPIRED = auto()
    DISCOUNT_WAITING = auto()
    DISCOUNT_APPROVED = auto()
    DISCOUNT_REJECTED = auto()
    VEHICLE_ADDED = auto()
    REOPENED = auto()
    DOCUMENTED = auto()
    STEPPED_BACK = auto()
    INVOICED = auto()
    DELIVERED = auto()
    LOST = auto()


OPEN_PLOTS: Mapping[Plot, int] = {
    Plot.CONTACTED: 31,
    Plot.MISSED_ONCE: 6,
    Plot.MISSED_TWICE: 5,
    Plot.MISSED_THRICE: 4,
    Plot.MISSED_FOUR_TIMES: 3,
    Plot.RE_DATED: 6,
    Plot.EXPIRED: 4,
    Plot.DISCOUNT_WAITING: 7,
    Plot.DISCOUNT_APPROVED: 2,
    Plot.DISCOUNT_REJECTED: 2,
    Plot.VEHICLE_ADDED: 4,
    Plot.REOPENED: 1,
    Plot.DOCUMENTED: 19,
    Plot.STEPPED_BACK: 1,
    Plot.INVOICED: 12,
}
CLOSED_PLOTS: Mapping[Plot, int] = {Plot.DELIVERED: 18, Plot.LOST: 25}

PENDING: Mapping[Person, int] = {LUCIA: 45, MATEO: 18, INES: 14, BELEN: 17, TOMAS: 13}
CLOSED: Mapping[Person, int] = {LUCIA: 11, MATEO: 8, INES: 7, BELEN: 9, TOMAS: 8}

OVERDUE = 20
TODAY = 15
PAST_TODAY = 5
"""Of today's, how many are past their hour already, where the hour allows it."""

OLDEST_VALID = 9
"""Weekdays after which a quote is still within its 15 days."""

OLDEST_OVERDUE = 4
FARTHEST_UPCOMING = 10
FIRST_MINUTE, LAST_MINUTE = 9 * 60, 17 * 60 + 30


@dataclass(frozen=True)
class Due:
    """When the pending follow-up is due; what was done before lies between ``oldest`` and ``since`` weekdays back."""

    at: datetime
    since: int = 1
    oldest: int = OLDEST_VALID


def dealt(random: Random, counts: Mapping[K, int]) -> list[K]:
    """Every key as many times as it counts, shuffled."""
    deck = [key for key, count in counts.items() for _ in range(count)]
    random.shuffle(deck)
    return deck


def dealt_dues(random: Random, days: Days, count: int) -> list[Due]:
    """Overdue since earlier days, due today, and upcoming ones; shuffled."""
    late = [1 + number % OLDEST_OVERDUE for number in range(OVERDUE)]
    dues = [Due(days.back(back, a_minute(random)), back + 1) for back in late]
    dues += [Due(at) for at in days.today_slots(TODAY, PAST_TODAY)]
    for number in range(count - len(dues)):
        dues.append(Due(days.ahead(1 + number % FARTHEST_UPCOMING, a_minute(random))))
    random.shuffle(dues)
    return dues


def a_minute(random: Random) -> int:
    """A quarter of an hour within opening hours."""
    return random.randrange(FIRST_MINUTE, LAST_MINUTE + 1, 15)
