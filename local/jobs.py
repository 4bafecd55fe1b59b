"""The schedules, and the functions behind the queues: what EventBridge and Lambda do in the deployed stack."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event, Thread
from typing import Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import get_session

from chalicelib.api.batches import handle_batch
from chalicelib.domain.errors import DeskError
from chalicelib.services.delivery import deliver
from chalicelib.services.jobs import fan_out, work_task
from chalicelib.services.page_rewriting import sweep_pages
from chalicelib.services.posting import Delivery
from chalicelib.services.tasks import Job, JobDesk, Task

from .clock import Clock, tick_after
from .mailbox import Mailbox

T = TypeVar("T")
log = logging.getLogger("desk.jobs")

WAIT_SECONDS = 1
TOGETHER = 5
TROUBLE = (DeskError, BotoCoreError, ClientError, OSError)
"""What may go wrong on the way to the engines; the next tick, or the queue, tries again."""


class Clockwork:
    """The jobs of one desk, as they run by themselves."""

    def __init__(self, desk: JobDesk, clock: Clock, mailbox: Mailbox) -> None:
        self._desk = desk
        self._clock = clock
        self._mailbox = mailbox
        self._stopping = Event()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run in threads of its own; on the way out, finish what is at hand."""
        threads = [
            Thread(target=target, name=name, daemon=True)
            for name, target in (("schedules", self._tick), ("work", self._work), ("outbox", self._deliver))
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stopping.set()
            for thread in threads:
                thread.join()

    def _tick(self) -> None:
        """Every schedule now, and at every quarter of an hour from now on."""
        while not self._stopping.is_set():
            now = self._clock.now()
            for job in Job:
                self._tried(partial(fan_out, job, now, self._desk))
            self._tried(partial(sweep_pages, now, self._desk.zone, self._desk.site))
            self._stopping.wait(self._clock.seconds_until(tick_after(now)))

    def _work(self) -> None:
        self._consume(self._desk.work_queue, Task, self._work_one)

    def _work_one(self, task: Task) -> None:
        work_task(task, self._clock.now(), self._desk, self._stopping.is_set)

    def _deliver(self) -> None:
        self._tried(self._mailbox.write)
        self._consume(self._desk.outbox_queue, Delivery, self._deliver_one)

    def _deliver_one(self, message: Delivery) -> None:
        if deliver(message.envelope, self._clock.now(), self._desk):
            self._tried(self._mailbox.write)

    def _consume(self, queue: str, kind: type[T], handle: Callable[[T], object]) -> None:
        sqs = get_session().create_client("sqs")
        while not self._stopping.is_set():
            if not self._tried(partial(_take, sqs, queue, kind, handle)):
                self._stopping.wait(WAIT_SECONDS)

    @staticmethod
    def _tried(act: Callable[[], object]) -> bool:
        try:
            act()
        except TROUBLE:
            log.exception("left to the next tick")
            return False
        return True


def _take(sqs: Any, queue: str, kind: type[T], handle: Callable[[T], object]) -> None:
    """Handle some messages as a function behind the queue would, and drop those that were carried out."""
    taken = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=TOGETHER, WaitTimeSeconds=WAIT_SECONDS)
    messages = {message["MessageId"]: message for message in taken.get("Messages", ())}
    records = [(message_id, message["Body"]) for message_id, message in messages.items()]
    failed = {one["itemIdentifier"] for one in handle_batch(records, kind, handle)["batchItemFailures"]}
    for message_id, message in messages.items():
        if message_id not in failed:
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
