"""The calls around a unit that several quotes want: reserve it, decide, wait in line."""

from datetime import UTC, datetime
from typing import Any

from .bodies import Body, a_quote_body, a_reservation_body
from .budget import COMMAND, THREE_READS, Budget, Errands
from .desk import Desk


def reserve(errands: Errands) -> None:
    """Ask, look, decide, cancel and lose."""
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


def wait_in_line(errands: Errands) -> None:
    """Wait behind a reservation, be offered the unit, confirm, and be refused."""
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
    body = a_quote_body(desk.fresh_phone(), datetime.now(UTC))
    return dict(desk.call(desk.advisor, "POST", "/quotes", body).json)


def _ask(errands: Errands, name: str, quote: Body, **more: Any) -> str:
    body = a_reservation_body(quote["vehicles"][0]["id"], datetime.now(UTC), **more)
    path = f"/quotes/{quote['id']}/reservations"
    return str(errands.run(name, COMMAND, errands.desk.advisor, "POST", path, body).json["id"])


def _command(reservation_id: str, command: str, body: Body) -> tuple[str, str, Body]:
    return "POST", f"/reservations/{reservation_id}/{command}", body
