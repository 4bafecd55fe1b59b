"""How domain structs stand in the tables: as JSON bodies, with instants that sort as text."""

from datetime import UTC, datetime
from functools import cache
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.json import Decoder, Encoder

from ..answer import Answer

T = TypeVar("T")
_encoder = Encoder()


class Receipt(Struct, frozen=True):
    """That a request was carried out: its fingerprint and the answer to give again."""

    fingerprint: str
    answer: Answer


class Stored(Struct, Generic[T], frozen=True):
    """A struct, and the very text that it was read from: an older desk may have written it with fewer fields."""

    value: T
    text: str


def to_json(value: Any) -> str:
    """A struct as the text of a body."""
    return _encoder.encode(value).decode()


def from_json(kind: type[T], text: str) -> T:
    """A struct, or several, from the text of a body."""
    return _decoder(kind).decode(text)  # type: ignore[no-any-return, arg-type]


def stored(kind: type[T], text: str) -> Stored[T]:
    """A struct from the text of a body, with that text."""
    return Stored(from_json(kind, text), text)


@cache
def _decoder(kind: Any) -> Decoder[Any]:
    return Decoder(kind)


def sortable(instant: datetime) -> str:
    """UTC with microseconds, in fixed width: sorts as text as it does in time."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant(text: str) -> datetime:
    """The instant that :func:`sortable` wrote."""
    return datetime.fromisoformat(text)
