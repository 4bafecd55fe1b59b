"""*Ajustes*: the rules of the dealership and its showrooms, set by the manager, read by the boss (B1, B2, M13, M15)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.console.conftest import PHONE, SCREEN, OpenConsole, SignedIn
from tests.http.client import HttpClient

pytestmark = [pytest.mark.browser, pytest.mark.stack]

SETTABLE = ("discount_limit_bps", "city", "address")
NEXT_YEAR = datetime.now(UTC).year + 1
LIMIT = "Descuento sin aprobación, hasta (%)"


@pytest.fixture
def manager(signed_in: SignedIn) -> Iterator[HttpClient]:
    """A manager, after whom the rules and the showrooms are as they were."""
    client = signed_in("MANAGER")
    before, showrooms = client.get("/settings").json(), client.rows("/showrooms")
    yield client
    for showroom in showrooms:
        body = {name: showroom[name] for name in SETTABLE}
        assert client.patch(f"/showrooms/{showroom['id']}", body, "*").ok
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


def showroom(client: HttpClient, name: str = "Quito Norte") -> dict[str, Any]:
    return next(one for one in client.rows("/showrooms") if one["name"] == name)


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
    sheet.get_by_label("Otro día").fill(f"{NEXT_YEAR}-12-25")
    sheet.get_by_role("button", name="Agregar").click()
    expect(sheet.get_by_role("button", name=f"Quitar el 25 de diciembre de {NEXT_YEAR}")).to_be_visible()
    save(sheet)
    assert rules(manager, "no_answer_days", "working_weekdays", "closed_on") == [
        [2, 4],
        [0, 1, 2, 3, 4, 5],
        [f"{NEXT_YEAR}-12-25"],
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


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_a_manager_sets_a_showrooms_discount_limit_and_corrects_where_it_is(
    width: int, open_console: OpenConsole, manager: HttpClient
) -> None:
    before, elsewhere = showroom(manager), showroom(manager, "Guayaquil Centro")
    page = open_console("#/ajustes", role="MANAGER", width=width)
    sheet = change(page, "Quito Norte")
    expect(sheet.get_by_label(LIMIT)).to_have_value("3")
    sheet.get_by_label(LIMIT).fill("4,25")
    sheet.get_by_label("Ciudad").fill(" Otavalo ")
    sheet.get_by_label("Dirección").fill("Calle de los Ejemplos 7")
    save(sheet)
    here = page.get_by_role("region", name="Quito Norte")
    for told in ("4,25%", "Otavalo", "Calle de los Ejemplos 7"):
        expect(here).to_contain_text(told)
    wanted = {"discount_limit_bps": 425, "city": "Otavalo", "address": "Calle de los Ejemplos 7"}
    assert showroom(manager) == before | wanted
    assert showroom(manager, "Guayaquil Centro") == elsewhere


def test_only_what_was_changed_of_a_showroom_is_sent(open_console: OpenConsole, manager: HttpClient) -> None:
    page = open_console("#/ajustes", role="MANAGER")
    sheet = change(page, "Quito Norte")
    assert manager.patch(f"/showrooms/{showroom(manager)['id']}", {"city": "Otavalo"}, "*").ok
    sheet.get_by_label(LIMIT).fill("0")
    save(sheet)
    expect(page.get_by_role("region", name="Quito Norte")).to_contain_text("Otavalo")
    assert (showroom(manager)["city"], showroom(manager)["discount_limit_bps"]) == ("Otavalo", 0)


@pytest.mark.parametrize("limit", ["100,01", "3,125", "tres", "-1", ""])
def test_a_limit_that_is_no_share_is_told_at_its_field(
    limit: str, open_console: OpenConsole, manager: HttpClient
) -> None:
    page = open_console("#/ajustes", role="MANAGER")
    before = showroom(manager)
    sheet = change(page, "Quito Norte")
    sheet.get_by_label(LIMIT).fill(limit)
    sheet.get_by_label("Ciudad").fill(" ")
    sheet.get_by_role("button", name="Guardar").click()
    expect(sheet.get_by_label(LIMIT)).to_have_accessible_description(
        "Del precio de lista. Lo que ya espera aprobación sigue esperando."
        " Escriba un porcentaje de 0 a 100, con dos decimales a lo más."
    )
    expect(sheet.get_by_label("Ciudad")).to_have_accessible_description("No puede quedar vacío.")
    assert showroom(manager) == before


def test_who_changes_a_showroom_at_the_same_moment_is_told_and_keeps_what_was_typed(
    open_console: OpenConsole, manager: HttpClient
) -> None:
    page = open_console("#/ajustes", role="MANAGER", forgive=("status of 429",))
    busy = {"detail": "Otras personas están cambiando esto: intente de nuevo."}
    page.route("**/api/showrooms/*", lambda route: route.fulfill(status=429, json=busy), times=1)
    sheet = change(page, "Quito Norte")
    sheet.get_by_label("Ciudad").fill("Otavalo")
    sheet.get_by_role("button", name="Guardar").click()
    expect(sheet.get_by_role("alert")).to_have_text(busy["detail"])
    expect(sheet.get_by_label("Ciudad")).to_have_value("Otavalo")
    save(sheet)
    assert showroom(manager)["city"] == "Otavalo"


def test_a_showroom_is_changed_without_a_mouse(open_console: OpenConsole, manager: HttpClient) -> None:
    page = open_console("#/ajustes", role="MANAGER", width=SCREEN)
    page.get_by_role("button", name="Cambiar Quito Norte").focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Quito Norte")
    expect(sheet).to_be_visible()
    press_until_focused(page, sheet.get_by_label(LIMIT))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("12,5")
    press_until_focused(page, sheet.get_by_role("button", name="Guardar"))
    page.keyboard.press("Enter")
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("region", name="Quito Norte")).to_contain_text("12,5%")


def press_until_focused(page: Page, control: Locator, most: int = 10) -> None:
    for _ in range(most):
        if control.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the focus never came there")


def test_a_boss_reads_and_an_advisor_does_not(open_console: OpenConsole) -> None:
    page = open_console("#/ajustes", role="BOSS")
    expect(page.get_by_role("region", name="Quito Norte")).to_contain_text("3%")
    expect(page.get_by_role("region", name="Guayaquil Centro")).to_contain_text("Malecón de Muestra 001")
    expect(page.get_by_role("region", name="Avisos")).to_contain_text("30 minutos")
    expect(page.get_by_role("button", name="Cambiar")).to_have_count(0)
    page = open_console("#/ajustes")
    expect(page.get_by_role("heading", name="Aquí no hay nada")).to_be_visible()


@pytest.mark.parametrize(
    ("asked", "missing", "there"),
    [("settings", "Avisos", "Quito Norte"), ("showrooms?*", "Quito Norte", "Avisos")],
    ids=["rules", "showrooms"],
)
def test_what_does_not_come_can_be_asked_for_again(
    asked: str, missing: str, there: str, open_console: OpenConsole
) -> None:
    page = open_console("#/nada", role="BOSS", forgive=("status of 500",))
    page.route(f"**/api/{asked}", lambda route: route.fulfill(status=500, json={"detail": "Algo falló."}))
    page.goto(page.url.replace("#/nada", "#/ajustes"))
    expect(page.get_by_text("Algo falló.")).to_be_visible()
    expect(page.get_by_role("region", name=there)).to_be_visible()
    page.unroute(f"**/api/{asked}")
    page.get_by_role("button", name="Reintentar").click()
    expect(page.get_by_role("region", name=missing)).to_be_visible()
