"""Renewing a quote in one tap (B4)."""

from typing import Any

from chalicelib.adapters import inventory
from tests.api.client import Client
from tests.api.publishing import page, publish, send
from tests.api.samples import quoted
from tests.builders import a_model
from tests.desk import Clock


def _dearer() -> None:
    inventory.save(a_model(list_price_cents=333_300))


def test_an_expired_quote_is_renewed_at_todays_prices(ana: Client, clock: Clock) -> None:
    quote = quoted(ana)
    clock.advance(days=20)
    assert ana.get(f"/quotes/{quote['id']}").body["expired"]
    _dearer()
    reply = ana.post(f"/quotes/{quote['id']}/renewals", None)
    assert (reply.status, reply.headers["etag"]) == (201, '"2"')
    assert reply.headers["location"] == f"/quotes/{quote['id']}"
    assert [vehicle["list_price_cents"] for vehicle in reply.body["vehicles"]] == [333_300]
    assert (reply.body["expired"], reply.body["valid_until"]) == (False, "2026-08-19")
    assert ana.post(f"/quotes/{quote['id']}/stage-changes", {"to": "DOCUMENTED"}).status == 201


def test_the_timeline_tells_of_it(ana: Client) -> None:
    quote = quoted(ana)
    ana.post(f"/quotes/{quote['id']}/renewals", None)
    newest = ana.get(f"/quotes/{quote['id']}/timeline").body["items"][0]
    assert (newest["kind"], newest["text"]) == ("QUOTE_RENEWED", "Renovó la cotización hasta el 30 de julio de 2026")


def test_a_lost_quote_is_not_renewed(ana: Client) -> None:
    quote = quoted(ana)
    ana.post(f"/quotes/{quote['id']}/stage-changes", {"to": "LOST", "reason": "PRICE"})
    reply = ana.post(f"/quotes/{quote['id']}/renewals", None)
    assert (reply.status, reply.body["state"]) == (409, {"stage": "LOST"})


def test_the_next_send_makes_a_new_version_at_the_same_link(bucket: Any, ana: Client, clock: Clock) -> None:
    quote = quoted(ana)
    url = publish(ana, quote)["url"]
    clock.advance(days=20)
    _dearer()
    renewed = ana.post(f"/quotes/{quote['id']}/renewals", None).body
    assert (renewed["proforma"]["version"], renewed["proforma"]["stale"]) == (1, True)
    assert "$3.333,00" not in page(bucket, url), "nobody was sent the new price"
    assert 'body data-state="expired"' in page(bucket, url)
    assert send(ana, quote).body["url"] == url
    assert "$3.333,00" in page(bucket, url)
    assert 'body data-state="current"' in page(bucket, url)
    assert ana.get(f"/quotes/{quote['id']}").body["proforma"]["version"] == 2
