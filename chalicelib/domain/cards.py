"""What a row of a list shows: compact copies of a quote, kept in the indexes."""

from datetime import date, datetime

from msgspec import Struct

from .codes import DiscountStatus, FollowUpType, LostReason, Quality, Source, Stage
from .customer import search_key
from .dealership import Ref
from .pricing import asked_discount_cents
from .quote import FollowUp, Quote
from .reservation import Reservation, ReservationCard


class AgendaCard(Struct, frozen=True):
    """A pending follow-up with what an advisor needs to call. ``search`` is made by ``search_key``."""

    quote_id: str
    number: str
    name: str
    phone: str
    models: tuple[str, ...]
    follow_up_id: str
    type: FollowUpType
    due_at: datetime
    quality: Quality
    source: Source
    stage: Stage
    observations: str
    advisor: Ref
    showroom_id: str
    re_dates: int
    search: str
    scheduled_at: datetime | None = None


class QuoteCard(Struct, frozen=True):
    """A quote among others; it leaves out what changes with every call made."""

    quote_id: str
    number: str
    stage: Stage
    created_at: datetime
    valid_until: date
    name: str
    phone: str
    models: tuple[str, ...]
    advisor: Ref
    showroom: Ref
    source: Source
    search: str
    lost_reason: LostReason | None = None


class DiscountCard(Struct, frozen=True):
    """A discount that waits for a boss."""

    quote_id: str
    number: str
    vehicle_id: str
    vehicle: str
    option_id: str
    payment: str
    reason: str
    asked_by: Ref
    asked_at: datetime
    list_price_cents: int
    discount_cents: int
    status: DiscountStatus = DiscountStatus.WAITING


def _search(quote: Quote) -> str:
    return search_key(quote.customer.first_name, quote.customer.last_name, *quote.models)


def agenda_card(quote: Quote, pending: FollowUp) -> AgendaCard:
    """The row of *Mis Seguimientos*."""
    return AgendaCard(
        quote_id=quote.id,
        number=quote.number,
        name=quote.customer.name,
        phone=quote.customer.phone,
        models=quote.models,
        follow_up_id=pending.id,
        type=pending.type,
        due_at=pending.due_at,
        quality=quote.quality,
        source=quote.source,
        stage=quote.stage,
        observations=pending.observations,
        advisor=quote.advisor,
        showroom_id=quote.showroom.id,
        re_dates=pending.re_dates,
        search=_search(quote),
        scheduled_at=pending.created_at,
    )


def quote_card(quote: Quote) -> QuoteCard:
    """The row of a list of quotes."""
    return QuoteCard(
        quote_id=quote.id,
        number=quote.number,
        stage=quote.stage,
        created_at=quote.created_at,
        valid_until=quote.valid_until,
        name=quote.customer.name,
        phone=quote.customer.phone,
        models=quote.models,
        advisor=quote.advisor,
        showroom=quote.showroom,
        source=quote.source,
        search=_search(quote),
        lost_reason=quote.lost_reason,
    )


def reservation_card(quote: Quote, reservation: Reservation) -> ReservationCard:
    """The row of *Reservas* and of the boss's tray."""
    return ReservationCard(
        reservation=reservation,
        quote_id=quote.id,
        number=quote.number,
        name=quote.customer.name,
        phone=quote.customer.phone,
        advisor=quote.advisor,
        showroom=quote.showroom,
    )


def discount_cards(quote: Quote) -> tuple[DiscountCard, ...]:
    """The rows of the boss's tray, one for each discount that waits."""
    return tuple(
        DiscountCard(
            quote_id=quote.id,
            number=quote.number,
            vehicle_id=vehicle.id,
            vehicle=str(vehicle),
            option_id=option.id,
            payment=option.kind.label,
            reason=discount.reason,
            asked_by=discount.asked_by,
            asked_at=discount.asked_at,
            list_price_cents=vehicle.list_price_cents,
            discount_cents=asked_discount_cents(vehicle.list_price_cents, discount),
        )
        for vehicle, option, discount in quote.waiting_discounts
    )
