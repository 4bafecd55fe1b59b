"""Things awaited that happen by themselves."""

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")
PATIENCE_SECONDS = 120
"""A job's mail is asked for a minute after the alert, so that one letter tells all."""
POLL_SECONDS = 0.5


def until(look: Callable[[], T]) -> T:
    """What a look finds, once it finds anything."""
    deadline, never = monotonic() + PATIENCE_SECONDS, Event()
    while not (found := look()):
        assert monotonic() < deadline, "nothing came"
        never.wait(POLL_SECONDS)
    return found


def waiting(sqs: Any, queue: str) -> int:
    """Messages that are on a queue, handed out ones included."""
    return _count(sqs, queue, "ApproximateNumberOfMessages") + at_work(sqs, queue)


def at_work(sqs: Any, queue: str) -> int:
    """Messages that were handed out, and are not carried out yet."""
    return _count(sqs, queue, "ApproximateNumberOfMessagesNotVisible")


def _count(sqs: Any, queue: str, name: str) -> int:
    return int(sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=[name])["Attributes"][name])
