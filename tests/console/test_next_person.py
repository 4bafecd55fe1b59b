"""One phone, one person after the other: what was somebody's is not shown to the next, and the next lacks nothing."""

import json
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from local.accounts import Account
from local.stack import Stack
from tests.console.conftest import SETTLED, OpenConsole, SignedIn
from tests.console.test_bad_line import go
from tests.console.test_copies import sign_out
from tests.console.test_inbox import an_inbox
from tests.console.test_late_answers import move_and_leave
from tests.console.test_session import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.own_browser]


def enter(page: Page, account: Account) -> None:
    sign_in(page, account.email, account.password)
    expect(page.get_by_role("listitem").first).to_be_visible()


def test_a_count_that_comes_after_the_log_out_is_not_the_next_persons(open_console: OpenConsole, stack: Stack) -> None:
    page = open_console(role=None)
    counts: list[Route] = []
    page.route("**/api/inbox?limit=1", lambda route: counts.append(route))  # noqa: PLW0108 - it is given an attribute
    with page.expect_request("**/api/inbox?limit=1"):
        enter(page, stack.accounts[0])
    sign_out(page)
    with page.expect_request("**/api/inbox?limit=1"):
        enter(page, stack.accounts[1])
    with suppress(Error):  # what was given up cannot be answered
        counts[0].fulfill(json=an_inbox(7))
    page.evaluate(SETTLED)
    expect(page.get_by_role("button", name="Menú")).to_have_accessible_name("Menú")


def test_what_was_done_is_not_said_to_who_comes_after(
    open_console: OpenConsole, stack: Stack, signed_in: SignedIn
) -> None:
    page = open_console("#/reservas", role=None)
    sign_in(page, stack.accounts[0].email, stack.accounts[0].password)
    route = move_and_leave(page, signed_in().rows("/follow-ups", order="rank")[0])
    page.get_by_role("button", name="Volver a la lista").click()
    sign_out(page)
    with page.expect_response("**/re-dates"):
        route.fulfill(status=201, json={})
    page.evaluate(SETTLED)
    assert page.get_by_text("movido a").count() == 0


def test_work_that_one_boss_handed_over_is_not_handed_back_by_the_next(open_console: OpenConsole, stack: Stack) -> None:
    first, second = [account for account in stack.accounts if account.role == "BOSS"][:2]
    page = open_console(role=None)
    people = {"from": {"id": "a-1", "name": "Ana Ejemplo"}, "to": {"id": "a-2", "name": "Luis Ejemplo"}}
    handover = people | {"quotes": ["q-1"], "at": "2026-01-02T12:00:00Z"}
    page.evaluate("list => { localStorage['desk.handovers'] = list; }", json.dumps([handover]))
    enter(page, first)
    go(page, "#/personas")
    expect(page.get_by_role("group", name="Traspaso hecho")).to_contain_text("Ana Ejemplo")
    sign_out(page)
    sign_in(page, second.email, second.password)
    expect(page.get_by_role("button", name="Traspasar el trabajo").first).to_be_visible()
    expect(page.get_by_role("group", name="Traspaso hecho")).to_have_count(0)


def test_the_next_person_can_open_without_a_line_too(open_console: OpenConsole, stack: Stack) -> None:
    page = open_console(role=None)
    enter(page, stack.accounts[0])
    sign_out(page)
    enter(page, stack.accounts[1])
    page.wait_for_function("() => localStorage['desk.catalogue'] !== undefined")
