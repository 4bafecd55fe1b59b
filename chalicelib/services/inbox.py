"""A person's own inbox: what they were told, and what of it they have read (B5)."""

from msgspec import Struct

from ..adapters import inbox
from ..adapters.inbox import InboxEntry
from ..domain.errors import NotFound
from .work import Call


class InboxRow(Struct, frozen=True):
    """An entry, and whether it was read."""

    entry: InboxEntry
    read: bool


class InboxPage(Struct, frozen=True):
    """Entries newest first, how many of all are unread, and where older ones go on."""

    rows: list[InboxRow]
    unread: int
    next: str | None


def read_inbox(call: Call, older_than: str | None, limit: int) -> InboxPage:
    """One page of the caller's inbox: two Queries, of which one reads only what is unread."""
    found = inbox.load_inbox(call.person.id, older_than, limit + 1)
    unread = inbox.unread_ids(call.person.id)
    rows = [InboxRow(entry, entry.id not in unread) for entry in found[:limit]]
    return InboxPage(rows, len(unread), rows[-1].entry.id if len(found) > limit else None)


def mark_read(call: Call, entry_id: str) -> int:
    """Note that an entry of the caller's was read, once or again; how many are unread then.

    Raises:
        NotFound: there is no such entry in the caller's inbox.
    """
    if not inbox.has_entry(call.person.id, entry_id):
        raise NotFound
    inbox.mark_read(call.person.id, entry_id)
    return len(inbox.unread_ids(call.person.id))
