"""Lists: every filter against a brute-force check, and cursors that repeat and lose nothing."""

from datetime import date, datetime, timedelta
from itertools import combinations
from random import Random
from typing import Any

import pytest

from chalicelib.domain.agenda import days_pending, local_date, standing
from chalicelib.domain.codes import FollowUpType, Quality, Source, Stage
from chalicelib.domain.customer import search_words
from chalicelib.domain.quote import ModelRef
from tests.api.client import Client
from tests.api.samples import OVER_THE_LIMIT, a_cash_option, a_quote, a_resolution, a_vehicle, phone, quoted, when
from tests.builders import NOW, ZONE, a_customer, a_follow_up, a_showroom
from tests.builders import a_quote as a_stored_quote
from tests.builders import a_vehicle as a_stored_vehicle
from tests.desk import ANA, BEN, CARLA, Clock, customer_answered, customer_opened, store

MODELS = (("Andina", "Cóndor 200"), ("Andina", "Puma 150"), ("Pacífica", "Ñandú 250 R"))
NAMES = (("María José", "Ñuñez"), ("José", "Peña Ruiz"), ("Inés", "Mariscal"), ("O'Hara", "De la Cruz"))


def _fill(count: int, seed: int = 7) -> list[dict[str, Any]]:
    """Quotes of three advisors, spread over qualities, sources, stages, dates and models; as facts to filter."""
    draw, facts = Random(seed), []
    for number in range(count):
        advisor = draw.choice((ANA, ANA, BEN, CARLA))
        showroom = a_showroom(id=advisor.showroom_id)
        brand, name = draw.choice(MODELS)
        first, last = draw.choice(NAMES)
        due = NOW + timedelta(hours=draw.randint(-24 * 9, 24 * 9), minutes=draw.randint(0, 59))
        quality = draw.choice(list(Quality))
        vehicle = a_stored_vehicle(model=ModelRef("m", brand, name))
        kind = draw.choice(list(FollowUpType))
        quote = a_stored_quote(
            id=f"q{number:04d}",
            number=f"COT-2026-{number:06d}",
            created_at=NOW - timedelta(hours=draw.randint(0, 24 * 20)),
            customer=a_customer(first_name=first, last_name=last, phone=f"+59399{number:07d}"),
            advisor=advisor.ref,
            showroom=showroom.ref,
            quality=quality,
            source=draw.choice(list(Source)),
            stage=draw.choice((Stage.QUOTED, Stage.DOCUMENTED, Stage.INVOICED)),
            vehicles=(vehicle,),
            pending=a_follow_up(id=f"q{number:04d}-9", type=kind, due_at=due, quality=quality),
        )
        store(quote)
        facts.append({"quote": quote, "words": search_words(f"{first} {last} {brand} {name}")})
    return facts


@pytest.fixture
def facts(tables: None) -> list[dict[str, Any]]:
    """Forty quotes in the tables."""
    return _fill(40)


def _everything(client: Client, path: str, limit: int = 50, **query: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = client.get(path, limit=limit, cursor=cursor, **query).body
        assert len(page["items"]) <= limit
        rows += page["items"]
        assert cursor is None or page["next"] != cursor, "the list does not go on"
        cursor = page["next"]
        if cursor is None:
            return rows


def _day(instant: datetime) -> date:
    return local_date(instant, ZONE)


def _has_words(fact: dict[str, Any], text: str) -> bool:
    return all(any(have.startswith(word) for have in fact["words"]) for word in search_words(text))


FILTERS: dict[str, tuple[Any, Any]] = {
    "from": ("2026-07-13", lambda fact: _day(fact["quote"].pending.due_at) >= date(2026, 7, 13)),
    "to": ("2026-07-18", lambda fact: _day(fact["quote"].pending.due_at) <= date(2026, 7, 18)),
    "source": (["WEB", "FAIR", "SOCIAL"], lambda fact: fact["quote"].source in ("WEB", "FAIR", "SOCIAL")),
    "quality": (["HOT", "COLD"], lambda fact: fact["quote"].quality in ("HOT", "COLD")),
    "stage": (["QUOTED", "INVOICED"], lambda fact: fact["quote"].stage in ("QUOTED", "INVOICED")),
    "type": (["CALL", "SIGNING"], lambda fact: fact["quote"].pending.type in ("CALL", "SIGNING")),
    "min_days": (-4, lambda fact: days_pending(fact["quote"].pending.due_at, NOW, ZONE) >= -4),
    "max_days": (6, lambda fact: days_pending(fact["quote"].pending.due_at, NOW, ZONE) <= 6),
    "q": ("MARI", lambda fact: _has_words(fact, "MARI")),
    "bucket": ("overdue", lambda fact: standing(fact["quote"].pending.due_at, NOW, ZONE).bucket.value == "overdue"),
}
COMBINATIONS = [chosen for size in (0, 1, 2, len(FILTERS) - 1, len(FILTERS)) for chosen in combinations(FILTERS, size)]


def test_every_filter_alone_and_with_others_is_right(facts: list[dict[str, Any]], ana: Client) -> None:
    own = [fact for fact in facts if fact["quote"].advisor.id == "ana"]
    for names in COMBINATIONS:
        expected = [fact["quote"] for fact in own if all(FILTERS[name][1](fact) for name in names)]
        expected.sort(key=lambda quote: (quote.pending.due_at, quote.pending.id))
        query = {f"{name}_": FILTERS[name][0] for name in names}
        listed = ana.get("/follow-ups", limit=200, **query).body
        assert [row["id"] for row in listed["items"]] == [quote.pending.id for quote in expected], names
        uncounted = [f["quote"] for f in own if all(FILTERS[n][1](f) for n in names if n != "bucket")]
        buckets = [standing(quote.pending.due_at, NOW, ZONE).bucket.value for quote in uncounted]
        assert listed["counts"] == {name: buckets.count(name) for name in ("overdue", "today", "upcoming")}, names


TEXTS = ("jose", "JOSÉ ñu", "nandu 250", "ñandu peña", "o'hara", "cruz 2", "andina andina", "zzz", "  ", "aria")


def test_words_find_by_the_beginnings_of_names_and_models(facts: list[dict[str, Any]], ana: Client) -> None:
    own = [fact for fact in facts if fact["quote"].advisor.id == "ana"]
    for text in TEXTS:
        expected = {fact["quote"].id for fact in own if _has_words(fact, text)}
        assert {row["quote_id"] for row in ana.get("/follow-ups", q=text, limit=200).body["items"]} == expected, text
        assert {row["id"] for row in ana.get("/quotes", q=text, limit=200).body["items"]} == expected, text


def test_pages_of_an_advisors_list_are_complete_without_repeats(facts: list[dict[str, Any]], ana: Client) -> None:
    for order in ("due", "rank"):
        whole = [row["id"] for row in ana.get("/follow-ups", order=order, limit=200).body["items"]]
        assert len(whole) == sum(fact["quote"].advisor.id == "ana" for fact in facts)
        for limit in (1, 7, len(whole) - 1, len(whole)):
            assert [row["id"] for row in _everything(ana, "/follow-ups", limit, order=order)] == whole, (order, limit)


def test_a_lead_sees_one_list_over_advisors_and_showrooms(
    facts: list[dict[str, Any]], nora: Client, mara: Client
) -> None:
    for client, showrooms in ((nora, {"s-norte"}), (mara, {"s-norte", "s-sur"})):
        within = [fact["quote"] for fact in facts if fact["quote"].showroom.id in showrooms]
        due = sorted((quote.pending.due_at, quote.pending.id) for quote in within)
        made = sorted(((quote.created_at, quote.id) for quote in within), reverse=True)
        for limit in (7, 200):
            assert [row["id"] for row in _everything(client, "/follow-ups", limit)] == [id_ for _, id_ in due]
            assert [row["id"] for row in _everything(client, "/quotes", limit)] == [id_ for _, id_ in made]


def test_a_showroom_has_no_rank_of_its_own(facts: list[dict[str, Any]], nora: Client) -> None:
    assert nora.get("/follow-ups", order="rank").pointers == ["/order"]
    ranked = nora.get("/follow-ups", order="rank", advisor_id="ana", limit=200).body["items"]
    assert {row["advisor"]["id"] for row in ranked} == {"ana"}


def test_quotes_by_stage_words_advisor_and_days_are_right(facts: list[dict[str, Any]], nora: Client) -> None:
    filters: dict[str, tuple[Any, Any]] = {
        "stage": (["QUOTED", "INVOICED"], lambda fact: fact["quote"].stage in ("QUOTED", "INVOICED")),
        "q": ("jose", lambda fact: _has_words(fact, "jose")),
        "advisor_id": ("ben", lambda fact: fact["quote"].advisor.id == "ben"),
        "from": ("2026-07-01", lambda fact: _day(fact["quote"].created_at) >= date(2026, 7, 1)),
        "to": ("2026-07-10", lambda fact: _day(fact["quote"].created_at) <= date(2026, 7, 10)),
    }
    north = [fact for fact in facts if fact["quote"].showroom.id == "s-norte"]
    for size in range(len(filters) + 1):
        for names in combinations(filters, size):
            query = {f"{name}_": filters[name][0] for name in names}
            found = {row["id"] for row in _everything(nora, "/quotes", 6, **query)}
            assert found == {f["quote"].id for f in north if all(filters[n][1](f) for n in names)}, names


def test_a_days_quotes_begin_and_end_at_local_midnight(ana: Client, clock: Clock) -> None:
    for instant in (
        "2026-07-16T04:59:59.999999+00:00",
        "2026-07-16T05:00:00+00:00",
        "2026-07-17T04:59:59+00:00",
        "2026-07-17T05:00:00+00:00",
    ):
        clock.instant = datetime.fromisoformat(instant)
        quoted(ana, follow_up={"type": "CALL", "due_at": when(clock.instant, days=1)})
    assert len(ana.get("/quotes", from_="2026-07-16", to="2026-07-16").body["items"]) == 2


def test_the_rank_is_frozen_while_the_customers_open_and_answer(
    facts: list[dict[str, Any]], ana: Client, clock: Clock
) -> None:
    first = ana.get("/follow-ups", order="rank", limit=5).body
    whole = [row["id"] for row in ana.get("/follow-ups", order="rank", limit=200).body["items"]]
    seen, cursor = [row["id"] for row in first["items"]], first["next"]
    turn = 0
    while cursor:
        clock.advance(minutes=1)
        customer_opened(whole[-1 - turn].partition("-")[0], clock.instant)
        customer_answered(whole[turn].partition("-")[0], clock.instant)
        turn += 1
        page = ana.get("/follow-ups", order="rank", limit=5, cursor=cursor).body
        seen, cursor = seen + [row["id"] for row in page["items"]], page["next"]
        assert page["counts"] == first["counts"]
    assert seen == whole
    fresh = [row["id"] for row in ana.get("/follow-ups", order="rank", limit=200).body["items"]]
    assert set(fresh[:turn]) == set(whole[:turn]), "in a fresh list who answered comes first"


def test_what_is_resolved_meanwhile_is_left_out_and_the_rest_stays(facts: list[dict[str, Any]], ana: Client) -> None:
    for order in ("due", "rank"):
        whole = [row["id"] for row in ana.get("/follow-ups", order=order, limit=200).body["items"]]
        first = ana.get("/follow-ups", order=order, limit=4).body
        assert ana.post(f"/follow-ups/{whole[6]}/resolution", a_resolution()).status == 201
        rest = _continued(ana, "/follow-ups", first["next"], order=order)
        expected = [id_ for id_ in whole[4:] if id_ != whole[6]]
        assert [id_ for id_ in rest if id_ in whole] == expected


def _continued(client: Client, path: str, cursor: str | None, **query: Any) -> list[str]:
    ids: list[str] = []
    while cursor:
        page = client.get(path, limit=9, cursor=cursor, **query).body
        ids, cursor = ids + [row["id"] for row in page["items"]], page["next"]
    return ids


def test_buckets_follow_the_clock_over_midnight(ana: Client, clock: Clock) -> None:
    for hours in (-1, 1, 13, 15):  # 10:00 now; the day ends in 14 hours
        quoted(ana, follow_up={"type": "CALL", "due_at": when(hours=hours + 2)})
    clock.advance(hours=2)
    counts = ana.get("/follow-ups").body["counts"]
    assert counts == {"overdue": 1, "today": 1, "upcoming": 2}
    clock.advance(hours=12)  # midnight
    assert ana.get("/follow-ups").body["counts"] == {"overdue": 2, "today": 2, "upcoming": 0}
    assert [row["days_pending"] for row in ana.get("/follow-ups").body["items"]] == [1, 1, 0, 0]


def test_the_catalogue_and_the_stock_page_too(ana: Client) -> None:
    for path, key in (("/models", "id"), ("/units", "vin"), ("/showrooms", "id")):
        whole = [row[key] for row in ana.get(path).body["items"]]
        assert [row[key] for row in _everything(ana, path, 1)] == whole
    assert [row["id"] for row in ana.get("/models", q="pacifica nan").body["items"]] == ["m-three"]
    assert {row["vin"][-1] for row in ana.get("/units", model_id="m-one").body["items"]} == {"1", "2"}
    assert [row["vin"][-1] for row in ana.get("/units", showroom_id="s-sur").body["items"]] == ["4"]
    assert ana.get("/units", status="SOLD").body["items"] == []


def test_earlier_quotes_of_a_customer_are_found_and_others_only_while_open(
    ana: Client, carla: Client, clock: Clock
) -> None:
    person = {"first_name": "Inés", "last_name": "Peña", "phone": phone(5_000), "consent": True}
    known = {"id_type": "PASSPORT", "id_number": "AB12345678"}
    mine = quoted(ana, customer=person | known)
    clock.advance(minutes=1)
    theirs = carla.post("/quotes", a_quote(customer=person | known, duplicate_reason="Otra ciudad")).body
    for query in ({"phone": "+593 99 000 5000"}, {"id_number": "ab-1234.5678"}, {"id_number": "AB12345678"}):
        rows = ana.get("/customers", **query).body["items"]
        assert [(row["number"], row["within_reach"]) for row in rows] == [
            (theirs["number"], False),
            (mine["number"], True),
        ]
        assert "customer" not in rows[0]
        assert "id" not in rows[0]
    carla.post(f"/quotes/{theirs['id']}/stage-changes", {"to": "LOST", "reason": "PRICE"})
    assert [row["number"] for row in ana.get("/customers", phone=phone(5_000)).body["items"]] == [mine["number"]]
    assert ana.get("/customers").status == 422
    assert ana.get("/customers", phone=phone(1), id_number="12345").status == 422


def test_waiting_discounts_come_longest_waiting_first(ana: Client, ben: Client, nora: Client, clock: Clock) -> None:
    numbers = []
    for client in (ana, ben, ana):
        clock.advance(minutes=5)
        quote = quoted(client, vehicles=[a_vehicle(payment_options=[a_cash_option(discount=OVER_THE_LIMIT)])])
        numbers.append(quote["number"])
    assert [row["number"] for row in _everything(nora, "/discounts", 2)] == numbers
