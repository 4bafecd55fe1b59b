"""The manual's day, as an advisor, as a boss, and as somebody whom it does not concern."""

from typing import Any

from tests.api.client import Client
from tests.api.samples import (
    OVER_THE_LIMIT,
    a_cash_option,
    a_financed_option,
    a_resolution,
    a_vehicle,
    invoicing,
    quoted,
    when,
)
from tests.desk import Clock, vin


def _step(client: Client, quote: dict[str, Any], **move: Any) -> dict[str, Any]:
    reply = client.post(f"/quotes/{quote['id']}/stage-changes", move)
    assert reply.status == 201, reply.body
    return reply.body  # type: ignore[no-any-return]


def _unit_status(client: Client, of: str) -> str:
    (status,) = (unit["status"] for unit in client.get("/units").body["items"] if unit["vin"] == of)
    return str(status)


def test_a_follow_up_is_found_opened_and_resolved_with_the_next_one(ana: Client, clock: Clock) -> None:
    quote = quoted(ana)
    clock.advance(days=1, hours=2)
    listed = ana.get("/follow-ups").body
    assert [row["quote_id"] for row in listed["items"]] == [quote["id"]]
    assert listed["counts"] == {"overdue": 1, "today": 0, "upcoming": 0}
    follow_up_id = listed["items"][0]["id"]
    detail = ana.get(f"/follow-ups/{follow_up_id}").body
    assert detail["quote"]["customer"]["first_name"] == "María"
    assert detail["history"] == []
    resolved = ana.post(f"/follow-ups/{follow_up_id}/resolution", a_resolution())
    assert resolved.status == 201
    following = resolved.body["next"]
    assert resolved.headers["location"] == f"/follow-ups/{following['id']}"
    after = ana.get(f"/follow-ups/{following['id']}").body
    assert [past["id"] for past in after["history"]] == [follow_up_id]
    assert after["history"][0]["observations"] == "Pidió otra propuesta"
    assert [row["id"] for row in ana.get("/follow-ups").body["items"]] == [following["id"]]


def test_a_customer_who_does_not_answer_is_called_again_as_suggested(ana: Client) -> None:
    follow_up_id = quoted(ana)["pending_follow_up"]["id"]
    due, types = [], []
    for misses in range(1, 5):
        suggestion = ana.get(f"/follow-ups/{follow_up_id}/suggestion").body
        assert suggestion["misses_in_a_row"] == misses
        taken = {name: suggestion[name] for name in ("type", "due_at", "quality", "observations")}
        body = a_resolution(outcome="NOT_CONTACTED", observations="No contesta", next=taken)
        following = ana.post(f"/follow-ups/{follow_up_id}/resolution", body).body["next"]
        assert {name: following[name] for name in taken} == taken
        due.append(following["due_at"][:10])
        types.append(following["type"])
        follow_up_id = following["id"]
    assert due == ["2026-07-16", "2026-07-20", "2026-07-22", "2026-07-22"]  # a Saturday moves to Monday
    assert types == ["CALL", "CALL", "CALL", "WHATSAPP"]


def test_a_sale_goes_from_quoted_to_delivered(ana: Client) -> None:
    quote = quoted(ana)
    path = f"/quotes/{quote['id']}"
    vehicle = ana.post(f"{path}/vehicles", a_vehicle(model_id="m-two", payment_options=[])).body
    options = f"{path}/vehicles/{vehicle['id']}/payment-options"
    cash = ana.post(options, a_cash_option(discount={"amount_cents": 3_000, "reason": "Cliente frecuente"}))
    assert cash.body["discount_status"] == "APPROVED"
    assert cash.body["total_cents"] == 189_900 - 3_000
    financed = ana.post(options, a_financed_option(discount={"percent_bps": 100, "reason": "Cliente frecuente"})).body
    assert financed["financed_cents"] == 189_900 - 1_899 - 100_000
    assert (
        financed["instalment_cents"] * 23 + financed["last_instalment_cents"] + 100_000 == financed["total_paid_cents"]
    )
    _step(ana, quote, to="DOCUMENTED")
    move = {"to": "INVOICED", "vehicle_id": vehicle["id"], "payment_option_id": financed["id"], "vin": vin(3)}
    invoiced = _step(ana, quote, **move)
    assert [v["chosen"] for v in invoiced["vehicles"]] == [False, True]
    assert _unit_status(ana, vin(3)) == "SOLD"
    delivered = _step(ana, quote, to="DELIVERED")
    assert delivered["pending_follow_up"] is None
    assert ana.get("/follow-ups").body["items"] == []
    events = [event["kind"] for event in ana.get(f"{path}/timeline").body["items"]]
    assert events.count("STAGE_CHANGED") == 3
    assert "FOLLOW_UP_RESOLVED" in events


def test_a_lost_sale_frees_its_unit_and_opens_again_where_it_was(ana: Client) -> None:
    quote = quoted(ana)
    _step(ana, quote, to="DOCUMENTED")
    _step(ana, quote, **invoicing(quote, vin(1)))
    lost = _step(ana, quote, to="LOST", reason="PRICE")
    assert (lost["stage"], lost["stage_before_lost"], lost["pending_follow_up"]) == ("LOST", "INVOICED", None)
    assert _unit_status(ana, vin(1)) == "AVAILABLE"
    follow_up = {"type": "CALL", "due_at": when(days=2), "quality": "HOT"}
    reopened = _step(ana, quote, **invoicing(quote, vin(2)), follow_up=follow_up)
    assert reopened["stage"] == "INVOICED"
    assert reopened["pending_follow_up"]["type"] == "CALL"
    assert (_unit_status(ana, vin(1)), _unit_status(ana, vin(2))) == ("AVAILABLE", "SOLD")


def test_resolving_by_losing_needs_no_next_follow_up(ana: Client) -> None:
    quote = quoted(ana)
    body = {
        "outcome": "CONTACTED",
        "observations": "Ya compró otra",
        "stage_change": {"to": "LOST", "reason": "COMPETITOR"},
    }
    reply = ana.post(f"/follow-ups/{quote['pending_follow_up']['id']}/resolution", body)
    assert reply.status == 201
    assert reply.body["next"] is None
    assert reply.body["resolved"]["stage_change"]["reason"] == "COMPETITOR"
    assert ana.get(f"/quotes/{quote['id']}").body["stage"] == "LOST"


def test_a_boss_sees_the_showroom_steps_back_and_decides_a_discount(ana: Client, ben: Client, nora: Client) -> None:
    quote = quoted(ana, vehicles=[a_vehicle(payment_options=[a_cash_option(discount=OVER_THE_LIMIT)])])
    quoted(ben)
    assert len(nora.get("/follow-ups").body["items"]) == 2
    waiting = nora.get("/discounts").body["items"]
    assert [row["number"] for row in waiting] == [quote["number"]]
    _step(ana, quote, to="DOCUMENTED")
    assert ana.post(f"/quotes/{quote['id']}/stage-changes", invoicing(quote, vin(1))).status == 409
    option = (
        f"/quotes/{quote['id']}/vehicles/{waiting[0]['vehicle']['id']}/payment-options/{waiting[0]['option']['id']}"
    )
    decided = nora.post(f"{option}/discount-decision", {"decision": "APPROVED"})
    assert (decided.status, decided.body["discount_status"]) == (201, "APPROVED")
    assert nora.get("/discounts").body["items"] == []
    _step(ana, quote, **invoicing(quote, vin(1)))
    assert ana.post(f"/quotes/{quote['id']}/stage-changes", {"to": "DOCUMENTED", "note": "Error"}).status == 403
    assert nora.post(f"/quotes/{quote['id']}/stage-changes", {"to": "DOCUMENTED"}).pointers == ["/note"]
    back = _step(nora, quote, to="DOCUMENTED", note="Factura con error")
    assert back["stage"] == "DOCUMENTED"
    assert _unit_status(nora, vin(1)) == "AVAILABLE"


def test_another_advisor_finds_nothing_of_it(ana: Client, ben: Client) -> None:
    quote = quoted(ana)
    follow_up, path = f"/follow-ups/{quote['pending_follow_up']['id']}", f"/quotes/{quote['id']}"
    vehicle = f"{path}/vehicles/{quote['vehicles'][0]['id']}"
    option = f"{vehicle}/payment-options/{quote['vehicles'][0]['payment_options'][0]['id']}"
    assert ben.get("/follow-ups").body["items"] == []
    assert ben.get("/quotes").body["items"] == []
    replies = [
        ben.get(follow_up),
        ben.get(f"{follow_up}/suggestion"),
        ben.post(f"{follow_up}/resolution", a_resolution()),
        ben.post(f"{follow_up}/re-dates", {"due_at": when(days=2), "reason": "No puede"}),
        ben.get(path),
        ben.get(f"{path}/timeline"),
        ben.patch(path, {"quality": "HOT"}, if_match='"1"'),
        ben.post(f"{path}/vehicles", a_vehicle()),
        ben.delete(vehicle),
        ben.post(f"{vehicle}/payment-options", a_cash_option()),
        ben.delete(option),
        ben.post(f"{path}/stage-changes", {"to": "DOCUMENTED"}),
        ben.get("/follow-ups", advisor_id="ana"),
        ben.get("/quotes", advisor_id="ana"),
    ]
    assert [reply.status for reply in replies] == [404] * len(replies)
    assert ana.get(path).body == quote
