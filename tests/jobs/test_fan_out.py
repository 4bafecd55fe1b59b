"""Jobs are cut into one message for each showroom, and messages are handled one by one (partial batches)."""

import logging
from datetime import timedelta

import pytest
from msgspec.json import decode, encode

from chalicelib.adapters import directory, queues
from chalicelib.api.batches import handle_batch
from chalicelib.domain.codes import Role
from chalicelib.domain.errors import Unavailable
from chalicelib.services.jobs import fan_out
from chalicelib.services.posting import Delivery, post
from chalicelib.services.tasks import Job, Task
from tests.builders import NOW, a_showroom
from tests.desk import SHOWROOMS
from tests.jobs.shift import Shift


def _tasks(shift: Shift) -> list[Task]:
    return [decode(body, type=Task) for body in shift.messages(shift.desk.work_queue)]


@pytest.mark.parametrize("job", Job)
def test_each_showroom_has_a_task_of_its_own_with_its_staff(shift: Shift, job: Job) -> None:
    assert fan_out(job, NOW, shift.desk) == 2
    tasks = _tasks(shift)
    assert [(task.job, task.showroom_id) for task in tasks] == [(job, showroom.id) for showroom in SHOWROOMS]
    assert [member.id for member in tasks[1].staff.members] == ["carla", "mara", "saul"]
    assert tasks[1].staff.leads(Role.BOSS) == ["saul"]


def test_a_run_is_named_for_its_quarter_of_an_hour(shift: Shift) -> None:
    fan_out(Job.OVERDUE, NOW + timedelta(minutes=14, seconds=59), shift.desk)
    assert {task.run for task in _tasks(shift)} == {NOW}


def test_a_thousand_showrooms_are_a_thousand_messages(shift: Shift) -> None:
    for number in range(23):
        directory.save_showroom(a_showroom(id=f"s-{number:04d}"))
    assert fan_out(Job.EXPIRIES, NOW, shift.desk) == len(_tasks(shift)) == 25


def test_a_queue_that_does_not_answer_is_said_so(shift: Shift) -> None:
    with pytest.raises(Unavailable):
        queues.send(f"{shift.desk.work_queue}-elsewhere", ["{}"])


def test_a_mail_that_cannot_be_asked_for_is_left_to_the_sweep(shift: Shift, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        post(f"{shift.desk.outbox_queue}-elsewhere", ["e-1", "e-2"])
    assert "2 mails are left to the sweep" in caplog.text


def test_only_the_messages_that_failed_come_back() -> None:
    seen = []

    def handle(message: Delivery) -> None:
        seen.append(message.envelope)
        if message.envelope == "bad":
            raise Unavailable

    bodies = [encode(Delivery(name)).decode() for name in ("good", "bad", "fine")]
    records = [*zip("abc", bodies, strict=True), ("d", "no message at all"), ("e", '{"envelope": 7}')]
    answer = handle_batch(records, Delivery, handle)
    assert seen == ["good", "bad", "fine"]
    assert answer == {"batchItemFailures": [{"itemIdentifier": failed} for failed in "bde"]}
