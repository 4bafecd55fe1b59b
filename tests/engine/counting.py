"""What a call costs, counted on the wire's near side and checked against the app's own meter."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct

from chalicelib.adapters.connection import connection

from .desk import Reply

READS = frozenset({"BatchGetItem", "GetItem", "Query"})
ALONE = frozenset({"UpdateItem", "DeleteItem"})


class Cost(Struct):
    """Requests to DynamoDB in order, and the capacity units that reads and writes consumed."""

    operations: list[str] = []
    read_units: float = 0.0
    write_units: float = 0.0

    @property
    def reads(self) -> int:
        return sum(operation in READS for operation in self.operations)

    @property
    def transactions(self) -> int:
        return self.operations.count("TransactWriteItems")

    @property
    def alone(self) -> int:
        """Writes of one item: a counter, or a marker taken away."""
        return sum(operation in ALONE for operation in self.operations)

    @property
    def wrote(self) -> bool:
        """Whether anything but reads was asked for."""
        return self.reads < len(self.operations)

    @property
    def units(self) -> float:
        return self.read_units + self.write_units

    def add(self, operation: str, units: float) -> None:
        """One more request was answered."""
        self.operations.append(operation)
        if operation in READS:
            self.read_units += units
        else:
            self.write_units += units


@contextmanager
def counted() -> Iterator[Cost]:
    """The cost of what is done inside, in any thread."""
    cost = Cost()

    def count(parsed: dict[str, Any], model: Any, **_: Any) -> None:
        consumed = parsed.get("ConsumedCapacity", [])
        entries = consumed if isinstance(consumed, list) else [consumed]
        cost.add(model.name, sum(entry["CapacityUnits"] for entry in entries))

    events = connection.client.meta.events
    events.register("after-call.dynamodb", count)
    try:
        yield cost
    finally:
        events.unregister("after-call.dynamodb", count)


def cost_of(request: Callable[[], Reply]) -> tuple[Reply, Cost]:
    """A reply and what it cost."""
    with counted() as cost:
        reply = request()
    return reply, cost
