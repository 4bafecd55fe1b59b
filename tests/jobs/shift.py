"""The jobs at work on the test desk: ticks, tasks from the queue, mails out of the outbox; at instants that a test says."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import boto3
from moto.ses.models import ses_backends
from msgspec import Struct
from msgspec.json import decode

from chalicelib.adapters import mail, queues
from chalicelib.adapters.inbox import load_inbox
from chalicelib.adapters.mail import Sender
from chalicelib.domain.timeline import Notice
from chalicelib.services.bounces import MailEvent, heed
from chalicelib.services.delivery import deliver
from chalicelib.services.jobs import fan_out, work_task
from chalicelib.services.posting import Delivery
from chalicelib.services.tasks import Job, JobDesk, Task
from tests.builders import ZONE
from tests.desk import SITE
from tests.jobs.names import CONFIGURATION, OUTBOX, SENDER, WORK
from tests.stack.acting import acting_as

ACCOUNT, REGION = "123456789012", "us-east-1"
CONSOLE = "https://consola.desk.example"
TIMED = (Job.OVERDUE, Job.AGENDA, Job.EXPIRIES)
FUNCTIONS = {Job.OVERDUE: "overdue", Job.AGENDA: "agenda", Job.EXPIRIES: "expiries", Job.OUTBOX: "sweep-outbox"}
"""The functions of the stack that hand out each job's tasks: the shift acts with their rights, and no others."""


class Mail(Struct, frozen=True):
    """A mail that SES took."""

    to: str
    subject: str
    text: str


class Shift:
    """The jobs of one deployment."""

    def __init__(self) -> None:
        self._sqs = boto3.client("sqs")
        made = [self._sqs.create_queue(QueueName=name)["QueueUrl"] for name in (WORK, OUTBOX)]
        self.desk = JobDesk(ZONE, SITE, made[0], made[1], Sender(SENDER, CONFIGURATION), CONSOLE)
        boto3.client("ses").verify_email_identity(EmailAddress=SENDER)
        self._asked: list[dict[str, Any]] = []
        mail._client().meta.events.register("provide-client-params.ses.SendEmail", self._note)

    def tick(self, now: datetime, *jobs: Job) -> None:
        """A quarter of an hour has passed: the jobs' tasks are made and carried out."""
        for job in jobs or TIMED:
            with acting_as(FUNCTIONS[job]):
                fan_out(job, now, self.desk)
        self.work(now)

    def work(self, now: datetime) -> None:
        """Carry out what the work queue holds, until it is empty."""
        for body in self.messages(self.desk.work_queue):
            with acting_as("work-showroom"):
                work_task(decode(body, type=Task), now, self.desk, lambda: False)

    def send(self, now: datetime) -> None:
        """Sweep the outbox and send what is due."""
        self.tick(now, Job.OUTBOX)
        for body in self.messages(self.desk.outbox_queue):
            with acting_as("deliver"):
                deliver(decode(body, type=Delivery).envelope, now, self.desk)

    def hear(self, event: MailEvent, now: datetime) -> None:
        """SES tells of a mail."""
        with acting_as("note-bounces"):
            heed(event, now, self.desk)

    def messages(self, queue: str) -> Iterator[str]:
        """The messages of a queue; each is gone from it once the next is asked for."""
        while found := self._sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=1).get("Messages"):
            yield found[0]["Body"]
            self._sqs.delete_message(QueueUrl=queue, ReceiptHandle=found[0]["ReceiptHandle"])

    @property
    def mails(self) -> list[Mail]:
        """All mails that were sent, in order."""
        sent: list[Any] = ses_backends[ACCOUNT][REGION].sent_messages
        return [Mail(message.destinations["ToAddresses"][0], message.subject, message.body) for message in sent]

    @property
    def tags_of_last_mail(self) -> dict[str, str]:
        """What the last mail will be known by, if it comes back."""
        assert self._asked[-1]["ConfigurationSetName"] == CONFIGURATION
        return {tag["Name"]: tag["Value"] for tag in self._asked[-1]["Tags"]}

    def _note(self, params: dict[str, Any], **_: Any) -> None:
        self._asked.append(params)


@contextmanager
def on_shift() -> Iterator[Shift]:
    """The jobs, on moto's queues and mail."""
    clients = (queues._client, mail._client)
    for client in clients:
        client.cache_clear()
    try:
        yield Shift()
    finally:
        for client in clients:
            client.cache_clear()


def told(person_id: str) -> list[Notice]:
    """What is in a person's inbox, oldest first."""
    return [entry.notice for entry in reversed(load_inbox(person_id, None, 1000))]


def lines_told(person_id: str) -> list[tuple[str, str]]:
    """The kind and the quote of every line that a person was told, in order."""
    return [(notice.kind.value, line.quote_id) for notice in told(person_id) for line in notice.lines]
