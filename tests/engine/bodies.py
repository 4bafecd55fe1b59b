"""Request bodies that are right, for an instant."""

from datetime import datetime, timedelta
from typing import Any

Body = dict[str, Any]


def in_days(now: datetime, days: float) -> str:
    """An instant some days ahead, as it travels."""
    return (now + timedelta(days=days)).isoformat()


def a_quote_body(phone: str, now: datetime, **overrides: Any) -> Body:
    """A quote with one motorcycle, cash and financed, and a call tomorrow."""
    body: Body = {
        "customer": {"first_name": "Ana", "last_name": "Núñez", "phone": phone, "consent": True},
        "source": "WEB",
        "quality": "HOT",
        "vehicles": [a_vehicle_body(payment_options=[{"kind": "CASH"}, a_loan_body()])],
        "follow_up": {"type": "CALL", "due_at": in_days(now, 1)},
    }
    return body | overrides


def a_vehicle_body(**overrides: Any) -> Body:
    """The one model of the desk's catalogue, with its registration."""
    body: Body = {
        "model_id": "m-one",
        "model_year": 2026,
        "colour": "Rojo",
        "extras": [{"name": "Matrícula", "amount_cents": 20_000, "taxed": False}],
    }
    return body | overrides


def a_loan_body(**overrides: Any) -> Body:
    """Financed over two years at the check value's rate."""
    body: Body = {"kind": "FINANCED", "down_payment_cents": 100_000, "term_months": 24, "annual_rate_bps": 1560}
    return body | overrides


def a_big_discount_body() -> Body:
    """Cash at 10 % off: more than an advisor may give."""
    return {"kind": "CASH", "discount": {"percent_bps": 1000, "reason": "Feria"}}


def a_resolution_body(now: datetime, **overrides: Any) -> Body:
    """Contacted, and a call in two days."""
    body: Body = {
        "outcome": "CONTACTED",
        "observations": "Quiere verla",
        "next": {"type": "CALL", "due_at": in_days(now, 2), "quality": "HOT"},
    }
    return body | overrides


def a_reservation_body(vehicle_id: str, now: datetime, **overrides: Any) -> Body:
    """A vehicle kept for two days against 100.00 in cash."""
    body: Body = {
        "vehicle_id": vehicle_id,
        "id_number": "AB123456",
        "deposit_cents": 10_000,
        "deposit_method": "CASH",
        "hold_until": in_days(now, 2),
    }
    return body | overrides


def a_model_body(**overrides: Any) -> Body:
    """A model that the catalogue does not have."""
    body: Body = {
        "brand": "Volcán",
        "name": "Áspero 250",
        "list_price_cents": 300_000,
        "colours": ["Rojo", "Negro"],
        "model_years": [2026],
    }
    return body | overrides


def a_unit_body(vin: str, model_id: str, showroom_id: str, **overrides: Any) -> Body:
    """A red unit of this year."""
    body: Body = {"vin": vin, "model_id": model_id, "model_year": 2026, "colour": "Rojo", "showroom_id": showroom_id}
    return body | overrides
