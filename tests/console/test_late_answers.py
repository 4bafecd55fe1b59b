"""Answers that come late, twice or in another order than they were asked for: each changes what it was asked for, and no more."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.console.conftest import SETTLED, OpenConsole, SignedIn, held_back
from tests.console.deals import a_quote, free_units
from tests.console.filling import fill_new_quote
from tests.console.test_inbox import an_inbox, expect_unread

pytestmark = [pytest.mark.browser, pytest.mark.stack]

TAKING_ITS_TIME = "() => { window.asked = 0; history.back = () => { window.asked += 1; }; }"


def move_and_leave(page: Page, row: dict[str, Any]) -> Route:
    """From another screen to a follow-up, moved on a slow line; the sheet is closed before the answer."""
    page.get_by_role("link", name="Seguimientos", exact=True).click()
    page.get_by_role("link", name=row["customer"]["name"]).first.click()
    page.get_by_role("button", name="Mover").click()
    sheet = page.get_by_role("dialog", name="Mover de fecha")
    sheet.get_by_label("Motivo").fill("Está de viaje")
    first = held_back(page, "**/re-dates")
    with page.expect_request("**/re-dates"):
        sheet.get_by_role("button", name="Mover").click()
    sheet.get_by_role("button", name="Cerrar").click()
    sheet.get_by_role("button", name="Descartar").click()
    expect(sheet).to_be_hidden()
    return first()


def test_a_sheet_that_was_closed_meanwhile_is_not_left_twice(open_console: OpenConsole, signed_in: SignedIn) -> None:
    row = signed_in().rows("/follow-ups", order="rank")[0]
    page = open_console("#/reservas")
    route = move_and_leave(page, row)
    with page.expect_response(f"**/api/follow-ups/{row['id']}"):
        route.fulfill(status=201, json={})
    expect(page.get_by_text("movido a")).to_be_visible()
    page.evaluate(SETTLED)
    assert page.url.endswith(f"#/seguimientos/{row['id']}")


def test_who_closed_the_sheet_is_told_what_was_refused(open_console: OpenConsole, signed_in: SignedIn) -> None:
    row = signed_in().rows("/follow-ups", order="rank")[0]
    page = open_console("#/reservas", forgive=("status of 409",))
    move_and_leave(page, row).fulfill(status=409, json={"detail": "Ya se resolvió."})
    expect(page.get_by_text("Ya se resolvió.")).to_be_visible()


def test_a_new_quote_is_sent_once_and_leads_nobody_away_who_has_left(open_console: OpenConsole) -> None:
    page = open_console("#/cotizaciones/nueva")
    fill_new_quote(page, "0987650077")
    first = held_back(page, "**/api/quotes")
    create = page.get_by_role("button", name="Crear cotización")
    with page.expect_request("**/api/quotes"):
        create.click()
    expect(create).to_be_disabled()
    page.get_by_role("link", name="Reservas").click()
    expect(page.get_by_role("heading", level=1, name="Reservas")).to_be_visible()
    first().fulfill(status=201, json={"id": "q-1", "number": "COT-1"})
    expect(page.get_by_text("COT-1 lista")).to_be_visible()
    page.evaluate(SETTLED)
    assert page.url.endswith("#/reservas")


def test_what_is_chosen_right_after_the_model_stays_chosen(open_console: OpenConsole) -> None:
    page = open_console("#/cotizaciones/nueva")
    expect(page.get_by_role("list", name="Modelos").get_by_role("button").first).to_be_visible()
    page.evaluate("""async () => {
      const colours = () => [...document.querySelectorAll("fieldset")].find((one) => one.querySelector("legend").textContent === "Color");
      document.querySelector(".finds button").click();
      for (let turns = 0; !colours() && turns < 100; turns++) await null;
      colours().querySelector("input").click();
    }""")
    expect(page.get_by_label("Entrada", exact=True)).not_to_have_value("")
    expect(page.get_by_role("group", name="Color").get_by_role("radio").first).to_be_checked()


def test_older_events_of_a_history_that_was_read_anew_meanwhile_are_not_put_under_it(
    open_console: OpenConsole, signed_in: SignedIn
) -> None:
    client = signed_in()
    quote = a_quote(client, next(free_units(client)))
    event = client.get(f"/quotes/{quote['id']}/timeline").json()["items"][0]
    page = open_console("#/nada", permissions=["clipboard-write"])
    page.route("**/timeline", lambda route: route.fulfill(json={"items": [event | {"text": "Nuevo"}], "next": "older"}))
    page.goto(page.url.replace("#/nada", f"#/cotizaciones/{quote['id']}"))
    first = held_back(page, "**/timeline?cursor=older")
    with page.expect_request("**/timeline?cursor=older"):
        page.get_by_role("button", name="Ver lo anterior").click()
    sent = {"url": "https://pages.example/p/x", "message": "Hola", "whatsapp_url": None}
    page.route("**/sends", lambda route: route.fulfill(status=201, json=sent))
    with page.expect_response("**/timeline"):
        page.get_by_role("button", name="Enviar link cotización").click()
    page.evaluate(SETTLED)
    with page.expect_response("**/timeline?cursor=older"):
        first().fulfill(json={"items": [event | {"text": "Antiguo"}], "next": None})
    page.evaluate(SETTLED)
    expect(page.get_by_role("button", name="Ver lo anterior")).to_be_enabled()
    assert page.get_by_text("Antiguo").count() == 0


def test_marks_are_noted_one_after_the_other_so_that_the_last_count_is_the_last_word(
    open_console: OpenConsole,
) -> None:
    page = open_console("#/nada")
    marks: list[Route] = []
    page.route("**/api/inbox?**", lambda route: route.fulfill(json=an_inbox(2)))
    page.route("**/read", lambda route: marks.append(route))  # noqa: PLW0108 - it is given an attribute
    page.goto(page.url.replace("#/nada", "#/buzon"))
    with page.expect_request("**/n-0/read"):
        page.get_by_role("button", name="Marcar como leído").first.click()
    page.get_by_role("button", name="Marcar como leído").click()
    expect_unread(page, 0)
    page.evaluate(SETTLED)
    assert len(marks) == 1
    with page.expect_request("**/n-1/read"):
        marks[0].fulfill(json={"id": "n-0", "read": True, "unread": 1})
    page.evaluate(SETTLED)
    expect_unread(page, 0)
    with page.expect_response("**/n-1/read"):
        marks[1].fulfill(json={"id": "n-1", "read": True, "unread": 0})
    expect_unread(page, 0)


def test_who_presses_twice_goes_back_once(open_console: OpenConsole, signed_in: SignedIn) -> None:
    row = signed_in().rows("/follow-ups", order="rank")[0]
    page = open_console("#/reservas")
    page.get_by_role("link", name="Seguimientos", exact=True).click()
    page.get_by_role("link", name=row["customer"]["name"]).first.click()
    page.evaluate(TAKING_ITS_TIME)
    page.get_by_role("button", name="Volver a la lista").dblclick()
    assert page.evaluate("window.asked") == 1
    page.evaluate("() => { delete history.back; history.back(); }")
    page.wait_for_url("**/#/seguimientos")
    expect(page.get_by_role("button", name="Volver a la lista")).to_be_hidden()
    page.get_by_role("link", name=row["customer"]["name"]).first.click()
    page.get_by_role("button", name="Volver a la lista").click()
    page.wait_for_url("**/#/seguimientos")
