"""What the Ledger keeps of a link, of answers, and of erasures.

An erasure is noted before it begins, under a digest of what the person is known by: once a quote is erased no index
leads to it any more, and whoever begins again must find what was left undone, or was being written meanwhile.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import blake2b

from msgspec import Struct
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from ..domain.errors import Unavailable
from .connection import connection
from .entries import page_key
from .records import LedgerRecord
from .stored import from_json, sortable, to_json

UNFINISHED_KEPT = timedelta(days=90)
FINISHED_KEPT = timedelta(days=7)


class Begun(Struct, frozen=True):
    """An erasure that is not finished: the name to look for, and the keys that it is noted under."""

    name: str
    keys: tuple[str, ...]


def _key(known_by: str) -> str:
    return f"erasure#{blake2b(known_by.encode(), digest_size=16).hexdigest()}"


def note_erasure(known_by: Iterable[str], quote_id: str, name: str, now: datetime) -> Begun:
    """Note that the erasing of a quote begins, under each phone and id number that may be asked for again."""
    begun = Begun(name, tuple(sorted({_key(one) for one in known_by})))
    for key in begun.keys:
        LedgerRecord(
            key, quote_id, body=to_json(begun), created_at=sortable(now), expires_at=now + UNFINISHED_KEPT
        ).save()
    return begun


def noted_erasures(known_by: Iterable[str]) -> dict[str, Begun | None]:
    """The quotes of a phone or an id number that were erased, or begun to be; None for what is finished."""
    return {
        record.entry: from_json(Begun, record.body) if record.body else None
        for one in known_by
        for record in LedgerRecord.query(_key(one), consistent_read=True)
    }


def note_erased(begun: Begun, quote_id: str, now: datetime) -> None:
    """Note that a quote is erased, under all keys or none: no name is kept, and the rest for some days.

    Raises:
        Unavailable: the table did not answer, or somebody else was at it.
    """
    try:
        with TransactWrite(connection=connection) as write:
            for key in begun.keys:
                write.save(LedgerRecord(key, quote_id, created_at=sortable(now), expires_at=now + FINISHED_KEPT))
    except TransactWriteError as exc:
        raise Unavailable from exc


def link_calls(token: str) -> dict[str, int]:
    """How often a link was called lately, by minute or day."""
    return {record.entry: int(record.tally or 0) for record in LedgerRecord.query(f"calls#{token}")}


def forget_link(token: str) -> None:
    """A link leads to no quote any more: opens and answers are those of an unknown one. Its calls are forgotten too."""
    LedgerRecord(page_key(token), "page").delete()
    _forget(f"calls#{token}")


def forget_answers(keys: Iterable[str]) -> None:
    """Delete what was kept of requests, and of a customer's answers, to answer them once."""
    for key in keys:
        _forget(key)


def _forget(key: str) -> None:
    for record in LedgerRecord.query(key, consistent_read=True):
        record.delete()
