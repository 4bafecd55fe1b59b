"""Reservations under trouble: two at once, lost replies, a hold that runs out, a job that runs twice."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import pytest

from chalicelib.adapters import inventory
from chalicelib.adapters.deals import lapsed_reservations, load_deal, load_dossier
from chalicelib.adapters.entries import reservation_entry
from chalicelib.adapters.reading import Reading
from chalicelib.adapters.records import DealRecord
from chalicelib.answer import Answer
from chalicelib.domain.codes import ReservationStatus, UnitStatus
from chalicelib.domain.dealership import SYSTEM, Person
from chalicelib.domain.errors import Conflict, Invalid, Unavailable
from chalicelib.domain.inventory import Unit
from chalicelib.domain.reservation import Reservation
from chalicelib.services.perform import perform
from chalicelib.services.reservations import cancel_reservation, decide, expire_reservation, request
from chalicelib.services.stock import NewUnit, UnitEdit, add_unit, edit_unit
from chalicelib.services.work import Work
from tests.builders import IN_A_DAY, NOW, a_follow_up, a_quote, a_vehicle, a_wish
from tests.desk import ANA, MARA, NORA, call_of, store, table_contents, vin
from tests.services.ledger import inbox_of
from tests.services.trouble import READ, lost_reply, no_connection, somebody_faster

APPROVED = ReservationStatus.APPROVED
UNTIL = NOW + timedelta(days=2)


@pytest.fixture
def quotes(tables: None) -> None:
    """Three quotes of Ana's for one model: ``q-a``, ``q-b`` and ``q-c``."""
    for id_ in ("q-a", "q-b", "q-c"):
        store(a_quote(id=id_, advisor=ANA.ref, pending=a_follow_up(id=f"{id_}-9")))


def run(command: Callable[[Work], object], person: Person = ANA, now: datetime = NOW) -> None:
    perform(call_of(person, now=now), command, lambda _: Answer(201, ""))


def ask(quote_id: str, number: int = 1, *, wait: bool = False, until: datetime = UNTIL) -> str:
    wish = a_wish(vin=vin(number), wait=wait, hold_until=until)
    run(lambda work: request(work, quote_id, wish))
    return reservations_of(quote_id)[-1].id


def reservations_of(quote_id: str) -> tuple[Reservation, ...]:
    deal = load_deal(quote_id)
    assert deal is not None
    return deal.quote.reservations


def approve(reservation_id: str, now: datetime = NOW) -> None:
    run(lambda work: decide(work, reservation_id, APPROVED, None, None), NORA, now)


def cancel(reservation_id: str) -> None:
    run(lambda work: cancel_reservation(work, reservation_id, "Cambió de idea"))


def expire(reservation_id: str, now: datetime) -> None:
    run(lambda work: expire_reservation(work, reservation_id), SYSTEM, now)


def unit(number: int = 1) -> Unit:
    reading = Reading()
    slot = reading.unit(vin(number))
    reading.fetch()
    assert slot.value is not None
    return slot.value


def status(reservation_id: str) -> ReservationStatus:
    dossier = load_dossier(reservation_id.rpartition("-r")[0])
    assert dossier is not None
    (card,) = (card for card in dossier.reservations if card.reservation.id == reservation_id)
    return card.reservation.status


def test_of_two_approvals_of_one_unit_at_once_one_wins(quotes: None) -> None:
    first, second = ask("q-a"), ask("q-b")
    with somebody_faster(lambda: approve(second)), pytest.raises(Conflict) as caught:
        approve(first)
    assert caught.value.state == {"vin": vin(1), "unit_status": "RESERVED"}
    assert (status(first), status(second)) == (ReservationStatus.REQUESTED, APPROVED)
    assert (unit().quote_id, unit().held_until) == ("q-b", UNTIL)


def test_a_unit_retired_meanwhile_is_not_reserved(quotes: None) -> None:
    asked = ask("q-a")
    retire = UnitEdit(retired=True)
    with somebody_faster(lambda: run(lambda work: edit_unit(work, vin(1), retire), MARA)), pytest.raises(Conflict):
        approve(asked)
    assert (status(asked), unit().status) == (ReservationStatus.REQUESTED, UnitStatus.RETIRED)


def test_who_joins_the_line_as_the_unit_frees_gets_the_unit(quotes: None) -> None:
    first = ask("q-a")
    approve(first)
    with somebody_faster(lambda: cancel(first)):
        second = ask("q-b", wait=True)
    assert (status(second), unit().line) == (ReservationStatus.REQUESTED, ())


def test_two_who_join_the_line_at_once_both_stand_in_it(quotes: None) -> None:
    approve(ask("q-a"))
    ids: list[str] = []
    with somebody_faster(lambda: ids.append(ask("q-b", wait=True))):
        ids.append(ask("q-c", wait=True))
    assert [waiting.reservation_id for waiting in unit().line] == ids


def test_who_leaves_the_line_as_the_unit_frees_is_not_offered_it(quotes: None) -> None:
    first = ask("q-a")
    approve(first)
    second, third = ask("q-b", wait=True), ask("q-c", wait=True)
    with somebody_faster(lambda: cancel(second)):
        cancel(first)
    assert (status(second), status(third)) == (ReservationStatus.CANCELLED, ReservationStatus.OFFERED)
    assert (unit().quote_id, unit().line) == ("q-c", ())


def test_who_has_left_the_line_since_the_unit_was_read_stands_in_nobodys_way(quotes: None) -> None:
    first = ask("q-a")
    approve(first)
    second = ask("q-b", wait=True)
    reads = count(1)  # the quote, its unit, then who waits
    with somebody_faster(lambda: cancel(second) if next(reads) == 3 else None, times=3, operation=READ):
        cancel(first)
    assert (status(first), status(second)) == (ReservationStatus.CANCELLED,) * 2
    assert (unit().status, unit().quote_id) == (UnitStatus.AVAILABLE, None)


def test_who_is_rejected_keeps_whatever_else_they_have(quotes: None) -> None:
    """A rejection that names the chassis of another of the quote's reservations is no rejection of that."""
    store(a_quote(id="q-two", advisor=ANA.ref, vehicles=(a_vehicle(), a_vehicle(id="v2"))))
    kept = ask("q-two", 1)
    approve(kept)
    run(lambda work: request(work, "q-two", a_wish(vehicle_id="v2", vin=vin(2), hold_until=UNTIL)))
    other = reservations_of("q-two")[-1].id
    with pytest.raises(Invalid) as caught:
        run(lambda work: decide(work, other, ReservationStatus.REJECTED, vin(1), "No conviene"), NORA)
    assert [fault.pointer for fault in caught.value.faults] == ["/vin"]
    assert (unit(1).status, unit(1).quote_id) == (UnitStatus.RESERVED, "q-two")


def test_a_unit_picked_between_two_reads_is_let_go_all_the_same(quotes: None) -> None:
    """One request reads a quote and its reservation's entry, each as it stands: an approval may lie between."""
    run(lambda work: request(work, "q-a", a_wish(vin=None, hold_until=UNTIL)))
    (asked,) = reservations_of("q-a")
    before = DealRecord.get("q-a", reservation_entry(asked.id))
    run(lambda work: decide(work, asked.id, APPROVED, vin(1), None), NORA)
    before.save()
    cancel(asked.id)
    assert (unit().status, unit().quote_id) == (UnitStatus.AVAILABLE, None)


def test_of_two_who_put_one_chassis_in_stock_one_does(tables: None) -> None:
    def put(showroom_id: str) -> None:
        wish = NewUnit(vin(9), "m-one", 2026, "Rojo", showroom_id)
        run(lambda work: add_unit(work, wish), MARA)

    with somebody_faster(lambda: put("s-sur")), pytest.raises(Conflict):
        put("s-norte")
    assert unit(9).showroom_id == "s-sur"


def test_an_approval_writes_everything_or_nothing(quotes: None) -> None:
    asked = ask("q-a")
    before = table_contents()
    with no_connection(), pytest.raises(Unavailable):
        approve(asked)
    assert table_contents() == before
    with lost_reply(times=3):
        approve(asked)
    assert (status(asked), unit().status) == (APPROVED, UnitStatus.RESERVED)
    assert [notice.kind.value for notice in inbox_of("ana")] == ["RESERVATION_DECIDED"]


def test_a_stock_edit_whose_reply_was_lost_is_known_to_be_done(tables: None) -> None:
    with lost_reply(times=3):
        run(lambda work: edit_unit(work, vin(1), UnitEdit(showroom_id="s-sur")), MARA)
    assert (unit().showroom_id, unit().version) == ("s-sur", 1)
    with no_connection(), pytest.raises(Unavailable):
        run(lambda work: edit_unit(work, vin(1), UnitEdit(showroom_id="s-norte")), MARA)
    assert unit().showroom_id == "s-sur"


def test_a_hold_is_found_due_at_its_instant_and_expires_once(quotes: None) -> None:
    asked = ask("q-a")
    approve(asked)
    before = UNTIL - timedelta(microseconds=1)
    assert lapsed_reservations("s-norte", before, 10) == []
    expire(asked, before)
    assert status(asked) is APPROVED
    assert lapsed_reservations("s-norte", UNTIL, 10) == [asked]
    for _ in range(2):
        expire(asked, UNTIL)
    assert status(asked) is ReservationStatus.EXPIRED
    assert lapsed_reservations("s-norte", UNTIL, 10) == []
    assert (unit().status, unit().quote_id, unit().held_until) == (UnitStatus.AVAILABLE, None, None)
    told = [notice.kind.value for notice in inbox_of("ana")]
    assert told == ["RESERVATION_DECIDED", "RESERVATION_ENDED"]


def test_an_expiry_at_once_with_another_is_recorded_once(quotes: None) -> None:
    asked = ask("q-a")
    approve(asked)
    with somebody_faster(lambda: expire(asked, UNTIL)):
        expire(asked, UNTIL)
    assert [notice.kind.value for notice in inbox_of("ana")].count("RESERVATION_ENDED") == 1


def test_an_expired_hold_passes_the_unit_to_who_waits(quotes: None) -> None:
    first = ask("q-a", until=IN_A_DAY)
    approve(first)
    second = ask("q-b", wait=True)
    expire(first, IN_A_DAY)
    assert (status(second), unit().quote_id, unit().held_until) == (ReservationStatus.OFFERED, "q-b", UNTIL)


def test_nobody_takes_a_lapsed_unit_past_who_waits_for_it(quotes: None) -> None:
    approve(ask("q-a", until=IN_A_DAY))
    second, later = ask("q-b", wait=True), a_wish(vin=vin(1), hold_until=UNTIL)
    with pytest.raises(Conflict) as caught:
        run(lambda work: request(work, "q-c", later), now=IN_A_DAY)
    assert caught.value.state["offered"] is True
    assert status(second) is ReservationStatus.OFFERED


def test_what_never_was_or_is_not_a_reservations_id_expires_quietly(quotes: None) -> None:
    before = table_contents()
    expire("q-a-r77", UNTIL)
    assert table_contents() == before


def test_stock_from_before_units_had_versions_is_written_once_under_that(quotes: None) -> None:
    """What :func:`inventory.save` puts there has no version, as the first stock had none."""
    assert unit().version == 0
    first, second = ask("q-a"), ask("q-b")
    with somebody_faster(lambda: approve(second)), pytest.raises(Conflict):
        approve(first)
    assert unit().version == 1
    assert [found.vin for found in inventory.units_of_showroom("s-norte") if found.status is UnitStatus.RESERVED] == [
        vin(1)
    ]
