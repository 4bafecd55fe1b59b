"""Random histories of one quote: whatever people do, in whatever order, the promises hold after every step.

M7 (an open quote has exactly one pending follow-up) · a unit is SOLD to the quote if and only if the quote is
INVOICED or DELIVERED · ids never come back · history is complete · every figure adds up.
"""

from functools import cache

import msgspec
from hypothesis import settings
from hypothesis.stateful import invariant

from chalicelib.domain.codes import DiscountStatus, Stage
from chalicelib.domain.codes import UnitStatus as Status
from chalicelib.domain.money import french_instalments
from chalicelib.domain.pricing import needs_approval, price
from chalicelib.domain.quote import PaymentOption, Quote, Vehicle
from tests.domain.one_quote import LIMIT_BPS, OneQuote

SOLD_STAGES = {Stage.INVOICED, Stage.DELIVERED}


@cache
def check_figures(vehicle: Vehicle, option: PaymentOption) -> None:
    """Every figure of an option that was let in can be told, and adds up."""
    figures = price(vehicle, option, 1500)
    assert figures.subtotal_cents + figures.iva_cents + figures.untaxed_cents == figures.total_cents
    assert figures.total_cents == vehicle.list_price_cents - figures.discount_cents > 0
    if figures.loan:
        loan = figures.loan
        assert loan.down_payment_cents + loan.financed_cents == figures.total_cents
        paid = loan.instalment_cents * (loan.term_months - 1) + loan.last_instalment_cents
        assert loan.down_payment_cents + paid == loan.total_paid_cents >= figures.total_cents
        assert french_instalments(loan.financed_cents, loan.annual_rate_bps, loan.term_months).total_cents == paid


class WatchedQuote(OneQuote):
    """A history with everything that must hold after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.follow_ups: set[str] = set()
        self.ids: set[str] = set()
        self.gone: set[str] = set()
        self.highest = 0

    @invariant()
    def an_open_quote_has_exactly_one_pending_follow_up(self) -> None:
        assert (self.quote.stage not in {Stage.DELIVERED, Stage.LOST}) is (self.quote.pending is not None)
        assert (self.quote.stage is Stage.LOST) is (self.quote.stage_before_lost is not None)

    @invariant()
    def history_is_complete_and_nothing_is_resolved_twice(self) -> None:
        closed = [past.follow_up.id for past in self.history]
        if self.quote.pending:
            self.follow_ups.add(self.quote.pending.id)
            assert self.quote.pending.id not in closed
        assert len(set(closed)) == len(closed)
        assert self.follow_ups == {*closed, *([self.quote.pending.id] if self.quote.pending else [])}

    @invariant()
    def ids_never_come_back(self) -> None:
        ids = {vehicle.id for vehicle in self.quote.vehicles}
        ids |= {option.id for vehicle in self.quote.vehicles for option in vehicle.payment_options}
        ids |= {self.quote.pending.id.removeprefix("q-test-")} if self.quote.pending else set()
        assert not ids & self.gone
        serials = {int(new.lstrip("vo")) for new in ids - self.ids}
        assert all(self.highest < serial <= self.quote.seq for serial in serials) or not self.highest
        self.gone |= self.ids - ids
        self.ids, self.highest = ids, self.quote.seq

    @invariant()
    def a_unit_is_sold_to_the_quote_exactly_while_it_is_invoiced_or_delivered(self) -> None:
        ours = [unit.vin for unit in self.units.values() if (unit.status, unit.quote_id) == (Status.SOLD, "q-test")]
        chosen = [vehicle for vehicle in self.quote.vehicles if vehicle.chosen]
        picked = [(v.id, o) for v in self.quote.vehicles for o in v.payment_options if o.chosen]
        sold = self.quote.stage in SOLD_STAGES
        assert [vehicle.vin for vehicle in chosen] == ours
        assert (len(ours), len(picked)) == ((1, 1) if sold else (0, 0))
        if sold:
            assert picked[0][0] == chosen[0].id
            assert picked[0][1].discount_status is not DiscountStatus.WAITING
        assert [vehicle for vehicle in self.quote.vehicles if vehicle.vin and not vehicle.chosen] == []

    @invariant()
    def every_figure_adds_up_and_big_discounts_were_decided(self) -> None:
        for vehicle in self.quote.vehicles:
            for option in vehicle.payment_options:
                check_figures(vehicle, option)
                if option.discount:
                    beyond = needs_approval(vehicle.list_price_cents, option.discount, LIMIT_BPS)
                    settled = option.discount.decided_by is not None
                    assert beyond is (settled or option.discount_status is DiscountStatus.WAITING)

    @invariant()
    def what_is_stored_is_read_back(self) -> None:
        assert msgspec.json.decode(msgspec.json.encode(self.quote), type=Quote) == self.quote


TestHistories = WatchedQuote.TestCase
TestHistories.settings = settings(max_examples=200, stateful_step_count=50, deadline=None)
