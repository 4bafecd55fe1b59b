"""The list of the last visit: shown at once and told apart, replaced when the present one comes, never another person's."""

from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect

from local.stack import Stack
from tests.console.conftest import SETTLED, OpenConsole, SignedIn, held_back
from tests.console.test_session import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.own_browser]

LIST = "**/api/follow-ups?**"
FEW = 5
KEPT = "Object.keys(localStorage).filter((key) => key !== 'desk.session')"


def seen(page: Page) -> list[str]:
    """The first names in the list, once there is one; how many are drawn beyond what can be seen is the list's affair."""
    expect(page.locator(".row-name").first).to_be_visible()
    return page.locator(".row-name").all_inner_texts()[:FEW]


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Menú").click()
    page.get_by_role("dialog").get_by_role("button", name="Salir").click()
    expect(page.get_by_role("button", name="Ingresar")).to_be_visible()


def test_the_last_list_is_there_at_once_and_says_so_until_the_present_one_comes(open_console: OpenConsole) -> None:
    page = open_console()
    names = seen(page)
    expect(page.get_by_text("Actualizando…")).to_be_hidden()
    first = held_back(page, LIST)
    with page.expect_request(LIST):
        page.reload()
    assert seen(page) == names
    expect(page.get_by_text("Actualizando…")).to_be_visible()
    expect(page.get_by_role("region", name="Seguimientos pendientes")).to_have_attribute("aria-busy", "true")
    route = first()
    answer: dict[str, Any] = route.fetch().json()
    route.fulfill(json=answer | {"items": answer["items"][1:]})
    expect(page.get_by_text(names[0], exact=True)).to_have_count(0)
    expect(page.get_by_text("Actualizando…")).to_be_hidden()
    assert seen(page)[0] == names[1]


def test_a_list_that_was_searched_does_not_take_the_place_of_the_one_that_opens(open_console: OpenConsole) -> None:
    page = open_console()
    names = seen(page)
    page.get_by_role("searchbox").fill(names[-1])
    page.wait_for_function("() => localStorage['desk.agenda.other'] !== undefined")
    held_back(page, LIST)
    page.goto(page.url.partition("#")[0] + "?again#/seguimientos")
    assert seen(page) == names


def test_the_next_person_sees_nothing_of_the_last_ones_list(open_console: OpenConsole, stack: Stack) -> None:
    page = open_console(role=None)
    sign_in(page, stack.accounts[0].email, stack.accounts[0].password)
    seen(page)
    sign_out(page)
    first = held_back(page, LIST)
    with page.expect_request(LIST):
        sign_in(page, stack.accounts[1].email, stack.accounts[1].password)
    expect(page.get_by_label("Cargando seguimientos")).to_be_visible()
    expect(page.locator(".row-name")).to_have_count(0)
    first().continue_()
    seen(page)


def test_a_copy_serves_only_the_person_whose_it_is(open_console: OpenConsole, signed_in: SignedIn) -> None:
    page = open_console()
    seen(page)
    opened = signed_in(number=1).session_opened
    other = {"idToken": opened["id_token"], "refreshToken": opened["refresh_token"], "person": opened["person"]}
    page.evaluate("session => { localStorage['desk.session'] = JSON.stringify(session); }", other)
    held_back(page, LIST)
    page.reload()
    expect(page.get_by_label("Cargando seguimientos")).to_be_visible()
    expect(page.locator(".row-name")).to_have_count(0)


def test_a_list_on_its_way_at_log_out_is_not_kept(open_console: OpenConsole, stack: Stack) -> None:
    page = open_console(role=None)
    sign_in(page, stack.accounts[0].email, stack.accounts[0].password)
    seen(page)
    first = held_back(page, LIST)
    with page.expect_request(LIST):
        page.get_by_role("link", name="Vencidos").click()
    answer = first().fetch()
    sign_out(page)
    with suppress(Error):  # what was given up cannot be answered
        first().fulfill(response=answer)
    page.evaluate(SETTLED)
    assert page.evaluate(KEPT) == []


def test_log_out_takes_back_what_was_just_said(open_console: OpenConsole, stack: Stack) -> None:
    page = open_console(role=None)
    sign_in(page, stack.accounts[0].email, stack.accounts[0].password)
    seen(page)
    page.evaluate("import('./parts/toast.js').then(({ toast }) => toast('Ana Ejemplo: resuelto.'))")
    expect(page.get_by_text("Ana Ejemplo: resuelto.")).to_be_visible()
    sign_out(page)
    expect(page.get_by_text("Ana Ejemplo: resuelto.")).to_have_count(0, timeout=2000)


def test_log_out_takes_the_kept_proformas_along(open_console: OpenConsole, stack: Stack) -> None:
    page = open_console(role=None)
    sign_in(page, stack.accounts[0].email, stack.accounts[0].password)
    seen(page)
    page.evaluate("caches.open('proformas').then((cache) => cache.put('proforma/a/1', new Response('Ana')))")
    sign_out(page)
    assert page.evaluate("caches.has('proformas')") is False
