"""*Cambio de etapas* and moving a follow-up, on the screen (M9, M10, G3)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.console.conftest import SCREEN, OpenConsole, SignedIn
from tests.http.client import HttpClient

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.fixture(scope="module")
def deals(signed_in: SignedIn) -> Iterator[dict[str, Any]]:
    """Quotes of an advisor that no other test touches, taken one after the other."""
    client = signed_in("ADVISOR", 2)
    rows = client.rows("/follow-ups", order="rank", stage="QUOTED")
    return iter([row for row in rows if not quote_of(client, row)["expired"]])


def quote_of(client: HttpClient, row: dict[str, Any]) -> dict[str, Any]:
    quote: dict[str, Any] = client.get(f"/quotes/{row['quote_id']}").json()
    return quote


def open_stages(page: Page) -> None:
    page.get_by_role("button", name="Cambiar etapa").click()
    expect(page.get_by_role("dialog", name="Cambiar etapa")).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Guardar").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_sale_from_quoted_to_delivered_with_its_unit(
    open_console: OpenConsole, signed_in: SignedIn, deals: Iterator[dict[str, Any]]
) -> None:
    client = signed_in("ADVISOR", 2)
    row, vehicle, unit = next(sellable(client, deals))
    page = open_console(f"#/seguimientos/{row['id']}", number=2, width=SCREEN, forgive=("status of 422",))
    open_stages(page)
    page.get_by_label("Pasar a Documentado").check()
    page.get_by_label("Nota").fill("Papeles completos")
    save(page)
    expect(page.get_by_role("region", name="Etapa").locator("[aria-current=step]")).to_have_text("Documentado")

    open_stages(page)
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Pasar a Facturado").check()
    name = f"{vehicle['model']['brand']} {vehicle['model']['name']}"
    sheet.get_by_role("group", name="Motocicleta").get_by_label(name).first.check()
    sheet.get_by_role("button", name="Guardar").click()
    expect(sheet.get_by_text("Es obligatorio para facturar.").first).to_be_visible()
    sheet.get_by_role("group", name="Forma de pago").get_by_role("radio").first.check()
    sheet.get_by_label(unit["vin"]).check()
    save(page)
    assert quote_of(client, row)["stage"] == "INVOICED"
    expect(page.get_by_text("Elegida")).to_be_visible()

    page.get_by_role("button", name="Resolver").click()
    page.get_by_label("Contactado", exact=True).check()
    page.get_by_label("Observaciones", exact=True).fill("Retiró la moto")
    page.get_by_label("Vehículo entregado").check()
    with page.expect_response("**/resolution") as sent:
        page.get_by_role("dialog").get_by_role("button", name="Guardar").click()
    assert sent.value.status == 201, sent.value.text()
    delivered = quote_of(client, row)
    assert (delivered["stage"], delivered["pending_follow_up"]) == ("DELIVERED", None)


def sellable(client: HttpClient, rows: Iterator[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], ...]]:
    """Quotes with a vehicle that can be paid and is in stock."""
    for row in rows:
        for vehicle in quote_of(client, row)["vehicles"]:
            units = client.rows("/units", model_id=vehicle["model"]["id"], status="AVAILABLE")
            options = [option for option in vehicle["payment_options"] if option["discount_status"] != "WAITING"]
            if units and options and options[0] == vehicle["payment_options"][0]:
                yield row, vehicle, units[0]


def test_lost_and_open_again_where_it_was(
    open_console: OpenConsole, signed_in: SignedIn, deals: Iterator[dict[str, Any]]
) -> None:
    client = signed_in("ADVISOR", 2)
    row = next(deals)
    page = open_console(f"#/seguimientos/{row['id']}", number=2, forgive=("status of 422",))
    open_stages(page)
    page.get_by_label("Desistido").check()
    page.get_by_label("Otro").check()
    page.get_by_role("dialog").get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("requiere un comentario").first).to_be_visible()
    page.get_by_label("Comentario").fill("Se mudó de ciudad")
    save(page)
    lost = quote_of(client, row)
    assert (lost["stage"], lost["lost_reason"]) == ("LOST", "OTHER")
    expect(page.get_by_text("Desistido: Otro", exact=True)).to_be_visible()

    open_stages(page)
    page.get_by_label("Reabrir en Cotizado").check()
    page.get_by_role("button", name="Mañana").click()
    page.get_by_role("button", name="11:00").click()
    save(page)
    opened = quote_of(client, row)
    assert opened["stage"] == "QUOTED"
    assert opened["pending_follow_up"]["due_at"].endswith("16:00:00Z")


def test_a_boss_steps_back_with_a_note_and_an_advisor_is_not_offered_it(
    open_console: OpenConsole, signed_in: SignedIn, deals: Iterator[dict[str, Any]]
) -> None:
    client = signed_in("ADVISOR", 2)
    row = next(deals)
    client.created(f"/quotes/{row['quote_id']}/stage-changes", {"to": "DOCUMENTED"})
    page = open_console(f"#/seguimientos/{row['id']}", number=2)
    open_stages(page)
    expect(page.get_by_label("Pasar a Facturado")).to_be_visible()
    expect(page.get_by_label("Devolver a Cotizado")).to_be_hidden()
    page = open_console(f"#/seguimientos/{row['id']}", role="BOSS", forgive=("status of 422",))
    open_stages(page)
    page.get_by_label("Devolver a Cotizado").check()
    page.get_by_role("dialog").get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Explique por qué se devuelve la etapa.")).to_be_visible()
    page.get_by_label("Por qué se devuelve").fill("Falta la cédula")
    save(page)
    assert quote_of(client, row)["stage"] == "QUOTED"


def test_moving_without_working_it_needs_a_reason_and_is_counted(
    open_console: OpenConsole, signed_in: SignedIn, deals: Iterator[dict[str, Any]]
) -> None:
    client = signed_in("ADVISOR", 2)
    in_six_days = (datetime.now(UTC) + timedelta(days=6)).isoformat()
    row = next(row for row in deals if row["due_at"] < in_six_days)  # one that is not for that day already
    before = client.get(f"/follow-ups/{row['id']}").json()["follow_up"]["re_dates"]
    page = open_console(f"#/seguimientos/{row['id']}", number=2, forgive=("status of 422",))
    page.get_by_role("button", name="Mover").click()
    sheet = page.get_by_role("dialog", name="Mover de fecha")
    sheet.get_by_role("button", name="En una semana").click()
    sheet.get_by_role("button", name="Mover").click()
    expect(sheet.get_by_label("Motivo")).to_have_attribute("aria-invalid", "true")
    sheet.get_by_label("Motivo").fill("Está de viaje")
    sheet.get_by_role("button", name="Mover").click()
    expect(sheet).to_be_hidden()
    assert client.get(f"/follow-ups/{row['id']}").json()["follow_up"]["re_dates"] == before + 1
