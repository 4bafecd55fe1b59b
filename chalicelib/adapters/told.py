"""What people were told of somebody: found in everybody's inbox, and by it in the outbox; changed or taken back there."""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct
from pynamodb.exceptions import DoesNotExist, UpdateError

from ..domain.timeline import Notice
from .records import LedgerRecord
from .stored import from_json, instant, to_json


class Told(Struct, frozen=True):
    """An inbox entry."""

    person_id: str
    entry: str
    at: datetime
    notice: Notice

    @property
    def envelope_key(self) -> str:
        """Where its mail is kept, if it has one and that was not deleted by its time."""
        return f"outbox#{self.notice.envelope or self.entry}"


class Mailed(Struct, frozen=True):
    """What became of a notice's mail: tried so often; it still ``waits``, or was sent (or given up)."""

    tries: int
    waits: bool


def inbox_of(person_id: str) -> Iterator[Told]:
    """Everything in a person's inbox, oldest first, read page by page as it is taken."""
    for record in LedgerRecord.query(f"inbox#{person_id}", consistent_read=True):
        yield Told(person_id, record.entry, instant(record.created_at or ""), from_json(Notice, record.body or ""))


def mailed(told: Told) -> Mailed | None:
    """What became of its mail; None if nothing is kept of one."""
    try:
        record = LedgerRecord.get(told.envelope_key, told.entry, consistent_read=True)
    except DoesNotExist:
        return None
    return Mailed(int(record.tally or 0), record.undelivered_of is not None)


def retell(told: Told, notice: Notice) -> None:
    """Put other words in the place of what somebody was told; the mail first, because the inbox leads to it."""
    for key in (told.envelope_key, f"inbox#{told.person_id}"):
        try:
            LedgerRecord(key, told.entry).update(
                actions=[LedgerRecord.body.set(to_json(notice))], condition=LedgerRecord.key.exists()
            )
        except UpdateError as exc:  # it was deleted by its time, or had no mail
            if exc.cause_response_code != "ConditionalCheckFailedException":
                raise


def take_back(told: Told) -> None:
    """Delete what somebody was told: the mail, also one that waits, the mark that it is unread, and the entry last."""
    for key in (told.envelope_key, f"unread#{told.person_id}", f"inbox#{told.person_id}"):
        LedgerRecord(key, told.entry).delete()
