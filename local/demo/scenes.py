"""Who wants which unit: small scenes around one unit each, so that a reservation stands in every status."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from chalicelib.domain.codes import ReservationStatus as Status
from chalicelib.domain.dealership import Person, Showroom
from chalicelib.domain.inventory import Unit

from .bookings import Booking
from .days import Days
from .people import BELEN, BOSSES, GUAYAQUIL, INES, LUCIA, MATEO, QUITO, TOMAS
from .plots import Plot
from .steps import Step


@dataclass(frozen=True)
class Part:
    """An advisor's quote, and how the reservation of its customer stands now."""

    advisor: Person
    status: Status


@dataclass(frozen=True)
class Scene:
    """Quotes that want one unit of a showroom, in the order in which they ask; or any of its kind, if not ``named``."""

    showroom: Showroom
    parts: tuple[Part, ...]
    named: bool = True


SCENES = (
    Scene(QUITO, (Part(LUCIA, Status.REQUESTED), Part(MATEO, Status.REQUESTED))),
    Scene(QUITO, (Part(INES, Status.REQUESTED),), named=False),
    Scene(QUITO, (Part(BELEN, Status.REQUESTED),)),
    Scene(QUITO, (Part(LUCIA, Status.APPROVED), Part(MATEO, Status.WAITING), Part(INES, Status.WAITING))),
    Scene(QUITO, (Part(MATEO, Status.EXPIRED), Part(LUCIA, Status.OFFERED))),
    Scene(QUITO, (Part(LUCIA, Status.REJECTED),)),
    Scene(QUITO, (Part(INES, Status.CANCELLED),)),
    Scene(GUAYAQUIL, (Part(BELEN, Status.REQUESTED), Part(TOMAS, Status.REQUESTED))),
    Scene(GUAYAQUIL, (Part(TOMAS, Status.REQUESTED),), named=False),
    Scene(GUAYAQUIL, (Part(BELEN, Status.APPROVED), Part(TOMAS, Status.WAITING))),
    Scene(GUAYAQUIL, (Part(TOMAS, Status.APPROVED),)),
    Scene(GUAYAQUIL, (Part(BELEN, Status.REJECTED),)),
)
MADE, WORKED = 6, 3
"""Weekdays back, at most and at least, of what happened before in these quotes: they stay valid while a unit is held."""

FIRST_MINUTE, BETWEEN = 9 * 60 + 5, 25
IN_LINE = 14 * 60
"""Minutes of the day: who asks first, how long after them the next does, and who asks once the unit is taken."""

DECIDED_AFTER, CANCELLED_AFTER = timedelta(hours=3), timedelta(hours=6)
LAPSED, TICK = timedelta(hours=2), timedelta(minutes=15)


def cast_of(scenes: tuple[Scene, ...]) -> tuple[Mapping[Plot, int], Mapping[Person, int]]:
    """How many quotes of each plot, and of each advisor, the scenes take."""
    parts = [(plot_of(scene, part), part.advisor) for scene in scenes for part in scene.parts]
    return Counter(plot for plot, _ in parts), Counter(advisor for _, advisor in parts)


def plot_of(scene: Scene, part: Part) -> Plot:
    """Who asks first has brought the papers, the others are still deciding."""
    return Plot.DOCUMENTED if part is scene.parts[0] else Plot.CONTACTED


def steps_of(scene: Scene, part: Part, unit: Unit, random: Random, days: Days) -> tuple[Step, ...]:
    """What happens around the reservation of one part, in the last two weekdays; a hold lapsed two hours ago."""
    booking, boss, place = Booking(random), BOSSES[scene.showroom.id], scene.parts.index(part)
    wanted = unit if scene.named else None
    lapsed = days.now - LAPSED
    match part.status:
        case Status.WAITING | Status.OFFERED:
            at = days.back(1, IN_LINE + place * BETWEEN)
            return (booking.requested(at, unit, wait=True),)
        case Status.EXPIRED:
            at = days.back(2, FIRST_MINUTE)
            held = (booking.requested(at, unit, lapsed), booking.approved(at + DECIDED_AFTER, boss))
            return (*held, booking.expired(lapsed + TICK))
        case Status.REJECTED:
            at = days.back(2, FIRST_MINUTE)
            return booking.requested(at, unit), booking.rejected(at + DECIDED_AFTER, boss)
        case Status.CANCELLED:
            at = days.back(2, FIRST_MINUTE)
            held = (booking.requested(at, unit), booking.approved(at + DECIDED_AFTER, boss))
            return (*held, booking.cancelled(at + CANCELLED_AFTER))
        case Status.APPROVED:
            at = days.back(1, FIRST_MINUTE)
            return booking.requested(at, unit), booking.approved(at + DECIDED_AFTER, boss)
        case _:
            return (booking.requested(days.back(1, FIRST_MINUTE + place * BETWEEN), wanted),)
