"""*Tablero*: a showroom's work in figures that its lists can show (G3)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice

from msgspec import Struct

from ..adapters import deals
from ..adapters.stored import sortable
from ..domain.agenda import local_date, start_of_day
from ..domain.cards import AgendaCard, QuoteCard
from ..domain.codes import LostReason, Source, Stage
from ..domain.dealership import Ref
from ..domain.errors import Invalid, NotAllowed
from .scope import led_showrooms
from .work import Call

DAYS_BY_DEFAULT = 30
MOST_DAYS = 92
MOST_QUOTES = 3000
PAGE = 1000
OFTEN_RE_DATED = 3
"""Moved so many times without being worked, a follow-up is being put off."""

SOLD = frozenset((Stage.INVOICED, Stage.DELIVERED))


class BoardQuery(Struct, frozen=True):
    """Which showroom, and quotes created when (both ends included); the last 30 days unless said."""

    showroom_id: str | None = None
    created_from: date | None = None
    created_to: date | None = None


class Tally(Struct, frozen=True):
    """Quotes of the period, and how many of them are sold or lost by now; the rest are open."""

    quotes: int = 0
    sold: int = 0
    lost: int = 0


class AdvisorLine(Struct, frozen=True):
    """An advisor's pending follow-ups as of now, and their quotes of the period."""

    advisor: Ref
    showroom_id: str
    pending: int
    overdue: int
    re_dated: int
    tally: Tally


class Board(Struct, frozen=True):
    """Most overdue advisors first; most quotes, or losses, first. ``complete``: every quote of the period counts."""

    created_from: date
    created_to: date
    complete: bool
    advisors: list[AdvisorLine]
    sources: list[tuple[Source, Tally]]
    lost_reasons: list[tuple[LostReason, int]]


def read_board(call: Call, query: BoardQuery) -> Board:
    """The figures of the showrooms that the caller leads: one Query of each for the agenda, one for the quotes.

    At most 3,000 quotes are counted, the newest.

    Raises:
        NotAllowed: an advisor asks.
        NotFound: a boss asks for another showroom.
        Invalid: the period is longer than 92 days.
    """
    if not call.person.leads:
        raise NotAllowed("El tablero es del jefe de vitrina.")
    first, last = _period(call, query)
    showroom_ids = led_showrooms(call, query.showroom_id)
    agenda = [row.card for row in deals.agenda_of_showrooms(showroom_ids)]
    until, since = sortable(start_of_day(last + timedelta(days=1), call.zone)), sortable(start_of_day(first, call.zone))
    found = deals.quotes_of_showrooms(showroom_ids, until, since, PAGE)
    quotes = [row.card for row in islice(found, MOST_QUOTES + 1)]
    counted = quotes[:MOST_QUOTES]
    by_source: defaultdict[Source, list[QuoteCard]] = defaultdict(list)
    for card in counted:
        by_source[card.source].append(card)
    sources = [(source, _tally(cards)) for source, cards in by_source.items()]
    reasons = Counter(card.lost_reason for card in counted if card.lost_reason)
    return Board(
        created_from=first,
        created_to=last,
        complete=len(quotes) == len(counted),
        advisors=_advisors(agenda, counted, call),
        sources=sorted(sources, key=lambda line: (-line[1].quotes, line[0])),
        lost_reasons=sorted(reasons.items(), key=lambda line: (-line[1], line[0])),
    )


def _period(call: Call, query: BoardQuery) -> tuple[date, date]:
    last = query.created_to or max(local_date(call.now, call.zone), query.created_from or date.min)
    first = query.created_from or max(date.min, last - min(timedelta(days=DAYS_BY_DEFAULT - 1), last - date.min))
    if (last - first).days >= MOST_DAYS:
        raise Invalid.at("/from", f"El período llega hasta {MOST_DAYS} días.")
    return first, min(last, date.max - timedelta(days=1))


def _advisors(agenda: Iterable[AgendaCard], quotes: Iterable[QuoteCard], call: Call) -> list[AdvisorLine]:
    names: dict[tuple[str, str], Ref] = {}
    pending: defaultdict[tuple[str, str], list[AgendaCard]] = defaultdict(list)
    made: defaultdict[tuple[str, str], list[QuoteCard]] = defaultdict(list)
    for quote in quotes:
        key = (quote.showroom.id, quote.advisor.id)
        names.setdefault(key, quote.advisor)
        made[key].append(quote)
    for card in agenda:
        key = (card.showroom_id, card.advisor.id)
        names.setdefault(key, card.advisor)
        pending[key].append(card)
    lines = [
        AdvisorLine(
            advisor=advisor,
            showroom_id=key[0],
            pending=len(pending[key]),
            overdue=sum(card.due_at < call.now for card in pending[key]),
            re_dated=sum(card.re_dates >= OFTEN_RE_DATED for card in pending[key]),
            tally=_tally(made[key]),
        )
        for key, advisor in names.items()
    ]
    return sorted(lines, key=lambda line: (-line.overdue, -line.pending, line.advisor.name))


def _tally(quotes: list[QuoteCard]) -> Tally:
    return Tally(
        quotes=len(quotes),
        sold=sum(quote.stage in SOLD for quote in quotes),
        lost=sum(quote.stage is Stage.LOST for quote in quotes),
    )
