"""The most that one sale can change still fits into a transaction, which takes 100 items and no more."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from chalicelib.adapters import inventory
from chalicelib.adapters.deals import load_deal
from chalicelib.domain.codes import LostReason, ReservationStatus, Stage, UnitStatus
from chalicelib.domain.dealership import Person
from chalicelib.domain.errors import Conflict
from chalicelib.domain.inventory import LONGEST_LINE, InLine
from chalicelib.domain.quote import MAX_VEHICLES, Quote
from chalicelib.domain.requesting import MOST_OPEN_OF_A_QUOTE
from chalicelib.domain.reservation import Reservation
from chalicelib.domain.stages import StageMove
from chalicelib.services.reservations import request
from chalicelib.services.stages import change_stage
from tests.builders import NOW, a_follow_up, a_quote, a_reservation, a_unit, a_vehicle, a_wish
from tests.desk import ANA, BEN, store, vin
from tests.services.conftest import Do

UNTIL = NOW + timedelta(days=2)
VINS = [vin(number) for number in range(101, 101 + MOST_OPEN_OF_A_QUOTE)]


@pytest.fixture
def fleet(tables: None) -> Quote:
    """A quote that has reserved as much as it may; a full line waits for its first unit, somebody for each other."""
    for place, chassis in enumerate(VINS):
        held = a_unit(vin=chassis, status=UnitStatus.RESERVED, quote_id="q-fleet", held_until=UNTIL)
        waiting = list(_line(chassis, 1 if place else LONGEST_LINE))
        inventory.save(replace(held, line=tuple(waiting)))
    vehicles = tuple(a_vehicle(id=f"v{number}") for number in range(MAX_VEHICLES))
    kept = tuple(_kept("q-fleet", place, chassis, ReservationStatus.APPROVED) for place, chassis in enumerate(VINS))
    return _stored("q-fleet", ANA, kept, vehicles=vehicles, stage=Stage.DOCUMENTED)


def _line(chassis: str, length: int) -> Iterator[InLine]:
    for number in range(length):
        quote_id = f"q-{chassis}-{number}"
        kept = _kept(quote_id, 0, chassis, ReservationStatus.WAITING)
        _stored(quote_id, BEN, (kept,))
        yield InLine(kept.id, quote_id, UNTIL)


def _kept(quote_id: str, number: int, chassis: str, status: ReservationStatus) -> Reservation:
    return a_reservation(id=f"{quote_id}-r{number + 1}", vehicle_id=f"v{number}", vin=chassis, status=status)


def _stored(quote_id: str, advisor: Person, kept: tuple[Reservation, ...], **facts: object) -> Quote:
    pending = a_follow_up(id=f"{quote_id}-9")
    quote = a_quote(id=quote_id, advisor=advisor.ref, pending=pending, reservations=kept, **facts)
    store(quote)
    return quote


def test_a_sale_that_frees_and_disappoints_as_many_as_can_be_is_made(fleet: Quote, do: Do) -> None:
    sale = StageMove(Stage.INVOICED, vehicle_id="v0", payment_option_id="o2", vin=VINS[0])
    do(lambda work: change_stage(work, fleet.id, sale), key="sale")
    assert _statuses(*(f"q-{chassis}-0" for chassis in VINS[1:])) == {ReservationStatus.OFFERED}


def test_a_loss_that_frees_as_many_as_can_be_is_made(fleet: Quote, do: Do) -> None:
    loss = StageMove(Stage.LOST, reason=LostReason.PRICE)
    do(lambda work: change_stage(work, fleet.id, loss), key="loss")
    assert _statuses(*(f"q-{chassis}-0" for chassis in VINS)) == {ReservationStatus.OFFERED}


def _statuses(*quote_ids: str) -> set[ReservationStatus]:
    deals = [load_deal(quote_id) for quote_id in quote_ids]
    return {kept.status for deal in deals if deal for kept in deal.quote.reservations}


def test_a_quote_reserves_so_many_motorcycles_at_once_and_no_more(fleet: Quote, do: Do) -> None:
    wish = a_wish(vehicle_id=f"v{MOST_OPEN_OF_A_QUOTE}", vin=None)
    with pytest.raises(Conflict) as caught:
        do(lambda work: request(work, fleet.id, wish))
    assert caught.value.state == {"open_reservations": MOST_OPEN_OF_A_QUOTE}
