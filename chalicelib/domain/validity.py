"""A quote's validity as the days go by: told the day before, expired, renewed (B4).

What is still to be looked at follows from the quote; a mark beside it keeps up to which day that was done.
"""

from datetime import date
from enum import Enum

from msgspec import Struct

from .agenda import ONE_DAY
from .quote import EDITABLE_STAGES, Quote


class Look(Enum):
    """What a day brings for a quote."""

    LAST_DAY_AHEAD = "last day ahead"
    EXPIRED = "expired"
    PAGE_EXPIRED = "page expired"


class ValidityMark(Struct, frozen=True):
    """Up to which local day a quote was looked at, for the validity that it had then; another begins anew."""

    valid_until: date
    page_valid_until: date
    looked_on: date


def page_valid_until(quote: Quote) -> date:
    """Until when what the link shows holds: a renewal holds for what is sent next, not for what was sent before."""
    proforma = quote.proforma
    return proforma.valid_until if proforma and proforma.valid_until else quote.valid_until


def _days(quote: Quote) -> dict[Look, date]:
    if quote.stage not in EDITABLE_STAGES:
        return {}
    return {
        Look.LAST_DAY_AHEAD: quote.valid_until - ONE_DAY,
        Look.EXPIRED: quote.valid_until + ONE_DAY,
        Look.PAGE_EXPIRED: page_valid_until(quote) + ONE_DAY,
    }


def _looked_on(quote: Quote, mark: ValidityMark | None) -> date:
    same = mark and (mark.valid_until, mark.page_valid_until) == (quote.valid_until, page_valid_until(quote))
    return mark.looked_on if mark and same else date.min


def looks_due(quote: Quote, mark: ValidityMark | None, today: date) -> set[Look]:
    """What the days up to today brought and nobody has looked at yet."""
    since = _looked_on(quote, mark)
    return {look for look, day in _days(quote).items() if since < day <= today}


def next_look(quote: Quote, mark: ValidityMark | None = None) -> date | None:
    """The next local day on which there is something to look at; None if there is none any more."""
    since = _looked_on(quote, mark)
    return min((day for day in _days(quote).values() if day > since), default=None)


def looked(quote: Quote, today: date) -> ValidityMark:
    """The mark of a quote that was looked at today."""
    return ValidityMark(quote.valid_until, page_valid_until(quote), today)
