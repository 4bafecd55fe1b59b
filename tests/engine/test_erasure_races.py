"""Work on a quote whose customer is being erased goes before and is erased with it, or is refused: nothing in between."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

from chalicelib.adapters.entries import page_key
from chalicelib.adapters.records import LedgerRecord
from tests.api.client import Reply
from tests.api.samples import OVER_THE_LIMIT, a_cash_option, a_next, a_resolution, a_vehicle, when
from tests.desk import ANA, MARA, NORA, vin
from tests.services.trouble import somebody_faster

from .cases import Case, a_case, answered
from .customers import Counter, all_items, erase_now, found_of, planned
from .deals import read_whole
from .sizes import ERASED_ROUNDS


@pytest.fixture
def case(counter: Counter) -> Case:
    return a_case(counter)


def resolved(counter: Counter, case: Case) -> Reply:
    following = a_next(due_at=when(counter.clock.instant, days=2), observations=case.who.says("volver a llamar"))
    body = a_resolution(observations=case.who.says("quiere verla"), next=following)
    return counter.of(ANA).post(
        f"/follow-ups/{case.quote['pending_follow_up']['id']}/resolution", body, key=case.quote["id"]
    )


def re_dated(counter: Counter, case: Case) -> Reply:
    body = {"due_at": when(counter.clock.instant, days=3), "reason": case.who.says("de viaje")}
    return counter.of(ANA).post(f"/follow-ups/{case.quote['pending_follow_up']['id']}/re-dates", body)


def stepped(counter: Counter, case: Case) -> Reply:
    body = {"to": "DOCUMENTED", "note": case.who.says("trajo todo")}
    return counter.of(ANA).post(f"/quotes/{case.quote['id']}/stage-changes", body, key=case.quote["id"])


def lost(counter: Counter, case: Case) -> Reply:
    body = {"to": "LOST", "reason": "OTHER", "note": case.who.says("se mudó")}
    return counter.of(ANA).post(f"/quotes/{case.quote['id']}/stage-changes", body)


def renamed(counter: Counter, case: Case) -> Reply:
    body = {"customer": {"first_name": case.who.says("Otra")}}
    return counter.of(ANA).patch(f"/quotes/{case.quote['id']}", body, case.version)


def renamed_whatever_the_version(counter: Counter, case: Case) -> Reply:
    body = {"customer": {"first_name": case.who.says("Otra"), "last_name": "Vez", "phone": case.who.phone}}
    return counter.of(ANA).patch(f"/quotes/{case.quote['id']}", body, "*")


def offered(counter: Counter, case: Case) -> Reply:
    option = a_cash_option(discount=OVER_THE_LIMIT | {"reason": case.who.says("feria")})
    body = a_vehicle(model_id="m-two", payment_options=[option])
    return counter.of(ANA).post(f"/quotes/{case.quote['id']}/vehicles", body, key=case.quote["id"])


def discounted(counter: Counter, case: Case) -> Reply:
    vehicle = case.quote["vehicles"][0]
    path = f"/quotes/{case.quote['id']}/vehicles/{vehicle['id']}/payment-options/{vehicle['payment_options'][0]['id']}"
    body = {"decision": "REJECTED", "reason": case.who.says("no es fiel")}
    return counter.of(NORA).post(f"{path}/discount-decision", body)


def reserved(counter: Counter, case: Case) -> Reply:
    body = {"decision": "REJECTED", "reason": case.who.says("poco abono")}
    return counter.of(NORA).post(f"/reservations/{case.reservation['id']}/decision", body)


def cancelled(counter: Counter, case: Case) -> Reply:
    body = {"reason": case.who.says("ya no")}
    return counter.of(ANA).post(f"/reservations/{case.reservation['id']}/cancellation", body, key=case.quote["id"])


def sent_anew(counter: Counter, case: Case) -> Reply:
    """Not what it was when it was sent: another version is published."""
    return counter.of(ANA).post(f"/quotes/{case.quote['id']}/sends", {"channel": "WHATSAPP"}, key=case.quote["id"])


REQUESTS = (
    resolved,
    re_dated,
    stepped,
    lost,
    renamed,
    renamed_whatever_the_version,
    offered,
    discounted,
    reserved,
    cancelled,
    sent_anew,
    answered,
)
Request = Callable[[Counter, Case], Reply]


@pytest.mark.parametrize("request_made", REQUESTS, ids=lambda request: request.__name__)
def test_who_comes_after_is_refused_and_writes_nothing(counter: Counter, case: Case, request_made: Request) -> None:
    with somebody_faster(lambda: erase_now(counter, planned(case.who))) as line:
        reply = request_made(counter, case)
    assert line.tries > 0
    assert reply.status in (409, 412, 429), reply.body
    assert [item for item in all_items() if any(trace in item for trace in case.who.traces)] == []
    erase_now(counter, planned(case.who))  # a page that was put for a version that never came to be
    assert found_of(case.who.traces, counter.bucket) == []


@pytest.mark.parametrize("request_made", REQUESTS, ids=lambda request: request.__name__)
def test_who_goes_before_is_erased_with_it(counter: Counter, case: Case, request_made: Request) -> None:
    replies: list[Reply] = []
    plan = planned(case.who)
    with somebody_faster(lambda: replies.append(request_made(counter, case))):
        erase_now(counter, plan)
    assert replies[0].status < 300, replies[0].body
    assert found_of(case.who.traces, counter.bucket) == []
    assert planned(case.who).is_done


def test_an_advisor_who_resolves_at_that_moment_wins_or_is_refused(counter: Counter) -> None:
    seen = set()
    for _ in range(ERASED_ROUNDS):
        case, replies, barrier = a_case(counter), list[Any](), Barrier(2)
        plan = planned(case.who)

        def resolve(case: Case = case, replies: list[Any] = replies, barrier: Barrier = barrier) -> None:
            barrier.wait()
            replies.append(resolved(counter, case))

        advisor = Thread(target=resolve)
        advisor.start()
        barrier.wait()
        erase_now(counter, plan)
        advisor.join()
        seen.add(replies[0].status)
        assert found_of(case.who.traces, counter.bucket) == []
        events = [event.kind.value for event in read_whole(case.quote["id"]).events]
        assert events.count("FOLLOW_UP_RESOLVED") == (replies[0].status == 201)
        assert events.count("CUSTOMER_ERASED") == 1
    assert seen <= {201, 409}


def test_an_answer_that_still_finds_the_quote_finds_nobody(counter: Counter, case: Case) -> None:
    erase_now(counter, planned(case.who))
    LedgerRecord(page_key(urlsplit(case.link).path.rpartition("/")[2]), "page", body=case.quote["id"]).save()
    before = read_whole(case.quote["id"])
    assert answered(counter, case).status == 204
    assert read_whole(case.quote["id"]) == before


def test_the_same_customer_may_come_back(counter: Counter, case: Case) -> None:
    erase_now(counter, planned(case.who))
    again = counter.quote(case.who)
    found = counter.of(MARA).get("/customers", phone=case.who.phone).body["items"]
    assert [row["id"] for row in found] == [again["id"]]


def test_what_another_customers_request_was_answered_is_kept(counter: Counter) -> None:
    """A unit that is given up is offered to who waits; the request was about who gave it up."""
    giver, waiter = a_case(counter), a_case(counter)
    for case in (giver, waiter):
        body = {"reason": case.who.says("otra vez")}
        counter.of(ANA).post(f"/reservations/{case.reservation['id']}/cancellation", body)
    held = counter.reserve(giver.who, giver.quote, vin=vin(1))
    counter.post(NORA, f"/reservations/{held['id']}/decision", {"decision": "APPROVED"})
    counter.reserve(waiter.who, waiter.quote, vin=vin(1), wait=True)
    path, body = f"/reservations/{held['id']}/cancellation", {"reason": giver.who.says("ya no")}
    answer = counter.of(ANA).post(path, body, key="given-up")
    erase_now(counter, planned(waiter.who))
    assert found_of(waiter.who.traces, counter.bucket) == []
    assert counter.of(ANA).post(path, body, key="given-up").body == answer.body
