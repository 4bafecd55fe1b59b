"""Answers about a showroom's figures."""

from datetime import date

from msgspec import Struct, field

from ..domain.codes import LostReason, Source
from .answers import RefView


class TallyView(Struct):
    quotes: int
    sold: int
    lost: int


class AdvisorLineView(Struct):
    advisor: RefView
    showroom_id: str
    pending: int
    overdue: int
    re_dated: int
    tally: TallyView


class SourceLineView(Struct):
    source: Source
    quotes: int
    sold: int
    lost: int


class LostReasonView(Struct):
    reason: LostReason
    quotes: int


class BoardView(Struct):
    """The period is that in which the quotes were created; ``complete`` tells that none of it was left out."""

    created_from: date = field(name="from")
    created_to: date = field(name="to")
    complete: bool
    advisors: list[AdvisorLineView]
    sources: list[SourceLineView]
    lost_reasons: list[LostReasonView]
