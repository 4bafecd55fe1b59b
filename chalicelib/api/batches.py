"""Messages of a queue, one by one: those that could not be carried out come back, and no others."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from msgspec import DecodeError
from msgspec.json import decode

from ..domain.errors import Busy, DeskError
from ..logbook import Entry

T = TypeVar("T")


def _no_facts(_: object) -> dict[str, str]:
    return {}


def handle_batch(
    records: Iterable[tuple[str, str]],
    kind: type[T],
    handle: Callable[[T], object],
    facts: Callable[[T], dict[str, str]] = _no_facts,
) -> dict[str, list[dict[str, str]]]:
    """Handle every message; the answer names those that failed, so that the queue hands them out again.

    Args:
        records: ids and bodies.
        kind: what a body says.
        handle: carries one out; a message that is no ``kind`` never reaches it.
        facts: what the log may tell of one, ids and codes.

    Raises:
        Exception: what nobody foresaw; then the queue hands all of them out again.
    """
    failed = []
    for message_id, body in records:
        entry = Entry("message", message_id=message_id, message=kind.__name__)
        try:
            message = decode(body, type=kind)
            entry.note(**facts(message))
            handle(message)
        except (DeskError, DecodeError) as error:
            entry.close(f"message {message_id} is left to the queue", error=error, fault=not isinstance(error, Busy))
            failed.append(message_id)
        except Exception as error:
            entry.close(f"message {message_id} failed", error=error, fault=True)
            raise
        else:
            entry.close(f"message {message_id} {kind.__name__}")
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in failed]}


def records_of(event: Any) -> list[tuple[str, str]]:
    """The ids and bodies of an SQS event, as Chalice hands it on."""
    return [(record.to_dict()["messageId"], record.body) for record in event]
