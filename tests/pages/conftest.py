"""A real browser for the pages; without Chromium these tests say what they miss."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from tests.pages.site import Site, running_site

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install Debian's package `chromium`, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def site() -> Iterator[Site]:
    """An empty site."""
    with running_site() as site:
        yield site


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open a page in a browser of its own. What it says on the console fails the test."""
    said: list[str] = []
    contexts = []

    def refuse(dialog: Dialog) -> None:
        said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def opened(url: str | None = None, *, width: int = 360, quiet: bool = True, **options: Any) -> Page:
        facts = {"viewport": {"width": width, "height": 800}, "reduced_motion": "reduce"} | options
        context = browser.new_context(**facts)
        contexts.append(context)
        page = context.new_page()
        if quiet:
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", refuse)
        if url:
            page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
