"""What can happen to a demo quote's reservation: steps again, of the product's own services."""

from datetime import datetime, timedelta
from random import Random

from msgspec.structs import replace

from chalicelib.domain.codes import DepositMethod, ReservationStatus
from chalicelib.domain.deal import Deal
from chalicelib.domain.dealership import SYSTEM, Person
from chalicelib.domain.inventory import Unit
from chalicelib.domain.reservation import ReservationWish
from chalicelib.services import reservations
from chalicelib.services.work import Work

from . import phrases
from .steps import Step

DEPOSITS_CENTS = (5_000, 10_000, 10_000, 15_000, 20_000, 30_000)
HOLD = timedelta(days=5)
"""As long as an advisor may hold a unit."""


class Booking:
    """One customer's reservation of the first motorcycle of their quote, against its first payment option."""

    def __init__(self, random: Random) -> None:
        self._deposit_cents = random.choice(DEPOSITS_CENTS)
        self._method = random.choice(list(DepositMethod))
        self._receipt = f"DEMO-{random.randrange(10_000):04}" if self._method is not DepositMethod.CASH else None
        self._said = random.choice(phrases.RESERVED)
        self._id = ""

    def requested(self, at: datetime, unit: Unit | None, until: datetime | None = None, *, wait: bool = False) -> Step:
        """The advisor asks for that unit, or for the boss to pick one; or stands in line for it."""

        def command(work: Work, deal: Deal) -> Deal:
            vehicle = deal.quote.vehicles[0]
            wish = ReservationWish(
                vehicle_id=vehicle.id,
                id_number=deal.quote.customer.id_number or "",
                deposit_cents=self._deposit_cents,
                deposit_method=self._method,
                hold_until=until or at + HOLD,
                vin=unit.vin if unit else None,
                payment_option_id=vehicle.payment_options[0].id,
                receipt_number=self._receipt,
                observations=self._said,
                wait=wait,
            )
            booked = reservations.request(work, deal.quote.id, wish)
            self._id = booked.reservation.id
            return booked.deal

        return Step(at, command)

    def approved(self, at: datetime, boss: Person) -> Step:
        """The boss gives the unit."""
        return self._decided(at, boss, ReservationStatus.APPROVED, None)

    def rejected(self, at: datetime, boss: Person) -> Step:
        """The boss keeps it."""
        return self._decided(at, boss, ReservationStatus.REJECTED, phrases.RESERVATION_REJECTED)

    def _decided(self, at: datetime, boss: Person, decision: ReservationStatus, reason: str | None) -> Step:
        return Step(at, lambda work, _: reservations.decide(work, self._id, decision, None, reason).deal, boss)

    def cancelled(self, at: datetime) -> Step:
        """The customer no longer wants it."""
        reason = phrases.RESERVATION_CANCELLED
        return Step(at, lambda work, _: reservations.cancel_reservation(work, self._id, reason).deal)

    def expired(self, at: datetime) -> Step:
        """The schedule comes by after the hold has run out."""

        def command(work: Work, deal: Deal) -> Deal:
            reservations.expire_reservation(work, self._id)
            return replace(deal, quote=deal.quote.without_reservation(self._id))

        return Step(at, command, SYSTEM)
