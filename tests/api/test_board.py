"""The board: what it counts is what its lists show, and no figure is of somebody else's showroom (G3)."""

from typing import Any

import pytest

from tests.api.client import Client
from tests.api.samples import quoted, when
from tests.desk import Clock


def lose(client: Client, quote: dict[str, Any], reason: str = "PRICE") -> None:
    reply = client.post(f"/quotes/{quote['id']}/stage-changes", {"to": "LOST", "reason": reason})
    assert reply.status == 201, reply.body


def board(client: Client, query: str = "") -> Any:
    reply = client.get(f"/board{query}")
    assert reply.status == 200, reply.body
    return reply.body


def put_off(client: Client, quote: dict[str, Any], times: int) -> None:
    path = f"/follow-ups/{quote['pending_follow_up']['id']}/re-dates"
    for time in range(times):
        assert client.post(path, {"due_at": when(days=2 + time), "reason": "Viaja"}).status == 201


def test_each_figure_is_as_long_as_the_list_that_it_opens(ana: Client, ben: Client, nora: Client, clock: Clock) -> None:
    overdue = quoted(ana, follow_up={"type": "CALL", "due_at": when(hours=1)})
    for times in (2, 3, 4):
        put_off(ana, quoted(ana, source="FAIR"), times)
    lose(ana, quoted(ana, source="FAIR"))
    lose(ben, quoted(ben), "CREDIT_DENIED")
    quoted(ben)
    clock.advance(hours=3)
    told = board(nora)
    first, second = told["advisors"]
    assert (first["advisor"]["id"], second["advisor"]["id"]) == ("ana", "ben")
    assert (first["pending"], first["overdue"], first["re_dated"]) == (4, 1, 2)
    for line in told["advisors"]:
        owner = f"/follow-ups?advisor_id={line['advisor']['id']}"
        assert len(nora.get(owner).body["items"]) == line["pending"]
        assert len(nora.get(f"{owner}&bucket=overdue").body["items"]) == line["overdue"]
        assert len(nora.get(f"{owner}&min_re_dates=3").body["items"]) == line["re_dated"]
        assert len(nora.get(f"/quotes?advisor_id={line['advisor']['id']}").body["items"]) == line["tally"]["quotes"]
    for line in told["sources"]:
        listed = nora.get(f"/quotes?source={line['source']}").body["items"]
        assert len(listed) == line["quotes"]
        assert sum(row["stage"] == "LOST" for row in listed) == line["lost"]
    reasons = {line["reason"]: line["quotes"] for line in told["lost_reasons"]}
    assert reasons == {"CREDIT_DENIED": 1, "PRICE": 1}
    for reason, count in reasons.items():
        assert len(nora.get(f"/quotes?lost_reason={reason}").body["items"]) == count
    (late,) = nora.get("/follow-ups?advisor_id=ana&bucket=overdue").body["items"]
    assert late["quote_id"] == overdue["id"]


def test_a_reopened_quote_is_no_longer_lost(ana: Client, nora: Client) -> None:
    quote = quoted(ana)
    lose(ana, quote)
    again = {"to": "QUOTED", "follow_up": {"type": "CALL", "due_at": when(days=1)}}
    assert ana.post(f"/quotes/{quote['id']}/stage-changes", again).status == 201
    assert board(nora)["lost_reasons"] == []
    assert board(nora)["advisors"][0]["tally"] == {"quotes": 1, "sold": 0, "lost": 0}


def test_a_boss_sees_the_own_showroom_and_a_manager_all(ana: Client, carla: Client, nora: Client, mara: Client) -> None:
    quoted(ana)
    quoted(carla)
    assert [line["advisor"]["id"] for line in board(nora)["advisors"]] == ["ana"]
    assert {line["advisor"]["id"] for line in board(mara)["advisors"]} == {"ana", "carla"}
    assert [line["advisor"]["id"] for line in board(mara, "?showroom_id=s-sur")["advisors"]] == ["carla"]


def test_the_period_is_of_when_quotes_were_created(ana: Client, nora: Client, clock: Clock) -> None:
    quoted(ana)
    today = clock.instant.date()
    clock.advance(days=40)
    assert board(nora)["sources"] == []
    assert board(nora)["advisors"][0]["pending"] == 1
    whole = board(nora, f"?from={today}&to={today}")
    assert [line["quotes"] for line in whole["sources"]] == [1]
    assert (whole["from"], whole["to"], whole["complete"]) == (str(today), str(today), True)


def test_a_period_too_long_or_upside_down_is_pointed_at(nora: Client) -> None:
    reply = nora.get("/board?from=2026-01-01&to=2026-04-03")
    assert (reply.status, reply.pointers) == (422, ["/from"])
    assert nora.get("/board?from=2026-01-02&to=2026-01-01").pointers == ["/to"]
    assert nora.get("/board?from=9999-12-31").status == 200
    assert nora.get("/board?to=0001-01-01").status == 200


def test_what_was_not_counted_is_told(ana: Client, nora: Client, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    monkeypatch.setattr("chalicelib.services.board.MOST_QUOTES", 2)
    for _ in range(3):
        quoted(ana)
        clock.advance(minutes=1)
    told = board(nora)
    assert (told["complete"], told["sources"][0]["quotes"]) == (False, 2)
