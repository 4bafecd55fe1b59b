"""The outbox: what is still to be mailed. Lines of one envelope travel as one mail.

Whoever sends takes the lines first, by condition and for a while: of many who try at once one sends, and what a
crash left is tried again when that while is over.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import uuid4

from msgspec import Struct
from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from ..domain.errors import Unavailable
from ..domain.timeline import Notice
from .connection import connection
from .inbox import entry_id, inbox_records
from .records import LedgerRecord
from .stored import from_json, sortable, to_json

SENT_KEPT = timedelta(days=30)
MOST_LINES = 50
"""Lines in one mail; what is more goes with the next."""
RESENDS = 2


class OutboxLine(Struct, frozen=True):
    """A notice to be mailed, and how often that was tried."""

    envelope: str
    entry: str
    notice: Notice
    tries: int


def notice_records(notices: Iterable[Notice], token: str, now: datetime) -> Iterator[LedgerRecord]:
    """An inbox entry and an outbox line for each notice, under names that ``token`` makes unique."""
    for number, notice in enumerate(notices):
        entry = entry_id(now, token, number)
        yield from inbox_records(notice, entry, now)
        yield LedgerRecord(
            f"outbox#{notice.envelope or entry}",
            entry,
            body=to_json(notice),
            created_at=sortable(now),
            undelivered_of=notice.showroom_id,
        )


def unsent_lines(envelope: str, now: datetime) -> list[OutboxLine]:
    """What may be sent now of an envelope, oldest first."""
    lines = [record for record in LedgerRecord.query(f"outbox#{envelope}", consistent_read=True) if _waits(record, now)]
    return [
        OutboxLine(envelope, record.entry, from_json(Notice, record.body or ""), int(record.tally or 0))
        for record in lines[:MOST_LINES]
    ]


def sent_lines(envelope: str, tries: int) -> list[OutboxLine]:
    """What was last sent of an envelope with its try number ``tries``, oldest first."""
    return [
        OutboxLine(envelope, record.entry, from_json(Notice, record.body or ""), tries)
        for record in LedgerRecord.query(f"outbox#{envelope}", consistent_read=True)
        if not record.undelivered_of and record.tally == tries
    ]


def _waits(record: LedgerRecord, now: datetime) -> bool:
    again = record.try_again_at
    return record.undelivered_of is not None and (again is None or again <= sortable(now))


def take(lines: Sequence[OutboxLine], now: datetime, until: datetime) -> bool:
    """Take lines to send them; they may be taken again from ``until`` on. False if somebody else has one of them.

    Raises:
        Unavailable: the table did not answer.
    """
    free = LedgerRecord.try_again_at.does_not_exist() | (LedgerRecord.try_again_at <= sortable(now))

    def add(write: TransactWrite) -> None:
        for line in lines:
            actions: list[Action] = [
                LedgerRecord.tally.set(line.tries + 1),
                LedgerRecord.try_again_at.set(sortable(until)),
            ]
            write.update(_record(line), actions, LedgerRecord.undelivered_of.exists() & free)

    return _written(add)


def settle(lines: Sequence[OutboxLine], now: datetime, told: Sequence[Notice] = ()) -> bool:
    """Note that lines are sent, or given up; whoever is ``told`` finds it in the inbox, in the same transaction.

    False if they were settled already: then nobody is told again.

    Raises:
        Unavailable: the table did not answer.
    """
    token = uuid4().hex
    actions: list[Action] = [
        LedgerRecord.undelivered_of.remove(),
        LedgerRecord.try_again_at.remove(),
        LedgerRecord.expires_at.set(now + SENT_KEPT),
    ]

    def add(write: TransactWrite) -> None:
        for line in lines:
            write.update(_record(line), list(actions), LedgerRecord.undelivered_of.exists())
        _add_told(write, told, token, now)

    return _written(add)


def send_again(lines: Sequence[OutboxLine], until: datetime) -> bool:
    """Have sent lines, which came back, sent once more from ``until`` on; False if that was done already.

    Raises:
        Unavailable: the table did not answer.
    """

    def add(write: TransactWrite) -> None:
        for line in lines:
            actions: list[Action] = [
                LedgerRecord.undelivered_of.set(line.notice.showroom_id),
                LedgerRecord.try_again_at.set(sortable(until)),
                LedgerRecord.expires_at.remove(),
            ]
            as_sent = LedgerRecord.undelivered_of.does_not_exist() & (LedgerRecord.tally == line.tries)
            write.update(_record(line), actions, as_sent)

    return _written(add)


def tell_once(mark: str, day: date, told: Sequence[Notice], now: datetime) -> bool:
    """Have people find something in their inboxes, unless that was done under this mark on this day.

    Raises:
        Unavailable: the table did not answer.
    """
    token = uuid4().hex

    def add(write: TransactWrite) -> None:
        record = LedgerRecord(mark, day.isoformat(), expires_at=now + SENT_KEPT)
        write.save(record, condition=LedgerRecord.key.does_not_exist())
        _add_told(write, told, token, now)

    return _written(add)


def _add_told(write: TransactWrite, told: Sequence[Notice], token: str, now: datetime) -> None:
    for number, notice in enumerate(told):
        for record in inbox_records(notice, entry_id(now, token, number), now):
            write.save(record, condition=LedgerRecord.key.does_not_exist())


def _record(line: OutboxLine) -> LedgerRecord:
    return LedgerRecord(f"outbox#{line.envelope}", line.entry)


def _written(add: Callable[[TransactWrite], None]) -> bool:
    """Write a transaction, again where no answer came or another was in the way; False if a condition failed."""
    token = uuid4().hex
    for resend in range(RESENDS + 1):
        try:
            with TransactWrite(connection=connection, client_request_token=token) as write:
                add(write)
        except TransactWriteError as exc:
            if exc.cause_response_code != "TransactionCanceledException":
                raise
            if any(reason and reason.code == "ConditionalCheckFailed" for reason in exc.cancellation_reasons):
                return False
            if resend == RESENDS:
                raise Unavailable from exc
        except Unavailable:
            if resend == RESENDS:
                raise
        else:
            return True
    raise Unavailable


def waiting_envelopes(showroom_id: str, created_before: datetime, now: datetime) -> list[str]:
    """The envelopes of a showroom that should have been sent by now, oldest first, each once."""
    found = LedgerRecord.undelivered_by_showroom.query(showroom_id, LedgerRecord.created_at <= sortable(created_before))
    return list(dict.fromkeys(record.key.removeprefix("outbox#") for record in found if _waits(record, now)))
