"""The template, made once; and the tour of the stack's functions, walked once."""

import pytest

from chalicelib.adapters import pages
from chalicelib.adapters.records import bind_tables
from chalicelib.api import endpoint
from chalicelib.services import perform
from chalicelib.settings import read_settings
from tests.builders import NOW
from tests.desk import ENVIRONMENT, Clock, open_tables
from tests.jobs.shift import on_shift
from tests.stack.acting import Record, fresh_record
from tests.stack.expanded import Stack, expanded
from tests.stack.tour import Tour
from tools.stack.infra import whole_template


@pytest.fixture(scope="session")
def stack() -> Stack:
    """The stack as CloudFormation sees it, with SAM's short forms written out."""
    return Stack(expanded(whole_template("prod")))


@pytest.fixture(scope="session")
def used() -> Record:
    """The rights that each function used on the tour, which is over: its clock and tables are nobody else's."""
    with pytest.MonkeyPatch.context() as patch, fresh_record() as record:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        clock = Clock(NOW)
        patch.setattr(endpoint, "datetime", clock)
        patch.setattr(perform, "LONGEST_PAUSE_SECONDS", 0)
        settings = read_settings(ENVIRONMENT)
        bind_tables(settings)
        pages._client.cache_clear()
        with open_tables(), on_shift() as shift:
            Tour(settings, shift).walk()
        pages._client.cache_clear()
    return record
