"""*Mis Seguimientos*: the list of pending follow-ups, filtered, counted, ranked and paged (M1, M2, G1)."""

from collections.abc import Iterable
from datetime import date, datetime
from hashlib import blake2b
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from ..adapters import deals
from ..domain.agenda import Bucket, Standing, local_date, standing
from ..domain.cards import AgendaCard
from ..domain.codes import FollowUpType, Quality, Source, Stage
from ..domain.customer import matches, search_words
from ..domain.deal import AgendaRow
from ..domain.errors import Invalid
from ..domain.ranking import Signals, rank_key
from .scope import own_or_led
from .work import Call

MOST_RANKED = 1000
MARK_BYTES = 5
LATER_PAGE = 250
"""Rows that a later page of a showroom's list reads at a time; the first reads all, to count them."""


class AgendaFilter(Struct, frozen=True):
    """What to list; every field narrows. Dates are the dealership's, both ends included."""

    due_from: date | None = None
    due_to: date | None = None
    sources: frozenset[Source] = frozenset()
    qualities: frozenset[Quality] = frozenset()
    types: frozenset[FollowUpType] = frozenset()
    stages: frozenset[Stage] = frozenset()
    min_days: int | None = None
    max_days: int | None = None
    min_re_dates: int = 0
    text: str = ""
    bucket: Bucket | None = None


EVERYTHING = AgendaFilter()


class Counts(Struct, frozen=True):
    """How many rows every filter but the bucket leaves, by bucket."""

    overdue: int
    today: int
    upcoming: int


class AgendaPosition(Struct, frozen=True):
    """Where a list goes on: as of which instant, with which counts, and what is left.

    By due date, what is left lies after ``(due_at, follow_up_id)``. By rank the order is frozen: ``marks`` are
    short digests of the follow-ups still to come, so that nothing repeats or is lost while opens arrive.
    """

    now: datetime
    counts: Counts
    due_at: datetime | None = None
    follow_up_id: str = ""
    marks: bytes = b""


class ListedRow(Struct, frozen=True):
    """A row, and where it stands as of the instant that its list was made."""

    card: AgendaCard
    signals: Signals
    standing: Standing


class AgendaPage(Struct, frozen=True):
    """A page of rows, as of ``now``."""

    now: datetime
    rows: list[ListedRow]
    counts: Counts
    next: AgendaPosition | None


class AgendaQuery(Struct, frozen=True):
    """Whose list, in which order, how much of it, and from where on."""

    filter: AgendaFilter
    advisor_id: str | None = None
    showroom_id: str | None = None
    order: Literal["rank", "due"] = "due"
    limit: int = 50
    position: AgendaPosition | None = None


def list_follow_ups(call: Call, query: AgendaQuery) -> AgendaPage:
    """One page of pending follow-ups within the caller's reach.

    An advisor's list is one Query; a boss's one per showroom.

    Raises:
        NotFound: another's work was asked for.
        Invalid: rank over more than one advisor's list, or over more than 1,000 rows.
    """
    position = query.position
    now = position.now if position else call.now
    words = search_words(query.filter.text)
    left: Iterable[ListedRow] = (
        ListedRow(row.card, row.signals, standing(row.card.due_at, now, call.zone))
        for row in _rows_in_reach(call, query)
    )
    if query.filter != EVERYTHING:
        left = (row for row in left if _passes(row, query.filter, words, call.zone))
    if position is None:
        left = list(left)
    counts = position.counts if position else _count(left)
    if query.filter.bucket:
        left = (row for row in left if row.standing.bucket is query.filter.bucket)
    if query.order == "rank":
        return _ranked_page(list(left), query, now, counts)
    return _due_page(left, query, now, counts)


def _rows_in_reach(call: Call, query: AgendaQuery) -> Iterable[AgendaRow]:
    """Soonest due first; behind a first page, read no further than they are taken."""
    advisor_id, showroom_ids = own_or_led(call, query.advisor_id, query.showroom_id)
    if advisor_id:
        rows = deals.agenda_of_advisor(advisor_id)
        return [row for row in rows if not showroom_ids or row.card.showroom_id in showroom_ids]
    if query.order == "rank":
        raise Invalid.at("/order", "El orden por prioridad es de un solo asesor: indique advisor_id.")
    if query.position is None:
        return deals.agenda_of_showrooms(showroom_ids)
    return deals.agenda_of_showrooms(showroom_ids, query.position.due_at, LATER_PAGE)


def _passes(row: ListedRow, wanted: AgendaFilter, words: list[str], zone: ZoneInfo) -> bool:
    card, days = row.card, row.standing.days
    return (
        (wanted.due_from is None or local_date(card.due_at, zone) >= wanted.due_from)
        and (wanted.due_to is None or local_date(card.due_at, zone) <= wanted.due_to)
        and (not wanted.sources or card.source in wanted.sources)
        and (not wanted.qualities or card.quality in wanted.qualities)
        and (not wanted.types or card.type in wanted.types)
        and (not wanted.stages or card.stage in wanted.stages)
        and (wanted.min_days is None or days >= wanted.min_days)
        and (wanted.max_days is None or days <= wanted.max_days)
        and card.re_dates >= wanted.min_re_dates
        and matches(card.search, words)
    )


def _count(rows: Iterable[ListedRow]) -> Counts:
    buckets = [row.standing.bucket for row in rows]
    return Counts(*(buckets.count(kind) for kind in (Bucket.OVERDUE, Bucket.TODAY, Bucket.UPCOMING)))


def _due_page(rows: Iterable[ListedRow], query: AgendaQuery, now: datetime, counts: Counts) -> AgendaPage:
    position = query.position
    after = (position.due_at, position.follow_up_id) if position and position.due_at else None
    taken: list[ListedRow] = []
    for row in rows:
        if len(taken) > query.limit and row.card.due_at > taken[-1].card.due_at:
            break  # enough for a page and to know of a next, and nothing of the same instant is left out
        if after is None or _due_key(row) > after:
            taken.append(row)
    taken.sort(key=_due_key)
    page = taken[: query.limit]
    following = None
    if len(taken) > query.limit:
        due_at, follow_up_id = _due_key(page[-1])
        following = AgendaPosition(now, counts, due_at=due_at, follow_up_id=follow_up_id)
    return AgendaPage(now, page, counts, following)


def _due_key(row: ListedRow) -> tuple[datetime, str]:
    return row.card.due_at, row.card.follow_up_id


def _ranked_page(rows: list[ListedRow], query: AgendaQuery, now: datetime, counts: Counts) -> AgendaPage:
    if query.position:
        by_mark = {_mark(row): row for row in rows}
        marks = query.position.marks
        order = [marks[start : start + MARK_BYTES] for start in range(0, len(marks), MARK_BYTES)]
        ordered = [by_mark[mark] for mark in order if mark in by_mark]
    else:
        if len(rows) > MOST_RANKED:
            raise Invalid.at("/order", f"El orden por prioridad llega hasta {MOST_RANKED} seguimientos: filtre.")
        ordered = sorted(rows, key=lambda row: rank_key(row.card, row.signals, row.standing, now))
    page, later = ordered[: query.limit], ordered[query.limit :]
    following = AgendaPosition(now, counts, marks=b"".join(map(_mark, later))) if later else None
    return AgendaPage(now, page, counts, following)


def _mark(row: ListedRow) -> bytes:
    return blake2b(row.card.follow_up_id.encode(), digest_size=MARK_BYTES).digest()
