"""The console in a real browser, against a whole desk of its own."""

import json
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route

from local.stack import Stack, running_stack
from tests.http.client import HttpClient

Scheme = Literal["light", "dark"]
PHONE = 360
SCREEN = 1280
HEIGHTS = {PHONE: 740, SCREEN: 860}

SignedIn = Callable[..., HttpClient]
OpenConsole = Callable[..., Page]


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Engines, demo dealership, people, gateway and console, on free ports."""
    with running_stack(tmp_path_factory.mktemp("console")) as stack:
        yield stack


@pytest.fixture(scope="session")
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
            "viewport": {"width": width, "height": HEIGHTS.get(width, 800)},
            "color_scheme": scheme,
            "reduced_motion": "reduce",
            "locale": "es-EC",
        }
        context = self._browser.new_context(**facts | options)
        context.set_default_timeout(10_000)
        self._contexts.append(context)
        if not installs:
            context.add_init_script("delete Navigator.prototype.serviceWorker")
        if role:
            _remember(context, self._signed_in(role, number))
        page = context.new_page()

        def note(text: str) -> None:
            if not any(part in text for part in forgive):
                self.said.append(text)

        page.on("console", lambda message: None if _is_of_the_tool(message) else note(message.text))
        page.on("pageerror", lambda error: note(str(error)))
        page.goto(f"{self._stack.console_url}/{address}")
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def open_console(browser: Browser, stack: Stack, signed_in: SignedIn) -> Iterator[OpenConsole]:
    """Open the console at an address as somebody, in a browser of its own. What it says there fails the test."""
    desks = Desks(browser, stack, signed_in)
    yield desks.open
    desks.close()
    assert desks.said == []


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
    return "hidden by content-visibility" in message.text and not message.location["url"]


def _remember(context: BrowserContext, client: HttpClient) -> None:
    """Put a session where the console keeps it, as a sign-in on an earlier day did."""
    opened = client.session_opened
    session = {"idToken": opened["id_token"], "refreshToken": opened["refresh_token"], "person": opened["person"]}
    context.add_init_script(
        f"if (window === top && !sessionStorage.begun) {{ localStorage['desk.session'] = {json.dumps(json.dumps(session))};"
        " sessionStorage.begun = 'yes'; }"
    )
