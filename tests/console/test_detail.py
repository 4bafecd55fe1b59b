"""The detail: everything about a follow-up in one screen, and sending its proforma (M4, M5, M11)."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.console.conftest import PHONE, SCREEN, OpenConsole, SignedIn
from tests.console.test_installed import IN_HAND

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_the_detail_shows_customer_vehicles_stage_and_history(
    width: int, open_console: OpenConsole, signed_in: SignedIn
) -> None:
    row = signed_in().rows("/follow-ups", order="rank")[0]
    quote = signed_in().get(f"/follow-ups/{row['id']}").json()["quote"]
    page = open_console(f"#/seguimientos/{row['id']}", width=width)
    expect(page.get_by_role("heading", level=1, name=row["customer"]["name"])).to_be_visible()
    for vehicle in quote["vehicles"]:
        model = vehicle["model"]
        expect(page.get_by_role("article", name=f"{model['brand']} {model['name']}").first).to_be_visible()
    expect(page.get_by_role("region", name="Cliente")).to_contain_text(quote["advisor"]["name"])
    expect(page.get_by_role("region", name="Historia").get_by_role("listitem")).not_to_have_count(0)
    call = page.get_by_role("link", name=f"Llamar a {row['customer']['name']}").last
    assert call.get_attribute("href") == f"tel:{row['customer']['phone']}"


def test_the_link_is_copied_and_whatsapp_opens_with_a_message(open_console: OpenConsole, signed_in: SignedIn) -> None:
    row = signed_in().rows("/follow-ups", order="rank")[1]
    page = open_console(f"#/seguimientos/{row['id']}", permissions=["clipboard-read", "clipboard-write"])
    page.context.route("https://wa.me/**", lambda route: route.fulfill(body="WhatsApp"))
    page.get_by_role("button", name="Enviar link cotización").click()
    expect(page.get_by_text("Enlace copiado: péguelo")).to_be_visible()
    url = page.evaluate("navigator.clipboard.readText()")
    assert url == signed_in().get(f"/follow-ups/{row['id']}").json()["quote"]["proforma"]["url"]
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="WhatsApp", exact=True).click()
    digits = row["customer"]["phone"].lstrip("+")
    assert opened.value.url.startswith(f"https://wa.me/{digits}?text=")
    assert url in unquote(opened.value.url)
    sends = page.get_by_role("region", name="Historia").get_by_text("Envi")
    expect(sends.nth(1)).to_be_visible()


def test_the_page_that_was_sent_is_shown_as_it_was_and_cannot_reach_the_session(
    open_console: OpenConsole, signed_in: SignedIn
) -> None:
    row = signed_in().rows("/follow-ups", order="rank")[2]
    signed_in().created(f"/quotes/{row['quote_id']}/proforma", {})
    page = open_console(f"#/seguimientos/{row['id']}", width=SCREEN, installs=True)
    page.wait_for_function(IN_HAND)
    page.get_by_role("button", name="Ver cotización").click()
    frame = page.frame_locator("iframe[title='Cotización']")
    expect(frame.get_by_role("heading", level=1)).to_contain_text("Hola")
    expect(frame.get_by_text("No es comprobante de venta")).to_be_attached()
    shown = next(frame for frame in page.frames if "/proforma/" in frame.url)
    font = "getComputedStyle(document.body).margin"
    assert shown.evaluate(font) == "0px", "its own style applies"
    assert page.evaluate("document.querySelector('iframe').contentDocument") is None, (
        "another origin, as far as scripts go"
    )


def test_a_resolved_follow_up_of_an_old_mail_leads_to_the_pending_one(
    open_console: OpenConsole, signed_in: SignedIn
) -> None:
    client = signed_in()
    done = next(
        (row, history[0])
        for row in client.rows("/follow-ups")
        if (history := client.get(f"/follow-ups/{row['id']}").json()["history"])
    )
    row, resolved = done
    page = open_console(f"#/seguimientos/{resolved['id']}")
    expect(page.get_by_text("Este seguimiento ya se resolvió.")).to_be_visible()
    expect(page.get_by_role("button", name="Resolver")).to_be_hidden()
    page.get_by_role("link", name="Ver el pendiente").click()
    page.wait_for_url(f"**/#/seguimientos/{row['id']}")
    expect(page.get_by_role("button", name="Resolver")).to_be_visible()


def test_what_is_not_there_says_so(open_console: OpenConsole) -> None:
    page = open_console("#/seguimientos/nada-1", forgive=("status of 404",))
    expect(page.get_by_role("alert")).to_contain_text("No existe o no está a su alcance.")
