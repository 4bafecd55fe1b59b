"""The pages in a real browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.pages.site import Site, running_site

OpenPage = Callable[..., Page]


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
