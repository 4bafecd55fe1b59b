"""What a field of a body may hold."""

from datetime import date, datetime, time
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

T = TypeVar("T")

MOST_CENTS = 100_000_000
LONG_TEXT = 1000

# Python's ``$`` also matches before a last line break; this end does not, there and in every client's regex.
END = r"$(?!\n)"
# One line that is not blank, without control, invisible or direction-changing characters; and several lines.
_HIDDEN = r"\x00-\x1f\x7f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
_LINE = rf"^[^{_HIDDEN}]*[^\s{_HIDDEN}][^{_HIDDEN}]*" + END
_PROSE = r"^(?:[^\x00-\x08\x0b-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x08\x0b-\x1f\x7f]*)$"
_PROSE_OR_EMPTY = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
_EMAIL = r"^[^\s@\x00-\x1f\x7f]+@[^\s@.\x00-\x1f\x7f]+(\.[^\s@.\x00-\x1f\x7f]+)+" + END

Name = Annotated[str, Meta(min_length=1, max_length=80, pattern=_LINE)]
Line = Annotated[str, Meta(min_length=1, max_length=200, pattern=_LINE)]
Prose = Annotated[str, Meta(min_length=1, max_length=LONG_TEXT, pattern=_PROSE)]
OptionalProse = Annotated[str, Meta(max_length=LONG_TEXT, pattern=_PROSE_OR_EMPTY)]
Phone = Annotated[str, Meta(min_length=6, max_length=32, pattern=r"^[0-9+()\-.\s]+$")]
IdNumberText = Annotated[str, Meta(min_length=5, max_length=20, pattern=r"^[A-Za-z0-9.\-\s]+$")]
Email = Annotated[str, Meta(min_length=5, max_length=254, pattern=_EMAIL)]
Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9_\-]+" + END)]
Vin = Annotated[str, Meta(min_length=17, max_length=17, pattern=r"^[A-HJ-NPR-Z0-9]+" + END)]
Cents = Annotated[int, Meta(ge=0, le=MOST_CENTS)]
PositiveCents = Annotated[int, Meta(ge=1, le=MOST_CENTS)]
BasisPoints = Annotated[int, Meta(ge=0, le=10_000)]
Months = Annotated[int, Meta(ge=1, le=120)]
Year = Annotated[int, Meta(ge=1990, le=2100)]
Instant = Annotated[datetime, Meta(tz=True)]
Hour = Annotated[time, Meta(tz=False)]
WorkingDays = Annotated[int, Meta(ge=1, le=30)]


class Body(Struct, frozen=True, forbid_unknown_fields=True):
    """Base of every body."""

    def into(self, wish: type[T]) -> T:
        """The same facts as the domain's or a service's struct of that shape."""
        return msgspec.convert(msgspec.to_builtins(self, builtin_types=(date, datetime, time)), wish)
