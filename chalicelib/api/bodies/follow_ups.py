"""Bodies about follow-ups and stages."""

from ...domain.codes import FollowUpType, LostReason, Outcome, Quality, Stage
from .fields import Body, Id, Instant, Line, OptionalProse, Prose, Vin


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


class StageChangeBody(Body, frozen=True):
    to: Stage
    note: Prose | None = None
    vehicle_id: Id | None = None
    payment_option_id: Id | None = None
    vin: Vin | None = None
    reason: LostReason | None = None
    follow_up: ReopeningBody | None = None


class ResolutionBody(Body, frozen=True):
    outcome: Outcome
    observations: Prose
    done_at: Instant | None = None
    next: FollowUpBody | None = None
    stage_change: StageChangeBody | None = None


class ReDateBody(Body, frozen=True):
    due_at: Instant
    reason: Line
