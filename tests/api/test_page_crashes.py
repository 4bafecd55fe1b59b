"""A process may die between any two calls: no link is ever dead or wrong for longer than the sweep (decision 7)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.services.page_rewriting import sweep_pages
from tests.api.client import Client
from tests.api.publishing import page, publish
from tests.api.samples import a_vehicle, quoted
from tests.axe import Axe, crash_points
from tests.builders import NOW, ZONE
from tests.desk import SITE


@pytest.fixture
def axe(monkeypatch: pytest.MonkeyPatch) -> Axe:
    return Axe(monkeypatch)


def shown(bucket: Any, url: str) -> str:
    """Which state of the story the link shows."""
    html = page(bucket, url)
    if 'data-state="lost"' in html:
        return "lost"
    return "two" if "Puma 150" in html else "one"


@pytest.mark.parametrize("after", [False, True], ids=["before", "reply-lost"])
def test_a_first_link_is_never_dead(bucket: Any, ana: Client, axe: Axe, after: bool) -> None:
    story: dict[str, Any] = {}

    def scene() -> Callable[[], object]:
        story["quote"] = quoted(ana)
        return lambda: send(ana, story["quote"])

    for _ in crash_points(axe, scene, after):
        proforma = ana.get(f"/quotes/{story['quote']['id']}").body["proforma"]
        if proforma:
            assert shown(bucket, proforma["url"]) == "one"
        sent = send(ana, story["quote"])
        assert shown(bucket, sent["url"]) == "one"


@pytest.mark.parametrize("after", [False, True], ids=["before", "reply-lost"])
def test_a_retried_send_hands_out_a_link_that_shows_the_new_version(
    bucket: Any, ana: Client, axe: Axe, after: bool
) -> None:
    story: dict[str, Any] = {}

    def scene() -> Callable[[], object]:
        story.update(changed_quote(ana))
        return lambda: send(ana, story["quote"])

    for _ in crash_points(axe, scene, after):
        assert shown(bucket, story["url"]) in ("one", "two")
        assert send(ana, story["quote"])["url"] == story["url"]
        assert shown(bucket, story["url"]) == "two"
        versions = ana.get(f"/quotes/{story['quote']['id']}/proformas").body["items"]
        assert [kept["version"] for kept in versions] == [2, 1]


@pytest.mark.parametrize("after", [False, True], ids=["before", "reply-lost"])
def test_the_sweep_makes_the_link_agree_with_the_table(bucket: Any, ana: Client, axe: Axe, after: bool) -> None:
    story: dict[str, Any] = {}

    def scene() -> Callable[[], object]:
        story.update(changed_quote(ana))
        return lambda: send(ana, story["quote"])

    for _ in crash_points(axe, scene, after):
        sweep_pages(NOW + timedelta(minutes=5), ZONE, SITE)
        version = ana.get(f"/quotes/{story['quote']['id']}").body["proforma"]["version"]
        assert shown(bucket, story["url"]) == {1: "one", 2: "two"}[version]
        assert sweep_pages(NOW + timedelta(minutes=5), ZONE, SITE) == 0


@pytest.mark.parametrize("after", [False, True], ids=["before", "reply-lost"])
def test_a_lost_quotes_link_says_so_after_the_sweep(bucket: Any, ana: Client, axe: Axe, after: bool) -> None:
    story: dict[str, Any] = {}

    def scene() -> Callable[[], object]:
        quote = quoted(ana)
        story.update(quote=quote, url=publish(ana, quote)["url"])
        return lambda: ana.post(f"/quotes/{quote['id']}/stage-changes", {"to": "LOST", "reason": "PRICE"})

    for _ in crash_points(axe, scene, after, least=6):
        sweep_pages(NOW + timedelta(minutes=5), ZONE, SITE)
        stage = ana.get(f"/quotes/{story['quote']['id']}").body["stage"]
        assert shown(bucket, story["url"]) == {"QUOTED": "one", "LOST": "lost"}[stage]


def send(client: Client, quote: dict[str, Any]) -> dict[str, Any]:
    """Send as a phone does that retries: under one key for the quote."""
    reply = client.post(f"/quotes/{quote['id']}/sends", {"channel": "WHATSAPP"}, key=quote["id"])
    assert reply.status == 201, reply.body
    return reply.body  # type: ignore[no-any-return]


def changed_quote(client: Client) -> dict[str, Any]:
    """A quote whose first version was published, and that has changed since."""
    quote = quoted(client)
    url = publish(client, quote)["url"]
    client.post(f"/quotes/{quote['id']}/vehicles", a_vehicle(model_id="m-two"))
    return {"quote": quote, "url": url}
