"""The console as an app: installable, opens without a line, and says when there is a newer one (G5)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from local.stack import Stack
from tests.console.conftest import OpenConsole

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.own_browser]

NEW_FILE_KEPT = "caches.match('icons/of-a-test.svg').then((kept) => kept !== undefined)"
IN_HAND = "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


def installed(open_console: OpenConsole, *forgive: str) -> Page:
    """The console with its service worker in charge."""
    page = open_console(installs=True, forgive=forgive)
    expect(page.get_by_role("listitem").first).to_be_visible()
    page.wait_for_function(IN_HAND)
    return page


def test_it_can_be_installed(open_console: OpenConsole, stack: Stack) -> None:
    page = installed(open_console)
    session = page.context.new_cdp_session(page)
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in errors] == ["in-incognito"], "as every page of a test is"
    manifest = json.loads(session.send("Page.getAppManifest")["data"])
    assert manifest["display"] == "standalone"
    for icon in manifest["icons"]:
        reply = page.request.get(f"{stack.console_url}/{icon['src']}")
        assert (reply.status, reply.headers["content-type"]) == (200, icon["type"])


def test_without_a_line_it_opens_with_the_last_list(open_console: OpenConsole) -> None:
    page = installed(open_console, "ERR_INTERNET_DISCONNECTED")
    name = page.locator(".row-name").first.inner_text()
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".row-name").first).to_have_text(name)
    expect(page.get_by_text("Sin conexión: esta lista es de la última vez.")).to_be_visible()
    page.locator(".row-main").first.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    page.get_by_role("button", name="Resolver").click()
    expect(page.get_by_role("dialog", name=name)).to_be_visible()


def test_a_newer_version_is_announced_and_taken_when_asked(open_console: OpenConsole, web: Path) -> None:
    page = installed(open_console)
    with a_newer_version(web):
        page.evaluate("navigator.serviceWorker.getRegistration().then((held) => held.update())")
        expect(page.get_by_text("Hay una versión nueva.")).to_be_visible()
        with page.expect_navigation():
            page.get_by_role("button", name="Actualizar").click()
        expect(page.get_by_role("listitem").first).to_be_visible()
        expect(page.get_by_text("Hay una versión nueva.")).to_be_hidden()
        assert page.evaluate(NEW_FILE_KEPT), "the new one is what opens"
        names = page.evaluate("caches.keys()")
        assert len([name for name in names if name.startswith("shell-")]) == 1, "the old one is gone"


def test_a_newer_version_that_another_window_took_is_taken_here_too(open_console: OpenConsole, web: Path) -> None:
    page = installed(open_console)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_role("listitem").first).to_be_visible()
    with a_newer_version(web):
        page.evaluate("navigator.serviceWorker.getRegistration().then((held) => held.update())")
        for window in (page, other):
            expect(window.get_by_text("Hay una versión nueva.")).to_be_visible()
            with window.expect_navigation():
                window.get_by_role("button", name="Actualizar").click()
            expect(window.get_by_text("Hay una versión nueva.")).to_be_hidden()


def test_a_newer_version_that_another_window_is_fetching_is_announced_here_too(open_console: OpenConsole) -> None:
    page = open_console(installs=True)
    page.add_init_script("""
      window.found = Object.assign(new EventTarget(), { state: "installing" });
      window.registration = Object.assign(new EventTarget(), { installing: window.found, waiting: null, update: async () => {} });
      navigator.serviceWorker.register = async () => ((window.registered = true), window.registration);
      Object.defineProperty(navigator.serviceWorker, "controller", { value: window.found });""")
    page.reload()
    expect(page.get_by_role("listitem").first).to_be_visible()
    page.wait_for_function("() => window.registered")
    expect(page.get_by_text("Hay una versión nueva.")).to_be_hidden()
    page.evaluate("""() => {
      Object.assign(window.registration, { installing: null, waiting: window.found });
      window.found.dispatchEvent(new Event("statechange"));
    }""")
    expect(page.get_by_text("Hay una versión nueva.")).to_be_visible()


@contextmanager
def a_newer_version(web: Path) -> Iterator[None]:
    """A file more, for a while."""
    extra = web / "icons" / "of-a-test.svg"
    extra.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    try:
        yield
    finally:
        extra.unlink()
