"""What every screen is held to: accessible in light and dark, within its width, targets that a thumb hits."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Locator, Page

LEAST_TARGET = 44
WIDE_FONT = "DejaVu Sans"
IS_INSTALLED = """font => {
  const pen = document.createElement("canvas").getContext("2d");
  const width = (family) => {
    pen.font = `50px ${family}`;
    return pen.measureText("Seguimientos").width;
  };
  return width(`"${font}", monospace`) !== width("monospace");
}"""
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


@contextmanager
def text_of(page: Page, size: str, font: str | None = None) -> Iterator[None]:
    """Text of another size, and in another font, as somebody sets their phone; a font that is not there skips the test."""
    if font and not page.evaluate(IS_INSTALLED, font):
        pytest.skip(f"{font} is not installed")
    style = "([text, size]) => { const { style } = document.documentElement; style.fontSize = size; %s }"
    page.evaluate(style % "style.setProperty('--text', text)", [f'400 1rem/1.45 "{font}"' if font else "", size])
    try:
        yield
    finally:
        page.evaluate(style % "style.removeProperty('--text')", ["", ""])


def expect_whole_labels(links: Locator) -> None:
    """Each is a thumb's target in sight, and its words are whole, within it, and no wider than one line."""
    found = links.evaluate_all(
        """all => all.filter((one) => one.checkVisibility()).map((one) => {
          const label = [...one.querySelectorAll("span")].find((span) => span.checkVisibility() && !span.closest(".badge"));
          const words = document.createRange();
          words.selectNodeContents(label);
          const [text, box, line] = [words.getBoundingClientRect(), one.getBoundingClientRect(), words.getClientRects()];
          return {
            name: label.textContent,
            cut: label.scrollWidth > label.clientWidth && label.clientWidth > 0,
            inside: text.left >= box.left && text.right <= box.right && text.top >= box.top && text.bottom <= box.bottom,
            seen: box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight,
            lines: line.length,
            thumb: Math.round(Math.min(box.width, box.height)),
          };
        })"""
    )
    assert len(found) > 3
    wrong = [
        one
        for one in found
        if one["cut"] or not one["inside"] or not one["seen"] or one["lines"] != 1 or one["thumb"] < LEAST_TARGET
    ]
    assert wrong == []
