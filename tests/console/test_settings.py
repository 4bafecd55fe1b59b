"""*Ajustes*: the dealership's rules, set by the manager and read by the boss (B1, B2, and the figures of M13, M15)."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.console.conftest import PHONE, SCREEN, OpenConsole, SignedIn
from tests.http.client import HttpClient

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.fixture
def manager(signed_in: SignedIn) -> Iterator[HttpClient]:
    """A manager, after whom the rules are as they were."""
    client = signed_in("MANAGER")
    before = client.get("/settings").json()
    yield client
    fixed = ("follow_up_horizon_days", "opens", "closes")
    reply = client.patch("/settings", {name: value for name, value in before.items() if name not in fixed}, "*")
    assert reply.ok, reply.text


def change(page: Page, section: str) -> Locator:
    page.get_by_role("button", name=f"Cambiar {section}").click()
    return page.get_by_role("dialog", name=section)


def save(sheet: Locator) -> None:
    sheet.get_by_role("button", name="Guardar").click()
    expect(sheet).to_be_hidden()


def rules(client: HttpClient, *names: str) -> list[Any]:
    found = client.get("/settings").json()
    return [found[name] for name in names]


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_a_manager_sets_money_rates_hours_and_days_as_people_write_them(
    width: int, open_console: OpenConsole, manager: HttpClient
) -> None:
    page = open_console("#/ajustes", role="MANAGER", width=width)
    sheet = change(page, "Reservas")
    expect(sheet.get_by_label("Abono mínimo (dólares)")).to_have_value("50")
    sheet.get_by_label("Abono mínimo (dólares)").fill("75,50")
    sheet.get_by_label("Se guardan a lo más (días)").fill("7")
    save(sheet)
    assert rules(manager, "min_deposit_cents", "max_hold_days") == [7550, 7]
    expect(page.get_by_role("region", name="Reservas")).to_contain_text("$75,50")

    sheet = change(page, "Cotizaciones")
    sheet.get_by_label("Tasa efectiva máxima legal (%)").fill("16,9")
    save(sheet)
    assert rules(manager, "max_effective_rate_bps") == [1690]

    sheet = change(page, "Avisos")
    sheet.get_by_label("Agenda de la mañana a las").fill("08:15")
    save(sheet)
    assert rules(manager, "agenda_at") == ["08:15:00"]
    expect(page.get_by_role("region", name="Avisos")).to_contain_text("08:15")

    sheet = change(page, "Seguimientos")
    sheet.get_by_label("volver a llamar").fill("2, 4")
    sheet.get_by_label("sábado").check()
    sheet.get_by_label("Otro día").fill("2026-12-25")
    sheet.get_by_role("button", name="Agregar").click()
    expect(sheet.get_by_role("button", name="Quitar el 25 de diciembre de 2026")).to_be_visible()
    save(sheet)
    assert rules(manager, "no_answer_days", "working_weekdays", "closed_on") == [
        [2, 4],
        [0, 1, 2, 3, 4, 5],
        ["2026-12-25"],
    ]


def test_what_is_wrong_is_told_at_its_field(open_console: OpenConsole, manager: HttpClient) -> None:
    page = open_console("#/ajustes", role="MANAGER", forgive=("status of 422",))
    before = manager.get("/settings").json()
    sheet = change(page, "Avisos")
    boss = sheet.get_by_label("Al jefe de vitrina tras (días laborables)")
    managers = sheet.get_by_label("A los gerentes tras (días laborables)")
    boss.fill("uno")
    sheet.get_by_role("button", name="Guardar").click()
    expect(boss).to_have_accessible_description("Escriba un número entero.")
    boss.fill("4")
    sheet.get_by_role("button", name="Guardar").click()
    expect(managers).to_have_accessible_description("A los gerentes se les avisa después que al jefe de vitrina.")
    expect(managers).to_have_attribute("aria-invalid", "true")
    expect(boss).not_to_have_attribute("aria-invalid", "true")
    sheet.get_by_role("button", name="Cerrar").click()
    sheet.get_by_role("button", name="Descartar").click()
    sheet = change(page, "Concesionaria")
    sheet.get_by_label("Mensaje de WhatsApp").fill("Hola {customer}")
    sheet.get_by_role("button", name="Guardar").click()
    expect(sheet.get_by_text("El mensaje debe incluir {link}", exact=False)).to_be_visible()
    assert manager.get("/settings").json() == before


def test_a_boss_reads_and_an_advisor_does_not(open_console: OpenConsole) -> None:
    page = open_console("#/ajustes", role="BOSS")
    expect(page.get_by_role("region", name="Descuento sin aprobación")).to_contain_text("3%")
    expect(page.get_by_role("region", name="Avisos")).to_contain_text("30 minutos")
    expect(page.get_by_role("button", name="Cambiar")).to_have_count(0)
    page = open_console("#/ajustes")
    expect(page.get_by_role("heading", name="Aquí no hay nada")).to_be_visible()


def test_rules_that_do_not_come_can_be_asked_for_again(open_console: OpenConsole) -> None:
    page = open_console("#/nada", role="BOSS", forgive=("status of 500",))
    page.route("**/api/settings", lambda route: route.fulfill(status=500, json={"detail": "Algo falló."}))
    page.goto(page.url.replace("#/nada", "#/ajustes"))
    expect(page.get_by_text("Algo falló.")).to_be_visible()
    page.unroute("**/api/settings")
    page.get_by_role("button", name="Reintentar").click()
    expect(page.get_by_role("region", name="Avisos")).to_be_visible()
