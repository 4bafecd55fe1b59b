"""The inbox: one's own, newest first, and what of it is unread (B5)."""

from typing import Any

from tests.api.client import Client
from tests.api.samples import OVER_THE_LIMIT, a_cash_option, a_vehicle, quoted
from tests.desk import Clock


def _discount_asked(ana: Client, clock: Clock) -> dict[str, Any]:
    """A minute later Ana asks for a discount, which Nora is told of."""
    clock.advance(minutes=1)
    return quoted(ana, vehicles=[a_vehicle(payment_options=[a_cash_option(discount=OVER_THE_LIMIT)])])


def test_it_shows_what_one_was_told_newest_first(ana: Client, nora: Client, clock: Clock) -> None:
    first, second = _discount_asked(ana, clock), _discount_asked(ana, clock)
    reply = nora.get("/inbox")
    assert [item["quote_id"] for item in reply.body["items"]] == [second["id"], first["id"]]
    assert [item["read"] for item in reply.body["items"]] == [False, False]
    assert (reply.body["unread"], reply.body["next"]) == (2, None)
    assert reply.body["items"][0]["label"] == "Descuento por aprobar"


def test_it_is_nobody_elses(ana: Client, nora: Client, mara: Client, clock: Clock) -> None:
    _discount_asked(ana, clock)
    for other in (ana, mara):
        assert other.get("/inbox").body == {"items": [], "unread": 0, "next": None}
    entry = nora.get("/inbox").body["items"][0]["id"]
    assert mara.post(f"/inbox/{entry}/read", None).status == 404
    assert nora.get("/inbox").body["unread"] == 1


def test_an_entry_is_read_once_and_for_all(ana: Client, nora: Client, clock: Clock) -> None:
    _discount_asked(ana, clock), _discount_asked(ana, clock)
    entry = nora.get("/inbox").body["items"][1]["id"]
    for _ in range(2):
        reply = nora.post(f"/inbox/{entry}/read", None)
        assert (reply.status, reply.body) == (200, {"id": entry, "read": True, "unread": 1})
    assert [item["read"] for item in nora.get("/inbox").body["items"]] == [False, True]


def test_it_goes_on_page_by_page(ana: Client, nora: Client, clock: Clock) -> None:
    quotes = [_discount_asked(ana, clock)["id"] for _ in range(5)]
    seen, cursor = [], None
    for _ in range(3):
        page = nora.get("/inbox", limit=2, cursor=cursor).body
        seen += [item["quote_id"] for item in page["items"]]
        cursor = page["next"]
        assert page["unread"] == 5
    assert (seen, cursor) == (quotes[::-1], None)
