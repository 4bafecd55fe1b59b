"""*Buzón*: what one was told, read by opening what it is about (B5)."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.console.conftest import PHONE, SCREEN, OpenConsole, SignedIn
from tests.console.deals import OVER_THE_LIMIT, a_quote, free_units
from tests.http.client import HttpClient

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def tell_an_advisor(signed_in: SignedIn, number: int) -> dict[str, Any]:
    """A customer answers on the proforma, and their advisor is told."""
    advisor = signed_in("ADVISOR", number)
    quote = a_quote(advisor, next(free_units(advisor)))
    url = advisor.created(f"/quotes/{quote['id']}/proforma", {})["url"]
    reply = HttpClient(advisor.url).post(f"/p/{url.rpartition('/')[2]}/answers", {"kind": "CALL_ME"})
    assert reply.ok, reply.text
    return quote


def tell_a_boss(signed_in: SignedIn, number: int) -> dict[str, Any]:
    """An advisor asks for a discount over the limit, and the boss of the showroom is told."""
    advisor = signed_in("ADVISOR", 3 * number)
    quote = a_quote(advisor, next(free_units(advisor)))
    path = f"/quotes/{quote['id']}/vehicles/{quote['vehicles'][0]['id']}/payment-options"
    advisor.created(path, {"kind": "CASH", "discount": OVER_THE_LIMIT})
    return quote


def open_inbox(page: Page) -> tuple[dict[str, Any], Locator]:
    """The inbox from the menu: what the API told, and the notices on the screen."""
    if page.viewport_size == {"width": PHONE, "height": 740}:
        page.get_by_role("button", name="Menú").click()
    with page.expect_response("**/api/inbox?*limit=20") as told:
        page.get_by_role("link", name=re.compile("^Buzón")).click()
    notices = page.get_by_role("list", name="Avisos").get_by_role("article")
    expect(notices).to_have_count(len(told.value.json()["items"]))
    return told.value.json(), notices


def expect_unread(page: Page, count: int) -> None:
    """The menu tells how many are left."""
    phone = page.viewport_size == {"width": PHONE, "height": 740}
    menu = page.get_by_role("navigation", name="Menú", exact=True)
    entry = menu.get_by_role("button", name="Menú") if phone else menu.get_by_role("link", name="Buzón")
    expect(entry).to_have_accessible_name(re.compile(rf"{count} sin leer$" if count else r"^\D+$"))


@pytest.mark.parametrize(("number", "width"), [(0, PHONE), (1, SCREEN)])
@pytest.mark.parametrize(("role", "tell"), [("ADVISOR", tell_an_advisor), ("BOSS", tell_a_boss)])
def test_a_notice_is_read_by_opening_its_quote(
    role: str,
    tell: Callable[[SignedIn, int], dict[str, Any]],
    number: int,
    width: int,
    open_console: OpenConsole,
    signed_in: SignedIn,
) -> None:
    quote = tell(signed_in, number)
    page = open_console(role=role, number=number, width=width)
    inbox, notices = open_inbox(page)
    assert not inbox["items"][0]["read"]
    expect_unread(page, inbox["unread"])
    newest = notices.first
    expect(newest).to_contain_text(inbox["items"][0]["text"])
    expect(newest.get_by_text("Nuevo")).to_be_visible()
    with page.expect_response("**/read") as noted:
        newest.get_by_role("link", name="Ver cotización").click()
    expect(page.get_by_role("heading", level=1, name=quote["customer"]["last_name"])).to_be_visible()
    assert noted.value.json() == {"id": inbox["items"][0]["id"], "read": True, "unread": inbox["unread"] - 1}
    expect_unread(page, inbox["unread"] - 1)
    page.go_back()
    expect(newest.get_by_text("Nuevo")).to_be_hidden()


def test_a_boss_decides_in_the_tray_what_a_notice_asks_for(open_console: OpenConsole, signed_in: SignedIn) -> None:
    quote = tell_a_boss(signed_in, 0)
    page = open_console(role="BOSS")
    menu = page.get_by_role("navigation", name="Menú", exact=True).get_by_role("button", name="Menú")
    expect(menu).to_have_accessible_name(re.compile(r"\d+ sin leer$"))
    open_inbox(page)
    page.get_by_role("article", name="Descuento por aprobar").first.get_by_role("link", name="bandeja").click()
    expect(page.get_by_role("article", name=quote["number"]).first).to_be_visible()


def test_all_that_is_shown_is_marked_at_once(open_console: OpenConsole, signed_in: SignedIn) -> None:
    for _ in range(2):
        tell_an_advisor(signed_in, 2)
    page = open_console("#/buzon", number=2)
    fresh = page.get_by_role("list", name="Avisos").get_by_text("Nuevo")
    expect(fresh).not_to_have_count(0)
    mark = page.get_by_role("button", name="Marcar estos como leídos")
    mark.click()
    expect(fresh).to_have_count(0)
    expect(mark).to_be_hidden()
    expect_unread(page, 0)
    assert signed_in("ADVISOR", 2).get("/inbox").json()["unread"] == 0


def test_one_is_marked_without_opening_it_and_comes_back_when_that_fails(
    open_console: OpenConsole, signed_in: SignedIn
) -> None:
    tell_an_advisor(signed_in, 3)
    page = open_console("#/buzon", number=3, forgive=("status of 500",))
    newest = page.get_by_role("article").first
    page.route("**/read", lambda route: route.fulfill(status=500, json={"detail": "No se anotó."}))
    newest.get_by_role("button", name="Marcar como leído").click()
    expect(page.get_by_text("No se anotó.")).to_be_visible()
    expect(newest.get_by_text("Nuevo")).to_be_visible()
    page.unroute("**/read")
    newest.get_by_role("button", name="Marcar como leído").click()
    expect(newest.get_by_text("Nuevo")).to_be_hidden()


def test_each_line_of_a_notice_opens_its_own_follow_up(open_console: OpenConsole, signed_in: SignedIn) -> None:
    row = signed_in().rows("/follow-ups", order="rank")[0]
    about = {"quote_id": row["quote_id"], "number": row["number"], "customer": row["customer"]["name"]}
    line = about | {"models": row["models"], "advisor": row["advisor"], "follow_up_id": row["id"]}
    lines = [line | {"type": row["type"], "due_at": row["due_at"], "valid_until": None}]
    page = open_console("#/nada")
    page.route("**/api/inbox?**", lambda route: route.fulfill(json=an_inbox(kind="FOLLOW_UPS_OVERDUE", lines=lines)))
    page.route("**/read", lambda route: route.fulfill(json={"id": "n-0", "read": True, "unread": 0}))
    page.goto(page.url.replace("#/nada", "#/buzon"))
    page.get_by_role("link", name=row["customer"]["name"]).click()
    page.wait_for_url(f"**/#/seguimientos/{row['id']}")
    expect(page.get_by_role("heading", level=1, name=row["customer"]["name"])).to_be_visible()


def an_inbox(count: int = 1, following: str | None = None, **facts: Any) -> dict[str, Any]:
    """As the API tells it."""
    entry = {"kind": "AGENDA", "label": "Agenda del día", "text": "1 para hoy.", "quote_id": None, "read": False}
    rest = {"at": "2026-01-02T12:30:00Z", "lines": [], "team": [], "more": 0}
    items = [entry | rest | facts | {"id": f"n-{number}"} for number in range(count)]
    return {"items": items, "unread": count, "next": following}


def test_older_notices_are_a_page_on(open_console: OpenConsole) -> None:
    page = open_console("#/nada")

    def answer(route: Route) -> None:
        older = "cursor=older" in route.request.url
        route.fulfill(json=an_inbox(text="Lo viejo.") if older else an_inbox(20, "older"))

    page.route("**/api/inbox?**", answer)
    page.goto(page.url.replace("#/nada", "#/buzon"))
    expect(page.get_by_role("article")).to_have_count(20)
    page.get_by_role("link", name="Siguientes").click()
    expect(page.get_by_text("Lo viejo.")).to_be_visible()
    page.get_by_role("link", name="Desde el inicio").click()
    expect(page.get_by_role("article")).to_have_count(20)


def test_before_it_comes_when_it_fails_and_when_it_is_empty_there_is_a_way_on(open_console: OpenConsole) -> None:
    page = open_console("#/nada", forgive=("status of 500",))
    asked: list[Route] = []
    page.route("**/api/inbox?*limit=20", lambda route: asked.append(route))  # noqa: PLW0108 - it is given an attribute
    with page.expect_request("**/api/inbox?*limit=20"):
        page.goto(page.url.replace("#/nada", "#/buzon"))
    expect(page.get_by_role("status", name="Cargando")).to_be_visible()
    asked.pop().fulfill(status=500, json={"detail": "Algo falló."})
    expect(page.get_by_text("Algo falló.")).to_be_visible()
    with page.expect_request("**/api/inbox?*limit=20"):
        page.get_by_role("button", name="Reintentar").click()
    asked.pop().fulfill(json={"items": [], "unread": 0, "next": None})
    expect(page.get_by_role("heading", name="Ningún aviso")).to_be_visible()
    page.get_by_role("link", name="Ir a Mis Seguimientos").click()
    expect(page.get_by_role("heading", level=1, name="Mis Seguimientos")).to_be_visible()
