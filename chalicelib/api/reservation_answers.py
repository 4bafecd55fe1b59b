"""Answers about reservations."""

from datetime import datetime

from msgspec import UNSET, Struct, UnsetType

from ..domain.codes import DepositMethod, ReservationStatus, UnitStatus
from .answers import RefView


class BuyerView(Struct):
    name: str
    phone: str


class RivalView(Struct):
    id: str
    number: str
    customer: str
    advisor: RefView
    requested_at: datetime


class ReservationView(Struct):
    """Decision, offer and confirmation are left out where there is none. ``unit_status`` and ``rivals`` come with lists."""

    id: str
    quote_id: str
    number: str
    customer: BuyerView
    vehicle: RefView
    model_id: str
    colour: str
    vin: str | None
    status: ReservationStatus
    list_price_cents: int
    option: RefView | None
    total_cents: int | None
    deposit_cents: int
    deposit_method: DepositMethod
    receipt_number: str | None
    id_number: str
    id_warning: str | None
    hold_until: datetime
    observations: str
    requested_at: datetime
    requested_by: RefView
    advisor: RefView
    showroom_id: str
    confirmed_by: RefView | UnsetType = UNSET
    decided_by: RefView | UnsetType = UNSET
    decided_at: datetime | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    offered_until: datetime | UnsetType = UNSET
    unit_status: UnitStatus | UnsetType = UNSET
    place_in_line: int | UnsetType = UNSET
    rivals: list[RivalView] | UnsetType = UNSET


class ReservationList(Struct):
    items: list[ReservationView]
    next: str | None
