"""dynoxide for tests: started on a free port, and the process's one connection pointed at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chalicelib.adapters.connection import connection
from local.engines import Engine, start_dynoxide
from local.home import Home, home_at
from local.install import dynoxide_binary
from local.ports import free_port

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_DEFAULT_REGION": "us-east-1"}


class NoEngine(Exception):
    """dynoxide is not installed; the message says how to."""


def engine_home(root: Path) -> Home:
    """A home with data of its own and the repository's engines.

    Raises:
        NoEngine: they were not installed.
    """
    home = home_at(root)
    if not dynoxide_binary(home.engines).exists():
        raise NoEngine("dynoxide is not here: run `python -m local.install` first")
    home.make()
    return home


@contextmanager
def running(home: Home) -> Iterator[Engine]:
    """dynoxide on the home's data, ready; stopped on the way out."""
    engine = start_dynoxide(home, free_port())
    try:
        engine.wait_until_ready()
        yield engine
    finally:
        engine.child.stop()


@contextmanager
def connected(url: str | None) -> Iterator[None]:
    """The shared connection speaks to ``url`` for a while; whatever used it before finds it as it was."""
    before = connection.host
    _point_at(url)
    try:
        yield
    finally:
        _point_at(before)


def _point_at(url: str | None) -> None:
    connection.host = url
    connection._client = None
    connection._metered = False
