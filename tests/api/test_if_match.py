"""Edits name the version that they were made on."""

from datetime import timedelta
from typing import Any

from tests.api.client import Client
from tests.api.samples import a_cash_option, a_vehicle, quoted
from tests.builders import NOW
from tests.desk import customer_opened


def _send(client: Client, method: str, path: str, body: Any, tag: str) -> int:
    if method == "DELETE":
        return client.delete(path, if_match=tag).status
    if method == "PATCH":
        return client.patch(path, body, if_match=tag).status
    return client.post(path, body, **{"If-Match": tag}).status


def test_a_tag_names_the_version_and_changes_with_every_write(ana: Client) -> None:
    quote = quoted(ana)
    path = f"/quotes/{quote['id']}"
    assert ana.get(path).headers["etag"] == '"1"'
    edited = ana.patch(path, {"quality": "HOT"}, if_match='"1"')
    assert (edited.status, edited.headers["etag"], edited.body["version"]) == (200, '"2"', 2)
    assert ana.get(path).body == edited.body
    assert ana.get(f"/follow-ups/{quote['pending_follow_up']['id']}").headers["etag"] == '"2"'


def test_an_edit_must_name_a_version(ana: Client) -> None:
    quote = quoted(ana)
    path = f"/quotes/{quote['id']}"
    assert ana.patch(path, {"quality": "HOT"}).status == 428
    assert ana.patch(path, {"quality": "HOT"}, if_match="*").status == 200


def test_changes_over_another_version_than_the_last_are_refused(ana: Client) -> None:
    quote = quoted(ana, vehicles=[a_vehicle(), a_vehicle()])
    path = f"/quotes/{quote['id']}"
    ana.post(f"{path}/stage-changes", {"to": "DOCUMENTED"})
    vehicle = quote["vehicles"][0]
    changes = [
        ("PATCH", path, {"quality": "HOT"}),
        ("POST", f"{path}/vehicles", a_vehicle()),
        ("POST", f"{path}/vehicles/{vehicle['id']}/payment-options", a_cash_option()),
        ("DELETE", f"{path}/vehicles/{vehicle['id']}/payment-options/{vehicle['payment_options'][0]['id']}", None),
        ("DELETE", f"{path}/vehicles/{vehicle['id']}", None),
    ]
    for version, (method, target, body) in enumerate(changes, start=2):
        before = ana.get(path).body
        assert _send(ana, method, target, body, f'"{version - 1}"') == 412
        assert _send(ana, method, target, body, f'"{version + 1}"') == 412
        assert ana.get(path).body == before
        assert _send(ana, method, target, body, f'"{version}"') in (200, 201, 204)
        assert ana.get(path).body["version"] == version + 1


def test_an_edit_that_changes_nothing_makes_no_version(ana: Client) -> None:
    quote = quoted(ana, quality="WARM")
    path = f"/quotes/{quote['id']}"
    same: list[dict[str, Any]] = [{}, {"quality": "WARM"}, {"customer": {}}, {"customer": {"first_name": "  María "}}]
    for body in same:
        reply = ana.patch(path, body, if_match='"1"')
        assert (reply.status, reply.headers["etag"]) == (200, '"1"')
    assert [event["kind"] for event in ana.get(f"{path}/timeline").body["items"]] == ["QUOTE_CREATED"]


def test_what_the_customer_does_leaves_the_version_alone(ana: Client) -> None:
    quote = quoted(ana)
    customer_opened(quote["id"], NOW - timedelta(minutes=5))
    assert ana.patch(f"/quotes/{quote['id']}", {"quality": "HOT"}, if_match='"1"').status == 200
    (row,) = ana.get("/follow-ups").body["items"]
    assert "Abrió la proforma hace 5 min" in row["rank_reasons"], "an edit keeps what the customer did"
