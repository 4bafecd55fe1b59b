"""What every screen is held to: accessible in light and dark, within its width, targets that a thumb hits."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

LEAST_TARGET = 44
CONTROLS = "a[href], button, input:not([type=radio], [type=checkbox]), select, textarea, summary, .choices label"


def expect_no_violations(page: Page) -> None:
    """Nothing that axe finds, in light and in dark."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found = AxeResults(page.evaluate("axe.run({ resultTypes: ['violations'] })"))
        assert found.violations_count == 0, f"{page.url} {scheme}: {found.generate_report()}"


def expect_within(page: Page) -> None:
    """Nothing sticks out at the side."""
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], page.url  # type: ignore[index]


def expect_thumb_targets(page: Page) -> None:
    """Whatever is pressed is 44 pixels each way."""
    small = """all => all.filter((one) => one.checkVisibility() && !one.matches(".skip")).map((one) => {
      const box = one.getBoundingClientRect();
      return [Math.round(Math.min(box.width, box.height)), one.outerHTML.slice(0, 120)];
    })"""
    sizes = page.locator(CONTROLS).evaluate_all(small)
    assert len(sizes) > 3
    assert [one for one in sizes if one[0] < LEAST_TARGET] == []
