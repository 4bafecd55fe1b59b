"""A quote's validity as the days go by (B4)."""

from datetime import date, timedelta

from msgspec.structs import replace

from chalicelib.domain.codes import Stage
from chalicelib.domain.quote import Proforma
from chalicelib.domain.validity import Look, looked, looks_due, next_look, page_valid_until
from tests.builders import NOW, a_lost_quote, a_quote

LAST = date(2026, 7, 30)
QUOTE = a_quote(valid_until=LAST)
DAY = timedelta(days=1)
OVER = {Look.EXPIRED, Look.PAGE_EXPIRED}


def test_the_day_before_the_last_and_the_day_after_it_bring_something() -> None:
    assert looks_due(QUOTE, None, LAST - 2 * DAY) == set()
    assert looks_due(QUOTE, None, LAST - DAY) == {Look.LAST_DAY_AHEAD}
    told = looked(QUOTE, LAST - DAY)
    assert looks_due(QUOTE, told, LAST) == set()
    assert looks_due(QUOTE, told, LAST + DAY) == OVER


def test_what_was_missed_is_made_up_for() -> None:
    assert looks_due(QUOTE, None, LAST + 9 * DAY) == OVER | {Look.LAST_DAY_AHEAD}


def test_the_next_look_moves_on_until_nothing_is_left() -> None:
    assert next_look(QUOTE) == LAST - DAY
    assert next_look(QUOTE, looked(QUOTE, LAST - DAY)) == LAST + DAY
    assert next_look(QUOTE, looked(QUOTE, LAST + DAY)) is None


def test_another_validity_begins_anew() -> None:
    told = looked(QUOTE, LAST + DAY)
    extended = replace(QUOTE, valid_until=LAST + 10 * DAY)
    assert looks_due(extended, told, LAST + 9 * DAY) == {Look.LAST_DAY_AHEAD}


def test_an_invoiced_or_closed_quote_does_not_expire() -> None:
    for quote in (a_quote(stage=Stage.INVOICED, valid_until=LAST), a_lost_quote(valid_until=LAST)):
        assert looks_due(quote, None, LAST + DAY) == set()
        assert next_look(quote) is None


def test_a_page_sent_before_the_renewal_ends_when_it_said() -> None:
    sent = Proforma("t" * 22, 1, "digest", NOW, valid_until=LAST)
    renewed = replace(QUOTE, proforma=sent, valid_until=LAST + 15 * DAY)
    assert page_valid_until(renewed) == LAST
    assert looks_due(renewed, looked(renewed, LAST), LAST + DAY) == {Look.PAGE_EXPIRED}
    assert page_valid_until(QUOTE) == LAST
