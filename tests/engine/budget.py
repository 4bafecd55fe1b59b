"""A call of the API with its budget and what it cost."""

from functools import partial
from typing import Any

from msgspec import Struct

from chalicelib.domain.dealership import Person

from .bodies import Body
from .counting import Cost, cost_of
from .desk import Desk, Reply


class Budget(Struct, frozen=True):
    """Reads at most; transactions, and writes of one item alone, exactly."""

    reads: int
    transactions: int = 0
    alone: int = 0

    def holds(self, cost: Cost) -> bool:
        """Whether a call kept to it; a Scan, or any request of another kind, never does."""
        expected = cost.reads + self.transactions + self.alone
        return (
            cost.reads <= self.reads
            and cost.transactions == self.transactions
            and cost.alone == self.alone
            and len(cost.operations) == expected
        )


NOTHING = Budget(0)
ONE_READ = Budget(1)
RESOLVE = Budget(1, transactions=1)
COMMAND = Budget(2, transactions=1)
THREE_READS = Budget(3, transactions=1)
"""Where the reservation must tell the unit, and the unit or the showroom who else is concerned."""
ONE_DELETED = Budget(2, alone=1)
CREATE = Budget(5, transactions=1, alone=1)


class Errand(Struct, frozen=True):
    """A call that was made."""

    name: str
    budget: Budget
    cost: Cost


class Errands:
    """Makes calls as somebody, and notes what each cost."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.done: list[Errand] = []

    def run(
        self, name: str, budget: Budget, person: Person, method: str, path: str, body: Body | None = None, **more: Any
    ) -> Reply:
        """Make a call that must succeed."""
        reply, cost = cost_of(partial(self.desk.call, person, method, path, body, **more))
        assert reply.status < 300, f"{name}: {reply.text}"
        self.done.append(Errand(name, budget, cost))
        return reply
