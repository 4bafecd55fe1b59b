"""From a plot to the steps that lead there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from chalicelib.domain.codes import DiscountStatus, FollowUpType, LostReason, Quality
from chalicelib.domain.dealership import Person
from chalicelib.domain.inventory import Unit

from . import phrases, steps
from .beats import Beat, any_plan, beats, days_back_with_gaps, plan_after_miss, plan_of, some_days_back
from .bookings import HOLD, Booking
from .catalogue import MODELS
from .days import Days
from .offers import any_vehicle
from .people import BOSSES
from .plots import OLDEST_VALID, Due, Plot
from .steps import Step

EXPIRED_SINCE, EXPIRED_OLDEST = 14, 17
MISSES = {Plot.MISSED_ONCE: 1, Plot.MISSED_TWICE: 2, Plot.MISSED_THRICE: 3, Plot.MISSED_FOUR_TIMES: 4}
DECISIONS = {
    Plot.DISCOUNT_APPROVED: (DiscountStatus.APPROVED, phrases.DISCOUNT_APPROVED),
    Plot.DISCOUNT_REJECTED: (DiscountStatus.REJECTED, phrases.DISCOUNT_REJECTED),
}
SIGNED = (FollowUpType.SIGNING, FollowUpType.APPOINTMENT)
MISSED = 0.25
RESERVED = 0.25
LOST_REASONS = tuple(LostReason)
SOON = timedelta(minutes=50)


@dataclass(frozen=True)
class Told:
    """When a story's quote was made, and every step since."""

    opening: Beat
    steps: tuple[Step, ...]


class Endings:
    """Tells how a quote came to where it stands."""

    def __init__(self, random: Random, days: Days) -> None:
        self._random = random
        self._days = days
        self._lost = 0

    def told(self, plot: Plot, advisor: Person, due: Due | None, unit: Unit | None) -> Told:
        """The steps of a plot: up to ``due`` if it is still open, up to the sale of ``unit`` if it sells one.

        Raises:
            ValueError: the plot needs the one that is missing.
        """
        if plot is Plot.LOST:
            return self._lost_quote()
        if unit is not None:
            return self._sale(plot, advisor, due, unit)
        if due is None:
            raise ValueError(f"{plot} goes on: something must be due")
        return self._open_quote(plot, advisor, due)

    def _open_quote(self, plot: Plot, advisor: Person, due: Due) -> Told:
        if plot in MISSES:
            opening, *rest = self._beats(MISSES[plot] + 1, due)
            return Told(opening, tuple(self._misses(rest)))
        if plot is Plot.RE_DATED:
            times = self._random.randint(1, 3)
            opening, *rest = self._beats(times + 1, due)
            return Told(opening, tuple(steps.re_dated(b.early, b.due, self._said(phrases.RE_DATED)) for b in rest))
        if plot is Plot.EXPIRED:
            opening, *rest = self._expired_beats(due)
            return Told(opening, tuple(self._contacts(rest)))
        if plot is Plot.REOPENED:
            opening, loss, back = self._beats(3, due)
            plan = any_plan(self._random, back.due)
            return Told(opening, (steps.lost(loss.at, LostReason.POSTPONED), steps.reopened(back.at, plan)))
        if plot is Plot.DOCUMENTED:
            opening, papers = self._beats(2, due)
            return Told(opening, (self._papers(papers),))
        return self._contacted_quote(plot, advisor, due)

    def _contacted_quote(self, plot: Plot, advisor: Person, due: Due) -> Told:
        opening, *rest = self._beats(self._random.choice((1, 2, 2, 3)), due)
        told = list(self._contacts(rest))
        if plot in DECISIONS:
            told.insert(0, self._decision(plot, opening, BOSSES[advisor.showroom_id]))
        if plot is Plot.VEHICLE_ADDED:
            last = rest[-1] if rest else opening
            wish = any_vehicle(self._random, self._random.choice(MODELS))
            told.append(steps.vehicle_added(last.at + SOON, wish))
        return Told(opening, tuple(told))

    def _sale(self, plot: Plot, advisor: Person, due: Due | None, unit: Unit) -> Told:
        gaps = [self._random.randint(1, 3), self._random.randint(1, 4)]
        if plot is Plot.STEPPED_BACK:
            gaps = [1, 1]
        if due is None:
            gaps.append(self._random.randint(2, 8))
        newest = due.since if due else self._random.randint(1, 30)
        opening, papers, invoice, *rest = self._gapped(newest, gaps, due)
        handing_over = plan_of(self._random, FollowUpType.DELIVERY, invoice.due, Quality.HOT)
        told = [
            self._papers(papers),
            *self._reservation(papers, invoice, unit),
            steps.invoiced(invoice.at, unit, self._said(phrases.INVOICED), handing_over),
            *(steps.delivered(beat.at, self._said(phrases.DELIVERED)) for beat in rest),
        ]
        if plot is Plot.STEPPED_BACK:
            told.append(steps.stepped_back(invoice.at + SOON, BOSSES[advisor.showroom_id]))
        return Told(opening, tuple(told))

    def _reservation(self, papers: Beat, invoice: Beat, unit: Unit) -> Iterable[Step]:
        """Some keep the motorcycle with a deposit while the papers are looked through; the sale fulfils it."""
        if invoice.at - papers.at < HOLD and self._random.random() < RESERVED:
            booking = Booking(self._random)
            yield booking.requested(papers.at + SOON, unit)
            yield booking.approved(papers.at + 2 * SOON, BOSSES[unit.showroom_id])

    def _lost_quote(self) -> Told:
        reason = LOST_REASONS[self._lost % len(LOST_REASONS)]
        self._lost += 1
        before = 3 if reason is LostReason.NO_ANSWER else 1
        gaps = [self._random.randint(1, 3) for _ in range(before + 1)]
        opening, *rest, end = self._gapped(self._random.randint(1, 35), gaps, None)
        told: Iterable[Step]
        if reason in (LostReason.NO_ANSWER, LostReason.WRONG_DATA):
            told = self._misses(rest)
        elif reason is LostReason.CREDIT_DENIED:
            told = [self._papers(beat) for beat in rest]
        else:
            told = self._contacts(rest)
        return Told(opening, (*told, steps.lost(end.at, reason)))

    def _beats(self, count: int, due: Due) -> list[Beat]:
        days_back = some_days_back(self._random, due.since, due.oldest, count)
        return beats(self._random, self._days, days_back, due.at)

    def _gapped(self, newest: int, gaps: Sequence[int], due: Due | None) -> list[Beat]:
        days_back = days_back_with_gaps(newest, gaps)
        return beats(self._random, self._days, days_back, due.at if due else None)

    def _expired_beats(self, due: Due) -> list[Beat]:
        opened = self._random.randint(EXPIRED_SINCE, EXPIRED_OLDEST)
        later = some_days_back(self._random, due.since, OLDEST_VALID, 2)
        return beats(self._random, self._days, [opened, *later], due.at)

    def _contacts(self, rest: Iterable[Beat]) -> Iterable[Step]:
        for beat in rest:
            if self._random.random() < MISSED:
                yield steps.missed(beat.at, self._said(phrases.MISSED), plan_after_miss(1, beat.due))
            else:
                yield steps.contacted(beat.at, self._said(phrases.CONTACTED), any_plan(self._random, beat.due))

    def _misses(self, rest: Iterable[Beat]) -> Iterable[Step]:
        for number, beat in enumerate(rest, start=1):
            yield steps.missed(beat.at, self._said(phrases.MISSED), plan_after_miss(number, beat.due))

    def _papers(self, beat: Beat) -> Step:
        plan = plan_of(self._random, self._random.choice(SIGNED), beat.due, Quality.HOT)
        return steps.documented(beat.at, self._said(phrases.DOCUMENTED), plan)

    def _decision(self, plot: Plot, opening: Beat, boss: Person) -> Step:
        status, reason = DECISIONS[plot]
        return steps.discount_decided(opening.at + SOON, boss, status, reason)

    def _said(self, sentences: Sequence[str]) -> str:
        return self._random.choice(sentences)
