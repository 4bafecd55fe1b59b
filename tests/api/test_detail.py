"""The detail of a follow-up: one read however long its history, older events by cursor."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.codes import EventKind
from chalicelib.domain.timeline import Event
from chalicelib.meter import start_meter
from chalicelib.services import follow_ups
from tests.api.client import Client
from tests.api.samples import a_resolution, quoted
from tests.builders import NOW, a_quote, a_showroom
from tests.desk import ANA, Clock, call_of, store

EVENTS = 450
A_READ = 200


@pytest.fixture
def long_deal(tables: None) -> str:
    """A quote of Ana's with 450 events, one a minute; returns its id."""
    quote = a_quote(advisor=ANA.ref, showroom=a_showroom().ref)
    first, step = NOW - timedelta(days=1), 90
    for version, start in enumerate(range(0, EVENTS, step)):
        told = [
            Event(EventKind.QUOTE_EDITED, first + timedelta(minutes=number), ANA.ref, f"event {number}")
            for number in range(start, start + step)
        ]
        store(quote, version, *told)
    return quote.id


def _texts(rows: list[dict[str, Any]]) -> list[str]:
    return [row["text"] for row in rows]


EXPECTED = [f"event {number}" for number in reversed(range(EVENTS))]


def test_a_long_deal_opens_in_one_query_and_goes_on_by_cursor(long_deal: str, ana: Client) -> None:
    detail = ana.get(f"/follow-ups/{long_deal}-9").body
    shown, cursor = _texts(detail["timeline"]), detail["timeline_next"]
    assert shown == EXPECTED[: A_READ - 1]
    while cursor:
        page = ana.get(f"/quotes/{long_deal}/timeline", cursor=cursor).body
        assert len(page["items"]) <= A_READ
        shown, cursor = shown + _texts(page["items"]), page["next"]
    assert shown == EXPECTED


def test_the_timeline_alone_tells_the_same(long_deal: str, ana: Client) -> None:
    shown: list[str] = []
    cursor = None
    while True:
        page = ana.get(f"/quotes/{long_deal}/timeline", cursor=cursor).body
        shown, cursor = shown + _texts(page["items"]), page["next"]
        if cursor is None:
            break
    assert shown == EXPECTED


def test_the_detail_costs_one_round_trip(long_deal: str) -> None:
    meter = start_meter()
    follow_ups.get_follow_up(call_of(ANA), f"{long_deal}-9")
    assert meter.operations == ["Query"]


def test_a_follow_up_that_was_resolved_still_opens(ana: Client, clock: Clock) -> None:
    quote = quoted(ana)
    first = quote["pending_follow_up"]["id"]
    clock.advance(minutes=1)
    second = ana.post(f"/follow-ups/{first}/resolution", a_resolution(observations="Primera")).body["next"]["id"]
    clock.advance(minutes=1)
    ana.post(f"/follow-ups/{second}/resolution", a_resolution(observations="Segunda"))
    detail = ana.get(f"/follow-ups/{first}").body
    assert detail["resolved"]["observations"] == "Primera"
    assert [past["observations"] for past in detail["history"]] == ["Segunda", "Primera"]
    assert detail["quote"]["pending_follow_up"]["id"] not in (first, second)
    assert [event["kind"] for event in detail["timeline"]] == ["FOLLOW_UP_RESOLVED"] * 2 + ["QUOTE_CREATED"]


def test_a_follow_up_resolved_hundreds_of_events_ago_still_opens(ana: Client, clock: Clock) -> None:
    quote = quoted(ana)
    first = quote["pending_follow_up"]["id"]
    clock.advance(minutes=1)
    ana.post(f"/follow-ups/{first}/resolution", a_resolution())
    deal = follow_ups.get_dossier(call_of(ANA), quote["id"]).deal
    for version in range(deal.version, deal.version + 3):
        after = NOW + timedelta(hours=version)
        told = [
            Event(EventKind.QUOTE_EDITED, after + timedelta(seconds=number), ANA.ref, "cambio") for number in range(90)
        ]
        store(deal.quote, version, *told)
    assert ana.get(f"/follow-ups/{first}").body["resolved"]["id"] == first
    assert ana.get(f"/follow-ups/{quote['id']}-999").status == 404
