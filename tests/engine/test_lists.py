"""Lists over many quotes: complete, without repeats, and every filter right against brute force (M1, M2, G1)."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from random import Random

import pytest

from chalicelib.adapters.entries import QUOTE_ENTRY
from chalicelib.adapters.records import DealRecord
from chalicelib.adapters.stored import sortable
from chalicelib.domain.codes import FollowUpType, Quality, Source, Stage
from chalicelib.domain.dealership import Person
from tests.builders import NOW

from .dealership import (
    BUSY_PENDING,
    PENDING_CHECKS,
    QUOTE_CHECKS,
    Dealership,
    Query,
    bucket_name,
    due_key,
    imagine,
    local_day,
    passing,
    read_all,
)
from .deals import load_quotes
from .desk import Desk
from .sizes import LISTED_QUOTES

BUCKETS = ("overdue", "today", "upcoming")


class StoppedClock:
    """It is always ``NOW``."""

    @staticmethod
    def now(_: tzinfo) -> datetime:
        return NOW


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.api.endpoint.datetime", StoppedClock)


@pytest.fixture(scope="module")
def dealership(desk: Desk) -> Dealership:
    imagined = imagine(desk, LISTED_QUOTES)
    load_quotes(imagined.quotes)
    return imagined


def _day(days: int) -> str:
    return local_day(NOW + timedelta(days=days)).isoformat()


FILTERS: list[Query] = [
    {},
    {"from": [_day(-5)]},
    {"to": [_day(3)]},
    {"from": [_day(0)], "to": [_day(0)]},
    {"source": ["WEB"]},
    {"source": ["WEB", "FAIR", "WHATSAPP"]},
    {"quality": ["HOT"]},
    {"quality": ["HOT", "COLD"]},
    {"type": ["CALL", "TEST_DRIVE"]},
    {"stage": ["INVOICED"]},
    {"min_days": ["0"]},
    {"max_days": ["-1"]},
    {"min_days": ["-2"], "max_days": ["2"]},
    {"q": ["NUNEZ"]},
    {"q": ["núñ and"]},
    {"q": ["ana cond"]},
    {"q": ["150-r"]},
    {"q": ["unez"]},
    {"q": ["o'brien ñandú"]},
    {"bucket": ["overdue"]},
    {"bucket": ["today"]},
    {"bucket": ["upcoming"], "quality": ["WARM"]},
]


def _chance_filters(count: int) -> Iterator[Query]:
    chance = Random(11)
    for _ in range(count):
        day, days = chance.randint(-30, 20), chance.randint(-20, 10)
        choices: Query = {
            "from": [_day(day)],
            "to": [_day(day + chance.randint(0, 30))],
            "source": [source.value for source in chance.sample(list(Source), 4)],
            "quality": [quality.value for quality in chance.sample(list(Quality), 2)],
            "type": [kind.value for kind in chance.sample(list(FollowUpType), 4)],
            "stage": [stage.value for stage in chance.sample(list(Stage), 3)],
            "min_days": [str(days)],
            "max_days": [str(days + chance.randint(0, 25))],
            "q": [chance.choice(["an", "mun", "andina", "pe", "josé cóndor", "z"])],
            "bucket": [chance.choice(BUCKETS)],
        }
        kept = chance.sample(sorted(choices), chance.randint(2, 5))
        yield {name: choices[name] for name in kept}


def _check_agenda(dealership: Dealership, person: Person, query: Query, reach: Query, limit: int = 50) -> None:
    rows, counts = read_all(dealership.desk, person, "/follow-ups", query, limit)
    ours = {quote.id for quote in dealership.quotes}
    in_reach = list(passing(dealership.pending, reach, PENDING_CHECKS))
    found = [row["id"] for row in rows if row["quote_id"] in ours]
    expected = list(passing(in_reach, query, PENDING_CHECKS))
    assert found == [due_key(quote)[1] for quote in expected]
    if len(found) == len(rows):
        unsorted = {name: values for name, values in query.items() if name != "bucket"}
        by_bucket = Counter(bucket_name(quote) for quote in passing(in_reach, unsorted, PENDING_CHECKS))
        assert counts == {name: by_bucket[name] for name in BUCKETS}


@pytest.mark.parametrize("query", [*FILTERS, *_chance_filters(20)], ids=str)
def test_an_advisor_sees_own_pending_that_pass_the_filters(dealership: Dealership, query: Query) -> None:
    _check_agenda(dealership, dealership.busy, query, {"advisor_id": [dealership.busy.id]})


def test_the_busy_advisor_has_600_rows(dealership: Dealership) -> None:
    rows, _ = read_all(dealership.desk, dealership.busy, "/follow-ups", {}, 50)
    assert len({row["id"] for row in rows}) == len(rows) == BUSY_PENDING


@pytest.mark.parametrize("query", [{}, FILTERS[5], FILTERS[12], FILTERS[14], FILTERS[19]], ids=str)
def test_a_boss_sees_the_showroom(dealership: Dealership, query: Query) -> None:
    reach = {"showroom_id": [dealership.showrooms[0].id]}
    _check_agenda(dealership, dealership.desk.boss, query, reach, 200)


def test_a_boss_sees_one_advisor(dealership: Dealership) -> None:
    query = {"advisor_id": [dealership.busy.id], "quality": ["HOT"]}
    _check_agenda(dealership, dealership.desk.boss, query, {})


@pytest.mark.parametrize("query", [FILTERS[5], FILTERS[14]], ids=str)
def test_a_manager_sees_every_showroom_or_one(dealership: Dealership, query: Query) -> None:
    manager = dealership.desk.manager
    _check_agenda(dealership, manager, query, {}, 200)
    _check_agenda(dealership, manager, query | {"showroom_id": [dealership.showrooms[1].id]}, {}, 200)


def test_the_ranked_list_is_complete_while_customers_open_their_proformas(dealership: Dealership) -> None:
    desk, busy = dealership.desk, dealership.busy
    asked: Query = {"order": ["rank"], "limit": ["50"]}
    seen: list[str] = []
    while True:
        page = desk.call(busy, "GET", "/follow-ups", query=asked).json
        seen += [row["id"] for row in page["items"]]
        if page["next"] is None:
            break
        _open_proforma(page["items"][0]["quote_id"])
        late = next(quote.id for quote in reversed(dealership.pending) if quote.advisor.id == busy.id)
        _open_proforma(late)
        asked["cursor"] = [page["next"]]
    mine = [quote for quote in dealership.pending if quote.advisor.id == busy.id]
    order = list(Quality)
    expected = sorted(mine, key=lambda q: (BUCKETS.index(bucket_name(q)), order.index(q.quality), due_key(q)))
    assert seen == [due_key(quote)[1] for quote in expected]


def _open_proforma(quote_id: str) -> None:
    record = DealRecord(quote_id, QUOTE_ENTRY)
    record.update([DealRecord.opens.add(1), DealRecord.last_open_at.set(sortable(NOW))])


QUOTE_FILTERS: list[Query] = [
    {},
    {"stage": ["LOST"]},
    {"stage": ["QUOTED", "DELIVERED"], "q": ["an"]},
    {"q": ["nandu muñ"]},
    {"q": ["nobody"]},
    {"from": [_day(-20)]},
    {"to": [_day(-20)]},
    {"from": [_day(-30)], "to": [_day(-10)], "stage": ["LOST"]},
]


def _check_quotes(dealership: Dealership, person: Person, query: Query, reach: Query, limit: int) -> None:
    rows, _ = read_all(dealership.desk, person, "/quotes", query, limit)
    ours = {quote.id for quote in dealership.quotes}
    newest_first = sorted(dealership.quotes, key=lambda quote: (quote.created_at, quote.id), reverse=True)
    expected = passing(newest_first, query | reach, QUOTE_CHECKS)
    assert [row["id"] for row in rows if row["id"] in ours] == [quote.id for quote in expected]


@pytest.mark.parametrize("query", QUOTE_FILTERS, ids=str)
def test_quotes_newest_first_for_each_role(dealership: Dealership, query: Query) -> None:
    desk, busy = dealership.desk, dealership.busy
    _check_quotes(dealership, busy, query, {"advisor_id": [busy.id]}, 50)
    _check_quotes(dealership, desk.boss, query, {"showroom_id": [desk.showroom.id]}, 200)
    _check_quotes(dealership, desk.boss, query | {"advisor_id": [busy.id]}, {}, 50)
    _check_quotes(dealership, desk.manager, query, {}, 200)


@pytest.mark.parametrize("path", ["/follow-ups", "/quotes"])
def test_work_out_of_reach_is_not_listed(dealership: Dealership, path: str) -> None:
    desk, other = dealership.desk, dealership.showrooms[1]
    assert desk.call(desk.advisor, "GET", path, query={"advisor_id": [dealership.busy.id]}).status == 404
    assert desk.call(desk.advisor, "GET", path, query={"showroom_id": [other.id]}).status == 404
    assert desk.call(desk.boss, "GET", path, query={"showroom_id": [other.id]}).status == 404
