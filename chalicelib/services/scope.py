"""Whose work a person may list, and which reservations they may see."""

from ..adapters import directory
from ..domain.codes import Role
from ..domain.deal import Deal
from ..domain.dealership import Person
from ..domain.errors import NotFound
from ..domain.reservation import ReservationCard
from .work import Call


def led_showrooms(call: Call, showroom_id: str | None) -> list[str]:
    """The showrooms that a boss or manager means: the one named, the boss's own, or all for a manager.

    Raises:
        NotFound: a boss names another's.
    """
    if showroom_id is not None:
        if not call.person.leads_showroom(showroom_id):
            raise NotFound
        return [showroom_id]
    if call.person.role is Role.MANAGER:
        return [showroom.id for showroom in directory.all_showrooms()]
    return [call.person.showroom_id]


def own_or_led(call: Call, advisor_id: str | None, showroom_id: str | None) -> tuple[str | None, list[str]]:
    """The advisor and the showrooms that a list is about.

    An advisor's list is always their own. Returns the advisor, if one is meant, and the showrooms within reach.

    Raises:
        NotFound: another's work was asked for.
    """
    person = call.person
    if person.leads:
        return advisor_id, led_showrooms(call, showroom_id)
    if advisor_id not in (None, person.id) or showroom_id not in (None, person.showroom_id):
        raise NotFound
    return person.id, []


def is_within_reach(deal: Deal, card: ReservationCard, person: Person) -> bool:
    """Whoever may see the quote, now or when it was last written of, and who leads the showroom of the unit."""
    listed = person.may_see(advisor_id=card.advisor.id, showroom_id=card.showroom.id)
    return listed or deal.quote.may_be_seen_by(person) or person.leads_showroom(card.reservation.showroom_id)
