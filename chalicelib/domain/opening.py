"""Opening a quote: customer, source, quality, vehicles and first follow-up, in one action (M18)."""

from collections.abc import Mapping
from datetime import timedelta

from msgspec import Struct

from .cards import QuoteCard
from .codes import Quality, Source
from .customer import Contact, checked_customer
from .dealership import Moment, Person, Showroom
from .errors import Conflict, Fault, Invalid
from .follow_up import Plan, plan_follow_up
from .inventory import Model
from .money import iva_rate_bps
from .offers import VehicleWish, add_vehicle
from .quote import CLOSED_STAGES, MAX_VEHICLES, Quote


class QuoteWish(Struct, frozen=True):
    """A quote as asked for."""

    customer: Contact
    source: Source
    quality: Quality
    vehicles: tuple[VehicleWish, ...]
    follow_up: Plan
    showroom_id: str | None = None
    advisor_id: str | None = None
    duplicate_reason: str | None = None


class Desk(Struct, frozen=True):
    """Where a new quote will live and who will work on it."""

    showroom: Showroom
    advisor: Person


def open_quote(quote_id: str, wish: QuoteWish, desk: Desk, models: Mapping[str, Model | None], moment: Moment) -> Quote:
    """A new quote; its number is given later.

    Raises:
        Invalid: with every pointer into the wish.
    """
    faults: list[Fault] = []
    if not 1 <= len(wish.vehicles) <= MAX_VEHICLES:
        faults.append(Fault("/vehicles", f"Una cotización lleva de 1 a {MAX_VEHICLES} motocicletas."))
    try:
        customer = checked_customer(wish.customer, moment.now)
    except Invalid as fault:
        faults += fault.under("/customer").faults
    try:
        pending = plan_follow_up(
            f"{quote_id}-1", wish.follow_up, wish.quality, after=moment.now, now=moment.now, rules=moment.rules
        )
    except Invalid as fault:
        faults += fault.under("/follow_up").faults
    if faults:
        raise Invalid(faults)
    quote = Quote(
        id=quote_id,
        number="",
        created_at=moment.now,
        valid_until=moment.today + timedelta(days=moment.rules.quote_validity_days),
        iva_rate_bps=iva_rate_bps(moment.today),
        customer=customer,
        advisor=desk.advisor.ref,
        showroom=desk.showroom.ref,
        source=wish.source,
        quality=pending.quality,
        vehicles=(),
        pending=pending,
        seq=1,
        duplicate_reason=wish.duplicate_reason,
    )
    for position, vehicle in enumerate(wish.vehicles):
        try:
            quote, _ = add_vehicle(
                quote, vehicle, models.get(vehicle.model_id), moment, desk.showroom.discount_limit_bps
            )
        except Invalid as fault:
            raise fault.under(f"/vehicles/{position}") from fault
    return quote


def refuse_duplicates(found: list[QuoteCard], reason: str | None) -> None:
    """A customer with an open quote is shown, with whose it is, before a second one is made.

    Raises:
        Conflict: there is one, and no reason to go on was given.
    """
    open_quotes = [card for card in found if card.stage not in CLOSED_STAGES]
    if open_quotes and not reason:
        owner = open_quotes[0]
        raise Conflict(
            f"Este cliente ya tiene la cotización {owner.number}, de {owner.advisor.name} ({owner.showroom.name}).",
            duplicates=[
                {
                    "number": card.number,
                    "stage": card.stage.value,
                    "created_at": card.created_at.isoformat(),
                    "advisor": {"id": card.advisor.id, "name": card.advisor.name},
                    "showroom": {"id": card.showroom.id, "name": card.showroom.name},
                }
                for card in open_quotes
            ],
        )
