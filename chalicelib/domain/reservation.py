"""A reservation: a vehicle of a quote, kept for its customer against a deposit (M15, M16, G7).

::

    REQUESTED ── approved ──▶ APPROVED ── invoiced with that unit ──▶ FULFILLED
        ▲  └──── rejected ──▶ REJECTED
        │ confirmed                       any open one ──▶ CANCELLED, or EXPIRED once ``ends_at`` has passed
    WAITING ── the unit frees ──▶ OFFERED

Open ones live inside their quote, so that what ends the quote ends them too; the ended ones are history.
"""

from datetime import datetime

from msgspec import Struct

from .codes import DepositMethod, IdType, ReservationStatus
from .dealership import Ref

OPEN_STATUSES = frozenset(
    {
        ReservationStatus.REQUESTED,
        ReservationStatus.WAITING,
        ReservationStatus.OFFERED,
        ReservationStatus.APPROVED,
    }
)


class Reservation(Struct, frozen=True):
    """What was asked for and what became of it; money in cents, instants in UTC.

    ``showroom_id`` is whose boss decides: the unit's, where one was named, else the quote's. ``total_cents`` is
    the price under the payment option named, where one was. ``confirmed_by`` took up the offer of a unit waited for.
    """

    id: str
    vehicle_id: str
    vehicle: str
    model_id: str
    colour: str
    list_price_cents: int
    showroom_id: str
    status: ReservationStatus
    id_number: str
    deposit_cents: int
    deposit_method: DepositMethod
    hold_until: datetime
    requested_at: datetime
    requested_by: Ref
    vin: str | None = None
    receipt_number: str | None = None
    observations: str = ""
    option: Ref | None = None
    total_cents: int | None = None
    id_warning: str | None = None
    offered_until: datetime | None = None
    confirmed_by: Ref | None = None
    decided_by: Ref | None = None
    decided_at: datetime | None = None
    reason: str | None = None

    @property
    def askers(self) -> tuple[str, ...]:
        """Ids of who asked for it, and of who confirmed it: it is not theirs to decide."""
        return tuple(ref.id for ref in (self.requested_by, self.confirmed_by) if ref)

    @property
    def ends_at(self) -> datetime:
        """When an open one ends by itself: its hold's end, or its offer's."""
        return self.offered_until or self.hold_until


class ReservationWish(Struct, frozen=True):
    """A reservation as asked for: of a unit, or of the vehicle's model and colour for the boss to pick one.

    ``wait`` is to stand in line where the unit is taken.
    """

    vehicle_id: str
    id_number: str
    deposit_cents: int
    deposit_method: DepositMethod
    hold_until: datetime
    vin: str | None = None
    payment_option_id: str | None = None
    id_type: IdType | None = None
    receipt_number: str | None = None
    observations: str = ""
    wait: bool = False


class ReservationCard(Struct, frozen=True):
    """A reservation with what a list and a decision need of its quote."""

    reservation: Reservation
    quote_id: str
    number: str
    name: str
    phone: str
    advisor: Ref
    showroom: Ref


def quote_id_of(reservation_id: str) -> str:
    """The quote that a reservation belongs to: its id begins with the quote's; empty if it is no reservation's id."""
    return reservation_id.rpartition("-r")[0]
