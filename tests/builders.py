"""Small builders: each makes one valid thing of the domain; keywords override any field of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from chalicelib.domain.agenda import local_date
from chalicelib.domain.codes import (
    DepositMethod,
    DiscountStatus,
    FollowUpType,
    PaymentKind,
    Quality,
    ReservationStatus,
    Role,
    Source,
    Stage,
)
from chalicelib.domain.customer import Customer
from chalicelib.domain.dealership import Moment, Person, Ref, Rules, Showroom
from chalicelib.domain.follow_up import Plan
from chalicelib.domain.inventory import Model, Unit
from chalicelib.domain.quote import CLOSED_STAGES, Discount, Extra, FollowUp, ModelRef, PaymentOption, Quote, Vehicle
from chalicelib.domain.reservation import Reservation, ReservationWish

ZONE = ZoneInfo("America/Guayaquil")
NOW = datetime(2026, 7, 15, 15, 0, tzinfo=UTC)
"""A Wednesday, 10:00 in Guayaquil."""

IN_A_DAY = NOW + timedelta(days=1)


def local(text: str) -> datetime:
    """An instant by the dealership's clock: ``local("2026-07-15 10:00")``."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def a_showroom(**overrides: Any) -> Showroom:
    """The north showroom, where discounts up to 3 % need no approval."""
    return replace(Showroom("s-norte", "Vitrina Norte", "Quito", "Av. de los Ejemplos 100"), **overrides)


def a_person(role: Role = Role.ADVISOR, **overrides: Any) -> Person:
    """Somebody of the north showroom, known by the role: ``p-advisor``, ``p-boss``, ``p-manager``."""
    name = f"{role.label} de Prueba"
    person = Person(
        id=f"p-{role.value.lower()}",
        name=name,
        email=f"{role.value.lower()}@desk.example",
        phone="+593990000001",
        role=role,
        showroom_id="s-norte",
    )
    return replace(person, **overrides)


def a_moment(
    person: Person | None = None, now: datetime = NOW, rules: Rules | None = None, today: date | None = None
) -> Moment:
    """Who decides (an advisor), when (``NOW``), under the rules of a new dealership."""
    return Moment(person or a_person(), now, today or local_date(now, ZONE), rules or Rules())


def a_customer(**overrides: Any) -> Customer:
    """A customer with a phone and consent."""
    return replace(Customer("Ana", "Núñez Ejemplo", "+593991234567", consent=True, consent_at=NOW), **overrides)


def a_model(**overrides: Any) -> Model:
    """A motorcycle of the catalogue at 3,000.00."""
    model = Model("m-one", "Andina", "Cóndor 200", 300_000, colours=("Rojo", "Negro"), model_years=(2025, 2026))
    return replace(model, **overrides)


def a_unit(**overrides: Any) -> Unit:
    """A unit of :func:`a_model`, on sale."""
    return replace(Unit("VIN0001", "m-one", 2026, "Rojo", "s-norte"), **overrides)


def a_discount(**overrides: Any) -> Discount:
    """100.00 off, within the limit, asked for by the advisor."""
    discount = Discount("Cliente frecuente", DiscountStatus.APPROVED, a_person().ref, NOW, amount_cents=10_000)
    if "percent_bps" in overrides:
        overrides = {"amount_cents": None, **overrides}
    return replace(discount, **overrides)


def an_option(**overrides: Any) -> PaymentOption:
    """Cash, without discount."""
    return replace(PaymentOption("o2", PaymentKind.CASH), **overrides)


def a_loan(**overrides: Any) -> PaymentOption:
    """Financed: 1,000.00 down, the rest over 24 months at 15.60 %."""
    option = PaymentOption("o3", PaymentKind.FINANCED, down_payment_cents=100_000, term_months=24, annual_rate_bps=1560)
    return replace(option, **overrides)


def an_extra(**overrides: Any) -> Extra:
    """The registration: 200.00, untaxed."""
    return replace(Extra("Matrícula", 20_000, taxed=False), **overrides)


def a_vehicle(*options: PaymentOption, **overrides: Any) -> Vehicle:
    """A vehicle of :func:`a_model` as quoted; one cash option unless others are given."""
    model = a_model()
    vehicle = Vehicle(
        id="v1",
        model=ModelRef(model.id, model.brand, model.name),
        model_year=2026,
        colour="Rojo",
        list_price_cents=model.list_price_cents,
        payment_options=options or (an_option(),),
    )
    return replace(vehicle, **overrides)


def a_follow_up(**overrides: Any) -> FollowUp:
    """A call due tomorrow at 10:00."""
    follow_up = FollowUp("q-test-9", FollowUpType.CALL, IN_A_DAY, Quality.WARM, created_at=NOW)
    return replace(follow_up, **overrides)


def a_plan(**overrides: Any) -> Plan:
    """A call in three days."""
    return replace(Plan(FollowUpType.CALL, NOW + timedelta(days=3)), **overrides)


def a_quote(**overrides: Any) -> Quote:
    """A quote of today: one vehicle, one pending follow-up (none in a closed stage), all ids below 10 used."""
    facts: dict[str, Any] = {
        "id": "q-test",
        "number": "COT-2026-000123",
        "created_at": NOW,
        "valid_until": date(2026, 7, 30),
        "iva_rate_bps": 1500,
        "customer": a_customer(),
        "advisor": a_person().ref,
        "showroom": a_showroom().ref,
        "source": Source.SHOWROOM,
        "quality": Quality.WARM,
        "vehicles": (a_vehicle(),),
        "pending": None if overrides.get("stage") in CLOSED_STAGES else a_follow_up(),
        "seq": 9,
    }
    return Quote(**(facts | overrides))


def a_sold_quote(stage: Stage = Stage.INVOICED, **overrides: Any) -> Quote:
    """A quote INVOICED (or DELIVERED) on :func:`a_unit`, with its chosen vehicle and option."""
    chosen = a_vehicle(an_option(chosen=True), chosen=True, vin=a_unit().vin)
    return a_quote(**({"stage": stage, "vehicles": (chosen,)} | overrides))


def a_lost_quote(had: Stage = Stage.QUOTED, **overrides: Any) -> Quote:
    """A quote given up at the stage it had."""
    return a_quote(**({"stage": Stage.LOST, "stage_before_lost": had} | overrides))


def somebody_else() -> Ref:
    """A colleague of the same showroom who has nothing to do with the deal."""
    return Ref("p-colleague", "Colega de Prueba")


def a_wish(**overrides: Any) -> ReservationWish:
    """To reserve :func:`a_unit` for :func:`a_vehicle` for two days, 100.00 down in cash."""
    wish = ReservationWish(
        vehicle_id="v1",
        id_number="1710034065",
        deposit_cents=10_000,
        deposit_method=DepositMethod.CASH,
        hold_until=NOW + timedelta(days=2),
        vin=a_unit().vin,
    )
    return replace(wish, **overrides)


def a_reservation(**overrides: Any) -> Reservation:
    """:func:`a_wish` as the advisor requested it."""
    reservation = Reservation(
        id="q-test-r5",
        vehicle_id="v1",
        vehicle=str(a_vehicle()),
        model_id="m-one",
        colour="Rojo",
        list_price_cents=300_000,
        showroom_id="s-norte",
        status=ReservationStatus.REQUESTED,
        id_number="1710034065",
        deposit_cents=10_000,
        deposit_method=DepositMethod.CASH,
        hold_until=NOW + timedelta(days=2),
        requested_at=NOW,
        requested_by=a_person().ref,
        vin=a_unit().vin,
        option=Ref("o2", "Contado"),
        total_cents=300_000,
    )
    return replace(reservation, **overrides)
