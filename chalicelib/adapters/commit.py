"""The one commit: everything that a command changes, in a single transaction, or nothing.

Quotes, units and models go under their versions, rules and showrooms under the text that was read, the receipt under
its absence. The token of the transaction is kept on what it writes, so that after a lost reply the question "did mine
win?" has an answer.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from pynamodb.exceptions import CancellationReason, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from ..domain.cards import reservation_card
from ..domain.errors import Unavailable
from ..domain.proforma import Published
from ..domain.quote import Quote
from .changes import Changes, PolicyWrite, QuoteWrite, StockWrite
from .connection import connection
from .directory import policy_record
from .entries import (
    QUOTE_ENTRY,
    page_key,
    published_entry,
    quote_attributes,
    reservation_record,
    stock_attributes,
    stock_record,
)
from .ledger import day_mark_record
from .marks import add_mark
from .outbox import notice_records
from .records import DealRecord, DirectoryRecord, InventoryRecord, LedgerRecord
from .stored import Receipt, from_json, sortable, to_json

RECEIPT_DAYS = 30
RESENDS = 2


class VersionClash(Exception):
    """Something that was read has changed meanwhile: load and decide again."""


class AlreadyDone(Exception):
    """The receipt of this very request is there already."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__(receipt.fingerprint)
        self.receipt = receipt


def commit(changes: Changes, now: datetime, overdue_grace: timedelta) -> None:
    """Write all changes together, once.

    Raises:
        VersionClash: a condition failed, or another transaction was in the way.
        AlreadyDone: the receipt was there.
        Unavailable: the tables did not answer.
    """
    if changes.nothing:
        return
    token = uuid4().hex
    for resend in range(RESENDS + 1):
        try:
            _write(changes, token, now, overdue_grace)
        except TransactWriteError as exc:
            reasons = list(exc.cancellation_reasons)
            if exc.cause_response_code != "TransactionCanceledException":
                raise
            if _won(reasons, token):
                return
            _raise_receipt(reasons, changes)
            raise VersionClash from exc
        except Unavailable:
            if resend == RESENDS and not _is_written(changes, token):
                raise
        else:
            return


def _write(changes: Changes, token: str, now: datetime, overdue_grace: timedelta) -> None:
    with TransactWrite(connection=connection, client_request_token=token, return_consumed_capacity="TOTAL") as write:
        for quote_write in changes.quotes:
            _add_quote(write, quote_write, token, now, overdue_grace, changes.receipt_key)
        for mark in changes.marks:
            add_mark(write, mark, now)
        for stock_write in changes.stock:
            _add_stock(write, stock_write, token)
        for policy_write in changes.policies:
            _add_policy(write, policy_write, token)
        for record in _ledger_records(changes, token, now):
            write.save(record, condition=LedgerRecord.key.does_not_exist(), return_values="ALL_OLD")


def _add_quote(
    write: TransactWrite,
    change: QuoteWrite,
    token: str,
    now: datetime,
    overdue_grace: timedelta,
    receipt_key: str | None,
) -> None:
    record = DealRecord(change.quote.id, QUOTE_ENTRY)
    condition = DealRecord.version == change.version if change.version else DealRecord.deal_id.does_not_exist()
    attributes = quote_attributes(change.quote, overdue_grace)
    attributes |= {"version": change.version + 1, "commit_id": token}
    if change.page_changed:
        attributes["page_due"] = sortable(now)
    write.update(record, _actions(DealRecord, attributes, fresh=not change.version), condition, return_values="ALL_OLD")
    for number, event in enumerate(change.events):
        entry = DealRecord(
            change.quote.id,
            f"h#{sortable(event.at)}#{change.version + 1}.{number}",
            body=to_json(event),
            receipt_key=receipt_key,
        )
        write.save(entry, condition=DealRecord.deal_id.does_not_exist())
    for reservation in change.reservations:
        write.save(reservation_record(reservation_card(change.quote, reservation)))
    if change.published:
        _add_published(write, change.quote, change.published)


def _add_published(write: TransactWrite, quote: Quote, published: Published) -> None:
    entry = DealRecord(quote.id, published_entry(published.version), body=to_json(published))
    write.save(entry, condition=DealRecord.deal_id.does_not_exist())
    if quote.proforma and published.version == 1:
        page = LedgerRecord(page_key(quote.proforma.token), "page", body=quote.id)
        write.save(page, condition=LedgerRecord.key.does_not_exist())


def _actions(record: type[Any], attributes: dict[str, Any], *, fresh: bool) -> list[Action]:
    """SET what has a value, REMOVE what has none; a new item has nothing to remove."""
    return [
        getattr(record, name).remove() if value is None else getattr(record, name).set(value)
        for name, value in attributes.items()
        if value is not None or not fresh
    ]


def _add_stock(write: TransactWrite, change: StockWrite, token: str) -> None:
    attributes = stock_attributes(change.item) | {"version": change.item.version + 1, "commit_id": token}
    actions = _actions(InventoryRecord, attributes, fresh=change.new)
    write.update(stock_record(change.item), actions, _unchanged(change), return_values="ALL_OLD")


def _unchanged(change: StockWrite) -> Condition:
    if change.new:
        return InventoryRecord.key.does_not_exist()
    unchanged: Condition = InventoryRecord.version == change.item.version
    if change.item.version == 0:  # as it was first put there
        unchanged = InventoryRecord.key.exists() & InventoryRecord.version.does_not_exist()
    return unchanged


def _add_policy(write: TransactWrite, change: PolicyWrite, token: str) -> None:
    record = policy_record(change.policy)
    record.commit_id = token
    there = (
        DirectoryRecord.kind.does_not_exist() if change.before is None else DirectoryRecord.body == change.before.text
    )
    write.save(record, condition=there, return_values="ALL_OLD")


def _ledger_records(changes: Changes, token: str, now: datetime) -> Iterator[LedgerRecord]:
    yield from notice_records(changes.notices, token, now)
    yield from (day_mark_record(mark, now) for mark in changes.day_marks)
    if changes.receipt_key and changes.receipt:
        yield LedgerRecord(
            changes.receipt_key,
            "receipt",
            body=to_json(changes.receipt),
            created_at=sortable(now),
            expires_at=now + timedelta(days=RECEIPT_DAYS),
        )


def _won(reasons: Sequence[CancellationReason | None], token: str) -> bool:
    """Whether a condition failed only because this transaction had already been written."""
    return any(
        reason and reason.raw_item and reason.raw_item.get("commit_id", {}).get("S") == token for reason in reasons
    )


def _raise_receipt(reasons: Sequence[CancellationReason | None], changes: Changes) -> None:
    if changes.receipt_key is None:
        return  # a quote's item has no ``key`` either
    for reason in reasons:
        if reason and reason.raw_item and reason.raw_item.get("key", {}).get("S") == changes.receipt_key:
            raise AlreadyDone(from_json(Receipt, reason.raw_item["body"]["S"]))


def _is_written(changes: Changes, token: str) -> bool:
    """Read back whether the transaction is in the tables after all."""
    if changes.quotes:
        return _carries(token, DealRecord, changes.quotes[0].quote.id, DealRecord.entry == QUOTE_ENTRY)
    if changes.stock:
        stock = stock_record(changes.stock[0].item)
        return _carries(token, InventoryRecord, stock.key, InventoryRecord.entry == stock.entry)
    if changes.policies:
        policy = policy_record(changes.policies[0].policy)
        return _carries(token, DirectoryRecord, policy.kind, DirectoryRecord.id == policy.id)
    receipts = LedgerRecord.query(changes.receipt_key, consistent_read=True, limit=1) if changes.receipt_key else []
    return any(record.body == to_json(changes.receipt) for record in receipts)


def _carries(
    token: str, kind: type[DealRecord | InventoryRecord | DirectoryRecord], hash_key: str, at: Condition
) -> bool:
    """Whether an item is there as the transaction with this token wrote it."""
    return any(item.commit_id == token for item in kind.query(hash_key, at, consistent_read=True, limit=1))
