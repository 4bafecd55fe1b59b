"""What holds for every view: accessible in light and dark, nothing sticks out, targets that a thumb hits, own files only."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from local.stack import Stack
from tests.console.conftest import PHONE, SCREEN, OpenConsole, Scheme, SignedIn

pytestmark = [pytest.mark.browser, pytest.mark.stack]

LEAST_TARGET = 44
CONTROLS = "a[href], button, input:not([type=radio], [type=checkbox]), select, textarea, .choices label"


def at_login(page: Page, _: SignedIn) -> None:
    expect(page.get_by_role("button", name="Ingresar")).to_be_visible()


def at_list(page: Page, _: SignedIn) -> None:
    expect(page.get_by_role("listitem").first).to_be_visible()


def at_filters(page: Page, signed_in: SignedIn) -> None:
    at_list(page, signed_in)
    page.get_by_role("button", name="Filtros").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def at_detail(page: Page, signed_in: SignedIn) -> None:
    at_list(page, signed_in)
    page.locator(".row-main").nth(2).click()
    expect(page.get_by_role("region", name="Historia")).to_be_visible()


def at_resolve(page: Page, signed_in: SignedIn) -> None:
    at_detail(page, signed_in)
    page.get_by_role("button", name="Resolver").click()
    page.get_by_label("No contactado").check()
    expect(page.get_by_role("button", name="Aceptar y guardar")).to_be_visible()


def at_lost(page: Page, signed_in: SignedIn) -> None:
    at_resolve(page, signed_in)
    page.get_by_label("Desistido").check()
    page.get_by_role("button", name="Guardar").last.click()
    expect(page.get_by_text("Escoja el motivo.")).to_be_visible()


def at_stages(page: Page, signed_in: SignedIn) -> None:
    at_detail(page, signed_in)
    page.get_by_role("button", name="Cambiar etapa").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def at_nothing(page: Page, _: SignedIn) -> None:
    page.get_by_role("searchbox").fill("nadiesellamaasi")
    expect(page.get_by_role("heading", name="Nada coincide")).to_be_visible()


def at_menu(page: Page, signed_in: SignedIn) -> None:
    at_list(page, signed_in)
    page.get_by_role("button", name="Menú").click()
    expect(page.get_by_role("dialog")).to_be_visible()


VIEWS: dict[str, Callable[[Page, SignedIn], None]] = {
    "login": at_login,
    "list": at_list,
    "filters": at_filters,
    "detail": at_detail,
    "resolve": at_resolve,
    "lost": at_lost,
    "stages": at_stages,
    "nothing": at_nothing,
}


def show(view: str, width: int, open_console: OpenConsole, signed_in: SignedIn, scheme: Scheme = "light") -> Page:
    """A view, ready to be looked at."""
    page = open_console(role=None if view == "login" else "ADVISOR", width=width, scheme=scheme)
    (VIEWS | {"menu": at_menu})[view](page, signed_in)
    return page


@pytest.mark.parametrize("width", [PHONE, SCREEN])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_in_light_and_dark(
    view: str, width: int, open_console: OpenConsole, signed_in: SignedIn
) -> None:
    page = show(view, width, open_console, signed_in)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"


@pytest.mark.parametrize("view", [*VIEWS, "menu"])
def test_on_a_phone_nothing_sticks_out_and_every_target_is_44_pixels(
    view: str, open_console: OpenConsole, signed_in: SignedIn
) -> None:
    page = show(view, PHONE, open_console, signed_in)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    small = """all => all.filter((one) => one.checkVisibility() && !one.matches(".skip")).map((one) => {
      const box = one.getBoundingClientRect();
      return [Math.round(Math.min(box.width, box.height)), one.outerHTML.slice(0, 120)];
    })"""
    sizes = page.locator(CONTROLS).evaluate_all(small)
    assert len(sizes) > 3
    assert [one for one in sizes if one[0] < LEAST_TARGET] == []


@pytest.mark.parametrize("view", ["list", "detail", "resolve"])
def test_it_reads_at_200_per_cent(view: str, open_console: OpenConsole, signed_in: SignedIn) -> None:
    page = show(view, PHONE, open_console, signed_in)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_every_file_is_our_own_and_the_policy_allows_no_inline_script(
    open_console: OpenConsole, signed_in: SignedIn, stack: Stack
) -> None:
    asked: list[str] = []
    page = open_console(role=None)
    page.context.on("request", lambda request: asked.append(request.url))
    reply = page.reload()
    assert reply is not None
    policy = reply.headers["content-security-policy"]
    assert "unsafe" not in policy
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts is not None
    assert re.fullmatch(r"'self' 'sha256-[^']+'", scripts[1]), "itself, and the import map by its hash"
    assert asked
    assert [url for url in asked if not url.startswith(stack.console_url)] == []


def test_the_main_line_needs_no_mouse(open_console: OpenConsole, signed_in: SignedIn) -> None:
    """Find somebody, open, resolve with the suggestion, and be back in the list: keys only."""
    client = signed_in("ADVISOR", 1)
    row = client.rows("/follow-ups", order="rank")[-1]
    page = open_console(role="ADVISOR", number=1, width=SCREEN)
    at_list(page, signed_in)
    press_until(page, "Tab", lambda: page.get_by_role("searchbox").evaluate("one => one === document.activeElement"))
    page.keyboard.type(row["customer"]["name"])
    expect(page.locator(".row-name").first).to_have_text(row["customer"]["name"])
    press_until(page, "Tab", lambda: focused(page, ".row-main"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Resolver")).to_be_visible()
    press_until(page, "Tab", lambda: focused(page, ".detail-foot button.solid"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    press_until(page, "Tab", lambda: focused(page, "[value=CONTACTED]"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("No contactado")).to_be_checked()
    accept = page.get_by_role("button", name="Aceptar y guardar")
    expect(accept).to_be_visible()
    press_until(page, "Tab", lambda: accept.evaluate("one => one === document.activeElement"))
    with page.expect_response("**/resolution") as sent:
        page.keyboard.press("Enter")
    assert sent.value.status == 201
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.wait_for_url("**/#/seguimientos?*")


def focused(page: Page, selector: str) -> bool:
    found: bool = page.evaluate("selector => document.activeElement.matches(selector)", selector)
    return found


def press_until(page: Page, key: str, there: Callable[[], bool], most: int = 60) -> None:
    """Press a key until something has the focus."""
    for _ in range(most):
        if there():
            return
        page.keyboard.press(key)
    raise AssertionError("the focus never came there")
