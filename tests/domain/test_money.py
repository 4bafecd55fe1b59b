"""Cents, shares, IVA and French loans: exact, half up, to the last cent."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from chalicelib.domain.money import (
    Instalments,
    divide_half_up,
    effective_rate_bps,
    french_instalments,
    iva_rate_bps,
    percent_text,
    share,
    split_iva,
)

cents = st.integers(min_value=0, max_value=10**9)
rates = st.integers(min_value=0, max_value=10_000)
principals = st.integers(min_value=10_000, max_value=10**9)
loan_rates = st.integers(min_value=0, max_value=3_000)
terms = st.integers(min_value=1, max_value=84)


def half_up(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def balance_after(plan: Instalments, principal_cents: int, rate_bps: int) -> list[int]:
    """What is owed after each instalment, by the table that a bank hands out."""
    balance, balances = principal_cents, []
    for month in range(1, plan.months + 1):
        interest = half_up(Decimal(balance) * rate_bps / 120_000)
        paid = plan.instalment_cents if month < plan.months else plan.last_instalment_cents
        balance += interest - paid
        balances.append(balance)
    return balances


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
@example(1, 2)
@example(-1, 2)
@example(3, 2)
def test_division_rounds_half_up_as_decimal_does(dividend: int, divisor: int) -> None:
    with localcontext(prec=60):
        assert divide_half_up(dividend, divisor) == half_up(Decimal(dividend) / Decimal(divisor))


@pytest.mark.parametrize(
    ("amount", "rate", "expected"), [(50, 100, 1), (49, 100, 0), (150, 100, 2), (300_000, 300, 9_000), (999, 0, 0)]
)
def test_a_share_rounds_half_up(amount: int, rate: int, expected: int) -> None:
    assert share(amount, rate) == expected


@given(cents, rates)
def test_a_share_is_never_more_than_the_whole(amount: int, rate: int) -> None:
    assert 0 <= share(amount, rate) <= amount


@given(cents, st.sampled_from([0, 1200, 1500]))
def test_subtotal_and_iva_add_up_to_the_amount(gross: int, rate: int) -> None:
    parts = split_iva(gross, rate)
    assert parts.subtotal_cents + parts.iva_cents == gross
    assert abs(parts.iva_cents - share(parts.subtotal_cents, rate)) <= 1
    assert parts.iva_cents >= 0


def test_iva_is_taken_out_of_the_price() -> None:
    assert split_iva(300_000, 1500) == (260_870, 39_130)


@pytest.mark.parametrize(
    ("day", "rate"),
    [(date(2024, 3, 31), 1200), (date(2024, 4, 1), 1500), (date(2026, 7, 15), 1500), (date(2000, 1, 1), 1200)],
)
def test_iva_is_the_rate_in_force_on_the_day(day: date, rate: int) -> None:
    assert iva_rate_bps(day) == rate


def test_no_iva_rate_is_guessed_for_a_day_before_the_table() -> None:
    with pytest.raises(ValueError, match="1999"):
        iva_rate_bps(date(1999, 12, 31))


def test_the_manuals_check_value() -> None:
    plan = french_instalments(200_000, 1560, 24)
    assert plan.instalment_cents == 9_754
    assert plan.total_cents == 9_754 * 23 + plan.last_instalment_cents


@given(principals, loan_rates, terms)
def test_the_table_ends_at_exactly_zero_and_only_goes_down(principal: int, rate: int, months: int) -> None:
    plan = french_instalments(principal, rate, months)
    balances = balance_after(plan, principal, rate)
    assert balances[-1] == 0
    assert [principal, *balances] == sorted({principal, *balances}, reverse=True)


@given(principals, loan_rates, terms)
def test_an_instalment_is_the_formulas(principal: int, rate: int, months: int) -> None:
    with localcontext(prec=80):
        monthly = Decimal(rate) / 120_000
        exact = principal * monthly / (1 - (1 + monthly) ** -months) if rate else Decimal(principal) / months
        assert french_instalments(principal, rate, months).instalment_cents == half_up(round(exact, 40))


@given(principals, loan_rates, terms)
def test_the_last_instalment_absorbs_cents_not_dollars(principal: int, rate: int, months: int) -> None:
    plan = french_instalments(principal, rate, months)
    growth = (1 + rate / 120_000) ** months
    assert abs(plan.last_instalment_cents - plan.instalment_cents) <= months * growth + 1
    assert plan.total_cents >= principal


@given(principals, loan_rates, terms)
def test_a_dearer_loan_never_costs_less(principal: int, rate: int, months: int) -> None:
    plan = french_instalments(principal, rate, months)
    assert french_instalments(principal + 1, rate, months).instalment_cents >= plan.instalment_cents
    assert french_instalments(principal, rate + 1, months).instalment_cents >= plan.instalment_cents
    assert french_instalments(principal, rate, months + 1).instalment_cents <= plan.instalment_cents


def test_a_rate_of_zero_only_splits_the_principal() -> None:
    assert french_instalments(100_000, 0, 3) == Instalments(33_333, 33_334, 3)
    assert french_instalments(100_000, 0, 3).total_cents == 100_000


def test_a_single_month_pays_the_principal_and_its_interest() -> None:
    plan = french_instalments(100_000, 1200, 1)
    assert plan.total_cents == plan.last_instalment_cents == 101_000


@pytest.mark.parametrize(("principal", "rate", "months"), [(0, 1560, 24), (-1, 0, 1), (100, 0, 0), (100, -1, 12)])
def test_a_loan_that_cannot_be_is_refused(principal: int, rate: int, months: int) -> None:
    with pytest.raises(ValueError, match="a loan needs"):
        french_instalments(principal, rate, months)


@pytest.mark.parametrize(("principal", "last"), [(72, 1), (107, 36)])
def test_one_cent_a_month_is_still_a_loan(principal: int, last: int) -> None:
    assert french_instalments(principal, 0, 72) == Instalments(1, last, 72)


@pytest.mark.parametrize(("principal", "months"), [(108, 72), (1, 3), (30, 72)])
def test_too_little_money_for_the_months_is_refused(principal: int, months: int) -> None:
    with pytest.raises(ValueError, match="too little"):
        french_instalments(principal, 0, months)


@given(st.integers(1, 5_000), loan_rates, terms)
def test_a_tiny_loan_is_refused_or_pays_at_least_a_cent_each_month(principal: int, rate: int, months: int) -> None:
    try:
        plan = french_instalments(principal, rate, months)
    except ValueError:
        assume(False)
    assert plan.instalment_cents >= 1
    assert plan.last_instalment_cents >= 1
    assert balance_after(plan, principal, rate)[-1] == 0


@pytest.mark.parametrize(("nominal", "effective"), [(1560, 1677), (0, 0), (1200, 1268)])
def test_the_effective_rate_of_a_nominal_one(nominal: int, effective: int) -> None:
    assert effective_rate_bps(nominal) == effective


@given(rates)
def test_the_effective_rate_is_never_below_the_nominal(nominal: int) -> None:
    assert nominal <= effective_rate_bps(nominal) <= effective_rate_bps(nominal + 1)


@pytest.mark.parametrize(("rate", "text"), [(1560, "15,60 %"), (1677, "16,77 %"), (5, "0,05 %"), (0, "0,00 %")])
def test_a_rate_is_written_with_a_comma(rate: int, text: str) -> None:
    assert percent_text(rate) == text
