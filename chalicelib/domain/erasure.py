"""What is left of a customer who asked to be erased: the deal's facts, and nobody behind them.

Kept, for the dealership's books: numbers, dates, prices, payment options, extras, chassis, deposits, and who of the
dealership did what. Gone: who the customer was, and whatever was typed about them. What is erased stays as it is when it
is erased again, so that all of it may be repeated.
"""

import re
from collections.abc import Collection, Set

from msgspec.structs import replace

from .codes import EventKind, NoticeKind
from .customer import Customer
from .dealership import Ref
from .proforma import content_digest
from .quote import Discount, FollowUp, PaymentOption, Proforma, Quote, ResolvedFollowUp, StageChange, Vehicle
from .reservation import Reservation, ReservationCard
from .telling import ONE_AND_MANY, summary
from .timeline import Event, Notice, NoticeLine

ERASED = Customer("Cliente", "con datos borrados", phone="", opted_out=True)
"""Nobody: in the place of who was erased. Without a phone, :attr:`Customer.is_erased`."""

_QUOTED = re.compile(r"«[^»]*»")
ERASED_TEXT = "Se borraron los datos del cliente, a su pedido"

WITHOUT_WORDS = frozenset(
    {
        EventKind.QUOTE_CREATED,
        EventKind.QUOTE_EDITED,
        EventKind.FOLLOW_UP_RESOLVED,
        EventKind.VEHICLE_ADDED,
        EventKind.VEHICLE_REMOVED,
        EventKind.OPTION_ADDED,
        EventKind.OPTION_REMOVED,
        EventKind.STAGE_CHANGED,
        EventKind.REASSIGNED,
        EventKind.PROFORMA_PUBLISHED,
        EventKind.PROFORMA_SENT,
        EventKind.CUSTOMER_ANSWERED,
        EventKind.CUSTOMER_ERASED,
        EventKind.QUOTE_RENEWED,
        EventKind.RESERVATION_REQUESTED,
        EventKind.RESERVATION_OFFERED,
        EventKind.RESERVATION_CONFIRMED,
    }
)
"""Whose sentence is the desk's own. Of any other kind only the kind's name is kept: people's reasons stand in it."""

OF_OTHERS = frozenset({EventKind.RESERVATION_OFFERED, EventKind.REASSIGNED})
"""What happens to a deal by a request about something else, whose answer is not about this customer."""


def erased_quote(quote: Quote) -> Quote:
    """The quote without its customer.

    Its pending follow-up gets another id: what somebody wrote about the customer, and sends only now, finds it gone. An
    erased quote that stays open is worked on, and something may be typed into it again: that goes too.
    """
    pending = quote.pending
    if pending and (pending.observations or not quote.customer.is_erased):
        _, quote = quote.numbered("")
        pending = replace(_follow_up(pending), id=f"{quote.id}-{quote.seq}")
    after = replace(
        quote,
        customer=ERASED,
        pending=pending,
        vehicles=tuple(_vehicle(vehicle) for vehicle in quote.vehicles),
        reservations=tuple(erased_reservation(kept) for kept in quote.reservations),
        duplicate_reason=None,
    )
    if after.proforma and not quote.customer.is_erased:
        after = replace(after, proforma=_proforma(after.proforma, after))
    return after


def _proforma(proforma: Proforma, quote: Quote) -> Proforma:
    """The digest was of the first name too."""
    return replace(proforma, digest=content_digest(quote))


def _vehicle(vehicle: Vehicle) -> Vehicle:
    return replace(vehicle, payment_options=tuple(_option(option) for option in vehicle.payment_options))


def _option(option: PaymentOption) -> PaymentOption:
    return replace(option, discount=_discount(option.discount)) if option.discount else option


def _discount(discount: Discount) -> Discount:
    return replace(discount, reason="", decision_reason=None)


def _follow_up(follow_up: FollowUp) -> FollowUp:
    return replace(follow_up, observations="")


def erased_reservation(reservation: Reservation) -> Reservation:
    """A reservation, open or ended, without whom it was for; the number of a voucher leads to whoever paid."""
    return replace(reservation, id_number="", id_warning=None, receipt_number=None, observations="", reason=None)


def erased_card(card: ReservationCard) -> ReservationCard:
    """The same in the lists."""
    return replace(card, reservation=erased_reservation(card.reservation), name=ERASED.name, phone=ERASED.phone)


def erased_event(event: Event) -> Event:
    """What happened, without what was said of it."""
    by_customer = event.kind is EventKind.CUSTOMER_ANSWERED
    return replace(
        event,
        by=Ref(event.by.id, ERASED.first_name) if by_customer else event.by,
        text=event.text if event.kind in WITHOUT_WORDS else event.kind.label,
        resolved=_resolved(event.resolved) if event.resolved else None,
        stage_change=_stage_change(event.stage_change) if event.stage_change else None,
    )


def _resolved(resolved: ResolvedFollowUp) -> ResolvedFollowUp:
    change = resolved.stage_change
    return replace(
        resolved,
        follow_up=_follow_up(resolved.follow_up),
        observations="",
        stage_change=_stage_change(change) if change else None,
    )


def _stage_change(change: StageChange) -> StageChange:
    return replace(change, note=None)


def mentions(notice: Notice, quote_ids: Set[str], names: Collection[str]) -> bool:
    """Whether a notice speaks of one of these quotes; or, where it names no quote, of one of these people."""
    if notice.lines:
        return any(line.quote_id in quote_ids for line in notice.lines)
    if notice.quote_id:
        return notice.quote_id in quote_ids
    return _unnamed(notice, names) != notice.text


def _unnamed(notice: Notice, names: Collection[str]) -> str:
    """The text of a notice without the names in what it quotes; outside it are people of the dealership."""
    if not names or notice.kind is not NoticeKind.MAIL_FAILED:
        return notice.text
    named = _pattern(names)
    return _QUOTED.sub(lambda quoted: named.sub(ERASED.name, quoted[0]), notice.text)


def without_customer(notice: Notice, quote_ids: Set[str], names: Collection[str]) -> Notice | None:
    """A notice that says nothing of a customer any more; None if it spoke of nobody else.

    Args:
        notice: as somebody was told.
        quote_ids: the customer's.
        names: what the customer was called in them, for notices that name no quote.
    """
    if not mentions(notice, quote_ids, names):
        return notice
    if not notice.lines:
        return _without_name(notice, names)
    lines = tuple(_erased_line(line) if line.quote_id in quote_ids else line for line in notice.lines)
    if lines == notice.lines:
        return notice
    if notice.kind is not NoticeKind.AGENDA and all(line.quote_id in quote_ids for line in notice.lines):
        return None
    return replace(notice, lines=lines, text=_retold(notice, lines))


def _without_name(notice: Notice, names: Collection[str]) -> Notice | None:
    if notice.quote_id:
        return notice if ERASED.name in notice.text else None  # what came after the erasure says so, and is work to do
    return replace(notice, text=_unnamed(notice, names))


def _erased_line(line: NoticeLine) -> NoticeLine:
    """A line that was written after the erasure is as it should be."""
    return line if line.customer == ERASED.name else replace(line, customer=ERASED.name, follow_up_id=None)


def _retold(notice: Notice, lines: tuple[NoticeLine, ...]) -> str:
    """A sentence that names customers, made again; the agenda's only counts."""
    return summary(notice.kind, lines) if notice.kind in ONE_AND_MANY else notice.text


def only_of_customer(notice: Notice, quote_ids: Set[str]) -> Notice:
    """What a notice says of these quotes alone: nobody is given what others were told of."""
    if not notice.lines:
        return notice if notice.quote_id in quote_ids else replace(notice, text=notice.kind.label)
    lines = tuple(line for line in notice.lines if line.quote_id in quote_ids)
    text = summary(notice.kind, lines) if notice.kind in ONE_AND_MANY else notice.kind.label
    return replace(notice, lines=lines, text=text, team=(), more=0)


def _pattern(names: Collection[str]) -> re.Pattern[str]:
    """Any of the names, as words of their own."""
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names)))
