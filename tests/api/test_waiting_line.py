"""The waiting list of a unit: who is told when it frees, and how long they have (G7)."""

import pytest

from tests.api.booking import approved, cancelled, decided, documented, in_hours, lost, status_of, unit_of, wanted
from tests.api.client import Client
from tests.api.samples import a_reservation, invoicing, quoted, reserved
from tests.desk import Clock, vin
from tests.services.ledger import inbox_of

ONE, ELSEWHERE = vin(1), vin(4)


def _confirm(client: Client, reservation: dict[str, object], **fields: object) -> int:
    return client.post(f"/reservations/{reservation['id']}/confirmation", fields).status


def test_a_freed_unit_is_offered_to_the_first_in_line_and_to_nobody_else(
    ana: Client, ben: Client, nora: Client
) -> None:
    first, second, third = approved(ana, nora, ONE), wanted(ben, ONE, wait=True), wanted(ana, ONE, wait=True)
    assert (second["status"], unit_of(ana, ONE)) == ("WAITING", ("RESERVED", first["quote_id"], 2))
    cancelled(ana, first)
    assert (status_of(ben, second), status_of(ana, third)) == ("OFFERED", "WAITING")
    assert unit_of(ana, ONE) == ("AVAILABLE", second["quote_id"], 1)
    assert [notice.kind.value for notice in inbox_of("ben")] == ["RESERVATION_OFFERED"]
    quote = documented(ana)
    assert ana.post(f"/quotes/{quote['id']}/stage-changes", invoicing(quote, ONE)).status == 409
    body = a_reservation(vehicle_id=quote["vehicles"][0]["id"], vin=ONE)
    refused = ana.post(f"/quotes/{quote['id']}/reservations", body)
    assert (refused.status, refused.body["state"]["offered"]) == (409, True)


def test_who_confirms_in_time_goes_to_the_boss_with_the_unit_kept(
    ana: Client, ben: Client, nora: Client, mara: Client
) -> None:
    first, second = approved(ana, nora, ONE), wanted(ben, ONE, wait=True)
    cancelled(ana, first)
    assert _confirm(ana, second) == 404
    assert _confirm(ben, second) == 201
    assert unit_of(ana, ONE)[:2] == ("AVAILABLE", second["quote_id"])
    rival = wanted(ana)
    refused = nora.post(f"/reservations/{rival['id']}/decision", {"decision": "APPROVED", "vin": ONE})
    assert refused.status == 409
    assert decided(nora, second)["status"] == "APPROVED"
    assert unit_of(mara, ONE)[:2] == ("RESERVED", second["quote_id"])


def test_a_boss_who_asked_to_wait_does_not_decide_what_the_advisor_confirms(
    ana: Client, ben: Client, nora: Client, mara: Client
) -> None:
    first, waiting = approved(ana, nora, ONE), reserved(nora, quoted(ben), ONE, wait=True)
    cancelled(ana, first)
    assert _confirm(ben, waiting) == 201
    assert [notice.kind.value for notice in inbox_of("mara")] == ["RESERVATION_REQUESTED"]
    for decision in ({"decision": "APPROVED"}, {"decision": "REJECTED", "reason": "Porque sí"}):
        assert nora.post(f"/reservations/{waiting['id']}/decision", decision).status == 403
    done = decided(mara, waiting)
    assert (done["requested_by"]["id"], done["confirmed_by"]["id"]) == ("nora", "ben")
    for person_id in ("ben", "nora"):
        assert "RESERVATION_DECIDED" in {notice.kind.value for notice in inbox_of(person_id)}


def test_rejecting_who_confirmed_passes_the_unit_on(ana: Client, ben: Client, nora: Client) -> None:
    first, second, third = approved(ana, nora, ONE), wanted(ben, ONE, wait=True), wanted(ana, ONE, wait=True)
    cancelled(ana, first)
    assert _confirm(ben, second) == 201
    rejected = nora.post(f"/reservations/{second['id']}/decision", {"decision": "REJECTED", "reason": "Sin abono"})
    assert rejected.status == 201
    assert status_of(ana, third) == "OFFERED"


def test_an_offer_that_nobody_took_up_passes_to_the_next_who_touches_the_unit(
    ana: Client, ben: Client, nora: Client, clock: Clock
) -> None:
    first, second = approved(ana, nora, ONE), wanted(ben, ONE, wait=True)
    third = wanted(ana, ONE, wait=True, hold_until=in_hours(72))
    cancelled(ana, first)
    clock.advance(hours=24)
    assert _confirm(ben, second) == 409
    assert status_of(ben, second) == "EXPIRED"
    assert status_of(ana, third) == "OFFERED"
    assert _confirm(ana, third) == 201


def test_a_boss_who_only_has_the_unit_does_not_confirm_for_the_quotes_advisor(
    ana: Client, carla: Client, saul: Client
) -> None:
    vehicles = [{"model_id": "m-three", "model_year": 2026, "colour": "Rojo"}]
    first = decided(saul, reserved(carla, quoted(carla, vehicles=vehicles), ELSEWHERE))
    second = reserved(ana, quoted(ana, vehicles=vehicles), ELSEWHERE, wait=True)
    cancelled(carla, first)
    assert status_of(saul, second) == "OFFERED"
    assert _confirm(saul, second) == 403
    assert _confirm(ana, second) == 201


@pytest.mark.parametrize("hours", [1, 23])
def test_the_time_to_confirm_is_settable(hours: int, ana: Client, ben: Client, nora: Client, mara: Client) -> None:
    assert mara.patch("/settings", {"offer_hours": hours}).status == 200
    first, second = approved(ana, nora, ONE), wanted(ben, ONE, wait=True)
    cancelled(ana, first)
    assert ben.get(f"/reservations/{second['id']}").body["offered_until"].startswith(in_hours(hours)[:16])


def test_a_loss_and_a_sale_undone_offer_the_unit_too(ana: Client, ben: Client, nora: Client) -> None:
    quote = documented(ana)
    first = decided(nora, reserved(ana, quote, ONE))
    second = wanted(ben, ONE, wait=True)
    assert ana.post(f"/quotes/{quote['id']}/stage-changes", invoicing(quote, ONE)).status == 201
    assert [notice.kind.value for notice in inbox_of("ben")] == ["UNIT_SOLD"]
    assert (status_of(ana, first), status_of(ben, second)) == ("FULFILLED", "WAITING")
    lost(ana, quote["id"])
    assert status_of(ben, second) == "OFFERED"


def test_losing_a_quote_that_waits_leaves_the_line(ana: Client, ben: Client, nora: Client) -> None:
    first, second = approved(ana, nora, ONE), wanted(ben, ONE, wait=True)
    lost(ben, second["quote_id"])
    assert unit_of(ana, ONE) == ("RESERVED", first["quote_id"], 0)
    cancelled(ana, first)
    assert unit_of(ana, ONE) == ("AVAILABLE", None, 0)


def test_one_quote_may_be_offered_two_units_at_once(ana: Client, ben: Client, nora: Client) -> None:
    pair = [{"model_id": "m-one", "model_year": 2026, "colour": "Rojo"}] * 2
    holder, waiter = quoted(ana, vehicles=pair), quoted(ben, vehicles=pair)
    for place, number in enumerate((1, 2)):
        vehicle = {"vehicle_id": holder["vehicles"][place]["id"], "vin": vin(number)}
        made = ana.post(f"/quotes/{holder['id']}/reservations", a_reservation(**vehicle)).body
        decided(nora, made)
        vehicle = {"vehicle_id": waiter["vehicles"][place]["id"], "vin": vin(number), "wait": True}
        assert ben.post(f"/quotes/{waiter['id']}/reservations", a_reservation(**vehicle)).status == 201
    lost(ana, holder["id"])
    kept = ben.get(f"/quotes/{waiter['id']}").body["reservations"]
    assert [row["status"] for row in kept] == ["OFFERED", "OFFERED"]
    assert {unit_of(ana, vin(number))[1] for number in (1, 2)} == {waiter["id"]}
