"""Several quotes that want the same few units, and the people of two showrooms, as a machine that hypothesis drives."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, timedelta
from typing import Any, ClassVar, TypeVar

from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from msgspec import Struct

from chalicelib.answer import Answer
from chalicelib.domain.codes import ReservationStatus as Status
from chalicelib.domain.codes import Stage
from chalicelib.domain.dealership import SYSTEM, Person
from chalicelib.domain.quote import EDITABLE_STAGES, Quote
from chalicelib.domain.reservation import OPEN_STATUSES, Reservation, quote_id_of
from chalicelib.domain.stages import LADDER
from chalicelib.services.perform import perform
from chalicelib.services.reservations import expire_reservation
from chalicelib.services.work import Call, Work
from tests.builders import ZONE
from tests.desk import Clock

from .beginning import Beginning, telling_time
from .bodies import a_resolution_body, in_days
from .booking import Bookings
from .counting import counted
from .desk import SITE, Reply
from .everything import read_everything

T = TypeVar("T")
ANSWERED = {200, 201, 403, 404, 409, 422}
UNITS, LONGEST_HOLD = 2, 5
units, positions = st.integers(0, UNITS - 1), st.integers(0, 99)
people = st.sampled_from(["its advisor"] * 4 + ["boss", "manager"] * 3 + ["colleague", "far advisor", "far boss"])
DEEDS = {
    "request": 6,
    "approve": 5,
    "confirm": 3,
    "cancel": 2,
    "expire": 2,
    "reject": 1,
    "time_passes": 3,
    "advance": 2,
    "step_back": 1,
    "lose": 1,
    "reopen": 2,
    "reassign": 1,
    "renew": 1,
    "keep_stock": 1,
}
"""What may happen, and how often each is tried beside the others."""

RESERVED: dict[str, frozenset[Status]] = {
    "approve": frozenset({Status.REQUESTED}),
    "reject": frozenset({Status.REQUESTED}),
    "confirm": frozenset({Status.OFFERED}),
    "cancel": frozenset({Status.APPROVED, Status.WAITING}),
    "expire": frozenset({Status.APPROVED, Status.OFFERED}),
}
"""What is done about a reservation, and in which status it makes sense."""


def _pick(at: int, sensible: list[T], others: list[T]) -> T:
    """One that makes sense, nine times in ten, where there is one."""
    choice = sensible if sensible and at % 10 else others
    return choice[at // 10 % len(choice)]


class Deed(Struct, frozen=True):
    """Who does something, about which quote and, where one is meant, reservation; which unit and number come to mind."""

    person: Person
    quote: Quote
    kept: Reservation | None
    vin: str
    number: int

    @property
    def reservation(self) -> Reservation:
        assert self.kept is not None
        return self.kept


class SeveralQuotes(RuleBasedStateMachine):
    """Everybody may try everything; whatever is refused is refused whole."""

    beginning: ClassVar[Beginning]

    def __init__(self) -> None:
        super().__init__()
        begun = self.beginning
        begun.put_back()
        self.clock = Clock(begun.instant)
        self.desk, self.book = begun.desk, Bookings(begun.desk, lambda: self.clock.now(UTC))
        self.people, self.vins, self.bodies = begun.people, begun.vins, begun.bodies
        self.seen = read_everything()
        self.stopped = ExitStack()
        self.stopped.enter_context(telling_time(self.clock))

    def teardown(self) -> None:
        self.stopped.close()
        assert self.seen == read_everything()

    def quote(self, at: int, what: str) -> Quote:
        """A quote as it was last seen; for a request mostly one that may make it."""
        all_quotes = sorted((file.quote for file in self.seen.files), key=lambda quote: quote.number)
        ready = [quote for quote in all_quotes if quote.stage in EDITABLE_STAGES and len(quote.reservations) < 2]
        return _pick(at, ready if what == "request" else [], all_quotes)

    def reservation(self, at: int, what: str) -> Reservation | None:
        """A reservation; mostly one that is in the status in which this may be done, or else one that is open."""
        ever = [kept for file in self.seen.files for kept in file.reservations]
        still = [kept for kept in ever if kept.status in OPEN_STATUSES]
        right = [kept for kept in still if kept.status in RESERVED[what]]
        return _pick(at, right, still or ever) if ever else None

    def _quote_of(self, kept: Reservation) -> Quote:
        return next(file.quote for file in self.seen.files if file.quote.id == quote_id_of(kept.id))

    def _person(self, who: str, quote: Quote) -> Person:
        """Who that is, where a quote is meant."""
        if who != "its advisor":
            return self.people[who]
        return next(person for person in self.people.values() if person.id == quote.advisor.id)

    def answered(self, what: str, ask: Callable[[], Reply]) -> None:
        """Ask for something, at an instant of its own; it is done or refused."""
        self.clock.advance(milliseconds=1)
        reply = self.watched(ask)
        assert reply.status in ANSWERED, f"{what}: {reply.text}"
        event(f"{what}: {'done' if reply.status < 300 else 'refused'}")

    def watched(self, do: Callable[[], T]) -> T:
        """Do something; everything is looked at again if it wrote anything, whatever was answered."""
        with counted() as cost:
            done = do()
        if cost.wrote:
            self.seen = read_everything()
        return done

    @rule(
        what=st.sampled_from([name for name, weight in DEEDS.items() for _ in range(weight)]),
        who=people,
        at=positions,
        unit=units,
        number=st.integers(0, 9),
    )
    def something_happens(self, what: str, who: str, at: int, unit: int, number: int) -> None:
        """One rule for all, because hypothesis leaves out some rules in most histories."""
        kept = self.reservation(at, what) if what in RESERVED else None
        quote = self.quote(at, what) if kept is None else self._quote_of(kept)
        if kept or what not in RESERVED:
            leader = what in ("approve", "reject") and who == "its advisor"
            person = self._person("manager" if leader else who, quote)
            getattr(self, what)(Deed(person, quote, kept, self.vins[unit], number))

    # What is done about a reservation.

    def approve(self, deed: Deed) -> None:
        vin = deed.reservation.vin or deed.vin
        self.answered("approve", lambda: self.book.approve(deed.person, deed.reservation.id, vin=vin))

    def reject(self, deed: Deed) -> None:
        self.answered("reject", lambda: self.book.reject(deed.person, deed.reservation.id))

    def confirm(self, deed: Deed) -> None:
        self.answered("confirm", lambda: self.book.confirm(deed.person, deed.reservation.id))

    def cancel(self, deed: Deed) -> None:
        self.answered("cancel", lambda: self.book.cancel(deed.person, deed.reservation.id))

    def expire(self, deed: Deed) -> None:
        """The schedule comes by."""
        kept, call = deed.reservation, Call(SYSTEM, self.clock.advance(milliseconds=1), ZONE, SITE)
        event(f"expire: {'done' if kept.ends_at <= call.now else 'not yet'}")

        def command(work: Work) -> None:
            expire_reservation(work, kept.id)

        self.watched(lambda: perform(call, command, lambda _: Answer(204, "")))

    # What is done about a quote, or goes on around it.

    def request(self, deed: Deed) -> None:
        body = self.bodies[deed.quote.id]
        free = [
            one for one in body["vehicles"] if all(kept.vehicle_id != one["id"] for kept in deed.quote.reservations)
        ]
        chosen = body | {"vehicles": free[:1] or body["vehicles"]}
        own = {kept.vin for kept in deed.quote.reservations}
        named = None if deed.number == 4 else next((vin for vin in (deed.vin, *self.vins) if vin not in own), None)
        until = in_days(self.book.now(), 1 + deed.number % LONGEST_HOLD)
        self.answered(
            "request",
            lambda: self.book.ask(
                deed.person, chosen, named, wait=named is not None and deed.number % 2 == 1, hold_until=until
            ),
        )

    def time_passes(self, deed: Deed) -> None:
        self.clock.advance(minutes=(1, 13 * 60, 25 * 60, 72 * 60)[deed.number % 4])

    def advance(self, deed: Deed) -> None:
        if deed.quote.stage in LADDER[:3]:
            following = LADDER[LADDER.index(deed.quote.stage) + 1]
            if following is Stage.INVOICED:
                reserved = [kept.vin for kept in deed.quote.reservations if kept.vin] if deed.number else []
                vin = (reserved or [deed.vin])[0]
                self.answered("sell", lambda: self.book.sell(deed.person, self.bodies[deed.quote.id], vin))
            else:
                self._step(f"to {following}", deed.person, deed.quote, following)

    def step_back(self, deed: Deed) -> None:
        if deed.quote.stage in LADDER[1:]:
            again = self._follow_up() if deed.quote.stage is Stage.DELIVERED else {}
            to = LADDER[LADDER.index(deed.quote.stage) - 1]
            self._step("step back", deed.person, deed.quote, to, note="Falta un papel", **again)

    def lose(self, deed: Deed) -> None:
        if deed.quote.is_open and deed.number > 6:
            self._step("lose", deed.person, deed.quote, Stage.LOST, reason="PRICE")

    def reopen(self, deed: Deed) -> None:
        lost = next((file.quote for file in self.seen.files if file.quote.stage is Stage.LOST), deed.quote)
        if lost.stage_before_lost:
            self._step("reopen", deed.person, lost, lost.stage_before_lost, **self._follow_up())

    def _follow_up(self) -> dict[str, Any]:
        return {"follow_up": a_resolution_body(self.book.now())["next"]}

    def _step(self, what: str, person: Person, quote: Quote, to: Stage, **more: Any) -> None:
        self.answered(what, lambda: self.book.step(person, self.bodies[quote.id], to, **more))

    def reassign(self, deed: Deed) -> None:
        pair = [self.people["advisor"].id, self.people["colleague"].id]
        giver, taker = pair if deed.number % 2 else reversed(pair)
        body = {"from_advisor_id": giver, "to_advisor_id": taker}
        self.answered("reassign", lambda: self.desk.call(self.desk.boss, "POST", "/reassignments", body))

    def renew(self, deed: Deed) -> None:
        body = {"valid_until": (self.book.now() + timedelta(days=1 + 2 * deed.number)).date().isoformat()}
        path, boss = f"/quotes/{deed.quote.id}", self.desk.manager
        etag = self.desk.call(boss, "GET", path).headers["ETag"]
        self.answered("renew", lambda: self.desk.call(boss, "PATCH", path, body, if_match=etag))

    def keep_stock(self, deed: Deed) -> None:
        showroom_id = self.people["far boss" if deed.number % 2 else "boss"].showroom_id
        body = {"retired": deed.number == 9} if deed.number > 3 else {"showroom_id": showroom_id}
        self.answered("keep stock", lambda: self.desk.call(self.desk.manager, "PATCH", f"/units/{deed.vin}", body))
