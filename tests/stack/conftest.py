"""The tour of the stack's functions, walked once; and the template, made once."""

from collections.abc import Iterator

import pytest

from chalicelib.adapters import pages
from chalicelib.adapters.records import bind_tables
from chalicelib.api import endpoint
from chalicelib.services import work
from chalicelib.settings import read_settings
from tests.builders import NOW
from tests.desk import ENVIRONMENT, Clock, open_tables
from tests.jobs.shift import on_shift
from tests.stack import acting
from tests.stack.needs import Need
from tests.stack.tour import Tour


@pytest.fixture(scope="session")
def used() -> Iterator[dict[str, set[Need]]]:
    """The rights that each function used on the tour."""
    with pytest.MonkeyPatch.context() as patch, acting.fresh_record() as record:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        clock = Clock(NOW)
        patch.setattr(endpoint, "datetime", clock)
        patch.setattr(work, "LONGEST_PAUSE_SECONDS", 0)
        settings = read_settings(ENVIRONMENT)
        bind_tables(settings)
        pages._client.cache_clear()
        with open_tables(), on_shift() as shift:
            Tour(settings, shift, clock).walk()
        pages._client.cache_clear()
        yield record
