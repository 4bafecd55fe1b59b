"""Four quotes that want three units, and the people who work on them, as a machine that hypothesis drives.

What the commands write together is put together here without any table; test_reservation_histories.py watches it.
"""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from msgspec.structs import replace

from chalicelib.domain.codes import LostReason, ReservationStatus, Role, Stage
from chalicelib.domain.dealership import Moment, Person
from chalicelib.domain.errors import DeskError
from chalicelib.domain.follow_up import Plan
from chalicelib.domain.quote import Quote
from chalicelib.domain.requesting import Reserved, request_reservation
from chalicelib.domain.reservation import OPEN_STATUSES, Reservation
from chalicelib.domain.reserving import approve, cancel, confirm, expire, reject, take_offer
from chalicelib.domain.stages import LADDER, StageMove, change_stage, units_of_step
from tests.builders import NOW, ZONE, a_follow_up, a_moment, a_person, a_plan, a_quote, a_unit, a_vehicle, a_wish

OFFER = timedelta(hours=24)
VINS = ("VIN0001", "VIN0002", "VIN0003")
QUOTES = ("q-1", "q-2", "q-3", "q-4")
BOSS, MANAGER = a_person(Role.BOSS), a_person(Role.MANAGER)
PEOPLE = (a_person(), BOSS, MANAGER, a_person(Role.BOSS, id="p-boss-sur", showroom_id="s-sur"))
ANY_OPEN = tuple(sorted(OPEN_STATUSES))

people, quote_ids, vins = st.sampled_from(PEOPLE), st.sampled_from(QUOTES), st.sampled_from(VINS)
vehicles, hours = st.sampled_from(["v1", "v2"]), st.sampled_from([1, 30, 100, 119])


class OneShowroom(RuleBasedStateMachine):
    """People reserve, decide, sell and lose; time passes."""

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.quotes: dict[str, Quote] = {}
        self.units = {vin: a_unit(vin=vin) for vin in VINS} | {"VIN0003": a_unit(vin="VIN0003", showroom_id="s-sur")}
        self.ended: dict[str, Reservation] = {}

    @initialize()
    def open_quotes(self) -> None:
        for quote_id in QUOTES:
            pair = (a_vehicle(), a_vehicle(id="v2"))
            pending = a_follow_up(id=f"{quote_id}-9")
            self.quotes[quote_id] = a_quote(id=quote_id, vehicles=pair, pending=pending, stage=Stage.DOCUMENTED)
        self.book("q-1", "VIN0001")
        self.book("q-2", "VIN0001")
        self.book("q-3", "VIN0001")

    def book(self, quote_id: str, vin: str, vehicle: str = "v1", span: int = 100) -> None:
        """Reserve a unit for a quote; where it is taken, stand in line."""
        unit, until = self.units[vin], self.now + timedelta(hours=span)
        wish = a_wish(vehicle_id=vehicle, vin=vin, wait=True, hold_until=until)
        asked = request_reservation(self.quotes[quote_id], wish, unit, self.moment(PEOPLE[0]), ZONE)
        self.take(asked)
        if asked.reservation.status is ReservationStatus.REQUESTED:
            self.take(approve(asked.quote, asked.reservation.id, None, unit, self.moment(MANAGER)))

    def moment(self, person: Person) -> Moment:
        return a_moment(person, now=self.now)

    def plan(self) -> Plan:
        return a_plan(due_at=self.now + timedelta(days=2))

    def open_ids(self, *statuses: ReservationStatus) -> list[tuple[str, Reservation]]:
        kept = [(quote.id, kept) for quote in self.quotes.values() for kept in quote.reservations]
        return [(quote_id, reservation) for quote_id, reservation in kept if reservation.status in statuses]

    @rule(span=hours)
    def time_passes(self, span: int) -> None:
        self.now += timedelta(hours=span)

    @rule()
    def the_schedule_runs(self) -> None:
        for quote_id, kept in self.open_ids(*ANY_OPEN):
            self.expire(quote_id, kept)

    @rule(quote_id=quote_ids, vehicle=vehicles, vin=st.none() | vins, wait=st.booleans(), person=people, span=hours)
    def request(self, quote_id: str, vehicle: str, vin: str | None, wait: bool, person: Person, span: int) -> None:
        wish = a_wish(vehicle_id=vehicle, vin=vin, wait=wait, hold_until=self.now + timedelta(hours=span))
        with suppress(DeskError):
            self.settle(vin)
            unit = self.units[vin] if vin else None
            self.take(request_reservation(self.quotes[quote_id], wish, unit, self.moment(person), ZONE))

    @precondition(lambda self: self.open_ids(ReservationStatus.REQUESTED))
    @rule(at=st.integers(0, 9), vin=vins, person=st.sampled_from([BOSS, MANAGER]) | people, approves=st.booleans())
    def decide(self, at: int, vin: str, person: Person, approves: bool) -> None:
        requested = self.open_ids(ReservationStatus.REQUESTED)
        quote_id, asked = requested[at % len(requested)]
        wanted = asked.vin or vin
        with suppress(DeskError):
            self.settle(wanted)
            quote = self.quotes[quote_id]
            if approves:
                self.take(approve(quote, asked.id, wanted, self.units[wanted], self.moment(person)))
            else:
                self.end(reject(quote, asked.id, "No conviene", self.moment(person)))
            assert person.leads_showroom(asked.showroom_id)
            assert person.id not in asked.askers

    @precondition(lambda self: self.open_ids(*ANY_OPEN))
    @rule(at=st.integers(0, 9), person=people)
    def cancel(self, at: int, person: Person) -> None:
        kept = self.open_ids(*ANY_OPEN)
        quote_id, reservation = kept[at % len(kept)]
        with suppress(DeskError):
            self.settle(reservation.vin)
            self.end(cancel(self.quotes[quote_id], reservation.id, "Cambió de idea", self.moment(person)))

    @precondition(lambda self: self.open_ids(ReservationStatus.OFFERED))
    @rule(person=people, span=st.none() | hours)
    def confirm(self, person: Person, span: int | None) -> None:
        quote_id, offered = self.open_ids(ReservationStatus.OFFERED)[0]
        until = self.now + timedelta(hours=span) if span else None
        with suppress(DeskError):
            self.settle(offered.vin)
            unit = self.units[offered.vin or ""]
            self.take(confirm(self.quotes[quote_id], offered.id, until, unit, self.moment(person), ZONE))

    @rule(quote_id=quote_ids, vin=vins, vehicle=vehicles, person=people)
    def invoice(self, quote_id: str, vin: str, vehicle: str, person: Person) -> None:
        kept = self.quotes[quote_id].reservations
        vin = next((held.vin for held in kept if held.status is ReservationStatus.APPROVED and held.vin), vin)
        sale = {"vehicle_id": vehicle, "payment_option_id": "o2", "vin": vin}
        self.step(quote_id, Stage.INVOICED, person, **sale)

    @rule(quote_id=quote_ids, vin=vins, vehicle=vehicles, span=hours)
    def request_and_approve(self, quote_id: str, vin: str, vehicle: str, span: int) -> None:
        with suppress(DeskError):
            self.settle(vin)
            self.book(quote_id, vin, vehicle, span)

    @rule(quote_id=quote_ids, person=people)
    def lose(self, quote_id: str, person: Person) -> None:
        self.step(quote_id, Stage.LOST, person, reason=LostReason.PRICE)

    @rule(quote_id=quote_ids, person=people)
    def step_back_or_on(self, quote_id: str, person: Person) -> None:
        quote = self.quotes[quote_id]
        if quote.stage is Stage.LOST:
            self.step(quote_id, quote.stage_before_lost or Stage.QUOTED, person, follow_up=self.plan())
        elif quote.stage is Stage.INVOICED:
            self.step(quote_id, Stage.DOCUMENTED, person, note="Se devolvió")
        else:
            self.step(quote_id, LADDER[1 - LADDER.index(quote.stage)], person, note="Faltan papeles")

    @rule(quote_id=quote_ids)
    def renew(self, quote_id: str) -> None:
        today = self.moment(BOSS).today
        self.quotes[quote_id] = replace(self.quotes[quote_id], valid_until=today + timedelta(days=15))

    # What the services do around the rules.

    def step(self, quote_id: str, to: Stage, person: Person, **fields: Any) -> None:
        quote, move = self.quotes[quote_id], StageMove(to, **fields)
        with suppress(DeskError):
            for vin in units_of_step(quote, move):
                self.settle(vin)
            moved = change_stage(self.quotes[quote_id], move, self.moment(person), self.units.get(move.vin or ""))
            self.quotes[quote_id] = moved.quote
            if moved.sold:
                self.units[moved.sold.vin] = moved.sold
            self.note_ended(*moved.ended)
            for vin in moved.freed:
                self.let_go(quote_id, vin)

    def take(self, done: Reserved) -> None:
        self.quotes[done.quote.id] = done.quote
        if done.unit:
            self.units[done.unit.vin] = done.unit

    def end(self, done: Reserved) -> None:
        self.quotes[done.quote.id] = done.quote
        self.note_ended(done.reservation)
        if done.reservation.vin:
            self.let_go(done.quote.id, done.reservation.vin)

    def note_ended(self, *ended: Reservation) -> None:
        for reservation in ended:
            assert reservation.id not in self.ended
            assert reservation.status not in OPEN_STATUSES
            self.ended[reservation.id] = reservation

    def let_go(self, quote_id: str, vin: str) -> None:
        gone = self.units[vin].let_go_by(quote_id, self.now, OFFER)
        self.units[vin] = gone.after
        if gone.offer:
            self.take(take_offer(self.quotes[gone.offer.quote_id], gone.offer))

    def settle(self, vin: str | None) -> None:
        unit = self.units.get(vin or "")
        while unit and unit.has_lapsed(self.now):
            holder = self.quotes[unit.quote_id or ""]
            self.expire(holder.id, next(kept for kept in holder.reservations if kept.vin == vin))
            unit = self.units[unit.vin]

    def expire(self, quote_id: str, kept: Reservation) -> None:
        done = expire(self.quotes[quote_id], kept.id, self.now)
        if done:
            self.end(done)
