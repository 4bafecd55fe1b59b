"""What a manager sets: the dealership's rules, and a showroom's limit and address."""

from datetime import date, time

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from ..adapters.reading import Reading
from ..domain.dealership import Rules, Showroom
from ..domain.errors import Invalid, NotFound
from ..domain.proforma import require_message
from ..domain.quiet import is_quiet
from .editing import fields_set
from .people import require_lead
from .work import Call, Work


def read_rules(call: Call) -> Rules:
    """The rules in force.

    Raises:
        NotAllowed: an advisor asks.
    """
    require_lead(call.person)
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
    edited = replace(work.rules, **fields_set(edit))
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
    edited = replace(slot.value.value, **fields_set(edit))
    if edited != slot.value.value:
        work.write_showroom(slot.value, edited)
    return edited
