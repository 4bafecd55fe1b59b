"""Messages to the queues (SQS). They may arrive twice, late, or in any order."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from ..domain.errors import Unavailable
from .aws import new_client

CONFIG = Config(connect_timeout=1, read_timeout=3, retries={"total_max_attempts": 2, "mode": "standard"})
MOST_TOGETHER = 10


@cache
def _client() -> Any:
    return new_client("sqs", CONFIG)


def send(queue_url: str, bodies: Iterable[str], delay_seconds: int = 0) -> None:
    """Put messages on a queue, ten to a request.

    Raises:
        Unavailable: not all of them were taken; some may have been.
    """
    for bodies_together in _batches(bodies):
        entries = [
            {"Id": str(number), "MessageBody": body, "DelaySeconds": delay_seconds}
            for number, body in enumerate(bodies_together)
        ]
        try:
            answer = _client().send_message_batch(QueueUrl=queue_url, Entries=entries)
        except (BotoCoreError, ClientError) as exc:
            raise Unavailable from exc
        if answer.get("Failed"):
            raise Unavailable


def _batches(bodies: Iterable[str]) -> Iterator[list[str]]:
    left = iter(bodies)
    while together := list(islice(left, MOST_TOGETHER)):
        yield together
