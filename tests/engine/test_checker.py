"""The checker finds what contradicts: each kind of contradiction is planted in tables that were right, and reported."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from chalicelib.adapters.entries import QUOTE_ENTRY
from chalicelib.adapters.records import DealRecord, InventoryRecord
from chalicelib.domain.codes import ReservationStatus, Stage, UnitStatus
from local.engines import Engine
from local.tables import empty_tables
from tests.desk import table_contents

from .checker import find_contradictions
from .desk import Desk
from .everything import Item, put_back, read_everything
from .planting import (
    World,
    a_second_approval_of_a_unit,
    an_event_again,
    approval_of,
    approval_told_to_nobody,
    entry_of,
    forget_the_follow_up,
    message_of,
    offer_told_to_nobody,
    rewrite_body,
    rewrite_quote,
    rewrite_reservation,
    tell_twice,
    update_entry,
    write_unit,
)

Made = tuple[World, dict[str, list[Item]]]


@pytest.fixture(scope="module")
def made(lone_engine: Engine) -> Made:
    empty_tables()
    world = World(Desk())
    return world, table_contents()


@pytest.fixture
def world(made: Made) -> Iterator[World]:
    world, contents = made
    yield world
    put_back(contents)


def test_a_world_that_is_right_has_every_state_and_no_contradiction(world: World) -> None:
    everything = read_everything()
    statuses = {kept.status for file in everything.files for kept in file.reservations}
    assert statuses == set(ReservationStatus) - {ReservationStatus.REJECTED, ReservationStatus.EXPIRED}
    assert {unit.status for unit in everything.units} == set(UnitStatus) - {UnitStatus.RETIRED}
    assert find_contradictions() == []


LATER = timedelta(days=9)
PLANTS: dict[str, tuple[Callable[[World], object], str]] = {
    "reserved for nobody": (lambda w: write_unit(w.reserved, status=UnitStatus.AVAILABLE), "approved are [("),
    "reserved for another": (lambda w: write_unit(w.reserved, quote_id=w.asker["id"]), "is RESERVED of ("),
    "reserved without an approval": (
        lambda w: write_unit(w.free, status=UnitStatus.RESERVED, quote_id="q1", held_until=w.book.now()),
        "approved are []",
    ),
    "held for another time": (
        lambda w: write_unit(w.reserved, held_until=w.book.now() + LATER),
        "is RESERVED of (",
    ),
    "approved twice": (a_second_approval_of_a_unit, "approved are [("),
    "held and on sale": (lambda w: write_unit(w.free, held_until=w.book.now()), "is AVAILABLE of None until"),
    "offered to nobody": (lambda w: write_unit(w.offered, quote_id=None, held_until=None), "offered to [("),
    "offered until another time": (lambda w: write_unit(w.offered, held_until=w.book.now()), "offered to [("),
    "kept for who has not asked": (
        lambda w: write_unit(w.free, quote_id=w.asker["id"], held_until=w.book.now()),
        "has not asked",
    ),
    "sold to nobody": (
        lambda w: write_unit(w.free, status=UnitStatus.SOLD, quote_id=w.asker["id"]),
        "and sold to []",
    ),
    "sold and on sale": (lambda w: write_unit(w.sold, status=UnitStatus.AVAILABLE), "is AVAILABLE of"),
    "sold and held": (lambda w: write_unit(w.sold, held_until=w.book.now()), "is SOLD of"),
    "retired and reserved": (lambda w: write_unit(w.reserved, status=UnitStatus.RETIRED), "is retired and of"),
    "out of the line": (lambda w: write_unit(w.reserved, line=()), "in its line are []"),
    "in line without waiting": (
        lambda w: rewrite_reservation(w.waiting, status=ReservationStatus.REQUESTED),
        "waiting are []",
    ),
    "sold and not in stock": (
        lambda w: InventoryRecord(f"unit#{w.sold}", "unit").delete(),
        "and not in stock",
    ),
    "open after the sale": (
        lambda w: rewrite_body(w.holder["id"], '"stage":"QUOTED"', '"stage":"INVOICED"'),
        "cannot be read",
    ),
    "open without a follow-up": (
        lambda w: forget_the_follow_up(w.asker["id"]),
        "cannot be read",
    ),
    "a follow-up in no agenda": (
        lambda w: DealRecord(w.asker["id"], QUOTE_ENTRY).update(actions=[DealRecord.due_at.remove()]),
        "the agenda says None",
    ),
    "an entry that is gone": (lambda w: entry_of(w.approved).delete(), "written nowhere"),
    "an entry too many": (
        lambda w: rewrite_quote(w.asker["id"], lambda quote: replace(quote, reservations_made=0)),
        "has made 0 reservations, 1 are written",
    ),
    "written otherwise": (
        lambda w: rewrite_quote(
            w.asker["id"],
            lambda q: q.with_reservation(replace(q.reservations[0], deposit_cents=1)),
        ),
        "otherwise than its quote",
    ),
    "written as open": (
        lambda w: rewrite_quote(w.asker["id"], lambda quote: quote.without_reservation(w.requested)),
        "has it no longer",
    ),
    "listed under another status": (
        lambda w: update_entry(w.approved, DealRecord.status_key.set("REQUESTED#")),
        "under another status_key",
    ),
    "expiring never": (lambda w: update_entry(w.approved, DealRecord.ends_at.remove()), "under another ends_at"),
    "of another advisor's list": (
        lambda w: update_entry(w.approved, DealRecord.advisor_id.set("p-1")),
        "under another advisor_id",
    ),
    "in another showroom's tray": (
        lambda w: update_entry(w.approved, DealRecord.showroom_id.set("s-1")),
        "under another showroom_id",
    ),
    "approved without an event": (lambda w: approval_of(w.holder["id"]).delete(), "in the timeline 0 times"),
    "approved in two events": (an_event_again, "in the timeline 2 times"),
    "an event of no reservation": (
        lambda w: rewrite_reservation(w.approved, status=ReservationStatus.REQUESTED, decided_at=None),
        "is of no reservation",
    ),
    "told to nobody": (approval_told_to_nobody, "its approval was told to {}"),
    "told twice": (lambda w: tell_twice("inbox#", w.reserved), "was told the same 2 times"),
    "in the inbox and not sent": (lambda w: message_of("outbox#", w.reserved).delete(), "in no message"),
    "sent and in no inbox": (lambda w: message_of("inbox#", w.reserved).delete(), "in no inbox"),
    "offered without a word": (
        offer_told_to_nobody,
        "was not told once to its advisor",
    ),
}


@pytest.mark.parametrize("kind", PLANTS)
def test_a_planted_contradiction_is_reported(world: World, kind: str) -> None:
    plant, told = PLANTS[kind]
    plant(world)
    found = find_contradictions()
    assert any(told in sentence for sentence in found), found


def test_only_an_expected_stage_is_sold(world: World) -> None:
    rewrite_body(world.buyer["id"], f'"stage":"{Stage.INVOICED}"', f'"stage":"{Stage.DOCUMENTED}"')
    assert any("and sold to []" in sentence for sentence in find_contradictions())
