"""Several quotes that want the same few units, and the people of two showrooms, as a machine that hypothesis drives."""

from collections.abc import Callable
from datetime import UTC, timedelta
from typing import Any
from unittest.mock import patch

from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from chalicelib.answer import Answer
from chalicelib.api import endpoint
from chalicelib.domain.codes import Role, Stage
from chalicelib.domain.dealership import SYSTEM, Person
from chalicelib.domain.quote import Quote
from chalicelib.domain.reservation import Reservation, quote_id_of
from chalicelib.domain.stages import LADDER
from chalicelib.services.reservations import expire_reservation
from chalicelib.services.work import Call, Work, perform
from local.tables import empty_tables
from tests.builders import NOW, ZONE
from tests.desk import Clock

from .bodies import Body, a_resolution_body, a_vehicle_body, in_days
from .booking import Bookings
from .desk import SITE, Desk, Reply
from .everything import Everything, read_everything

ANSWERED = {200, 201, 403, 404, 409, 422}
QUOTES, UNITS, LONGEST_HOLD = 4, 3, 5
quotes, units, positions = st.integers(0, QUOTES - 1), st.integers(0, UNITS - 1), st.integers(0, 99)
people = st.sampled_from(
    ["its advisor", "boss", "manager", "its advisor", "boss", "colleague", "far advisor", "far boss"]
)


class SeveralQuotes(RuleBasedStateMachine):
    """Everybody may try everything; whatever is refused is refused whole."""

    def __init__(self) -> None:
        super().__init__()
        empty_tables()
        self.clock = Clock(NOW)
        self.stopped = patch.object(endpoint, "datetime", self.clock)
        self.stopped.start()
        self.desk = desk = Desk()
        self.book = Bookings(desk, lambda: self.clock.now(UTC))
        far = desk.open_showroom()
        self.people = {
            "advisor": desk.advisor,
            "boss": desk.boss,
            "manager": desk.manager,
            "colleague": desk.hire(),
            "far advisor": desk.hire(showroom=far),
            "far boss": desk.hire(Role.BOSS, far),
        }
        self.vins = [desk.stock_unit(showroom).vin for showroom in (desk.showroom, desk.showroom, far)]
        owners = ("advisor", "advisor", "colleague", "far advisor")
        self.bodies = {body["id"]: body for body in (self._opened(self.people[owner]) for owner in owners)}
        self.seen = read_everything()

    def teardown(self) -> None:
        self.stopped.stop()

    def _opened(self, advisor: Person) -> Body:
        """A quote of two motorcycles, so that it may reserve two units."""
        quote = self.book.quote(advisor)
        added = self.desk.call(advisor, "POST", f"/quotes/{quote['id']}/vehicles", a_vehicle_body())
        return quote | {"vehicles": [*quote["vehicles"], added.json]}

    def quote(self, at: int) -> Quote:
        """A quote as it was last seen."""
        return sorted((file.quote for file in self.seen.files), key=lambda quote: quote.number)[at]

    def reservation(self, at: int) -> Reservation | None:
        """A reservation, one that is open rather than one that is over."""
        kept = [kept for at in range(QUOTES) for kept in self.quote(at).reservations]
        over = [kept for file in self.seen.files for kept in file.reservations]
        choice = kept if at % 10 and kept else over
        return choice[at % len(choice)] if choice else None

    def person(self, who: str, quote_id: str) -> Person:
        """Who that is, where a quote is meant."""
        if who != "its advisor":
            return self.people[who]
        quote = next(file.quote for file in self.seen.files if file.quote.id == quote_id)
        return next(person for person in self.people.values() if person.id == quote.advisor.id)

    def answered(self, what: str, ask: Callable[[], Reply]) -> None:
        """Ask for something, at an instant of its own; it is done or refused, and everything is looked at."""
        self.clock.advance(milliseconds=1)
        reply = ask()
        assert reply.status in ANSWERED, f"{what}: {reply.text}"
        event(f"{what}: {'done' if reply.status < 300 else 'refused'}")
        self.look()

    def look(self) -> Everything:
        """See everything as it is now."""
        self.seen = read_everything()
        return self.seen

    @rule(minutes=st.sampled_from([1, 13 * 60, 25 * 60, 72 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.clock.advance(minutes=minutes)

    @rule(who=people, at=quotes, vehicle=st.integers(0, 1), unit=st.none() | units, wait=st.booleans(), days=positions)
    def request(self, who: str, at: int, vehicle: int, unit: int | None, wait: bool, days: int) -> None:
        quote = self.bodies[self.quote(at).id]
        swapped = quote | {"vehicles": [quote["vehicles"][vehicle]]}
        vin = None if unit is None else self.vins[unit]
        until = in_days(self.book.now(), 1 + days % LONGEST_HOLD)
        person = self.person(who, quote["id"])
        self.answered(
            "wait" if wait else "request",
            lambda: self.book.ask(person, swapped, vin, wait=wait and vin is not None, hold_until=until),
        )

    @rule(who=people, at=positions, unit=st.none() | units)
    def approve(self, who: str, at: int, unit: int | None) -> None:
        if kept := self.reservation(at):
            vin = kept.vin or (None if unit is None else self.vins[unit])
            person = self.person(who, quote_id_of(kept.id))
            self.answered("approve", lambda: self.book.approve(person, kept.id, vin=vin))

    @rule(who=people, at=positions)
    def reject(self, who: str, at: int) -> None:
        self._on_reservation("reject", who, at, self.book.reject)

    @rule(who=people, at=positions)
    def confirm(self, who: str, at: int) -> None:
        self._on_reservation("confirm", who, at, self.book.confirm)

    @rule(who=people, at=positions)
    def cancel(self, who: str, at: int) -> None:
        self._on_reservation("cancel", who, at, self.book.cancel)

    def _on_reservation(self, what: str, who: str, at: int, ask: Callable[[Person, str], Reply]) -> None:
        if kept := self.reservation(at):
            person = self.person(who, quote_id_of(kept.id))
            self.answered(what, lambda: ask(person, kept.id))

    @rule(at=positions)
    def expire(self, at: int) -> None:
        """The schedule comes by."""
        if kept := self.reservation(at):
            call = Call(SYSTEM, self.clock.advance(milliseconds=1), ZONE, SITE)

            def command(work: Work) -> None:
                expire_reservation(work, kept.id)

            perform(call, command, lambda _: Answer(204, ""))
            self.look()

    @rule(who=people, at=quotes, unit=units)
    def advance(self, who: str, at: int, unit: int) -> None:
        quote = self.quote(at)
        if quote.stage not in LADDER[:3]:
            return
        person, body = self.person(who, quote.id), self.bodies[quote.id]
        following = LADDER[LADDER.index(quote.stage) + 1]
        if following is Stage.INVOICED:
            self.answered("sell", lambda: self.book.sell(person, body, self.vins[unit]))
        else:
            self.answered(f"to {following}", lambda: self.book.step(person, body, following))

    @rule(who=people, at=quotes)
    def step_back(self, who: str, at: int) -> None:
        quote = self.quote(at)
        if quote.stage in LADDER[1:]:
            to = LADDER[LADDER.index(quote.stage) - 1]
            again = self._follow_up() if quote.stage is Stage.DELIVERED else {}
            self._step("step back", who, quote, to, note="Falta un papel", **again)

    @rule(who=people, at=quotes)
    def lose(self, who: str, at: int) -> None:
        if self.quote(at).is_open:
            self._step("lose", who, self.quote(at), Stage.LOST, reason="PRICE")

    @rule(who=people, at=quotes)
    def reopen(self, who: str, at: int) -> None:
        quote = self.quote(at)
        if quote.stage_before_lost:
            self._step("reopen", who, quote, quote.stage_before_lost, **self._follow_up())

    def _follow_up(self) -> dict[str, Any]:
        return {"follow_up": a_resolution_body(self.book.now())["next"]}

    def _step(self, what: str, who: str, quote: Quote, to: Stage, **more: Any) -> None:
        person, body = self.person(who, quote.id), self.bodies[quote.id]
        self.answered(what, lambda: self.book.step(person, body, to, **more))

    @rule(back=st.booleans())
    def reassign(self, back: bool) -> None:
        pair = [self.people["advisor"].id, self.people["colleague"].id]
        giver, taker = reversed(pair) if back else pair
        body = {"from_advisor_id": giver, "to_advisor_id": taker}
        self.answered("reassign", lambda: self.desk.call(self.desk.boss, "POST", "/reassignments", body))

    @rule(at=quotes, days=st.integers(1, 20))
    def renew(self, at: int, days: int) -> None:
        body = {"valid_until": (self.book.now() + timedelta(days=days)).date().isoformat()}
        path = f"/quotes/{self.quote(at).id}"
        etag = self.desk.call(self.desk.manager, "GET", path).headers["ETag"]
        self.answered("renew", lambda: self.desk.call(self.desk.manager, "PATCH", path, body, if_match=etag))

    @rule(
        unit=units,
        edit=st.sampled_from([{"retired": True}, {"retired": False}, {"retired": False}, {}]),
        far=st.booleans(),
    )
    def keep_stock(self, unit: int, edit: dict[str, bool], far: bool) -> None:
        to = self.people["far boss" if far else "boss"].showroom_id
        body = edit or {"showroom_id": to}
        self.answered(
            "keep stock", lambda: self.desk.call(self.desk.manager, "PATCH", f"/units/{self.vins[unit]}", body)
        )
