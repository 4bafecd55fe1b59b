"""Renewing a quote: today's prices, a new validity, nothing silently better or worse than the rules allow (B4)."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.domain.codes import DiscountStatus, Stage
from chalicelib.domain.errors import Conflict
from chalicelib.domain.inventory import Model
from chalicelib.domain.proforma import PageState, is_stale, page_state
from chalicelib.domain.quote import Proforma, Quote
from chalicelib.domain.renewal import renew
from tests.builders import (
    NOW,
    a_discount,
    a_loan,
    a_lost_quote,
    a_model,
    a_moment,
    a_person,
    a_quote,
    a_vehicle,
    an_option,
)

EXPIRED = a_quote(valid_until=date(2026, 7, 1), iva_rate_bps=1200)
DEARER = a_model(list_price_cents=330_000)


def _renewed(quote: Quote = EXPIRED, model: Model | None = DEARER, limit_bps: int = 300) -> Quote:
    return renew(quote, {"m-one": model}, a_moment(), limit_bps)


def test_prices_and_iva_are_those_of_today_and_the_validity_begins_anew() -> None:
    renewed = _renewed()
    assert [vehicle.list_price_cents for vehicle in renewed.vehicles] == [330_000]
    assert (renewed.iva_rate_bps, renewed.valid_until) == (1500, date(2026, 7, 30))
    assert renewed.pending == EXPIRED.pending


def test_a_quote_that_has_not_expired_may_be_renewed_too() -> None:
    assert _renewed(a_quote(valid_until=date(2026, 7, 16))).valid_until == date(2026, 7, 30)


@pytest.mark.parametrize("quote", [a_lost_quote(), a_quote(stage=Stage.INVOICED)], ids=["lost", "invoiced"])
def test_one_that_no_longer_changes_is_not_renewed(quote: Quote) -> None:
    with pytest.raises(Conflict):
        _renewed(quote)


@pytest.mark.parametrize("model", [None, a_model(active=False)], ids=["unknown", "no longer sold"])
def test_a_motorcycle_that_is_not_sold_any_more_is_in_the_way(model: Model | None) -> None:
    with pytest.raises(Conflict) as refused:
        _renewed(model=model)
    assert refused.value.state == {"vehicle_id": "v1"}


def test_an_option_that_cannot_be_offered_at_the_new_price_is_in_the_way() -> None:
    quote = a_quote(vehicles=(a_vehicle(a_loan(down_payment_cents=250_000)),))
    with pytest.raises(Conflict) as refused:
        _renewed(quote, a_model(list_price_cents=200_000))
    assert refused.value.state == {"vehicle_id": "v1", "payment_option_id": "o3"}


def _discounted(**facts: Any) -> Quote:
    return a_quote(vehicles=(a_vehicle(an_option(discount=a_discount(amount_cents=9_000, **facts))),))


def test_a_discount_above_the_limit_at_the_new_price_waits_for_a_boss() -> None:
    cheaper = a_model(list_price_cents=250_000)
    (vehicle,) = _renewed(_discounted(), cheaper).vehicles
    assert vehicle.payment_options[0].discount_status is DiscountStatus.WAITING
    (vehicle,) = _renewed(_discounted()).vehicles
    assert vehicle.payment_options[0].discount_status is DiscountStatus.APPROVED


def test_what_a_boss_approved_stays_approved() -> None:
    decided = _discounted(decided_by=a_person().ref)
    (vehicle,) = _renewed(decided, a_model(list_price_cents=250_000)).vehicles
    assert vehicle.payment_options[0].discount_status is DiscountStatus.APPROVED


def test_what_was_sent_holds_as_long_as_it_did_and_the_next_send_is_a_new_version() -> None:
    sent = Proforma("t" * 22, 1, "digest", NOW)
    quote = replace(EXPIRED, proforma=sent, valid_until=date(2026, 7, 16))
    renewed = _renewed(quote)
    assert is_stale(renewed)
    assert page_state(renewed, date(2026, 7, 16)) is PageState.CURRENT
    assert page_state(renewed, date(2026, 7, 17)) is PageState.EXPIRED
    assert not renewed.has_expired(date(2026, 7, 17))
    assert _renewed(renewed).proforma == renewed.proforma
