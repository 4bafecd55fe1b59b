"""Bodies that the API accepts, and a quote made with one."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.api.client import Client
from tests.builders import NOW

_serial = count(1)

OVER_THE_LIMIT = {"percent_bps": 500, "reason": "Feria del mes"}
"""Five per cent; the showroom's limit is three."""


def when(due_at: datetime = NOW, **ahead: float) -> str:
    """An instant as it travels: ``when(days=2)`` from now."""
    return (due_at + timedelta(**ahead)).isoformat()


def phone(number: int) -> str:
    """One of ten million mobile phones."""
    return f"099{number:07d}"


def a_cash_option(**fields: Any) -> dict[str, Any]:
    return {"kind": "CASH", **fields}


def a_financed_option(**fields: Any) -> dict[str, Any]:
    return {"kind": "FINANCED", "down_payment_cents": 100_000, "term_months": 24, "annual_rate_bps": 1560, **fields}


def a_vehicle(**fields: Any) -> dict[str, Any]:
    return {"model_id": "m-one", "model_year": 2026, "colour": "Rojo", "payment_options": [a_cash_option()], **fields}


def a_customer(**fields: Any) -> dict[str, Any]:
    """A customer with a phone that nobody has yet."""
    return {"first_name": "María", "last_name": "Ñuñez", "phone": phone(next(_serial)), "consent": True, **fields}


def a_quote(**fields: Any) -> dict[str, Any]:
    """A quote of one vehicle for a new customer, to be called tomorrow."""
    return {
        "customer": a_customer(),
        "source": "WEB",
        "quality": "WARM",
        "vehicles": [a_vehicle()],
        "follow_up": {"type": "CALL", "due_at": when(days=1)},
        **fields,
    }


def a_next(**fields: Any) -> dict[str, Any]:
    return {"type": "CALL", "due_at": when(days=3), "quality": "WARM", **fields}


def a_resolution(**fields: Any) -> dict[str, Any]:
    """Contacted, to be called again in three days."""
    return {"outcome": "CONTACTED", "observations": "Pidió otra propuesta", "next": a_next(), **fields}


def a_reservation(**fields: Any) -> dict[str, Any]:
    """A quote's first vehicle, without a chassis, for two days against 100.00 in cash."""
    return {
        "vehicle_id": "v2",
        "id_number": "1710034065",
        "deposit_cents": 10_000,
        "deposit_method": "CASH",
        "hold_until": when(days=2),
        **fields,
    }


def reserved(client: Client, quote: dict[str, Any], vin: str | None = None, **fields: Any) -> dict[str, Any]:
    """A reservation that the client asks for, of the quote's first vehicle, as the API answers it."""
    body = a_reservation(vehicle_id=quote["vehicles"][0]["id"], vin=vin, **fields)
    reply = client.post(f"/quotes/{quote['id']}/reservations", body)
    assert reply.status == 201, reply.body
    return reply.body  # type: ignore[no-any-return]


def quoted(client: Client, **fields: Any) -> dict[str, Any]:
    """A new quote of the client's own, as the API answers it."""
    reply = client.post("/quotes", a_quote(**fields))
    assert reply.status == 201, reply.body
    return reply.body  # type: ignore[no-any-return]


def invoicing(quote: dict[str, Any], vin: str) -> dict[str, Any]:
    """The stage change that sells the quote's first vehicle under its first option."""
    vehicle = quote["vehicles"][0]
    return {
        "to": "INVOICED",
        "vehicle_id": vehicle["id"],
        "payment_option_id": vehicle["payment_options"][0]["id"],
        "vin": vin,
    }
