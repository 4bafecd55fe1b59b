"""Pages of lists: those that are read whole (the catalogue, the stock, people), and timelines."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

from msgspec import Meta, Struct

from ..domain.errors import Invalid
from .incoming import Incoming

T = TypeVar("T")
Limit = Annotated[int, Meta(ge=1, le=200)]


class PageQuery(Struct, frozen=True):
    """A list without filters."""

    limit: Limit = 100
    cursor: str | None = None


def require_order(name: str, least: Any, most: Any) -> None:
    """Refuse a range that ends before it begins.

    Raises:
        Invalid: at the parameter that ends it.
    """
    if least is not None and most is not None and least > most:
        raise Invalid.at(f"/{name}", "El rango termina antes de empezar.")


class Offset(Struct, frozen=True):
    """How many rows the pages before have shown."""

    offset: int


def offset_page(request: Incoming[Any, Any], rows: Sequence[T], limit: int) -> tuple[Sequence[T], str | None]:
    """The rows of the page that the request's cursor names, and the cursor of the next."""
    position = request.position(Offset)
    start = position.offset if position else 0
    end = start + limit
    return rows[start:end], request.cursor(Offset(end) if end < len(rows) else None)


class OlderThan(Struct, frozen=True):
    """Where a list by time goes on."""

    key: str


def timeline_cursor(request: Incoming[Any, Any], quote_id: str, older: str | None) -> str | None:
    """The cursor with which a quote's timeline goes on, wherever it began."""
    return request.cursor(OlderThan(older) if older else None, f"timeline {quote_id}")
