"""The tiny dealership, with its jobs."""

from collections.abc import Iterator

import pytest

from chalicelib.services import perform
from tests.jobs.shift import Shift, on_shift


@pytest.fixture
def shift(tables: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shift]:
    """The jobs at work; nobody waits between tries."""
    monkeypatch.setattr(perform, "LONGEST_PAUSE_SECONDS", 0)
    with on_shift() as shift:
        yield shift
