"""The outbox on its way: sent once, tried again ever later, and then told to the boss (B5)."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from chalicelib.adapters import directory, outbox
from chalicelib.domain.codes import NoticeKind, Role
from chalicelib.domain.dealership import Person
from chalicelib.services.delivery import MOST_TRIES, deliver
from chalicelib.services.tasks import Job
from tests.builders import NOW
from tests.desk import ANA, NORA
from tests.jobs.events import mail_down
from tests.jobs.quotes import a_pending
from tests.jobs.shift import CONSOLE, Shift, told

DUE = NOW - timedelta(minutes=30)
SWEPT = NOW + timedelta(minutes=5)


@pytest.fixture
def envelope(shift: Shift) -> str:
    """The envelope of an alert to Ana."""
    a_pending(DUE, quote_id="q-one")
    shift.tick(NOW, Job.OVERDUE)
    (waiting,) = outbox.waiting_envelopes("s-norte", NOW, NOW)
    return waiting


def test_a_mail_links_to_the_follow_up(shift: Shift, envelope: str) -> None:
    assert deliver(envelope, NOW, shift.desk)
    (sent,) = shift.mails
    assert (sent.to, sent.subject) == (ANA.email, "Seguimientos vencidos")
    assert f"{CONSOLE}/#/seguimientos/q-one-9" in sent.text


def test_what_was_sent_is_not_sent_again(shift: Shift, envelope: str) -> None:
    assert deliver(envelope, NOW, shift.desk)
    assert not deliver(envelope, NOW + timedelta(days=1), shift.desk)
    assert len(shift.mails) == 1
    assert outbox.waiting_envelopes("s-norte", SWEPT, SWEPT + timedelta(days=1)) == []


def test_what_somebody_is_sending_is_left_to_them(shift: Shift, envelope: str) -> None:
    lines = outbox.unsent_lines(envelope, NOW)
    assert outbox.take(lines, NOW, NOW + timedelta(minutes=15))
    assert not deliver(envelope, NOW + timedelta(minutes=14), shift.desk)
    assert not outbox.take(lines, NOW, NOW + timedelta(minutes=15))
    assert deliver(envelope, NOW + timedelta(minutes=15), shift.desk)


def test_a_failing_mail_is_tried_again_ever_later(shift: Shift, envelope: str) -> None:
    pauses, now = [], SWEPT
    with mail_down() as tried:
        for _ in range(MOST_TRIES - 1):
            before = len(tried)
            shift.send(now)
            assert len(tried) == before + 1
            waited = timedelta()
            while not outbox.waiting_envelopes("s-norte", now, now + waited):
                waited += timedelta(minutes=15)
            pauses.append(waited / timedelta(minutes=15))
            now += waited
    assert pauses == [1, 2, 4, 8, 16]
    shift.send(now)
    assert len(shift.mails) == 1


def _given_up(shift: Shift, envelope: str) -> None:
    now = SWEPT
    with mail_down():
        for _ in range(MOST_TRIES):
            assert not deliver(envelope, now, shift.desk)
            now += timedelta(hours=9)
    assert outbox.waiting_envelopes("s-norte", now, now) == []


def test_a_mail_that_cannot_be_sent_shows_in_the_boss_inbox_once(shift: Shift, envelope: str) -> None:
    _given_up(shift, envelope)
    (notice,) = told("nora")
    assert notice.kind is NoticeKind.MAIL_FAILED
    assert ANA.email in notice.text
    assert told("mara") == []


@pytest.mark.parametrize(
    ("people", "expected"),
    [([replace(NORA, active=False)], "mara"), ([], "nora"), ([replace(ANA, role=Role.MANAGER)], "mara")],
    ids=["no boss", "a boss", "a manager's mail"],
)
def test_whoever_leads_instead_is_told(shift: Shift, envelope: str, people: list[Person], expected: str) -> None:
    for person in people:
        directory.save_person(person)
    _given_up(shift, envelope)
    found = [who for who in ("nora", "mara") if NoticeKind.MAIL_FAILED in {notice.kind for notice in told(who)}]
    assert found == [expected]


def test_who_no_longer_works_here_gets_no_mail(shift: Shift, envelope: str) -> None:
    directory.save_person(replace(ANA, active=False))
    assert not deliver(envelope, NOW, shift.desk)
    assert shift.mails == []
    assert outbox.waiting_envelopes("s-norte", SWEPT, SWEPT) == []


def test_a_mail_still_on_its_way_is_not_swept(shift: Shift, envelope: str) -> None:
    shift.tick(NOW + timedelta(seconds=90), Job.OUTBOX)
    assert list(shift.messages(shift.desk.outbox_queue)) == []
    shift.tick(NOW + timedelta(minutes=2), Job.OUTBOX)
    assert len(list(shift.messages(shift.desk.outbox_queue))) == 1
