"""Bodies about quotes: the customer, vehicles, payment options and discounts."""

from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType, field

from ...domain.codes import FollowUpType, IdType, PaymentKind, Quality, Source
from .fields import (
    BasisPoints,
    Body,
    Cents,
    Email,
    Id,
    IdNumberText,
    Instant,
    Line,
    Months,
    Name,
    OptionalProse,
    Phone,
    PositiveCents,
    Year,
)


class CustomerBody(Body, frozen=True):
    first_name: Name
    last_name: Name
    phone: Phone
    consent: bool
    id_type: IdType | None = None
    id_number: IdNumberText | None = None
    email: Email | None = None


class ExtraBody(Body, frozen=True):
    name: Name
    amount_cents: PositiveCents
    taxed: bool = True


class DiscountBody(Body, frozen=True):
    reason: Line
    amount_cents: PositiveCents | None = None
    percent_bps: Annotated[int, Meta(ge=1, le=10_000)] | None = None


class OptionBody(Body, frozen=True):
    kind: PaymentKind
    discount: DiscountBody | None = None
    down_payment_cents: Cents | None = None
    term_months: Months | None = None
    annual_rate_bps: BasisPoints | None = None


class VehicleBody(Body, frozen=True):
    model_id: Id
    model_year: Year
    colour: Name
    extras: Annotated[list[ExtraBody], Meta(max_length=20)] = field(default_factory=list)
    payment_options: Annotated[list[OptionBody], Meta(max_length=10)] = field(default_factory=list)


class FirstFollowUpBody(Body, frozen=True):
    type: FollowUpType
    due_at: Instant
    observations: OptionalProse = ""


class QuoteBody(Body, frozen=True):
    customer: CustomerBody
    source: Source
    quality: Quality
    vehicles: Annotated[list[VehicleBody], Meta(min_length=1, max_length=10)]
    follow_up: FirstFollowUpBody
    showroom_id: Id | None = None
    advisor_id: Id | None = None
    duplicate_reason: Line | None = None


class CustomerEditBody(Body, frozen=True):
    first_name: Name | UnsetType = UNSET
    last_name: Name | UnsetType = UNSET
    phone: Phone | UnsetType = UNSET
    id_type: IdType | UnsetType | None = UNSET
    id_number: IdNumberText | UnsetType | None = UNSET
    email: Email | UnsetType | None = UNSET
    consent: bool | UnsetType = UNSET
    opted_out: bool | UnsetType = UNSET


class QuoteEditBody(Body, frozen=True):
    customer: CustomerEditBody | UnsetType = UNSET
    source: Source | UnsetType = UNSET
    quality: Quality | UnsetType = UNSET
    valid_until: date | UnsetType = UNSET


class DiscountDecisionBody(Body, frozen=True):
    decision: Literal["APPROVED", "REJECTED"]
    reason: Line | None = None
