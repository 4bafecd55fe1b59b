"""Answers: the contract's own structs, and how one becomes an answer. Those about deals are in ``deal_answers``."""

from datetime import date, datetime

from msgspec import Struct
from msgspec.json import encode

from ..answer import Answer
from ..domain.codes import Role, UnitStatus


class RefView(Struct):
    id: str
    name: str


class ModelView(Struct):
    id: str
    brand: str
    name: str
    list_price_cents: int
    colours: list[str]
    model_years: list[int]
    photo_url: str | None
    active: bool


class ModelList(Struct):
    items: list[ModelView]
    next: str | None


class UnitView(Struct):
    vin: str
    model_id: str
    model_year: int
    colour: str
    showroom_id: str
    status: UnitStatus
    quote_id: str | None
    held_until: datetime | None
    waiting: int
    vin_warning: str | None


class UnitList(Struct):
    items: list[UnitView]
    next: str | None


class CodeView(Struct):
    code: str
    label: str


class CatalogueView(Struct):
    stages: list[CodeView]
    follow_up_types: list[CodeView]
    qualities: list[CodeView]
    sources: list[CodeView]
    outcomes: list[CodeView]
    lost_reasons: list[CodeView]
    payment_kinds: list[CodeView]
    discount_statuses: list[CodeView]
    reservation_statuses: list[CodeView]
    unit_statuses: list[CodeView]
    deposit_methods: list[CodeView]
    id_types: list[CodeView]
    roles: list[CodeView]


class PersonView(Struct):
    id: str
    name: str
    email: str
    phone: str
    role: Role
    showroom: RefView
    active: bool


class PersonList(Struct):
    items: list[PersonView]
    next: str | None


class ShowroomView(Struct):
    id: str
    name: str
    city: str
    address: str
    discount_limit_bps: int


class ShowroomList(Struct):
    items: list[ShowroomView]
    next: str | None


class SessionView(Struct):
    id_token: str
    refresh_token: str | None
    expires_in: int
    person: PersonView


class RefreshedView(Struct):
    id_token: str
    expires_in: int


class AuthenticatorView(Struct):
    enabled: bool


class AuthenticatorKeyView(Struct):
    key: str
    uri: str


class SettingsView(Struct):
    dealership_name: str
    whatsapp_message: str
    quote_validity_days: int
    max_validity_days: int
    max_effective_rate_bps: int
    max_term_months: int
    no_answer_days: list[int]
    follow_up_horizon_days: int
    working_weekdays: list[int]
    closed_on: list[date]
    opens: str
    closes: str
    overdue_grace_minutes: int
    boss_after_days: int
    managers_after_days: int
    quiet_from: str
    quiet_until: str
    agenda_at: str
    max_hold_days: int
    min_deposit_cents: int
    offer_hours: int


class HandedOverView(Struct):
    moved: list[str]
    remaining: int


class HealthView(Struct):
    status: str
    version: str


def answer(view: Struct | None, status: int = 200, **headers: str) -> Answer:
    """A view as an answer; header names are given with underscores."""
    body = "" if view is None else encode(view).decode()
    return Answer(status, body, {name.replace("_", "-"): value for name, value in headers.items()})
