"""Counts what a request costs: round trips to DynamoDB and the capacity they consume."""

from contextvars import ContextVar

from msgspec import Struct


class Meter(Struct):
    """Requests made, by operation, and capacity units consumed."""

    operations: list[str] = []
    capacity_units: float = 0.0

    @property
    def requests(self) -> int:
        return len(self.operations)


_meter: ContextVar[Meter | None] = ContextVar("dynamodb_meter", default=None)


def start_meter() -> Meter:
    """Count from here on in this context; returns the meter that counts."""
    meter = Meter()
    _meter.set(meter)
    return meter


def count_request(operation: str, capacity_units: float) -> None:
    """One more request was answered."""
    meter = _meter.get()
    if meter is not None:
        meter.operations.append(operation)
        meter.capacity_units += capacity_units
