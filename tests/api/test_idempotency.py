"""A request that is sent again does nothing again, and answers the same."""

import json
from typing import Any

import pytest

from tests.api.client import Client
from tests.api.samples import a_cash_option, a_quote, a_resolution, a_vehicle, invoicing, quoted, when
from tests.desk import table_contents, vin


def _requests(quote: dict[str, Any]) -> dict[str, tuple[str, Any]]:
    path, follow_up = f"/quotes/{quote['id']}", f"/follow-ups/{quote['pending_follow_up']['id']}"
    vehicle = quote["vehicles"][0]["id"]
    return {
        "create": ("/quotes", a_quote()),
        "vehicle": (f"{path}/vehicles", a_vehicle()),
        "option": (f"{path}/vehicles/{vehicle}/payment-options", a_cash_option()),
        "stage": (f"{path}/stage-changes", {"to": "DOCUMENTED"}),
        "lose": (f"{path}/stage-changes", {"to": "LOST", "reason": "PRICE"}),
        "resolve": (f"{follow_up}/resolution", a_resolution()),
        "re-date": (f"{follow_up}/re-dates", {"due_at": when(days=2), "reason": "Viaja"}),
        "renew": (f"{path}/renewals", None),
        "reassign": ("/reassignments", {"from_advisor_id": "nora", "to_advisor_id": "ana"}),
    }


KINDS = ("create", "vehicle", "option", "stage", "lose", "resolve", "re-date", "renew", "reassign")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_request_again_changes_nothing_and_answers_the_same(kind: str, nora: Client) -> None:
    path, body = _requests(quoted(nora))[kind]
    first = nora.post(path, body, key="k-1")
    assert first.status == 201
    written = table_contents()
    for _ in range(3):
        again = nora.post(path, body, key="k-1")
        assert (again.status, again.body, again.headers) == (first.status, first.body, first.headers)
    assert table_contents() == written


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_key_with_another_body_is_refused(kind: str, nora: Client) -> None:
    path, body = _requests(quoted(nora))[kind]
    assert nora.post(path, body, key="k-1").status == 201
    written = table_contents()
    other = nora.send("POST", path, json.dumps(body) + " ", {"Idempotency-Key": "k-1"})
    assert (other.status, other.pointers) == (422, ["/Idempotency-Key"])
    assert table_contents() == written


def test_the_same_key_for_another_quote_is_refused(ana: Client) -> None:
    one, other = quoted(ana), quoted(ana)
    move = {"to": "DOCUMENTED"}
    assert ana.post(f"/quotes/{one['id']}/stage-changes", move, key="k-1").status == 201
    assert ana.post(f"/quotes/{other['id']}/stage-changes", move, key="k-1").pointers == ["/Idempotency-Key"]
    assert ana.get(f"/quotes/{other['id']}").body["stage"] == "QUOTED"


def test_a_key_belongs_to_a_person_and_a_route(ana: Client, nora: Client) -> None:
    quote = quoted(ana)
    assert ana.post(f"/quotes/{quote['id']}/vehicles", a_vehicle(), key="k-1").status == 201
    assert ana.post(f"/quotes/{quote['id']}/stage-changes", {"to": "DOCUMENTED"}, key="k-1").status == 201
    assert nora.post(f"/quotes/{quote['id']}/vehicles", a_vehicle(colour="Negro"), key="k-1").status == 201
    assert len(ana.get(f"/quotes/{quote['id']}").body["vehicles"]) == 3


def test_without_a_key_a_request_is_carried_out_each_time(ana: Client) -> None:
    quote = quoted(ana)
    for _ in range(2):
        ana.post(f"/quotes/{quote['id']}/vehicles", a_vehicle())
    assert len(ana.get(f"/quotes/{quote['id']}").body["vehicles"]) == 3


def test_a_refused_request_keeps_its_key_for_when_it_can_be_done(ana: Client) -> None:
    quote = quoted(ana)
    move = invoicing(quote, vin(1))
    path = f"/quotes/{quote['id']}/stage-changes"
    assert ana.post(path, move, key="k-1").status == 409
    ana.post(path, {"to": "DOCUMENTED"})
    assert ana.post(path, move, key="k-1").body["stage"] == "INVOICED"


def test_an_answer_is_replayed_as_it_was_though_the_quote_went_on(ana: Client) -> None:
    quote = quoted(ana)
    path = f"/follow-ups/{quote['pending_follow_up']['id']}/resolution"
    body = a_resolution()
    first = ana.post(path, body, key="k-1")
    ana.post(f"/follow-ups/{first.body['next']['id']}/resolution", a_resolution())
    assert ana.post(path, body, key="k-1").body == first.body
    assert ana.post(path, body).status == 409
    assert ana.post(path, body, key="k-2").status == 409
