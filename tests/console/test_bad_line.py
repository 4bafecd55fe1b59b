"""What is done and read on a line that comes and goes: nothing is lost, nothing is sent in another's name, nothing stays old."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from local.stack import Stack
from tests.console.conftest import SCREEN, SETTLED, OpenConsole, SignedIn, held_back
from tests.console.test_copies import LIST, sign_out
from tests.console.test_session import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.own_browser]

RESOLUTION = "**/resolution"
LOOKED_AT = "document.dispatchEvent(new Event('visibilitychange'))"
LINE_IS_BACK = "dispatchEvent(new Event('online'))"
ROUND_IS_OVER = "navigator.locks.request('desk.outbox', () => true)"
WAITING = "Object.keys(localStorage).filter((key) => key.startsWith('desk.outbox.')).length"
DRESSED = """() => [...document.querySelectorAll("link[href='style/deals.css']")].some(({ sheet }) => {
  try {
    return sheet.cssRules.length > 0;
  } catch {
    return false;
  }
})"""
STALE = "Sin conexión: esta lista es de la última vez."


def resolve(page: Page) -> None:
    """The follow-up that is open, as the console proposes."""
    page.get_by_role("button", name="Resolver").click()
    page.get_by_label("No contactado").check()
    page.get_by_role("button", name="Aceptar y guardar").click()


def go(page: Page, address: str) -> None:
    page.evaluate("address => { location.hash = address }", address)


def test_what_went_with_an_earlier_round_is_told_too(open_console: OpenConsole, signed_in: SignedIn) -> None:
    first, second = signed_in().rows("/follow-ups", order="rank")[:2]
    page = open_console(f"#/seguimientos/{first['id']}", width=SCREEN, forgive=("status of 409",))
    asked: list[Route] = []
    page.route(RESOLUTION, lambda route: asked.append(route))  # noqa: PLW0108 - it is given an attribute
    with page.expect_request(RESOLUTION):
        resolve(page)
    page.evaluate(LOOKED_AT)
    go(page, f"#/seguimientos/{second['id']}")
    expect(page.get_by_role("heading", level=1, name=second["customer"]["name"])).to_be_visible()
    resolve(page)
    with page.expect_request(RESOLUTION):
        asked[0].fulfill(status=201, json={})
    page.evaluate("0")
    asked[1].fulfill(status=409, json={"detail": "Ya se resolvió."})
    expect(page.get_by_text(f"{second['customer']['name']}: no se aceptó. Ya se resolvió.")).to_be_visible()


def test_what_one_person_did_is_not_sent_in_anothers_name(open_console: OpenConsole, stack: Stack) -> None:
    page = open_console(role=None, forgive=("ERR_FAILED", "status of 403"))
    asked: list[Route] = []

    def answer(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.fulfill(status=403, json={"detail": "No está a su alcance."})

    page.route(RESOLUTION, answer)
    sign_in(page, stack.accounts[0].email, stack.accounts[0].password)
    for at in range(2):
        page.locator(".row-main").nth(at).click()
        resolve(page)
        expect(page.get_by_role("dialog")).to_be_hidden()
    sign_out(page)
    sign_in(page, stack.accounts[1].email, stack.accounts[1].password)
    expect(page.get_by_role("listitem").first).to_be_visible()
    asked[0].abort()
    page.evaluate(ROUND_IS_OVER)
    assert len(asked) == 1
    assert page.evaluate(WAITING) == 2


def test_one_that_the_service_breaks_down_on_does_not_hold_up_the_next(
    open_console: OpenConsole, signed_in: SignedIn
) -> None:
    first, second = signed_in().rows("/follow-ups", order="rank")[:2]
    page = open_console(f"#/seguimientos/{first['id']}", width=SCREEN, forgive=("status of 500",))
    page.route(f"**/{first['id']}/resolution", lambda route: route.fulfill(status=500, json={"detail": "Algo falló."}))
    page.route(f"**/{second['id']}/resolution", lambda route: route.fulfill(status=201, json={}))
    with page.expect_response(RESOLUTION):
        resolve(page)
    go(page, f"#/seguimientos/{second['id']}")
    expect(page.get_by_role("heading", level=1, name=second["customer"]["name"])).to_be_visible()
    with page.expect_response(f"**/{second['id']}/resolution"):
        resolve(page)
    page.evaluate(ROUND_IS_OVER)
    assert page.evaluate(WAITING) == 1
    page.evaluate("localStorage.clear()")  # a page that goes sends what waits, past whoever stood in for the API


def test_a_session_that_is_over_refuses_nothing_that_was_done(open_console: OpenConsole, signed_in: SignedIn) -> None:
    row = signed_in().rows("/follow-ups", order="rank")[0]
    page = open_console(f"#/seguimientos/{row['id']}", forgive=("status of 401", "status of 403"))
    page.route(RESOLUTION, lambda route: route.fulfill(status=401, json={"detail": "Debe ingresar."}))
    page.route("**/session/refresh", lambda route: route.fulfill(status=403, json={"detail": "Ya no tiene acceso."}))
    resolve(page)
    expect(page.get_by_role("button", name="Ingresar")).to_be_visible()
    page.evaluate(ROUND_IS_OVER)
    kept = "Object.entries(localStorage).filter(([key]) => key.startsWith('desk.outbox.')).map(([, one]) => JSON.parse(one).refusal)"
    assert page.evaluate(kept) == [None]


def test_what_is_delivered_later_leaves_the_list_then(open_console: OpenConsole, signed_in: SignedIn) -> None:
    row = signed_in("ADVISOR", 3).rows("/follow-ups", order="rank")[0]
    page = open_console(number=3, forgive=("ERR_FAILED",))
    page.route(RESOLUTION, lambda route: route.abort())
    page.get_by_role("link", name=row["customer"]["name"]).first.click()
    resolve(page)
    expect(page.get_by_role("button", name="1 gestión por enviar")).to_be_visible()
    page.evaluate(ROUND_IS_OVER)
    page.evaluate(LOOKED_AT)
    shown = page.locator(f".row-main[href*='{row['id']}']")
    expect(shown).to_contain_text("Por enviar")
    page.evaluate(ROUND_IS_OVER)
    page.unroute(RESOLUTION)
    page.evaluate(LINE_IS_BACK)
    expect(shown).to_have_count(0)
    assert signed_in("ADVISOR", 3).get(f"/follow-ups/{row['id']}").json()["resolved"]


@pytest.mark.parametrize("again", ["line", "button"])
def test_a_list_that_did_not_come_is_read_when_there_is_hope(again: str, open_console: OpenConsole) -> None:
    page = open_console(forgive=("ERR_FAILED",))
    expect(page.get_by_role("listitem").first).to_be_visible()
    page.route(LIST, lambda route: route.abort())
    page.evaluate(LOOKED_AT)
    expect(page.get_by_text(STALE)).to_be_visible()
    page.unroute(LIST)
    if again == "line":
        page.evaluate(LINE_IS_BACK)
    else:
        page.get_by_role("button", name="Reintentar").click()
    expect(page.get_by_text(STALE)).to_be_hidden()


def test_who_comes_back_to_a_list_that_is_being_read_gets_one_that_is_read_then(open_console: OpenConsole) -> None:
    page = open_console()
    expect(page.get_by_role("listitem").first).to_be_visible()
    held_back(page, LIST)
    with page.expect_request(LIST):
        page.evaluate(LOOKED_AT)
    go(page, "#/reservas")
    expect(page.get_by_role("heading", level=1, name="Reservas")).to_be_visible()
    with page.expect_request(LIST):
        go(page, "#/seguimientos")


def test_a_list_that_was_there_before_it_was_asked_for_early_is_read_again_later(open_console: OpenConsole) -> None:
    page = open_console()
    expect(page.get_by_role("listitem").first).to_be_visible()
    early = held_back(page, "**/early.js")
    with page.expect_response(LIST):
        page.reload(wait_until="commit")
    expect(page.get_by_role("region", name="Seguimientos pendientes")).not_to_have_attribute("aria-busy", "true")
    early().continue_()
    page.wait_for_load_state("load")
    go(page, "#/reservas")
    expect(page.get_by_role("heading", level=1, name="Reservas")).to_be_visible()
    with page.expect_request(LIST):
        go(page, "#/seguimientos")


def test_an_answer_that_is_cut_off_is_asked_for_again(open_console: OpenConsole) -> None:
    page = open_console("#/nada")
    page.add_init_script("""const whole = window.fetch;
    window.fetch = async (url, options) => {
      const answer = await whole(url, options);
      if (!url.includes("/follow-ups?") || window.cut) return answer;
      window.cut = true;
      return new Response(new ReadableStream({ start: (body) => body.error(new TypeError("network error")) }), answer);
    };""")
    page.reload()
    go(page, "#/seguimientos")
    expect(page.get_by_role("listitem").first).to_be_visible()
    assert page.evaluate("window.cut")


def test_a_style_that_failed_to_come_is_asked_for_by_the_next_screen(open_console: OpenConsole) -> None:
    page = open_console("#/nada", forgive=("ERR_FAILED",))
    page.route("**/style/deals.css", lambda route: route.abort(), times=1)
    go(page, "#/reservas")
    expect(page.get_by_role("heading", level=1, name="Reservas")).to_be_visible()
    go(page, "#/cotizaciones")
    page.wait_for_function(DRESSED)


def test_what_a_handover_moved_before_the_line_was_lost_can_be_handed_back(open_console: OpenConsole) -> None:
    page = open_console("#/personas", role="BOSS", forgive=("status of 500",))
    steps: list[dict[str, Any]] = [{"moved": ["q-1", "q-2"], "remaining": 3}]

    def answer(route: Route) -> None:
        if steps:
            route.fulfill(json=steps.pop())
        else:
            route.fulfill(status=500, json={"detail": "Algo falló."})

    page.route("**/reassignments", answer)
    page.get_by_role("button", name="Traspasar el trabajo").first.click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Recibe").select_option(index=1)
    sheet.get_by_role("button", name="Traspasar todo").click()
    expect(sheet.get_by_text("Algo falló.")).to_be_visible()
    sheet.get_by_role("button", name="Cerrar").click()
    expect(page.get_by_role("group", name="Traspaso hecho")).to_contain_text("2 seguimientos")
    page.evaluate(SETTLED)
