"""Opening a quote in one action, and the check for a customer who has one already (M18)."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.domain.cards import QuoteCard, quote_card
from chalicelib.domain.codes import FollowUpType, IdType, Quality, Source, Stage
from chalicelib.domain.customer import Contact, checked_customer, contact_of
from chalicelib.domain.dealership import Rules
from chalicelib.domain.errors import Conflict, Invalid
from chalicelib.domain.offers import VehicleWish
from chalicelib.domain.opening import Desk, QuoteWish, open_quote, refuse_duplicates
from chalicelib.domain.quote import MAX_VEHICLES, Quote
from tests.builders import (
    IN_A_DAY,
    NOW,
    a_customer,
    a_lost_quote,
    a_model,
    a_moment,
    a_person,
    a_plan,
    a_quote,
    a_showroom,
    a_sold_quote,
    an_extra,
)

VEHICLE = VehicleWish("m-one", 2026, "Rojo")
CONTACT = Contact("Ana", "Núñez", "0991234567", consent=True)
CEDULA = "1710034065"


def a_wish(**overrides: Any) -> QuoteWish:
    return replace(QuoteWish(CONTACT, Source.FAIR, Quality.HOT, (VEHICLE,), a_plan()), **overrides)


def opened(wish: QuoteWish) -> Quote:
    desk = Desk(a_showroom(), a_person())
    return open_quote("q-new", wish, desk, {"m-one": a_model()}, a_moment(rules=Rules(quote_validity_days=10)))


def pointers(wish: QuoteWish) -> list[str]:
    with pytest.raises(Invalid) as caught:
        opened(wish)
    return [fault.pointer for fault in caught.value.faults]


def test_a_quote_opens_with_customer_vehicles_and_its_first_follow_up() -> None:
    quote = opened(a_wish(duplicate_reason="Segunda moto"))
    assert (quote.id, quote.stage, quote.created_at) == ("q-new", Stage.QUOTED, NOW)
    assert (quote.customer.name, quote.customer.phone) == ("Ana Núñez", "+593991234567")
    assert [vehicle.colour for vehicle in quote.vehicles] == ["Rojo"]
    assert quote.pending is not None
    assert (quote.pending.id, quote.pending.type, quote.pending.due_at) == (
        "q-new-1",
        FollowUpType.CALL,
        a_plan().due_at,
    )
    assert (quote.advisor, quote.showroom, quote.source) == (a_person().ref, a_showroom().ref, Source.FAIR)
    assert (quote.quality, quote.duplicate_reason) == (Quality.HOT, "Segunda moto")


def test_no_id_is_given_twice() -> None:
    quote = opened(a_wish(vehicles=(VEHICLE, VEHICLE)))
    assert [vehicle.id for vehicle in quote.vehicles] == ["v2", "v3"]
    assert quote.seq == 3


def test_a_quote_may_open_with_ten_vehicles() -> None:
    assert len(opened(a_wish(vehicles=(VEHICLE,) * MAX_VEHICLES)).vehicles) == MAX_VEHICLES


def test_it_keeps_the_iva_of_its_day_and_is_valid_for_the_set_days() -> None:
    quote = opened(a_wish())
    assert (quote.iva_rate_bps, quote.valid_until) == (1500, date(2026, 7, 25))


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ({"vehicles": ()}, ["/vehicles"]),
        ({"vehicles": (VEHICLE,) * (MAX_VEHICLES + 1)}, ["/vehicles"]),
        ({"vehicles": (VEHICLE, replace(VEHICLE, model_id="m-none"))}, ["/vehicles/1/model_id"]),
        ({"vehicles": (replace(VEHICLE, extras=(an_extra(amount_cents=-1),)),)}, ["/vehicles/0/extras/0/amount_cents"]),
        ({"follow_up": a_plan(due_at=NOW)}, ["/follow_up/due_at"]),
        ({"customer": replace(CONTACT, phone="123")}, ["/customer/phone"]),
        (
            {"vehicles": (), "follow_up": a_plan(due_at=NOW), "customer": replace(CONTACT, phone="123")},
            ["/vehicles", "/customer/phone", "/follow_up/due_at"],
        ),
    ],
)
def test_what_breaks_a_rule_is_pointed_at(overrides: dict[str, Any], expected: list[str]) -> None:
    assert pointers(a_wish(**overrides)) == expected


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ({"first_name": " \u200b "}, ["/first_name"]),
        ({"last_name": ""}, ["/last_name"]),
        ({"id_type": IdType.CEDULA}, ["/id_number"]),
        ({"id_number": CEDULA}, ["/id_type"]),
        ({"id_type": IdType.CEDULA, "id_number": ""}, ["/id_number"]),
        ({"id_type": IdType.CEDULA, "id_number": "1710034066", "phone": ""}, ["/phone", "/id_number"]),
    ],
)
def test_every_fault_of_a_customer_is_told(overrides: dict[str, Any], expected: list[str]) -> None:
    with pytest.raises(Invalid) as caught:
        checked_customer(replace(CONTACT, **overrides), NOW)
    assert [fault.pointer for fault in caught.value.faults] == expected


def test_a_customer_is_kept_clean() -> None:
    typed = replace(CONTACT, first_name="  Ana  María ", id_type=IdType.CEDULA, id_number="171003406-5")
    customer = checked_customer(typed, NOW)
    assert (customer.name, customer.phone, customer.id_number) == ("Ana María Núñez", "+593991234567", CEDULA)
    assert customer.id_warning is None


def test_a_ruc_that_fails_is_kept_with_its_warning() -> None:
    customer = checked_customer(replace(CONTACT, id_type=IdType.RUC, id_number="1792060347001"), NOW)
    assert customer.id_number == "1792060347001"
    assert customer.id_warning


def test_consent_is_dated_when_it_is_given_and_gone_when_it_is_taken_back() -> None:
    before = checked_customer(CONTACT, NOW)
    assert before.consent_at == NOW
    assert checked_customer(CONTACT, IN_A_DAY, before).consent_at == NOW
    silent = checked_customer(replace(CONTACT, consent=False), IN_A_DAY, before)
    assert silent.consent_at is None
    assert checked_customer(CONTACT, IN_A_DAY, silent).consent_at == IN_A_DAY


def test_a_stored_customer_can_be_typed_in_again_unchanged() -> None:
    customer = a_customer(id_type=IdType.CEDULA, id_number=CEDULA, opted_out=True)
    assert checked_customer(contact_of(customer), IN_A_DAY, customer) == customer


OPEN_CARDS = [quote_card(quote) for quote in (a_quote(), a_sold_quote())]
CLOSED_CARDS = [quote_card(quote) for quote in (a_lost_quote(), a_sold_quote(Stage.DELIVERED))]


@pytest.mark.parametrize("card", OPEN_CARDS, ids=lambda card: card.stage.value)
def test_an_open_quote_of_the_customer_is_shown_with_whose_it_is(card: QuoteCard) -> None:
    with pytest.raises(Conflict) as caught:
        refuse_duplicates([*CLOSED_CARDS, card], None)
    (duplicate,) = caught.value.state["duplicates"]
    assert (duplicate["number"], duplicate["stage"]) == ("COT-2026-000123", card.stage.value)
    assert (duplicate["advisor"]["id"], duplicate["showroom"]["id"]) == ("p-advisor", "s-norte")
    assert card.advisor.name in caught.value.detail


def test_a_customers_personal_data_is_not_told_to_another_advisor() -> None:
    with pytest.raises(Conflict) as caught:
        refuse_duplicates(OPEN_CARDS, None)
    assert "Núñez" not in str(caught.value.state)
    assert "991234567" not in str(caught.value.state)


def test_a_reason_or_only_closed_quotes_let_it_pass() -> None:
    refuse_duplicates(OPEN_CARDS, "Segunda moto")
    refuse_duplicates(CLOSED_CARDS, None)
    refuse_duplicates([], None)
