"""Menu, signing in and out, and a session that is remembered."""

import pytest
from playwright.sync_api import Page, expect

from local.stack import Stack
from tests.console.conftest import PHONE, SCREEN, SETTLED, OpenConsole, held_back

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.own_browser]


def sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("Correo").fill(email)
    page.get_by_label("Contraseña").fill(password)
    page.get_by_role("button", name="Ingresar").click()


def test_a_sign_in_leads_where_the_link_pointed_and_is_remembered(open_console: OpenConsole, stack: Stack) -> None:
    advisor = stack.accounts[0]
    page = open_console("#/seguimientos?bucket=today", role=None)
    sign_in(page, advisor.email, advisor.password)
    today = page.get_by_role("navigation", name="Vencimiento").get_by_role("link", name="Hoy")
    expect(today).to_have_attribute("aria-current", "page")
    page.reload()
    expect(today).to_have_attribute("aria-current", "page")


def test_a_wrong_password_is_refused_in_words(open_console: OpenConsole, stack: Stack) -> None:
    page = open_console(role=None, forgive=("status of 401",))
    sign_in(page, stack.accounts[0].email, "Otra-clave-1")
    expect(page.get_by_role("alert")).to_contain_text("no son correctos")
    expect(page.get_by_role("button", name="Ingresar")).to_be_enabled()


def test_signing_out_forgets_what_was_kept_of_customers(open_console: OpenConsole, stack: Stack) -> None:
    page = open_console(role=None)
    sign_in(page, stack.accounts[1].email, stack.accounts[1].password)
    expect(page.get_by_role("listitem").first).to_be_visible()
    assert "agenda" in page.evaluate("Object.keys(localStorage).join()")
    page.get_by_role("button", name="Menú").click()
    page.get_by_role("dialog").get_by_role("button", name="Salir").click()
    expect(page.get_by_role("button", name="Ingresar")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_an_expired_token_is_renewed_without_a_word(open_console: OpenConsole) -> None:
    page = open_console(forgive=("status of 401",))
    page.wait_for_load_state("networkidle")
    page.evaluate("""() => {
      const held = JSON.parse(localStorage["desk.session"]);
      localStorage["desk.session"] = JSON.stringify({ ...held, idToken: "a.b.c" });
    }""")
    with page.expect_response("**/session/refresh") as renewed:
        page.reload()
    assert renewed.value.status == 200
    expect(page.get_by_role("listitem").first).to_be_visible()


def test_a_renewal_on_its_way_at_log_out_opens_nothing_again(open_console: OpenConsole, stack: Stack) -> None:
    page = open_console(role=None, forgive=("status of 401",))
    sign_in(page, stack.accounts[2].email, stack.accounts[2].password)
    expect(page.get_by_role("listitem").first).to_be_visible()
    page.evaluate("""() => {
      const held = JSON.parse(localStorage["desk.session"]);
      localStorage["desk.session"] = JSON.stringify({ ...held, idToken: "a.b.c" });
    }""")
    renewal = held_back(page, "**/session/refresh")
    page.evaluate("dispatchEvent(new StorageEvent('storage', { key: null }))")
    with page.expect_request("**/session/refresh"):
        page.get_by_role("link", name="Vencidos").click()
    answer = renewal().fetch()
    page.get_by_role("button", name="Menú").click()
    page.get_by_role("dialog").get_by_role("button", name="Salir").click()
    expect(page.get_by_role("button", name="Ingresar")).to_be_visible()
    with page.expect_response("**/session/refresh"):
        renewal().fulfill(response=answer)
    page.evaluate(SETTLED)
    assert page.evaluate("localStorage['desk.session'] ?? null") is None
    expect(page.get_by_role("button", name="Ingresar")).to_be_visible()


def test_a_session_that_is_over_leads_to_the_sign_in(open_console: OpenConsole) -> None:
    page = open_console(forgive=("status of 401",))
    page.wait_for_load_state("networkidle")
    page.evaluate("""() => {
      const held = JSON.parse(localStorage["desk.session"]);
      localStorage["desk.session"] = JSON.stringify({ ...held, idToken: "a.b.c", refreshToken: "gone" });
    }""")
    page.reload()
    expect(page.get_by_role("button", name="Ingresar")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_the_menu_leads_to_mis_seguimientos(width: int, open_console: OpenConsole) -> None:
    page = open_console("#/", width=width)
    page.wait_for_url("**/#/seguimientos")
    expect(page.get_by_role("heading", level=1, name="Mis Seguimientos")).to_be_visible()
    entry = page.get_by_role("navigation", name="Menú", exact=True).get_by_role("link", name="Seguimientos")
    expect(entry).to_have_attribute("aria-current", "page")


def test_an_address_of_nothing_offers_the_way_home(open_console: OpenConsole) -> None:
    page = open_console("#/nada")
    page.get_by_role("link", name="Ir a Mis Seguimientos").click()
    expect(page.get_by_role("heading", level=1, name="Mis Seguimientos")).to_be_visible()
