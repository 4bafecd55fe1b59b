"""What holds for every view: accessible in light and dark, nothing sticks out, targets that a thumb hits, own files only."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from local.stack import Stack
from tests.console.conftest import HEIGHTS, PHONE, SCREEN, Desks, OpenConsole, SignedIn
from tests.console.looking import (
    WIDE_FONT,
    expect_no_violations,
    expect_thumb_targets,
    expect_whole_labels,
    expect_within,
    text_of,
)

pytestmark = [pytest.mark.browser, pytest.mark.stack]

Walk = Callable[[Page], None]


class View(NamedTuple):
    """Something to look at: where it is, who sees it, and what is pressed on the way."""

    address: str
    walk: Walk
    role: str | None = "ADVISOR"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("dialog")).to_be_visible()


def at_login(page: Page) -> None:
    expect(page.get_by_role("button", name="Ingresar")).to_be_visible()


def at_list(page: Page) -> None:
    expect(page.get_by_role("listitem").first).to_be_visible()


def at_filters(page: Page) -> None:
    at_list(page)
    press(page, "Filtros")


def at_detail(page: Page) -> None:
    at_list(page)
    page.locator(".row-main").nth(2).click()
    expect(page.get_by_role("region", name="Historia")).to_be_visible()


def at_resolve(page: Page) -> None:
    at_detail(page)
    press(page, "Resolver")
    page.get_by_label("No contactado").check()
    expect(page.get_by_role("button", name="Aceptar y guardar")).to_be_visible()


def at_lost(page: Page) -> None:
    at_resolve(page)
    page.get_by_label("Desistido").check()
    page.get_by_role("button", name="Guardar").last.click()
    expect(page.get_by_text("Escoja el motivo.")).to_be_visible()


def at_stages(page: Page) -> None:
    at_detail(page)
    press(page, "Cambiar etapa")


def at_nothing(page: Page) -> None:
    expect(page.get_by_role("heading", name="Nada coincide")).to_be_visible()


def at_menu(page: Page) -> None:
    at_list(page)
    press(page, "Menú")


def at_inbox(page: Page) -> None:
    notices = page.get_by_role("list", name="Avisos")
    expect(notices).to_be_visible()
    for many in notices.locator("details:not([open]) > summary").all():
        many.click()
    expect(notices.get_by_role("link").first).to_be_visible()


def at_settings(page: Page) -> None:
    expect(page.get_by_role("region", name="Quito Norte")).to_be_visible()


def at_rules(page: Page) -> None:
    at_settings(page)
    press(page, "Cambiar Seguimientos")
    page.get_by_label("volver a llamar").fill("pronto")
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Revise lo que está marcado.")).to_be_visible()


def at_showroom(page: Page) -> None:
    at_settings(page)
    press(page, "Cambiar Quito Norte")
    page.get_by_label("Descuento sin aprobación").fill("101")
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Escriba un porcentaje de 0 a 100")).to_be_visible()


def at_account(page: Page) -> None:
    expect(page.get_by_role("button", name="Activar")).to_be_visible()


def at_second_step(page: Page) -> None:
    at_account(page)
    press(page, "Activar")
    page.get_by_role("dialog").get_by_role("button", name="Activar").click()
    expect(page.get_by_text("Escriba los 6 dígitos.")).to_be_visible()


VIEWS = {
    "login": View("", at_login, role=None),
    "list": View("#/seguimientos", at_list),
    "filters": View("#/seguimientos", at_filters),
    "detail": View("#/seguimientos", at_detail),
    "resolve": View("#/seguimientos", at_resolve),
    "lost": View("#/seguimientos", at_lost),
    "stages": View("#/seguimientos", at_stages),
    "nothing": View("#/seguimientos?q=nadiesellamaasi", at_nothing),
    "inbox": View("#/buzon", at_inbox),
    "a boss's inbox": View("#/buzon", at_inbox, "BOSS"),
    "settings": View("#/ajustes", at_settings, "BOSS"),
    "rules": View("#/ajustes", at_rules, "MANAGER"),
    "showroom": View("#/ajustes", at_showroom, "MANAGER"),
    "account": View("#/cuenta", at_account),
    "second step": View("#/cuenta", at_second_step),
}
Show = Callable[[str, int], Page]


@pytest.fixture(scope="module")
def desks(browser: Browser, stack: Stack, signed_in: SignedIn) -> Iterator[Desks]:
    desks = Desks(browser, stack, signed_in)
    yield desks
    desks.close()


@pytest.fixture(scope="module")
def pages(desks: Desks) -> Callable[[str | None], Page]:
    """A console for each role, kept: nothing is changed by looking."""
    return cache(lambda role: desks.open("#/nada", role=role))


@pytest.fixture
def show(desks: Desks, pages: Callable[[str | None], Page]) -> Iterator[Show]:
    """Bring a view up, at a width."""

    def shown(name: str, width: int) -> Page:
        view = (VIEWS | {"menu": View("#/seguimientos", at_menu)})[name]
        page = pages(view.role)
        close_sheet(page)
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.evaluate("address => { location.hash = address }", view.address)
        view.walk(page)
        return page

    yield shown
    desks.leave()


def close_sheet(page: Page) -> None:
    """Leave what was half done in the view before."""
    dialog = page.get_by_role("dialog")
    if not dialog.count():
        return
    dialog.get_by_role("button", name="Cerrar").click()
    page.wait_for_function("() => !document.querySelector('dialog') || document.querySelector('.asking')")
    discard = dialog.get_by_role("button", name="Descartar")
    if discard.count():
        discard.click()
    expect(dialog).to_have_count(0)


@pytest.mark.parametrize("width", [PHONE, SCREEN])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_in_light_and_dark(view: str, width: int, show: Show) -> None:
    page = show(view, width)
    expect_within(page)
    expect_no_violations(page)


@pytest.mark.parametrize("view", [*VIEWS, "menu"])
def test_on_a_phone_nothing_sticks_out_and_every_target_is_44_pixels(view: str, show: Show) -> None:
    page = show(view, PHONE)
    expect_within(page)
    expect_thumb_targets(page)


@pytest.mark.parametrize("view", [*VIEWS, "menu"])
def test_it_reads_at_200_per_cent(view: str, show: Show) -> None:
    page = show(view, PHONE)
    with text_of(page, "200%"):
        expect_within(page)


@pytest.mark.parametrize("size", ["100%", "130%", "200%"])
@pytest.mark.parametrize("font", [None, "Liberation Sans", WIDE_FONT])
@pytest.mark.parametrize("view", ["list", "rules"])
def test_no_label_of_the_bar_is_cut(view: str, font: str | None, size: str, show: Show) -> None:
    page = show(view, PHONE)
    close_sheet(page)
    with text_of(page, size, font):
        expect_whole_labels(page.get_by_role("navigation", name="Menú").locator("a, button"))
        expect_within(page)


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
    at_list(page)
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
