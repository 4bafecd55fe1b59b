"""Mails that come back: sent again, or told to the boss; once, however often SES tells of them (B5)."""

from datetime import timedelta

import pytest
from chalice.app import SQSEvent

from chalicelib import bootstrap
from chalicelib.adapters import outbox
from chalicelib.adapters.records import DirectoryRecord
from chalicelib.api.batches import handle_batch
from chalicelib.domain.codes import NoticeKind
from chalicelib.services.bounces import MailEvent, heed
from chalicelib.services.delivery import ENVELOPE_TAG, MOST_TRIES, TRY_TAG, deliver
from chalicelib.services.tasks import Job
from chalicelib.settings import Settings
from tests.builders import NOW
from tests.desk import ANA
from tests.jobs.events import an_event
from tests.jobs.quotes import a_pending
from tests.jobs.shift import Shift, told

LATER = NOW + timedelta(minutes=20)


@pytest.fixture
def envelope(shift: Shift) -> str:
    """The envelope of an alert to Ana, whose mail was sent."""
    a_pending(NOW - timedelta(minutes=30), quote_id="q-one")
    shift.tick(NOW, Job.OVERDUE)
    (waiting,) = outbox.waiting_envelopes("s-norte", NOW, NOW)
    assert deliver(waiting, NOW, shift.desk)
    return waiting


def test_a_mail_says_what_it_will_be_known_by(shift: Shift, envelope: str) -> None:
    assert shift.tags_of_last_mail == {ENVELOPE_TAG: envelope, TRY_TAG: "1"}


@pytest.mark.parametrize(
    ("kind", "words"), [("Bounce", "fue devuelto"), ("Complaint", "no deseado"), ("Reject", "rechazado")]
)
def test_a_mail_that_came_back_shows_in_the_boss_inbox_once(shift: Shift, envelope: str, kind: str, words: str) -> None:
    for _ in range(3):
        shift.hear(an_event(envelope, kind), LATER)
    (notice,) = told("nora")
    assert notice.kind is NoticeKind.MAIL_FAILED
    assert words in notice.text
    assert ANA.email in notice.text
    assert outbox.waiting_envelopes("s-norte", LATER, LATER + timedelta(days=1)) == []


def test_of_one_person_the_boss_is_told_once_a_day(shift: Shift, envelope: str) -> None:
    shift.hear(an_event(envelope), LATER)
    shift.hear(an_event(envelope, "Complaint"), LATER)
    assert len(told("nora")) == 1


def test_a_mail_that_came_back_for_now_is_sent_again_once(shift: Shift, envelope: str) -> None:
    for _ in range(2):
        shift.hear(an_event(envelope, bounceType="Transient"), LATER)
    assert told("nora") == []
    shift.send(LATER + timedelta(minutes=14))
    assert len(shift.mails) == 1
    shift.send(LATER + timedelta(minutes=15))
    assert len(shift.mails) == 2
    assert shift.tags_of_last_mail[TRY_TAG] == "2"
    shift.hear(an_event(envelope, bounceType="Transient"), LATER)
    shift.send(LATER + timedelta(days=1))
    assert len(shift.mails) == 2


def test_of_two_who_hear_of_it_at_once_one_has_it_sent_again(shift: Shift, envelope: str) -> None:
    lines = outbox.sent_lines(envelope, 1)
    assert outbox.send_again(lines, LATER)
    assert not outbox.send_again(lines, LATER)
    assert outbox.sent_lines(envelope, 1) == []


def test_only_what_went_with_that_try_came_back(shift: Shift, envelope: str) -> None:
    assert len(outbox.sent_lines(envelope, 1)) == 1
    assert outbox.sent_lines(envelope, 2) == []


def test_a_mail_that_keeps_coming_back_is_told(shift: Shift, envelope: str) -> None:
    now = LATER
    for tries in range(1, MOST_TRIES + 1):
        assert told("nora") == []
        shift.hear(an_event(envelope, tries=tries, bounceType="Transient"), now)
        now += timedelta(hours=9)
        shift.send(now)
    assert len(shift.mails) == MOST_TRIES
    assert len(told("nora")) == 1


@pytest.mark.parametrize(
    "event",
    [
        an_event("", bounceType="Permanent"),
        an_event("overdue-nobody-20260101T0700"),
        an_event("x", kind="Delivery"),
    ],
    ids=["not ours", "not sent", "no failure"],
)
def test_what_is_nothing_to_act_on_tells_nobody(shift: Shift, envelope: str, event: MailEvent) -> None:
    shift.hear(event, LATER)
    assert told("nora") == []


def test_a_delivery_of_ours_tells_nobody(shift: Shift, envelope: str) -> None:
    shift.hear(an_event(envelope, "Delivery"), LATER)
    assert told("nora") == []


def test_an_out_of_office_answer_is_no_failure(shift: Shift, envelope: str) -> None:
    answered = [{"emailAddress": ANA.email}]
    shift.hear(an_event(envelope, bounceType="Transient", bouncedRecipients=answered), LATER)
    assert outbox.waiting_envelopes("s-norte", LATER, LATER + timedelta(days=1)) == []
    assert told("nora") == []


def test_what_is_no_event_is_left_to_the_queue(shift: Shift) -> None:
    answer = handle_batch([("m-1", '{"eventType": "Bounce"}')], MailEvent, lambda event: heed(event, NOW, shift.desk))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m-1"}]}


def test_the_words_that_greet_a_new_topic_are_no_failure(
    shift: Shift, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would lie in the dead letters, and ring, after every first deployment."""
    monkeypatch.setattr(bootstrap, "_settings", lambda: settings)
    bodies = {"m-1": "Successfully validated SNS topic for Amazon SES event publishing.", "m-2": "anything else"}
    records = [{"messageId": message_id, "receiptHandle": "-", "body": body} for message_id, body in bodies.items()]
    answer = bootstrap.run_bounces(SQSEvent({"Records": records}, None))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "m-2"}]}


def test_who_was_erased_is_nobody_to_write_of(shift: Shift, envelope: str) -> None:
    DirectoryRecord("person", ANA.id).delete()
    shift.hear(an_event(envelope), LATER)
    assert told("nora") == []
