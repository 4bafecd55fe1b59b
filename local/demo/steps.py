"""What can happen to a demo quote after it was made: each step is a command of the product's own services."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.codes import DiscountStatus, LostReason, Outcome, Stage
from chalicelib.domain.deal import Deal
from chalicelib.domain.dealership import Person
from chalicelib.domain.errors import NotFound
from chalicelib.domain.follow_up import Plan
from chalicelib.domain.inventory import Unit
from chalicelib.domain.offers import VehicleWish
from chalicelib.domain.opening import QuoteWish
from chalicelib.domain.stages import StageMove
from chalicelib.services import follow_ups, offers, stages
from chalicelib.services.follow_ups import Resolution
from chalicelib.services.work import Work

from . import phrases

Command = Callable[[Work, Deal], Deal]


@dataclass(frozen=True)
class Step:
    """A command, when it is given, and by whom; the quote's advisor unless somebody is named."""

    at: datetime
    command: Command
    by: Person | None = None


@dataclass(frozen=True)
class Story:
    """A quote's life: how it began, and every step since."""

    advisor: Person
    created_at: datetime
    wish: QuoteWish
    steps: tuple[Step, ...]


def contacted(at: datetime, said: str, plan: Plan) -> Step:
    """The customer was reached, and the next follow-up is agreed."""
    return Step(at, _resolving(Resolution(Outcome.CONTACTED, said, next=plan)))


def missed(at: datetime, told: str, plan: Plan) -> Step:
    """The customer did not answer."""
    return Step(at, _resolving(Resolution(Outcome.NOT_CONTACTED, told, next=plan)))


def documented(at: datetime, said: str, plan: Plan) -> Step:
    """The customer brought the papers."""
    move = StageMove(Stage.DOCUMENTED, said, follow_up=plan)
    return Step(at, _resolving(Resolution(Outcome.CONTACTED, said, stage_change=move)))


def invoiced(at: datetime, unit: Unit, said: str, plan: Plan) -> Step:
    """The first motorcycle of the quote is sold with its first payment option: that very unit."""

    def command(work: Work, deal: Deal) -> Deal:
        vehicle = deal.quote.vehicles[0]
        option = vehicle.payment_options[0]
        move = StageMove(Stage.INVOICED, None, vehicle.id, option.id, unit.vin, follow_up=plan)
        return _resolving(Resolution(Outcome.CONTACTED, said, stage_change=move))(work, deal)

    return Step(at, command)


def delivered(at: datetime, said: str) -> Step:
    """The motorcycle left with its owner."""
    move = StageMove(Stage.DELIVERED, said)
    return Step(at, _resolving(Resolution(Outcome.CONTACTED, said, stage_change=move)))


def lost(at: datetime, reason: LostReason) -> Step:
    """The sale is given up."""
    told = phrases.LOST[reason]
    unreached = (LostReason.NO_ANSWER, LostReason.WRONG_DATA)
    outcome = Outcome.NOT_CONTACTED if reason in unreached else Outcome.CONTACTED
    move = StageMove(Stage.LOST, told, reason=reason)
    return Step(at, _resolving(Resolution(outcome, told, stage_change=move)))


def reopened(at: datetime, plan: Plan) -> Step:
    """The customer came back after all."""
    return Step(at, _moving(StageMove(Stage.QUOTED, phrases.REOPENED, follow_up=plan)))


def stepped_back(at: datetime, boss: Person) -> Step:
    """The boss undoes the invoice."""
    return Step(at, _moving(StageMove(Stage.DOCUMENTED, phrases.STEPPED_BACK)), boss)


def re_dated(at: datetime, due_at: datetime, reason: str) -> Step:
    """The follow-up was moved without having been worked."""
    return Step(at, lambda work, deal: follow_ups.re_date_follow_up(work, _pending_id(deal), due_at, reason))


def discount_decided(at: datetime, boss: Person, decision: DiscountStatus, reason: str) -> Step:
    """The boss decides the discount that waits."""

    def command(work: Work, deal: Deal) -> Deal:
        vehicle, option, _ = deal.quote.waiting_discounts[0]
        return offers.decide_discount(work, deal.quote.id, vehicle.id, option.id, decision, reason)[0]

    return Step(at, command, boss)


def vehicle_added(at: datetime, wish: VehicleWish) -> Step:
    """The customer asks about one more motorcycle."""
    return Step(at, lambda work, deal: offers.add_vehicle(work, deal.quote.id, wish, None)[0])


def _resolving(resolution: Resolution) -> Command:
    return lambda work, deal: follow_ups.resolve_follow_up(work, _pending_id(deal), resolution)[0]


def _moving(move: StageMove) -> Command:
    return lambda work, deal: stages.change_stage(work, deal.quote.id, move)


def _pending_id(deal: Deal) -> str:
    if deal.quote.pending is None:
        raise NotFound
    return deal.quote.pending.id
