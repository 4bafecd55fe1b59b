"""Counters, day marks, and how often a public link was called."""

from datetime import datetime, timedelta

from msgspec import Struct

from .records import LedgerRecord
from .stored import sortable

CALLS_KEPT = timedelta(days=2)
DAY_MARKS_KEPT = timedelta(days=7)


class DayMark(Struct, frozen=True):
    """That something was done for somebody on a day: there once, or not at all."""

    key: str
    day: str


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


def day_mark_record(mark: DayMark, now: datetime) -> LedgerRecord:
    """The item of a day mark."""
    return LedgerRecord(mark.key, mark.day, created_at=sortable(now), expires_at=now + DAY_MARKS_KEPT)
