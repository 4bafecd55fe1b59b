"""Whose a unit is for now, judged by the console's own module in the page."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.console.conftest import OpenConsole

pytestmark = [pytest.mark.browser, pytest.mark.stack]


def a_unit(status: str, quote_id: str | None = None, held_for: timedelta | None = None) -> dict[str, Any]:
    until = (datetime.now(UTC) + held_for).isoformat() if held_for is not None else None
    return {"status": status, "quote_id": quote_id, "held_until": until}


HOUR = timedelta(hours=1)
UNITS = {
    "free": a_unit("AVAILABLE"),
    "offered to another": a_unit("AVAILABLE", "q-other", HOUR),
    "offered to them": a_unit("AVAILABLE", "q-own", HOUR),
    "offered to another until an hour ago": a_unit("AVAILABLE", "q-other", -HOUR),
    "reserved for another": a_unit("RESERVED", "q-other", HOUR),
    "reserved for them": a_unit("RESERVED", "q-own", HOUR),
}


def test_a_unit_that_is_offered_is_another_s_as_one_that_is_reserved(open_console: OpenConsole) -> None:
    page = open_console(role=None)
    call = "(all) => import('./lib/units.js').then(({ isAnothers }) => all.map((one) => isAnothers(one, 'q-own')))"
    answers = dict(zip(UNITS, page.evaluate(call, list(UNITS.values())), strict=True))
    assert {name for name, anothers in answers.items() if anothers} == {"offered to another", "reserved for another"}
