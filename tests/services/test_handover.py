"""Handing work over: forty quotes a call, each with its pending follow-up, all or none of a call."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from chalicelib.adapters import deals, directory
from chalicelib.adapters.deals import load_deal, load_dossier
from chalicelib.answer import Answer
from chalicelib.domain.codes import EventKind, NoticeKind, Role, Stage
from chalicelib.domain.dealership import Person
from chalicelib.domain.errors import DeskError, Invalid, NotAllowed, NotFound
from chalicelib.services.people import MOST_MOVED, HandedOver, Handover, reassign
from chalicelib.services.perform import perform
from tests.builders import a_follow_up, a_quote, a_reservation, a_vehicle
from tests.desk import ANA, BEN, CARLA, MARA, NORA, SAUL, SOUTH, call_of, store, table_contents
from tests.services.ledger import inbox_of
from tests.services.trouble import no_connection, somebody_faster


def _hand_over(
    person: Person = NORA, giver: str = "ana", taker: str = "ben", *quote_ids: str, key: str | None = None
) -> HandedOver:
    done: list[HandedOver] = []
    handover = Handover(giver, taker, quote_ids or None)

    def shape(handed: HandedOver) -> Answer:
        done.append(handed)
        return Answer(201, "")

    perform(call_of(person, key), lambda work: reassign(work, handover), shape)
    return done[-1]


def _anas(count: int) -> list[str]:
    ids = [f"q{number:03d}" for number in range(count)]
    for quote_id in ids:
        store(a_quote(id=quote_id, advisor=ANA.ref, pending=a_follow_up(id=f"{quote_id}-9")))
    return ids


def _advisors(ids: list[str]) -> Iterator[str]:
    for quote_id in ids:
        deal = load_deal(quote_id)
        assert deal is not None
        yield deal.quote.advisor.id


def test_a_call_moves_forty_and_says_how_many_remain(tables: None) -> None:
    ids = _anas(MOST_MOVED + 2)
    first = _hand_over()
    assert (len(first.moved), first.remaining) == (40, 2)
    second = _hand_over()
    assert (len(second.moved), second.remaining) == (2, 0)
    assert set(first.moved) | set(second.moved) == set(ids)
    assert set(_advisors(ids)) == {"ben"}
    assert _hand_over() == HandedOver((), 0)


def test_quotes_with_many_reservations_move_as_they_fit(tables: None) -> None:
    """A transaction takes a hundred items, and each open reservation is one more."""
    ids = [f"q{number:03d}" for number in range(MOST_MOVED)]
    for quote_id in ids:
        kept = (a_reservation(id=f"{quote_id}-r1"), a_reservation(id=f"{quote_id}-r2", vehicle_id="v2", vin=None))
        pair = (a_vehicle(), a_vehicle(id="v2"))
        pending = a_follow_up(id=f"{quote_id}-9")
        store(a_quote(id=quote_id, advisor=ANA.ref, vehicles=pair, reservations=kept, pending=pending))
    first = _hand_over(key="all")
    assert first.remaining == MOST_MOVED - len(first.moved) > 0
    while _hand_over().remaining:
        pass
    assert set(_advisors(ids)) == {"ben"}


def test_follow_ups_move_as_they_are_and_the_timeline_tells(tables: None) -> None:
    (quote_id,) = _anas(1)
    _hand_over()
    dossier = load_dossier(quote_id)
    assert dossier is not None
    assert dossier.deal.quote.pending == a_follow_up(id=f"{quote_id}-9")
    assert [event.kind for event in dossier.events] == [EventKind.REASSIGNED]


def test_only_the_quotes_named_move_and_only_the_givers(tables: None) -> None:
    ids = _anas(3)
    store(a_quote(id="q-bens", advisor=BEN.ref))
    assert _hand_over(NORA, "ana", "nora", ids[1], "q-bens", "q-none") == HandedOver((ids[1],), 0)
    assert list(_advisors([*ids, "q-bens"])) == ["ana", "nora", "ana", "ben"]


def test_closed_quotes_stay(tables: None) -> None:
    store(a_quote(advisor=ANA.ref, stage=Stage.LOST, stage_before_lost=Stage.QUOTED))
    assert _hand_over() == HandedOver((), 0)


def test_the_receiver_is_told_once_a_call(tables: None) -> None:
    _anas(3)
    _hand_over()
    (notice,) = inbox_of("ben")
    assert notice.kind is NoticeKind.WORK_RECEIVED
    assert "3 seguimientos" in notice.text


@pytest.mark.parametrize(
    ("person", "giver", "taker", "kind"),
    [
        (ANA, "ana", "ben", NotAllowed),
        (SAUL, "ana", "ben", NotFound),
        (NORA, "ana", "carla", NotFound),
        (NORA, "carla", "ana", NotFound),
        (NORA, "nobody", "ben", NotFound),
        (NORA, "ana", "nobody", NotFound),
        (NORA, "ana", "ana", Invalid),
        (MARA, "ana", "carla", Invalid),
        (MARA, "ana", "mara", Invalid),
    ],
)
def test_who_may_hand_over_to_whom(person: Person, giver: str, taker: str, kind: type[DeskError], tables: None) -> None:
    _anas(1)
    before = table_contents()
    with pytest.raises(kind):
        _hand_over(person, giver, taker)
    assert table_contents() == before


def test_nobody_receives_work_who_no_longer_works_here(tables: None) -> None:
    directory.save_person(replace(BEN, active=False))
    _anas(1)
    with pytest.raises(Invalid):
        _hand_over()


def test_a_leaver_s_work_can_still_be_handed_over(tables: None) -> None:
    ids = _anas(1)
    directory.save_person(replace(ANA, active=False))
    assert _hand_over().moved == tuple(ids)


def test_who_was_demoted_hands_nothing_over(tables: None) -> None:
    _anas(1)
    directory.save_person(replace(NORA, role=Role.ADVISOR))
    with pytest.raises(NotAllowed):
        _hand_over()


def test_a_quote_that_moved_meanwhile_is_left_alone(tables: None) -> None:
    ids = _anas(2)
    with somebody_faster(lambda: _hand_over(NORA, "ana", "nora", ids[0])):
        assert _hand_over().moved == (ids[1],)
    assert list(_advisors(ids)) == ["nora", "ben"]


def test_a_quote_that_an_index_still_shows_with_its_old_advisor_stays_with_the_new(
    tables: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = _anas(2)
    stale = deals.agenda_of_advisor("ana")
    _hand_over(NORA, "ana", "nora", ids[0])
    monkeypatch.setattr(deals, "agenda_of_advisor", lambda _: stale)
    assert _hand_over().moved == (ids[1],)
    assert list(_advisors(ids)) == ["nora", "ben"]


def test_all_of_a_call_move_or_none(tables: None) -> None:
    ids = _anas(3)
    before = table_contents()
    with no_connection(), pytest.raises(DeskError):
        _hand_over(key="k")
    assert table_contents() == before
    assert set(_advisors(ids)) == {"ana"}


def test_an_advisor_of_another_showroom_keeps_their_own(tables: None) -> None:
    store(a_quote(advisor=CARLA.ref))
    assert _hand_over() == HandedOver((), 0)
    assert list(_advisors(["q-test"])) == ["carla"]


def test_work_in_a_showroom_that_the_boss_does_not_lead_is_left_where_it_is(tables: None) -> None:
    here, elsewhere = _anas(2)
    deal = load_deal(elsewhere)
    assert deal is not None
    store(replace(deal.quote, showroom=SOUTH.ref), deal.version)
    assert _hand_over() == HandedOver((here,), 0)
    assert list(_advisors([here, elsewhere])) == ["ben", "ana"]
