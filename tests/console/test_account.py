"""*Mi cuenta*: the second step of one's sign-in, against a user pool that checks the codes."""

from base64 import b64decode, b64encode

import pytest
import zxingcpp
from playwright.sync_api import Locator, Page, expect

from local.accounts import Account
from local.stack import Stack
from tests.authenticator import code_of, wrong_code
from tests.console.conftest import PHONE, OpenConsole
from tests.console.looking import expect_no_violations, expect_thumb_targets, expect_within
from tests.console.test_session import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.own_browser]

GREY = """async (picture) => {
  const image = Object.assign(new Image(), { src: `data:image/png;base64,${picture}` });
  await image.decode();
  const { width, height } = image;
  const pen = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
  pen.drawImage(image, 0, 0);
  const grey = pen.getImageData(0, 0, width, height).data.filter((_, at) => at % 4 === 1);
  return { width, height, grey: btoa(String.fromCharCode(...grey)) };
}"""
CODE = "Código que muestra la aplicación"


@pytest.fixture
def account(stack: Stack) -> Account:
    """An advisor whom no other test here is."""
    return [account for account in stack.accounts if account.role == "ADVISOR"][-1]


def scanned(code: Locator) -> str:
    """What a camera reads in a picture of it."""
    found = code.page.evaluate(GREY, b64encode(code.screenshot()).decode())
    grey = memoryview(b64decode(found["grey"])).cast("B", (found["height"], found["width"]))
    read = zxingcpp.read_barcode(grey)
    assert read is not None
    return str(read.text)


def open_sheet(page: Page, button: str) -> Locator:
    page.get_by_role("region", name="Verificación en dos pasos").get_by_role("button", name=button).click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_be_visible()
    return sheet


def answer_with(page: Page, code: str) -> None:
    page.get_by_label("Código").fill(code)
    page.get_by_role("button", name="Continuar").click()


def test_it_is_switched_on_asked_for_at_the_sign_in_and_switched_off(
    open_console: OpenConsole, account: Account
) -> None:
    """One story, because each part needs the one before."""
    page = open_console(role=None, width=PHONE, forgive=("status of 409", "status of 422"))
    sign_in(page, account.email, account.password)
    page.get_by_role("button", name="Menú").click()
    page.get_by_role("dialog").get_by_role("link", name="Mi cuenta").click()
    sheet = open_sheet(page, "Activar")
    link = sheet.get_by_role("link", name="Abrir en este teléfono").get_attribute("href")
    assert link is not None
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert scanned(sheet.get_by_role("img", name="Código QR")) == link
    key = sheet.locator("code").inner_text().replace(" ", "")
    assert f"secret={key}&" in link
    sheet.get_by_label(CODE).fill(wrong_code(key))
    sheet.get_by_role("button", name="Activar").click()
    expect(sheet.get_by_text("El código no es correcto")).to_be_visible()
    code = code_of(key)
    sheet.get_by_label(CODE).fill(f"{code[:3]} {code[3:]}")
    sheet.get_by_role("button", name="Activar").click()
    expect(sheet).to_be_hidden()
    expect(page.get_by_text("Activada", exact=True)).to_be_visible()

    page.get_by_role("button", name="Menú").click()
    page.get_by_role("dialog").get_by_role("button", name="Salir").click()
    sign_in(page, account.email, account.password)
    expect(page.get_by_label("Código")).to_be_focused()
    expect_within(page)
    expect_no_violations(page)
    answer_with(page, wrong_code(key))
    expect(page.get_by_role("alert")).to_contain_text("El código no es correcto")
    answer_with(page, code_of(key))

    sheet = open_sheet(page, "Desactivar")
    expect_within(page)
    expect_thumb_targets(page)
    expect_no_violations(page)
    sheet.get_by_label("Contraseña").fill("Otra-clave-1")
    sheet.get_by_label(CODE).fill(code_of(key))
    sheet.get_by_role("button", name="Desactivar").click()
    expect(sheet.get_by_text("La contraseña no es correcta.")).to_be_visible()
    sheet.get_by_label("Contraseña").fill(account.password)
    sheet.get_by_label(CODE).fill(code_of(key))
    sheet.get_by_role("button", name="Desactivar").click()
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="Activar")).to_be_visible()


def test_a_sign_in_that_took_too_long_begins_again(open_console: OpenConsole, account: Account) -> None:
    page = open_console(role=None, forgive=("status of 409", "status of 401"))
    challenge = {"challenge": "AUTHENTICATOR_CODE", "session": "s" * 40}
    page.route("**/api/session", lambda route: route.fulfill(status=409, json={"state": challenge}))
    page.route("**/api/session/code", lambda route: route.fulfill(status=401, json={"detail": "Empiece de nuevo."}))
    sign_in(page, account.email, account.password)
    answer_with(page, "123456")
    expect(page.get_by_role("alert")).to_contain_text("Empiece de nuevo.")
    expect(page.get_by_label("Contraseña")).to_have_value(account.password)
