"""What becomes of a reservation: decided by the right person, confirmed in time, ended with what ends it (M16, B3, G7)."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec import ValidationError
from msgspec.structs import replace

from chalicelib.domain.codes import LostReason, ReservationStatus, Role, Stage, UnitStatus
from chalicelib.domain.dealership import Person, Ref
from chalicelib.domain.errors import Conflict, DeskError, Invalid, NotAllowed, NotFound
from chalicelib.domain.inventory import Offer, Unit
from chalicelib.domain.offers import remove_vehicle
from chalicelib.domain.quote import Quote
from chalicelib.domain.reservation import OPEN_STATUSES, Reservation
from chalicelib.domain.reserving import approve, cancel, confirm, expire, reject, take_offer
from chalicelib.domain.stages import StageMove, change_stage, units_of_step
from tests.builders import (
    IN_A_DAY,
    NOW,
    ZONE,
    a_lost_quote,
    a_moment,
    a_person,
    a_quote,
    a_reservation,
    a_sold_quote,
    a_unit,
    a_vehicle,
)
from tests.domain.steps import SALE, moved

BOSS = a_person(Role.BOSS)
OTHER_BOSS = a_person(Role.BOSS, id="p-boss-2")
BOSS_ELSEWHERE = a_person(Role.BOSS, id="p-boss-sur", showroom_id="s-sur")
MANAGER = a_person(Role.MANAGER)
RID, FREE = a_reservation().id, a_unit()


def a_quote_with(*reservations: Reservation, **facts: Any) -> Quote:
    return a_quote(reservations=reservations, **facts)


REQUESTED = a_quote_with(a_reservation())
OFFERED = a_reservation(status=ReservationStatus.OFFERED, offered_until=IN_A_DAY)


def approved(quote: Quote = REQUESTED, person: Person = BOSS, vin: str | None = None, unit: Unit | None = FREE) -> Any:
    return approve(quote, RID, vin, unit, a_moment(person))


def state_of(error: DeskError) -> dict[str, Any]:
    assert isinstance(error, Conflict)
    return error.state


def test_approving_reserves_the_unit_until_the_hold_ends() -> None:
    done = approved()
    kept = a_reservation(status=ReservationStatus.APPROVED, decided_by=BOSS.ref, decided_at=NOW)
    assert done.reservation == kept
    assert done.quote == a_quote_with(kept)
    assert done.unit == a_unit(status=UnitStatus.RESERVED, quote_id="q-test", held_until=kept.hold_until)


@pytest.mark.parametrize(
    ("person", "may"),
    [(a_person(), False), (BOSS, True), (MANAGER, True), (BOSS_ELSEWHERE, False)],
    ids=["advisor", "boss", "manager", "another boss"],
)
def test_the_boss_of_the_units_showroom_or_a_manager_decides(person: Person, may: bool) -> None:
    for decide in (lambda: approved(person=person), lambda: reject(REQUESTED, RID, "Caro", a_moment(person))):
        if may:
            assert decide().reservation.decided_by == person.ref
        else:
            with pytest.raises(NotAllowed):
                decide()


def test_nobody_decides_what_they_asked_for() -> None:
    quote = a_quote_with(a_reservation(requested_by=BOSS.ref))
    for decide in (lambda: approved(quote), lambda: reject(quote, RID, "Caro", a_moment(BOSS))):
        with pytest.raises(NotAllowed):
            decide()
    assert approved(quote, OTHER_BOSS).reservation.decided_by == OTHER_BOSS.ref


def test_rejecting_takes_a_reason_and_ends_it() -> None:
    done = reject(REQUESTED, RID, "Sin abono real", a_moment(BOSS))
    assert (done.reservation.status, done.reservation.reason) == (ReservationStatus.REJECTED, "Sin abono real")
    assert done.quote.reservations == ()
    for nothing in (None, ""):
        with pytest.raises(Invalid) as caught:
            reject(REQUESTED, RID, nothing, a_moment(BOSS))
        assert [fault.pointer for fault in caught.value.faults] == ["/reason"]


@pytest.mark.parametrize("asked", ["VIN0001", None])
def test_a_rejection_names_no_other_unit_than_the_request(asked: str | None) -> None:
    quote = a_quote_with(a_reservation(vin=asked))
    with pytest.raises(Invalid) as caught:
        reject(quote, RID, "Caro", a_moment(BOSS), "VIN0002")
    assert [fault.pointer for fault in caught.value.faults] == ["/vin"]
    assert reject(quote, RID, "Caro", a_moment(BOSS), asked).reservation.status is ReservationStatus.REJECTED


@pytest.mark.parametrize("status", sorted(OPEN_STATUSES - {ReservationStatus.REQUESTED}))
def test_only_a_request_is_decided(status: ReservationStatus) -> None:
    quote = a_quote_with(a_reservation(status=status))
    for decide in (lambda: approved(quote), lambda: reject(quote, RID, "Caro", a_moment(BOSS))):
        with pytest.raises(Conflict) as caught:
            decide()
        assert caught.value.state == {"reservation_id": RID, "reservation_status": status.value}


def test_what_has_ended_or_never_was_is_told_apart() -> None:
    with pytest.raises(Conflict):
        approved(a_quote())
    for never in ("q-test-r99", "q-test-rx", "q-test-r-1", "q-test-r0"):
        with pytest.raises(NotFound):
            approve(a_quote(), never, None, a_unit(), a_moment(BOSS))


def test_a_request_whose_time_is_over_is_not_approved() -> None:
    quote = a_quote_with(a_reservation(hold_until=NOW))
    with pytest.raises(Conflict):
        approved(quote)


@pytest.mark.parametrize(
    "unit",
    [
        a_unit(status=UnitStatus.RESERVED, quote_id="q-other", held_until=IN_A_DAY),
        a_unit(status=UnitStatus.SOLD, quote_id="q-other"),
        a_unit(quote_id="q-other", held_until=IN_A_DAY),
        a_unit(status=UnitStatus.RETIRED),
    ],
)
def test_a_unit_that_is_taken_or_retired_is_not_given(unit: Unit) -> None:
    with pytest.raises(Conflict) as caught:
        approved(unit=unit)
    assert caught.value.state["unit_status"] == unit.status.value


@pytest.mark.parametrize(
    ("vin", "unit", "pointer"),
    [
        (None, None, "/vin"),
        ("VIN0009", None, "/vin"),
        ("VIN0002", a_unit(vin="VIN0002", model_id="m-two"), "/vin"),
        ("VIN0002", a_unit(vin="VIN0002", colour="Negro"), "/vin"),
        ("VIN0002", a_unit(vin="VIN0002", status=UnitStatus.RETIRED), "/vin"),
    ],
)
def test_the_boss_picks_a_unit_such_as_was_asked_for(vin: str | None, unit: Unit | None, pointer: str) -> None:
    quote = a_quote_with(a_reservation(vin=None))
    with pytest.raises(Invalid) as caught:
        approved(quote, vin=vin, unit=unit)
    assert [fault.pointer for fault in caught.value.faults] == [pointer]


def test_the_unit_that_was_picked_is_the_reservations() -> None:
    quote = a_quote_with(a_reservation(vin=None))
    done = approved(quote, vin="VIN0002", unit=a_unit(vin="VIN0002"))
    assert done.reservation.vin == "VIN0002"
    assert done.unit is not None
    assert (done.unit.vin, done.unit.quote_id) == ("VIN0002", "q-test")


def test_a_boss_picks_from_the_own_showroom_and_a_manager_from_any() -> None:
    quote, unit = a_quote_with(a_reservation(vin=None)), a_unit(showroom_id="s-sur")
    with pytest.raises(NotAllowed):
        approved(quote, vin="VIN0001", unit=unit)
    assert approved(quote, MANAGER, vin="VIN0001", unit=unit).unit.quote_id == "q-test"


def test_a_unit_that_the_quote_has_for_another_vehicle_is_not_picked() -> None:
    other = a_reservation(id="q-test-r6", vehicle_id="v2", status=ReservationStatus.WAITING)
    quote = a_quote_with(a_reservation(vin=None), other, vehicles=(a_vehicle(), a_vehicle(id="v2")))
    with pytest.raises(Conflict):
        approved(quote, vin="VIN0001")


def test_another_unit_than_was_asked_for_is_not_given() -> None:
    with pytest.raises(Invalid) as caught:
        approved(vin="VIN0002", unit=a_unit(vin="VIN0002"))
    assert [fault.pointer for fault in caught.value.faults] == ["/vin"]


@pytest.mark.parametrize("status", sorted(OPEN_STATUSES))
def test_any_open_reservation_may_be_cancelled(status: ReservationStatus) -> None:
    done = cancel(a_quote_with(a_reservation(status=status)), RID, "Desistió", a_moment())
    assert (done.reservation.status, done.reservation.reason) == (ReservationStatus.CANCELLED, "Desistió")
    assert done.quote == a_quote()


@pytest.mark.parametrize("status", sorted(OPEN_STATUSES))
def test_an_open_reservation_expires_at_its_instant_and_not_before(status: ReservationStatus) -> None:
    offer = {"offered_until": IN_A_DAY} if status is ReservationStatus.OFFERED else {}
    kept = a_reservation(status=status, **offer)
    quote = a_quote_with(kept)
    assert expire(quote, RID, kept.ends_at - timedelta(microseconds=1)) is None
    done = expire(quote, RID, kept.ends_at)
    assert done is not None
    assert done.reservation.status is ReservationStatus.EXPIRED
    assert done.quote.reservations == ()
    assert expire(done.quote, RID, kept.ends_at) is None


def test_the_first_in_line_is_offered_the_unit() -> None:
    quote = a_quote_with(a_reservation(status=ReservationStatus.WAITING))
    offer = Offer("q-test", RID, "VIN0001", IN_A_DAY)
    assert take_offer(quote, offer).reservation == OFFERED
    with pytest.raises(Conflict):
        take_offer(REQUESTED, offer)


def test_an_offer_is_confirmed_in_time_and_goes_to_the_boss_with_the_unit_kept() -> None:
    quote, unit = a_quote_with(OFFERED), a_unit(quote_id="q-test", held_until=IN_A_DAY)
    done = confirm(quote, RID, None, unit, a_moment(), ZONE)
    assert done.reservation == a_reservation(confirmed_by=a_person().ref)
    assert done.unit == a_unit(quote_id="q-test", held_until=a_reservation().hold_until)
    assert approved(done.quote, unit=done.unit).unit.status is UnitStatus.RESERVED


@pytest.mark.parametrize(("asker", "confirmer"), [(BOSS, a_person()), (a_person(), BOSS)])
def test_who_asked_does_not_decide_and_who_confirmed_neither(asker: Person, confirmer: Person) -> None:
    offered = replace(OFFERED, requested_by=asker.ref)
    done = confirm(a_quote_with(offered), RID, None, a_unit(quote_id="q-test"), a_moment(confirmer), ZONE)
    assert (done.reservation.requested_by, done.reservation.confirmed_by) == (asker.ref, confirmer.ref)
    for decide in (lambda: approved(done.quote), lambda: reject(done.quote, RID, "Caro", a_moment(BOSS))):
        with pytest.raises(NotAllowed):
            decide()
    assert approved(done.quote, OTHER_BOSS, unit=done.unit).reservation.status is ReservationStatus.APPROVED


def test_an_offer_that_is_over_is_not_confirmed() -> None:
    with pytest.raises(Conflict) as caught:
        confirm(a_quote_with(OFFERED), RID, None, a_unit(), a_moment(now=IN_A_DAY), ZONE)
    assert caught.value.state == {"offered_until": IN_A_DAY.isoformat()}
    with pytest.raises(Conflict):
        confirm(REQUESTED, RID, None, a_unit(), a_moment(), ZONE)


def test_another_end_of_the_hold_may_be_confirmed_within_the_rules() -> None:
    until = NOW + timedelta(days=4)
    done = confirm(a_quote_with(OFFERED), RID, until, a_unit(quote_id="q-test"), a_moment(), ZONE)
    assert done.reservation.hold_until == until
    with pytest.raises(Invalid) as caught:
        confirm(a_quote_with(OFFERED), RID, NOW + timedelta(days=6), a_unit(), a_moment(), ZONE)
    assert [fault.pointer for fault in caught.value.faults] == ["/hold_until"]


APPROVED = a_reservation(status=ReservationStatus.APPROVED)
OTHER = a_reservation(id="q-test-r6", vehicle_id="v2", vin="VIN0002", status=ReservationStatus.WAITING)
BOTH = a_quote_with(APPROVED, OTHER, stage=Stage.DOCUMENTED, vehicles=(a_vehicle(), a_vehicle(id="v2")))


def test_invoicing_the_reserved_unit_fulfils_it_and_gives_the_others_up() -> None:
    unit = a_unit(status=UnitStatus.RESERVED, quote_id="q-test", held_until=APPROVED.hold_until)
    step = moved(BOTH, Stage.INVOICED, unit=unit, **SALE)
    assert {gone.id: gone.status for gone in step.ended} == {
        RID: ReservationStatus.FULFILLED,
        OTHER.id: ReservationStatus.CANCELLED,
    }
    assert step.quote.reservations == ()
    assert step.freed == ("VIN0002",)
    assert step.sold == a_unit(status=UnitStatus.SOLD, quote_id="q-test")


def test_invoicing_another_unit_gives_the_reserved_one_up() -> None:
    step = moved(BOTH, Stage.INVOICED, unit=a_unit(vin="VIN0003"), **(SALE | {"vin": "VIN0003"}))
    assert {gone.status for gone in step.ended} == {ReservationStatus.CANCELLED}
    assert step.freed == ("VIN0001", "VIN0002")


def test_losing_gives_every_reservation_up() -> None:
    step = moved(BOTH, Stage.LOST, reason=LostReason.PRICE)
    assert [gone.status for gone in step.ended] == [ReservationStatus.CANCELLED] * 2
    assert step.freed == ("VIN0001", "VIN0002")


def test_a_step_between_quoted_and_documented_leaves_reservations_alone() -> None:
    step = moved(BOTH, Stage.QUOTED, Role.BOSS, note="Faltan papeles")
    assert (step.ended, step.freed, step.quote.reservations) == ((), (), BOTH.reservations)


@pytest.mark.parametrize(
    ("quote", "to", "vins"),
    [
        (BOTH, Stage.LOST, {"VIN0001", "VIN0002"}),
        (BOTH, Stage.INVOICED, {"VIN0001", "VIN0002"}),
        (BOTH, Stage.QUOTED, set()),
        (a_sold_quote(), Stage.LOST, {"VIN0001"}),
        (a_sold_quote(), Stage.DOCUMENTED, {"VIN0001"}),
        (a_sold_quote(), Stage.DELIVERED, set()),
        (a_sold_quote(Stage.DELIVERED), Stage.INVOICED, set()),
        (a_lost_quote(), Stage.QUOTED, set()),
    ],
)
def test_the_units_that_a_step_touches_are_known_beforehand(quote: Quote, to: Stage, vins: set[str]) -> None:
    assert set(units_of_step(quote, StageMove(to))) == vins
    assert units_of_step(quote, StageMove(to, vin="VIN0009"))[0] == "VIN0009"


def test_a_quote_that_is_no_longer_sold_cannot_hold_reservations() -> None:
    with pytest.raises(ValidationError):
        a_lost_quote(reservations=(APPROVED,))
    with pytest.raises(ValidationError):
        a_sold_quote(reservations=(APPROVED,))


def test_a_vehicle_with_an_open_reservation_stays_in_the_quote() -> None:
    with pytest.raises(Conflict) as caught:
        remove_vehicle(BOTH, "v1")
    assert caught.value.state == {"reservation_id": RID, "reservation_status": "APPROVED"}


def test_a_retired_unit_is_not_sold() -> None:
    with pytest.raises(Invalid):
        change_stage(
            a_quote(stage=Stage.DOCUMENTED),
            StageMove(Stage.INVOICED, **SALE),
            a_moment(),
            a_unit(status=UnitStatus.RETIRED),
        )


def test_a_name_is_kept_with_each_decision() -> None:
    assert approved().reservation.decided_by == Ref(BOSS.id, BOSS.name)
