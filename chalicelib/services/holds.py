"""Units in the hands of quotes: read them as of now, let them go, and offer them to whoever waits (M16, B3, G7)."""

from collections.abc import Iterable
from datetime import timedelta

from ..adapters.commit import VersionClash
from ..adapters.reading import Reading
from ..answer import Answer
from ..domain.codes import EventKind, NoticeKind
from ..domain.deal import Deal
from ..domain.dealership import SYSTEM
from ..domain.errors import Conflict
from ..domain.inventory import Offer, Unit
from ..domain.reservation import Reservation
from ..domain.reserving import expire, take_offer
from ..domain.timeline import Event, Notice
from .perform import perform
from .work import Call, Work


def read_units(work: Work, vins: Iterable[str], *known: Unit | None) -> dict[str, Unit]:
    """Units by chassis, those that there are; only what is not ``known`` is read.

    A unit whose hold has run out is settled first, as the schedule would: nobody sells what somebody waits for.

    Raises:
        VersionClash: a hold was settled; load and decide again.
    """
    units = {unit.vin: unit for unit in known if unit}
    missing = [vin for vin in vins if vin not in units]
    if missing:
        reading = Reading()
        slots = [reading.unit(vin) for vin in missing]
        reading.fetch()
        units |= {slot.value.vin: slot.value for slot in slots if slot.value}
    settled = [_settle(work.call, unit) for unit in units.values()]
    if any(settled):
        raise VersionClash
    return units


def _settle(call: Call, unit: Unit) -> bool:
    """Expire whatever holds the unit beyond its time; whether anything did."""
    if not unit.has_lapsed(call.now) or unit.quote_id is None:
        return False
    quote_id = unit.quote_id
    perform(Call(SYSTEM, call.now, call.zone, call.site), lambda work: _expire_holder(work, quote_id, unit.vin), _done)
    return True


def _done(_: object) -> Answer:
    return Answer(204, "")


def _expire_holder(work: Work, quote_id: str, vin: str) -> None:
    slot, unit = work.reading.deal(quote_id), work.reading.unit(vin)
    work.read()
    holder = slot.value
    if holder is None:
        return
    for kept in holder.quote.reservations:
        if kept.vin == vin:
            expire_in(work, holder, kept.id, unit.value)


def expire_in(work: Work, deal: Deal, reservation_id: str, unit: Unit | None) -> None:
    """End a reservation whose time is over, let its unit go, and tell its advisor; nothing if it is not over."""
    done = expire(deal.quote, reservation_id, work.call.now)
    if done is None:
        return
    let_go(work, deal.quote.id, [unit] if unit else [])
    ended = done.reservation
    text = f"Venció la reserva de {ended.vehicle}. {ended.reason}"
    work.change(deal, done.quote, work.event(EventKind.RESERVATION_ENDED, text), ended=(ended,))
    told = f"Venció la reserva de {ended.vehicle} en {deal.quote.number}. {ended.reason}"
    work.tell(Notice(deal.quote.advisor.id, deal.quote.showroom.id, NoticeKind.RESERVATION_ENDED, told, deal.quote.id))


def let_go(work: Work, quote_id: str, units: Iterable[Unit]) -> None:
    """A quote gives up what it has of these units; each that frees is offered to the first in line, who is told."""
    offers = []
    for unit in units:
        gone = unit.let_go_by(quote_id, work.call.now, timedelta(hours=work.rules.offer_hours))
        if gone.after != gone.before:
            work.write_stock(gone.after)
        if gone.offer:
            offers.append(gone.offer)
    if offers:
        _make_offers(work, offers)


def _make_offers(work: Work, offers: list[Offer]) -> None:
    reading = Reading()
    slots = {offer.quote_id: reading.deal(offer.quote_id) for offer in offers}
    reading.fetch()
    for quote_id, slot in slots.items():
        if slot.value:
            _offer_to(work, slot.value, [offer for offer in offers if offer.quote_id == quote_id])


def _offer_to(work: Work, deal: Deal, offers: list[Offer]) -> None:
    quote, events = deal.quote, list[Event]()
    for offer in offers:
        try:
            offered = take_offer(quote, offer)
        except Conflict as exc:  # it has left the line since the unit was read
            raise VersionClash from exc
        quote = offered.quote
        text = f"Se liberó {offered.reservation.vehicle}, chasis {offer.vin}: confirme la reserva a tiempo."
        events.append(work.event(EventKind.RESERVATION_OFFERED, text))
        told = f"Se liberó la unidad {offer.vin} que espera {quote.customer.name} ({quote.number}): confirme a tiempo."
        work.tell(Notice(quote.advisor.id, quote.showroom.id, NoticeKind.RESERVATION_OFFERED, told, quote.id))
    work.change(deal, quote, *events)


def tell_who_waits(work: Work, unit: Unit) -> None:
    """The unit that others wait for was sold: their advisors should offer another."""
    if not unit.line:
        return
    reading = Reading()
    slots = [reading.deal(waiting.quote_id) for waiting in unit.line]
    reading.fetch()
    for slot in slots:
        if slot.value:
            quote = slot.value.quote
            text = f"Se vendió la unidad {unit.vin} que espera {quote.customer.name} ({quote.number}): ofrezca otra."
            work.tell(Notice(quote.advisor.id, quote.showroom.id, NoticeKind.UNIT_SOLD, text, quote.id))


def ended_event(work: Work, ended: Reservation) -> Event:
    """The timeline's line for a reservation that is no longer open."""
    text = f"Reserva {ended.status.label.lower()}: {ended.vehicle}"
    return work.event(EventKind.RESERVATION_ENDED, f"{text}. {ended.reason}" if ended.reason else text)
