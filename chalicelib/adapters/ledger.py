"""Counters. Receipts, inbox and outbox are written by the commit."""

from .records import LedgerRecord


def next_quote_number(year: int) -> str:
    """A fresh readable number such as ``COT-2026-000123``: unique, not free of gaps (M18)."""
    counter = LedgerRecord(f"counter#quotes#{year}", "counter")
    counter.update(actions=[LedgerRecord.tally.add(1)])
    return f"COT-{year}-{int(counter.tally):06d}"
