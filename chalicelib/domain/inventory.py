"""The catalogue of models and the stock of units: who holds one, until when, and who waits in line for it."""

from datetime import datetime, timedelta
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from .codes import UnitStatus
from .errors import Conflict, Fault

LONGEST_LINE = 10


class Model(Struct, frozen=True):
    """A motorcycle that the dealership sells; the list price includes IVA."""

    id: str
    brand: str
    name: str
    list_price_cents: int
    colours: tuple[str, ...]
    model_years: tuple[int, ...]
    photo_url: str | None = None
    active: bool = True
    version: int = 0

    def __str__(self) -> str:
        return f"{self.brand} {self.name}"

    def faults_of(self, model_year: int, colour: str) -> list[Fault]:
        """Why it is not made so, if it is not."""
        faults = []
        if model_year not in self.model_years:
            years = ", ".join(str(year) for year in self.model_years)
            faults.append(Fault("/model_year", f"Este modelo se ofrece en {years}."))
        if colour not in self.colours:
            faults.append(Fault("/colour", f"Colores de este modelo: {', '.join(self.colours)}."))
        return faults


class InLine(Struct, frozen=True):
    """A reservation that waits for a unit, and until when it does."""

    reservation_id: str
    quote_id: str
    until: datetime


class Unit(Struct, frozen=True):
    """One motorcycle in stock, known by its VIN (chasis).

    ``quote_id`` is who it is reserved for or sold to. AVAILABLE with a quote, it was offered to the first in line
    and is kept for that quote ``held_until`` then. ``version`` counts its writes and guards the next.
    """

    vin: str
    model_id: str
    model_year: int
    colour: str
    showroom_id: str
    status: UnitStatus = UnitStatus.AVAILABLE
    quote_id: str | None = None
    held_until: datetime | None = None
    line: tuple[InLine, ...] = ()
    vin_warning: str | None = None
    version: int = 0

    @property
    def is_offered(self) -> bool:
        """Freed, and kept for the first in line until they say."""
        return self.status is UnitStatus.AVAILABLE and self.quote_id is not None

    def has_lapsed(self, now: datetime) -> bool:
        """Whether a reservation or an offer should have let it go by now."""
        return self.held_until is not None and self.held_until <= now

    def is_free_for(self, quote_id: str) -> bool:
        """On sale and kept for nobody else, or reserved for that quote."""
        if self.status is UnitStatus.AVAILABLE:
            return self.quote_id in (None, quote_id)
        return self.status is UnitStatus.RESERVED and self.quote_id == quote_id

    def taken(self, **more: object) -> Conflict:
        """The conflict that says how it is taken."""
        how = "ofrecida a quien esperaba" if self.is_offered else self.status.label.lower()
        state = {"vin": self.vin, "unit_status": self.status.value, **more}
        return Conflict(
            f"La unidad {self.vin} ya está {how}.", **state | ({"offered": True} if self.is_offered else {})
        )

    def reserved_for(self, quote_id: str, until: datetime) -> Self:
        """Held for a quote until an instant.

        Raises:
            Conflict: somebody else has it.
        """
        if not self.is_free_for(quote_id):
            raise self.taken()
        return replace(self, status=UnitStatus.RESERVED, quote_id=quote_id, held_until=until)

    def kept_for(self, quote_id: str, until: datetime) -> Self:
        """An offer that was taken up: kept for that quote until its request is decided, or ends."""
        return replace(self, quote_id=quote_id, held_until=until)

    def sold_to(self, quote_id: str) -> Self:
        """Sold to a quote; a reserved one only to the quote that it is reserved for.

        Raises:
            Conflict: somebody else has it, or it is sold.
        """
        if not self.is_free_for(quote_id):
            raise self.taken()
        return replace(
            self, status=UnitStatus.SOLD, quote_id=quote_id, held_until=None, line=self._line_without(quote_id)
        )

    def awaited_by(self, waiting: InLine) -> Self:
        """With one more in line.

        Raises:
            Conflict: the line is long enough.
        """
        if len(self.line) >= LONGEST_LINE:
            raise Conflict(f"Ya esperan {LONGEST_LINE} por la unidad {self.vin}.", vin=self.vin, waiting=len(self.line))
        return replace(self, line=(*self.line, waiting))

    def _line_without(self, *quote_ids: str) -> tuple[InLine, ...]:
        return tuple(waiting for waiting in self.line if waiting.quote_id not in quote_ids)

    def let_go_by(self, quote_id: str, now: datetime, offer_lasts: timedelta) -> "LetGo":
        """What becomes of the unit when a quote gives up whatever it has of it: the unit, or a place in line.

        A unit that frees is offered to the first in line whose wait has not run out.
        """
        line = self._line_without(quote_id)
        if self.quote_id != quote_id:
            return LetGo(self, replace(self, line=line))
        following = next((waiting for waiting in line if waiting.until > now), None)
        freed = replace(self, status=UnitStatus.AVAILABLE, quote_id=None, held_until=None, line=line)
        if following is None:
            return LetGo(self, freed)
        until = min(now + offer_lasts, following.until)
        offered = replace(
            freed,
            quote_id=following.quote_id,
            held_until=until,
            line=self._line_without(quote_id, following.quote_id),
        )
        return LetGo(self, offered, Offer(following.quote_id, following.reservation_id, self.vin, until))

    def moved_to(self, showroom_id: str) -> Self:
        """In another showroom, whoever holds it.

        Raises:
            Conflict: it is sold, or retired.
        """
        if self.status in (UnitStatus.SOLD, UnitStatus.RETIRED):
            raise self.taken()
        return replace(self, showroom_id=showroom_id)

    def unclaimed(self) -> Self:
        """The unit, if nobody holds it or waits for it; retired ones are nobody's.

        Raises:
            Conflict: with who stands in the way.
        """
        if self.status in (UnitStatus.RESERVED, UnitStatus.SOLD) or self.quote_id or self.line:
            raise self.taken(waiting=len(self.line))
        return self


class Offer(Struct, frozen=True):
    """A freed unit for the first in line, to be confirmed before ``until``."""

    quote_id: str
    reservation_id: str
    vin: str
    until: datetime


class LetGo(Struct, frozen=True):
    """A unit before and after a quote let it go, and whom it is offered to now."""

    before: Unit
    after: Unit
    offer: Offer | None = None
