"""An axe that ends the process at its n-th call to AWS, for who plays a scene until it survives."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from botocore.client import BaseClient


class Killed(BaseException):
    """The process ends here."""


class Axe:
    """Ends the process at its n-th AWS call: before the call is made, or with its reply lost."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    @contextmanager
    def falling(self, at: int, *, after: bool) -> Iterator[list[str]]:
        """Calls made within are counted in what is yielded; the ``at``-th is the last."""
        made: list[str] = []
        real = BaseClient._make_api_call

        def call(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
            made.append(operation)
            if len(made) == at and not after:
                raise Killed
            answer = real(client, operation, arguments)
            if len(made) == at:
                raise Killed
            return answer

        with self._monkeypatch.context() as patch:
            patch.setattr(BaseClient, "_make_api_call", call)
            yield made


def crash_points(
    axe: Axe, scene: Callable[[], Callable[[], object]], after: bool, least: int = 8, step: int = 1
) -> Iterator[int]:
    """Play a scene again and again, killed ``step`` calls later each time, until it survives; it makes ``least`` calls."""
    at = 1
    while True:
        act = scene()
        with axe.falling(at, after=after) as made:
            try:
                act()
            except Killed:
                pass
            else:
                assert at > least, made
                return
        yield at
        at += step
