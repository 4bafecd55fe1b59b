"""How domain structs stand in the tables: as JSON bodies, with instants that sort as text."""

from datetime import UTC, datetime
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.json import Decoder, Encoder

from ..answer import Answer
from ..domain.alerts import AlertMark
from ..domain.cards import AgendaCard, DiscountCard, QuoteCard
from ..domain.dealership import Person, Rules, Showroom
from ..domain.inventory import InLine, Model, Unit
from ..domain.proforma import Published
from ..domain.quote import Quote
from ..domain.reservation import ReservationCard
from ..domain.timeline import Event, Notice
from ..domain.validity import ValidityMark

T = TypeVar("T")
_encoder = Encoder()


class Receipt(Struct, frozen=True):
    """That a request was carried out: its fingerprint and the answer to give again."""

    fingerprint: str
    answer: Answer


DECODERS: dict[type[Any], Decoder[Any]] = {
    kind: Decoder(kind)
    for kind in (
        AgendaCard,
        AlertMark,
        Event,
        Model,
        Notice,
        Person,
        Published,
        Quote,
        QuoteCard,
        Receipt,
        ReservationCard,
        Rules,
        Showroom,
        Unit,
        ValidityMark,
    )
}


RECENT_OPENS: Decoder[tuple[datetime, ...]] = Decoder(tuple[datetime, ...])
LINE: Decoder[tuple[InLine, ...]] = Decoder(tuple[InLine, ...])
WAITING_DISCOUNTS: Decoder[tuple[DiscountCard, ...]] = Decoder(tuple[DiscountCard, ...])


def to_json(value: Any) -> str:
    """A struct as the text of a body."""
    return _encoder.encode(value).decode()


def from_json(kind: type[T], text: str) -> T:
    """A struct from the text of a body."""
    return DECODERS[kind].decode(text)  # type: ignore[no-any-return]


def sortable(instant: datetime) -> str:
    """UTC with microseconds, in fixed width: sorts as text as it does in time."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant(text: str) -> datetime:
    """The instant that :func:`sortable` wrote."""
    return datetime.fromisoformat(text)
