"""One dynoxide for the session, and a desk on it; the other suites never notice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from local.engines import Engine
from local.tables import empty_tables, make_tables

from .desk import Desk
from .engine import CREDENTIALS, connected, engine_home, running

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


@pytest.fixture(scope="module")
def lone_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine of a module's own, for tests that look at everything that is there."""
    with running(engine_home(tmp_path_factory.mktemp("lone"))) as engine, pytest.MonkeyPatch.context() as patch:
        for name, value in CREDENTIALS.items():
            patch.setenv(name, value)
        with connected(engine.url):
            make_tables()
            yield engine


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
