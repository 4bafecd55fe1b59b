"""An erased quote that stays open is worked on like any other; what is typed into it goes with the next run."""

from datetime import timedelta

import pytest

from chalicelib.adapters import outbox
from chalicelib.adapters.records import DealRecord
from chalicelib.domain.codes import NoticeKind
from chalicelib.domain.timeline import Notice
from chalicelib.services.tasks import Job
from tests.api.samples import OVER_THE_LIMIT, a_cash_option, a_next, a_resolution, a_vehicle, when
from tests.desk import ANA, BEN, NORA, vin
from tests.jobs.shift import told
from tests.services.trouble import somebody_faster

from .cases import Case, a_case, answered
from .customers import Counter, Identity, erase_now, found_of, planned

LOST = {"to": "LOST", "reason": "PRICE"}


@pytest.fixture
def case(counter: Counter) -> Case:
    """A quote whose customer has been erased; it is still open."""
    case = a_case(counter)
    erase_now(counter, planned(case.who))
    return case


def moved(quote_id: str) -> None:
    """Somebody wrote the quote."""
    DealRecord(quote_id, "q").update(actions=[DealRecord.version.set(DealRecord.version + 1)])


def test_what_is_typed_into_it_goes_with_the_next_run(counter: Counter, case: Case) -> None:
    quote, vehicle = f"/quotes/{case.quote['id']}", case.quote["vehicles"][0]
    option = a_cash_option(discount=OVER_THE_LIMIT | {"reason": case.who.says("feria")})
    decision = (
        f"{quote}/vehicles/{vehicle['id']}/payment-options/{vehicle['payment_options'][0]['id']}/discount-decision"
    )
    pending = counter.of(ANA).get(quote).body["pending_follow_up"]["id"]
    following = a_next(due_at=when(counter.clock.instant, days=2), observations=case.who.says("volver a llamar"))
    for who, path, body in (
        (ANA, f"{quote}/vehicles", a_vehicle(model_id="m-two", payment_options=[option])),
        (NORA, decision, {"decision": "REJECTED", "reason": case.who.says("no es fiel")}),
        (ANA, f"/follow-ups/{pending}/resolution", a_resolution(observations=case.who.says("sí"), next=following)),
    ):
        assert counter.of(who).post(path, body).status in (200, 201)
    assert not planned(case.who).is_done
    erase_now(counter, planned(case.who))
    assert found_of(case.who.traces, counter.bucket) == []
    assert planned(case.who).is_done


def test_one_more_try_on_it_is_no_refusal(counter: Counter, case: Case) -> None:
    with somebody_faster(lambda: moved(case.quote["id"])) as line:
        reply = counter.of(ANA).post(f"/quotes/{case.quote['id']}/stage-changes", LOST)
    assert line.tries > 1
    assert reply.status == 201, reply.body


def test_a_hold_that_ran_out_is_settled_on_the_way(counter: Counter) -> None:
    case = a_case(counter)
    approved = {"decision": "APPROVED", "vin": vin(1)}
    counter.post(NORA, f"/reservations/{case.reservation['id']}/decision", approved)
    erase_now(counter, planned(case.who))
    counter.clock.advance(days=3)
    assert counter.of(ANA).post(f"/quotes/{case.quote['id']}/stage-changes", LOST).status == 201


def test_it_goes_with_the_work_that_is_handed_over(counter: Counter, case: Case) -> None:
    other = a_case(counter)
    body = {"from_advisor_id": ANA.id, "to_advisor_id": BEN.id, "quote_ids": [case.quote["id"], other.quote["id"]]}
    with somebody_faster(lambda: moved(other.quote["id"])):
        reply = counter.of(NORA).post("/reassignments", body)
    assert reply.status == 201, reply.body


def test_it_is_not_sent_and_says_why(counter: Counter, case: Case) -> None:
    reply = counter.of(ANA).post(f"/quotes/{case.quote['id']}/sends", {"channel": "WHATSAPP"})
    assert reply.status == 409
    assert "borraron" in reply.body["detail"]


def test_alerts_about_it_are_left_to_be_worked(counter: Counter, case: Case) -> None:
    counter.shift.tick(counter.clock.instant + timedelta(days=4), Job.OVERDUE)
    told_of = [notice for notice in told(ANA.id) if any(line.quote_id == case.quote["id"] for line in notice.lines)]
    assert told_of
    erase_now(counter, planned(case.who))
    assert [n for n in told(ANA.id) if any(line.quote_id == case.quote["id"] for line in n.lines)] == told_of


def test_namesakes_of_the_dealership_keep_their_name(counter: Counter) -> None:
    who = Identity("Marta", "Homónima", "+593992229999", "XQ9999991", "Wkzm")
    counter.quote(who)
    text = f"{who.first_name} {who.last_name} le pasó 3 seguimientos."
    notices = [Notice(ANA.id, "s-norte", NoticeKind.WORK_RECEIVED, text)]
    outbox.tell_once("handed#1", counter.clock.instant.date(), notices, counter.clock.instant)
    erase_now(counter, planned(who))
    assert text in [notice.text for notice in told(ANA.id)]


def test_a_customer_answers_while_the_phone_is_corrected(counter: Counter) -> None:
    case = a_case(counter)
    body = {"customer": {"phone": "+593992228888"}}

    def corrected() -> None:
        assert counter.of(ANA).patch(f"/quotes/{case.quote['id']}", body, "*").status == 200

    with somebody_faster(corrected):
        assert answered(counter, case).status == 204
