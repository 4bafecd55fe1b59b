"""Who is told: in the inbox and in the outbox, in the transaction of what they are told of."""

import pytest

from chalicelib.adapters import directory
from chalicelib.domain.codes import DiscountStatus, NoticeKind, PaymentKind, Role, Stage
from chalicelib.domain.errors import Unavailable
from chalicelib.domain.offers import DiscountWish, OptionWish, VehicleWish
from chalicelib.domain.quote import Quote
from chalicelib.domain.stages import StageMove
from chalicelib.services.offers import add_option, add_vehicle, decide_discount
from chalicelib.services.stages import change_stage
from chalicelib.services.work import Work
from tests.builders import a_person
from tests.desk import ANA, NORA, table_contents
from tests.services.conftest import Do
from tests.services.ledger import inbox_of, outbox_of
from tests.services.trouble import lost_reply, no_connection

LARGE = DiscountWish("Feria", percent_bps=500)
SMALL = DiscountWish("Feria", percent_bps=300)


def _add_option(discount: DiscountWish) -> object:
    wish = OptionWish(PaymentKind.CASH, discount)
    return lambda work: add_option(work, "q-test", "v1", wish, None)[2].id


def _decide(option_id: str, decision: DiscountStatus) -> object:
    return lambda work: decide_discount(work, "q-test", "v1", option_id, decision, None)[2].id


def test_a_discount_over_the_limit_is_told_to_the_bosses_of_the_showroom(quote: Quote, do: Do) -> None:
    do(_add_option(LARGE))
    (told,) = inbox_of("nora")
    assert (told.kind, told.quote_id) == (NoticeKind.DISCOUNT_WAITING, "q-test")
    assert quote.number in told.text
    assert outbox_of("s-norte") == [told]
    assert inbox_of("saul") == inbox_of("ana") == []


def test_one_within_the_limit_is_told_to_nobody(quote: Quote, do: Do) -> None:
    do(_add_option(SMALL))
    assert outbox_of("s-norte") == []


def test_one_that_waited_before_is_not_told_again(quote: Quote, do: Do) -> None:
    do(_add_option(LARGE))
    do(_add_option(SMALL))
    assert len(inbox_of("nora")) == 1


def test_nobody_is_told_what_they_did_themselves(quote: Quote, do: Do) -> None:
    do(_add_option(LARGE), NORA)
    assert inbox_of("nora") == []


def test_who_asked_is_told_what_became_of_it(quote: Quote, do: Do) -> None:
    option_id = do(_add_option(LARGE)).body.strip("'")
    do(_decide(option_id, DiscountStatus.REJECTED), NORA)
    (told,) = inbox_of("ana")
    assert told.kind is NoticeKind.DISCOUNT_DECIDED
    assert "rechazado" in told.text


def test_the_advisor_is_told_of_a_step_back(quote: Quote, do: Do) -> None:
    do(lambda work: change_stage(work, "q-test", StageMove(Stage.DOCUMENTED)))
    do(lambda work: change_stage(work, "q-test", StageMove(Stage.QUOTED, note="Falta la firma")), NORA)
    (told,) = inbox_of("ana")
    assert told.kind is NoticeKind.STAGE_STEPPED_BACK
    assert "Falta la firma" in told.text


def test_notices_are_written_with_the_change_or_not_at_all(quote: Quote, do: Do) -> None:
    before = table_contents()
    with no_connection(), pytest.raises(Unavailable):
        do(_add_option(LARGE))
    assert table_contents() == before
    with lost_reply(times=2):
        do(_add_option(LARGE))
    assert len(inbox_of("nora")) == len(outbox_of("s-norte")) == 1


def test_a_hundred_discounts_and_thirty_bosses_fit_in_one_transaction(quote: Quote, do: Do) -> None:
    for number in range(30):
        directory.save_person(a_person(Role.BOSS, id=f"boss-{number:02d}"))
    options = tuple(OptionWish(PaymentKind.CASH, LARGE) for _ in range(10))

    def nine_vehicles(work: Work) -> object:
        return add_vehicle(work, "q-test", VehicleWish("m-one", 2026, "Rojo", (), options), None)[1].id

    for _ in range(9):
        do(nine_vehicles, ANA, key=None)
    assert len(inbox_of("boss-00")) == 9
