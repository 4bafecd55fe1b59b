"""Selling: the unit and the quote change in one transaction, and a unit is sold once."""

from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.adapters.deals import load_deal
from chalicelib.adapters.inventory import units_of_showroom
from chalicelib.domain.codes import LostReason, Outcome, Stage, UnitStatus
from chalicelib.domain.errors import Conflict, Invalid, Unavailable
from chalicelib.domain.inventory import Unit
from chalicelib.domain.quote import Quote
from chalicelib.domain.stages import StageMove
from chalicelib.services.follow_ups import Resolution, resolve_follow_up
from chalicelib.services.stages import change_stage
from chalicelib.services.work import Work
from tests.builders import a_follow_up, a_plan, a_quote
from tests.desk import ANA, store, table_contents, vin
from tests.services.conftest import Command, Do
from tests.services.trouble import lost_reply, no_connection, somebody_faster

SALE: dict[str, Any] = {"vehicle_id": "v1", "payment_option_id": "o2"}


@pytest.fixture
def two_quotes(tables: None) -> list[Quote]:
    """Two documented quotes of one model: ``q-a`` and ``q-b``."""
    quotes = [
        a_quote(id=id_, advisor=ANA.ref, stage=Stage.DOCUMENTED, pending=a_follow_up(id=f"{id_}-9"))
        for id_ in ("q-a", "q-b")
    ]
    for quote in quotes:
        store(quote)
    return quotes


def _sell(quote_id: str, number: int = 1) -> Command:
    return lambda work: change_stage(work, quote_id, StageMove(Stage.INVOICED, vin=vin(number), **SALE)).version


def _lose(quote_id: str) -> Command:
    return lambda work: change_stage(work, quote_id, StageMove(Stage.LOST, reason=LostReason.PRICE)).version


def _unit(number: int = 1) -> Unit:
    (unit,) = (unit for unit in units_of_showroom("s-norte") if unit.vin == vin(number))
    return unit


def _stage(quote_id: str) -> Stage:
    deal = load_deal(quote_id)
    assert deal is not None
    return deal.quote.stage


def test_of_two_sales_of_one_unit_at_once_one_wins(two_quotes: list[Quote], do: Do) -> None:
    with somebody_faster(lambda: do(_sell("q-b"))), pytest.raises(Conflict) as caught:
        do(_sell("q-a"))
    assert caught.value.state == {"vin": vin(1), "unit_status": "SOLD"}
    assert (_stage("q-a"), _stage("q-b")) == (Stage.DOCUMENTED, Stage.INVOICED)
    assert _unit().quote_id == "q-b"


def test_a_unit_that_is_freed_meanwhile_is_sold_after_all(two_quotes: list[Quote], do: Do) -> None:
    do(_sell("q-a"))
    do(_lose("q-a"))
    do(_sell("q-b"))
    assert (_unit().status, _unit().quote_id) == (UnitStatus.SOLD, "q-b")


def test_a_sale_takes_the_unit_with_the_quote_or_neither(two_quotes: list[Quote], do: Do) -> None:
    before = table_contents()
    with no_connection(), pytest.raises(Unavailable):
        do(_sell("q-a"))
    assert table_contents() == before
    with lost_reply(times=3):
        do(_sell("q-a"))
    assert (_stage("q-a"), _unit().quote_id) == (Stage.INVOICED, "q-a")


def test_a_unit_of_another_model_or_of_nowhere_is_not_sold(two_quotes: list[Quote], do: Do) -> None:
    for number in (3, 99):
        with pytest.raises(Invalid) as caught:
            do(_sell("q-a", number))
        assert [fault.pointer for fault in caught.value.faults] == ["/vin"]


def test_a_follow_up_resolved_by_the_sale_takes_the_unit_too(two_quotes: list[Quote], do: Do) -> None:
    move = StageMove(Stage.INVOICED, vin=vin(2), follow_up=a_plan(), **SALE)
    resolution = Resolution(Outcome.CONTACTED, "Firmó", stage_change=move)

    def resolve(work: Work) -> object:
        return resolve_follow_up(work, "q-a-9", resolution)[0].version

    do(resolve)
    assert (_stage("q-a"), _unit(2).quote_id) == (Stage.INVOICED, "q-a")
    bad = Resolution(Outcome.CONTACTED, "Firmó", stage_change=replace(move, vin=vin(99)))
    with pytest.raises(Invalid) as caught:
        do(lambda work: resolve_follow_up(work, "q-b-9", bad))
    assert [fault.pointer for fault in caught.value.faults] == ["/stage_change/vin"]
