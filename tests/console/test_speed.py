"""It feels instant on a slow phone. The best of a few, because what else the machine does is not the console's doing."""

import pytest
from playwright.sync_api import expect

from tests.console import speed
from tests.console.conftest import OpenConsole, SignedIn

pytestmark = [pytest.mark.browser, pytest.mark.stack]

FIRST_MS = 3000
AGAIN_MS = 1000
PAINT_MS = 100
TRIES = 3


def test_the_list_is_there_within_3_seconds_and_within_1_the_next_time(open_console: OpenConsole) -> None:
    measured = [speed.visits(open_console) for _ in range(TRIES)]
    assert min(first for first, _ in measured) <= FIRST_MS, measured
    assert min(again for _, again in measured) <= AGAIN_MS, measured


def test_every_action_answers_within_100_milliseconds(open_console: OpenConsole, signed_in: SignedIn) -> None:
    page = open_console()
    expect(page.get_by_role("listitem").first).to_be_visible()
    page.locator(".row-main").first.click()
    expect(page.get_by_role("region", name="Historia")).to_be_visible()
    page.go_back()
    speed.slow_down(page)
    actions = {
        "type": lambda: page.get_by_role("searchbox").press_sequentially("a"),
        "clear": lambda: page.get_by_role("searchbox").press("Backspace"),
        "tab": lambda: page.get_by_role("link", name="Vencidos").click(),
        "open": page.locator(".row-main").first.click,
        "resolve": lambda: page.get_by_role("button", name="Resolver").click(),
        "outcome": lambda: page.get_by_label("Contactado", exact=True).check(),
        "note": lambda: page.get_by_role("button", name="Vendrá a la vitrina").click(),
        "day": lambda: page.get_by_role("button", name="En 3 días").click(),
    }
    took = {name: speed.event_to_paint(page, act) for name, act in actions.items()}
    assert max(took.values()) > 0, "something was measured"
    assert {name: ms for name, ms in took.items() if ms > PAINT_MS} == {}, took
