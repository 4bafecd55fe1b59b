"""Take the pictures of the page that the documentation shows: ``python -m tools.page_pictures``.

Needs Chromium, and ``pdftoppm`` (poppler) for the printed one.
"""

import subprocess
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from chalicelib.domain.proforma import PageState
from tests.browser import CHROMIUM, FLAGS
from tests.pages.samples import STREET, TRAIL, a_page
from tests.pages.site import running_site

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
SCREENS: tuple[tuple[Literal["light", "dark"], int, int, float], ...] = (
    ("light", 1280, 1000, 0.65),
    ("light", 360, 760, 1),
    ("dark", 360, 760, 1),
)


def photograph(browser: Browser, url: str) -> None:
    """Every screen, and the sheet."""
    for scheme, width, height, scale in SCREENS:
        context = browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=scale, color_scheme=scheme
        )
        page = context.new_page()
        page.goto(url)
        page.screenshot(path=PICTURES / f"proforma-{width}-{scheme}.png")
        context.close()
    page = browser.new_page()
    page.goto(url)
    sheet = PICTURES / "proforma-print.pdf"
    page.pdf(path=sheet, prefer_css_page_size=True, print_background=True)
    subprocess.run(["pdftoppm", "-r", "66", "-png", "-singlefile", sheet, sheet.with_suffix("")], check=True)
    sheet.unlink()


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with running_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        photograph(browser, site.show(a_page(STREET, TRAIL), PageState.CURRENT))
        browser.close()


if __name__ == "__main__":
    main()
