"""Bodies about reservations."""

from typing import Literal

from ...domain.codes import DepositMethod, IdType
from .fields import Body, Cents, Id, IdNumberText, Instant, Line, Name, OptionalProse, Vin


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
