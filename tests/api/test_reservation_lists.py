"""The tray and the list of reservations: who sees which, in which order, with what is needed to decide (M17)."""

import pytest

from tests.api.booking import approved, cancelled, decided, wanted
from tests.api.client import Client
from tests.api.samples import quoted, reserved
from tests.desk import Clock, vin

ONE, TWO = vin(1), vin(2)


def _ids(client: Client, **query: object) -> list[str]:
    return [row["id"] for row in client.get("/reservations", **query).body["items"]]


def test_the_tray_is_oldest_first_and_holds_only_what_waits(
    ana: Client, ben: Client, nora: Client, clock: Clock
) -> None:
    made = []
    for client in (ben, ana, ben):
        made.append(wanted(client)["id"])
        clock.advance(minutes=1)
    assert _ids(nora, status="REQUESTED") == made
    nora.post(f"/reservations/{made[0]}/decision", {"decision": "REJECTED", "reason": "No"})
    assert _ids(nora, status="REQUESTED") == made[1:]
    assert _ids(nora, status="REJECTED") == made[:1]
    assert _ids(nora) == [made[0], *made[1:]]


def test_each_sees_their_own_the_showrooms_or_all(
    ana: Client, ben: Client, carla: Client, nora: Client, saul: Client, mara: Client
) -> None:
    ids = {client: wanted(client)["id"] for client in (ana, ben, carla)}
    assert _ids(ana) == [ids[ana]]
    assert sorted(_ids(nora)) == sorted([ids[ana], ids[ben]])
    assert _ids(saul) == [ids[carla]]
    assert sorted(_ids(mara)) == sorted(ids.values())
    assert _ids(mara, showroom_id="s-sur") == [ids[carla]]


def test_the_boss_sees_who_else_asks_for_the_unit_and_how_it_stands(ana: Client, ben: Client, nora: Client) -> None:
    first, second = wanted(ana, ONE), wanted(ben, ONE)
    rows = {row["id"]: row for row in nora.get("/reservations", status="REQUESTED").body["items"]}
    assert [rival["id"] for rival in rows[first["id"]]["rivals"]] == [second["id"]]
    assert rows[second["id"]]["rivals"][0]["advisor"]["id"] == "ana"
    assert rows[first["id"]]["unit_status"] == "AVAILABLE"
    decided(nora, first)
    (left,) = nora.get("/reservations", status="REQUESTED").body["items"]
    assert (left["id"], left["unit_status"], left["rivals"]) == (second["id"], "RESERVED", [])


def test_a_request_without_a_chassis_has_no_unit_and_no_rivals(ana: Client, nora: Client) -> None:
    wanted(ana)
    (row,) = nora.get("/reservations").body["items"]
    assert "unit_status" not in row
    assert "rivals" not in row


@pytest.mark.parametrize("status", [None, "REQUESTED"])
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_lose_and_repeat_nothing(
    status: str | None, limit: int, ana: Client, nora: Client, mara: Client, carla: Client
) -> None:
    whole = {wanted(client)["id"] for client in (ana, carla, ana, carla, ana)}
    for client, seen in ((mara, whole), (nora, set(_ids(nora)))):
        found: list[str] = []
        cursor = None
        while True:
            page = client.get("/reservations", status=status, limit=limit, cursor=cursor).body
            assert len(page["items"]) <= limit
            found += [row["id"] for row in page["items"]]
            cursor = page["next"]
            if cursor is None:
                break
        assert sorted(found) == sorted(seen)


def test_each_place_in_line_is_told(ana: Client, ben: Client, nora: Client) -> None:
    approved(ana, nora, ONE)
    second, third = wanted(ben, ONE, wait=True), wanted(ana, ONE, wait=True)
    rows = {row["id"]: row["place_in_line"] for row in nora.get("/reservations", status="WAITING").body["items"]}
    assert rows == {second["id"]: 1, third["id"]: 2}
    cancelled(ben, second)
    assert nora.get(f"/reservations/{third['id']}").body["place_in_line"] == 1


def test_every_reservation_of_a_deal_comes_with_its_detail_newest_first(ana: Client, clock: Clock) -> None:
    quote = quoted(ana)
    made = []
    for _ in range(12):
        made.append(reserved(ana, quote))
        cancelled(ana, made[-1])
        clock.advance(minutes=1)
    detail = ana.get(f"/follow-ups/{quote['pending_follow_up']['id']}").body
    assert [kept["id"] for kept in detail["reservations"]] == [kept["id"] for kept in reversed(made)]
