"""Cards say what a list row shows, and can be searched (M1, M2)."""

from datetime import timedelta

import pytest

from chalicelib.domain.cards import agenda_card, discount_cards, quote_card
from chalicelib.domain.codes import DiscountStatus, FollowUpType, Quality, Source, Stage
from chalicelib.domain.customer import matches, search_words
from chalicelib.domain.quote import ModelRef
from tests.builders import (
    IN_A_DAY,
    NOW,
    a_customer,
    a_discount,
    a_follow_up,
    a_lost_quote,
    a_person,
    a_quote,
    a_showroom,
    a_vehicle,
    an_option,
)

SCOOTER = ModelRef("m-two", "Andina", "Colibrí 110")
QUOTE = a_quote(vehicles=(a_vehicle(), a_vehicle(id="v2", model=SCOOTER), a_vehicle(id="v3", model=SCOOTER)))


def test_a_row_of_the_agenda_has_what_it_takes_to_call() -> None:
    pending = a_follow_up(observations="Prefiere la tarde", re_dates=2)
    card = agenda_card(QUOTE, pending)
    assert (card.quote_id, card.number, card.follow_up_id) == ("q-test", "COT-2026-000123", "q-test-9")
    assert (card.name, card.phone) == ("Ana Núñez Ejemplo", "+593991234567")
    assert (card.type, card.due_at, card.observations) == (FollowUpType.CALL, IN_A_DAY, "Prefiere la tarde")
    assert (card.source, card.stage, card.re_dates) == (Source.SHOWROOM, Stage.QUOTED, 2)
    assert (card.advisor, card.showroom_id) == (a_person().ref, "s-norte")


def test_a_row_shows_the_customers_quality_of_now() -> None:
    card = agenda_card(a_quote(quality=Quality.HOT), a_follow_up(quality=Quality.COLD))
    assert card.quality is Quality.HOT


def test_each_model_is_named_once_in_the_order_quoted() -> None:
    assert agenda_card(QUOTE, a_follow_up()).models == ("Andina Cóndor 200", "Andina Colibrí 110")
    assert quote_card(QUOTE).models == ("Andina Cóndor 200", "Andina Colibrí 110")


@pytest.mark.parametrize(
    ("query", "found"), [("ana", True), ("nunez", True), ("colibri", True), ("condor ej", True), ("099", False)]
)
def test_a_row_is_found_by_names_and_models(query: str, found: bool) -> None:
    for card in (agenda_card(QUOTE, a_follow_up()), quote_card(QUOTE)):
        assert matches(card.search, search_words(query)) is found


def test_a_quotes_row_is_the_same_after_any_follow_up() -> None:
    later = a_quote(pending=a_follow_up(id="q-test-10"), seq=10, misses_in_a_row=2, quality=Quality.COLD)
    assert quote_card(later) == quote_card(a_quote())


def test_a_quotes_row_says_where_it_stands() -> None:
    card = quote_card(a_lost_quote(customer=a_customer(first_name="Eva")))
    assert (card.quote_id, card.number, card.stage) == ("q-test", "COT-2026-000123", Stage.LOST)
    assert (card.created_at, card.valid_until) == (NOW, a_quote().valid_until)
    assert (card.name, card.phone, card.source) == ("Eva Núñez Ejemplo", "+593991234567", Source.SHOWROOM)
    assert (card.advisor, card.showroom) == (a_person().ref, a_showroom().ref)


def test_the_tray_has_one_row_for_each_discount_that_waits() -> None:
    asked = NOW - timedelta(hours=3)
    waiting = a_discount(status=DiscountStatus.WAITING, percent_bps=500, reason="Flota", asked_at=asked)
    vehicle = a_vehicle(an_option(discount=a_discount()), an_option(id="o5", discount=waiting))
    (card,) = discount_cards(a_quote(vehicles=(vehicle,)))
    assert (card.quote_id, card.number, card.vehicle_id, card.option_id) == ("q-test", "COT-2026-000123", "v1", "o5")
    assert card.vehicle == "Andina Cóndor 200 2026 Rojo"
    assert (card.reason, card.asked_by, card.asked_at) == ("Flota", a_person().ref, asked)
    assert (card.list_price_cents, card.discount_cents, card.status) == (300_000, 15_000, DiscountStatus.WAITING)


def test_the_tray_is_empty_without_any() -> None:
    assert discount_cards(QUOTE) == ()
