"""The unit of work of a command: one read, a decision, one transaction, and an answer that is kept.

A command asks a :class:`Work` for what it needs, reads it all at once, decides with the domain, and says
what changed. :func:`chalicelib.services.perform.perform` runs it.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from secrets import token_hex
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from ..adapters.changes import Changes, PolicyWrite, QuoteWrite, StockWrite
from ..adapters.commit import AlreadyDone, commit
from ..adapters.ledger import DayMark
from ..adapters.marks import MarkWrite
from ..adapters.reading import Reading, Slot
from ..adapters.stored import Receipt, Stored
from ..answer import Answer
from ..domain.agenda import local_date
from ..domain.cards import reservation_card
from ..domain.codes import EventKind, Role
from ..domain.deal import Deal
from ..domain.dealership import SYSTEM, Moment, Person, Rules, Showroom
from ..domain.errors import KeyReused, NotAllowed, NotFound, Stale
from ..domain.inventory import Model, Unit
from ..domain.proforma import Published, shows_otherwise
from ..domain.quote import Quote
from ..domain.reservation import Reservation
from ..domain.timeline import Event, Notice
from .page_rewriting import PageSite

T = TypeVar("T")


class Replay(Struct, frozen=True):
    """Under which key a request is kept, and what it asked (a digest)."""

    key: str
    fingerprint: str


class Call(Struct, frozen=True):
    """Who calls, when (UTC), in which zone, where pages are kept, and how the answer is kept for a retry.

    Whoever is told something gets a mail at once if there is an ``outbox_queue`` (its URL), else with the next sweep. A
    delay lets mails of one envelope come together.
    """

    person: Person
    now: datetime
    zone: ZoneInfo
    site: PageSite
    replay: Replay | None = None
    outbox_queue: str = ""
    mail_delay_seconds: int = 0

    @property
    def today(self) -> date:
        """The dealership's calendar day."""
        return local_date(self.now, self.zone)


class Replayed(Exception):
    """The request was carried out before: this is what it answered."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class Work:
    """What one command reads and changes.

    ``met`` are the quotes that earlier tries of the command saw with their customer; this try adds its own.
    """

    def __init__(self, call: Call, met: set[str] | None = None) -> None:
        self.call = call
        self._met = set[str]() if met is None else met
        self.reading = Reading()
        self._me = Slot(SYSTEM) if call.person is SYSTEM else self.reading.person(call.person.id)
        self._rules = self.reading.stored_rules()
        self._receipt = self.reading.receipt(call.replay.key) if call.replay else None
        self._quotes: dict[str, QuoteWrite] = {}
        self._stock: dict[str, StockWrite] = {}
        self._policies: list[PolicyWrite] = []
        self._notices: list[Notice] = []
        self._marks: list[MarkWrite] = []
        self._day_marks: list[DayMark] = []

    def read(self) -> None:
        """Fetch all that was asked for.

        Raises:
            Replayed: the request was carried out before.
            KeyReused: its key was used for another.
            NotAllowed: the person no longer works here.
        """
        self.reading.fetch()
        if self._me.value is None or not self._me.value.active:
            raise NotAllowed("Su cuenta ya no está activa.")
        if self._receipt and self._receipt.value:
            self._replay(self._receipt.value)

    def also_read(self, want: Callable[[Reading], Slot[T]]) -> Slot[T]:
        """A second read, for what only the first could tell."""
        reading = Reading()
        slot = want(reading)
        reading.fetch()
        return slot

    def answer_of_twin(self) -> Answer | None:
        """What this very request answered, if it was carried out since its receipt was looked for."""
        replay = self.call.replay
        if replay is None:
            return None
        receipt = self.also_read(lambda reading: reading.receipt(replay.key)).value
        return receipt.answer if receipt and receipt.fingerprint == replay.fingerprint else None

    def _replay(self, receipt: Receipt) -> None:
        if self.call.replay and receipt.fingerprint != self.call.replay.fingerprint:
            raise KeyReused
        raise Replayed(receipt.answer)

    @property
    def person(self) -> Person:
        """Who calls, with the role that they have now rather than when the token was made."""
        return self._me.value or self.call.person

    def require_manager(self, otherwise: str) -> None:
        """Refuse whoever is no manager now, in these words.

        Raises:
            NotAllowed
        """
        if self.person.role is not Role.MANAGER:
            raise NotAllowed(otherwise)

    @property
    def moment(self) -> Moment:
        """Who, when, and under which rules."""
        return Moment(self.person, self.call.now, self.call.today, self.rules)

    @property
    def rules(self) -> Rules:
        return self._rules.value.value if self._rules.value else Rules()

    def visible(self, slot: Slot[Deal], if_match: int | None = None) -> Deal:
        """The deal in a slot.

        Raises:
            NotFound: there is none, or not for this person.
            Stale: ``if_match`` names an older version.
            Conflict: see :meth:`require_as_meant`.
        """
        deal = slot.value
        if deal is None or not deal.quote.may_be_seen_by(self.person):
            raise NotFound
        if if_match is not None and deal.version != if_match:
            raise Stale
        self.require_as_meant(deal)
        return deal

    def require_as_meant(self, deal: Deal) -> None:
        """Refuse to try again on a deal whose customer was erased meanwhile: what is asked may be about who that was.

        Raises:
            Conflict: an earlier try saw the customer, who is erased now.
        """
        if deal.quote.id in self._met:
            deal.quote.require_customer()
        if not deal.quote.customer.is_erased:
            self._met.add(deal.quote.id)

    def change(
        self,
        deal: Deal,
        quote: Quote,
        *events: Event,
        published: Published | None = None,
        ended: tuple[Reservation, ...] = (),
    ) -> Deal:
        """Write a quote over the deal that was read, with what happened; returns the deal as it will stand.

        Its open reservations are written with it where they, or what their list shows of the quote, have changed;
        ``ended`` are those that are no longer open.
        """
        before = {reservation_card(deal.quote, kept) for kept in deal.quote.reservations}
        changed = tuple(kept for kept in quote.reservations if reservation_card(quote, kept) not in before)
        self._quotes[quote.id] = QuoteWrite(
            quote=quote,
            version=deal.version,
            events=events,
            reservations=(*changed, *ended),
            page_changed=shows_otherwise(deal.quote, quote),
            published=published,
        )
        return Deal(quote, deal.version + 1)

    @property
    def pages_changed(self) -> set[str]:
        """The quotes whose public page must show something else after the commit."""
        return {write.quote.id for write in self._quotes.values() if write.page_changed}

    def event(self, kind: EventKind, text: str, **details: Any) -> Event:
        """What the caller did, now; see :class:`chalicelib.domain.timeline.Event` for details."""
        return Event(kind, self.call.now, self.person.ref, text, **details)

    def write_stock(self, item: Unit | Model, *, new: bool = False) -> None:
        """Write a unit or a model as it should be, over what was read; or a new one."""
        self._stock[item.vin if isinstance(item, Unit) else item.id] = StockWrite(item, new)

    def write_rules(self, rules: Rules) -> None:
        """Write the dealership's rules over those that were read."""
        self._policies.append(PolicyWrite(rules, self._rules.value))

    def write_showroom(self, before: Stored[Showroom], showroom: Showroom) -> None:
        """Write a showroom over what was read."""
        self._policies.append(PolicyWrite(showroom, before))

    def tell(self, notice: Notice) -> None:
        """Somebody else is to be told; nobody is told what they did themselves."""
        if notice.person_id != self.person.id:
            self._notices.append(replace(notice, envelope=notice.envelope or token_hex(16)))

    @property
    def envelopes(self) -> list[str]:
        """The mails that are to go out once this is committed."""
        return list(dict.fromkeys(notice.envelope for notice in self._notices))

    def mark(self, write: MarkWrite) -> None:
        """Write a job's mark beside a quote."""
        self._marks.append(write)

    def mark_day(self, mark: DayMark) -> None:
        """Note that something was done for somebody today; must not have been noted before."""
        self._day_marks.append(mark)

    def commit(self, answer: Answer) -> None:
        """Write all changes and the answer, together or not at all.

        Raises:
            VersionClash, Replayed, KeyReused, Unavailable
        """
        replay = self.call.replay
        changes = Changes(
            quotes=tuple(self._quotes.values()),
            stock=tuple(self._stock.values()),
            policies=tuple(self._policies),
            notices=tuple(self._notices),
            marks=tuple(self._marks),
            day_marks=tuple(self._day_marks),
            receipt_key=replay.key if replay else None,
            receipt=Receipt(replay.fingerprint, answer) if replay else None,
        )
        try:
            commit(changes, self.call.now, timedelta(minutes=self.rules.overdue_grace_minutes))
        except AlreadyDone as done:
            self._replay(done.receipt)
