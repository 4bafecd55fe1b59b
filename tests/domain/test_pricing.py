"""What an option costs, and which options cannot be offered (M13)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.codes import DiscountStatus
from chalicelib.domain.dealership import Rules
from chalicelib.domain.errors import Invalid
from chalicelib.domain.money import share
from chalicelib.domain.pricing import asked_discount_cents, check_option, needs_approval, price
from chalicelib.domain.quote import Discount, PaymentOption, Vehicle
from tests.builders import a_discount, a_loan, a_vehicle, an_extra, an_option

IVA = 1500
amounts = st.integers(min_value=0, max_value=500_000)
extras = st.lists(st.builds(an_extra, amount_cents=amounts, taxed=st.booleans()), max_size=4).map(tuple)
discounts = st.one_of(
    st.none(),
    st.builds(a_discount, amount_cents=st.integers(1, 299_999), status=st.sampled_from(list(DiscountStatus)[1:])),
    st.builds(a_discount, percent_bps=st.integers(1, 9_999), status=st.sampled_from(list(DiscountStatus)[1:])),
)


def faults_of(vehicle: Vehicle, option: PaymentOption, rules: Rules | None = None) -> list[str]:
    """The pointers at which an option is refused."""
    try:
        check_option(vehicle, option, rules or Rules(), IVA)
    except Invalid as refused:
        return [fault.pointer for fault in refused.faults] or ["refused without a fault"]
    return []


@given(extras, discounts, st.sampled_from([0, 1200, 1500]))
def test_the_figures_add_up(extras: tuple[Any, ...], discount: Discount | None, iva: int) -> None:
    vehicle = a_vehicle(extras=extras)
    figures = price(vehicle, an_option(discount=discount), iva)
    assert figures.subtotal_cents + figures.iva_cents + figures.untaxed_cents == figures.total_cents
    all_extras = sum(extra.amount_cents for extra in extras)
    assert vehicle.list_price_cents - figures.discount_cents + all_extras == figures.total_cents
    assert 0 <= figures.discount_cents < vehicle.list_price_cents
    assert figures.loan is None


@given(extras, discounts, st.integers(0, 250_000), st.integers(1, 72), st.integers(0, 1560))
def test_a_loans_figures_add_up(
    extras: tuple[Any, ...], discount: Discount | None, down: int, months: int, rate: int
) -> None:
    vehicle = a_vehicle(extras=extras)
    option = a_loan(discount=discount, down_payment_cents=down, term_months=months, annual_rate_bps=rate)
    if faults_of(vehicle, option):
        return
    figures = price(vehicle, option, IVA)
    loan = figures.loan
    assert loan is not None
    assert loan.down_payment_cents + loan.financed_cents == figures.total_cents
    instalments = loan.instalment_cents * (loan.term_months - 1) + loan.last_instalment_cents
    assert loan.total_paid_cents == loan.down_payment_cents + instalments >= figures.total_cents


def test_a_price_is_taken_apart_for_print() -> None:
    vehicle = a_vehicle(extras=(an_extra(), an_extra(name="Casco", amount_cents=5_000, taxed=True)))
    figures = price(vehicle, a_loan(discount=a_discount()), IVA)
    assert (figures.discount_cents, figures.untaxed_cents, figures.total_cents) == (10_000, 20_000, 315_000)
    assert (figures.subtotal_cents, figures.iva_cents, figures.iva_rate_bps) == (256_522, 38_478, 1500)
    loan = figures.loan
    assert loan is not None
    assert (loan.financed_cents, loan.annual_rate_bps, loan.effective_rate_bps) == (215_000, 1560, 1677)


def test_a_loan_is_of_what_the_down_payment_leaves() -> None:
    loan = price(a_vehicle(), a_loan(), IVA).loan
    assert loan is not None
    assert (loan.financed_cents, loan.instalment_cents, loan.last_instalment_cents) == (200_000, 9_754, 9_768)
    assert loan.total_paid_cents == 100_000 + 23 * 9_754 + 9_768


def test_a_rejected_discount_counts_for_nothing() -> None:
    rejected = an_option(discount=a_discount(status=DiscountStatus.REJECTED))
    assert price(a_vehicle(), rejected, IVA) == price(a_vehicle(), an_option(), IVA)


@pytest.mark.parametrize("status", [DiscountStatus.APPROVED, DiscountStatus.WAITING])
def test_any_other_discount_is_taken_off(status: DiscountStatus) -> None:
    figures = price(a_vehicle(), an_option(discount=a_discount(status=status)), IVA)
    assert (figures.discount_cents, figures.total_cents) == (10_000, 290_000)


@given(st.integers(1, 10**8), st.integers(1, 10_000))
def test_a_discount_by_percent_is_of_the_list_price(list_price: int, percent: int) -> None:
    assert asked_discount_cents(list_price, a_discount(percent_bps=percent)) == share(list_price, percent)


@given(st.integers(1, 10**8), st.integers(1, 10**8), st.integers(0, 10_000))
def test_a_discount_by_amount_is_the_amount_and_waits_above_the_limit(list_price: int, amount: int, limit: int) -> None:
    discount = a_discount(amount_cents=amount)
    assert asked_discount_cents(list_price, discount) == amount
    assert needs_approval(list_price, discount, limit) is (amount > share(list_price, limit))


@pytest.mark.parametrize(("discount", "waits"), [(300, False), (301, True)])
def test_the_limit_itself_needs_no_approval(discount: int, waits: bool) -> None:
    assert needs_approval(300_000, a_discount(percent_bps=discount), limit_bps=300) is waits


@pytest.mark.parametrize(
    ("discount", "pointer"),
    [
        (a_discount(amount_cents=None), "/discount"),
        (a_discount(amount_cents=1, percent_bps=1), "/discount"),
        (a_discount(amount_cents=0), "/discount/amount_cents"),
        (a_discount(amount_cents=-1), "/discount/amount_cents"),
        (a_discount(amount_cents=300_000), "/discount/amount_cents"),
        (a_discount(percent_bps=0), "/discount/percent_bps"),
        (a_discount(percent_bps=10_000), "/discount/percent_bps"),
    ],
)
def test_a_discount_that_cannot_be_is_refused_where_it_stands(discount: Discount, pointer: str) -> None:
    assert faults_of(a_vehicle(), an_option(discount=discount)) == [pointer]


def test_a_discount_leaves_at_least_a_cent_to_pay() -> None:
    assert faults_of(a_vehicle(), an_option(discount=a_discount(amount_cents=299_999))) == []


@pytest.mark.parametrize("field", ["down_payment_cents", "term_months", "annual_rate_bps"])
def test_cash_has_no_terms_and_a_loan_has_all(field: str) -> None:
    assert faults_of(a_vehicle(), an_option(**{field: 1})) == [f"/{field}"]
    assert faults_of(a_vehicle(), a_loan(**{field: None})) == [f"/{field}"]


@pytest.mark.parametrize(
    ("terms", "pointers"),
    [
        ({"term_months": 0}, ["/term_months"]),
        ({"term_months": 73}, ["/term_months"]),
        ({"term_months": 72}, []),
        ({"term_months": 1}, []),
        ({"annual_rate_bps": 0}, []),
        ({"annual_rate_bps": -1}, ["/annual_rate_bps"]),
        ({"annual_rate_bps": 10**38}, ["/annual_rate_bps"]),
        ({"down_payment_cents": 0}, []),
        ({"down_payment_cents": -1}, ["/down_payment_cents"]),
        ({"down_payment_cents": 299_999, "term_months": 1}, []),
        ({"down_payment_cents": 299_999, "term_months": 2}, ["/term_months"]),
        ({"down_payment_cents": 300_000}, ["/down_payment_cents"]),
    ],
)
def test_the_terms_of_a_loan_have_bounds(terms: dict[str, int], pointers: list[str]) -> None:
    assert faults_of(a_vehicle(), a_loan(**terms)) == pointers


def test_the_legal_maximum_is_compared_as_an_effective_rate() -> None:
    legal = Rules(max_effective_rate_bps=1677)
    assert faults_of(a_vehicle(), a_loan(annual_rate_bps=1560), legal) == []
    assert faults_of(a_vehicle(), a_loan(annual_rate_bps=1561), legal) == ["/annual_rate_bps"]


def test_the_down_payment_is_judged_by_the_discounted_total() -> None:
    option = a_loan(discount=a_discount(), down_payment_cents=290_000, term_months=1)
    assert faults_of(a_vehicle(), option) == ["/down_payment_cents"]


def test_a_loan_can_be_priced_after_its_discount_is_rejected_too() -> None:
    """107 cents over 72 months can be paid (one a month), 108 cannot (two a month pay it off early)."""
    option = a_loan(
        discount=a_discount(amount_cents=1, status=DiscountStatus.WAITING),
        down_payment_cents=299_892,
        term_months=72,
        annual_rate_bps=0,
    )
    assert faults_of(a_vehicle(), option) == ["/term_months"]


def test_every_fault_is_told_at_once() -> None:
    option = a_loan(discount=a_discount(amount_cents=0), term_months=0, annual_rate_bps=None)
    assert faults_of(a_vehicle(), option) == ["/discount/amount_cents", "/annual_rate_bps", "/term_months"]
