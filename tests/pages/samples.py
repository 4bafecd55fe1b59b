"""Pages worth looking at, from quotes like those of a day at work. Everybody in them is invented."""

from datetime import date, timedelta
from typing import Any

from chalicelib.domain.codes import PaymentKind
from chalicelib.domain.dealership import Rules
from chalicelib.domain.proforma import ProformaContent, proforma_content
from chalicelib.domain.quote import Extra, ModelRef, PaymentOption, Vehicle
from tests.builders import NOW, ZONE, a_customer, a_discount, a_person, a_quote, a_showroom, a_vehicle

FAR = date(2099, 12, 31)
"""A validity that no test outlives."""

SECRETS = {"last name": "Zambrano", "phone": "991234567", "id number": "1710034065", "e-mail": "maria.z@correo.example"}
"""What the page must not tell of its customer."""


def a_loan(option_id: str, down_cents: int, months: int, rate_bps: int = 1560, **more: Any) -> PaymentOption:
    """A financed option."""
    return PaymentOption(
        option_id,
        PaymentKind.FINANCED,
        down_payment_cents=down_cents,
        term_months=months,
        annual_rate_bps=rate_bps,
        **more,
    )


def a_page(*vehicles: Vehicle, first_name: str = "María", valid_until: date = FAR, **photos: str) -> ProformaContent:
    """What the page of a quote with these vehicles shows."""
    customer = a_customer(
        first_name=first_name,
        last_name="Zambrano Ejemplo",
        phone="+593991234567",
        id_number=SECRETS["id number"],
        email=SECRETS["e-mail"],
    )
    quote = a_quote(
        customer=customer,
        vehicles=vehicles or (a_vehicle(),),
        valid_until=valid_until,
        created_at=NOW + timedelta(days=133),
    )
    advisor = a_person(name="Andrés Salinas", phone="+593987654321")
    showroom = a_showroom(name="Vitrina Norte", address="Av. de los Ejemplos N45-100", city="Quito")
    rules = Rules(dealership_name="Motos del Páramo")
    return proforma_content(quote, advisor, showroom, rules, ZONE, photos)


REGISTRATION = Extra("Matrícula", 18_550, taxed=False)
INSURANCE = Extra("Seguro contra robo, un año", 21_900)
HELMET = Extra("Casco integral", 6_500)

STREET = Vehicle(
    "v1",
    ModelRef("fz", "Yamaha", "FZ 25"),
    2027,
    "Azul",
    479_900,
    (REGISTRATION, INSURANCE, HELMET),
    (
        PaymentOption("o1", PaymentKind.CASH, a_discount(percent_bps=300)),
        a_loan("o2", 150_000, 24),
        a_loan("o3", 100_000, 48, discount=a_discount(amount_cents=5_000)),
    ),
)
TRAIL = Vehicle(
    "v2",
    ModelRef("xr", "Honda", "XR 190L"),
    2026,
    "Rojo",
    419_900,
    (REGISTRATION,),
    (PaymentOption("o4", PaymentKind.CASH), a_loan("o5", 120_000, 36)),
)
SCOOTER = Vehicle(
    "v3", ModelRef("pcx", "Honda", "PCX 160"), 2027, "Gris mate", 519_900, (REGISTRATION,), (a_loan("o6", 0, 12, 0),)
)

LONG = Vehicle(
    "v1",
    ModelRef(
        "long", "Manufacturas Motociclísticas Ecuatorianas", "Conquistador Intercontinental Adventure 250 Touring SX"
    ),
    2027,
    "Azul petróleo perlado con franjas amarillas",
    12_345_678_99,
    (
        Extra(
            "Sobreprotecciónantivandálicaextraordinariamentelarga y seguro contra todo riesgo por tres años", 99_999_999
        ),
    ),
    tuple(a_loan(f"o{number}", 1_000_000 * number, 12 * number) for number in range(1, 7)),
)


def every_page() -> dict[str, ProformaContent]:
    """Sample pages by name."""
    return {
        "rich": a_page(STREET, TRAIL),
        "three": a_page(STREET, TRAIL, SCOOTER),
        "one": a_page(SCOOTER),
        "bare": a_page(a_vehicle(id="v1", payment_options=())),
        "long": a_page(LONG, first_name="Maximiliana Esperanza de los Ángeles"),
    }
