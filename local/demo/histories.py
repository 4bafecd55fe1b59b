"""About 150 quotes in every stage, as stories that end now."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from msgspec.structs import replace as with_fields

from chalicelib.domain.codes import Source
from chalicelib.domain.dealership import Person
from chalicelib.domain.inventory import Unit
from chalicelib.domain.offers import VehicleWish
from chalicelib.domain.opening import QuoteWish

from .beats import QUALITIES, Beat, any_plan
from .customers import make_customer
from .days import Days
from .endings import Endings
from .offers import asking_too_much, some_vehicles, vehicle_like
from .plots import CLOSED, CLOSED_PLOTS, OPEN_PLOTS, PENDING, Due, Plot, dealt, dealt_dues
from .scenes import MADE, SCENES, WORKED, Scene, cast_of, plot_of, steps_of
from .steps import Story

ABOVE_LIMIT = frozenset({Plot.DISCOUNT_WAITING, Plot.DISCOUNT_APPROVED, Plot.DISCOUNT_REJECTED})
SOLD = frozenset({Plot.STEPPED_BACK, Plot.INVOICED, Plot.DELIVERED})
SOURCES = (*Source, Source.SHOWROOM, Source.SHOWROOM, Source.SOCIAL, Source.WHATSAPP)
SECOND_MOTORCYCLE = "Es otra moto, para el hermano"
BOUGHT_BEFORE = "Ya nos compró una; quiere otra para el negocio"


def write_histories(random: Random, days: Days, stock: Sequence[Unit]) -> list[Story]:
    """Every quote of the demo dealership; those sold or reserved take their units out of ``stock``."""
    author = _Author(random, days, stock)
    dues = dealt_dues(random, days, sum(OPEN_PLOTS.values()))
    reserved = [story for scene in SCENES for story in author.play(scene, dues)]
    cast_plots, cast_advisors = cast_of(SCENES)
    plots = dealt(random, Counter(OPEN_PLOTS) - Counter(cast_plots))
    advisors = dealt(random, Counter(PENDING) - Counter(cast_advisors))
    stories: dict[Plot, list[Story]] = {plot: [] for plot in Plot}
    for plot, advisor, due in zip(plots, advisors, dues, strict=True):
        stories[plot].append(author.story(plot, advisor, due))
    for plot, advisor in zip(dealt(random, CLOSED_PLOTS), dealt(random, CLOSED), strict=True):
        stories[plot].append(author.story(plot, advisor, None))
    _come_back(stories)
    return [*reserved, *(story for told in stories.values() for story in told)]


class _Author:
    """Writes one story after another; no two share a customer or a unit."""

    def __init__(self, random: Random, days: Days, stock: Sequence[Unit]) -> None:
        self._random = random
        self._days = days
        self._endings = Endings(random, days)
        self._stock = list(stock)
        self._customers = 0

    def story(self, plot: Plot, advisor: Person, due: Due | None) -> Story:
        unit = self._take_unit(advisor.showroom_id) if plot in SOLD else None
        told = self._endings.told(plot, advisor, due, unit)
        return Story(advisor, told.opening.at, self._wish(plot, unit, told.opening), told.steps)

    def play(self, scene: Scene, dues: list[Due]) -> Iterator[Story]:
        """The quotes of a scene; each takes out of ``dues`` one that is not days late."""
        unit = self._take_unit(scene.showroom.id)
        for part in scene.parts:
            calm = next(due for due in dues if due.since == 1)
            dues.remove(calm)
            plot, due = plot_of(scene, part), replace(calm, since=WORKED, oldest=MADE)
            told = self._endings.told(plot, part.advisor, due, None)
            steps = (*told.steps, *steps_of(scene, part, unit, self._random, self._days))
            yield Story(part.advisor, told.opening.at, self._wish(plot, unit, told.opening), steps)

    def _take_unit(self, showroom_id: str) -> Unit:
        unit = next(unit for unit in self._stock if unit.showroom_id == showroom_id)
        self._stock.remove(unit)
        return unit

    def _wish(self, plot: Plot, unit: Unit | None, opening: Beat) -> QuoteWish:
        self._customers += 1
        return QuoteWish(
            customer=make_customer(self._random, self._customers, identified=unit is not None),
            source=self._random.choice(SOURCES),
            quality=self._random.choice(QUALITIES),
            vehicles=self._vehicles(plot, unit),
            follow_up=any_plan(self._random, opening.due),
        )

    def _vehicles(self, plot: Plot, unit: Unit | None) -> tuple[VehicleWish, ...]:
        vehicles = some_vehicles(self._random)
        if unit:
            return (vehicle_like(self._random, unit), *vehicles[1:])
        return asking_too_much(self._random, vehicles) if plot in ABOVE_LIMIT else vehicles


def _come_back(stories: dict[Plot, list[Story]]) -> None:
    """Two customers are met twice: one wants a second motorcycle, one bought before."""
    contacted = sorted(stories[Plot.CONTACTED], key=lambda story: story.created_at)
    first, second, buyer = contacted[0], contacted[-1], contacted[-2]
    sold = min(stories[Plot.DELIVERED], key=lambda story: story.steps[-1].at)
    contacted[-1] = _same_customer(second, first, Source.REFERRAL, SECOND_MOTORCYCLE)
    contacted[-2] = _same_customer(buyer, sold, Source.REPURCHASE, BOUGHT_BEFORE)
    stories[Plot.CONTACTED] = contacted


def _same_customer(story: Story, earlier: Story, source: Source, reason: str) -> Story:
    customer = earlier.wish.customer
    return replace(story, wish=with_fields(story.wish, customer=customer, source=source, duplicate_reason=reason))
