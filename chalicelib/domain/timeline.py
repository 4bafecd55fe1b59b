"""What happened to a deal: one event for each thing done, never changed afterwards."""

from datetime import date, datetime

from msgspec import Struct

from .codes import EventKind, FollowUpType, NoticeKind
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


class NoticeLine(Struct, frozen=True):
    """A quote that a notice speaks of, with the follow-up or the last valid day that matters."""

    quote_id: str
    number: str
    customer: str
    models: tuple[str, ...]
    advisor: Ref
    follow_up_id: str | None = None
    type: FollowUpType | None = None
    due_at: datetime | None = None
    valid_until: date | None = None


class TeamLine(Struct, frozen=True):
    """An advisor's overdue work, as the boss is told of it."""

    advisor: Ref
    overdue: int
    oldest_due_at: datetime


class Notice(Struct, frozen=True):
    """Something that a person should be told: an inbox entry and a message to send.

    Notices of one ``envelope`` travel as one mail. ``more`` counts what ``lines`` leaves out.
    """

    person_id: str
    showroom_id: str
    kind: NoticeKind
    text: str
    quote_id: str | None = None
    envelope: str = ""
    lines: tuple[NoticeLine, ...] = ()
    team: tuple[TeamLine, ...] = ()
    more: int = 0
