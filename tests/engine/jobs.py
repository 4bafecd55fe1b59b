"""The tiny dealership on an engine of its own, with its jobs; queues and mail are moto's, which leaves DynamoDB alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from moto import mock_aws

from local.engines import Engine
from local.tables import empty_tables, make_tables
from tests.desk import open_the_dealership
from tests.jobs.shift import Shift, on_shift

from .engine import CREDENTIALS, connected


@contextmanager
def dealership_on_shift(engine: Engine) -> Iterator[Shift]:
    """Fresh tables with the dealership in them, and its jobs."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        with mock_aws(), connected(engine.url), on_shift() as shift:
            make_tables()
            empty_tables()
            open_the_dealership()
            yield shift
