"""The quote: a customer, the vehicles offered with their payment options, and what is due next.

The pending follow-up lives inside the quote, so that "an open quote has exactly one pending
follow-up" (M7) is one item's own shape and no race can break it.
"""

from datetime import date, datetime
from typing import Self

from msgspec import Struct, ValidationError
from msgspec.structs import replace

from .codes import DiscountStatus, FollowUpType, LostReason, Outcome, PaymentKind, Quality, Source, Stage
from .customer import Customer
from .dealership import Person, Ref
from .errors import Conflict, NotFound
from .reservation import Reservation

MAX_VEHICLES = 10
MAX_OPTIONS = 10
CLOSED_STAGES = frozenset({Stage.DELIVERED, Stage.LOST})
EDITABLE_STAGES = frozenset({Stage.QUOTED, Stage.DOCUMENTED})


class ModelRef(Struct, frozen=True):
    """A catalogue model as it was called when it was quoted."""

    id: str
    brand: str
    name: str

    def __str__(self) -> str:
        return f"{self.brand} {self.name}"


class Extra(Struct, frozen=True):
    """Registration, insurance, an accessory. Taxed extras include IVA; registration is untaxed."""

    name: str
    amount_cents: int
    taxed: bool = True


class Discount(Struct, frozen=True):
    """A discount asked for: an amount, or a share of the list price; never both."""

    reason: str
    status: DiscountStatus
    asked_by: Ref
    asked_at: datetime
    amount_cents: int | None = None
    percent_bps: int | None = None
    decided_by: Ref | None = None
    decided_at: datetime | None = None
    decision_reason: str | None = None


class PaymentOption(Struct, frozen=True):
    """One way to pay for a vehicle. The last three fields are for FINANCED only."""

    id: str
    kind: PaymentKind
    discount: Discount | None = None
    chosen: bool = False
    down_payment_cents: int | None = None
    term_months: int | None = None
    annual_rate_bps: int | None = None

    @property
    def discount_status(self) -> DiscountStatus:
        return self.discount.status if self.discount else DiscountStatus.NONE


class Vehicle(Struct, frozen=True):
    """A motorcycle offered in the quote; the list price is the catalogue's, kept as it was."""

    id: str
    model: ModelRef
    model_year: int
    colour: str
    list_price_cents: int
    extras: tuple[Extra, ...] = ()
    payment_options: tuple[PaymentOption, ...] = ()
    chosen: bool = False
    vin: str | None = None

    def __str__(self) -> str:
        return f"{self.model} {self.model_year} {self.colour}"

    def option(self, option_id: str) -> PaymentOption:
        """The payment option with that id, or :class:`NotFound`."""
        for option in self.payment_options:
            if option.id == option_id:
                return option
        raise NotFound("Esa forma de pago no existe en la cotización.")

    def with_option(self, option: PaymentOption) -> Self:
        """The vehicle with an option of the same id put in place of the old one."""
        options = tuple(option if old.id == option.id else old for old in self.payment_options)
        return replace(self, payment_options=options)


class FollowUp(Struct, frozen=True):
    """What is to be done next, and when. ``quality`` is the customer's as seen when scheduling."""

    id: str
    type: FollowUpType
    due_at: datetime
    quality: Quality
    created_at: datetime
    observations: str = ""
    re_dates: int = 0


class StageChange(Struct, frozen=True):
    """A step that was taken on the stage ladder."""

    origin: Stage
    to: Stage
    note: str | None = None
    reason: LostReason | None = None


class ResolvedFollowUp(Struct, frozen=True):
    """A follow-up that was worked, or closed by the stage change that ended the deal (outcome absent)."""

    follow_up: FollowUp
    observations: str
    done_at: datetime
    resolved_at: datetime
    resolved_by: Ref
    outcome: Outcome | None = None
    stage_change: StageChange | None = None


class Proforma(Struct, frozen=True):
    """The page that was published last, under an unguessable token; ``digest`` names its content.

    ``valid_until`` is set once the quote was renewed: what was sent before holds no longer than it did.
    """

    token: str
    version: int
    digest: str
    published_at: datetime
    valid_until: date | None = None


class Quote(Struct, frozen=True):
    """A deal's present state. ``seq`` numbers what is made inside it, so that ids never come back."""

    id: str
    number: str
    created_at: datetime
    valid_until: date
    iva_rate_bps: int
    customer: Customer
    advisor: Ref
    showroom: Ref
    source: Source
    quality: Quality
    vehicles: tuple[Vehicle, ...]
    pending: FollowUp | None
    stage: Stage = Stage.QUOTED
    seq: int = 0
    misses_in_a_row: int = 0
    stage_before_lost: Stage | None = None
    lost_reason: LostReason | None = None
    duplicate_reason: str | None = None
    proforma: Proforma | None = None
    page_token: str | None = None
    """The unguessable part of the quote's link, made with the quote, so that whoever publishes first uses the same."""
    reservations: tuple[Reservation, ...] = ()
    """The open ones; they end when the quote is invoiced or lost, at the latest."""
    reservations_made: int = 0

    def __post_init__(self) -> None:
        if self.is_open is (self.pending is None):
            raise ValidationError(f"quote {self.id}: {self.stage} with pending {self.pending!r} breaks M7")
        if self.reservations and self.stage not in EDITABLE_STAGES:
            raise ValidationError(f"quote {self.id}: {self.stage} with open reservations")

    @property
    def is_open(self) -> bool:
        return self.stage not in CLOSED_STAGES

    @property
    def chosen_vehicle(self) -> Vehicle | None:
        return next((vehicle for vehicle in self.vehicles if vehicle.chosen), None)

    @property
    def link_token(self) -> str | None:
        """The unguessable part of the link: that it was published under, or else is to be; old quotes may have none."""
        return self.proforma.token if self.proforma else self.page_token

    @property
    def models(self) -> tuple[str, ...]:
        """The models quoted, each once."""
        return tuple(dict.fromkeys(str(vehicle.model) for vehicle in self.vehicles))

    @property
    def waiting_discounts(self) -> list[tuple[Vehicle, PaymentOption, Discount]]:
        """Every discount that waits for a decision, with where it stands; none once it no longer matters."""
        if self.stage not in EDITABLE_STAGES:
            return []
        return [
            (vehicle, option, option.discount)
            for vehicle in self.vehicles
            for option in vehicle.payment_options
            if option.discount and option.discount.status is DiscountStatus.WAITING
        ]

    def may_be_seen_by(self, person: Person) -> bool:
        """An advisor sees own work, a boss the showroom's, a manager all."""
        return person.may_see(advisor_id=self.advisor.id, showroom_id=self.showroom.id)

    def has_expired(self, today: date) -> bool:
        """Past its validity; once invoiced a price no longer expires."""
        return self.stage in EDITABLE_STAGES and today > self.valid_until

    def vehicle(self, vehicle_id: str) -> Vehicle:
        """The vehicle with that id, or :class:`NotFound`."""
        for vehicle in self.vehicles:
            if vehicle.id == vehicle_id:
                return vehicle
        raise NotFound("Esa motocicleta no está en la cotización.")

    def reservation(self, reservation_id: str) -> Reservation | None:
        """The open reservation with that id, if it is one."""
        return next((kept for kept in self.reservations if kept.id == reservation_id), None)

    def with_reservation(self, reservation: Reservation) -> Self:
        """The quote with an open reservation of the same id put in place of the old one, or added."""
        kept = {old.id: old for old in self.reservations} | {reservation.id: reservation}
        return replace(self, reservations=tuple(kept.values()))

    def without_reservation(self, reservation_id: str) -> Self:
        """The quote when a reservation has ended."""
        return replace(self, reservations=tuple(kept for kept in self.reservations if kept.id != reservation_id))

    def with_vehicle(self, vehicle: Vehicle) -> Self:
        """The quote with a vehicle of the same id put in place of the old one."""
        return replace(self, vehicles=tuple(vehicle if old.id == vehicle.id else old for old in self.vehicles))

    def numbered(self, prefix: str) -> tuple[str, Self]:
        """A fresh id inside the quote, and the quote that has used it up."""
        return f"{prefix}{self.seq + 1}", replace(self, seq=self.seq + 1)

    def require_pending(self, follow_up_id: str) -> FollowUp:
        """The pending follow-up, if it is that one.

        Raises:
            NotFound: the quote never had it.
            Conflict: that one was resolved already, or the quote is closed.
        """
        serial = follow_up_id.rpartition("-")[2]
        if not (serial.isdecimal() and len(serial) < 10 and 1 <= int(serial) <= self.seq):
            raise NotFound
        if self.pending is None or self.pending.id != follow_up_id:
            raise Conflict(
                "Este seguimiento ya no está pendiente.",
                stage=self.stage.value,
                pending_follow_up_id=self.pending.id if self.pending else None,
            )
        return self.pending

    def require_customer(self) -> None:
        """Refuse what is for, or about, a customer who is no longer known.

        Raises:
            Conflict: they asked to be erased.
        """
        if self.customer.is_erased:
            raise Conflict("Los datos de este cliente se borraron a su pedido.", stage=self.stage.value)

    def require_editable(self) -> None:
        """Vehicles and payment options change only before the sale is invoiced.

        Raises:
            Conflict: it is invoiced, delivered or lost.
        """
        if self.stage not in EDITABLE_STAGES:
            raise Conflict(
                f"La cotización está en etapa {self.stage.label}: ya no se cambian motocicletas ni formas de pago.",
                stage=self.stage.value,
            )
