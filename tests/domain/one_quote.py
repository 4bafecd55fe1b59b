"""One quote and the people who work on it, as a machine that hypothesis drives; test_histories.py watches it."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from msgspec.structs import replace

from chalicelib.domain.codes import DiscountStatus, LostReason, Outcome, Stage
from chalicelib.domain.codes import UnitStatus as Status
from chalicelib.domain.dealership import Moment, Person
from chalicelib.domain.errors import DeskError
from chalicelib.domain.follow_up import Plan, Report, count_outcome, re_date, resolved, with_next
from chalicelib.domain.inventory import Unit
from chalicelib.domain.offers import (
    OptionWish,
    VehicleWish,
    add_option,
    add_vehicle,
    decide_discount,
    remove_option,
    remove_vehicle,
)
from chalicelib.domain.quote import EDITABLE_STAGES, Quote, ResolvedFollowUp
from chalicelib.domain.stages import LADDER, StageMove, change_stage
from tests.builders import NOW, a_discount, a_model, a_moment, a_quote, a_unit, a_vehicle, an_option
from tests.domain.wishes import (
    ADVISOR,
    BOSS,
    FIELDS,
    MANAGER,
    holds,
    options,
    people,
    plans,
    positions,
    spoilt_fields,
    vehicles,
)

LIMIT_BPS = 300
SOLD_STAGES = {Stage.INVOICED, Stage.DELIVERED}


class OneQuote(RuleBasedStateMachine):
    """People work on one quote; time passes; others buy and reserve units."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        waiting = a_discount(status=DiscountStatus.WAITING, amount_cents=20_000)
        self.quote = a_quote(vehicles=(a_vehicle(an_option(), an_option(id="o3", discount=waiting)),))
        self.units = {unit.vin: unit for unit in (a_unit(), a_unit(vin="VIN0002"))}
        self.history: list[ResolvedFollowUp] = []

    def moment(self, person: Person) -> Moment:
        return a_moment(person, now=self.now)

    @property
    def pending_id(self) -> str:
        return self.quote.pending.id if self.quote.pending else "q-test-1"

    def plan(self, plan: Plan) -> Plan:
        """The plan, shifted from the beginning of the history to now."""
        return replace(plan, due_at=plan.due_at + (self.now - NOW))

    # What people do: each rule is carried out whole or refused whole.

    @rule(hours=st.sampled_from([1, 24, 24 * 8]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(person=people, outcome=st.sampled_from(Outcome), plan=plans, late=st.integers(0, 48))
    def resolve(self, person: Person, outcome: Outcome, plan: Plan, late: int) -> None:
        with suppress(DeskError):
            pending = self.quote.require_pending(self.pending_id)
            report = Report(outcome, "Conversamos", self.now - timedelta(hours=late))
            counted = count_outcome(self.quote, outcome)
            rules = self.moment(person).rules
            self.quote = with_next(counted, self.plan(plan), after=report.done_at, now=self.now, rules=rules)
            self.history.append(resolved(pending, report, person, self.now))

    @rule(plan=plans, late=st.booleans())
    def move_date(self, plan: Plan, late: bool) -> None:
        before = self.quote
        follow_up_id = self.history[-1].follow_up.id if late and self.history else self.pending_id
        with suppress(DeskError):
            self.quote = re_date(before, follow_up_id, self.plan(plan).due_at, self.now, a_moment().rules)
            assert before.pending is not None
            assert self.quote.pending is not None
            assert (self.quote.pending.id, self.quote.pending.re_dates) == (follow_up_id, before.pending.re_dates + 1)

    @precondition(lambda self: self.quote.stage in LADDER[:3])
    @rule(person=people, plan=plans, reports=st.booleans())
    def advance(self, person: Person, plan: Plan, reports: bool) -> None:
        self._step(person, LADDER[LADDER.index(self.quote.stage) + 1], plan, reports=reports)

    @precondition(lambda self: self.quote.stage in LADDER[1:])
    @rule(person=people, plan=plans, reports=st.booleans())
    def step_back(self, person: Person, plan: Plan, reports: bool) -> None:
        self._step(person, LADDER[LADDER.index(self.quote.stage) - 1], plan, reports=reports)

    @precondition(lambda self: self.quote.is_open)
    @rule(person=people, plan=plans, reports=st.booleans())
    def lose(self, person: Person, plan: Plan, reports: bool) -> None:
        self._step(person, Stage.LOST, plan, reports=reports)

    @precondition(lambda self: self.quote.stage is Stage.LOST)
    @rule(person=people, plan=plans)
    def reopen(self, person: Person, plan: Plan) -> None:
        self._step(person, self.quote.stage_before_lost or Stage.QUOTED, plan, reports=False)

    @rule(person=people, to=st.sampled_from(Stage), plan=plans, reports=st.booleans(), spoilt=spoilt_fields)
    def try_any_step(self, person: Person, to: Stage, plan: Plan, reports: bool, spoilt: str | None) -> None:
        self._step(person, to, plan, reports=reports, spoilt=spoilt)

    def _step(self, person: Person, to: Stage, plan: Plan, *, reports: bool, spoilt: str | None = None) -> None:
        before = self.quote
        report = Report(Outcome.CONTACTED, "Decidió", self.now) if reports and before.pending else None
        fields = self._right_fields(to, self.plan(plan), report)
        if spoilt:
            fields[spoilt] = FIELDS[spoilt]
        unit = self.units.get(fields.get("vin", ""))
        with suppress(DeskError):
            moved = change_stage(before, StageMove(to, **fields), self.moment(person), unit, report)
            self._check_ladder(before, to, person)
            self._sell_and_free(moved.sold, moved.freed)
            self.quote = moved.quote
            if moved.resolved:
                self.history.append(moved.resolved)

    def _right_fields(self, to: Stage, plan: Plan, report: Report | None) -> dict[str, Any]:
        fields: dict[str, Any] = {"note": "Porque sí"}
        if to is Stage.LOST:
            fields["reason"] = LostReason.PRICE
        elif to is not Stage.DELIVERED and (report or not self.quote.is_open):
            fields["follow_up"] = plan
        if to is Stage.INVOICED and self.quote.stage is not Stage.DELIVERED:
            vehicle = next((v for v in self.quote.vehicles if v.payment_options), self.quote.vehicles[0])
            option_id = vehicle.payment_options[-1].id if vehicle.payment_options else "o0"
            vin = next((unit.vin for unit in self.units.values() if unit.status is not Status.SOLD), "VIN0001")
            fields |= {"vehicle_id": vehicle.id, "payment_option_id": option_id, "vin": vin}
        return fields

    def _check_ladder(self, before: Quote, to: Stage, person: Person) -> None:
        if to is Stage.LOST:
            assert before.stage in {Stage.QUOTED, Stage.DOCUMENTED, Stage.INVOICED}
        elif before.stage is Stage.LOST:
            assert to is before.stage_before_lost
        else:
            step = LADDER.index(to) - LADDER.index(before.stage)
            assert step == 1 or (step == -1 and person in (BOSS, MANAGER))
            assert step == -1 or not before.has_expired(self.moment(person).today)

    def _sell_and_free(self, sold: Unit | None, freed: tuple[str, ...]) -> None:
        """Written with the quote, as the commit does."""
        if sold:
            assert self.units[sold.vin].is_free_for("q-test")
            self.units[sold.vin] = sold
        for vin in freed:
            assert self.units[vin].quote_id == "q-test"
            self.units[vin] = self.units[vin].let_go_by("q-test", self.now, timedelta(hours=24)).after

    @rule(vin=st.sampled_from(["VIN0001", "VIN0002"]), hold=holds)
    def others_take_or_free_a_unit(self, vin: str, hold: tuple[Status, str | None]) -> None:
        unit = self.units[vin]
        if (unit.status, unit.quote_id) != (Status.SOLD, self.quote.id):
            self.units[vin] = replace(unit, status=hold[0], quote_id=hold[1])

    @precondition(lambda self: self.quote.stage in EDITABLE_STAGES)
    @rule()
    def renew(self) -> None:
        self.quote = replace(self.quote, valid_until=self.moment(ADVISOR).today + timedelta(days=15))

    @rule(person=people, wish=vehicles)
    def add_vehicle(self, person: Person, wish: VehicleWish) -> None:
        with suppress(DeskError):
            self.quote, _ = add_vehicle(self.quote, wish, a_model(), self.moment(person), LIMIT_BPS)

    @rule(person=people, at=positions, wish=options)
    def add_option(self, person: Person, at: int, wish: OptionWish) -> None:
        vehicle = self.quote.vehicles[at % len(self.quote.vehicles)]
        with suppress(DeskError):
            self.quote, _ = add_option(self.quote, vehicle.id, wish, self.moment(person), LIMIT_BPS)

    @rule(at=positions)
    def remove_vehicle(self, at: int) -> None:
        with suppress(DeskError):
            self.quote, _ = remove_vehicle(self.quote, self.quote.vehicles[at % len(self.quote.vehicles)].id)

    @rule(at=positions)
    def remove_option(self, at: int) -> None:
        vehicle = self.quote.vehicles[at % len(self.quote.vehicles)]
        with suppress(DeskError):
            option_id = vehicle.payment_options[0].id if vehicle.payment_options else "o0"
            self.quote, _ = remove_option(self.quote, vehicle.id, option_id)

    @precondition(lambda self: self.quote.waiting_discounts)
    @rule(person=people, decision=st.sampled_from([DiscountStatus.APPROVED, DiscountStatus.REJECTED]))
    def decide_discount(self, person: Person, decision: DiscountStatus) -> None:
        vehicle, option, discount = self.quote.waiting_discounts[0]
        with suppress(DeskError):
            moment = self.moment(person)
            self.quote, *_ = decide_discount(self.quote, vehicle.id, option.id, decision, "Revisado", moment)
            assert person in (BOSS, MANAGER)
            assert person.id != discount.asked_by.id
