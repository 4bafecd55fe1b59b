"""Bodies about the proforma: sending it, and what customers do with it."""

from typing import Annotated

from msgspec import Meta

from ...domain.codes import AnswerKind, SendChannel
from .fields import END, Body, Id, Instant


class SendBody(Body, frozen=True):
    channel: SendChannel


VisitId = Annotated[str, Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9_\-]+" + END)]


class OpenBody(Body, frozen=True):
    visit_id: VisitId


class AnswerBody(Body, frozen=True):
    kind: AnswerKind
    visit_id: VisitId | None = None
    option_id: Id | None = None
    at: Instant | None = None
