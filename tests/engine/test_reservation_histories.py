"""Random histories of reservations: after every step no table contradicts another, and no unit is promised twice.

RESERVED ⇔ approved for whom the unit names · SOLD ⇔ an invoiced quote · in line ⇔ waiting · every open quote one
pending follow-up · every approval told once: all that :mod:`tests.engine.checker` compares.
"""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from local.engines import Engine

from .beginning import Beginning
from .checker import contradictions
from .everything import Everything
from .several_quotes import SeveralQuotes
from .sizes import HISTORIES, HISTORY_STEPS


class WatchedQuotes(SeveralQuotes):
    """A history with everything that must hold after each step that wrote anything."""

    checked: Everything | None = None

    @invariant()
    def nothing_contradicts(self) -> None:
        if self.seen is not self.checked:
            assert contradictions(self.seen) == []
            self.checked = self.seen


def test_no_history_leaves_a_contradiction(lone_engine: Engine) -> None:
    class BegunQuotes(WatchedQuotes):
        beginning = Beginning()

    run_state_machine_as_test(
        BegunQuotes,
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=HISTORY_STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
            phases=set(Phase) - {Phase.explain},  # which tries a failing history again and again
        ),
    )
