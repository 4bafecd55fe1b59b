"""All that is in the tables at one moment, for who compares it with itself."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct, ValidationError

from chalicelib.adapters.connection import connection
from chalicelib.adapters.entries import QUOTE_ENTRY, RESERVATION, unit_of
from chalicelib.adapters.records import DealRecord, InventoryRecord, LedgerRecord, Record
from chalicelib.adapters.stored import from_json
from chalicelib.domain.inventory import Unit
from chalicelib.domain.quote import Quote
from chalicelib.domain.reservation import Reservation, ReservationCard
from chalicelib.domain.timeline import Event, Notice
from tests.desk import table_contents

Item = dict[str, Any]
MOST_WRITES = 25


class Entry(Struct, frozen=True):
    """A reservation as it was written beside its quote, with what the indexes know of it."""

    card: ReservationCard
    known: dict[str, str | None]


class File(Struct, frozen=True):
    """A quote, when the agenda says that its follow-up is due, what happened, and every reservation it ever had."""

    quote: Quote
    due_at: str | None
    events: tuple[Event, ...]
    entries: tuple[Entry, ...]

    @property
    def reservations(self) -> tuple[Reservation, ...]:
        return tuple(entry.card.reservation for entry in self.entries)


class Told(Struct, frozen=True, order=True):
    """A notice in an inbox or in the outbox, and when it was put there."""

    person_id: str
    at: str
    text: str

    @property
    def notice(self) -> Notice:
        return from_json(Notice, self.text)


class Everything(Struct, frozen=True):
    """Every quote's file, every unit, every notice; ``broken`` says which quotes cannot even be read, and why."""

    files: tuple[File, ...]
    units: tuple[Unit, ...]
    inbox: tuple[Told, ...]
    outbox: tuple[Told, ...]
    broken: tuple[str, ...] = ()


KNOWN = ("status_key", "ends_at", "advisor_id", "showroom_id")


def read_everything() -> Everything:
    """Every table whole, read consistently; nothing may be written meanwhile."""
    deals: dict[str, list[Item]] = {}
    for item in _items(DealRecord, "deal_id", "entry", "body", "due_at", *KNOWN):
        deals.setdefault(_text(item, "deal_id"), []).append(item)
    files, broken = [], []
    for deal_id, items in deals.items():
        try:
            files.append(_file(items))
        except (ValidationError, StopIteration) as exc:
            broken.append(f"{deal_id} cannot be read: {exc!r}")
    stock = [item for item in _items(InventoryRecord) if _text(item, "entry") == "unit"]
    ledger = list(_items(LedgerRecord, "key", "body", "created_at"))
    return Everything(
        tuple(files),
        tuple(unit_of(InventoryRecord.from_raw_data(item)) for item in stock),
        tuple(_told(item) for item in ledger if _text(item, "key").startswith("inbox#")),
        tuple(_told(item) for item in ledger if _text(item, "key").startswith("outbox#")),
        tuple(broken),
    )


def put_back(contents: dict[str, list[Item]]) -> None:
    """Make the tables hold again what they held; ten times as fast as dropping tables with so many indexes."""
    for table, items in table_contents().items():
        there, wanted = _by_key(table, items), _by_key(table, contents[table])
        writes: list[Item] = [
            {"DeleteRequest": {"Key": {name: {"S": of} for name, of in zip(_keys(table), key, strict=True)}}}
            for key in there.keys() - wanted
        ]
        writes += [{"PutRequest": {"Item": item}} for key, item in wanted.items() if there.get(key) != item]
        for first in range(0, len(writes), MOST_WRITES):
            request = {table: writes[first : first + MOST_WRITES]}
            assert not connection.client.batch_write_item(RequestItems=request)["UnprocessedItems"]


def _by_key(table: str, items: list[Item]) -> dict[tuple[str, ...], Item]:
    return {tuple(_text(item, name) for name in _keys(table)): item for item in items}


@cache
def _keys(table: str) -> tuple[str, ...]:
    schema = connection.client.describe_table(TableName=table)["Table"]["KeySchema"]
    return tuple(key["AttributeName"] for key in schema)


def _items(record: type[Record], *names: str) -> Iterator[Item]:
    """A table's items, or only what they have under these names."""
    only = {
        "ProjectionExpression": ", ".join(f"#{name}" for name in names),
        "ExpressionAttributeNames": {f"#{name}": name for name in names},
    }
    pages = connection.client.get_paginator("scan")
    for page in pages.paginate(TableName=record.Meta.table_name, ConsistentRead=True, **(only if names else {})):
        yield from page["Items"]


def _text(item: Item, name: str) -> str:
    return str(item[name]["S"])


def _file(items: list[Item]) -> File:
    quote = next(item for item in items if _text(item, "entry") == QUOTE_ENTRY)
    history = [item for item in items if _text(item, "entry").startswith("h#")]
    kept = [item for item in items if _text(item, "entry").startswith(RESERVATION)]
    return File(
        quote=from_json(Quote, _text(quote, "body")),
        due_at=_text(quote, "due_at") if "due_at" in quote else None,
        events=tuple(from_json(Event, _text(item, "body")) for item in history),
        entries=tuple(
            Entry(
                from_json(ReservationCard, _text(item, "body")),
                {name: _text(item, name) if name in item else None for name in KNOWN},
            )
            for item in kept
        ),
    )


def _told(item: Item) -> Told:
    body = _text(item, "body")
    return Told(from_json(Notice, body).person_id, _text(item, "created_at"), body)
