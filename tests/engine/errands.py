"""Every kind of call once, in an order in which each is possible, with its budget and what it cost.

The desk's advisor must hold work of a known size; nothing here depends on what the rest of the dealership has.
"""

from datetime import UTC, datetime
from typing import Any

from .bodies import (
    a_big_discount_body,
    a_model_body,
    a_quote_body,
    a_resolution_body,
    a_unit_body,
    a_vehicle_body,
    in_days,
)
from .budget import COMMAND, CREATE, NOTHING, ONE_DELETED, ONE_READ, RESOLVE, Budget, Errand, Errands
from .desk import Desk
from .errands_around_a_unit import reserve, wait_in_line


def run_errands(desk: Desk) -> list[Errand]:
    """Look at everything, then do everything."""
    errands = Errands(desk)
    _look_at_lists(errands)
    quote = _create(errands)
    _look_at_one(errands, quote)
    _edit_offer(errands, quote)
    _work(errands, quote)
    _sell(errands, quote)
    _lose_and_reopen(errands)
    _hand_over(errands)
    _keep_stock(errands)
    _renew(errands)
    reserve(errands)
    wait_in_line(errands)
    _look_at_inbox(errands)
    _set_rules(errands)
    return errands.done


def _now() -> datetime:
    return datetime.now(UTC)


def _look_at_lists(errands: Errands) -> None:
    desk = errands.desk
    advisor, boss, manager = desk.advisor, desk.boss, desk.manager
    here = {"showroom_id": [desk.showroom.id]}
    narrow = {
        "q": ["an"],
        "source": ["SHOWROOM", "WEB"],
        "quality": ["WARM"],
        "min_days": ["-400"],
        "max_days": ["3650"],
    }
    errands.run("GET /me", ONE_READ, advisor, "GET", "/me")
    errands.run("GET /catalogue", NOTHING, advisor, "GET", "/catalogue")
    errands.run("GET /models", ONE_READ, advisor, "GET", "/models")
    errands.run("GET /units of a showroom", ONE_READ, advisor, "GET", "/units", query=here)
    errands.run("GET /follow-ups", ONE_READ, advisor, "GET", "/follow-ups")
    errands.run("GET /follow-ups, every filter", ONE_READ, advisor, "GET", "/follow-ups", query=narrow)
    errands.run("GET /follow-ups by rank", ONE_READ, advisor, "GET", "/follow-ups", query={"order": ["rank"]})
    errands.run("GET /follow-ups, boss", ONE_READ, boss, "GET", "/follow-ups")
    errands.run("GET /follow-ups, manager in a showroom", ONE_READ, manager, "GET", "/follow-ups", query=here)
    errands.run("GET /quotes", ONE_READ, advisor, "GET", "/quotes")
    errands.run("GET /quotes, boss", ONE_READ, boss, "GET", "/quotes")
    errands.run("GET /discounts", ONE_READ, boss, "GET", "/discounts")
    errands.run("GET /board", Budget(2), boss, "GET", "/board", query=here)
    errands.run("GET /people", Budget(2), boss, "GET", "/people")
    errands.run("GET /settings", ONE_READ, boss, "GET", "/settings")


def _create(errands: Errands, name: str = "POST /quotes", **overrides: Any) -> dict[str, Any]:
    desk = errands.desk
    body = a_quote_body(desk.fresh_phone(), _now(), **overrides)
    body["customer"] |= {"id_type": "PASSPORT", "id_number": f"AB{desk.fresh_phone()}"}
    created: dict[str, Any] = errands.run(
        name, CREATE, desk.advisor, "POST", "/quotes", body, idempotency_key=f"create-{body['customer']['phone']}"
    ).json
    return created


def _look_at_one(errands: Errands, quote: dict[str, Any]) -> None:
    advisor, quote_id, follow_up_id = errands.desk.advisor, quote["id"], quote["pending_follow_up"]["id"]
    phone = {"phone": [quote["customer"]["phone"]]}
    errands.run("GET /follow-ups/{id}", ONE_READ, advisor, "GET", f"/follow-ups/{follow_up_id}")
    errands.run("GET /follow-ups/{id}/suggestion", ONE_READ, advisor, "GET", f"/follow-ups/{follow_up_id}/suggestion")
    errands.run("GET /quotes/{id}", ONE_READ, advisor, "GET", f"/quotes/{quote_id}")
    errands.run("GET /quotes/{id}/timeline", ONE_READ, advisor, "GET", f"/quotes/{quote_id}/timeline")
    errands.run("GET /customers by phone", ONE_READ, advisor, "GET", "/customers", query=phone)


def _edit_offer(errands: Errands, quote: dict[str, Any]) -> None:
    desk, here = errands.desk, f"/quotes/{quote['id']}"
    advisor, first = desk.advisor, quote["vehicles"][0]["id"]
    options = f"{here}/vehicles/{first}/payment-options"
    errands.run("PATCH /quotes/{id}", COMMAND, advisor, "PATCH", here, {"source": "FAIR"}, if_match='"1"')
    added = errands.run("POST vehicle", COMMAND, advisor, "POST", f"{here}/vehicles", a_vehicle_body()).json
    errands.run("DELETE vehicle", COMMAND, advisor, "DELETE", f"{here}/vehicles/{added['id']}")
    added = errands.run(
        "POST vehicle, manager", COMMAND, desk.manager, "POST", f"{here}/vehicles", a_vehicle_body()
    ).json
    plain = errands.run("POST payment option", COMMAND, advisor, "POST", options, {"kind": "CASH"}).json
    errands.run("DELETE payment option", COMMAND, advisor, "DELETE", f"{options}/{plain['id']}")
    asked = errands.run(
        "POST payment option over the limit", COMMAND, advisor, "POST", options, a_big_discount_body()
    ).json
    decision = f"{options}/{asked['id']}/discount-decision"
    errands.run("POST discount decision", COMMAND, desk.boss, "POST", decision, {"decision": "APPROVED"})


def _work(errands: Errands, quote: dict[str, Any]) -> None:
    advisor, follow_up_id = errands.desk.advisor, quote["pending_follow_up"]["id"]
    moved = {"due_at": in_days(_now(), 3), "reason": "Viaje"}
    errands.run("POST re-date", COMMAND, advisor, "POST", f"/follow-ups/{follow_up_id}/re-dates", moved)
    resolution, path = a_resolution_body(_now()), f"/follow-ups/{follow_up_id}/resolution"
    key = f"resolve-{follow_up_id}"
    errands.run("POST resolution", RESOLVE, advisor, "POST", path, resolution, idempotency_key=key)
    errands.run("POST resolution, replayed", ONE_READ, advisor, "POST", path, resolution, idempotency_key=key)


def _sell(errands: Errands, quote: dict[str, Any]) -> None:
    desk, path = errands.desk, f"/quotes/{quote['id']}/stage-changes"
    unit, vehicle = desk.stock_unit(), quote["vehicles"][0]
    invoice = {
        "to": "INVOICED",
        "vehicle_id": vehicle["id"],
        "payment_option_id": vehicle["payment_options"][0]["id"],
        "vin": unit.vin,
    }
    back = {"to": "DOCUMENTED", "note": "Falta un papel"}
    errands.run("POST stage change to DOCUMENTED", COMMAND, desk.advisor, "POST", path, {"to": "DOCUMENTED"})
    errands.run("POST stage change to INVOICED", COMMAND, desk.advisor, "POST", path, invoice)
    errands.run("POST stage change one back", COMMAND, desk.boss, "POST", path, back)
    desk.call(desk.advisor, "POST", path, invoice)
    errands.run("POST stage change to DELIVERED", COMMAND, desk.advisor, "POST", path, {"to": "DELIVERED"})


def _lose_and_reopen(errands: Errands) -> None:
    desk = errands.desk
    quote = _create(
        errands,
        "POST /quotes, discount over the limit",
        vehicles=[a_vehicle_body(payment_options=[a_big_discount_body()])],
    )
    path = f"/quotes/{quote['id']}/stage-changes"
    reopen = {"to": "QUOTED", "follow_up": a_resolution_body(_now())["next"]}
    errands.run("POST stage change to LOST", COMMAND, desk.advisor, "POST", path, {"to": "LOST", "reason": "PRICE"})
    reopened = errands.run("POST stage change, reopened", COMMAND, desk.advisor, "POST", path, reopen).json
    path = f"/follow-ups/{reopened['pending_follow_up']['id']}/resolution"
    lost = {"outcome": "CONTACTED", "observations": "No", "stage_change": {"to": "LOST", "reason": "PRICE"}}
    errands.run("POST resolution that loses", RESOLVE, desk.advisor, "POST", path, lost)


def _hand_over(errands: Errands) -> None:
    desk = errands.desk
    giver, taker = desk.hire(), desk.hire()
    for _ in range(3):
        desk.call(desk.boss, "POST", "/quotes", a_quote_body(desk.fresh_phone(), _now(), advisor_id=giver.id))
    handover = {"from_advisor_id": giver.id, "to_advisor_id": taker.id}
    errands.run("POST reassignment of three", COMMAND, desk.boss, "POST", "/reassignments", handover)


def _keep_stock(errands: Errands) -> None:
    desk = errands.desk
    model = errands.run("POST /models", COMMAND, desk.manager, "POST", "/models", a_model_body()).json
    price = {"list_price_cents": 310_000}
    errands.run("PATCH /models/{id}", COMMAND, desk.manager, "PATCH", f"/models/{model['id']}", price)
    body = a_unit_body(desk.fresh_vin(), model["id"], desk.showroom.id)
    unit = errands.run("POST /units", COMMAND, desk.manager, "POST", "/units", body).json
    path, elsewhere = f"/units/{unit['vin']}", desk.open_showroom()
    errands.run("PATCH unit, moved", COMMAND, desk.manager, "PATCH", path, {"showroom_id": elsewhere.id})
    errands.run("PATCH unit, corrected", COMMAND, desk.manager, "PATCH", path, {"colour": "Negro"})


def _renew(errands: Errands) -> None:
    desk = errands.desk
    quote = desk.call(desk.advisor, "POST", "/quotes", a_quote_body(desk.fresh_phone(), _now())).json
    errands.run("POST renewal", COMMAND, desk.advisor, "POST", f"/quotes/{quote['id']}/renewals")


def _look_at_inbox(errands: Errands) -> None:
    boss = errands.desk.boss
    told = errands.run("GET /inbox", Budget(2), boss, "GET", "/inbox").json["items"]
    errands.run("POST inbox entry, read", ONE_DELETED, boss, "POST", f"/inbox/{told[0]['id']}/read")


def _set_rules(errands: Errands) -> None:
    desk = errands.desk
    here, limit = f"/showrooms/{desk.showroom.id}", desk.showroom.discount_limit_bps
    errands.run("PATCH /settings", COMMAND, desk.manager, "PATCH", "/settings", {"max_hold_days": 4})
    errands.run("PATCH /showrooms/{id}", COMMAND, desk.manager, "PATCH", here, {"discount_limit_bps": limit + 1})
