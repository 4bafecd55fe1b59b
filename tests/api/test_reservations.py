"""Reserving a motorcycle from the request to the sale, as each person sees it (M15–M17)."""

from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.adapters import directory
from chalicelib.domain.codes import Role
from tests.api.booking import approved, cancelled, decided, documented, in_hours, lost, status_of, unit_of, wanted
from tests.api.client import Client
from tests.api.samples import a_reservation, invoicing, quoted, reserved
from tests.desk import NORA, Clock, table_contents, vin
from tests.services.ledger import inbox_of, outbox_of

ONE, TWO, ELSEWHERE = vin(1), vin(2), vin(4)


def test_a_request_is_answered_whole_and_can_be_looked_at(ana: Client) -> None:
    quote = quoted(ana)
    made = reserved(ana, quote, ONE, observations="Trae copia de cédula")
    assert made["status"] == "REQUESTED"
    assert (made["quote_id"], made["number"]) == (quote["id"], quote["number"])
    assert made["customer"]["name"] == "María Ñuñez"
    assert made["vehicle"] == {"id": quote["vehicles"][0]["id"], "name": "Andina Cóndor 200 2026 Rojo"}
    assert (made["list_price_cents"], made["total_cents"]) == (300_000, 300_000)
    assert made["requested_by"] == {"id": "ana", "name": "Ana de Prueba"}
    assert "decided_by" not in made
    found = ana.get(f"/reservations/{made['id']}").body
    assert found == made | {"unit_status": "AVAILABLE", "rivals": []}
    detail = ana.get(f"/follow-ups/{quote['pending_follow_up']['id']}").body
    assert [kept["id"] for kept in detail["reservations"]] == [made["id"]]
    assert [kept["id"] for kept in detail["quote"]["reservations"]] == [made["id"]]
    assert detail["timeline"][0]["kind"] == "RESERVATION_REQUESTED"
    assert unit_of(ana, ONE) == ("AVAILABLE", None, 0)


def test_the_boss_of_the_showroom_is_told_and_approving_reserves_the_unit_and_tells_the_advisor(
    ana: Client, nora: Client
) -> None:
    made = wanted(ana, ONE)
    assert [notice.kind.value for notice in inbox_of("nora")] == ["RESERVATION_REQUESTED"]
    done = decided(nora, made)
    assert (done["status"], done["decided_by"]["id"]) == ("APPROVED", "nora")
    assert unit_of(nora, ONE) == ("RESERVED", made["quote_id"], 0)
    assert [notice.kind.value for notice in inbox_of("ana")] == ["RESERVATION_DECIDED"]
    assert len(outbox_of("s-norte")) == 2
    timeline = ana.get(f"/quotes/{made['quote_id']}/timeline").body["items"]
    assert timeline[0]["kind"] == "RESERVATION_DECIDED"


def test_a_boss_picks_the_unit_where_the_request_named_none(ana: Client, nora: Client) -> None:
    made = wanted(ana)
    assert nora.post(f"/reservations/{made['id']}/decision", {"decision": "APPROVED"}).pointers == ["/vin"]
    wrong = {"decision": "APPROVED", "vin": TWO}
    assert nora.post(f"/reservations/{made['id']}/decision", wrong).pointers == ["/vin"]
    assert decided(nora, made, vin=ONE)["vin"] == ONE
    assert unit_of(nora, ONE) == ("RESERVED", made["quote_id"], 0)


def test_rejecting_needs_a_reason_and_leaves_the_unit_on_sale(ana: Client, nora: Client) -> None:
    made = wanted(ana, ONE)
    url = f"/reservations/{made['id']}/decision"
    assert nora.post(url, {"decision": "REJECTED"}).pointers == ["/reason"]
    done = nora.post(url, {"decision": "REJECTED", "reason": "Abono muy bajo"}).body
    assert (done["status"], done["reason"]) == ("REJECTED", "Abono muy bajo")
    assert unit_of(nora, ONE) == ("AVAILABLE", None, 0)
    assert nora.get(f"/quotes/{made['quote_id']}").body["reservations"] == []


def test_a_unit_that_is_taken_says_how(ana: Client, ben: Client, nora: Client) -> None:
    first, second = wanted(ana, ONE), wanted(ben, ONE)
    decided(nora, first)
    refused = nora.post(f"/reservations/{second['id']}/decision", {"decision": "APPROVED"})
    assert (refused.status, refused.body["state"]) == (409, {"vin": ONE, "unit_status": "RESERVED"})
    quote = quoted(ben)
    body = a_reservation(vehicle_id=quote["vehicles"][0]["id"], vin=ONE)
    late = ben.post(f"/quotes/{quote['id']}/reservations", body)
    assert (late.status, late.body["state"]) == (409, {"vin": ONE, "unit_status": "RESERVED", "may_wait": True})


@pytest.mark.parametrize("ending", ["cancel", "lose"])
def test_giving_up_frees_the_unit(ending: str, ana: Client, nora: Client) -> None:
    made = approved(ana, nora, ONE)
    if ending == "cancel":
        cancelled(ana, made)
    else:
        lost(ana, made["quote_id"])
    assert status_of(ana, made) == "CANCELLED"
    assert unit_of(ana, ONE) == ("AVAILABLE", None, 0)


def test_invoicing_the_reserved_unit_fulfils_the_reservation(ana: Client, nora: Client) -> None:
    quote = documented(ana)
    made = decided(nora, reserved(ana, quote, ONE))
    sold = ana.post(f"/quotes/{quote['id']}/stage-changes", invoicing(quote, ONE))
    assert (sold.status, sold.body["reservations"]) == (201, [])
    assert status_of(ana, made) == "FULFILLED"
    assert unit_of(ana, ONE) == ("SOLD", quote["id"], 0)


def test_a_unit_reserved_for_another_is_not_invoiced(ana: Client, ben: Client, nora: Client) -> None:
    approved(ana, nora, ONE)
    quote = documented(ben)
    reply = ben.post(f"/quotes/{quote['id']}/stage-changes", invoicing(quote, ONE))
    assert (reply.status, reply.body["state"]) == (409, {"vin": ONE, "unit_status": "RESERVED"})


def test_invoicing_another_unit_frees_the_reserved_one(ana: Client, nora: Client) -> None:
    quote = documented(ana)
    made = decided(nora, reserved(ana, quote, ONE))
    assert ana.post(f"/quotes/{quote['id']}/stage-changes", invoicing(quote, TWO)).status == 201
    assert status_of(ana, made) == "CANCELLED"
    assert (unit_of(ana, ONE)[0], unit_of(ana, TWO)[0]) == ("AVAILABLE", "SOLD")


def test_a_hold_that_is_over_no_longer_keeps_the_unit_from_others(
    ana: Client, ben: Client, nora: Client, clock: Clock
) -> None:
    first = approved(ana, nora, ONE, hold_until=in_hours(24))
    second = wanted(ben, TWO)
    quote = documented(ben)
    clock.advance(hours=24)
    sold = ben.post(f"/quotes/{quote['id']}/stage-changes", invoicing(quote, ONE))
    assert sold.status == 201
    assert status_of(ana, first) == "EXPIRED"
    assert [notice.kind.value for notice in inbox_of("ana")] == ["RESERVATION_DECIDED", "RESERVATION_ENDED"]
    assert status_of(ben, second) == "REQUESTED"


def test_a_boss_elsewhere_decides_over_their_own_units_and_no_others(
    ana: Client, nora: Client, saul: Client, carla: Client
) -> None:
    quote = quoted(ana, vehicles=[{"model_id": "m-three", "model_year": 2026, "colour": "Rojo"}])
    made = reserved(ana, quote, ELSEWHERE)
    assert carla.get(f"/reservations/{made['id']}").status == 404
    assert nora.post(f"/reservations/{made['id']}/decision", {"decision": "APPROVED"}).status == 403
    assert decided(saul, made)["status"] == "APPROVED"
    assert [row["id"] for row in saul.get("/reservations").body["items"]] == [made["id"]]
    assert saul.get(f"/quotes/{quote['id']}").status == 404


def test_nobody_decides_their_own_request(nora: Client, mara: Client) -> None:
    made = wanted(nora, ONE)
    assert [notice.kind.value for notice in inbox_of("mara")] == ["RESERVATION_REQUESTED"]
    for decision in ({"decision": "APPROVED"}, {"decision": "REJECTED", "reason": "Porque sí"}):
        assert nora.post(f"/reservations/{made['id']}/decision", decision).status == 403
    assert decided(mara, made)["status"] == "APPROVED"


@pytest.mark.parametrize(
    ("change", "status"),
    [({"role": Role.ADVISOR}, 404), ({"showroom_id": "s-sur"}, 404), ({"active": False}, 403)],
)
def test_a_change_of_role_showroom_or_employment_bites_at_once(
    change: dict[str, Any], status: int, ana: Client, nora: Client
) -> None:
    made = wanted(ana, ONE)
    directory.save_person(replace(NORA, **change))
    before = table_contents()
    assert nora.post(f"/reservations/{made['id']}/decision", {"decision": "APPROVED"}).status == status
    assert table_contents() == before


def test_an_advisor_made_boss_decides_at_once(ana: Client, ben: Client) -> None:
    made = wanted(ana, ONE)
    directory.save_person(replace(NORA, id="ben", role=Role.BOSS))
    assert decided(ben, made)["status"] == "APPROVED"


def test_a_request_sent_twice_is_made_once(ana: Client) -> None:
    quote = quoted(ana)
    body = a_reservation(vehicle_id=quote["vehicles"][0]["id"], vin=ONE)
    replies = [ana.post(f"/quotes/{quote['id']}/reservations", body, key="k-1") for _ in range(2)]
    assert replies[0].body == replies[1].body
    assert len(ana.get("/reservations").body["items"]) == 1
    again = ana.post(f"/quotes/{quote['id']}/reservations", body)
    assert (again.status, again.body["state"]["reservation_status"]) == (409, "REQUESTED")


def test_what_has_ended_is_told_with_how(ana: Client, nora: Client) -> None:
    made = approved(ana, nora, ONE)
    cancelled(ana, made)
    for route, body in (
        ("decision", {"decision": "APPROVED"}),
        ("cancellation", {"reason": "Otra vez"}),
        ("confirmation", {}),
    ):
        reply = nora.post(f"/reservations/{made['id']}/{route}", body)
        assert reply.status == 409
        assert reply.body["state"] == {"reservation_id": made["id"], "reservation_status": "CANCELLED"}


def test_reassigned_work_takes_its_reservations_along(ana: Client, ben: Client, nora: Client) -> None:
    made = approved(ana, nora, ONE)
    assert nora.post("/reassignments", {"from_advisor_id": "ana", "to_advisor_id": "ben"}).status == 201
    assert ana.get("/reservations").body["items"] == []
    (row,) = ben.get("/reservations").body["items"]
    assert (row["id"], row["advisor"]["id"]) == (made["id"], "ben")
    cancelled(ben, made)


def test_reassigned_work_shows_its_ended_reservations_too(
    ana: Client, ben: Client, carla: Client, nora: Client
) -> None:
    made = approved(ana, nora, ONE)
    cancelled(ana, made)
    assert nora.post("/reassignments", {"from_advisor_id": "ana", "to_advisor_id": "ben"}).status == 201
    assert status_of(ben, made) == "CANCELLED"
    assert carla.get(f"/reservations/{made['id']}").status == 404
    assert ben.post(f"/reservations/{made['id']}/cancellation", {"reason": "Otra vez"}).status == 409


def test_a_corrected_name_shows_in_the_tray(ana: Client, nora: Client) -> None:
    made = wanted(ana, ONE)
    edit = {"customer": {"last_name": "Paz"}}
    assert ana.patch(f"/quotes/{made['quote_id']}", edit, if_match='"2"').status == 200
    assert nora.get("/reservations").body["items"][0]["customer"]["name"] == "María Paz"


def test_a_page_and_its_versions_say_nothing_of_reservations(ana: Client, nora: Client, bucket: object) -> None:
    quote = quoted(ana)
    first = ana.post(f"/quotes/{quote['id']}/proforma", None).body
    decided(nora, reserved(ana, quote, ONE))
    assert ana.post(f"/quotes/{quote['id']}/proforma", None).body == first
