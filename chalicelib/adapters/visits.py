"""Opens and answers of customers: written beside the quote, never over it, so that no advisor's edit fails."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from msgspec import Struct, json
from pynamodb.exceptions import DoesNotExist, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from ..domain.errors import Busy
from ..domain.quote import Quote
from ..domain.timeline import Event, Notice
from ..domain.visits import RECENT_OPENS
from .connection import connection
from .entries import QUOTE_ENTRY, deal_of, page_key
from .outbox import notice_records
from .records import DealRecord, LedgerRecord
from .stored import sortable, to_json

VISIT_KEPT = timedelta(days=2)
TRIES = 8


class VisitedPage(Struct, frozen=True):
    """The quote behind a link, with how often it was opened and when lately (newest first, as sortable text)."""

    quote: Quote
    opens: int
    recent_opens: tuple[str, ...]


def find_page(token: str) -> VisitedPage | None:
    """The page behind a token, if there is one."""
    try:
        quote_id = LedgerRecord.get(page_key(token), "page").body
        record = DealRecord.get(quote_id, QUOTE_ENTRY, consistent_read=True)
    except DoesNotExist:
        return None
    recent = json.decode(record.recent_opens, type=tuple[str, ...]) if record.recent_opens else ()
    return VisitedPage(deal_of(record).quote, int(record.opens or 0), recent)


def count_open(token: str, visit_id: str, now: datetime) -> bool:
    """Count an open, once for a visit; whether it counted.

    Raises:
        Busy: many opened at the same moment.
    """
    for _ in range(TRIES):
        page = find_page(token)
        if page is None:
            return False
        recent = (sortable(now), *page.recent_opens)[:RECENT_OPENS]
        actions = [
            DealRecord.opens.set(page.opens + 1),
            DealRecord.last_open_at.set(sortable(now)),
            DealRecord.recent_opens.set(json.encode(recent).decode()),
        ]
        unchanged = DealRecord.opens == page.opens if page.opens else DealRecord.opens.does_not_exist()
        written = _write_once(f"open#{token}#{visit_id}", page.quote.id, actions, unchanged, (), (), now)
        if written is not None:
            return written
    raise Busy


def take_answer(quote: Quote, once: str, event: Event, notice: Notice, now: datetime) -> bool:
    """Note a customer's answer in the timeline and for the advisor, once for ``once``; whether it was new.

    Raises:
        Busy: the tables were busy with this deal, or its customer was erased since it was read.
    """
    actions = [DealRecord.last_answer_at.set(sortable(now))]
    not_erased = DealRecord.phone.exists()
    for _ in range(TRIES):
        written = _write_once(once, quote.id, actions, not_erased, (event,), (notice,), now)
        if written is not None:
            return written
    raise Busy


def _write_once(
    once: str,
    quote_id: str,
    actions: Sequence[Action],
    condition: Condition,
    events: tuple[Event, ...],
    notices: tuple[Notice, ...],
    now: datetime,
) -> bool | None:
    """One transaction under a marker; False if the marker was there, None to read and try again."""
    token = uuid4().hex
    marker = LedgerRecord(once, "visit", created_at=sortable(now), expires_at=now + VISIT_KEPT)
    try:
        with TransactWrite(connection=connection, client_request_token=token) as write:
            write.save(marker, condition=LedgerRecord.key.does_not_exist(), return_values="ALL_OLD")
            write.update(DealRecord(quote_id, QUOTE_ENTRY), list(actions), condition)
            for event in events:
                entry = DealRecord(
                    quote_id, f"h#{sortable(event.at)}#a{token[:8]}", body=to_json(event), receipt_key=once
                )
                write.save(entry, condition=DealRecord.deal_id.does_not_exist())
            for record in notice_records(notices, token, now):
                write.save(record, condition=LedgerRecord.key.does_not_exist())
    except TransactWriteError as exc:
        if exc.cause_response_code != "TransactionCanceledException":
            raise
        seen = any(reason and reason.raw_item and "key" in reason.raw_item for reason in exc.cancellation_reasons)
        return False if seen else None
    return True
