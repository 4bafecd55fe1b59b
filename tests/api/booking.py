"""Reservations as the people of the dealership make them over the API."""

from typing import Any

from tests.api.client import Client
from tests.api.samples import quoted, reserved, when
from tests.builders import NOW


def wanted(client: Client, vin: str | None = None, **fields: Any) -> dict[str, Any]:
    """A reservation on a new quote of the client's own."""
    return reserved(client, quoted(client), vin, **fields)


def decided(client: Client, reservation: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A reservation as the client approves it."""
    reply = client.post(f"/reservations/{reservation['id']}/decision", {"decision": "APPROVED", **fields})
    assert reply.status == 201, reply.body
    return reply.body  # type: ignore[no-any-return]


def approved(client: Client, boss: Client, vin: str, **fields: Any) -> dict[str, Any]:
    """An approved reservation of a unit."""
    return decided(boss, wanted(client, vin, **fields))


def cancelled(client: Client, reservation: dict[str, Any]) -> None:
    """Cancel it."""
    assert client.post(f"/reservations/{reservation['id']}/cancellation", {"reason": "Cambió de idea"}).status == 201


def unit_of(client: Client, vin: str) -> tuple[str, str | None, int]:
    """A unit's status, whose it is, and how many wait."""
    unit = client.get(f"/units/{vin}").body
    return unit["status"], unit["quote_id"], unit["waiting"]


def status_of(client: Client, reservation: dict[str, Any]) -> str:
    """Where a reservation stands now."""
    return str(client.get(f"/reservations/{reservation['id']}").body["status"])


def lost(client: Client, quote_id: str) -> None:
    """Lose the quote."""
    assert client.post(f"/quotes/{quote_id}/stage-changes", {"to": "LOST", "reason": "PRICE"}).status == 201


def documented(client: Client, **fields: Any) -> dict[str, Any]:
    """A new quote with its papers complete."""
    quote = quoted(client, **fields)
    reply = client.post(f"/quotes/{quote['id']}/stage-changes", {"to": "DOCUMENTED"})
    assert reply.status == 201
    return reply.body  # type: ignore[no-any-return]


def in_hours(hours: float) -> str:
    """An instant so many hours from the beginning of the test."""
    return when(NOW, hours=hours)
