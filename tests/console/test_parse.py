"""What people type as money, per cents and counts, read by the console's own module in the page."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.console.conftest import OpenConsole

pytestmark = [pytest.mark.browser, pytest.mark.stack]

AMOUNTS = {
    "1.234,56": 123_456,
    "1,234.56": 123_456,
    "1234.56": 123_456,
    "1234,5": 123_450,
    "$ 1 234": 123_400,
    "1.234": 123_400,
    "1.234.567,8": 123_456_780,
    "0,05": 5,
    "0": 0,
    " 500 ": 50_000,
}
NO_AMOUNTS = ["", "  ", "$", "abc", "-5", ",5", "1,2,3", "12.3456", "1.234,567", "1.234.56", "1.23.456", "15 %", "1e3"]
RATES = {"15,6": 1560, "15.60 %": 1560, "16.77": 1677, "100": 10_000, "0": 0}
NO_RATES = ["", "%", "quince", "15.600", "-1", "$ 3"]
COUNTS = {"15": 15, " 0 ": 0, "007": 7}
NO_COUNTS = ["", "1,5", "-1", "1 2", "x", "1e3"]


def parsed(page: Page, name: str, arguments: list[Any]) -> list[Any]:
    """What a function of ``lib/parse.js`` makes of each."""
    call = "([name, all]) => import('./lib/parse.js').then((module) => all.map((one) => module[name](one)))"
    answers: list[Any] = page.evaluate(call, [name, arguments])
    return answers


def test_what_is_typed_becomes_whole_numbers_or_nothing(open_console: OpenConsole) -> None:
    page = open_console(role=None)
    tables = {
        "centsOf": (AMOUNTS, NO_AMOUNTS),
        "bpsOf": (RATES, NO_RATES),
        "countOf": (COUNTS, NO_COUNTS),
    }
    for name, (right, wrong) in tables.items():
        assert dict(zip(right, parsed(page, name, [*right]), strict=True)) == right
        assert dict(zip(wrong, parsed(page, name, wrong), strict=True)) == dict.fromkeys(wrong), name
    assert parsed(page, "partsOf", ["Rojo, Negro", " , ", "1,3 ,7"]) == [["Rojo", "Negro"], [], ["1", "3", "7"]]


def test_what_is_put_to_be_typed_over_reads_as_it_was(open_console: OpenConsole) -> None:
    page = open_console(role=None)
    values = [0, 1, 10, 99, 100, 101, 1560, *range(9_990, 10_011), 123_456, 99_999_999]
    typed = parsed(page, "typed", values)
    assert typed[:5] == ["0", "0,01", "0,10", "0,99", "1"]
    assert parsed(page, "centsOf", typed) == values
    assert parsed(page, "bpsOf", typed) == values
