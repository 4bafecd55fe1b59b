"""Plays the stories through the services, in the order of their instants, so that numbers follow the calendar."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter
from zoneinfo import ZoneInfo

from chalicelib.answer import Answer
from chalicelib.domain.deal import Deal
from chalicelib.services import quotes
from chalicelib.services.page_rewriting import PageSite
from chalicelib.services.perform import perform
from chalicelib.services.work import Call, Work

from .steps import Step, Story

UNHEARD = Answer(204, "")


class Actor:
    """One story on stage: it remembers how its deal stands."""

    def __init__(self, story: Story, zone: ZoneInfo, site: PageSite) -> None:
        self.story = story
        self._zone = zone
        self._site = site
        self._deal: Deal | None = None

    def open(self) -> None:
        """Make the quote."""
        self._deal = self._carry_out(
            Call(self.story.advisor, self.story.created_at, self._zone, self._site),
            lambda work: quotes.create_quote(work, self.story.wish),
        )

    def take(self, step: Step) -> None:
        """Take a step of the story, which must have been opened.

        Raises:
            ValueError: it was not.
        """
        deal = self._deal
        if deal is None:
            raise ValueError("a story begins with its quote")
        call = Call(step.by or self.story.advisor, step.at, self._zone, self._site)
        self._deal = self._carry_out(call, lambda work: step.command(work, deal))

    @staticmethod
    def _carry_out(call: Call, command: Callable[[Work], Deal]) -> Deal:
        made: list[Deal] = []

        def keep(deal: Deal) -> Answer:
            made.append(deal)
            return UNHEARD

        perform(call, command, keep)
        return made[-1]


def act_out(stories: Sequence[Story], zone: ZoneInfo, site: PageSite) -> None:
    """Make every quote and take every step of it, whatever came first before what came later."""
    acts = []
    for story in stories:
        actor = Actor(story, zone, site)
        acts.append((story.created_at, actor.open))
        acts += [(step.at, partial(actor.take, step)) for step in story.steps]
    for _, act in sorted(acts, key=itemgetter(0)):
        act()
