"""Request bodies: the contract's own structs, strict about unknown fields, types and sizes."""

from datetime import date, datetime, time
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from ..domain.codes import (
    AnswerKind,
    DepositMethod,
    FollowUpType,
    IdType,
    LostReason,
    Outcome,
    PaymentKind,
    Quality,
    SendChannel,
    Source,
    Stage,
)

T = TypeVar("T")

MOST_CENTS = 100_000_000
LONG_TEXT = 1000

# Python's ``$`` also matches before a last line break; this end does not, there and in every client's regex.
_END = r"$(?!\n)"
# One line that is not blank, without control, invisible or direction-changing characters; and several lines.
_HIDDEN = r"\x00-\x1f\x7f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
_LINE = rf"^[^{_HIDDEN}]*[^\s{_HIDDEN}][^{_HIDDEN}]*" + _END
_PROSE = r"^(?:[^\x00-\x08\x0b-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x08\x0b-\x1f\x7f]*)$"
_PROSE_OR_EMPTY = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
_EMAIL = r"^[^\s@\x00-\x1f\x7f]+@[^\s@.\x00-\x1f\x7f]+(\.[^\s@.\x00-\x1f\x7f]+)+" + _END

Name = Annotated[str, Meta(min_length=1, max_length=80, pattern=_LINE)]
Line = Annotated[str, Meta(min_length=1, max_length=200, pattern=_LINE)]
Prose = Annotated[str, Meta(min_length=1, max_length=LONG_TEXT, pattern=_PROSE)]
OptionalProse = Annotated[str, Meta(max_length=LONG_TEXT, pattern=_PROSE_OR_EMPTY)]
Phone = Annotated[str, Meta(min_length=6, max_length=32, pattern=r"^[0-9+()\-.\s]+$")]
IdNumberText = Annotated[str, Meta(min_length=5, max_length=20, pattern=r"^[A-Za-z0-9.\-\s]+$")]
Email = Annotated[str, Meta(min_length=5, max_length=254, pattern=_EMAIL)]
Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_\-]+" + _END)]
Vin = Annotated[str, Meta(min_length=17, max_length=17, pattern=r"^[A-HJ-NPR-Z0-9]+" + _END)]
Cents = Annotated[int, Meta(ge=0, le=MOST_CENTS)]
PositiveCents = Annotated[int, Meta(ge=1, le=MOST_CENTS)]
BasisPoints = Annotated[int, Meta(ge=0, le=10_000)]
Months = Annotated[int, Meta(ge=1, le=120)]
Year = Annotated[int, Meta(ge=1990, le=2100)]
Instant = Annotated[datetime, Meta(tz=True)]
Hour = Annotated[time, Meta(tz=False)]
WorkingDays = Annotated[int, Meta(ge=1, le=30)]


class Body(Struct, frozen=True, forbid_unknown_fields=True):
    """Base of every body."""

    def into(self, wish: type[T]) -> T:
        """The same facts as the domain's or a service's struct of that shape."""
        return msgspec.convert(msgspec.to_builtins(self, builtin_types=(date, datetime, time)), wish)


class SignIn(Body, frozen=True):
    email: Email
    password: Annotated[str, Meta(min_length=1, max_length=256)]


class RefreshToken(Body, frozen=True):
    refresh_token: Annotated[str, Meta(min_length=1, max_length=8192, pattern=r"^[\x21-\x7e]+" + _END)]


class FirstPassword(Body, frozen=True):
    email: Email
    session: Annotated[str, Meta(min_length=20, max_length=2048, pattern=r"^[\x21-\x7e]+" + _END)]
    new_password: Annotated[str, Meta(min_length=1, max_length=256)]


class ForgottenPassword(Body, frozen=True):
    email: Email


class NewPassword(Body, frozen=True):
    email: Email
    code: Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z]+" + _END)]
    new_password: Annotated[str, Meta(min_length=1, max_length=256)]


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
    extras: Annotated[list[ExtraBody], Meta(max_length=20)] = []
    payment_options: Annotated[list[OptionBody], Meta(max_length=10)] = []


class FirstFollowUpBody(Body, frozen=True):
    type: FollowUpType
    due_at: Instant
    observations: OptionalProse = ""


class FollowUpBody(Body, frozen=True):
    type: FollowUpType
    due_at: Instant
    quality: Quality
    observations: OptionalProse = ""


class ReopeningBody(Body, frozen=True):
    """The follow-up of a quote that opens again or stays open; without a quality the customer's stays."""

    type: FollowUpType
    due_at: Instant
    quality: Quality | None = None
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


class StageChangeBody(Body, frozen=True):
    to: Stage
    note: Prose | None = None
    vehicle_id: Id | None = None
    payment_option_id: Id | None = None
    vin: Vin | None = None
    reason: LostReason | None = None
    follow_up: ReopeningBody | None = None


class DiscountDecisionBody(Body, frozen=True):
    decision: Literal["APPROVED", "REJECTED"]
    reason: Line | None = None


class ReservationBody(Body, frozen=True):
    vehicle_id: Id
    id_number: IdNumberText
    deposit_cents: Cents
    deposit_method: DepositMethod
    hold_until: Instant
    vin: Vin | None = None
    payment_option_id: Id | None = None
    id_type: IdType | None = None
    receipt_number: Name | None = None
    observations: OptionalProse = ""
    wait: bool = False


class ReservationDecisionBody(Body, frozen=True):
    decision: Literal["APPROVED", "REJECTED"]
    vin: Vin | None = None
    reason: Line | None = None


class ConfirmationBody(Body, frozen=True):
    hold_until: Instant | None = None


class CancellationBody(Body, frozen=True):
    reason: Line


class ResolutionBody(Body, frozen=True):
    outcome: Outcome
    observations: Prose
    done_at: Instant | None = None
    next: FollowUpBody | None = None
    stage_change: StageChangeBody | None = None


class ReDateBody(Body, frozen=True):
    due_at: Instant
    reason: Line


class SettingsBody(Body, frozen=True):
    dealership_name: Name | UnsetType = UNSET
    whatsapp_message: Prose | UnsetType = UNSET
    quote_validity_days: Annotated[int, Meta(ge=1, le=365)] | UnsetType = UNSET
    max_validity_days: Annotated[int, Meta(ge=1, le=365)] | UnsetType = UNSET
    max_effective_rate_bps: BasisPoints | UnsetType = UNSET
    max_term_months: Months | UnsetType = UNSET
    no_answer_days: (
        Annotated[list[Annotated[int, Meta(ge=1, le=90)]], Meta(min_length=1, max_length=10)] | UnsetType
    ) = UNSET
    working_weekdays: (
        Annotated[list[Annotated[int, Meta(ge=0, le=6)]], Meta(min_length=1, max_length=7)] | UnsetType
    ) = UNSET
    closed_on: Annotated[list[date], Meta(max_length=100)] | UnsetType = UNSET
    overdue_grace_minutes: Annotated[int, Meta(ge=0, le=1440)] | UnsetType = UNSET
    boss_after_days: WorkingDays | UnsetType = UNSET
    managers_after_days: WorkingDays | UnsetType = UNSET
    quiet_from: Hour | UnsetType = UNSET
    quiet_until: Hour | UnsetType = UNSET
    agenda_at: Hour | UnsetType = UNSET
    max_hold_days: Annotated[int, Meta(ge=1, le=60)] | UnsetType = UNSET
    min_deposit_cents: Cents | UnsetType = UNSET
    offer_hours: Annotated[int, Meta(ge=1, le=168)] | UnsetType = UNSET


class SendBody(Body, frozen=True):
    channel: SendChannel


VisitId = Annotated[str, Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_\-]+" + _END)]


class OpenBody(Body, frozen=True):
    visit_id: VisitId


class AnswerBody(Body, frozen=True):
    kind: AnswerKind
    visit_id: VisitId | None = None
    option_id: Id | None = None
    at: Instant | None = None


Colours = Annotated[list[Name], Meta(min_length=1, max_length=30)]
Years = Annotated[list[Year], Meta(min_length=1, max_length=10)]
PhotoUrl = Annotated[str, Meta(min_length=9, max_length=500, pattern=r"^https://[\x21-\x7e]+" + _END)]


class ModelBody(Body, frozen=True):
    brand: Name
    name: Name
    list_price_cents: PositiveCents
    colours: Colours
    model_years: Years
    photo_url: PhotoUrl | None = None


class ModelEditBody(Body, frozen=True):
    brand: Name | UnsetType = UNSET
    name: Name | UnsetType = UNSET
    list_price_cents: PositiveCents | UnsetType = UNSET
    colours: Colours | UnsetType = UNSET
    model_years: Years | UnsetType = UNSET
    photo_url: PhotoUrl | UnsetType | None = UNSET
    active: bool | UnsetType = UNSET


class UnitBody(Body, frozen=True):
    vin: Vin
    model_id: Id
    model_year: Year
    colour: Name
    showroom_id: Id


class UnitEditBody(Body, frozen=True):
    model_year: Year | UnsetType = UNSET
    colour: Name | UnsetType = UNSET
    showroom_id: Id | UnsetType = UNSET
    retired: bool | UnsetType = UNSET


class HandoverBody(Body, frozen=True):
    from_advisor_id: Id
    to_advisor_id: Id
    quote_ids: Annotated[list[Id], Meta(min_length=1, max_length=1000)] | None = None
