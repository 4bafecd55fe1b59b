"""A unit is never promised twice: many processes want the same units at the same instants (M16, G7)."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest

from chalicelib.answer import Answer
from chalicelib.domain.codes import EventKind, NoticeKind, UnitStatus
from chalicelib.domain.codes import ReservationStatus as Status
from chalicelib.domain.dealership import SYSTEM
from chalicelib.domain.errors import DeskError
from chalicelib.services.perform import perform
from chalicelib.services.reservations import expire_reservation
from chalicelib.services.work import Call, Work
from local.engines import Engine
from tests.builders import ZONE

from .booking import Bookings, real_time
from .checker import contradictions, find_contradictions
from .crowd import all_at_once, in_processes
from .deals import load_quotes
from .desk import SITE, Desk
from .everything import read_everything
from .rival import rival_quotes, want_them_all
from .sizes import LINE_ROUNDS, RESERVED_UNITS, RESERVING_CLIENTS

DONE_OR_REFUSED = {201, 409, 429}


def test_of_many_processes_that_want_a_unit_exactly_one_gets_it(lone_engine: Engine, lone_desk: Desk) -> None:
    desk = lone_desk
    vins = [desk.stock_unit().vin for _ in range(RESERVED_UNITS)]
    for client in range(RESERVING_CLIENTS):
        load_quotes(rival_quotes(client, len(vins), desk.advisor, desk.showroom))
    facts = (lone_engine.url, vins, desk.advisor, desk.boss, desk.showroom)
    by_client = in_processes(RESERVING_CLIENTS, want_them_all, *facts)
    for number in range(len(vins)):
        tries = [client[number] for client in by_client]
        assert Counter(one.approved for one in tries)[201] == 1
        assert {one.approved for one in tries} <= {201, 409, None}
        assert {one.asked for one in tries} <= {201, 409}
        assert {state for one in tries for state in one.states} <= {UnitStatus.RESERVED}
        if number % 2:
            assert Counter(one.asked for one in tries) == {201: RESERVING_CLIENTS}
    everything = read_everything()
    assert contradictions(everything) == []
    kept = Counter(kept.status for file in everything.files for kept in file.reservations)
    asked = sum(one.asked == 201 for client in by_client for one in client)
    assert kept == {Status.APPROVED: RESERVED_UNITS, Status.REQUESTED: asked - RESERVED_UNITS}
    assert Counter(unit.status for unit in everything.units) == {UnitStatus.RESERVED: RESERVED_UNITS}
    decided = [
        event for file in everything.files for event in file.events if event.kind is EventKind.RESERVATION_DECIDED
    ]
    assert len(decided) == RESERVED_UNITS
    assert Counter(told.notice.kind for told in everything.inbox) == {
        NoticeKind.RESERVATION_REQUESTED: asked,
        NoticeKind.RESERVATION_DECIDED: RESERVED_UNITS,
    }


def test_whatever_happens_at_once_around_a_line_contradicts_nothing(lone_desk: Desk) -> None:
    for _ in range(LINE_ROUNDS):
        _everything_at_once(lone_desk)
        assert find_contradictions() == []


def _everything_at_once(desk: Desk) -> None:
    """Hold, offer, wait, confirm, cancel, expire, sell and lose around one unit, all at one instant."""
    book, boss, advisor = Bookings(desk), desk.boss, desk.advisor
    unit, other = desk.stock_unit().vin, desk.stock_unit().vin
    quotes = [book.quote(advisor) for _ in range(8)]
    holder = book.asked(advisor, quotes[0], other)
    assert book.approve(boss, holder).status == 201
    gone = book.asked(advisor, quotes[1], unit)
    assert book.approve(boss, gone).status == 201
    first, second, third = (book.asked(advisor, quote, unit, wait=True) for quote in quotes[2:5])
    away = book.asked(advisor, quotes[5], other, wait=True)
    assert book.cancel(advisor, gone).status == 201  # so that the unit is offered to the first
    assert book.step(advisor, quotes[0], "DOCUMENTED").status == 201
    jobs: list[Callable[[], int]] = [
        lambda: book.confirm(advisor, first).status,
        lambda: book.cancel(advisor, first).status,
        lambda: book.cancel(advisor, second).status,
        lambda: book.step(advisor, quotes[4], "LOST", reason="PRICE").status,
        lambda: book.ask(advisor, quotes[6], unit, wait=True).status,
        lambda: book.ask(advisor, quotes[7], unit, wait=True).status,
        lambda: book.sell(advisor, quotes[0], other).status,
        lambda: book.cancel(boss, holder).status,
        lambda: book.cancel(advisor, away).status,
        lambda: book.cancel(advisor, third).status,
        partial(_expire, first),
        partial(_expire, holder),
    ]
    assert set(all_at_once(jobs)) <= DONE_OR_REFUSED


def _expire(reservation_id: str) -> int:
    """As if the schedule came by in nine days; 409 or 429 where a rule or other people are in the way."""
    call = Call(SYSTEM, real_time() + timedelta(days=9), ZONE, SITE)

    def command(work: Work) -> None:
        expire_reservation(work, reservation_id)

    with suppress(DeskError):
        return perform(call, command, lambda _: Answer(201, "")).status
    return 409


@pytest.mark.parametrize("times", [3])
def test_an_expiry_that_comes_many_times_ends_a_reservation_once(lone_desk: Desk, times: int) -> None:
    book = Bookings(lone_desk)
    kept = book.asked(lone_desk.advisor, book.quote(lone_desk.advisor), lone_desk.stock_unit().vin)
    assert book.approve(lone_desk.boss, kept).status == 201
    assert all_at_once([partial(_expire, kept)] * times) == [201] * times
    everything = read_everything()
    assert contradictions(everything) == []
    ended = [event for file in everything.files for event in file.events if event.kind is EventKind.RESERVATION_ENDED]
    assert len(ended) == 1
