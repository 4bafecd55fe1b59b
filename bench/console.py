"""``python -m bench.console``: how fast the console feels on a slow phone with a slow line, as Markdown.

A processor slowed 4×, 150 ms and 1.6 Mbit/s, in Chromium, against a whole desk on this machine. Medians; what else the
machine does counts too, so that its load is told beside them.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from local.stack import Stack, running_stack
from tests.browser import CHROMIUM, FLAGS
from tests.http.client import HttpClient

CPU_SLOWED = 4
LATENCY_MS = 150
BYTES_PER_SECOND = 1_600_000 // 8
VISITS = 7
ROUNDS = 5
PHONE: ViewportSize = {"width": 360, "height": 740}

READY = """() => new Promise((resolve) => {
  const look = () => document.querySelector(".row-name")
    ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
    : setTimeout(look, 4);
  look();
})"""
PRESENT = """() => new Promise((resolve) => {
  const look = () => document.querySelector("[aria-busy]") ? setTimeout(look, 4) : resolve(performance.now());
  look();
})"""
WATCH = """() => {
  window.slowest = 0;
  window.watcher?.disconnect();
  window.watcher = new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.slowest = Math.max(window.slowest, one.duration);
  });
  window.watcher.observe({ type: "event", durationThreshold: 16 });
}"""
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300)))"


def signed_in(browser: Browser, stack: Stack) -> BrowserContext:
    """A phone whose owner signed in some other day."""
    account = stack.accounts[0]
    opened = HttpClient(stack.api_url).sign_in(account.email, account.password)
    session = {"idToken": opened["id_token"], "refreshToken": opened["refresh_token"], "person": opened["person"]}
    context = browser.new_context(viewport=PHONE, locale="es-EC")
    context.add_init_script(f"localStorage['desk.session'] ??= {json.dumps(json.dumps(session))}")
    return context


def slow_page(context: BrowserContext) -> Page:
    """A page on a slow phone with a slow line."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"latency": LATENCY_MS, "downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND}
    session.send("Network.emulateNetworkConditions", {"offline": False, **line})
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWED})
    return page


def until_ready(page: Page, url: str) -> float:
    """Milliseconds from asking for the console until the list's rows are painted."""
    page.goto(f"{url}/#/seguimientos", wait_until="commit")
    return float(page.evaluate(READY))


def visits(browser: Browser, stack: Stack) -> tuple[float, float, float]:
    """A first visit with nothing kept, and one by the installed console: the list of the last visit, and the present one."""
    context = signed_in(browser, stack)
    page = slow_page(context)
    first = until_ready(page, stack.console_url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.close()
    page = slow_page(context)
    again = until_ready(page, stack.console_url)
    present = float(page.evaluate(PRESENT))
    context.close()
    return first, again, present


def actions(page: Page) -> dict[str, Callable[[], object]]:
    """What an advisor does, step by step."""
    search = page.get_by_role("searchbox")
    return {
        "type in the search": lambda: search.press_sequentially("a"),
        "clear it": lambda: search.press("Backspace"),
        "choose a tab": lambda: page.get_by_role("link", name="Vencidos").click(),
        "open a follow-up": page.locator(".row-main").first.click,
        "resolve": lambda: page.get_by_role("button", name="Resolver").click(),
        "say what came of it": lambda: page.get_by_label("Contactado", exact=True).check(),
        "tap a note": lambda: page.get_by_role("button", name="Vendrá a la vitrina").click(),
        "choose a day": lambda: page.get_by_role("button", name="En 3 días").click(),
    }


def events_to_paint(browser: Browser, stack: Stack) -> dict[str, float]:
    """For each action, the longest that one of its events took until the change was painted, in milliseconds."""
    context = signed_in(browser, stack)
    page = slow_page(context)
    until_ready(page, stack.console_url)
    page.wait_for_timeout(4000)  # what is fetched early is there
    took = {}
    for name, act in actions(page).items():
        page.evaluate(WATCH)
        act()
        page.evaluate(SETTLED)
        took[name] = float(page.evaluate("window.slowest"))
    context.close()
    return took


def main() -> None:
    with TemporaryDirectory() as folder, running_stack(Path(folder)) as stack, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        seen = [visits(browser, stack) for _ in range(VISITS)]
        rounds = [events_to_paint(browser, stack) for _ in range(ROUNDS)]
        browser.close()
    print(
        f"| list ready, ms ({VISITS} visits; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores) | median | best |"
    )
    print("|---|---|---|")
    names = ("first visit", "repeat visit", "repeat visit, until the present list took the last one's place")
    for name, figures in zip(names, zip(*seen, strict=True), strict=True):
        print(f"| {name} | {median(figures):.0f} | {min(figures):.0f} |")
    print(f"\n| event to paint, ms ({ROUNDS} rounds) | median | best |\n|---|---|---|")
    for name in rounds[0]:
        times = [took[name] for took in rounds]
        print(f"| {name} | {median(times):.0f} | {min(times):.0f} |")


if __name__ == "__main__":
    main()
