"""What the first visit costs, and how much of a long list is in the page."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.console.conftest import PHONE, SCREEN, OpenConsole, SignedIn

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.own_browser]

MOST_BYTES = 60 * 1024
MOST_ROWS = 60
MANY = 600


LIST_SEEN = """new MutationObserver((_, watcher) => {
  if (!document.querySelector(".row-name")) return;
  window.listAt = performance.now();
  watcher.disconnect();
}).observe(document, { childList: true, subtree: true });"""
FETCHED = """() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
  .filter((one) => one.startTime < window.listAt)
  .map(({ name, startTime, encodedBodySize }) => ({ path: name.split("/").slice(3).join("/"), at: startTime, bytes: encodedBodySize }))
"""
ASKED = """() => performance.getEntriesByType("resource")
  .filter(({ name }) => !name.includes("cursor="))
  .map(({ name }) => /api\\/[-a-z]+/.exec(name)?.[0]).filter(Boolean).sort()"""
SCROLLED = """(box, part) => {
  box.scrollTop = (box.scrollHeight - box.clientHeight) * part;
  return Math.ceil(box.scrollTop / box.querySelector("li").offsetHeight);
}"""
WHEN_QUIET = """() => ["detail.js", "api/me", "api/inbox?limit=1"].every((end) => performance.getEntriesByType("resource").some(({ name }) => name.endsWith(end)))"""


def first_visit(open_console: OpenConsole, **options: Any) -> tuple[Page, dict[str, Any]]:
    """The list opened for the first time, and what was fetched for it, by path; not what is fetched when it is there."""
    page = open_console("#/nada", **options)
    page.evaluate("delete localStorage['desk.catalogue']")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.add_init_script(LIST_SEEN)
    page.goto(page.url.partition("#")[0] + "?first#/seguimientos")
    expect(page.get_by_role("listitem").first).to_be_visible()
    return page, {one["path"]: one for one in page.evaluate(FETCHED)}


def test_the_first_load_weighs_at_most_60_kb(open_console: OpenConsole) -> None:
    _, fetched = first_visit(open_console)
    weight = sum(one["bytes"] for path, one in fetched.items() if not path.startswith("api/"))
    assert len(fetched) > 20
    assert 20 * 1024 < weight <= MOST_BYTES


def test_modules_of_the_first_view_are_named_by_the_page_and_no_others(open_console: OpenConsole) -> None:
    page, fetched = first_visit(open_console)
    scripts = {path for path in fetched if path.endswith(".js")}
    preloaded = page.locator("link[rel=modulepreload]").evaluate_all(
        "all => all.map((one) => one.getAttribute('href'))"
    )
    assert scripts == set(preloaded)


def test_the_list_is_asked_for_once_while_the_console_is_still_on_its_way(open_console: OpenConsole) -> None:
    page, _ = first_visit(open_console, forgive=("ERR_FAILED",))
    page.wait_for_function(WHEN_QUIET)
    assert page.evaluate(ASKED) == ["api/catalogue", "api/follow-ups", "api/inbox", "api/me"]
    page.route("**/app.js", lambda route: route.abort())
    with page.expect_response("**/api/follow-ups?**"):
        page.reload()


def test_the_first_screen_does_without_intl_and_says_the_same(open_console: OpenConsole) -> None:
    page = open_console("#/nada")
    page.add_init_script("""for (const name of ["DateTimeFormat", "NumberFormat"]) {
      const real = Intl[name];
      Intl[name] = function (...given) { window.asked = name; return new real(...given); };
    }""")
    page.reload()
    page.goto(page.url.replace("#/nada", "#/seguimientos"))
    expect(page.get_by_role("listitem").first).to_be_visible()
    assert page.evaluate("window.asked ?? 'nothing'") == "nothing"
    differing = page.evaluate("""async () => {
      const { counted, day, isoDate, time, ZONE } = await import("./lib/format.js");
      const of = (locale, options) => (instant) => new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }).format(new Date(instant));
      const days = of("es-EC", { weekday: "short", day: "numeric", month: "short" });
      const pairs = [[day, days], [time, of("es-EC", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })], [isoDate, of("sv-SE", {})]];
      const starts = Array.from({ length: 400 }, (_, at) => Date.UTC(2026, 0, 1, 3, 7) + at * 24.9 * 3600000);
      const wrong = starts.flatMap((at) => pairs.filter(([ours, theirs]) => ours(new Date(at)) !== theirs(at)).map(([, theirs]) => theirs(at)));
      const many = [0, 1, -1, 999, 1000, -1000, 123456].filter((count) => !counted(count, "día").startsWith(`${new Intl.NumberFormat("es-EC").format(count)} día`));
      return [...wrong, ...many];
    }""")
    assert differing == []


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
        at = box.evaluate(SCROLLED, part)
        expect(page.get_by_role("link", name=f"Cliente {at} ").first).to_be_in_viewport()
        expect(page.locator(".row.blank")).to_have_count(0)
        assert 5 < rows.count() <= MOST_ROWS
    expect(page.get_by_role("link", name="Cliente 599 ").first).to_be_in_viewport()


def test_rows_that_were_scrolled_to_before_they_came_do_come(open_console: OpenConsole, signed_in: SignedIn) -> None:
    row = signed_in().rows("/follow-ups", order="rank")[0]
    page = open_console("#/nada", width=PHONE)
    page.route("**/api/follow-ups?**", lambda route: answer_many(route, row))
    page.goto(page.url.replace("#/nada", "#/seguimientos"))
    expect(page.get_by_role("listitem").first).to_have_attribute("aria-setsize", str(MANY))
    page.locator(".long-list").evaluate("(one) => { one.scrollTop = one.scrollHeight; }")
    last = page.get_by_role("link", name="Cliente 599 ").first
    expect(last).to_be_in_viewport()
    with page.expect_response("**/api/follow-ups?**cursor=450**"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(last).to_be_in_viewport()
    expect(page.locator(".row.blank")).to_have_count(0)


def answer_many(route: Route, row: dict[str, Any]) -> None:
    """600 follow-ups like one, page by page."""
    query = dict(part.split("=") for part in route.request.url.partition("?")[2].split("&"))
    start, limit = int(query.get("cursor", "0")), int(query["limit"])
    numbers = range(start, min(MANY, start + limit))
    items = [row | {"id": f"many-{n}", "customer": row["customer"] | {"name": f"Cliente {n}"}} for n in numbers]
    following = str(numbers.stop) if numbers.stop < MANY else None
    route.fulfill(json={"items": items, "counts": {"overdue": MANY, "today": 0, "upcoming": 0}, "next": following})
