"""Follow-ups: scheduled ahead, resolved once, re-dated and counted, proposed after a miss (M6, M7, M8)."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.agenda import local_date
from chalicelib.domain.codes import FollowUpType, LostReason, Outcome, Quality, Stage
from chalicelib.domain.dealership import Rules
from chalicelib.domain.errors import Conflict, Invalid, NotFound
from chalicelib.domain.follow_up import (
    Plan,
    Report,
    Suggestion,
    count_outcome,
    quote_id_of,
    re_date,
    require_recent,
    resolved,
    schedule,
    suggest,
    with_next,
)
from chalicelib.domain.quote import FollowUp, Quote
from tests.builders import IN_A_DAY, NOW, ZONE, a_follow_up, a_lost_quote, a_person, a_plan, a_quote, local
from tests.strategies import instants

RULES = Rules()
MICROSECOND = timedelta(microseconds=1)


def planned(plan: Plan, after: datetime = NOW) -> FollowUp:
    return schedule(a_quote(), plan, after=after, now=NOW, rules=RULES)


def proposed(misses_before: int, now: datetime = NOW, due: datetime = NOW) -> Suggestion:
    """What is suggested after so many misses, with the pending one due at that hour."""
    quote = a_quote(misses_in_a_row=misses_before, pending=a_follow_up(due_at=due))
    return suggest(quote, a_follow_up(due_at=due), now, ZONE, RULES)


def test_a_follow_up_is_scheduled_as_planned_under_the_quotes_number() -> None:
    plan = a_plan(quality=Quality.HOT, observations="Trae el rol de pagos")
    assert planned(plan) == FollowUp(
        "q-test-9", FollowUpType.CALL, plan.due_at, Quality.HOT, created_at=NOW, observations="Trae el rol de pagos"
    )


def test_without_a_quality_the_customers_stays() -> None:
    assert planned(a_plan()).quality is Quality.WARM


@pytest.mark.parametrize(
    "due_at",
    [
        NOW,
        NOW - MICROSECOND,
        NOW.astimezone(timezone(timedelta(hours=14))),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
    ],
)
def test_a_follow_up_that_is_not_ahead_is_refused(due_at: datetime) -> None:
    with pytest.raises(Invalid) as caught:
        planned(a_plan(due_at=due_at))
    assert [fault.pointer for fault in caught.value.faults] == ["/due_at"]


def test_ahead_is_judged_from_when_the_last_one_was_done() -> None:
    done_at = NOW - timedelta(hours=5)
    assert planned(a_plan(due_at=done_at + MICROSECOND), after=done_at).due_at < NOW
    with pytest.raises(Invalid):
        planned(a_plan(due_at=done_at), after=done_at)


@pytest.mark.parametrize(
    "due_at", [NOW + timedelta(days=365) + MICROSECOND, datetime.max.replace(tzinfo=timezone(timedelta(hours=-14)))]
)
def test_a_follow_up_beyond_the_horizon_is_refused(due_at: datetime) -> None:
    planned(a_plan(due_at=NOW + timedelta(days=365)))
    with pytest.raises(Invalid) as caught:
        planned(a_plan(due_at=due_at))
    assert [fault.pointer for fault in caught.value.faults] == ["/due_at"]


def test_the_next_one_takes_the_place_of_the_pending_under_a_new_id() -> None:
    quote = with_next(a_quote(), a_plan(quality=Quality.HOT), after=NOW, now=NOW, rules=RULES)
    assert quote.pending is not None
    assert (quote.pending.id, quote.seq, quote.pending.due_at) == ("q-test-10", 10, a_plan().due_at)
    assert quote.quality is quote.pending.quality is Quality.HOT


@pytest.mark.parametrize("quote_id", ["q", "q-with-dashes", "01J0"])
def test_a_follow_ups_id_tells_its_quotes(quote_id: str) -> None:
    follow_up = schedule(a_quote(id=quote_id), a_plan(), after=NOW, now=NOW, rules=RULES)
    assert quote_id_of(follow_up.id) == quote_id


@pytest.mark.parametrize("not_an_id", ["", "q1", "-1"])
def test_what_is_no_follow_ups_id_is_not_found(not_an_id: str) -> None:
    with pytest.raises(NotFound):
        quote_id_of(not_an_id)


@pytest.mark.parametrize("ago", [timedelta(hours=-1), timedelta(hours=72, microseconds=1)])
def test_a_report_from_the_future_or_too_old_is_refused(ago: timedelta) -> None:
    with pytest.raises(Invalid) as caught:
        require_recent(NOW - ago, NOW)
    assert [fault.pointer for fault in caught.value.faults] == ["/done_at"]


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(hours=72), timedelta(minutes=-5)])
def test_a_report_of_the_last_72_hours_is_taken_even_from_a_clock_that_is_ahead(ago: timedelta) -> None:
    require_recent(NOW - ago, NOW)


@pytest.mark.parametrize("year", [1, 9999])
def test_a_report_from_the_end_of_time_is_refused_too(year: int) -> None:
    with pytest.raises(Invalid):
        require_recent(datetime(year, 1, 1, tzinfo=timezone(timedelta(hours=14 if year == 1 else -14))), NOW)


def test_history_keeps_who_what_and_when() -> None:
    done_at = NOW - timedelta(hours=1)
    past = resolved(a_follow_up(), Report(Outcome.CONTACTED, "Viene el sábado", done_at), a_person(), NOW)
    assert (past.follow_up, past.outcome, past.observations) == (a_follow_up(), Outcome.CONTACTED, "Viene el sábado")
    assert (past.done_at, past.resolved_at, past.resolved_by) == (done_at, NOW, a_person().ref)


def test_misses_count_until_the_customer_is_reached() -> None:
    quote = a_quote()
    counts = []
    for outcome in (Outcome.NOT_CONTACTED, Outcome.NOT_CONTACTED, Outcome.CONTACTED, Outcome.NOT_CONTACTED):
        quote = count_outcome(quote, outcome)
        counts.append(quote.misses_in_a_row)
    assert counts == [1, 2, 0, 1]


def test_moving_a_follow_up_keeps_its_id_and_is_counted() -> None:
    quote = a_quote(pending=a_follow_up(type=FollowUpType.SIGNING, observations="Firma del contrato"))
    moved = re_date(re_date(quote, "q-test-9", a_plan().due_at, NOW, RULES), "q-test-9", IN_A_DAY, NOW, RULES)
    assert moved.pending == a_follow_up(
        type=FollowUpType.SIGNING, observations="Firma del contrato", due_at=IN_A_DAY, re_dates=2
    )
    assert moved.seq == quote.seq


@pytest.mark.parametrize("due_at", [IN_A_DAY, NOW, NOW - MICROSECOND, NOW + timedelta(days=366)])
def test_a_follow_up_moves_only_to_another_time_ahead(due_at: datetime) -> None:
    with pytest.raises(Invalid) as caught:
        re_date(a_quote(), "q-test-9", due_at, NOW, RULES)
    assert [fault.pointer for fault in caught.value.faults] == ["/due_at"]


@pytest.mark.parametrize("quote", [a_quote(pending=a_follow_up(id="q-test-11")), a_lost_quote()])
def test_only_the_pending_follow_up_moves(quote: Quote) -> None:
    with pytest.raises(Conflict):
        re_date(quote, "q-test-9", a_plan().due_at, NOW, RULES)


@pytest.mark.parametrize(
    ("misses_before", "due"),
    [(0, "2026-07-16 10:00"), (1, "2026-07-20 10:00"), (2, "2026-07-22 10:00")],
)
def test_a_miss_proposes_another_call_in_1_3_and_7_days_on_a_working_day(misses_before: int, due: str) -> None:
    suggestion = proposed(misses_before)
    assert (suggestion.type, suggestion.observations) == (FollowUpType.CALL, "Volver a llamar")
    assert suggestion.due_at == local(due)
    assert suggestion.misses_in_a_row == misses_before + 1
    assert [alternative.type for alternative in suggestion.alternatives] == [FollowUpType.WHATSAPP]


@pytest.mark.parametrize("misses_before", [3, 4, 50])
def test_after_the_third_miss_whatsapp_or_lost_is_proposed(misses_before: int) -> None:
    suggestion = proposed(misses_before)
    assert suggestion.type is FollowUpType.WHATSAPP
    assert suggestion.due_at == local("2026-07-22 10:00")
    ways = [(alternative.type, alternative.to, alternative.reason) for alternative in suggestion.alternatives]
    assert ways == [(None, Stage.LOST, LostReason.NO_ANSWER), (FollowUpType.CALL, None, None)]


def test_a_suggestion_keeps_the_customers_quality_and_the_hour_that_was_agreed() -> None:
    suggestion = proposed(0, due=local("2026-07-10 16:30"))
    assert (suggestion.quality, suggestion.due_at) == (Quality.WARM, local("2026-07-16 16:30"))


def test_days_off_and_holidays_are_passed_over() -> None:
    assert proposed(0, now=local("2026-07-17 10:00")).due_at == local("2026-07-20 10:00")
    assert proposed(0, now=local("2026-12-24 10:00")).due_at == local("2026-12-28 10:00")


def test_tomorrow_is_counted_from_the_local_day() -> None:
    late = local("2026-07-15 21:00")
    assert late.date().day == 16  # in UTC it is tomorrow already
    assert proposed(0, now=late).due_at == local("2026-07-16 10:00")


@given(st.integers(0, 10), instants(2020, 2040), instants(2020, 2040))
def test_whatever_is_proposed_can_be_scheduled_on_a_working_day(misses: int, now: datetime, due: datetime) -> None:
    suggestion = proposed(misses, now, due)
    plan = Plan(suggestion.type, suggestion.due_at, suggestion.quality, suggestion.observations)
    assert schedule(a_quote(), plan, after=now, now=now, rules=RULES).due_at == suggestion.due_at
    assert RULES.is_working_day(local_date(suggestion.due_at, ZONE))
    assert RULES.opens <= suggestion.due_at.astimezone(ZONE).time() <= RULES.closes
