"""Answers about what people were told."""

from datetime import date, datetime

from msgspec import Struct

from ..domain.codes import FollowUpType, NoticeKind
from .answers import RefView


class NoticeLineView(Struct):
    quote_id: str
    number: str
    customer: str
    models: list[str]
    advisor: RefView
    follow_up_id: str | None
    type: FollowUpType | None
    due_at: datetime | None
    valid_until: date | None


class TeamLineView(Struct):
    advisor: RefView
    overdue: int
    oldest_due_at: datetime


class InboxEntryView(Struct):
    id: str
    kind: NoticeKind
    label: str
    text: str
    quote_id: str | None
    at: datetime
    read: bool
    lines: list[NoticeLineView]
    team: list[TeamLineView]
    more: int


class InboxView(Struct):
    items: list[InboxEntryView]
    unread: int
    next: str | None


class ReadView(Struct):
    id: str
    read: bool
    unread: int
