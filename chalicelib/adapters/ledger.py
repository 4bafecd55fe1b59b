"""Counters, inboxes and the outbox, and how often a public link was called."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from ..domain.timeline import Notice
from .records import LedgerRecord
from .stored import sortable, to_json

INBOX_DAYS = 90
CALLS_KEPT = timedelta(days=2)


def next_quote_number(year: int) -> str:
    """A fresh readable number such as ``COT-2026-000123``: unique, not free of gaps (M18)."""
    counter = LedgerRecord(f"counter#quotes#{year}", "counter")
    counter.update(actions=[LedgerRecord.tally.add(1)])
    return f"COT-{year}-{int(counter.tally):06d}"


def count_call(token: str, window: str, now: datetime) -> int:
    """Count a public call on a link, known or not; how many there were in this window (a minute, a day)."""
    calls = LedgerRecord(f"calls#{token}", window)
    expiry = LedgerRecord.expires_at.set(now + CALLS_KEPT)
    calls.update(actions=[LedgerRecord.tally.add(1), expiry])
    return int(calls.tally)


def notice_records(notices: Iterable[Notice], token: str, now: datetime) -> Iterator[LedgerRecord]:
    """An inbox entry and an outbox message for each notice, under names that ``token`` makes unique."""
    for number, notice in enumerate(notices):
        told = to_json(notice)
        yield LedgerRecord(
            f"inbox#{notice.person_id}",
            f"{sortable(now)}#{token}.{number}",
            body=told,
            created_at=sortable(now),
            expires_at=now + timedelta(days=INBOX_DAYS),
        )
        yield LedgerRecord(
            f"outbox#{token}.{number}",
            "message",
            body=told,
            created_at=sortable(now),
            undelivered_of=notice.showroom_id,
        )
