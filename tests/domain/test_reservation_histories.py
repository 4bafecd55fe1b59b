"""Random histories of reservations: whatever people do, in whatever order, a unit is never promised twice (M16).

After every step: a unit is RESERVED exactly for one APPROVED reservation, kept exactly for one offer, SOLD exactly to
one invoiced quote, and its line is exactly who waits; an open quote has one pending follow-up, a closed one none.
"""

import msgspec
from hypothesis import settings
from hypothesis.stateful import invariant

from chalicelib.domain.codes import ReservationStatus, Stage, UnitStatus
from chalicelib.domain.quote import EDITABLE_STAGES, Quote
from tests.domain.one_showroom import OneShowroom

WAITING, OFFERED, REQUESTED = ReservationStatus.WAITING, ReservationStatus.OFFERED, ReservationStatus.REQUESTED


class WatchedShowroom(OneShowroom):
    """A history with everything that must hold after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.read_back: dict[str, Quote] = {}

    def at(self, vin: str, *statuses: ReservationStatus) -> list[tuple[str, object]]:
        return [(quote_id, kept.ends_at) for quote_id, kept in self.open_ids(*statuses) if kept.vin == vin]

    @invariant()
    def a_unit_is_reserved_exactly_for_one_approved_reservation(self) -> None:
        for unit in self.units.values():
            held = [(unit.quote_id, unit.held_until)] if unit.status is UnitStatus.RESERVED else []
            assert self.at(unit.vin, ReservationStatus.APPROVED) == held

    @invariant()
    def a_freed_unit_is_kept_exactly_for_whom_it_was_offered_to(self) -> None:
        for unit in self.units.values():
            offers = self.at(unit.vin, OFFERED)
            if unit.is_offered:
                assert (unit.quote_id, unit.held_until) in [*offers, *self.at(unit.vin, REQUESTED)]
            assert all((unit.is_offered, unit.quote_id) == (True, quote_id) for quote_id, _ in offers)
            assert (unit.held_until is None) is (unit.quote_id is None or unit.status is UnitStatus.SOLD)

    @invariant()
    def the_line_is_who_waits(self) -> None:
        for unit in self.units.values():
            assert sorted((w.quote_id, w.until) for w in unit.line) == sorted(self.at(unit.vin, WAITING))
            assert all(kept.vin for _, kept in self.open_ids(WAITING))

    @invariant()
    def nobody_waits_for_a_unit_that_is_free(self) -> None:
        for unit in self.units.values():
            if unit.status is UnitStatus.AVAILABLE and unit.quote_id is None:
                assert all(waiting.until <= self.now for waiting in unit.line)

    @invariant()
    def a_unit_is_sold_exactly_to_one_invoiced_quote(self) -> None:
        sold = {unit.vin: unit.quote_id for unit in self.units.values() if unit.status is UnitStatus.SOLD}
        chosen = [quote.chosen_vehicle for quote in self.quotes.values() if quote.stage is Stage.INVOICED]
        assert sorted(vehicle.vin or "" for vehicle in chosen if vehicle) == sorted(sold)
        assert all(quote.stage is Stage.INVOICED for quote in self.quotes.values() if quote.id in sold.values())

    @invariant()
    def reservations_are_open_only_while_the_quote_is_being_sold(self) -> None:
        for quote in self.quotes.values():
            assert quote.stage in EDITABLE_STAGES or not quote.reservations
            assert quote.is_open is (quote.pending is not None)
            vehicles = [kept.vehicle_id for kept in quote.reservations]
            assert len(set(vehicles)) == len(vehicles)
            assert not {kept.id for kept in quote.reservations} & set(self.ended)

    @invariant()
    def what_is_stored_is_read_back(self) -> None:
        for quote in self.quotes.values():
            if self.read_back.get(quote.id) is not quote:
                assert msgspec.json.decode(msgspec.json.encode(quote), type=Quote) == quote
                self.read_back[quote.id] = quote


TestHistories = WatchedShowroom.TestCase
TestHistories.settings = settings(max_examples=500, stateful_step_count=50, deadline=None)
