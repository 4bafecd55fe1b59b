"""Every call of the API once, in an order in which each is possible, with its budget and what it cost.

The desk's advisor must hold work of a known size; nothing here depends on what the rest of the dealership has.
"""

from datetime import UTC, datetime
from functools import partial
from typing import Any

from msgspec import Struct

from chalicelib.domain.dealership import Person

from .bodies import (
    Body,
    a_big_discount_body,
    a_model_body,
    a_quote_body,
    a_reservation_body,
    a_resolution_body,
    a_unit_body,
    a_vehicle_body,
    in_days,
)
from .counting import Cost, cost_of
from .desk import Desk, Reply


class Budget(Struct, frozen=True):
    """Reads at most; transactions and counters exactly."""

    reads: int
    transactions: int = 0
    counters: int = 0

    def holds(self, cost: Cost) -> bool:
        """Whether a call kept to it; a Scan, or any request of another kind, never does."""
        expected = cost.reads + self.transactions + self.counters
        return (
            cost.reads <= self.reads
            and cost.transactions == self.transactions
            and cost.counters == self.counters
            and len(cost.operations) == expected
        )


NOTHING = Budget(0)
ONE_READ = Budget(1)
RESOLVE = Budget(1, transactions=1)
COMMAND = Budget(2, transactions=1)
THREE_READS = Budget(3, transactions=1)
"""Where the reservation must tell the unit, and the unit or the showroom who else is concerned."""
CREATE = Budget(5, transactions=1, counters=1)


class Errand(Struct, frozen=True):
    """A call that was made."""

    name: str
    budget: Budget
    cost: Cost


class Errands:
    """Makes calls as somebody, and notes what each cost."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.done: list[Errand] = []

    def run(
        self, name: str, budget: Budget, person: Person, method: str, path: str, body: Body | None = None, **more: Any
    ) -> Reply:
        """Make a call that must succeed."""
        reply, cost = cost_of(partial(self.desk.call, person, method, path, body, **more))
        assert reply.status < 300, f"{name}: {reply.text}"
        self.done.append(Errand(name, budget, cost))
        return reply


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
    _reserve(errands)
    _wait_in_line(errands)
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


def _reserve(errands: Errands) -> None:
    desk, unit = errands.desk, errands.desk.stock_unit()
    first, second, third = (_quote_to_reserve(desk) for _ in range(3))
    reserved = _ask(errands, "POST reservation", first, vin=unit.vin)
    kinds = _ask(errands, "POST reservation, model and colour", second)
    _ask(errands, "POST reservation, one more on the unit", third, vin=unit.vin)
    errands.run(
        "GET /reservations, the tray", Budget(3), desk.boss, "GET", "/reservations", query={"status": ["REQUESTED"]}
    )
    errands.run("GET /reservations, advisor", Budget(2), desk.advisor, "GET", "/reservations")
    errands.run("GET /reservations/{id}", Budget(2), desk.advisor, "GET", f"/reservations/{reserved}")
    errands.run("POST decision, rejected", COMMAND, desk.boss, *_command(kinds, "decision", REJECTED))
    errands.run("POST decision, approved", COMMAND, desk.boss, *_command(reserved, "decision", APPROVED))
    picked = _ask(errands, "POST reservation, again", second)
    approved = APPROVED | {"vin": desk.stock_unit().vin}
    errands.run("POST decision, approved with a unit", COMMAND, desk.boss, *_command(picked, "decision", approved))
    errands.run("POST cancellation", COMMAND, desk.advisor, *_command(reserved, "cancellation", REASON))
    path = f"/quotes/{second['id']}/stage-changes"
    lost = {"to": "LOST", "reason": "PRICE"}
    errands.run("POST stage change to LOST, reserved", COMMAND, desk.advisor, "POST", path, lost)


APPROVED: Body = {"decision": "APPROVED"}
REJECTED: Body = {"decision": "REJECTED", "reason": "Sin stock"}
REASON: Body = {"reason": "Ya no la quiere"}


def _wait_in_line(errands: Errands) -> None:
    desk, unit = errands.desk, errands.desk.stock_unit()
    first, second, third = (_quote_to_reserve(desk) for _ in range(3))
    holding = _ask(errands, "POST reservation, before others", first, vin=unit.vin)
    desk.call(desk.boss, *_command(holding, "decision", APPROVED))
    waiting = _ask(errands, "POST reservation, in line", second, vin=unit.vin, wait=True)
    _ask(errands, "POST reservation, last in line", third, vin=unit.vin, wait=True)
    errands.run(
        "POST cancellation, somebody waits", THREE_READS, desk.advisor, *_command(holding, "cancellation", REASON)
    )
    errands.run("POST confirmation", THREE_READS, desk.advisor, *_command(waiting, "confirmation", {}))
    errands.run("POST decision, somebody waits", THREE_READS, desk.boss, *_command(waiting, "decision", REJECTED))


def _quote_to_reserve(desk: Desk) -> Body:
    """A quote of the desk's advisor, whose making is counted elsewhere."""
    body = a_quote_body(desk.fresh_phone(), _now())
    return dict(desk.call(desk.advisor, "POST", "/quotes", body).json)


def _ask(errands: Errands, name: str, quote: Body, **more: Any) -> str:
    body = a_reservation_body(quote["vehicles"][0]["id"], _now(), **more)
    path = f"/quotes/{quote['id']}/reservations"
    return str(errands.run(name, COMMAND, errands.desk.advisor, "POST", path, body).json["id"])


def _command(reservation_id: str, command: str, body: Body) -> tuple[str, str, Body]:
    return "POST", f"/reservations/{reservation_id}/{command}", body
