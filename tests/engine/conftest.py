"""One dynoxide for the session, and a desk on it; the other suites never notice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.services import perform
from local.engines import Engine
from local.tables import empty_tables, make_tables
from tests.jobs.shift import Shift

from .cases import a_desk
from .customers import Counter
from .desk import Desk
from .engine import CREDENTIALS, connected, engine_home, running
from .jobs import dealership_on_shift

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the engine."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.engine)


@pytest.fixture(scope="session")
def dynoxide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with running(engine_home(tmp_path_factory.mktemp("engine"))) as engine, pytest.MonkeyPatch.context() as patch:
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        with connected(engine.url):
            make_tables()
        yield engine


@pytest.fixture(scope="session")
def private_dynoxide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine for tests that look at all there is in the tables."""
    with running(engine_home(tmp_path_factory.mktemp("private"))) as engine:
        yield engine


@pytest.fixture
def shift(private_dynoxide: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shift]:
    """The tiny dealership on empty tables, and its jobs; nobody waits between tries."""
    monkeypatch.setattr(perform, "LONGEST_PAUSE_SECONDS", 0)
    with dealership_on_shift(private_dynoxide) as shift:
        yield shift


@pytest.fixture(scope="module")
def counter(private_dynoxide: Engine) -> Iterator[Counter]:
    """A desk for many customers whose data may be erased."""
    with a_desk(private_dynoxide) as counter:
        yield counter


@pytest.fixture(scope="module")
def lone_engine(private_dynoxide: Engine) -> Iterator[Engine]:
    """The private engine, spoken to for a whole module."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        with connected(private_dynoxide.url):
            make_tables()
            yield private_dynoxide


@pytest.fixture
def lone_desk(lone_engine: Engine) -> Desk:
    """A desk on tables that hold nothing else."""
    empty_tables()
    return Desk()


@pytest.fixture(scope="module")
def desk(dynoxide: Engine) -> Iterator[Desk]:
    """A desk with a showroom and people of its own, on tables shared by the session."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        with connected(dynoxide.url):
            yield Desk()
