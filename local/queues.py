"""The queues of this desk and its mail sender, on the local stand-ins for SQS and SES."""

import json
from typing import Any

from botocore.session import get_session

from .engines import ACCOUNT, Engines

WORK, OUTBOX = "work", "outbox"
SENDER = "avisos@motos-del-paramo.example"
HIDDEN_SECONDS = 150
TRIES = 5


def queue_url(engines: Engines, name: str) -> str:
    """Where a queue is, whether it was made already or not."""
    return f"{engines.ministack.url}/{ACCOUNT}/{name}"


def make_queues() -> None:
    """Create what is missing: each queue has one behind it for what failed too often."""
    sqs = get_session().create_client("sqs")
    for name in (WORK, OUTBOX):
        dead = _make(sqs, f"{name}-dead", {})
        arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        redrive = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": TRIES})
        _make(sqs, name, {"VisibilityTimeout": str(HIDDEN_SECONDS), "RedrivePolicy": redrive})


def let_send_mail() -> None:
    """Have the sender's address taken as verified."""
    get_session().create_client("ses").verify_email_identity(EmailAddress=SENDER)


def _make(sqs: Any, name: str, attributes: dict[str, str]) -> str:
    return str(sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"])
