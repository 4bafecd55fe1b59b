"""Whom the jobs of a showroom may tell."""

from collections.abc import Iterable

from msgspec import Struct

from .alerts import AlertLevel
from .codes import Role
from .dealership import Person

MOST_TOLD = 10
"""Bosses, or managers, told of one thing."""


class Member(Struct, frozen=True):
    """Somebody who works here now."""

    id: str
    role: Role


class Staff(Struct, frozen=True):
    """A showroom's active people, and the dealership's managers."""

    members: tuple[Member, ...]

    def works_here(self, person_id: str) -> bool:
        return any(member.id == person_id for member in self.members)

    def leads(self, role: Role, *beside: str) -> list[str]:
        """The ids of the bosses, or of the managers, but for those ``beside``."""
        found = [member.id for member in self.members if member.role is role and member.id not in beside]
        return found[:MOST_TOLD]

    def bosses(self, *beside: str) -> list[str]:
        """The showroom's bosses; where there are none, the managers."""
        return self.leads(Role.BOSS, *beside) or self.leads(Role.MANAGER, *beside)

    def told_at(self, level: AlertLevel, advisor_id: str) -> list[str]:
        """Who is told at a level of one advisor's work; the advisor is told as such only, and nobody in vain."""
        if level is AlertLevel.ADVISOR:
            return [advisor_id] if self.works_here(advisor_id) else self.bosses()
        return self.bosses(advisor_id) if level is AlertLevel.BOSS else self.leads(Role.MANAGER, advisor_id)


def staff_of(showroom_id: str, people: Iterable[Person]) -> Staff:
    """The staff of a showroom among everybody."""
    return Staff(
        tuple(
            Member(person.id, person.role)
            for person in people
            if person.active and (person.showroom_id == showroom_id or person.role is Role.MANAGER)
        )
    )
