"""Quotes: create one, correct it, look at one (M18)."""

from datetime import date, timedelta
from secrets import token_hex, token_urlsafe

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from ..adapters import deals, ledger
from ..domain.cards import QuoteCard
from ..domain.codes import EventKind, IdType, Quality, Role, Source
from ..domain.customer import checked_customer, contact_of, normal_id_number, normal_phone
from ..domain.deal import Deal
from ..domain.dealership import Moment, Person, Showroom
from ..domain.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from ..domain.opening import Desk, QuoteWish, open_quote, refuse_duplicates
from ..domain.quote import CLOSED_STAGES, Quote
from .editing import fields_set
from .notices import tell_waiting_discounts
from .work import Call, Work

TOKEN_BYTES = 24
"""Of a page's token: 192 bits."""


def create_quote(work: Work, wish: QuoteWish) -> Deal:
    """Create a quote with its first follow-up.

    Raises:
        Invalid: something in the wish breaks a rule.
        Conflict: the customer has an open quote and no reason for another was given.
        NotAllowed: an advisor may not create it for others.
    """
    caller = work.call.person
    showroom_id, advisor_id = _where(caller, wish)
    models = {vehicle.model_id: work.reading.model(vehicle.model_id) for vehicle in wish.vehicles}
    showroom, advisor = work.reading.showroom(showroom_id), work.reading.person(advisor_id)
    work.read()
    _where(work.person, wish)  # again, with the role of now: the token's may be old
    desk = _checked_desk(work.person, showroom.value, advisor.value)
    catalogue = {model_id: slot.value for model_id, slot in models.items()}
    quote = open_quote(f"q{token_hex(10)}", wish, desk, catalogue, work.moment)
    known = deals.quotes_of_customer(quote.customer.phone, quote.customer.id_number)
    refuse_duplicates(known, wish.duplicate_reason)
    number = ledger.next_quote_number(work.call.today.year)
    quote = replace(quote, number=number, page_token=token_urlsafe(TOKEN_BYTES))
    created = work.event(EventKind.QUOTE_CREATED, f"Creó la cotización {quote.number}")
    tell_waiting_discounts(work, None, quote)
    return work.change(Deal(quote, 0), quote, created)


def _where(caller: Person, wish: QuoteWish) -> tuple[str, str]:
    """The showroom and the advisor that the caller may mean."""
    if caller.role is Role.ADVISOR and wish.advisor_id not in (None, caller.id):
        raise NotAllowed("Solo el jefe de vitrina o el gerente cotiza a nombre de otro asesor.")
    if caller.role is Role.MANAGER and wish.showroom_id is None:
        raise Invalid.at("/showroom_id", "Indique la vitrina.")
    showroom_id = wish.showroom_id or caller.showroom_id
    if caller.role is not Role.MANAGER and showroom_id != caller.showroom_id:
        raise NotAllowed("Solo el gerente cotiza para otra vitrina.")
    return showroom_id, wish.advisor_id or caller.id


def _checked_desk(person: Person, showroom: Showroom | None, advisor: Person | None) -> Desk:
    if showroom is None:
        raise Invalid.at("/showroom_id", "Esa vitrina no existe.")
    if person.role is not Role.MANAGER and person.showroom_id != showroom.id:
        raise NotAllowed("Usted ya no trabaja en esa vitrina: ingrese de nuevo.")
    if advisor is None or not advisor.active or not (advisor.id == person.id or advisor.showroom_id == showroom.id):
        raise Invalid.at("/advisor_id", "Ese asesor no trabaja en la vitrina.")
    return Desk(showroom, advisor)


class ContactEdit(Struct, frozen=True):
    """What to correct of a customer; what is unset stays."""

    first_name: str | UnsetType = UNSET
    last_name: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    id_type: IdType | UnsetType | None = UNSET
    id_number: str | UnsetType | None = UNSET
    email: str | UnsetType | None = UNSET
    consent: bool | UnsetType = UNSET
    opted_out: bool | UnsetType = UNSET


class QuoteEdit(Struct, frozen=True):
    """What to correct of a quote; what is unset stays."""

    customer: ContactEdit | UnsetType = UNSET
    source: Source | UnsetType = UNSET
    quality: Quality | UnsetType = UNSET
    valid_until: date | UnsetType = UNSET


def edit_quote(work: Work, quote_id: str, version: int | None, edit: QuoteEdit) -> Deal:
    """Correct the customer's data, source, quality or validity.

    Raises:
        NotFound: no such quote here.
        Stale: it is no longer at ``version``.
        Conflict: the customer asked to be erased.
        Invalid: something breaks a rule.
    """
    slot = work.reading.deal(quote_id)
    work.read()
    deal = work.visible(slot, version)
    changed = fields_set(edit)
    if edit.customer is not UNSET:
        deal.quote.require_customer()
        before = deal.quote.customer
        try:
            changed["customer"] = checked_customer(
                replace(contact_of(before), **fields_set(edit.customer)), work.call.now, before
            )
        except Invalid as fault:
            raise fault.under("/customer") from fault
    if edit.valid_until is not UNSET:
        changed["valid_until"] = _checked_validity(deal.quote, edit.valid_until, work.moment)
    quote = replace(deal.quote, **changed)
    if quote == deal.quote:
        return deal
    names = ", ".join(EDITABLE[name] for name in changed)
    event = work.event(EventKind.QUOTE_EDITED, f"Cambió {names}")
    return work.change(deal, quote, event)


EDITABLE = {
    "customer": "datos del cliente",
    "source": "procedencia",
    "quality": "calidad de cliente",
    "valid_until": "validez",
}


def _checked_validity(quote: Quote, until: date, moment: Moment) -> date:
    if quote.has_expired(moment.today) and not moment.person.leads:
        raise Conflict(
            "La cotización está vencida: debe renovarse con precios actuales.",
            valid_until=quote.valid_until.isoformat(),
        )
    last = moment.today + timedelta(days=moment.rules.max_validity_days)
    if not moment.today <= until <= last:
        raise Invalid.at("/valid_until", f"La validez va de hoy hasta {moment.rules.max_validity_days} días más.")
    return until


def get_quote(call: Call, quote_id: str) -> Deal:
    """One quote.

    Raises:
        NotFound: no such quote here.
    """
    deal = deals.load_deal(quote_id)
    if deal is None or not deal.quote.may_be_seen_by(call.person):
        raise NotFound
    return deal


class KnownQuote(Struct, frozen=True):
    """An earlier quote of a person; of others' work only that it is open, and whose."""

    card: QuoteCard
    within_reach: bool


def find_customer(call: Call, phone: str | None, id_number: str | None) -> list[KnownQuote]:
    """Earlier quotes of a person, newest first: all within the caller's reach, and others' open ones.

    Raises:
        Invalid: neither or both were given, or it cannot be right.
    """
    if (phone is None) is (id_number is None):
        raise Invalid([Fault("/phone", "Busque por teléfono o por identificación, uno de los dos.")])
    try:
        if phone is not None:
            cards = deals.quotes_of_customer(normal_phone(phone), None)
        else:
            cards = deals.quotes_of_customer(None, _any_id_number(id_number or ""))
    except Invalid as fault:
        raise fault.under("/phone" if phone is not None else "/id_number") from fault
    known = [
        KnownQuote(card, call.person.may_see(advisor_id=card.advisor.id, showroom_id=card.showroom.id))
        for card in cards
    ]
    return [quote for quote in known if quote.within_reach or quote.card.stage not in CLOSED_STAGES]


def _any_id_number(text: str) -> str:
    """An id number of whatever kind, cleaned as it is kept; a passport may be as long as a cédula or a RUC."""
    return normal_id_number(IdType.PASSPORT, text).number
