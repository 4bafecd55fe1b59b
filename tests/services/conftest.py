"""Commands as the API runs them, with answers that say only what matters here."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.answer import Answer
from chalicelib.domain.dealership import Person
from chalicelib.domain.quote import Quote
from chalicelib.services import perform as performing
from chalicelib.services.perform import perform
from chalicelib.services.work import Work
from tests.builders import a_quote, a_showroom
from tests.desk import ANA, call_of, store

Command = Callable[[Work], Any]
Do = Callable[..., Answer]


@pytest.fixture
def quote(tables: None) -> Quote:
    """A quote of Ana's at version 1, with follow-up ``q-test-9`` pending."""
    stored = a_quote(advisor=ANA.ref, showroom=a_showroom().ref)
    store(stored)
    return stored


@pytest.fixture
def do(tables: None, monkeypatch: pytest.MonkeyPatch) -> Do:
    """Carry a command out as somebody, under a key if there is one; nobody waits between tries."""
    monkeypatch.setattr(performing, "LONGEST_PAUSE_SECONDS", 0)

    def run(command: Command, person: Person = ANA, key: str | None = None) -> Answer:
        return perform(call_of(person, key), command, lambda done: Answer(201, repr(done)))

    return run
