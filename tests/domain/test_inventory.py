"""A unit changes hands only from a hold that allows it."""

import pytest

from chalicelib.domain.codes import UnitStatus
from chalicelib.domain.errors import Conflict
from chalicelib.domain.inventory import Hold, UnitMove, take_back
from tests.builders import a_unit


def test_a_unit_on_sale_is_sold_under_the_condition_that_it_still_is() -> None:
    assert a_unit().sell_to("q-1") == UnitMove("VIN0001", Hold(UnitStatus.AVAILABLE), Hold(UnitStatus.SOLD, "q-1"))


def test_a_unit_is_sold_once() -> None:
    with pytest.raises(Conflict) as caught:
        a_unit(status=UnitStatus.SOLD, quote_id="q-1").sell_to("q-1")
    assert caught.value.state == {"vin": "VIN0001", "unit_status": "SOLD"}


def test_a_sold_unit_comes_back_on_sale_from_its_own_quote() -> None:
    assert take_back("VIN0001", "q-1") == UnitMove("VIN0001", Hold(UnitStatus.SOLD, "q-1"), Hold(UnitStatus.AVAILABLE))
