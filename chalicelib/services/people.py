"""Who works here and where, and the handover of work from one advisor to another (G2)."""

from msgspec import Struct
from msgspec.structs import replace

from ..adapters import deals, directory
from ..adapters.reading import Reading
from ..domain.codes import EventKind, NoticeKind, Role
from ..domain.dealership import Person, Showroom
from ..domain.errors import Invalid, NotAllowed, NotFound
from ..domain.timeline import Notice
from .work import Call, Work

MOST_MOVED = 40
"""Quotes moved in one transaction, fewer where they have reservations: each is two items, and one for each of these."""

MOST_ITEMS = 95
"""Of the hundred that a transaction may hold; the others are for the notice and the receipt."""


class Profile(Struct, frozen=True):
    """Who a person is, and where they work."""

    person: Person
    showroom: Showroom | None


def profile_of(person_id: str, showroom_id: str) -> Profile:
    """A person's profile, as of now.

    Raises:
        NotAllowed: the person no longer works here.
    """
    reading = Reading()
    person, showroom = reading.person(person_id), reading.showroom(showroom_id)
    reading.fetch()
    if person.value is None or not person.value.active:
        raise NotAllowed("Su cuenta ya no está activa.")
    return Profile(person.value, showroom.value)


def who_am_i(call: Call) -> Profile:
    """The caller's own profile; see :func:`profile_of`."""
    return profile_of(call.person.id, call.person.showroom_id)


def list_people(call: Call) -> list[Person]:
    """Everybody for a manager, the showroom's people for a boss, by name.

    Raises:
        NotAllowed: an advisor asks.
    """
    require_lead(call.person)
    people = [person for person in directory.all_people() if call.person.leads_showroom(person.showroom_id)]
    return sorted(people, key=lambda person: person.name)


def list_showrooms() -> list[Showroom]:
    """Every showroom: stock and quotes name them."""
    return directory.all_showrooms()


class Handover(Struct, frozen=True):
    """Pending work to move from one advisor to another: some quotes, or all that is pending."""

    from_advisor_id: str
    to_advisor_id: str
    quote_ids: tuple[str, ...] | None = None


class HandedOver(Struct, frozen=True):
    """What one call moved, and how much of the request is left for the next."""

    moved: tuple[str, ...]
    remaining: int


def reassign(work: Work, handover: Handover) -> HandedOver:
    """Move up to 40 quotes with their pending follow-up and open reservations, in one transaction; call again while
    some remain.

    Raises:
        NotAllowed: an advisor asks.
        NotFound: one of the two is not within the caller's reach.
        Invalid: both are the same, or the receiver cannot take work.
    """
    require_lead(work.call.person)
    if handover.from_advisor_id == handover.to_advisor_id:
        raise Invalid.at("/to_advisor_id", "Escoja a otra persona.")
    agenda = deals.agenda_of_advisor(handover.from_advisor_id)
    wanted = set(handover.quote_ids) if handover.quote_ids is not None else None
    quote_ids = [
        row.card.quote_id
        for row in agenda
        if (wanted is None or row.card.quote_id in wanted) and work.call.person.leads_showroom(row.card.showroom_id)
    ]
    slots = [work.reading.deal(quote_id) for quote_id in quote_ids[:MOST_MOVED]]
    giver, taker = work.reading.person(handover.from_advisor_id), work.reading.person(handover.to_advisor_id)
    work.read()
    receiver = _receiver(work.person, giver.value, taker.value)
    moved, looked_at, room = list[str](), 0, MOST_ITEMS
    for slot in slots:
        deal = work.visible(slot)
        room -= 2 + len(deal.quote.reservations)
        if room < 0:
            break
        looked_at += 1
        if deal.quote.advisor.id != handover.from_advisor_id or not deal.quote.is_open:
            continue  # the index lags behind: it was moved or closed meanwhile
        text = f"Pasó de {deal.quote.advisor.name} a {receiver.name}"
        work.change(deal, replace(deal.quote, advisor=receiver.ref), work.event(EventKind.REASSIGNED, text))
        moved.append(deal.quote.id)
    if moved:
        text = f"{work.person.name} le pasó {len(moved)} seguimientos."
        work.tell(Notice(receiver.id, receiver.showroom_id, NoticeKind.WORK_RECEIVED, text))
    return HandedOver(tuple(moved), len(quote_ids) - looked_at)


def _receiver(person: Person, giver: Person | None, taker: Person | None) -> Person:
    require_lead(person)
    if giver is None or not person.leads_showroom(giver.showroom_id):
        raise NotFound("Ese asesor no existe o no es de su vitrina.")
    if taker is None or not person.leads_showroom(taker.showroom_id):
        raise NotFound("Quien recibe no existe o no es de su vitrina.")
    if not taker.active or taker.role is Role.MANAGER or taker.showroom_id != giver.showroom_id:
        raise Invalid.at("/to_advisor_id", "Quien recibe debe ser una persona activa de la misma vitrina.")
    return taker


def require_lead(person: Person) -> None:
    """Refuse whoever leads no showroom.

    Raises:
        NotAllowed
    """
    if not person.leads:
        raise NotAllowed("Esto es del jefe de vitrina o del gerente.")
