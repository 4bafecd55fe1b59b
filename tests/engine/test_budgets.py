"""Each call keeps to its round trips, whatever the dealership's size (design.md, rulings.md)."""

from datetime import timedelta

import pytest

from chalicelib import meter
from chalicelib.domain.codes import EventKind
from chalicelib.domain.timeline import Event
from tests.builders import NOW

from .budget import Errand
from .counting import cost_of, counted
from .deals import a_pending_quote, load_history, load_quotes
from .desk import Desk
from .errands import run_errands


@pytest.fixture(scope="module")
def errands(desk: Desk) -> list[Errand]:
    load_quotes(a_pending_quote(f"qbudget{number:06d}", desk.advisor, desk.showroom) for number in range(60))
    return run_errands(desk)


def test_every_call_keeps_to_its_budget(errands: list[Errand]) -> None:
    broken = [f"{one.name}: {one.cost.operations}" for one in errands if not one.budget.holds(one.cost)]
    assert not broken


def test_nothing_scans(errands: list[Errand]) -> None:
    assert {operation for one in errands for operation in one.cost.operations} <= {
        "BatchGetItem",
        "GetItem",
        "Query",
        "TransactWriteItems",
        "UpdateItem",
        "DeleteItem",
    }


def test_every_request_says_what_it_consumed(errands: list[Errand]) -> None:
    assert all(one.cost.units > 0 for one in errands if one.cost.operations)


def test_the_list_of_1000_pending_is_one_query(desk: Desk) -> None:
    busy = desk.hire()
    load_quotes(a_pending_quote(f"qmany{number:06d}", busy, desk.showroom) for number in range(1000))
    reply, cost = cost_of(lambda: desk.call(busy, "GET", "/follow-ups", query={"order": ["rank"]}))
    assert reply.json["counts"]["overdue"] + reply.json["counts"]["upcoming"] + reply.json["counts"]["today"] == 1000
    assert cost.operations == ["Query"]


def test_a_deal_with_5000_events_opens_in_one_query(desk: Desk) -> None:
    quote = a_pending_quote("qlonghistory", desk.advisor, desk.showroom)
    load_quotes([quote])
    load_history(
        quote.id,
        (
            Event(EventKind.QUOTE_EDITED, NOW + timedelta(seconds=number), desk.advisor.ref, f"Cambio {number}")
            for number in range(5000)
        ),
    )
    reply, cost = cost_of(lambda: desk.call(desk.advisor, "GET", f"/follow-ups/{quote.id}-9"))
    assert cost.operations == ["Query"]
    assert [event["text"] for event in reply.json["timeline"]] == [f"Cambio {n}" for n in range(4999, 4800, -1)]
    assert reply.json["quote"]["id"] == quote.id


def test_the_meter_counts_what_was_done(desk: Desk) -> None:
    with counted() as cost:
        desk.call(desk.advisor, "GET", "/follow-ups")
        metered = meter._meter.get()
    assert metered is not None
    assert metered.operations == cost.operations == ["Query"]
    assert metered.capacity_units == cost.units > 0
