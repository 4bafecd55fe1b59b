"""Domain to answers: what each thing looks like from outside, as of an instant."""

from datetime import datetime
from typing import TypeVar

from msgspec import convert
from msgspec.structs import asdict

from ..domain.agenda import days_pending
from ..domain.cards import reservation_card
from ..domain.deal import Deal
from ..domain.inventory import Unit
from ..domain.pricing import asked_discount_cents, price
from ..domain.proforma import is_stale
from ..domain.quote import FollowUp, PaymentOption, Quote, ResolvedFollowUp, Vehicle
from ..domain.ranking import rank_reasons
from ..domain.reservation import ReservationCard
from ..domain.timeline import Event
from ..services.agenda import ListedRow
from ..services.page_rewriting import PageSite
from ..services.reservation_lists import ReservationRow
from ..services.work import Call
from .answers import RefView, UnitView
from .deal_answers import (
    AgendaRowView,
    CustomerRow,
    CustomerView,
    EventView,
    FollowUpView,
    OptionView,
    ProformaView,
    QuoteView,
    ResolvedView,
    StageChangeView,
    VehicleView,
)
from .reservation_answers import BuyerView, ReservationView, RivalView

T = TypeVar("T")


def alike(value: object, kind: type[T]) -> T:
    """A view whose fields are the value's own."""
    return convert(value, kind, from_attributes=True)


def etag(deal: Deal) -> str:
    """The tag of a quote's version, for ``If-Match``."""
    return f'"{deal.version}"'


def quote_view(deal: Deal, call: Call) -> QuoteView:
    """A quote, with every figure that follows from it."""
    quote = deal.quote
    return QuoteView(
        id=quote.id,
        number=quote.number,
        version=deal.version,
        stage=quote.stage,
        created_at=quote.created_at,
        valid_until=quote.valid_until,
        expired=quote.has_expired(call.today),
        customer=alike(quote.customer, CustomerView),
        advisor=alike(quote.advisor, RefView),
        showroom=alike(quote.showroom, RefView),
        source=quote.source,
        quality=quote.quality,
        iva_rate_bps=quote.iva_rate_bps,
        vehicles=[vehicle_view(vehicle, quote.iva_rate_bps) for vehicle in quote.vehicles],
        pending_follow_up=follow_up_view(quote.pending, call, call.now) if quote.pending else None,
        misses_in_a_row=quote.misses_in_a_row,
        stage_before_lost=quote.stage_before_lost,
        lost_reason=quote.lost_reason,
        duplicate_reason=quote.duplicate_reason,
        proforma=_proforma_view(quote, call.site),
        reservations=[reservation_view(reservation_card(quote, kept)) for kept in quote.reservations],
    )


def _proforma_view(quote: Quote, site: PageSite) -> ProformaView | None:
    proforma = quote.proforma
    if proforma is None:
        return None
    return ProformaView(site.page_url(proforma.token), proforma.version, is_stale(quote), proforma.published_at)


def vehicle_view(vehicle: Vehicle, iva_rate_bps: int) -> VehicleView:
    """A vehicle with its priced options."""
    fields = asdict(vehicle) | {
        "payment_options": [option_view(vehicle, o, iva_rate_bps) for o in vehicle.payment_options]
    }
    return convert(fields, VehicleView, from_attributes=True)


def option_view(vehicle: Vehicle, option: PaymentOption, iva_rate_bps: int) -> OptionView:
    """A payment option with every figure that a proforma prints."""
    figures = price(vehicle, option, iva_rate_bps)
    discount = option.discount
    plain = asdict(figures)
    loan = plain.pop("loan")
    return OptionView(
        id=option.id,
        kind=option.kind,
        requested_discount_cents=asked_discount_cents(vehicle.list_price_cents, discount),
        discount_percent_bps=discount.percent_bps if discount else None,
        discount_reason=discount.reason if discount else None,
        discount_status=option.discount_status,
        discount_decided_by=alike(discount.decided_by, RefView) if discount and discount.decided_by else None,
        discount_decision_reason=discount.decision_reason if discount else None,
        chosen=option.chosen,
        **plain,
        **(asdict(loan) if loan else {}),
    )


def follow_up_view(follow_up: FollowUp, call: Call, now: datetime) -> FollowUpView:
    """A follow-up, with its days pending as of ``now``."""
    days = days_pending(follow_up.due_at, now, call.zone)
    return FollowUpView(days_pending=days, **asdict(follow_up))


def resolved_view(resolved: ResolvedFollowUp) -> ResolvedView:
    """A follow-up that was worked or closed."""
    follow_up = resolved.follow_up
    return ResolvedView(
        id=follow_up.id,
        type=follow_up.type,
        due_at=follow_up.due_at,
        quality=follow_up.quality,
        scheduled_observations=follow_up.observations,
        outcome=resolved.outcome,
        observations=resolved.observations,
        done_at=resolved.done_at,
        resolved_at=resolved.resolved_at,
        resolved_by=alike(resolved.resolved_by, RefView),
        stage_change=alike(resolved.stage_change, StageChangeView) if resolved.stage_change else None,
    )


def event_view(event: Event) -> EventView:
    """A line of the timeline."""
    return EventView(
        kind=event.kind,
        label=event.kind.label,
        at=event.at,
        by=alike(event.by, RefView),
        text=event.text,
        stage_change=alike(event.stage_change, StageChangeView) if event.stage_change else None,
        resolved=resolved_view(event.resolved) if event.resolved else None,
    )


def agenda_row_view(row: ListedRow, now: datetime) -> AgendaRowView:
    """A row of *Mis Seguimientos*, as of the instant that its list was made."""
    card = row.card
    return AgendaRowView(
        id=card.follow_up_id,
        quote_id=card.quote_id,
        number=card.number,
        customer=CustomerRow(card.name, card.phone),
        models=list(card.models),
        type=card.type,
        due_at=card.due_at,
        days_pending=row.standing.days,
        bucket=row.standing.bucket,
        quality=card.quality,
        source=card.source,
        stage=card.stage,
        observations=card.observations,
        rank_reasons=rank_reasons(card, row.signals, row.standing, now),
        advisor=RefView(card.advisor.id, card.advisor.name),
        showroom_id=card.showroom_id,
        re_dates=card.re_dates,
    )


def unit_view(unit: Unit) -> UnitView:
    """A unit in stock."""
    return convert(asdict(unit) | {"waiting": len(unit.line)}, UnitView, from_attributes=True)


def reservation_view(card: ReservationCard) -> ReservationView:
    """A reservation with what its quote tells of it."""
    kept = card.reservation
    view = ReservationView(
        id=kept.id,
        quote_id=card.quote_id,
        number=card.number,
        customer=BuyerView(card.name, card.phone),
        vehicle=RefView(kept.vehicle_id, kept.vehicle),
        model_id=kept.model_id,
        colour=kept.colour,
        vin=kept.vin,
        status=kept.status,
        list_price_cents=kept.list_price_cents,
        option=alike(kept.option, RefView) if kept.option else None,
        total_cents=kept.total_cents,
        deposit_cents=kept.deposit_cents,
        deposit_method=kept.deposit_method,
        receipt_number=kept.receipt_number,
        id_number=kept.id_number,
        id_warning=kept.id_warning,
        hold_until=kept.hold_until,
        observations=kept.observations,
        requested_at=kept.requested_at,
        requested_by=alike(kept.requested_by, RefView),
        advisor=alike(card.advisor, RefView),
        showroom_id=kept.showroom_id,
    )
    if kept.confirmed_by:
        view.confirmed_by = alike(kept.confirmed_by, RefView)
    if kept.decided_by and kept.decided_at:
        view.decided_by, view.decided_at = alike(kept.decided_by, RefView), kept.decided_at
    if kept.reason:
        view.reason = kept.reason
    if kept.offered_until:
        view.offered_until = kept.offered_until
    return view


def reservation_row_view(row: ReservationRow) -> ReservationView:
    """A reservation among others: how its unit stands now, and who else asks for it."""
    view = reservation_view(row.card)
    if row.unit is None:
        return view
    view.unit_status = row.unit.status
    line = [waiting.reservation_id for waiting in row.unit.line]
    if view.id in line:
        view.place_in_line = line.index(view.id) + 1
    view.rivals = [
        RivalView(
            id=rival.reservation.id,
            number=rival.number,
            customer=rival.name,
            advisor=alike(rival.advisor, RefView),
            requested_at=rival.reservation.requested_at,
        )
        for rival in row.rivals
    ]
    return view
