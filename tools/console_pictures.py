"""Take the pictures of the console that the documentation shows: ``python -m tools.console_pictures``. Needs Chromium."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from local.stack import Stack, running_stack
from tests.browser import CHROMIUM, FLAGS
from tests.http.client import HttpClient

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
Scheme = Literal["light", "dark"]
SCREENS: tuple[tuple[Scheme, int, int, float], ...] = (
    ("light", 360, 740, 1),
    ("dark", 360, 740, 1),
    ("light", 1280, 800, 0.5),
)


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


VIEWS: dict[str, Callable[[Page], None]] = {"list": at_list, "detail": at_detail, "resolve": at_resolve}


def photograph(browser: Browser, stack: Stack) -> None:
    """Every view on every screen."""
    account = stack.accounts[0]
    opened = HttpClient(stack.api_url).sign_in(account.email, account.password)
    session = {"idToken": opened["id_token"], "refreshToken": opened["refresh_token"], "person": opened["person"]}
    for scheme, width, height, scale in SCREENS:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            device_scale_factor=scale,
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        context.add_init_script(f"localStorage['desk.session'] ??= {json.dumps(json.dumps(session))}")
        for name, show in VIEWS.items():
            page = context.new_page()
            page.goto(f"{stack.console_url}/#/seguimientos")
            show(page)
            page.mouse.move(0, 0)
            page.screenshot(path=PICTURES / f"console-{name}-{width}-{scheme}.png")
            page.close()
        context.close()


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, running_stack(Path(folder)) as stack, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        photograph(browser, stack)
        browser.close()


if __name__ == "__main__":
    main()
