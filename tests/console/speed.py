"""How fast it feels on a slow phone and a slow line: a processor slowed 4×, 150 ms and 1.6 Mbit/s."""

from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page

from tests.console.conftest import OpenConsole

CPU_SLOWED = 4
LATENCY_MS = 150
BYTES_PER_SECOND = 1_600_000 // 8

READY = """() => new Promise((resolve) => {
  const look = () => document.querySelector(".row-name")
    ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
    : setTimeout(look, 4);
  look();
})"""
WATCH = """() => {
  window.slowest = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.slowest = Math.max(window.slowest, one.duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: false });
}"""
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 120)))"


def slow_down(page: Page) -> CDPSession:
    """Slow a page's processor and line down."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    conditions = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": BYTES_PER_SECOND}
    session.send("Network.emulateNetworkConditions", {**conditions, "uploadThroughput": BYTES_PER_SECOND})
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWED})
    return session


def until_ready(page: Page, url: str) -> float:
    """Milliseconds from asking for the console until the list's rows are painted."""
    page.goto(url, wait_until="commit")
    return float(page.evaluate(READY))


def visits(open_console: OpenConsole) -> tuple[float, float]:
    """A first visit with nothing kept, and a second one by the installed console: milliseconds until the list is there."""
    page = open_console("icons/icon.svg", installs=True, forgive=("status of 404",))
    url = page.url.replace("icons/icon.svg", "#/seguimientos")
    slow_down(page)
    first = until_ready(page, url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    again = _another(page.context)
    slow_down(again)
    return first, until_ready(again, url)


def _another(context: BrowserContext) -> Page:
    return context.new_page()


def event_to_paint(page: Page, act: Any) -> float:
    """The longest that an event of an action took until what it changed was painted, in milliseconds."""
    page.evaluate(WATCH)
    act()
    page.evaluate(SETTLED)
    return float(page.evaluate("window.slowest"))
