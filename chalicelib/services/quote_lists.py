"""Lists of quotes, newest first, at a cost that does not grow with their number."""

from datetime import date, timedelta
from itertools import islice

from msgspec import Struct

from ..adapters import deals
from ..adapters.stored import sortable
from ..domain.agenda import start_of_day
from ..domain.codes import LostReason, Source, Stage
from ..domain.customer import matches, search_words
from ..domain.deal import QuoteRow
from .scope import own_or_led
from .work import Call

EXAMINED_A_CALL = 1000


class QuoteQuery(Struct, frozen=True):
    """Which quotes: by stage, source, lost reason, words, advisor, showroom and creation date (both ends included)."""

    stages: frozenset[Stage] = frozenset()
    sources: frozenset[Source] = frozenset()
    lost_reasons: frozenset[LostReason] = frozenset()
    text: str = ""
    advisor_id: str | None = None
    showroom_id: str | None = None
    created_from: date | None = None
    created_to: date | None = None
    limit: int = 50
    older_than: str | None = None


class QuotePage(Struct, frozen=True):
    """Rows found, and where to go on. A narrow filter over a long list may give short pages with a ``next``."""

    rows: list[QuoteRow]
    next: str | None


def list_quotes(call: Call, query: QuoteQuery) -> QuotePage:
    """One page of quotes within the caller's reach; at most 1,000 are looked at in one call.

    Raises:
        NotFound: another's work was asked for.
    """
    advisor_id, showroom_ids = own_or_led(call, query.advisor_id, query.showroom_id)
    older_than = query.older_than
    if older_than is None and query.created_to and query.created_to < date.max:
        older_than = sortable(start_of_day(query.created_to + timedelta(days=1), call.zone))
    newer_than = sortable(start_of_day(query.created_from, call.zone)) if query.created_from else "0"
    page_size = (
        EXAMINED_A_CALL // 4 if query.text or query.stages or query.sources or query.lost_reasons else query.limit + 1
    )
    if advisor_id:
        found = deals.quotes_of_advisor(advisor_id, older_than, newer_than, page_size)
    else:
        found = deals.quotes_of_showrooms(showroom_ids, older_than, newer_than, page_size)
    rows: list[QuoteRow] = []
    examined = 0
    words = search_words(query.text)
    for row in islice(found, EXAMINED_A_CALL):
        if len(rows) == query.limit:
            return QuotePage(rows, rows[-1].key)
        examined += 1
        last = row
        if _passes(row, query, words, showroom_ids):
            rows.append(row)
    return QuotePage(rows, last.key if examined == EXAMINED_A_CALL else None)


def _passes(row: QuoteRow, query: QuoteQuery, words: list[str], showroom_ids: list[str]) -> bool:
    card = row.card
    return (
        (not query.stages or card.stage in query.stages)
        and (not query.sources or card.source in query.sources)
        and (not query.lost_reasons or card.lost_reason in query.lost_reasons)
        and (not showroom_ids or card.showroom.id in showroom_ids)
        and matches(card.search, words)
    )
