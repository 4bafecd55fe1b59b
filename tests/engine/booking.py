"""Reservations through a desk's API, as its people make them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.dealership import Person

from .bodies import Body, a_quote_body, a_reservation_body
from .desk import Client, Desk, Reply


def real_time() -> datetime:
    """Now."""
    return datetime.now(UTC)


class Requests:
    """What people ask through a client; ``now`` tells the time by which their requests are dated."""

    def __init__(self, client: Client, now: Callable[[], datetime] = real_time) -> None:
        self.client = client
        self.now = now

    def ask(self, person: Person, quote: Body, vin: str | None = None, **more: Any) -> Reply:
        """Ask for the quote's first vehicle: for a unit, or for the boss to pick one."""
        body = a_reservation_body(quote["vehicles"][0]["id"], self.now(), vin=vin, **more)
        return self.client.call(person, "POST", f"/quotes/{quote['id']}/reservations", body)

    def asked(self, person: Person, quote: Body, vin: str | None = None, **more: Any) -> str:
        """The id of a reservation that could be asked for."""
        return str(_made(self.ask(person, quote, vin, **more))["id"])

    def approve(self, person: Person, reservation_id: str, **more: Any) -> Reply:
        return self._post(person, reservation_id, "decision", {"decision": "APPROVED", **more})

    def reject(self, person: Person, reservation_id: str) -> Reply:
        return self._post(person, reservation_id, "decision", {"decision": "REJECTED", "reason": "No"})

    def confirm(self, person: Person, reservation_id: str) -> Reply:
        return self._post(person, reservation_id, "confirmation", {})

    def cancel(self, person: Person, reservation_id: str) -> Reply:
        return self._post(person, reservation_id, "cancellation", {"reason": "Ya no"})

    def step(self, person: Person, quote: Body, to: str, **more: Any) -> Reply:
        """A stage change."""
        return self.client.call(person, "POST", f"/quotes/{quote['id']}/stage-changes", {"to": to, **more})

    def sell(self, person: Person, quote: Body, vin: str) -> Reply:
        """Invoice the quote's first vehicle with its first payment option."""
        vehicle = quote["vehicles"][0]
        option = vehicle["payment_options"][0]
        return self.step(person, quote, "INVOICED", vehicle_id=vehicle["id"], payment_option_id=option["id"], vin=vin)

    def _post(self, person: Person, reservation_id: str, command: str, body: Body) -> Reply:
        return self.client.call(person, "POST", f"/reservations/{reservation_id}/{command}", body)


class Bookings(Requests):
    """The same at a desk, where quotes can be made too."""

    def __init__(self, desk: Desk, now: Callable[[], datetime] = real_time) -> None:
        super().__init__(desk, now)
        self.desk = desk

    def quote(self, advisor: Person) -> Body:
        """A new quote of an advisor."""
        return _made(self.desk.call(advisor, "POST", "/quotes", a_quote_body(self.desk.fresh_phone(), self.now())))


def _made(reply: Reply) -> Body:
    assert reply.status == 201, reply.text
    return dict(reply.json)
