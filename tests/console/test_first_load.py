"""What the first visit costs, and how much of a long list is in the page."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.console.conftest import PHONE, SCREEN, OpenConsole, SignedIn

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.own_browser]

MOST_BYTES = 60 * 1024
MOST_ROWS = 60
MANY = 600


def first_visit(open_console: OpenConsole) -> tuple[Page, list[str]]:
    """The list opened for the first time, and what was fetched for it."""
    page = open_console(role="ADVISOR")
    fetched: list[str] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.on("Network.responseReceived", lambda event: fetched.append(event["response"]["url"]))
    page.reload()
    expect(page.get_by_role("listitem").first).to_be_visible()
    return page, fetched


def test_the_first_load_weighs_at_most_60_kb(open_console: OpenConsole) -> None:
    page, fetched = first_visit(open_console)
    transferred = page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
        ".filter((one) => !one.name.includes('/api/')).reduce((sum, one) => sum + one.encodedBodySize, 0)"
    )
    assert len(fetched) > 20
    assert 20 * 1024 < transferred <= MOST_BYTES


def test_modules_of_the_first_view_are_fetched_at_once_and_no_others(open_console: OpenConsole) -> None:
    page, fetched = first_visit(open_console)
    origin = page.url.partition("#")[0]
    scripts = {url.removeprefix(origin) for url in fetched if url.endswith(".js")}
    preloaded = page.locator("link[rel=modulepreload]").evaluate_all(
        "all => all.map((one) => one.getAttribute('href'))"
    )
    assert scripts == {*preloaded, "app.js"}


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_of_600_follow_ups_at_most_60_are_in_the_page(
    width: int, open_console: OpenConsole, signed_in: SignedIn
) -> None:
    row = signed_in().rows("/follow-ups", order="rank")[0]
    page = open_console("#/nada", width=width)
    page.route("**/api/follow-ups?**", lambda route: answer_many(route, row))
    page.goto(page.url.replace("#/nada", "#/seguimientos"))
    rows = page.get_by_role("listitem")
    expect(rows.first).to_have_attribute("aria-setsize", str(MANY))
    box = page.locator(".long-list")
    for part in (0.1, 0.5, 0.93, 1):
        box.evaluate("(one, part) => { one.scrollTop = (one.scrollHeight - one.clientHeight) * part; }", part)
        expect(page.locator(".row.blank")).to_have_count(0)
        assert 5 < rows.count() <= MOST_ROWS
    expect(page.get_by_role("link", name="Cliente 599 ").first).to_be_in_viewport()


def answer_many(route: Route, row: dict[str, Any]) -> None:
    """600 follow-ups like one, page by page."""
    query = dict(part.split("=") for part in route.request.url.partition("?")[2].split("&"))
    start, limit = int(query.get("cursor", "0")), int(query["limit"])
    numbers = range(start, min(MANY, start + limit))
    items = [row | {"id": f"many-{n}", "customer": row["customer"] | {"name": f"Cliente {n}"}} for n in numbers]
    following = str(numbers.stop) if numbers.stop < MANY else None
    route.fulfill(json={"items": items, "counts": {"overdue": MANY, "today": 0, "upcoming": 0}, "next": following})
