"""The stage machine, step by step: who may, what it needs, what it leaves behind (M7, M9, M10)."""

from datetime import date

import pytest

from chalicelib.domain.codes import FollowUpType, LostReason, Outcome, Quality, Role, Stage
from chalicelib.domain.errors import Conflict, Invalid, NotAllowed
from chalicelib.domain.quote import StageChange
from chalicelib.domain.stages import StageMove, change_stage
from tests.builders import (
    NOW,
    a_follow_up,
    a_lost_quote,
    a_moment,
    a_person,
    a_plan,
    a_quote,
    a_sold_quote,
    a_unit,
)
from tests.domain.steps import REPORT, SALE, moved, pointers, refused

STAGES = {
    Stage.QUOTED: a_quote(),
    Stage.DOCUMENTED: a_quote(stage=Stage.DOCUMENTED),
    Stage.INVOICED: a_sold_quote(),
    Stage.DELIVERED: a_sold_quote(Stage.DELIVERED),
    Stage.LOST: a_lost_quote(),
}


# The ladder


def test_a_step_up_keeps_the_pending_follow_up_and_tells_from_and_to() -> None:
    step = moved(a_quote(), Stage.DOCUMENTED, note="Entregó la cédula")
    assert step.change == StageChange(Stage.QUOTED, Stage.DOCUMENTED, "Entregó la cédula")
    assert (step.quote.stage, step.quote.pending) == (Stage.DOCUMENTED, a_follow_up())
    assert (step.resolved, step.sold, step.freed) == (None, None, ())


ALLOWED = {
    (Stage.QUOTED, Stage.DOCUMENTED),
    (Stage.DOCUMENTED, Stage.INVOICED),
    (Stage.INVOICED, Stage.DELIVERED),
    (Stage.DOCUMENTED, Stage.QUOTED),
    (Stage.INVOICED, Stage.DOCUMENTED),
    (Stage.DELIVERED, Stage.INVOICED),
    (Stage.QUOTED, Stage.LOST),
    (Stage.DOCUMENTED, Stage.LOST),
    (Stage.INVOICED, Stage.LOST),
    (Stage.LOST, Stage.QUOTED),  # the stage it had
}


@pytest.mark.parametrize("origin", Stage)
@pytest.mark.parametrize("to", Stage)
def test_no_step_is_taken_but_those_of_the_ladder(origin: Stage, to: Stage) -> None:
    error = refused(STAGES[origin], to, Role.BOSS, reason=LostReason.PRICE, vin="X")
    assert isinstance(error, Invalid if (origin, to) in ALLOWED else Conflict)


def test_a_step_that_does_not_exist_tells_which_do() -> None:
    error = refused(a_quote(), Stage.INVOICED)
    assert isinstance(error, Conflict)
    assert error.state == {"stage": "QUOTED", "allowed": ["DOCUMENTED", "LOST"]}
    delivered = refused(a_sold_quote(Stage.DELIVERED), Stage.LOST, reason=LostReason.PRICE)
    assert isinstance(delivered, Conflict)
    assert delivered.state == {"stage": "DELIVERED", "allowed": []}
    lost = refused(a_lost_quote(Stage.DOCUMENTED), Stage.QUOTED, follow_up=a_plan())
    assert isinstance(lost, Conflict)
    assert lost.state == {"stage": "LOST", "allowed": ["DOCUMENTED"]}


@pytest.mark.parametrize(("origin", "to"), [(Stage.QUOTED, Stage.DOCUMENTED), (Stage.DOCUMENTED, Stage.INVOICED)])
def test_an_expired_quote_does_not_advance(origin: Stage, to: Stage) -> None:
    expired = a_quote(stage=origin, valid_until=date(2026, 7, 14))
    error = refused(expired, to, unit=a_unit(), **(SALE if to is Stage.INVOICED else {}))
    assert isinstance(error, Conflict)
    assert error.state == {"stage": origin.value, "valid_until": "2026-07-14"}


def test_a_quote_advances_on_its_last_day() -> None:
    assert moved(a_quote(valid_until=date(2026, 7, 15)), Stage.DOCUMENTED).quote.stage is Stage.DOCUMENTED


def test_what_is_invoiced_is_delivered_whatever_the_date() -> None:
    delivered = moved(a_sold_quote(valid_until=date(2026, 7, 1)), Stage.DELIVERED).quote
    assert delivered.stage is Stage.DELIVERED


# Back


@pytest.mark.parametrize("role", [Role.BOSS, Role.MANAGER])
def test_a_boss_or_manager_steps_one_back_with_a_note(role: Role) -> None:
    step = moved(STAGES[Stage.DOCUMENTED], Stage.QUOTED, role, note="Faltan papeles")
    assert (step.quote.stage, step.quote.pending) == (Stage.QUOTED, a_follow_up())


def test_an_advisor_does_not_step_back() -> None:
    assert isinstance(refused(STAGES[Stage.DOCUMENTED], Stage.QUOTED, note="Faltan papeles"), NotAllowed)


def test_nor_does_the_boss_of_another_showroom() -> None:
    with pytest.raises(NotAllowed):
        change_stage(
            STAGES[Stage.DOCUMENTED],
            StageMove(Stage.QUOTED, "Faltan papeles"),
            a_moment(a_person(Role.BOSS, showroom_id="s-sur")),
        )


@pytest.mark.parametrize("note", [None, ""])
def test_a_step_back_needs_a_note(note: str | None) -> None:
    assert pointers(refused(STAGES[Stage.DOCUMENTED], Stage.QUOTED, Role.BOSS, note=note)) == ["/note"]


def test_stepping_back_from_delivered_needs_a_follow_up() -> None:
    assert pointers(refused(STAGES[Stage.DELIVERED], Stage.INVOICED, Role.BOSS, note="x")) == ["/follow_up"]


# The end


def test_delivering_closes_the_pending_follow_up_as_history() -> None:
    step = moved(a_sold_quote(), Stage.DELIVERED, note="Entregada con matrícula")
    assert (step.quote.stage, step.quote.pending, step.freed) == (Stage.DELIVERED, None, ())
    assert step.quote.chosen_vehicle is not None
    assert step.resolved is not None
    assert (step.resolved.follow_up, step.resolved.outcome) == (a_follow_up(), None)
    assert (step.resolved.observations, step.resolved.done_at) == ("Entregada con matrícula", NOW)
    assert step.resolved.stage_change == step.change


def test_losing_keeps_reason_and_stage_and_closes_the_pending_follow_up() -> None:
    step = moved(STAGES[Stage.DOCUMENTED], Stage.LOST, reason=LostReason.COMPETITOR)
    assert (step.quote.stage, step.quote.pending) == (Stage.LOST, None)
    assert (step.quote.lost_reason, step.quote.stage_before_lost) == (LostReason.COMPETITOR, Stage.DOCUMENTED)
    assert step.change == StageChange(Stage.DOCUMENTED, Stage.LOST, None, LostReason.COMPETITOR)
    assert step.resolved is not None
    assert step.resolved.observations == "Desistido"


def test_an_expired_quote_may_be_lost() -> None:
    expired = a_quote(valid_until=date(2026, 7, 1))
    assert moved(expired, Stage.LOST, reason=LostReason.POSTPONED).quote.stage is Stage.LOST


def test_losing_needs_a_reason_and_nothing_else_has_one() -> None:
    assert pointers(refused(a_quote(), Stage.LOST)) == ["/reason"]
    assert pointers(refused(a_quote(), Stage.DOCUMENTED, reason=LostReason.PRICE)) == ["/reason"]


def test_another_reason_needs_a_comment() -> None:
    assert pointers(refused(a_quote(), Stage.LOST, reason=LostReason.OTHER)) == ["/note"]
    assert moved(a_quote(), Stage.LOST, reason=LostReason.OTHER, note="Viaja").quote.stage is Stage.LOST


@pytest.mark.parametrize("to", [Stage.DOCUMENTED, Stage.LOST])
def test_nothing_is_scheduled_where_something_pends_or_the_deal_ends(to: Stage) -> None:
    reason = LostReason.PRICE if to is Stage.LOST else None
    assert pointers(refused(a_quote(), to, reason=reason, follow_up=a_plan())) == ["/follow_up"]


# Open again


@pytest.mark.parametrize("had", [Stage.QUOTED, Stage.DOCUMENTED])
def test_a_lost_quote_opens_again_at_the_stage_it_had_with_a_follow_up(had: Stage) -> None:
    step = moved(a_lost_quote(had, lost_reason=LostReason.PRICE), had, follow_up=a_plan(quality=Quality.HOT))
    assert (step.quote.stage, step.quote.lost_reason, step.quote.stage_before_lost) == (had, None, None)
    assert step.quote.pending is not None
    assert (step.quote.pending.id, step.quote.quality) == ("q-test-10", Quality.HOT)
    assert step.resolved is None


def test_opening_again_needs_a_follow_up() -> None:
    assert pointers(refused(a_lost_quote(), Stage.QUOTED)) == ["/follow_up"]


def test_a_lost_quote_is_not_lost_again() -> None:
    assert isinstance(refused(a_lost_quote(), Stage.LOST, reason=LostReason.PRICE), Conflict)


# Resolving with a step


def test_a_resolution_may_end_the_deal() -> None:
    step = moved(a_quote(), Stage.LOST, report=REPORT, reason=LostReason.PRICE)
    assert step.resolved is not None
    assert (step.resolved.outcome, step.resolved.observations) == (Outcome.CONTACTED, "Confirmó la compra")
    assert (step.resolved.done_at, step.resolved.resolved_at) == (REPORT.done_at, NOW)
    assert step.resolved.stage_change == step.change
    assert step.quote.pending is None


def test_a_resolution_that_keeps_the_deal_open_schedules_the_next() -> None:
    step = moved(a_quote(), Stage.DOCUMENTED, report=REPORT, follow_up=a_plan(type=FollowUpType.SIGNING))
    assert step.resolved is not None
    assert step.resolved.follow_up == a_follow_up()
    assert step.quote.pending is not None
    assert (step.quote.pending.id, step.quote.pending.type) == ("q-test-10", FollowUpType.SIGNING)


def test_and_does_not_without_one() -> None:
    with pytest.raises(Invalid) as caught:
        moved(a_quote(), Stage.DOCUMENTED, report=REPORT)
    assert pointers(caught.value) == ["/follow_up"]


def test_the_next_follow_up_is_ahead_of_what_was_done() -> None:
    early = a_plan(due_at=REPORT.done_at)
    with pytest.raises(Invalid) as caught:
        moved(a_quote(), Stage.DOCUMENTED, report=REPORT, follow_up=early)
    assert pointers(caught.value) == ["/follow_up/due_at"]
    assert pointers(refused(a_lost_quote(), Stage.QUOTED, follow_up=a_plan(due_at=NOW))) == ["/follow_up/due_at"]
