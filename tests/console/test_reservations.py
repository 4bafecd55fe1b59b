"""What becomes of a reservation, a unit and a quote that is over, each on the screen (M14-M17, G7, B4)."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.console.conftest import PHONE, SCREEN, OpenConsole, SignedIn
from tests.console.deals import a_quote, a_reservation, approve, free_units, status_of, unit_now
from tests.http.client import HttpClient

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.fixture(scope="module")
def units(signed_in: SignedIn) -> Iterator[dict[str, Any]]:
    """Units that no other test touches, taken one after the other."""
    return free_units(signed_in())


def follow_up_of(quote: dict[str, Any]) -> str:
    return f"#/seguimientos/{quote['pending_follow_up']['id']}"


def name_of(vehicle: dict[str, Any]) -> str:
    return f"{vehicle['model']['brand']} {vehicle['model']['name']}"


def fill_in(page: Page) -> Locator:
    """The form of a reservation, but for its unit."""
    sheet = page.get_by_role("dialog", name="Solicitud de reserva")
    sheet.get_by_label("Cédula, RUC o pasaporte").fill("1710034065")
    sheet.get_by_label("Abono").fill("200")
    return sheet


def give_reason(page: Page, title: str, action: str, reason: str) -> None:
    """A reason is asked for, and insisted upon."""
    sheet = page.get_by_role("dialog", name=title)
    sheet.get_by_role("button", name=action).click()
    expect(sheet.get_by_text("Escriba el motivo.")).to_be_visible()
    sheet.get_by_label("Motivo").fill(reason)
    sheet.get_by_role("button", name=action).click()
    expect(sheet).to_be_hidden()


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_motorcycles_and_payment_options_are_added_from_the_follow_up(
    width: int, open_console: OpenConsole, signed_in: SignedIn, units: Iterator[dict[str, Any]]
) -> None:
    quote = a_quote(signed_in(), next(units))
    page = open_console(follow_up_of(quote), width=width)
    page.get_by_role("button", name="Agregar", exact=True).click()
    sheet = page.get_by_role("dialog", name="Agregar motocicleta")
    sheet.get_by_role("list", name="Modelos").get_by_role("button").first.click()
    sheet.get_by_role("group", name="Color").locator("label").first.click()
    sheet.get_by_role("button", name="Agregar", exact=True).click()
    expect(page.get_by_role("region", name="Motocicletas").get_by_role("article")).to_have_count(2)

    page.get_by_role("button", name="Forma de pago", exact=True).first.click()
    sheet = page.get_by_role("dialog", name=name_of(quote["vehicles"][0]))
    sheet.get_by_label("Financiado").check()
    sheet.get_by_label("Entrada", exact=True).fill("500")
    sheet.get_by_role("button", name="Agregar").click()
    expect(sheet).to_be_hidden()
    vehicles = signed_in().get(f"/quotes/{quote['id']}").json()["vehicles"]
    assert len(vehicles) == 2
    assert [option["kind"] for option in vehicles[0]["payment_options"]] == ["CASH", "FINANCED"]
    expect(page.get_by_role("article", name=name_of(vehicles[0])).first).to_contain_text("24 ×")


def test_a_request_from_the_follow_up_is_rejected_with_a_reason_that_its_advisor_reads(
    open_console: OpenConsole, signed_in: SignedIn, units: Iterator[dict[str, Any]]
) -> None:
    unit = next(units)
    quote = a_quote(signed_in(), unit)
    page = open_console(follow_up_of(quote))
    page.get_by_role("button", name="Reservar", exact=True).click()
    sheet = fill_in(page)
    sheet.get_by_label(unit["vin"]).check()
    sheet.get_by_role("button", name="Solicitar reserva").click()
    asked = page.get_by_role("article", name=f"Reserva de {name_of(quote['vehicles'][0])}")
    expect(asked).to_contain_text("Solicitada")
    expect(page.get_by_role("button", name="Reservar", exact=True)).to_be_disabled()

    boss = open_console("#/bandeja", role="BOSS")
    request = boss.get_by_role("article", name=quote["customer"]["last_name"])
    request.get_by_role("button", name="Rechazar").click()
    give_reason(boss, "Rechazar la reserva", "Rechazar", "El abono no alcanza")
    expect(request).to_be_hidden()
    assert unit_now(signed_in(), unit["vin"])["status"] == "AVAILABLE"
    page.reload()
    expect(asked).to_contain_text("Rechazada")
    expect(asked).to_contain_text("El abono no alcanza")
    expect(page.get_by_role("button", name="Reservar", exact=True)).to_be_enabled()


def test_an_approved_reservation_is_cancelled_and_its_unit_is_free_again(
    open_console: OpenConsole, signed_in: SignedIn, units: Iterator[dict[str, Any]]
) -> None:
    unit = next(units)
    quote = a_quote(signed_in(), unit)
    reservation = a_reservation(signed_in(), quote, unit["vin"])
    approve(signed_in("BOSS"), reservation)
    page = open_console("#/reservas?status=APPROVED")
    card = page.get_by_role("article", name=quote["customer"]["last_name"])
    card.get_by_role("button", name="Anular").click()
    give_reason(page, "Anular la reserva", "Anular", "El cliente desistió")
    expect(card).to_be_hidden()
    assert status_of(signed_in(), reservation) == "CANCELLED"
    assert unit_now(signed_in(), unit["vin"])["status"] == "AVAILABLE"


def test_who_comes_late_waits_in_line_and_confirms_the_unit_when_it_is_free(
    open_console: OpenConsole, signed_in: SignedIn, units: Iterator[dict[str, Any]]
) -> None:
    unit, first, second = next(units), signed_in(), signed_in("ADVISOR", 1)
    held = a_reservation(first, a_quote(first, unit), unit["vin"])
    approve(signed_in("BOSS"), held)
    quote = a_quote(second, unit)
    page = open_console(follow_up_of(quote), number=1)
    page.get_by_role("button", name="Reservar", exact=True).click()
    sheet = fill_in(page)
    sheet.get_by_label(unit["vin"]).check()
    sheet.get_by_role("button", name="Solicitar reserva").click()
    expect(sheet.get_by_text("Otra persona la tiene: escoja otra, o espere por ella.")).to_be_visible()
    sheet.get_by_label("Esperar por esta unidad").check()
    sheet.get_by_role("button", name="Solicitar reserva").click()
    card = page.get_by_role("article", name=f"Reserva de {name_of(quote['vehicles'][0])}")
    expect(card).to_contain_text("En espera")
    expect(card.get_by_role("button", name="Confirmar")).to_be_hidden()
    line = open_console("#/reservas?status=WAITING", number=1)
    expect(line.get_by_role("article", name=quote["customer"]["last_name"])).to_contain_text("En espera, puesto 1")

    first.created(f"/reservations/{held['id']}/cancellation", {"reason": "El cliente desistió"})
    page.reload()
    expect(card).to_contain_text("Ofrecida hasta")
    card.get_by_role("button", name="Confirmar").click()
    expect(page.get_by_text("unidad confirmada.")).to_be_visible()
    expect(card).to_contain_text("Solicitada")
    (asked,) = second.get(f"/quotes/{quote['id']}").json()["reservations"]
    assert (asked["status"], asked["vin"]) == ("REQUESTED", unit["vin"])


def test_a_manager_moves_a_unit_and_retires_it(
    open_console: OpenConsole, signed_in: SignedIn, units: Iterator[dict[str, Any]]
) -> None:
    unit = next(units)
    manager = signed_in("MANAGER")
    (elsewhere,) = [one for one in manager.rows("/showrooms") if one["id"] != unit["showroom_id"]]
    page = open_console(f"#/stock?que=unidades&model_id={unit['model_id']}", role="MANAGER")
    tile = page.get_by_role("list", name="Unidades").get_by_role("button", name=unit["vin"])
    tile.click()
    sheet = page.get_by_role("dialog", name=unit["vin"])
    sheet.get_by_label("Vitrina").select_option(elsewhere["name"])
    sheet.get_by_role("button", name="Guardar").click()
    expect(tile).to_contain_text(elsewhere["name"])
    assert unit_now(manager, unit["vin"])["showroom_id"] == elsewhere["id"]
    tile.click()
    sheet.get_by_role("button", name="Retirar").click()
    expect(tile).to_be_hidden()
    assert unit_now(manager, unit["vin"])["status"] == "RETIRED"
    page.get_by_label("Estado").select_option("Retirada del stock")
    tile.click()
    sheet.get_by_role("button", name="Devolver al stock").click()
    expect(tile).to_be_hidden()
    assert unit_now(manager, unit["vin"])["status"] == "AVAILABLE"


def test_a_unit_that_is_reserved_is_not_retired(
    open_console: OpenConsole, signed_in: SignedIn, units: Iterator[dict[str, Any]]
) -> None:
    unit = next(units)
    approve(signed_in("BOSS"), a_reservation(signed_in(), a_quote(signed_in(), unit), unit["vin"]))
    page = open_console("#/stock?que=unidades&status=RESERVED", role="MANAGER", forgive=("status of 409",))
    page.get_by_role("list", name="Unidades").get_by_role("button", name=unit["vin"]).click()
    sheet = page.get_by_role("dialog", name=unit["vin"])
    sheet.get_by_role("button", name="Retirar").click()
    expect(sheet.get_by_role("alert")).not_to_be_empty()
    assert unit_now(signed_in(), unit["vin"])["status"] == "RESERVED"


def test_an_expired_quote_is_renewed_in_one_tap(open_console: OpenConsole, signed_in: SignedIn) -> None:
    client = signed_in()
    row = next(row for row in client.rows("/follow-ups") if is_expired(client, row))
    page = open_console(f"#/seguimientos/{row['id']}")
    expect(page.get_by_text("no se puede avanzar con ella")).to_be_visible()
    page.get_by_role("button", name="Renovar").click()
    expect(page.get_by_text("Cotización renovada con los precios de hoy")).to_be_visible()
    expect(page.get_by_role("button", name="Renovar")).to_be_hidden()
    assert not is_expired(client, row)


def is_expired(client: HttpClient, row: dict[str, Any]) -> bool:
    expired: bool = client.get(f"/quotes/{row['quote_id']}").json()["expired"]
    return expired
