"""Trouble at every call to AWS, drawn by lot: throttled, in each other's way, replies lost, the process killed."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from random import Random
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError


class Killed(BaseException):
    """The process ends here."""


class Fault(Enum):
    """What goes wrong with a call."""

    THROTTLED = "throttled"
    CONFLICT = "conflict"
    NEVER_ARRIVED = "never arrived"
    REPLY_LOST = "reply lost"
    KILLED_BEFORE = "killed before"
    KILLED_AFTER = "killed after"


TRANSACTION = "TransactWriteItems"
BEFORE = frozenset({Fault.THROTTLED, Fault.CONFLICT, Fault.NEVER_ARRIVED, Fault.KILLED_BEFORE})


class Gremlin:
    """Breaks every call with a chance, until it has broken enough."""

    def __init__(self, random: Random, chance: float) -> None:
        self._random = random
        self._chance = chance
        self.awake = False
        self.done: Counter[Fault] = Counter()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Awake for a while."""
        self.awake = True
        try:
            yield
        finally:
            self.awake = False

    def call(self, real: Any, client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        """A call, or what becomes of it."""
        if not self.awake or self._random.random() >= self._chance:
            return real(client, operation, arguments)
        kinds = [kind for kind in Fault if kind is not Fault.CONFLICT or operation == TRANSACTION]
        fault = self._random.choice(kinds)
        self.done[fault] += 1
        if fault not in BEFORE:
            real(client, operation, arguments)
        raise _trouble(fault, operation, arguments)


def _trouble(fault: Fault, operation: str, arguments: dict[str, Any]) -> BaseException:
    if fault in (Fault.KILLED_BEFORE, Fault.KILLED_AFTER):
        return Killed()
    if fault in (Fault.NEVER_ARRIVED, Fault.REPLY_LOST):
        lost = ConnectTimeoutError if fault is Fault.NEVER_ARRIVED else ReadTimeoutError
        timeout: Exception = lost(endpoint_url="https://aws.example")
        return timeout
    code = "ThrottlingException" if fault is Fault.THROTTLED else "TransactionCanceledException"
    answer: dict[str, Any] = {"Error": {"Code": code, "Message": fault.value}}
    if fault is Fault.CONFLICT:
        answer["CancellationReasons"] = [{"Code": "TransactionConflict"} for _ in arguments["TransactItems"]]
    refused: Exception = ClientError(answer, operation)
    return refused


@contextmanager
def gremlin(random: Random, chance: float) -> Iterator[Gremlin]:
    """A gremlin on every call to AWS, asleep at first."""
    mischief = Gremlin(random, chance)
    real = BaseClient._make_api_call

    def call(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
        return mischief.call(real, client, operation, arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseClient, "_make_api_call", call)
        yield mischief
