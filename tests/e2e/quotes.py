"""Quotes as an advisor makes them at the deployed desk."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from tests.http.client import HttpClient

_numbers = count(1)


def ahead(**span: float) -> str:
    """An instant from now on."""
    return (datetime.now(UTC) + timedelta(**span)).isoformat()


def a_quote(advisor: HttpClient, unit: dict[str, Any], **other: Any) -> dict[str, Any]:
    """A quote of a customer of its own on the model of a unit."""
    body = {
        "customer": {
            "first_name": "Prueba",
            "last_name": "Desplegada",
            "phone": f"0987{next(_numbers):06d}",
            "consent": True,
        },
        "source": "SHOWROOM",
        "quality": "HOT",
        "vehicles": [{name: unit[name] for name in ("model_id", "model_year", "colour")}],
        "follow_up": {"type": "CALL", "due_at": ahead(days=1)},
        **other,
    }
    return advisor.created("/quotes", body)


def following(**fields: Any) -> dict[str, Any]:
    """What comes next."""
    return {"type": "CALL", "due_at": ahead(days=2), "quality": "WARM", "observations": "Confirmar color", **fields}


def reserve(client: HttpClient, quote: dict[str, Any], unit: dict[str, Any]) -> dict[str, Any]:
    """Ask for a unit against a deposit."""
    body = {
        "vehicle_id": quote["vehicles"][0]["id"],
        "vin": unit["vin"],
        "id_number": "1710034065",
        "deposit_cents": 10_000,
        "deposit_method": "CASH",
        "receipt_number": "R-1",
        "hold_until": ahead(days=2),
    }
    return client.created(f"/quotes/{quote['id']}/reservations", body)
