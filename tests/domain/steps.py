"""Taking one step on the stage ladder, or being refused it."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.codes import Outcome, Role, Stage, UnitStatus
from chalicelib.domain.errors import DeskError, Invalid
from chalicelib.domain.follow_up import Report
from chalicelib.domain.inventory import Unit
from chalicelib.domain.quote import Quote
from chalicelib.domain.stages import Moved, StageMove, change_stage
from tests.builders import NOW, a_moment, a_person, a_unit

SALE: dict[str, Any] = {"vehicle_id": "v1", "payment_option_id": "o2", "vin": a_unit().vin}
"""What an INVOICED step names of the builders' quote and unit."""

REPORT = Report(Outcome.CONTACTED, "Confirmó la compra", NOW - timedelta(hours=2))
SOLD = a_unit(status=UnitStatus.SOLD, quote_id="q-test")
"""The unit once it is sold to the builders' quote."""


def moved(
    quote: Quote,
    to: Stage,
    role: Role = Role.ADVISOR,
    unit: Unit | None = None,
    report: Report | None = None,
    **fields: Any,
) -> Moved:
    """The step as taken by somebody of the showroom."""
    return change_stage(quote, StageMove(to, **fields), a_moment(a_person(role)), unit, report)


def refused(quote: Quote, to: Stage, role: Role = Role.ADVISOR, unit: Unit | None = None, **fields: Any) -> DeskError:
    """The error with which the step is refused."""
    with pytest.raises(DeskError) as caught:
        moved(quote, to, role, unit, **fields)
    return caught.value


def pointers(error: DeskError) -> list[str]:
    """Where an :class:`Invalid` finds fault."""
    assert isinstance(error, Invalid)
    return [fault.pointer for fault in error.faults]
