"""People, showrooms and settings, and the handover of work from one advisor to another (G2)."""

from datetime import date, time
from typing import TypeVar

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import asdict, replace

from ..adapters import deals, directory
from ..adapters.reading import Reading
from ..domain.codes import EventKind, NoticeKind, Role
from ..domain.dealership import Person, Rules, Showroom
from ..domain.errors import Invalid, NotAllowed, NotFound
from ..domain.proforma import require_message
from ..domain.quiet import is_quiet
from ..domain.timeline import Notice
from .work import Call, Work

T = TypeVar("T", bound=Struct)

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
    _require_lead(call.person)
    people = [person for person in directory.all_people() if call.person.leads_showroom(person.showroom_id)]
    return sorted(people, key=lambda person: person.name)


def list_showrooms() -> list[Showroom]:
    """Every showroom: stock and quotes name them."""
    return directory.all_showrooms()


def read_rules(call: Call) -> Rules:
    """The rules in force.

    Raises:
        NotAllowed: an advisor asks.
    """
    _require_lead(call.person)
    reading = Reading()
    rules = reading.rules()
    reading.fetch()
    return rules.value or Rules()


class RulesEdit(Struct, frozen=True):
    """Which rules to set; what is unset stays."""

    dealership_name: str | UnsetType = UNSET
    whatsapp_message: str | UnsetType = UNSET
    quote_validity_days: int | UnsetType = UNSET
    max_validity_days: int | UnsetType = UNSET
    max_effective_rate_bps: int | UnsetType = UNSET
    max_term_months: int | UnsetType = UNSET
    no_answer_days: tuple[int, ...] | UnsetType = UNSET
    working_weekdays: tuple[int, ...] | UnsetType = UNSET
    closed_on: tuple[date, ...] | UnsetType = UNSET
    overdue_grace_minutes: int | UnsetType = UNSET
    boss_after_days: int | UnsetType = UNSET
    managers_after_days: int | UnsetType = UNSET
    quiet_from: time | UnsetType = UNSET
    quiet_until: time | UnsetType = UNSET
    agenda_at: time | UnsetType = UNSET
    max_hold_days: int | UnsetType = UNSET
    min_deposit_cents: int | UnsetType = UNSET
    offer_hours: int | UnsetType = UNSET


def edit_rules(work: Work, edit: RulesEdit) -> Rules:
    """Set rules; they hold for what is done from now on.

    Raises:
        NotAllowed: the caller is no manager.
        Invalid: the message has no ``{link}``, or names a field that there is not; a quote would hold too long; or
            alerts and agendas would contradict each other or the quiet hours.
    """
    work.read()
    work.require_manager("Las reglas de la concesionaria las fija el gerente.")
    edited = _edited(work.rules, edit)
    require_message(edited.whatsapp_message)
    if edited.quote_validity_days > edited.max_validity_days:
        raise Invalid.at("/quote_validity_days", f"La validez máxima es de {edited.max_validity_days} días.")
    if edited.managers_after_days < edited.boss_after_days:
        raise Invalid.at("/managers_after_days", "A los gerentes se les avisa después que al jefe de vitrina.")
    if is_quiet(edited.agenda_at, edited):
        raise Invalid.at("/agenda_at", "La agenda no puede salir en las horas de silencio.")
    if edited != work.rules:
        work.write_rules(edited)
    return edited


class ShowroomEdit(Struct, frozen=True):
    """What to change of a showroom; what is unset stays. Its name is not: quotes carry it."""

    discount_limit_bps: int | UnsetType = UNSET
    city: str | UnsetType = UNSET
    address: str | UnsetType = UNSET


def edit_showroom(work: Work, showroom_id: str, edit: ShowroomEdit) -> Showroom:
    """Set a showroom's discount limit, or correct where it is.

    A limit holds for what is asked from then on: what waits keeps waiting, what was granted stays (M13). A page that
    was sent says what it said.

    Raises:
        NotAllowed: the caller is no manager.
        NotFound: no such showroom.
    """
    slot = work.reading.stored_showroom(showroom_id)
    work.read()
    work.require_manager("Las vitrinas las cambia el gerente.")
    if slot.value is None:
        raise NotFound("Esa vitrina no existe.")
    edited = _edited(slot.value.value, edit)
    if edited != slot.value.value:
        work.write_showroom(slot.value, edited)
    return edited


def _edited(before: T, edit: Struct) -> T:
    return replace(before, **{name: value for name, value in asdict(edit).items() if value is not UNSET})


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
    _require_lead(work.call.person)
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
    _require_lead(person)
    if giver is None or not person.leads_showroom(giver.showroom_id):
        raise NotFound("Ese asesor no existe o no es de su vitrina.")
    if taker is None or not person.leads_showroom(taker.showroom_id):
        raise NotFound("Quien recibe no existe o no es de su vitrina.")
    if not taker.active or taker.role is Role.MANAGER or taker.showroom_id != giver.showroom_id:
        raise Invalid.at("/to_advisor_id", "Quien recibe debe ser una persona activa de la misma vitrina.")
    return taker


def _require_lead(person: Person) -> None:
    if not person.leads:
        raise NotAllowed("Esto es del jefe de vitrina o del gerente.")
