"""Answers about deals: quotes, follow-ups, proformas, discounts. ``UNSET`` fields are left out, ``None`` ones are null."""

from datetime import date, datetime

from msgspec import UNSET, Struct, UnsetType

from ..domain.agenda import Bucket
from ..domain.codes import (
    DiscountStatus,
    EventKind,
    FollowUpType,
    IdType,
    LostReason,
    Outcome,
    PaymentKind,
    Quality,
    Source,
    Stage,
)
from .answers import RefView
from .reservation_answers import ReservationView


class ModelRefView(Struct):
    id: str
    brand: str
    name: str


class CustomerView(Struct):
    first_name: str
    last_name: str
    name: str
    phone: str
    id_type: IdType | None
    id_number: str | None
    id_warning: str | None
    email: str | None
    consent: bool
    consent_at: datetime | None
    opted_out: bool


class ExtraView(Struct):
    name: str
    amount_cents: int
    taxed: bool


class OptionView(Struct):
    id: str
    kind: PaymentKind
    discount_cents: int
    requested_discount_cents: int
    discount_percent_bps: int | None
    discount_reason: str | None
    discount_status: DiscountStatus
    discount_decided_by: RefView | None
    discount_decision_reason: str | None
    subtotal_cents: int
    iva_rate_bps: int
    iva_cents: int
    untaxed_cents: int
    total_cents: int
    chosen: bool
    down_payment_cents: int | UnsetType = UNSET
    financed_cents: int | UnsetType = UNSET
    term_months: int | UnsetType = UNSET
    annual_rate_bps: int | UnsetType = UNSET
    effective_rate_bps: int | UnsetType = UNSET
    instalment_cents: int | UnsetType = UNSET
    last_instalment_cents: int | UnsetType = UNSET
    total_paid_cents: int | UnsetType = UNSET


class VehicleView(Struct):
    id: str
    model: ModelRefView
    model_year: int
    colour: str
    list_price_cents: int
    extras: list[ExtraView]
    chosen: bool
    vin: str | None
    payment_options: list[OptionView]


class FollowUpView(Struct):
    id: str
    type: FollowUpType
    due_at: datetime
    days_pending: int
    quality: Quality
    observations: str
    re_dates: int
    created_at: datetime


class StageChangeView(Struct):
    origin: Stage
    to: Stage
    note: str | None
    reason: LostReason | None


class ResolvedView(Struct):
    id: str
    type: FollowUpType
    due_at: datetime
    quality: Quality
    scheduled_observations: str
    outcome: Outcome | None
    observations: str
    done_at: datetime
    resolved_at: datetime
    resolved_by: RefView
    stage_change: StageChangeView | None


class ProformaView(Struct):
    url: str
    version: int
    stale: bool
    published_at: datetime


class PublishedView(Struct):
    url: str
    version: int


class SentView(Struct):
    url: str
    whatsapp_url: str | None
    message: str


class VersionView(Struct):
    version: int
    published_at: datetime
    published_by: RefView


class VersionList(Struct):
    items: list[VersionView]
    next: str | None


class SignalsView(Struct):
    opens: int
    last_open_at: datetime | None
    recent_opens: list[datetime]
    last_answer_at: datetime | None


class QuoteView(Struct):
    id: str
    number: str
    version: int
    stage: Stage
    created_at: datetime
    valid_until: date
    expired: bool
    customer: CustomerView
    advisor: RefView
    showroom: RefView
    source: Source
    quality: Quality
    iva_rate_bps: int
    vehicles: list[VehicleView]
    pending_follow_up: FollowUpView | None
    misses_in_a_row: int
    stage_before_lost: Stage | None
    lost_reason: LostReason | None
    duplicate_reason: str | None
    proforma: ProformaView | None
    reservations: list[ReservationView]


class EventView(Struct):
    kind: EventKind
    label: str
    at: datetime
    by: RefView
    text: str
    stage_change: StageChangeView | None
    resolved: ResolvedView | None


class CustomerRow(Struct):
    name: str
    phone: str


class QuoteRowView(Struct):
    id: str
    number: str
    stage: Stage
    created_at: datetime
    valid_until: date
    customer: CustomerRow
    models: list[str]
    advisor: RefView
    showroom: RefView
    source: Source


class QuoteList(Struct):
    items: list[QuoteRowView]
    next: str | None


class KnownQuoteView(Struct):
    number: str
    stage: Stage
    created_at: datetime
    advisor: RefView
    showroom: RefView
    within_reach: bool
    id: str | UnsetType = UNSET
    customer: CustomerRow | UnsetType = UNSET
    models: list[str] | UnsetType = UNSET


class KnownQuoteList(Struct):
    items: list[KnownQuoteView]
    next: str | None


class AgendaRowView(Struct):
    id: str
    quote_id: str
    number: str
    customer: CustomerRow
    models: list[str]
    type: FollowUpType
    due_at: datetime
    days_pending: int
    bucket: Bucket
    quality: Quality
    source: Source
    stage: Stage
    observations: str
    rank_reasons: list[str]
    advisor: RefView
    showroom_id: str
    re_dates: int


class CountsView(Struct):
    overdue: int
    today: int
    upcoming: int


class AgendaList(Struct):
    items: list[AgendaRowView]
    counts: CountsView
    next: str | None


class FollowUpDetail(Struct):
    follow_up: FollowUpView
    resolved: ResolvedView | None
    quote: QuoteView
    history: list[ResolvedView]
    timeline: list[EventView]
    timeline_next: str | None
    reservations: list[ReservationView]
    signals: SignalsView


class EventList(Struct):
    items: list[EventView]
    next: str | None


class ResolutionView(Struct):
    resolved: ResolvedView
    next: FollowUpView | None


class AlternativeView(Struct):
    label: str
    type: FollowUpType | None
    due_at: datetime | None
    observations: str | None
    to: Stage | None
    reason: LostReason | None


class SuggestionView(Struct):
    type: FollowUpType
    due_at: datetime
    quality: Quality
    observations: str
    misses_in_a_row: int
    alternatives: list[AlternativeView]


class DiscountView(Struct):
    quote_id: str
    number: str
    vehicle: RefView
    option: RefView
    reason: str
    asked_by: RefView
    asked_at: datetime
    list_price_cents: int
    discount_cents: int


class DiscountList(Struct):
    items: list[DiscountView]
    next: str | None
