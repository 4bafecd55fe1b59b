"""The ranked queue: whom to call next, and why (G1)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib.domain.agenda import Bucket, standing
from chalicelib.domain.cards import AgendaCard, agenda_card
from chalicelib.domain.codes import Quality
from chalicelib.domain.ranking import RECENT, RankKey, Signals, ago, rank_key, rank_reasons
from tests.builders import NOW, ZONE, a_follow_up, a_quote, local

OVERDUE, YESTERDAY, LATER, TOMORROW = (
    local(f"2026-07-{text}") for text in ("15 09:00", "14 09:00", "15 16:00", "16 09:00")
)
QUIET = Signals()
OPENED = Signals(opens=1, last_open_at=NOW - timedelta(minutes=5))
ANSWERED = Signals(last_answer_at=NOW - timedelta(hours=2))


def a_card(due_at: datetime = LATER, **overrides: Any) -> AgendaCard:
    return replace(agenda_card(a_quote(), a_follow_up(due_at=due_at, created_at=NOW - 3 * RECENT)), **overrides)


Row = tuple[AgendaCard, Signals]


def key(card: AgendaCard, signals: Signals) -> RankKey:
    return rank_key(card, signals, standing(card.due_at, NOW, ZONE), NOW)


def first(one: Row, other: Row) -> bool:
    """Whether the one stands before the other."""
    return key(*one) < key(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((a_card(OVERDUE, quality=Quality.COLD), QUIET), (a_card(LATER, quality=Quality.HOT), OPENED)),
        ((a_card(LATER, quality=Quality.COLD), QUIET), (a_card(TOMORROW, quality=Quality.HOT), OPENED)),
        ((a_card(OVERDUE, quality=Quality.HOT), QUIET), (a_card(YESTERDAY, quality=Quality.WARM), OPENED)),
        ((a_card(OVERDUE, quality=Quality.WARM), QUIET), (a_card(YESTERDAY, quality=Quality.COLD), QUIET)),
        ((a_card(OVERDUE), OPENED), (a_card(YESTERDAY), QUIET)),
        ((a_card(OVERDUE), ANSWERED), (a_card(YESTERDAY), OPENED)),
        ((a_card(YESTERDAY), QUIET), (a_card(OVERDUE), QUIET)),
        ((a_card(TOMORROW), ANSWERED), (a_card(LATER), QUIET)),
        ((a_card(follow_up_id="q-1-2"), QUIET), (a_card(follow_up_id="q-2-1"), QUIET)),
    ],
    ids=[
        "overdue before today",
        "today before upcoming",
        "then hot before warm",
        "warm before cold",
        "then opened",
        "answered before opened",
        "then due time",
        "an answer counts as overdue",
        "and nobody ties",
    ],
)
def test_the_queue_puts_first(one: Row, other: Row) -> None:
    assert first(one, other)
    assert not first(other, one)


@pytest.mark.parametrize("field", ["last_open_at", "last_answer_at"])
def test_what_the_customer_did_counts_for_three_days(field: str) -> None:
    def lifts(since: timedelta) -> bool:
        return first((a_card(), replace(QUIET, **{field: NOW - since})), (a_card(), QUIET))

    assert lifts(RECENT)
    assert not lifts(RECENT + timedelta(microseconds=1))


@given(st.lists(st.tuples(st.integers(-5000, 5000), st.sampled_from(Quality)), max_size=12))
def test_without_signals_every_overdue_one_comes_before_the_rest(facts: list[tuple[int, Quality]]) -> None:
    cards = [
        a_card(NOW + timedelta(minutes=minutes), quality=quality, follow_up_id=f"q-{place}")
        for place, (minutes, quality) in enumerate(facts)
    ]
    ranked = sorted(cards, key=lambda card: key(card, QUIET))
    places = [list(Bucket).index(standing(card.due_at, NOW, ZONE).bucket) for card in ranked]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("card", "signals", "reasons"),
    [
        (a_card(TOMORROW), QUIET, []),
        (a_card(LATER), QUIET, ["Para hoy"]),
        (a_card(OVERDUE), QUIET, ["Vencido hoy"]),
        (a_card(YESTERDAY), QUIET, ["Vencido hace 1 día"]),
        (a_card(local("2026-07-05 09:00")), QUIET, ["Vencido hace 10 días"]),
        (a_card(TOMORROW, quality=Quality.HOT), OPENED, ["Cliente caliente", "Abrió la proforma hace 5 min"]),
        (a_card(TOMORROW, re_dates=1), ANSWERED, ["Respondió desde la proforma hace 2 h", "Movido 1 vez sin contacto"]),
        (a_card(TOMORROW, re_dates=3), QUIET, ["Movido 3 veces sin contacto"]),
        (a_card(TOMORROW), Signals(1, last_open_at=NOW - 2 * RECENT, last_answer_at=NOW - 2 * RECENT), []),
    ],
)
def test_the_reasons_are_said(card: AgendaCard, signals: Signals, reasons: list[str]) -> None:
    assert rank_reasons(card, signals, standing(card.due_at, NOW, ZONE), NOW) == reasons


@pytest.mark.parametrize(
    ("elapsed", "text"),
    [
        (timedelta(seconds=-30), "hace 0 min"),
        (timedelta(minutes=59, seconds=59), "hace 59 min"),
        (timedelta(hours=1), "hace 1 h"),
        (timedelta(hours=23, minutes=59), "hace 23 h"),
        (timedelta(days=1), "hace 1 día"),
        (timedelta(days=3), "hace 3 días"),
    ],
)
def test_elapsed_time_reads_well(elapsed: timedelta, text: str) -> None:
    assert ago(elapsed) == text


def test_an_answer_that_was_attended_no_longer_lifts() -> None:
    attended = a_card(TOMORROW, scheduled_at=NOW - timedelta(hours=1))
    assert first((a_card(LATER), QUIET), (attended, ANSWERED))
    assert rank_reasons(attended, ANSWERED, standing(TOMORROW, NOW, ZONE), NOW) == []
