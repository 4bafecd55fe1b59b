"""Reservations past their hold: the unit is freed, the advisor told, the next in line offered it (B3)."""

from datetime import timedelta
from functools import partial

from chalicelib.adapters.deals import load_deal
from chalicelib.answer import Answer
from chalicelib.domain.codes import ReservationStatus, UnitStatus
from chalicelib.services.catalogue import get_unit
from chalicelib.services.perform import perform
from chalicelib.services.reservations import decide, request
from chalicelib.services.tasks import Job
from tests.builders import IN_A_DAY, NOW, a_wish
from tests.desk import ANA, BEN, NORA, call_of, vin
from tests.jobs.quotes import a_pending
from tests.jobs.shift import Shift, told

FAR = NOW + timedelta(days=30)
UNTIL = NOW + timedelta(days=2)
LONG_AGO = IN_A_DAY + timedelta(minutes=15)


def _reserved(shift: Shift) -> None:
    """Ana's customer has a unit until tomorrow, and Ben's waits for it."""
    for advisor, quote_id, wait, until in ((ANA, "q-ana", False, IN_A_DAY), (BEN, "q-ben", True, UNTIL)):
        a_pending(FAR, advisor, quote_id=quote_id)
        wish = a_wish(vin=vin(1), wait=wait, hold_until=until)
        perform(call_of(advisor), partial(request, quote_id=quote_id, wish=wish), lambda _: Answer(201, ""))
        if not wait:
            asked = _reservations(quote_id)[0][0]
            decision = partial(decide, reservation_id=asked, decision=ReservationStatus.APPROVED, vin=None, reason=None)
            perform(call_of(NORA), decision, lambda _: Answer(201, ""))


def _reservations(quote_id: str) -> list[tuple[str, ReservationStatus]]:
    """The open ones of a quote."""
    deal = load_deal(quote_id)
    assert deal is not None
    return [(kept.id, kept.status) for kept in deal.quote.reservations]


def _heard(person_id: str) -> list[str]:
    return [notice.kind.value for notice in told(person_id)]


def test_nothing_happens_before_its_time(shift: Shift) -> None:
    _reserved(shift)
    shift.tick(IN_A_DAY - timedelta(minutes=1), Job.EXPIRIES)
    assert [status for _, status in _reservations("q-ana")] == [ReservationStatus.APPROVED]


def test_the_next_in_line_is_offered_the_unit_and_both_advisors_are_told_once(shift: Shift) -> None:
    _reserved(shift)
    for later in range(3):
        shift.tick(LONG_AGO + timedelta(minutes=15 * later), Job.EXPIRIES)
    assert _reservations("q-ana") == []
    assert [status for _, status in _reservations("q-ben")] == [ReservationStatus.OFFERED]
    assert _heard("ana").count("RESERVATION_ENDED") == 1
    assert _heard("ben").count("RESERVATION_OFFERED") == 1


def test_an_offer_that_nobody_takes_up_ends_too_and_the_unit_is_on_sale_again(shift: Shift) -> None:
    _reserved(shift)
    shift.tick(LONG_AGO, Job.EXPIRIES)
    assert get_unit(vin(1)).quote_id == "q-ben"
    shift.tick(LONG_AGO + timedelta(days=3), Job.EXPIRIES)
    assert _reservations("q-ben") == []
    freed = get_unit(vin(1))
    assert (freed.status, freed.quote_id) == (UnitStatus.AVAILABLE, None)
    assert _heard("ben").count("RESERVATION_ENDED") == 1
