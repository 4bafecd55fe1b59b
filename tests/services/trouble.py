"""Trouble on the line to DynamoDB, and somebody else who is faster; at the level of botocore."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import ConnectTimeoutError, ReadTimeoutError

from chalicelib.adapters.connection import connection

WRITE = "TransactWriteItems"
READ = "BatchGetItem"


class Line:
    """How often an operation was tried while the line was bad."""

    def __init__(self) -> None:
        self.tries = 0


@contextmanager
def _handling(event: str, handler: Callable[..., Any]) -> Iterator[None]:
    events = connection.client.meta.events
    events.register(event, handler)
    try:
        yield
    finally:
        events.unregister(event, handler)


@contextmanager
def no_connection(operation: str = WRITE, times: int = 1_000) -> Iterator[Line]:
    """The first calls never arrive."""
    line = Line()

    def fail(**_: Any) -> None:
        line.tries += 1
        if line.tries <= times:
            raise ConnectTimeoutError(endpoint_url="https://tables.example")

    with _handling(f"before-call.dynamodb.{operation}", fail):
        yield line


@contextmanager
def lost_reply(operation: str = WRITE, times: int = 1) -> Iterator[Line]:
    """The first calls are carried out, but their replies never come."""
    line = Line()

    def fail(**_: Any) -> None:
        line.tries += 1
        if line.tries <= times:
            raise ReadTimeoutError(endpoint_url="https://tables.example")

    with _handling(f"after-call.dynamodb.{operation}", fail):
        yield line


@contextmanager
def somebody_faster(act: Callable[[], object], times: int = 1, operation: str = WRITE) -> Iterator[Line]:
    """Just before each of the first calls leaves, somebody else does something."""
    line = Line()
    busy = False

    def overtake(**_: Any) -> None:
        nonlocal busy
        if busy:
            return
        line.tries += 1
        if line.tries <= times:
            busy = True
            try:
                act()
            finally:
                busy = False

    with _handling(f"before-call.dynamodb.{operation}", overtake):
        yield line
