"""The console in a real browser, against a whole desk of its own."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, ViewportSize

from local.console import WEB
from local.stack import Stack, running_stack
from tests.browser import PATIENCE_MS
from tests.http.client import HttpClient

Scheme = Literal["light", "dark"]
PHONE = 360
SCREEN = 1280
HEIGHTS = {PHONE: 740, SCREEN: 860}

SignedIn = Callable[..., HttpClient]
OpenConsole = Callable[..., Page]

SETTLED = "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
"""Resolved when what a page was told by now has been drawn, and has had its effects."""


@pytest.fixture(scope="package")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console's own files, a copy: a test may change them, and nobody else sees it."""
    return copytree(WEB, tmp_path_factory.mktemp("files") / "web")


@pytest.fixture(scope="package")
def stack(tmp_path_factory: pytest.TempPathFactory, web: Path) -> Iterator[Stack]:
    """Engines, demo dealership, people, gateway and console, on free ports; only what a test does happens."""
    with running_stack(tmp_path_factory.mktemp("console"), schedules=False, web=web) as stack:
        yield stack


@pytest.fixture(scope="package")
def signed_in(stack: Stack) -> SignedIn:
    """A client of the n-th person of a role, signed in once."""
    clients: dict[tuple[str, int], HttpClient] = {}

    def sign_in(role: str = "ADVISOR", number: int = 0) -> HttpClient:
        if (role, number) not in clients:
            account = [account for account in stack.accounts if account.role == role][number]
            client = HttpClient(stack.api_url)
            client.sign_in(account.email, account.password)
            clients[role, number] = client
        return clients[role, number]

    return sign_in


class Desks:
    """Consoles in browsers of their own, and all that they say on theirs."""

    def __init__(self, browser: Browser, stack: Stack, signed_in: SignedIn) -> None:
        self._browser = browser
        self._stack = stack
        self._signed_in = signed_in
        self._contexts: list[BrowserContext] = []
        self._kept: dict[tuple[str | None, int], Page] = {}
        self._in_use: set[tuple[str | None, int]] = set()
        self._forgiven: dict[Page, tuple[str, ...]] = {}
        self.said: list[str] = []

    def open(
        self,
        address: str = "#/seguimientos",
        role: str | None = "ADVISOR",
        number: int = 0,
        *,
        width: int = PHONE,
        scheme: Scheme = "light",
        forgive: tuple[str, ...] = (),
        installs: bool = False,
        **options: Any,
    ) -> Page:
        """The console at an address, as somebody, or as nobody yet."""
        facts: dict[str, Any] = {
            "viewport": _size(width),
            "color_scheme": scheme,
            "reduced_motion": "reduce",
            "locale": "es-EC",
        }
        context = self._browser.new_context(**facts | options)
        context.set_default_timeout(PATIENCE_MS)
        self._contexts.append(context)
        if not installs:
            context.add_init_script("delete Navigator.prototype.serviceWorker")
        if role:
            _remember(context, self._signed_in(role, number))
        page = context.new_page()
        self._forgiven[page] = forgive
        page.on("console", lambda message: None if _is_of_the_tool(message) else self._note(page, message.text))
        page.on("pageerror", lambda error: self._note(page, str(error)))
        page.goto(f"{self._stack.console_url}/{address}")
        return page

    def open_again(
        self,
        address: str = "#/seguimientos",
        role: str | None = "ADVISOR",
        number: int = 0,
        *,
        width: int = PHONE,
        forgive: tuple[str, ...] = (),
        **options: Any,
    ) -> Page:
        """The same in a browser that somebody used before, loaded anew and with nothing kept: half the time.

        Whoever is there already in this test, or wants a browser of their own kind, gets a new one.
        """
        person = (role, number)
        if options or person in self._in_use:
            return self.open(address, role, number, width=width, forgive=forgive, **options)
        self._in_use.add(person)
        page = self._kept.get(person)
        if page is None:
            page = self._kept[person] = self.open(address, role, number, width=width, forgive=forgive)
            return page
        self._forgiven[page] = forgive
        page.unroute_all()
        page.set_viewport_size(_size(width))
        page.evaluate(
            "address => { localStorage.clear(); sessionStorage.clear(); history.replaceState(null, '', address); }",
            address,
        )
        page.reload()
        return page

    def leave(self) -> None:
        """A test is over: whoever was there may be somebody else's, if nothing was said."""
        self._in_use.clear()
        said, self.said = self.said, []
        assert said == []

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _note(self, page: Page, text: str) -> None:
        if not any(part in text for part in self._forgiven[page]):
            self.said.append(text)


@pytest.fixture(scope="package")
def used_desks(browser: Browser, stack: Stack, signed_in: SignedIn) -> Iterator[Desks]:
    desks = Desks(browser, stack, signed_in)
    yield desks
    desks.close()


@pytest.fixture
def open_console(
    request: pytest.FixtureRequest, browser: Browser, stack: Stack, signed_in: SignedIn, used_desks: Desks
) -> Iterator[OpenConsole]:
    """Open the console at an address as somebody. What it says on the browser's console fails the test.

    A browser that was used before is used again, which takes half the time, unless the test is marked ``own_browser``.
    """
    own = request.node.get_closest_marker("own_browser") is not None
    desks = Desks(browser, stack, signed_in) if own else used_desks
    yield desks.open if own else desks.open_again
    if own:
        desks.close()
    desks.leave()


def _size(width: int) -> ViewportSize:
    return {"width": width, "height": HEIGHTS.get(width, 800)}


def held_back(page: Page, pattern: str) -> Callable[[], Route]:
    """Requests of a kind wait for the test from now on; ask for the first when it has been sent."""
    routes: list[Route] = []
    page.route(pattern, lambda route: routes.append(route))  # noqa: PLW0108 - Playwright marks what it is given

    def first() -> Route:
        page.evaluate("0")  # what the browser told before this answer has been heard
        return routes[0]

    return first


def _is_of_the_tool(message: ConsoleMessage) -> bool:
    """Playwright looks at what is hidden too; a script of the console that did would be named."""
    return "hidden by content-visibility" in message.text and ".js" not in message.location["url"]


def _remember(context: BrowserContext, client: HttpClient) -> None:
    """Put a session where the console keeps it, as a sign-in on an earlier day did."""
    opened = client.session_opened
    session = {"idToken": opened["id_token"], "refreshToken": opened["refresh_token"], "person": opened["person"]}
    context.add_init_script(
        f"if (window === top && !sessionStorage.begun) {{ localStorage['desk.session'] = {json.dumps(json.dumps(session))};"
        " sessionStorage.begun = 'yes'; }"
    )
