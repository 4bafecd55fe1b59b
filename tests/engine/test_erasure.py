"""Who is erased is nowhere any more, in no table and no version of an object; everybody else is as they were."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import Struct
from msgspec.json import encode

from chalicelib.adapters.files import load_file
from chalicelib.domain.ranking import Signals
from chalicelib.domain.timeline import Notice
from chalicelib.services.customer_copy import copy_of
from chalicelib.services.erasure import Asked, Plan
from local.engines import Engine
from tests.api.publishing import page
from tests.desk import ANA, MARA, NORA, SITE, vin
from tests.jobs.shift import told

from .customers import (
    MINE,
    OTHER,
    Counter,
    Life,
    a_counter,
    a_life,
    all_items,
    all_objects,
    erase_now,
    erased_reply,
    found_of,
    planned,
    tell_of_both,
)
from .jobs import dealership_on_shift

NOBODY = "Cliente con datos borrados"
Everything = tuple[set[str], dict[tuple[str, str], bytes]]
LEADS = (ANA, NORA, MARA)


class Story(Struct, frozen=True):
    """Two customers of one advisor, of whom one is erased: all that is held before, and after each step."""

    desk: Counter
    mine: Life
    other: Life
    sale: dict[str, Any]
    told: dict[str, list[Notice]]
    copy: dict[str, Any]
    before: Everything
    plan: Plan
    planned: Everything
    forgotten: list[str]
    after: Everything
    again: Everything


@pytest.fixture(scope="module")
def story(private_dynoxide: Engine) -> Iterator[Story]:
    with dealership_on_shift(private_dynoxide) as shift, a_counter(shift) as desk:

        def everything() -> Everything:
            return all_items(), all_objects(desk.bucket)

        mine, other = a_life(desk, MINE, vin(1)), a_life(desk, OTHER, vin(2))
        tell_of_both(desk)
        desk.bucket.put_object(Bucket=SITE.bucket, Key=_namesake(mine), Body=b"of somebody else")
        for trace in MINE.traces:
            assert found_of([trace], desk.bucket), f"{trace} is to be erased"
        yield Story(
            desk,
            mine,
            other,
            sale=desk.now_of(mine.delivered),
            told={person.id: told(person.id) for person in LEADS},
            before=everything(),
            copy=copy_of(Asked(MINE.phone), SITE, desk.clock.instant),
            plan=(plan := planned(MINE)),
            planned=everything(),
            forgotten=erase_now(desk, plan),
            after=everything(),
            again=(erase_now(desk, planned(MINE)), everything())[1],
        )


def _namesake(life: Life) -> str:
    """Another object, whose name only begins like that of a link."""
    return f"p/{life.tokens[0]}x"


def test_nothing_is_left_of_who_is_erased(story: Story) -> None:
    assert found_of(MINE.traces, story.desk.bucket) == []
    assert set(story.forgotten) >= set(story.mine.tokens)


def test_all_of_everybody_else_is_left_to_the_byte(story: Story) -> None:
    items, objects = story.before
    left_items, left_objects = story.after
    mine, theirs = [*MINE.traces, *story.mine.places], [*OTHER.traces, *story.other.places]
    gone = items - left_items
    unread = [item for item in gone if '"S": "unread#' in item]
    assert [item for item in gone if not any(trace in item for trace in mine) and item not in unread] == []
    for mark in unread:  # of what was told of nobody else
        entry = json.loads(mark.partition(" ")[2])["entry"]["S"]
        assert any('"S": "inbox#' in item and entry in item for item in gone)
    shared = [item for item in gone if any(trace in item for trace in theirs)]
    assert shared
    assert all(item.startswith("Ledger ") and ("#" in item) and OTHER.name in item for item in shared)
    known = {key_of(item) for item in items}
    new = [item for item in left_items - items if key_of(item) not in known]
    assert all('"S": "erasure#' in item or "CUSTOMER_ERASED" in item for item in new)
    kept = {key: body for key, body in objects.items() if not any(place in key[0] for place in story.mine.places)}
    assert kept.items() <= left_objects.items()


def key_of(item: str) -> tuple[str, ...]:
    """The table and the key of an item."""
    table, _, text = item.partition(" ")
    facts = json.loads(text)
    return table, *(facts[name]["S"] for name in ("deal_id", "entry", "key", "kind", "id") if name in facts)


def test_of_a_link_only_marks_without_words_are_left_to_their_time(story: Story) -> None:
    """Opens are counted once by marks that nothing leads to; they go within days."""
    left = {key_of(item) for item in story.after[0] if any(token in item for token in story.mine.tokens)}
    assert {key[-1].partition("#")[0] for key in left if key[0] == "Ledger"} == {"open"}
    signals = load_file(story.mine.delivered["id"])
    assert signals is not None
    assert signals.signals == Signals()


def test_what_was_told_of_several_goes_on_telling_of_the_others(story: Story) -> None:
    for person in LEADS:
        of_other = [notice for notice in story.told[person.id] if OTHER.name in encode(notice).decode()]
        left = [notice for notice in told(person.id) if OTHER.name in encode(notice).decode()]
        assert [(notice.kind, notice.envelope, len(notice.lines)) for notice in left] == [
            (notice.kind, notice.envelope, len(notice.lines)) for notice in of_other
        ]


def test_of_a_quotes_objects_only_the_page_that_says_so_is_left(story: Story) -> None:
    _, objects = story.after
    left = [key for key, _ in objects if any(place in key for place in story.mine.places)]
    assert sorted(left) == sorted([*(f"p/{token}" for token in story.mine.tokens), _namesake(story.mine)])


def test_the_desk_works_on_and_shows_nobody(story: Story) -> None:
    mine, ana, nora = story.mine, story.desk.of(ANA), story.desk.of(NORA)
    rows = {row["quote_id"]: row for row in ana.get("/follow-ups").body["items"]}
    assert rows[mine.open["id"]]["customer"]["name"] == NOBODY
    assert [row["quote_id"] for row in ana.get("/follow-ups", q=["datos borrados"]).body["items"]] == [mine.open["id"]]
    detail = ana.get(f"/follow-ups/{rows[mine.open['id']]['id']}").body
    assert detail["quote"]["customer"]["phone"] == ""
    assert detail["timeline"][0]["kind"] == "CUSTOMER_ERASED"
    quotes = {row["id"]: row for row in ana.get("/quotes").body["items"]}
    assert {quotes[quote["id"]]["customer"]["name"] for quote in mine.quotes} == {NOBODY}
    tray = {row["quote_id"]: row for row in nora.get("/reservations").body["items"]}
    assert tray[mine.delivered["id"]]["customer"]["name"] == tray[mine.open["id"]]["customer"]["name"] == NOBODY
    assert nora.get("/discounts").body["items"]
    assert nora.get("/board").status == 200
    assert ana.get("/customers", phone=MINE.phone).body["items"] == []
    assert ana.get("/customers", id_number=MINE.id_number).body["items"] == []
    assert len(ana.get("/customers", phone=OTHER.phone).body["items"]) == 3
    assert ana.get(f"/quotes/{mine.open['id']}/proformas").body["items"] == []


def test_the_sale_stays_in_the_books(story: Story) -> None:
    before, after = story.sale, story.desk.now_of(story.mine.delivered)
    assert (after["stage"], after["number"], after["advisor"]) == (before["stage"], before["number"], before["advisor"])
    sold_before, sold_after = before["vehicles"][0], after["vehicles"][0]
    assert sold_after["vin"] == vin(1)
    for option in (*sold_before["payment_options"], *sold_after["payment_options"]):
        option |= {"discount_reason": "", "discount_decision_reason": None}
    assert sold_after == sold_before
    assert story.desk.of(MARA).get(f"/units/{vin(1)}").body["status"] == "SOLD"


def test_the_link_says_that_it_is_no_longer_available(story: Story) -> None:
    for link in story.mine.links:
        html = page(story.desk.bucket, link)
        assert 'data-state="erased"' in html
        assert "Esta proforma ya no está disponible" in html
        assert "COT-" not in html.partition("<script>")[0]
    assert 'data-state="current"' in page(story.desk.bucket, story.other.links[1])


def test_an_erased_customer_is_sent_nothing_and_gets_no_other_name(story: Story) -> None:
    quote, ana = story.mine.open, story.desk.of(ANA)
    version = ana.get(f"/quotes/{quote['id']}").headers["etag"]
    assert erased_reply(ana.patch(f"/quotes/{quote['id']}", {"customer": {"first_name": "Alguien"}}, version))
    assert erased_reply(ana.post(f"/quotes/{quote['id']}/sends", {"channel": "COPY"}))
    assert erased_reply(ana.post(f"/quotes/{quote['id']}/proforma", None))
    body = {"vehicle_id": quote["vehicles"][0]["id"], "id_number": "AB123456", "deposit_cents": 10_000}
    body |= {"deposit_method": "CASH", "hold_until": "2026-07-17T15:00:00Z"}
    assert erased_reply(ana.post(f"/quotes/{quote['id']}/reservations", body))


def test_saying_what_would_go_changes_nothing(story: Story) -> None:
    plan = story.plan
    assert not plan.is_done
    assert plan.told > 0
    assert plan.objects > 0
    assert plan.other_handles == [MINE.id_number]
    assert story.planned == story.before


def test_erasing_again_changes_nothing(story: Story) -> None:
    assert planned(MINE).is_done
    assert story.again == story.after


def test_a_copy_holds_all_that_is_theirs_and_nothing_of_others(story: Story) -> None:
    text = encode(story.copy).decode()
    for trace in (MINE.first_name, MINE.last_name, MINE.phone, MINE.id_number, MINE.email, MINE.mark):
        assert trace in text
    for trace in [*OTHER.traces, *story.other.places]:
        assert trace not in text
    quotes = story.copy["quotes"]
    assert [quote["quote"]["number"] for quote in quotes] == [quote["number"] for quote in story.mine.quotes]
    sold = quotes[0]
    assert sold["seen_by_customer"]["opens"] == 1
    assert [one["published"]["version"] for one in sold["published"]] == [1, 2]
    assert sold["published"][0]["content"]["customer_first_name"] == MINE.first_name
    assert {one["status"] for one in sold["reservations"]} == {"Rechazada", "Concretada"}
    assert all(one["told_to"] and one["notice"]["text"] for one in story.copy["notices"])
    assert {one["mail"]["waits"] for one in story.copy["notices"] if "mail" in one} == {True, False}


def test_a_copy_repeats_every_word_that_is_erased(story: Story) -> None:
    """Whatever was typed is in the copy: each sentence of it that the tables held."""
    text = encode(story.copy).decode()
    said = ("feria", "otra moto", "llamar", "buen cliente", "de viaje", "quiere verla", "volver a llamar")
    for what in (*said, "poco abono", "paga el resto", "R-1", "paso"):
        assert MINE.says(what) in text
