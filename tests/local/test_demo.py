"""The demo dealership: whole, varied, and made of nobody's data."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import phonenumbers
import pytest
from msgspec import Struct
from stdnum.ec import ci

from chalicelib.adapters import deals, directory, inventory
from chalicelib.domain.agenda import Bucket, local_date, standing
from chalicelib.domain.codes import (
    DiscountStatus,
    EventKind,
    IdType,
    LostReason,
    PaymentKind,
    ReservationStatus,
    Role,
    Stage,
    UnitStatus,
)
from chalicelib.domain.deal import Dossier
from chalicelib.domain.dealership import Person
from chalicelib.domain.inventory import Unit
from chalicelib.domain.quote import Quote, Vehicle
from chalicelib.domain.reservation import OPEN_STATUSES, Reservation, quote_id_of
from chalicelib.services import offers
from chalicelib.services.reservation_lists import ReservationQuery, ReservationRow, list_reservations
from chalicelib.services.work import Call
from local.demo import is_loaded, load_demo
from local.demo.catalogue import MODELS
from local.demo.people import BOSSES, PEOPLE, SHOWROOMS
from local.tables import make_tables
from tests.builders import NOW, ZONE
from tests.desk import SITE
from tests.engine.checker import find_contradictions
from tests.engine.engine import CREDENTIALS, connected, engine_home, running

pytestmark = pytest.mark.engine
MET_TWICE = 2


class Demo(Struct, frozen=True):
    """All that a load left in the tables."""

    dossiers: list[Dossier]
    units: list[Unit]

    @property
    def quotes(self) -> list[Quote]:
        return [dossier.deal.quote for dossier in self.dossiers]

    @property
    def open_quotes(self) -> list[Quote]:
        return [quote for quote in self.quotes if quote.is_open]

    @property
    def reservations(self) -> list[Reservation]:
        return [card.reservation for dossier in self.dossiers for card in dossier.reservations]

    @property
    def vehicles(self) -> list[Vehicle]:
        return [vehicle for quote in self.quotes for vehicle in quote.vehicles]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo as loaded at ``NOW``, a Wednesday at 10:00, on an engine of its own: moto takes eight times as long."""
    with running(engine_home(tmp_path_factory.mktemp("demo"))) as engine, pytest.MonkeyPatch.context() as patch:
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        with connected(engine.url):
            make_tables()
            assert not is_loaded()
            load_demo(NOW, ZONE, SITE)
            yield _read_back()


def _read_back() -> Demo:
    rows = deals.quotes_of_showrooms([showroom.id for showroom in SHOWROOMS], None, "0", 1000)
    found = [deals.load_dossier(row.card.quote_id) for row in rows]
    units = [unit for showroom in SHOWROOMS for unit in inventory.units_of_showroom(showroom.id)]
    return Demo([dossier for dossier in found if dossier], units)


def test_a_load_that_came_to_its_end_says_so(demo: Demo) -> None:
    assert is_loaded()


def test_everybody_is_there_and_nobody_is_real(demo: Demo) -> None:
    people = directory.all_people()
    assert sorted(person.id for person in people) == sorted(person.id for person in PEOPLE)
    by_role = Counter((person.role, person.showroom_id) for person in people)
    assert all(by_role[Role.BOSS, showroom.id] == 1 for showroom in SHOWROOMS)
    assert all(by_role[Role.ADVISOR, showroom.id] >= 1 for showroom in SHOWROOMS)
    assert sum(person.role is Role.ADVISOR for person in people) >= 3
    assert sum(person.role is Role.MANAGER for person in people) == 1
    assert all(person.email.endswith("@example.com") for person in people)
    assert all(_is_mobile(person.phone) for person in people)


def test_the_catalogue_has_models_enough_with_colours_and_whole_prices(demo: Demo) -> None:
    models = inventory.all_models()
    assert len(models) == len(MODELS) >= 25
    assert all(model.colours and set(model.model_years) <= {2026, 2027} for model in models)
    assert all(100_000 < model.list_price_cents < 1_000_000 for model in models)


def test_quotes_are_spread_over_every_stage(demo: Demo) -> None:
    assert Counter(quote.stage for quote in demo.quotes) == {
        Stage.QUOTED: 75,
        Stage.DOCUMENTED: 20,
        Stage.INVOICED: 12,
        Stage.DELIVERED: 18,
        Stage.LOST: 25,
    }


def test_every_lost_reason_occurs(demo: Demo) -> None:
    assert {quote.lost_reason for quote in demo.quotes if quote.stage is Stage.LOST} == set(LostReason)


def test_an_open_quote_has_its_pending_follow_up_in_the_agenda(demo: Demo) -> None:
    listed = [row.card.follow_up_id for row in deals.agenda_of_showrooms([showroom.id for showroom in SHOWROOMS])]
    assert all((quote.pending is not None) is quote.is_open for quote in demo.quotes)
    assert sorted(listed) == sorted(quote.pending.id for quote in demo.open_quotes if quote.pending)


def test_work_is_overdue_due_today_and_ahead(demo: Demo) -> None:
    dues = [quote.pending.due_at for quote in demo.quotes if quote.pending]
    counts = Counter(standing(due_at, NOW, ZONE).bucket for due_at in dues)
    assert counts == {Bucket.OVERDUE: 25, Bucket.TODAY: 10, Bucket.UPCOMING: 72}
    assert sum(local_date(due_at, ZONE) == local_date(NOW, ZONE) for due_at in dues) == 15


def test_every_advisor_has_work_and_one_has_a_lot(demo: Demo) -> None:
    pending = Counter(quote.advisor.id for quote in demo.open_quotes)
    overdue = Counter(q.advisor.id for q in demo.open_quotes if q.pending and q.pending.due_at < NOW)
    advisors = {person.id for person in PEOPLE if person.role is Role.ADVISOR}
    assert set(pending) == set(overdue) == advisors
    assert max(pending.values()) == 45


def test_nothing_happened_after_now_and_history_is_as_deep_as_wanted(demo: Demo) -> None:
    instants = [event.at for dossier in demo.dossiers for event in dossier.events]
    assert max(instants) < NOW
    assert min(instants) < NOW - timedelta(days=30)
    kinds = Counter(event.kind for dossier in demo.dossiers for event in dossier.events)
    assert kinds[EventKind.QUOTE_CREATED] == len(demo.quotes)
    assert kinds[EventKind.FOLLOW_UP_RESOLVED] > 200
    assert {EventKind.FOLLOW_UP_RE_DATED, EventKind.VEHICLE_ADDED, EventKind.DISCOUNT_DECIDED} <= set(kinds)


def test_numbers_follow_the_calendar(demo: Demo) -> None:
    by_creation = sorted(demo.quotes, key=lambda quote: quote.created_at)
    numbers = [quote.number for quote in by_creation]
    assert numbers == sorted(set(numbers))


def test_customers_were_missed_up_to_four_times_in_a_row(demo: Demo) -> None:
    assert {1, 2, 3, 4} <= {quote.misses_in_a_row for quote in demo.open_quotes}


def test_some_follow_ups_were_moved_three_times(demo: Demo) -> None:
    assert max(quote.pending.re_dates for quote in demo.open_quotes if quote.pending) == 3


def test_only_a_few_quotes_have_expired(demo: Demo) -> None:
    assert sum(quote.has_expired(local_date(NOW, ZONE)) for quote in demo.quotes) == 4


def test_offers_vary(demo: Demo) -> None:
    assert {len(quote.vehicles) for quote in demo.quotes} >= {1, 2, 3}
    options = [option for vehicle in demo.vehicles for option in vehicle.payment_options]
    assert {option.kind for option in options} == set(PaymentKind)
    loans = [option for option in options if option.kind is PaymentKind.FINANCED]
    assert {option.term_months for option in loans} == {12, 18, 24, 36, 48}
    assert max(option.annual_rate_bps or 0 for option in loans) == 1560
    assert {option.discount_status for option in options} == set(DiscountStatus)


def test_each_boss_has_discounts_to_decide(demo: Demo) -> None:
    trays = [offers.waiting_discounts(Call(boss, NOW, ZONE, SITE), None) for boss in BOSSES.values()]
    assert all(trays)
    assert sum(map(len, trays)) == 7


def test_a_unit_is_sold_exactly_when_its_quote_is_invoiced_or_delivered(demo: Demo) -> None:
    sold = {unit.vin: unit.quote_id for unit in demo.units if unit.status is UnitStatus.SOLD}
    sales = [quote for quote in demo.quotes if quote.stage in (Stage.INVOICED, Stage.DELIVERED)]
    assert sold == {quote.chosen_vehicle.vin: quote.id for quote in sales if quote.chosen_vehicle}
    assert len(sold) == len(sales) == 30


def test_what_was_sold_is_the_motorcycle_that_was_quoted(demo: Demo) -> None:
    units = {unit.vin: unit for unit in demo.units}
    for quote in demo.quotes:
        if vehicle := quote.chosen_vehicle:
            unit = units[vehicle.vin or ""]
            assert (unit.model_id, unit.model_year, unit.colour) == (
                vehicle.model.id,
                vehicle.model_year,
                vehicle.colour,
            )
            assert unit.showroom_id == quote.showroom.id
            assert quote.customer.id_number


def test_a_reservation_stands_in_every_status(demo: Demo) -> None:
    kept = Counter(reservation.status for reservation in demo.reservations)
    assert set(kept) == set(ReservationStatus)
    assert kept[ReservationStatus.FULFILLED] >= 3


def test_each_boss_has_reservations_to_decide(demo: Demo) -> None:
    for boss in BOSSES.values():
        tray = _tray(boss)
        asked = [row.card.reservation for row in tray]
        assert len(asked) >= 3
        assert asked == sorted(asked, key=lambda reservation: reservation.requested_at)
        assert any(row.rivals for row in tray)
        assert any(reservation.vin is None for reservation in asked)
        assert all(reservation.hold_until > NOW + timedelta(days=1) for reservation in asked)
        assert all(reservation.option and reservation.total_cents for reservation in asked)
    assert any(row.card.showroom.id != row.card.reservation.showroom_id for row in _tray(BOSSES["quito-norte"]))


def _tray(boss: Person) -> list[ReservationRow]:
    query = ReservationQuery(status=ReservationStatus.REQUESTED)
    return list_reservations(Call(boss, NOW, ZONE, SITE), query).rows


def test_a_unit_is_held_exactly_for_its_reservation_and_its_line(demo: Demo) -> None:
    by_status = {
        status: {(kept.vin, quote_id_of(kept.id)) for kept in demo.reservations if kept.status is status}
        for status in ReservationStatus
    }
    held = {(unit.vin, unit.quote_id) for unit in demo.units if unit.status is UnitStatus.RESERVED}
    assert held == by_status[ReservationStatus.APPROVED]
    assert {(unit.vin, unit.quote_id) for unit in demo.units if unit.is_offered} == by_status[ReservationStatus.OFFERED]
    in_line = {(unit.vin, waiting.quote_id) for unit in demo.units for waiting in unit.line}
    assert in_line == by_status[ReservationStatus.WAITING]
    sold = {(unit.vin, unit.quote_id) for unit in demo.units if unit.status is UnitStatus.SOLD}
    assert by_status[ReservationStatus.FULFILLED] <= sold


def test_nothing_contradicts_anything_else(demo: Demo) -> None:
    assert find_contradictions() == []


def test_no_hold_and_no_offer_lapses_as_soon_as_the_desk_opens(demo: Demo) -> None:
    assert all(kept.ends_at > NOW + timedelta(hours=12) for kept in demo.reservations if kept.status in OPEN_STATUSES)


def test_both_showrooms_have_units_on_sale(demo: Demo) -> None:
    on_sale = Counter(unit.showroom_id for unit in demo.units if unit.status is UnitStatus.AVAILABLE)
    assert 55 <= len(demo.units) <= 65
    assert all(on_sale[showroom.id] >= 5 for showroom in SHOWROOMS)


def test_phones_are_mobiles_that_can_exist(demo: Demo) -> None:
    assert all(_is_mobile(quote.customer.phone) for quote in demo.quotes)


def test_id_numbers_pass_their_check_and_some_have_none(demo: Demo) -> None:
    customers = [quote.customer for quote in demo.quotes]
    assert {customer.id_type for customer in customers} == {*IdType, None}
    assert all(ci.is_valid(c.id_number or "") for c in customers if c.id_type is IdType.CEDULA)
    assert not [customer for customer in customers if customer.id_warning]


def test_names_have_accents_and_tildes(demo: Demo) -> None:
    letters = set("".join(quote.customer.name for quote in demo.quotes).lower())
    assert set("áéíóúñü") <= letters


def test_only_two_customers_were_met_twice_and_on_purpose(demo: Demo) -> None:
    for key in ("phone", "id_number"):
        counts = Counter(getattr(q.customer, key) for q in demo.quotes if getattr(q.customer, key))
        assert sum(count > 1 for count in counts.values()) <= MET_TWICE
    phones = Counter(quote.customer.phone for quote in demo.quotes)
    assert sum(count > 1 for count in phones.values()) == MET_TWICE
    assert max(phones.values()) == MET_TWICE
    assert sum(quote.duplicate_reason is not None for quote in demo.quotes) == MET_TWICE


def _is_mobile(phone: str) -> bool:
    number = phonenumbers.parse(phone)
    return (
        number.country_code == 593
        and phonenumbers.is_valid_number(number)
        and phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    )
