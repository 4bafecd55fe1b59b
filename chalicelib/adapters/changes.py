"""What one command writes: all of it is committed together, or nothing."""

from typing import Any

from msgspec import Struct

from ..domain.dealership import Rules, Showroom
from ..domain.inventory import Model, Unit
from ..domain.proforma import Published
from ..domain.quote import Quote
from ..domain.reservation import Reservation
from ..domain.timeline import Event, Notice
from .ledger import DayMark
from .marks import MarkWrite
from .stored import Receipt, Stored


class QuoteWrite(Struct, frozen=True):
    """A quote to write over ``version``; version 0 is a new one. Events belong to its timeline.

    ``reservations`` are those to write beside it, open or ended: the quote's version guards them too.
    ``page_changed`` says that its public page must be written again; ``published`` is a version of it to keep.
    """

    quote: Quote
    version: int
    events: tuple[Event, ...]
    reservations: tuple[Reservation, ...] = ()
    page_changed: bool = False
    published: Published | None = None


class StockWrite(Struct, frozen=True):
    """A unit or a model to write over the ``version`` that it was read at; or a new one."""

    item: Unit | Model
    new: bool = False


class PolicyWrite(Struct, frozen=True):
    """The dealership's rules or a showroom, to write over what was read; None: no rules had been set."""

    policy: Rules | Showroom
    before: Stored[Any] | None


class Changes(Struct, frozen=True):
    """All that one command writes."""

    quotes: tuple[QuoteWrite, ...] = ()
    stock: tuple[StockWrite, ...] = ()
    policies: tuple[PolicyWrite, ...] = ()
    notices: tuple[Notice, ...] = ()
    marks: tuple[MarkWrite, ...] = ()
    day_marks: tuple[DayMark, ...] = ()
    receipt_key: str | None = None
    receipt: Receipt | None = None

    @property
    def nothing(self) -> bool:
        writes = (self.quotes, self.stock, self.policies, self.notices, self.marks, self.day_marks)
        return not any(writes) and self.receipt is None
