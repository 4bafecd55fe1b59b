"""The catalogue of models and the stock of units."""

from msgspec import Struct

from .codes import UnitStatus
from .errors import Conflict


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


class Hold(Struct, frozen=True):
    """What a unit is kept as, and for which quote."""

    status: UnitStatus
    quote_id: str | None = None


class Unit(Struct, frozen=True):
    """One motorcycle in stock, known by its VIN (chasis). ``quote_id`` is who it is kept for or sold to."""

    vin: str
    model_id: str
    model_year: int
    colour: str
    showroom_id: str
    status: UnitStatus = UnitStatus.AVAILABLE
    quote_id: str | None = None

    @property
    def hold(self) -> Hold:
        return Hold(self.status, self.quote_id)

    def sell_to(self, quote_id: str) -> "UnitMove":
        """Sell the unit to a quote; a reserved one only to the quote that it is reserved for.

        Raises:
            Conflict: it is sold, or reserved for another quote.
        """
        if self.status is UnitStatus.SOLD or (self.status is UnitStatus.RESERVED and self.quote_id != quote_id):
            raise Conflict(
                f"La unidad {self.vin} ya está {self.status.label.lower()}.",
                vin=self.vin,
                unit_status=self.status.value,
            )
        return UnitMove(self.vin, self.hold, Hold(UnitStatus.SOLD, quote_id))


class UnitMove(Struct, frozen=True):
    """A unit changes hands; written only while it is still held as in ``origin``."""

    vin: str
    origin: Hold
    to: Hold


def take_back(vin: str, quote_id: str) -> UnitMove:
    """A unit that was sold to a quote goes back on sale."""
    return UnitMove(vin, Hold(UnitStatus.SOLD, quote_id), Hold(UnitStatus.AVAILABLE))
