"""Messages of a queue, one by one: those that could not be carried out come back, and no others."""

import logging
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from msgspec import DecodeError
from msgspec.json import decode

from ..domain.errors import DeskError

T = TypeVar("T")
log = logging.getLogger("desk.jobs")


def handle_batch(
    records: Iterable[tuple[str, str]], kind: type[T], handle: Callable[[T], object]
) -> dict[str, list[dict[str, str]]]:
    """Handle every message; the answer names those that failed, so that the queue hands them out again.

    Args:
        records: ids and bodies.
        kind: what a body says.
        handle: carries one out; a message that is no ``kind`` never reaches it.

    Raises:
        Exception: what nobody foresaw; then the queue hands all of them out again.
    """
    failed = []
    for message_id, body in records:
        try:
            handle(decode(body, type=kind))
        except (DeskError, DecodeError):
            log.exception("message %s is left to the queue", message_id)
            failed.append(message_id)
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}


def records_of(event: Any) -> list[tuple[str, str]]:
    """The ids and bodies of an SQS event, as Chalice hands it on."""
    return [(record.to_dict()["messageId"], record.body) for record in event]
