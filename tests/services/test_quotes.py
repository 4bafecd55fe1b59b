"""Creating quotes: duplicates, whose they are and where; and correcting them."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.adapters import directory
from chalicelib.adapters.deals import load_deal
from chalicelib.answer import Answer
from chalicelib.domain.codes import FollowUpType, IdType, PaymentKind, Quality, Role, Source, Stage
from chalicelib.domain.customer import Contact
from chalicelib.domain.dealership import Person
from chalicelib.domain.errors import Conflict, DeskError, Invalid, NotAllowed, NotFound, Stale
from chalicelib.domain.follow_up import Plan
from chalicelib.domain.offers import OptionWish, VehicleWish
from chalicelib.domain.opening import QuoteWish
from chalicelib.domain.quote import Quote
from chalicelib.services.perform import perform
from chalicelib.services.quotes import ContactEdit, QuoteEdit, create_quote, edit_quote, find_customer
from tests.builders import IN_A_DAY, NOW, a_quote
from tests.desk import ANA, BEN, CARLA, MARA, NORA, SAUL, call_of, store, table_contents
from tests.services.conftest import Do
from tests.services.trouble import lost_reply

PHONE = "0991234567"
CEDULA = "1710034065"


def _contact(**fields: Any) -> Contact:
    return replace(Contact("María", "Ñuñez", PHONE), **fields)


def _wish(**fields: Any) -> QuoteWish:
    vehicle = VehicleWish("m-one", 2026, "Rojo", payment_options=(OptionWish(PaymentKind.CASH),))
    wish = QuoteWish(_contact(), Source.WEB, Quality.WARM, (vehicle,), Plan(FollowUpType.CALL, IN_A_DAY))
    return replace(wish, **fields)


def _create(person: Person = ANA, **fields: Any) -> Quote:
    made: list[Quote] = []

    def command(work: Any) -> None:
        made.append(create_quote(work, _wish(**fields)).quote)

    perform(call_of(person), command, lambda _: Answer(201, ""))
    deal = load_deal(made[-1].id)
    assert deal is not None
    assert deal.quote == made[-1]
    return deal.quote


def _refusal(kind: type[DeskError], person: Person = ANA, **fields: Any) -> DeskError:
    before = table_contents()
    with pytest.raises(kind) as caught:
        _create(person, **fields)
    assert table_contents() == before
    return caught.value


def test_a_quote_is_numbered_in_turn(tables: None) -> None:
    numbers = [_create(customer=_contact(phone=f"099123450{n}")).number for n in range(3)]
    assert numbers == ["COT-2026-000001", "COT-2026-000002", "COT-2026-000003"]


@pytest.mark.parametrize("later", [{}, {"phone": "+593 99 123 4567"}])
def test_an_open_quote_of_the_same_phone_is_shown_with_whose_it_is(later: dict[str, str], tables: None) -> None:
    first = _create(CARLA)
    refused = _refusal(Conflict, customer=_contact(first_name="Otra", **later))
    assert isinstance(refused, Conflict)
    (known,) = refused.state["duplicates"]
    assert known["number"] == first.number
    assert known["advisor"] == {"id": "carla", "name": CARLA.name}
    assert known["showroom"]["id"] == "s-sur"


def test_an_open_quote_of_the_same_id_number_is_shown_too(tables: None) -> None:
    _create(customer=_contact(id_type=IdType.CEDULA, id_number=CEDULA))
    other = _contact(phone="0987654321", id_type=IdType.CEDULA, id_number="171003406-5")
    _refusal(Conflict, customer=other)


def test_a_reason_allows_a_second_quote_and_is_kept(tables: None) -> None:
    _create()
    assert _create(duplicate_reason="Compra otra para su hermano").duplicate_reason == "Compra otra para su hermano"


@pytest.mark.parametrize("stage", [Stage.LOST, Stage.DELIVERED])
def test_a_closed_quote_is_no_duplicate(stage: Stage, tables: None) -> None:
    quote = _create()
    lost = Stage.QUOTED if stage is Stage.LOST else None
    store(replace(quote, stage=stage, pending=None, stage_before_lost=lost), 1)
    _create()


@pytest.mark.parametrize(
    ("person", "fields", "advisor", "showroom"),
    [
        (ANA, {}, "ana", "s-norte"),
        (ANA, {"advisor_id": "ana", "showroom_id": "s-norte"}, "ana", "s-norte"),
        (NORA, {}, "nora", "s-norte"),
        (NORA, {"advisor_id": "ben"}, "ben", "s-norte"),
        (MARA, {"showroom_id": "s-sur"}, "mara", "s-sur"),
        (MARA, {"showroom_id": "s-sur", "advisor_id": "carla"}, "carla", "s-sur"),
    ],
)
def test_whose_a_quote_is(person: Person, fields: dict[str, str], advisor: str, showroom: str, tables: None) -> None:
    quote = _create(person, **fields)
    assert (quote.advisor.id, quote.showroom.id) == (advisor, showroom)


@pytest.mark.parametrize(
    ("person", "fields", "kind"),
    [
        (ANA, {"advisor_id": "ben"}, NotAllowed),
        (ANA, {"showroom_id": "s-sur"}, NotAllowed),
        (NORA, {"showroom_id": "s-sur"}, NotAllowed),
        (NORA, {"advisor_id": "carla"}, Invalid),
        (NORA, {"advisor_id": "nobody"}, Invalid),
        (MARA, {}, Invalid),
        (MARA, {"showroom_id": "s-none"}, Invalid),
        (MARA, {"showroom_id": "s-sur", "advisor_id": "ana"}, Invalid),
    ],
)
def test_whose_a_quote_cannot_be(person: Person, fields: dict[str, str], kind: type[DeskError], tables: None) -> None:
    _refusal(kind, person, **fields)


def test_a_quote_cannot_be_of_who_no_longer_works_here(tables: None) -> None:
    directory.save_person(replace(BEN, active=False))
    _refusal(Invalid, NORA, advisor_id="ben")
    _refusal(NotAllowed, BEN)


def test_who_moved_to_another_showroom_signs_in_again_first(tables: None) -> None:
    directory.save_person(replace(ANA, showroom_id="s-sur"))
    _refusal(NotAllowed)


def test_a_created_quote_whose_reply_was_lost_is_there_once(tables: None) -> None:
    with lost_reply(times=3):
        quote = _create()
    assert sum(item["entry"]["S"] == "q" for item in table_contents()["Deals"]) == 1
    assert quote.number == "COT-2026-000001"


def _edit(do: Do, version: int, person: Person = ANA, **fields: Any) -> Quote:
    do(lambda work: edit_quote(work, "q-test", version, QuoteEdit(**fields)), person)
    deal = load_deal("q-test")
    assert deal is not None
    return deal.quote


def test_a_correction_changes_what_it_names_and_keeps_the_rest(quote: Quote, do: Do) -> None:
    edited = _edit(do, 1, customer=ContactEdit(first_name="  Ana   Lucía "), source=Source.FAIR, quality=Quality.HOT)
    assert edited.customer == replace(quote.customer, first_name="Ana Lucía")
    assert (edited.source, edited.quality, edited.pending) == (Source.FAIR, Quality.HOT, quote.pending)


def test_a_correction_over_an_older_version_is_stale(quote: Quote, do: Do) -> None:
    _edit(do, 1, quality=Quality.HOT)
    with pytest.raises(Stale):
        _edit(do, 1, quality=Quality.COLD)


def test_consent_is_dated_when_it_is_given_and_forgotten_when_withdrawn(quote: Quote, do: Do) -> None:
    withdrawn = _edit(do, 1, customer=ContactEdit(consent=False, opted_out=True)).customer
    assert (withdrawn.consent, withdrawn.consent_at, withdrawn.opted_out) == (False, None, True)
    assert _edit(do, 2, customer=ContactEdit(consent=True)).customer.consent_at == NOW


@pytest.mark.parametrize(
    ("edit", "pointer"),
    [
        (ContactEdit(first_name="\u200b"), "/customer/first_name"),
        (ContactEdit(phone="12345678"), "/customer/phone"),
        (ContactEdit(id_number="12345"), "/customer/id_type"),
    ],
)
def test_a_correction_that_cannot_be_is_pointed_at(edit: ContactEdit, pointer: str, quote: Quote, do: Do) -> None:
    with pytest.raises(Invalid) as caught:
        _edit(do, 1, customer=edit)
    assert [fault.pointer for fault in caught.value.faults] == [pointer]


def test_a_changed_phone_is_found_under_the_new_one_only(quote: Quote, do: Do) -> None:
    _edit(do, 1, customer=ContactEdit(phone="0987654321"))
    assert len(find_customer(call_of(ANA), "0987654321", None)) == 1
    assert find_customer(call_of(ANA), PHONE, None) == []


def test_validity_goes_from_today_to_sixty_days_on(quote: Quote, do: Do) -> None:
    assert _edit(do, 1, valid_until=date(2026, 7, 15)).valid_until == date(2026, 7, 15)
    assert _edit(do, 2, valid_until=date(2026, 9, 13)).valid_until == date(2026, 9, 13)
    for day in (date(2026, 7, 14), date(2026, 9, 14), date.max, date.min):
        with pytest.raises(Invalid):
            _edit(do, 3, valid_until=day)


def test_an_expired_quote_is_extended_by_a_boss_only(tables: None, do: Do) -> None:
    store(a_quote(advisor=ANA.ref, valid_until=NOW.date() - timedelta(days=1)))
    with pytest.raises(Conflict):
        _edit(do, 1, valid_until=date(2026, 7, 20))
    assert _edit(do, 1, NORA, valid_until=date(2026, 7, 20)).valid_until == date(2026, 7, 20)


def test_a_boss_elsewhere_corrects_nothing(quote: Quote, do: Do) -> None:
    with pytest.raises(NotFound):
        _edit(do, 1, SAUL, quality=Quality.HOT)


def test_a_boss_who_was_made_an_advisor_no_longer_quotes_for_others(tables: None) -> None:
    directory.save_person(replace(NORA, role=Role.ADVISOR))
    _refusal(NotAllowed, NORA, advisor_id="ana")
