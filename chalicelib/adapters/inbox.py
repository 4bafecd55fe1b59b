"""Inboxes: what people were told, and what of it they have not read.

An entry is unread as long as its marker is there: the count reads markers only, and reading deletes one.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from ..domain.timeline import Notice
from .records import LedgerRecord
from .stored import from_json, instant, sortable, to_json

INBOX_KEPT = timedelta(days=90)
MOST_UNREAD = 1000
_WITHOUT_SIGNS = str.maketrans("", "", "-:.TZ")


class InboxEntry(Struct, frozen=True):
    """Something that a person was told; ids sort by time."""

    id: str
    at: datetime
    notice: Notice


def entry_id(now: datetime, token: str, number: int) -> str:
    """An id that sorts by time, of digits, letters and dashes."""
    return f"{sortable(now).translate(_WITHOUT_SIGNS)}-{token}-{number}"


def inbox_records(notice: Notice, entry_id: str, now: datetime) -> Iterator[LedgerRecord]:
    """The items of an entry: itself, and the marker that it is unread."""
    kept_until = now + INBOX_KEPT
    yield LedgerRecord(
        f"inbox#{notice.person_id}", entry_id, body=to_json(notice), created_at=sortable(now), expires_at=kept_until
    )
    yield LedgerRecord(f"unread#{notice.person_id}", entry_id, expires_at=kept_until)


def load_inbox(person_id: str, older_than: str | None, limit: int) -> list[InboxEntry]:
    """A person's entries, newest first."""
    before = LedgerRecord.entry < older_than if older_than else None
    found = LedgerRecord.query(f"inbox#{person_id}", before, scan_index_forward=False, limit=limit, page_size=limit)
    return [
        InboxEntry(record.entry, instant(record.created_at or ""), from_json(Notice, record.body or ""))
        for record in found
    ]


def unread_ids(person_id: str) -> set[str]:
    """The ids of what a person has not read; of more than 1,000 the oldest."""
    found = LedgerRecord.query(f"unread#{person_id}", limit=MOST_UNREAD, consistent_read=True)
    return {record.entry for record in found}


def has_entry(person_id: str, entry_id: str) -> bool:
    """Whether there is such an entry in the person's inbox."""
    return any(LedgerRecord.query(f"inbox#{person_id}", LedgerRecord.entry == entry_id, limit=1))


def mark_read(person_id: str, entry_id: str) -> None:
    """Note that an entry was read; again is no error."""
    LedgerRecord(f"unread#{person_id}", entry_id).delete()
