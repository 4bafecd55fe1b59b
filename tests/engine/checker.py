"""Compares everything in the tables with everything else: quotes, reservations, units, timelines and notices."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from chalicelib.adapters.entries import reservation_record
from chalicelib.adapters.stored import sortable
from chalicelib.domain.cards import reservation_card
from chalicelib.domain.codes import EventKind, NoticeKind, Stage, UnitStatus
from chalicelib.domain.codes import ReservationStatus as Status
from chalicelib.domain.inventory import InLine, Unit
from chalicelib.domain.quote import Quote
from chalicelib.domain.reservation import OPEN_STATUSES, Reservation
from chalicelib.domain.timeline import Event

from .everything import KNOWN, Everything, File, Told, read_everything

SOLD_STAGES = frozenset({Stage.INVOICED, Stage.DELIVERED})
KEPT = frozenset({Status.OFFERED, Status.REQUESTED})
Open = tuple[Quote, Reservation]
ToldTo = dict[tuple[str | None, NoticeKind, str], Counter[str]]


def find_contradictions() -> list[str]:
    """What in the tables contradicts something else in them, a sentence each."""
    return contradictions(read_everything())


def contradictions(everything: Everything) -> list[str]:
    """What of everything contradicts something else of it, a sentence each."""
    found, told = list(everything.broken), _by_subject(everything.inbox)
    for file in everything.files:
        found += [*_of_follow_up(file), *_of_entries(file), *_of_timeline(file), *_of_notices(file, told)]
    return [*found, *_of_stock(everything), *_of_outbox(everything)]


def _of_follow_up(file: File) -> Iterator[str]:
    quote = file.quote
    closed = [event.resolved.follow_up.id for event in file.events if event.resolved]
    if quote.pending and quote.pending.id in closed:
        yield f"{quote.id}: its pending follow-up {quote.pending.id} was resolved"
    if len(set(closed)) < len(closed):
        yield f"{quote.id}: a follow-up was resolved twice"
    if file.due_at != (sortable(quote.pending.due_at) if quote.pending else None):
        yield f"{quote.id}: the agenda says {file.due_at}, the quote {quote.pending}"


def _of_entries(file: File) -> Iterator[str]:
    quote, written = file.quote, {entry.card.reservation.id: entry for entry in file.entries}
    if len(written) != quote.reservations_made:
        yield f"{quote.id}: has made {quote.reservations_made} reservations, {len(written)} are written"
    for kept in quote.reservations:
        if kept.id not in written:
            yield f"{kept.id}: is open in its quote and written nowhere"
        elif written[kept.id].card != reservation_card(quote, kept):
            yield f"{kept.id}: is written otherwise than its quote has it"
    for reservation_id, entry in written.items():
        if entry.card.reservation.status in OPEN_STATUSES and quote.reservation(reservation_id) is None:
            yield f"{reservation_id}: is written as open, its quote has it no longer"
        right = reservation_record(entry.card)
        wrong = [name for name in KNOWN if entry.known[name] != getattr(right, name)]
        if wrong:
            yield f"{reservation_id}: is found under another {', '.join(wrong)}"


def _of_timeline(file: File) -> Iterator[str]:
    quote, kinds = file.quote, Counter(event.kind for event in file.events)
    approvals = [event for event in file.events if _is_approval(event)]
    ended = sum(kept.status not in OPEN_STATUSES for kept in file.reservations)
    rejections = kinds[EventKind.RESERVATION_DECIDED] - len(approvals)
    if kinds[EventKind.RESERVATION_REQUESTED] != len(file.entries):
        yield f"{quote.id}: {len(file.entries)} reservations, {kinds[EventKind.RESERVATION_REQUESTED]} were asked for"
    if kinds[EventKind.RESERVATION_ENDED] + rejections != ended:
        yield f"{quote.id}: {ended} reservations are over, its timeline tells of another number"
    for kept in filter(_was_approved, file.reservations):
        told = sum(event.at == kept.decided_at and event.by == kept.decided_by for event in approvals)
        if told != 1:
            yield f"{kept.id}: its approval stands in the timeline {told} times"
    for event in approvals:
        if not any(_is_of(event, kept) for kept in file.reservations):
            yield f"{quote.id}: the approval at {event.at} is of no reservation"


def _is_approval(event: Event) -> bool:
    approved = f"Reserva {Status.APPROVED.label.lower()}:"
    return event.kind is EventKind.RESERVATION_DECIDED and event.text.startswith(approved)


def _was_approved(kept: Reservation) -> bool:
    """Whether it surely was; of a cancelled one nobody knows any more."""
    decided = kept.decided_at is not None and kept.status in (Status.FULFILLED, Status.EXPIRED)
    return decided or kept.status is Status.APPROVED


def _is_of(event: Event, kept: Reservation) -> bool:
    if _was_approved(kept):
        return event.at == kept.decided_at
    return kept.status is Status.CANCELLED and kept.vin is not None and kept.vin in event.text


def _of_notices(file: File, told: ToldTo) -> Iterator[str]:
    quote = file.quote
    moved_at = max((event.at for event in file.events if event.kind is EventKind.REASSIGNED), default=None)
    for kept in filter(_was_approved, file.reservations):
        if kept.decided_by and kept.decided_at:
            heard = told[quote.id, NoticeKind.RESERVATION_DECIDED, sortable(kept.decided_at)]
            # After a reassignment nobody knows who the advisor was.
            advisors = set(heard) if moved_at and moved_at >= kept.decided_at else {quote.advisor.id}
            right = (advisors | {*kept.askers}) - {kept.decided_by.id}
            if heard != dict.fromkeys(right, 1):
                yield f"{kept.id}: its approval was told to {dict(heard)}, not once to {right}"
    for event in file.events:
        knew = event.by.id == quote.advisor.id or (moved_at and moved_at >= event.at)
        if event.kind is EventKind.RESERVATION_OFFERED and not knew:
            offers = sum(other.kind is event.kind and other.at == event.at for other in file.events)
            if told[quote.id, NoticeKind.RESERVATION_OFFERED, sortable(event.at)] != {quote.advisor.id: offers}:
                yield f"{quote.id}: the offer at {event.at} was not told once to its advisor"


def _by_subject(inbox: Iterable[Told]) -> ToldTo:
    """How often each person was told of the same quote at the same instant for the same reason."""
    told: ToldTo = defaultdict(Counter)
    for one in inbox:
        notice = one.notice
        told[notice.quote_id, notice.kind, one.at][one.person_id] += 1
    return told


def _of_outbox(everything: Everything) -> Iterator[str]:
    shown, sent = Counter(everything.inbox), Counter(everything.outbox)
    for told, times in (shown - sent).items():
        yield f"{told.person_id}: {times} notices of {told.at} are in the inbox and in no message"
    for told, times in (sent - shown).items():
        yield f"{told.person_id}: {times} messages of {told.at} are in no inbox"
    for told, times in shown.items():
        if times > 1:
            yield f"{told.person_id}: was told the same {times} times at {told.at}"


def _of_stock(everything: Everything) -> Iterator[str]:
    stock = {unit.vin: unit for unit in everything.units}
    wanted: dict[str, list[Open]] = {vin: [] for vin in stock}
    buyers: dict[str, list[str]] = {vin: [] for vin in stock}
    for file in everything.files:
        quote = file.quote
        for kept in quote.reservations:
            if kept.vin:
                wanted.setdefault(kept.vin, []).append((quote, kept))
        if quote.stage in SOLD_STAGES:
            vin = quote.chosen_vehicle.vin if quote.chosen_vehicle else None
            buyers.setdefault(vin or f"what {quote.id} bought", []).append(quote.id)
    for vin in (wanted.keys() | buyers.keys()) - stock.keys():
        yield f"{vin}: is reserved or sold and not in stock"
    for vin, unit in stock.items():
        yield from _of_holder(unit, wanted[vin])
        yield from _of_line(unit, wanted[vin])
        if buyers[vin] != ([unit.quote_id] if unit.status is UnitStatus.SOLD else []):
            yield f"{vin}: is {unit.status} of {unit.quote_id} and sold to {buyers[vin]}"


def _of_holder(unit: Unit, wanted: list[Open]) -> Iterator[str]:
    approved = [(quote.id, kept.hold_until) for quote, kept in wanted if kept.status is Status.APPROVED]
    offered = [(quote.id, kept.offered_until) for quote, kept in wanted if kept.status is Status.OFFERED]
    holder = (unit.quote_id, unit.held_until)
    if approved != ([holder] if unit.status is UnitStatus.RESERVED else []):
        yield f"{unit.vin}: is {unit.status} of {holder}, approved are {approved}"
    if offered and not (unit.is_offered and offered == [holder]):
        yield f"{unit.vin}: is {unit.status} of {holder}, offered to {offered}"
    kept_for = [quote.id for quote, kept in wanted if kept.status in KEPT and (quote.id, kept.ends_at) == holder]
    if unit.is_offered and kept_for != [unit.quote_id]:
        yield f"{unit.vin}: is kept for {holder}, who has not asked for it"
    nobodys = unit.status in (UnitStatus.AVAILABLE, UnitStatus.RETIRED) and unit.quote_id is None
    if (unit.held_until is not None) is (nobodys or unit.status is UnitStatus.SOLD):
        yield f"{unit.vin}: is {unit.status} of {unit.quote_id} until {unit.held_until}"
    if unit.status is UnitStatus.RETIRED and unit.quote_id:
        yield f"{unit.vin}: is retired and of {unit.quote_id}"


def _of_line(unit: Unit, wanted: list[Open]) -> Iterator[str]:
    waiting = [InLine(kept.id, quote.id, kept.hold_until) for quote, kept in wanted if kept.status is Status.WAITING]
    if sorted(unit.line, key=str) != sorted(waiting, key=str):
        yield f"{unit.vin}: in its line are {list(unit.line)}, waiting are {waiting}"
