"""Deals of a test's own, made over the API: what a test is not about is not walked through the screen."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from tests.http.client import HttpClient

_people = count(1)
OVER_THE_LIMIT = {"percent_bps": 900, "reason": "Cliente frecuente"}


def in_days(days: int) -> str:
    """An instant so many days from now, in the afternoon of Ecuador."""
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT20:00:00Z")


def free_units(client: HttpClient) -> Iterator[dict[str, Any]]:
    """Units of the client's showroom that nobody has, one model after another, so that each is of another."""
    showroom = client.me["showroom"]["id"]
    units = client.rows("/units", showroom_id=showroom, status="AVAILABLE")
    free = [unit for unit in units if not unit["waiting"] and not unit["quote_id"]]
    yield from {unit["model_id"]: unit for unit in free}.values()


def a_quote(client: HttpClient, unit: dict[str, Any]) -> dict[str, Any]:
    """A new quote of the client's own, for a unit's model and colour, with cash and one loan to choose from."""
    number = next(_people)
    return client.created(
        "/quotes",
        {
            "customer": {
                "first_name": "Persona",
                "last_name": f"Inventada {number}",
                "phone": f"+5939910{number:05}",
                "consent": True,
            },
            "source": "WEB",
            "quality": "WARM",
            "vehicles": [
                {
                    "model_id": unit["model_id"],
                    "model_year": unit["model_year"],
                    "colour": unit["colour"],
                    "payment_options": [{"kind": "CASH"}],
                }
            ],
            "follow_up": {"type": "CALL", "due_at": in_days(1)},
        },
    )


def a_reservation(client: HttpClient, quote: dict[str, Any], vin: str | None = None, **facts: Any) -> dict[str, Any]:
    """A request to reserve the quote's motorcycle."""
    wish = {
        "vehicle_id": quote["vehicles"][0]["id"],
        "id_number": "1710034065",
        "deposit_cents": 20_000,
        "deposit_method": "CASH",
        "hold_until": in_days(2),
    }
    return client.created(f"/quotes/{quote['id']}/reservations", wish | ({"vin": vin} if vin else {}) | facts)


def approve(boss: HttpClient, reservation: dict[str, Any]) -> None:
    boss.created(f"/reservations/{reservation['id']}/decision", {"decision": "APPROVED"})


def status_of(client: HttpClient, reservation: dict[str, Any]) -> str:
    """Where a reservation stands now."""
    return str(client.get(f"/reservations/{reservation['id']}").json()["status"])


def unit_now(client: HttpClient, vin: str) -> dict[str, Any]:
    """A unit as it is now."""
    unit: dict[str, Any] = client.get(f"/units/{vin}").json()
    return unit
