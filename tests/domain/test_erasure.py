"""What is left of a customer: the deal's facts, and nobody behind them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.json import decode, encode
from msgspec.structs import replace

from chalicelib.domain.cards import agenda_card, discount_cards, quote_card, reservation_card
from chalicelib.domain.codes import EventKind, IdType, LostReason, NoticeKind, Outcome, ReservationStatus, Stage
from chalicelib.domain.customer import Customer
from chalicelib.domain.dealership import Ref
from chalicelib.domain.erasure import (
    ERASED,
    WITHOUT_WORDS,
    erased_card,
    erased_event,
    erased_quote,
    mentions,
    only_of_customer,
    without_customer,
)
from chalicelib.domain.errors import Conflict
from chalicelib.domain.proforma import PageState, content_digest, is_stale, page_state, shows_otherwise
from chalicelib.domain.quote import Proforma, Quote, ResolvedFollowUp, StageChange
from chalicelib.domain.reservation import Reservation
from chalicelib.domain.telling import agenda_summary, summary, validity_line
from chalicelib.domain.timeline import Event, Notice, NoticeLine
from tests.builders import (
    NOW,
    a_customer,
    a_discount,
    a_follow_up,
    a_loan,
    a_person,
    a_quote,
    a_reservation,
    a_sold_quote,
    a_vehicle,
    an_extra,
    an_option,
)

SAID = "Xqz"
"""Begins whatever was typed about the customer, and all that they are called."""

words = st.text(st.characters(exclude_categories=["C"]), max_size=20).map(lambda text: f"{SAID}{text}")


def a_person_of_words(text: str) -> Customer:
    return a_customer(first_name=text, last_name=text, phone="+593991230000", email=f"{SAID}@customer.example")


def a_quote_of_words(text: str, **overrides: Any) -> Quote:
    """A quote with words wherever words may stand."""
    discount = a_discount(reason=text, decision_reason=text)
    facts: dict[str, Any] = {
        "customer": replace(a_person_of_words(text), id_type=IdType.PASSPORT, id_number=SAID, id_warning=text),
        "vehicles": (a_vehicle(an_option(discount=discount), a_loan(discount=discount), extras=(an_extra(),)),),
        "pending": a_follow_up(observations=text),
        "reservations": (a_reservation_of_words(text),),
        "duplicate_reason": text,
        "proforma": Proforma("t" * 32, 2, "digest", NOW),
    }
    return a_quote(**(facts | overrides))


def a_reservation_of_words(text: str, **overrides: Any) -> Reservation:
    said = {"id_number": SAID, "id_warning": text, "receipt_number": text, "observations": text, "reason": text}
    return a_reservation(**(said | overrides))


def is_free_of_words(thing: object) -> bool:
    return SAID.encode() not in encode(thing) and b"991230000" not in encode(thing)


@given(words)
def test_nothing_of_who_it_was_or_of_what_was_typed_is_left_in_a_quote(text: str) -> None:
    after = erased_quote(a_quote_of_words(text))
    assert is_free_of_words(after)
    assert after.customer == ERASED
    assert after.customer.opted_out
    assert after.pending is not None
    rows = (agenda_card(after, after.pending), quote_card(after), reservation_card(after, after.reservations[0]))
    assert is_free_of_words([*rows, *discount_cards(after)])
    assert {rows[0].name, rows[1].name, rows[2].name} == {"Cliente con datos borrados"}


@given(words)
def test_what_is_erased_stays_as_it_is(text: str) -> None:
    once = erased_quote(a_quote_of_words(text))
    assert erased_quote(once) == once
    assert decode(encode(once), type=Quote) == once
    event = erased_event(an_event_of_words(text))
    assert erased_event(event) == event


def test_the_books_keep_amounts_chassis_dates_and_who_sold() -> None:
    text = f"{SAID} pidió"
    chosen = an_option(discount=a_discount(reason=text), chosen=True)
    vehicle = a_vehicle(chosen, chosen=True, vin="VIN0001", extras=(an_extra(),))
    sold = a_sold_quote(Stage.DELIVERED, vehicles=(vehicle,), customer=a_person_of_words(text))
    after = erased_quote(sold)
    kept = replace(chosen, discount=replace(a_discount(), reason="", decision_reason=None))
    assert after == replace(sold, customer=ERASED, vehicles=(replace(vehicle, payment_options=(kept,)),))


def test_the_deposit_of_a_reservation_is_kept_and_its_voucher_is_not() -> None:
    before = a_reservation_of_words(f"{SAID} avisó", status=ReservationStatus.FULFILLED)
    after = erased_card(reservation_card(a_quote_of_words(SAID), before))
    assert is_free_of_words(after)
    assert after.name == ERASED.name
    blank = {"id_number": "", "id_warning": None, "receipt_number": None, "observations": "", "reason": None}
    assert after.reservation == replace(before, **blank)


def test_the_pending_follow_up_is_another_so_that_what_was_written_about_the_customer_finds_it_gone() -> None:
    before = a_quote_of_words(SAID)
    after = erased_quote(before)
    assert before.pending is not None
    assert after.pending is not None
    with pytest.raises(Conflict):
        after.require_pending(before.pending.id)
    assert after.require_pending(after.pending.id).due_at == before.pending.due_at


def test_a_link_says_that_it_is_no_longer_available_whatever_the_stage() -> None:
    for quote in (a_quote_of_words(SAID), a_quote(stage=Stage.LOST, lost_reason=LostReason.PRICE), a_sold_quote()):
        after = erased_quote(quote)
        assert page_state(after, NOW.date()) is PageState.ERASED
    assert not is_stale(erased_quote(a_quote_of_words(SAID)))


def test_a_link_changes_even_if_the_customer_was_called_as_nobody_is() -> None:
    unsent = a_quote(customer=a_customer(first_name=ERASED.first_name))
    before = replace(unsent, proforma=Proforma("t" * 32, 1, content_digest(unsent), NOW))
    assert erased_quote(before).proforma == before.proforma
    assert shows_otherwise(before, erased_quote(before))


def an_event_of_words(text: str, kind: EventKind = EventKind.FOLLOW_UP_RESOLVED) -> Event:
    change = StageChange(Stage.QUOTED, Stage.LOST, note=text, reason=LostReason.OTHER)
    resolved = ResolvedFollowUp(
        a_follow_up(observations=text), text, NOW, NOW, a_person().ref, Outcome.CONTACTED, stage_change=change
    )
    by = Ref("customer", text) if kind is EventKind.CUSTOMER_ANSWERED else a_person().ref
    own_words = kind.label if kind in WITHOUT_WORDS else f"{kind.label}: {text}"
    return Event(kind, NOW, by, own_words, resolved, change)


@pytest.mark.parametrize("kind", EventKind)
def test_what_happened_is_kept_without_what_was_said(kind: EventKind) -> None:
    before = an_event_of_words(f"{SAID} dijo", kind)
    after = erased_event(before)
    assert is_free_of_words(after)
    assert (after.kind, after.at, after.by.id, after.text) == (kind, NOW, before.by.id, kind.label)
    assert after.resolved is not None
    assert after.resolved.outcome is Outcome.CONTACTED


def test_a_kind_that_nobody_has_looked_at_keeps_no_sentence() -> None:
    with_words = {"FOLLOW_UP_RE_DATED", "DISCOUNT_DECIDED", "RESERVATION_DECIDED", "RESERVATION_ENDED"}
    assert set(EventKind) - WITHOUT_WORDS == with_words


MINE, THEIRS = "q-mine", "q-theirs"
NAME, OTHER = "Xqz (de) Prueba", "Otra Xqz (de) Pruebas"


def a_line(quote_id: str, name: str) -> NoticeLine:
    quote = a_quote(id=quote_id, customer=a_customer(first_name=name.partition(" ")[0]))
    return replace(validity_line(quote), customer=name)


def a_notice(*lines: NoticeLine, kind: NoticeKind = NoticeKind.FOLLOW_UPS_OVERDUE, **overrides: Any) -> Notice:
    quote_id = lines[0].quote_id if len(lines) == 1 else None
    text = agenda_summary(len(lines), 0, ()) if kind is NoticeKind.AGENDA else summary(kind, lines)
    return replace(Notice("p-advisor", "s-norte", kind, text, quote_id, "envelope", lines), **overrides)


def test_a_notice_about_one_customer_goes_with_them() -> None:
    for notice in (
        a_notice(a_line(MINE, NAME)),
        Notice("p-boss", "s-norte", NoticeKind.DISCOUNT_WAITING, f"Pide {NAME}", MINE),
    ):
        assert mentions(notice, {MINE}, ())
        assert without_customer(notice, {MINE}, {NAME}) is None
        assert without_customer(notice, {THEIRS}, {"Nadie"}) is notice


def test_a_notice_about_several_keeps_the_others() -> None:
    before = a_notice(a_line(MINE, NAME), a_line(THEIRS, OTHER))
    after = without_customer(before, {MINE}, {NAME})
    assert after is not None
    assert after.text == f"2 seguimientos vencidos: {ERASED.name} y {OTHER}."
    assert after.lines == (replace(before.lines[0], customer=ERASED.name, follow_up_id=None), before.lines[1])
    assert without_customer(after, {MINE}, {NAME}) == after


def test_an_agenda_goes_on_counting_what_is_due() -> None:
    before = a_notice(a_line(MINE, NAME), kind=NoticeKind.AGENDA)
    after = without_customer(before, {MINE}, {NAME})
    assert after is not None
    assert after.text == before.text
    assert [line.customer for line in after.lines] == [ERASED.name]


def test_a_mail_that_failed_names_no_quote_and_is_known_by_the_whole_name() -> None:
    quoted = a_notice(a_line(MINE, NAME), a_line(THEIRS, OTHER)).text
    before = Notice("p-boss", "s-norte", NoticeKind.MAIL_FAILED, f"El correo fue devuelto: «{quoted}»")
    after = without_customer(before, {MINE}, {NAME})
    assert after is not None
    assert after.text == f"El correo fue devuelto: «2 seguimientos vencidos: {ERASED.name} y {OTHER}.»"
    assert not mentions(before, {MINE}, ())


def test_a_copy_tells_nobody_of_another_customer() -> None:
    both = a_notice(a_line(MINE, NAME), a_line(THEIRS, OTHER), more=3)
    told = only_of_customer(both, {MINE})
    assert told.text == f"Seguimiento vencido: {NAME}."
    assert told.lines == both.lines[:1]
    assert told.more == 0
    failed = Notice("p-boss", "s-norte", NoticeKind.MAIL_FAILED, f"«{both.text}»")
    assert only_of_customer(failed, {MINE}).text == NoticeKind.MAIL_FAILED.label
