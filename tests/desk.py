"""A tiny dealership on moto's tables: two showrooms, six people, three models, some units, and a clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from moto import mock_aws
from pynamodb.expressions.update import Action

from chalicelib.adapters import directory, inventory
from chalicelib.adapters.changes import Changes, QuoteWrite
from chalicelib.adapters.commit import commit
from chalicelib.adapters.connection import connection
from chalicelib.adapters.entries import QUOTE_ENTRY
from chalicelib.adapters.records import RECORDS, DealRecord
from chalicelib.adapters.stored import sortable
from chalicelib.domain.codes import Role
from chalicelib.domain.dealership import Person
from chalicelib.domain.quote import Quote
from chalicelib.domain.timeline import Event
from chalicelib.services.page_rewriting import PageSite
from chalicelib.services.work import Call, Replay

from .builders import NOW, ZONE, a_model, a_person, a_showroom, a_unit

ENVIRONMENT = {
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "DEALS_TABLE": "Deals",
    "INVENTORY_TABLE": "Inventory",
    "DIRECTORY_TABLE": "Directory",
    "LEDGER_TABLE": "Ledger",
    "USER_POOL_ARN": "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_test",
    "USER_POOL_CLIENT_ID": "test-client",
    "CURSOR_KEY": "a key for the cursors of tests only",
    "PAGES_BUCKET": "pages",
    "PAGES_URL": "https://pages.desk.example",
}

SITE = PageSite(ENVIRONMENT["PAGES_BUCKET"], ENVIRONMENT["PAGES_URL"], "")

NORTH, SOUTH = a_showroom(), a_showroom(id="s-sur", name="Vitrina Sur", city="Guayaquil")
SHOWROOMS = (NORTH, SOUTH)

MODELS = (
    a_model(),
    a_model(id="m-two", name="Puma 150", list_price_cents=189_900),
    a_model(id="m-three", brand="Pacífica", name="Ñandú 250 R", list_price_cents=429_900),
)


def vin(number: int) -> str:
    """The VIN of a test unit."""
    return f"9TESTVXN1ABC{number:05d}"


UNITS = (
    a_unit(vin=vin(1)),
    a_unit(vin=vin(2), colour="Negro"),
    a_unit(vin=vin(3), model_id="m-two"),
    a_unit(vin=vin(4), model_id="m-three", showroom_id="s-sur"),
)


def _person(name: str, role: Role, showroom_id: str) -> Person:
    person_id = name.lower()
    return a_person(
        role, id=person_id, name=f"{name} de Prueba", email=f"{person_id}@desk.example", showroom_id=showroom_id
    )


ANA, BEN = _person("Ana", Role.ADVISOR, "s-norte"), _person("Ben", Role.ADVISOR, "s-norte")
CARLA = _person("Carla", Role.ADVISOR, "s-sur")
NORA, SAUL = _person("Nora", Role.BOSS, "s-norte"), _person("Saul", Role.BOSS, "s-sur")
MARA = _person("Mara", Role.MANAGER, "s-norte")
PEOPLE = (ANA, BEN, CARLA, NORA, SAUL, MARA)


class Clock:
    """Stands in for ``datetime`` where the API asks for the time."""

    def __init__(self, now: datetime) -> None:
        self.instant = now

    def now(self, zone: tzinfo = UTC) -> datetime:
        return self.instant.astimezone(zone)

    def advance(self, **span: float) -> datetime:
        """Let time pass, as in ``advance(hours=3)``."""
        self.instant += timedelta(**span)
        return self.instant


def call_of(person: Person, key: str | None = None, now: datetime = NOW, zone: ZoneInfo = ZONE) -> Call:
    """A call as the API makes it, kept for a retry under ``key`` if there is one."""
    replay = Replay(f"receipt#{person.id}#test#{key}", f"print of {key}") if key else None
    return Call(person, now, zone, SITE, replay)


@contextmanager
def open_tables() -> Iterator[None]:
    """Fresh tables with the dealership in them."""
    with mock_aws():
        for record in RECORDS:
            record.create_table(billing_mode="PAY_PER_REQUEST")
        open_the_dealership()
        yield


def open_the_dealership() -> None:
    """Write the dealership item by item once; from then on its items are put back in one request."""
    if _dealership:
        connection.client.batch_write_item(RequestItems=_dealership)
        return
    for showroom in SHOWROOMS:
        directory.save_showroom(showroom)
    for person in PEOPLE:
        directory.save_person(person)
    for model in MODELS:
        inventory.save(model)
    for unit in UNITS:
        inventory.save(unit)
    for table_name, items in table_contents().items():
        if items:
            _dealership[table_name] = [{"PutRequest": {"Item": item}} for item in items]


_dealership: dict[str, list[dict[str, Any]]] = {}


def table_contents() -> dict[str, list[dict[str, Any]]]:
    """Everything that is written, to see that nothing was."""
    return {record.Meta.table_name: _items(record.Meta.table_name) for record in RECORDS}


def _items(table_name: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for page in connection.client.get_paginator("scan").paginate(TableName=table_name):
        items += page["Items"]
    return sorted(items, key=repr)


def customer_opened(quote_id: str, at: datetime) -> None:
    """The customer opens the proforma, as its beacon records it."""
    actions: list[Action] = [DealRecord.opens.add(1), DealRecord.last_open_at.set(sortable(at))]
    DealRecord(quote_id, QUOTE_ENTRY).update(actions=actions)


def customer_answered(quote_id: str, at: datetime) -> None:
    """The customer answers from the proforma."""
    DealRecord(quote_id, QUOTE_ENTRY).update(actions=[DealRecord.last_answer_at.set(sortable(at))])


def store(quote: Quote, version: int = 0, *events: Event) -> None:
    """Write a quote as a command would, over a version; 0 is a new one."""
    commit(Changes(quotes=(QuoteWrite(quote, version, events),)), NOW, timedelta(minutes=30))
