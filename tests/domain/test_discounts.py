"""Discounts: above the showroom's limit they wait, and a boss decides (M13)."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.codes import DiscountStatus, PaymentKind, Role
from chalicelib.domain.errors import Conflict, NotAllowed, NotFound
from chalicelib.domain.offers import DiscountWish, OptionWish, add_option, decide_discount
from chalicelib.domain.quote import Discount, PaymentOption, Quote
from tests.builders import NOW, a_discount, a_moment, a_person, a_quote, a_sold_quote, a_vehicle, an_option


def asked(discount: DiscountWish, limit_bps: int = 300) -> tuple[Quote, PaymentOption]:
    return add_option(a_quote(), "v1", OptionWish(PaymentKind.CASH, discount), a_moment(), limit_bps)


def waiting_quote(**overrides: Any) -> Quote:
    """A quote with one discount above the limit, asked for by the advisor unless told otherwise."""
    discount = a_discount(status=DiscountStatus.WAITING, amount_cents=20_000, **overrides)
    return a_quote(vehicles=(a_vehicle(an_option(discount=discount)),))


def decided(
    quote: Quote, decision: DiscountStatus = DiscountStatus.APPROVED, option_id: str = "o2", **person: Any
) -> tuple[Quote, PaymentOption, Discount]:
    role = person.pop("role", Role.BOSS)
    moment = a_moment(a_person(role, **person), now=NOW + timedelta(hours=1))
    return decide_discount(quote, "v1", option_id, decision, "Autorizado", moment)


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        (DiscountWish("Pronto pago", amount_cents=9_000), DiscountStatus.APPROVED),
        (DiscountWish("Pronto pago", amount_cents=9_001), DiscountStatus.WAITING),
        (DiscountWish("Pronto pago", percent_bps=300), DiscountStatus.APPROVED),
        (DiscountWish("Pronto pago", percent_bps=301), DiscountStatus.WAITING),
    ],
)
def test_a_discount_above_the_showrooms_limit_waits(wish: DiscountWish, status: DiscountStatus) -> None:
    quote, option = asked(wish)
    assert option.discount_status is status
    assert option.discount is not None
    assert (option.discount.asked_by, option.discount.asked_at) == (a_person().ref, NOW)
    assert quote.vehicle("v1").option(option.id) == option


def test_a_showroom_may_leave_every_discount_to_its_boss() -> None:
    _, option = asked(DiscountWish("Redondeo", amount_cents=1), limit_bps=0)
    assert option.discount_status is DiscountStatus.WAITING


@pytest.mark.parametrize("decision", [DiscountStatus.APPROVED, DiscountStatus.REJECTED])
@pytest.mark.parametrize("role", [Role.BOSS, Role.MANAGER])
def test_a_boss_or_manager_decides_and_it_is_kept_who_when_and_why(decision: DiscountStatus, role: Role) -> None:
    quote, option, discount = decided(waiting_quote(), decision, role=role)
    assert quote.vehicle("v1").option("o2") == option
    assert option.discount == discount
    assert (discount.status, discount.decided_by, discount.decided_at, discount.decision_reason) == (
        decision,
        a_person(role).ref,
        NOW + timedelta(hours=1),
        "Autorizado",
    )
    assert quote.waiting_discounts == []


@pytest.mark.parametrize("person", [{"role": Role.ADVISOR, "id": "p-other"}, {"showroom_id": "s-sur"}])
def test_no_advisor_and_no_other_boss_decides(person: dict[str, Any]) -> None:
    with pytest.raises(NotAllowed):
        decided(waiting_quote(), **person)


@pytest.mark.parametrize("role", [Role.BOSS, Role.MANAGER])
def test_nobody_decides_the_discount_they_asked_for(role: Role) -> None:
    with pytest.raises(NotAllowed):
        decided(waiting_quote(asked_by=a_person(role).ref), role=role)


def test_a_discount_is_decided_once() -> None:
    quote, *_ = decided(waiting_quote(), DiscountStatus.REJECTED)
    with pytest.raises(Conflict) as caught:
        decided(quote)
    assert caught.value.state == {"discount_status": "REJECTED"}


@pytest.mark.parametrize("discount", [None, a_discount()])
def test_what_does_not_wait_is_not_decided(discount: Discount | None) -> None:
    with pytest.raises(Conflict):
        decided(a_quote(vehicles=(a_vehicle(an_option(discount=discount)),)))


def test_a_discount_of_a_quote_that_no_longer_changes_is_not_decided() -> None:
    sold = a_sold_quote(vehicles=waiting_quote().vehicles)
    with pytest.raises(Conflict):
        decided(sold)


@pytest.mark.parametrize("option_id", ["o9", "v1"])
def test_a_decision_on_what_is_not_there_is_not_found(option_id: str) -> None:
    with pytest.raises(NotFound):
        decided(waiting_quote(), option_id=option_id)
