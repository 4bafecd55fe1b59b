"""Bodies about the dealership's rules, showrooms and people."""

from datetime import date
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from .fields import BasisPoints, Body, Cents, Hour, Id, Line, Months, Name, Prose, WorkingDays


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


class ShowroomEditBody(Body, frozen=True):
    discount_limit_bps: BasisPoints | UnsetType = UNSET
    city: Name | UnsetType = UNSET
    address: Line | UnsetType = UNSET


class HandoverBody(Body, frozen=True):
    from_advisor_id: Id
    to_advisor_id: Id
    quote_ids: Annotated[list[Id], Meta(min_length=1, max_length=1000)] | None = None
