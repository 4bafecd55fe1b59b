"""Reads of deals: one deal whole, an agenda, lists of quotes. Every one is a Query."""

from collections.abc import Iterator
from datetime import date, datetime
from heapq import merge
from itertools import chain
from typing import Any

from pynamodb.exceptions import DoesNotExist, UpdateError

from ..domain.cards import AgendaCard, DiscountCard, QuoteCard
from ..domain.codes import ReservationStatus
from ..domain.deal import AgendaRow, Deal, Dossier, QuoteRow
from ..domain.proforma import Published
from ..domain.ranking import Signals
from ..domain.reservation import ReservationCard
from ..domain.timeline import Event
from .entries import PUBLISHED, QUOTE_ENTRY, RESERVATION, created_key, deal_of, status_key
from .records import DealRecord
from .stored import from_json, instant, sortable

ENTRIES_A_READ = 200
HISTORY = "h#"
AFTER_ALL = "~"
"""Sorts after every instant."""
DISCOUNTS = tuple[DiscountCard, ...]
INSTANTS = tuple[datetime, ...]
LATE_SIGNALS = {"last_open_at", "last_answer_at"}
NO_SIGNALS = Signals()
IN_AN_AGENDA = ["card", *sorted(LATE_SIGNALS)]
"""How often a page was opened is not there: no row tells it."""


def load_deal(quote_id: str) -> Deal | None:
    """A quote alone."""
    found = load_page(quote_id)
    return found[0] if found else None


def load_dossier(quote_id: str) -> Dossier | None:
    """A deal with up to 200 entries, read backwards: reservations, the quote, then history newest first."""
    found = DealRecord.query(
        quote_id, scan_index_forward=False, limit=ENTRIES_A_READ, page_size=ENTRIES_A_READ, consistent_read=True
    )
    records = list(found)
    quote = next((record for record in records if record.entry == QUOTE_ENTRY), None)
    if quote is None:
        return None
    history = [record for record in records if record.entry.startswith(HISTORY)]
    kept = [from_json(ReservationCard, record.body) for record in records if record.entry.startswith(RESERVATION)]
    older = history[-1].entry if len(records) == ENTRIES_A_READ and history else None
    return Dossier(
        deal=deal_of(quote),
        signals=signals_of(quote),
        events=tuple(from_json(Event, record.body) for record in history),
        older=older,
        reservations=tuple(sorted(kept, key=lambda card: card.reservation.requested_at, reverse=True)),
    )


def load_events(quote_id: str, before: str, limit: int = ENTRIES_A_READ) -> tuple[tuple[Event, ...], str | None]:
    """Older events of a deal, newest first, and where still older ones go on."""
    found = DealRecord.query(
        quote_id,
        DealRecord.entry.between(HISTORY, before),
        scan_index_forward=False,
        limit=limit + 1,
        page_size=limit + 1,
    )
    records = [record for record in found if record.entry < before][:limit]
    older = records[-1].entry if len(records) == limit else None
    return tuple(from_json(Event, record.body) for record in records), older


def load_page(quote_id: str) -> tuple[Deal, bool] | None:
    """A quote, and whether its public page must still be written."""
    try:
        record = DealRecord.get(quote_id, QUOTE_ENTRY, consistent_read=True)
    except DoesNotExist:
        return None
    return deal_of(record), record.page_due is not None


def page_is_written(deal: Deal) -> bool:
    """Note that the public page shows this version of the deal; False if the deal has changed, or is changing."""
    record = DealRecord(deal.quote.id, QUOTE_ENTRY)
    try:
        record.update(actions=[DealRecord.page_due.remove()], condition=DealRecord.version == deal.version)
    except UpdateError as exc:
        if exc.cause_response_code not in ("ConditionalCheckFailedException", "TransactionConflictException"):
            raise
        return False
    return True


def pages_to_rewrite(showroom_id: str, before: datetime, limit: int) -> list[str]:
    """Quotes whose page has been due since before an instant, longest first."""
    due = DealRecord.pages_to_rewrite.query(showroom_id, DealRecord.page_due < sortable(before), limit=limit)
    return [record.deal_id for record in due]


def published_versions(quote_id: str) -> list[Published]:
    """The versions of a quote's page, newest first."""
    entries = DealRecord.query(quote_id, DealRecord.entry.startswith(PUBLISHED), scan_index_forward=False)
    return [from_json(Published, record.body) for record in entries]


def agenda_of_advisor(advisor_id: str) -> list[AgendaRow]:
    """All of an advisor's pending follow-ups, soonest due first."""
    found = DealRecord.agenda_by_advisor.query(advisor_id, attributes_to_get=IN_AN_AGENDA)
    return [_agenda_row(record) for record in found]


def agenda_of_showrooms(
    showroom_ids: list[str], due_from: datetime | None = None, page: int | None = None
) -> Iterator[AgendaRow]:
    """The pending follow-ups of several showrooms as one list, soonest due first, read as they are taken.

    Args:
        showroom_ids: whose.
        due_from: leave out what is due before.
        page: rows to read at a time; as many as fit in an answer if not given.
    """
    since = DealRecord.due_at >= sortable(due_from) if due_from else None
    wanted = [*IN_AN_AGENDA, "due_at"]
    lists = [
        DealRecord.agenda_by_showroom.query(owner, since, page_size=page, attributes_to_get=wanted)
        for owner in showroom_ids
    ]
    return map(_agenda_row, merge(*lists, key=lambda record: record.due_at))


def alerts_due(showroom_id: str, now: datetime, page: int) -> Iterator[AgendaCard]:
    """Pending follow-ups with an overdue alert that is due, longest due first, read page by page as they are taken."""
    due = DealRecord.alerts_by_showroom.query(showroom_id, DealRecord.next_alert_at <= sortable(now), page_size=page)
    return (from_json(AgendaCard, record.card) for record in due)


def agenda_until(showroom_id: str, end: datetime) -> list[AgendaCard]:
    """A showroom's pending follow-ups that are due before an instant, soonest first."""
    found = DealRecord.agenda_by_showroom.query(showroom_id, DealRecord.due_at < sortable(end))
    return [from_json(AgendaCard, record.card) for record in found]


def validity_due(showroom_id: str, today: date, page: int) -> Iterator[QuoteCard]:
    """Quotes whose validity must be looked at by a local day, read page by page as they are taken."""
    due = DealRecord.validity_by_showroom.query(
        showroom_id, DealRecord.valid_until <= today.isoformat(), page_size=page
    )
    return (from_json(QuoteCard, record.summary) for record in due)


def quotes_of_advisor(advisor_id: str, older_than: str | None, newer_than: str, page: int) -> Iterator[QuoteRow]:
    """An advisor's quotes, newest first, read page by page as they are taken."""
    return _quote_rows(DealRecord.quotes_by_advisor, advisor_id, older_than, newer_than, page)


def quotes_of_showrooms(
    showroom_ids: list[str], older_than: str | None, newer_than: str, page: int
) -> Iterator[QuoteRow]:
    """The quotes of several showrooms as one list, newest first."""
    lists = [
        _quote_rows(DealRecord.quotes_by_showroom, showroom_id, older_than, newer_than, page)
        for showroom_id in showroom_ids
    ]
    return merge(*lists, key=lambda row: row.key, reverse=True)


def quotes_of_customer(phone: str | None, id_number: str | None, limit: int = 50) -> list[QuoteCard]:
    """The quotes of a phone number or an id number, newest first, each once."""
    by_phone = DealRecord.deals_by_phone.query(phone, scan_index_forward=False, limit=limit) if phone else ()
    by_id = DealRecord.deals_by_id_number.query(id_number, scan_index_forward=False, limit=limit) if id_number else ()
    cards = {card.quote_id: card for card in (from_json(QuoteCard, r.summary) for r in chain(by_phone, by_id))}
    return sorted(cards.values(), key=lambda card: card.created_at, reverse=True)


def waiting_discounts(showroom_id: str) -> list[DiscountCard]:
    """Every discount of a showroom that waits for a decision."""
    records = DealRecord.discounts_by_showroom.query(showroom_id)
    return [card for record in records for card in from_json(DISCOUNTS, record.discounts)]


def reservations_of_advisor(
    advisor_id: str, status: ReservationStatus | None, after: str | None, page: int
) -> Iterator[ReservationCard]:
    """Reservations of an advisor's quotes, by status and then oldest first, read page by page as they are taken."""
    return _reservations(DealRecord.reservations_by_advisor, advisor_id, status, after, page)


def reservations_of_showrooms(
    showroom_ids: list[str], status: ReservationStatus | None, after: str | None, page: int
) -> Iterator[ReservationCard]:
    """Reservations that these showrooms decide, as one list."""
    index = DealRecord.reservations_by_showroom
    return merge(*(_reservations(index, owner, status, after, page) for owner in showroom_ids), key=status_key)


def reservation_requests(showroom_id: str) -> list[ReservationCard]:
    """Every reservation of a showroom that waits for a decision."""
    requested = ReservationStatus.REQUESTED
    return list(_reservations(DealRecord.reservations_by_showroom, showroom_id, requested, None, ENTRIES_A_READ))


def lapsed_reservations(showroom_id: str, now: datetime, limit: int) -> list[str]:
    """Ids of open reservations whose hold or offer is over, longest over first (B3)."""
    lapsed = DealRecord.holds_by_showroom.query(showroom_id, DealRecord.ends_at <= sortable(now), limit=limit)
    return [record.entry.removeprefix(RESERVATION) for record in lapsed]


def _reservations(
    index: Any, owner: str, status: ReservationStatus | None, after: str | None, page: int
) -> Iterator[ReservationCard]:
    first = f"{status.value}#" if status else "#"
    last = f"{first}{AFTER_ALL}" if status else AFTER_ALL
    for record in index.query(owner, DealRecord.status_key.between(after or first, last), page_size=page):
        card = from_json(ReservationCard, record.body)
        if status_key(card) != after:
            yield card


def _quote_rows(index: Any, owner: str, older_than: str | None, newer_than: str, page: int) -> Iterator[QuoteRow]:
    between = DealRecord.created_key.between(newer_than, older_than or AFTER_ALL)
    for record in index.query(owner, between, scan_index_forward=False, page_size=page):
        card = from_json(QuoteCard, record.summary)
        key = created_key(card.created_at, card.quote_id)
        if key != older_than:
            yield QuoteRow(key, card)


def _agenda_row(record: DealRecord) -> AgendaRow:
    kept = record.attribute_values  # which are at hand; PynamoDB's descriptors take a while over many rows
    card, signals = from_json(AgendaCard, kept["card"]), NO_SIGNALS
    if LATE_SIGNALS & kept.keys():
        opened, answered = kept.get("last_open_at"), kept.get("last_answer_at")
        signals = Signals(
            last_open_at=instant(opened) if opened else None, last_answer_at=instant(answered) if answered else None
        )
    return AgendaRow(card, signals)


def signals_of(record: DealRecord) -> Signals:
    """What the customer did meanwhile, as it stands beside the quote."""
    return Signals(
        opens=int(record.opens or 0),
        last_open_at=instant(record.last_open_at) if record.last_open_at else None,
        recent_opens=from_json(INSTANTS, record.recent_opens) if record.recent_opens else (),
        last_answer_at=instant(record.last_answer_at) if record.last_answer_at else None,
    )
