"""Quotes, reservations, tray, board, stock and people: walked as advisor, boss and manager (M12, M13, M15-M18, G2, G3)."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.console.conftest import PHONE, SCREEN, OpenConsole, SignedIn
from tests.console.deals import a_quote, free_units
from tests.console.filling import fill_new_quote
from tests.console.looking import expect_no_violations, expect_within

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def look(page: Page) -> None:
    """What holds for every screen."""
    expect_within(page)
    expect_no_violations(page)


def go(page: Page, address: str) -> None:
    page.evaluate("address => { location.hash = address }", address)


def test_a_call_becomes_a_quote_that_is_sent(open_console: OpenConsole, signed_in: SignedIn) -> None:
    page = open_console("#/cotizaciones/nueva", permissions=["clipboard-read", "clipboard-write"])
    page.context.route("https://wa.me/**", lambda route: route.fulfill(body="WhatsApp"))
    page.get_by_role("button", name="Crear cotización").click()
    expect(page.get_by_text("Escriba el teléfono.")).to_be_visible()
    look(page)
    fill_new_quote(page, "0987650001")
    expect(page.get_by_label("Entrada", exact=True)).not_to_have_value("")
    expect(page.get_by_role("list", name="Cómo queda")).to_contain_text("24 ×")
    reckoned = page.get_by_role("list", name="Cómo queda").get_by_role("listitem").last.locator("strong").inner_text()
    page.get_by_role("button", name="Crear cotización").click()
    expect(page.get_by_role("heading", level=1, name="Ficticia De Prueba")).to_be_visible()
    quote_id = page.url.rpartition("/")[2]
    option = signed_in().get(f"/quotes/{quote_id}").json()["vehicles"][0]["payment_options"][1]
    assert reckoned.replace("\xa0", "").replace(".", "").replace(",", "").endswith(str(option["instalment_cents"])), (
        "what was shown is what the API reckons"
    )
    look(page)
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="WhatsApp", exact=True).click()
    assert signed_in().get(f"/quotes/{quote_id}").json()["proforma"]["url"] in unquote(opened.value.url)


def test_a_known_customer_is_told_before_a_second_quote(open_console: OpenConsole, signed_in: SignedIn) -> None:
    quote = a_quote(signed_in(), next(free_units(signed_in())))
    page = open_console("#/cotizaciones/nueva", width=SCREEN)
    page.get_by_label("Teléfono").fill(quote["customer"]["phone"])
    expect(page.get_by_text("Este cliente ya tiene una cotización abierta.")).to_be_visible()
    expect(page.get_by_role("link", name=quote["number"])).to_be_visible()
    look(page)


def test_what_somebody_else_changed_meanwhile_is_not_written_over(
    open_console: OpenConsole, signed_in: SignedIn
) -> None:
    client = signed_in()
    quote = a_quote(client, next(free_units(client)))
    page = open_console(f"#/cotizaciones/{quote['id']}", forgive=("status of 412",))
    page.get_by_role("button", name="Editar cliente").click()
    sheet = page.get_by_role("dialog", name="Cliente")
    sheet.get_by_label("Nombres").fill("Otro")
    reply = client.patch(f"/quotes/{quote['id']}", {"source": "REFERRAL"}, f'"{quote["version"]}"')
    assert reply.status_code == 200
    sheet.get_by_role("button", name="Guardar").click()
    expect(sheet.get_by_text("Alguien más cambió esto mientras tanto")).to_be_visible()
    assert client.get(f"/quotes/{quote['id']}").json()["customer"]["first_name"] == "Persona"


def test_a_discount_waits_for_the_boss_and_a_reservation_too(open_console: OpenConsole, signed_in: SignedIn) -> None:
    quote = a_quote(signed_in(), next(free_units(signed_in())))
    page = open_console(f"#/cotizaciones/{quote['id']}")
    page.get_by_role("button", name="Forma de pago", exact=True).first.click()
    page.get_by_label("Financiado").check()
    page.get_by_label("Entrada", exact=True).fill("500")
    page.get_by_label("Descuento (opcional)").fill("300")
    page.get_by_label("Motivo del descuento").fill("Feria del mes")
    look(page)
    page.get_by_role("dialog").get_by_role("button", name="Agregar").click()
    expect(page.get_by_text("El descuento espera al jefe de vitrina")).to_be_visible()
    page.get_by_role("button", name="Reservar", exact=True).first.click()
    page.get_by_label("Cédula, RUC o pasaporte").fill("1710034065")
    page.get_by_label("Abono").fill("150")
    look(page)
    page.get_by_role("button", name="Solicitar reserva").click()
    expect(page.get_by_text("Solicitud de reserva: solicitada.")).to_be_visible()
    go(page, "#/reservas?status=REQUESTED")
    expect(page.get_by_role("article", name=quote["customer"]["name"]).first).to_be_visible()
    look(page)

    showroom = quote["showroom"]["name"]
    bosses = [
        number
        for number in range(2)
        if signed_in("BOSS", number).session_opened["person"]["showroom"]["name"] == showroom
    ]
    boss = open_console("#/bandeja?que=descuentos", role="BOSS", number=bosses[0])
    card = boss.get_by_role("article", name=quote["number"])
    expect(card).to_contain_text("Feria del mes")
    look(boss)
    card.get_by_role("button", name="Aprobar").click()
    expect(card).to_be_hidden()
    go(boss, "#/bandeja")
    request = boss.get_by_role("article", name=quote["customer"]["name"])
    expect(request).to_contain_text("$150,00")
    look(boss)
    request.get_by_role("button", name="Aprobar").click()
    boss.get_by_role("group", name="Unidad").locator("label").first.click()
    boss.get_by_role("button", name="Aprobar con esta unidad").click()
    expect(request).to_be_hidden()
    kept = signed_in().get(f"/quotes/{quote['id']}").json()["reservations"]
    assert [one["status"] for one in kept] == ["APPROVED"]


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_the_board_opens_the_list_of_each_figure(width: int, open_console: OpenConsole, signed_in: SignedIn) -> None:
    line = signed_in("BOSS").get("/board").json()["advisors"][0]
    page = open_console("#/tablero", role="BOSS", width=width)
    figures = page.get_by_role("article", name=line["advisor"]["name"])
    expect(figures.get_by_role("link", name="vencidos")).to_contain_text(str(line["overdue"]))
    look(page)
    figures.get_by_role("link", name="vencidos").click()
    expect(page.get_by_role("link", name="Vencidos")).to_contain_text(str(line["overdue"]))
    go(page, "#/cotizaciones")
    expect(page.get_by_role("list", name="Cotizaciones").get_by_role("listitem").first).to_be_visible()
    look(page)


def test_a_manager_keeps_catalogue_and_stock(open_console: OpenConsole, signed_in: SignedIn) -> None:
    page = open_console("#/stock", role="MANAGER")
    expect(page.get_by_role("list", name="Modelos").get_by_role("listitem").first).to_be_visible()
    look(page)
    page.get_by_role("button", name="Agregar modelo").click()
    for label, text in {
        "Marca": "Andina",
        "Modelo": "Jaguar 300",
        "Precio de lista": "4.999,90",
        "Colores": "Rojo, Negro",
    }.items():
        page.get_by_label(label).last.fill(text)
    look(page)
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Modelo guardado.")).to_be_visible()
    (model,) = signed_in("MANAGER").rows("/models", q="Jaguar 300")
    assert (model["list_price_cents"], model["colours"]) == (499_990, ["Rojo", "Negro"])
    go(page, "#/stock?que=unidades")
    page.get_by_role("list", name="Unidades").get_by_role("button").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    look(page)


def test_work_is_handed_over_and_back(open_console: OpenConsole, signed_in: SignedIn) -> None:
    boss = signed_in("BOSS")
    advisors = [person for person in boss.rows("/people") if person["role"] == "ADVISOR"]
    giver = advisors[-1]
    before = {row["id"] for row in boss.rows("/follow-ups", advisor_id=giver["id"])}
    page = open_console("#/personas", role="BOSS")
    page.get_by_role("button", name=f"Traspasar el trabajo de {giver['name']}").click()
    page.get_by_label("Recibe").select_option(index=1)
    look(page)
    page.get_by_role("button", name="Traspasar todo").click()
    expect(page.get_by_role("dialog")).to_be_hidden(timeout=60_000)
    expect(page.get_by_role("button", name="Devolver")).to_be_visible()
    assert boss.rows("/follow-ups", advisor_id=giver["id"]) == []
    page.get_by_role("button", name="Devolver").click()
    expect(page.get_by_role("button", name="Devolver")).to_be_hidden(timeout=60_000)
    assert {row["id"] for row in boss.rows("/follow-ups", advisor_id=giver["id"])} == before
