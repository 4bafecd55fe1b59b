"""What happened to a deal: one event for each thing done, never changed afterwards."""

from datetime import datetime

from msgspec import Struct

from .codes import EventKind, NoticeKind
from .dealership import Ref
from .quote import ResolvedFollowUp, StageChange


class Event(Struct, frozen=True):
    """A line of the timeline: what, when (UTC), who, and a Spanish sentence."""

    kind: EventKind
    at: datetime
    by: Ref
    text: str
    resolved: ResolvedFollowUp | None = None
    stage_change: StageChange | None = None


class Notice(Struct, frozen=True):
    """Something that a person should be told: an inbox entry and a message to send."""

    person_id: str
    showroom_id: str
    kind: NoticeKind
    text: str
    quote_id: str | None = None
