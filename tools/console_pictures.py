"""Take the pictures of the console that the documentation shows: ``python -m tools.console_pictures``. Needs Chromium."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from local.stack import Stack, running_stack
from tests.browser import CHROMIUM, FLAGS
from tests.console.deals import a_quote, a_reservation, free_units
from tests.http.client import HttpClient

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"


class Screen(NamedTuple):
    """What is looked at, and how large its picture is."""

    scheme: Literal["light", "dark"]
    width: int
    height: int
    scale: float


PHONE = Screen("light", 360, 740, 1)
PHONE_BY_NIGHT = Screen("dark", 360, 740, 1)
WIDE = Screen("light", 1280, 800, 0.5)


def at_list(page: Page) -> None:
    page.wait_for_selector(".row-name")


def at_detail(page: Page) -> None:
    at_list(page)
    page.locator(".row-main").nth(1).click()
    page.wait_for_selector(".timeline li")


def at_resolve(page: Page) -> None:
    at_detail(page)
    page.get_by_role("button", name="Resolver").click()
    page.get_by_label("No contactado").check()
    page.get_by_role("button", name="Aceptar y guardar").wait_for()


def at_cards(page: Page) -> None:
    page.locator(".page :is(.card, .tile)").first.wait_for()


class View(NamedTuple):
    """Where a picture is taken, as whom, and on which screens."""

    address: str
    show: Callable[[Page], None]
    role: str = "ADVISOR"
    screens: tuple[Screen, ...] = (PHONE, PHONE_BY_NIGHT, WIDE)


OFFICE = (PHONE, WIDE)
VIEWS = {
    "list": View("seguimientos", at_list),
    "detail": View("seguimientos", at_detail),
    "resolve": View("seguimientos", at_resolve),
    "inbox": View("buzon", at_cards, "BOSS", OFFICE),
    "tray": View("bandeja", at_cards, "BOSS", OFFICE),
    "board": View("tablero", at_cards, "BOSS", OFFICE),
    "stock": View("stock?que=unidades", at_cards, "MANAGER", OFFICE),
    "settings": View("ajustes", at_cards, "MANAGER", OFFICE),
}


def photograph(browser: Browser, stack: Stack) -> None:
    """Every view on its screens."""
    people = {account.role: HttpClient(stack.api_url) for account in reversed(stack.accounts)}
    for account in reversed(stack.accounts):
        people[account.role].sign_in(account.email, account.password)
    ask_for_units(people["ADVISOR"])
    for name, view in VIEWS.items():
        for screen in view.screens:
            take(browser, f"{stack.console_url}/#/{view.address}", people[view.role], view.show, screen, name)


def ask_for_units(advisor: HttpClient) -> None:
    """Something for the boss to decide."""
    for unit, _ in zip(free_units(advisor), range(2), strict=False):
        a_reservation(advisor, a_quote(advisor, unit), unit["vin"])


def take(
    browser: Browser, url: str, person: HttpClient, show: Callable[[Page], None], screen: Screen, name: str
) -> None:
    """One picture."""
    opened = person.session_opened
    session = {"idToken": opened["id_token"], "refreshToken": opened["refresh_token"], "person": opened["person"]}
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        device_scale_factor=screen.scale,
        color_scheme=screen.scheme,
        reduced_motion="reduce",
    )
    context.add_init_script(f"localStorage['desk.session'] ??= {json.dumps(json.dumps(session))}")
    page = context.new_page()
    with page.expect_response("**/api/inbox?limit=1"):
        page.goto(url)
        show(page)
    page.get_by_text("sin leer").first.wait_for(state="attached")
    page.mouse.move(0, 0)
    page.screenshot(path=PICTURES / f"console-{name}-{screen.width}-{screen.scheme}.png")
    context.close()


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, running_stack(Path(folder)) as stack, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        photograph(browser, stack)
        browser.close()


if __name__ == "__main__":
    main()
