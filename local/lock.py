"""One desk at a time in one home."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from .home import Home


class AlreadyRunning(Exception):
    """Another desk holds this home."""


@contextmanager
def the_only_desk(home: Home) -> Iterator[None]:
    """Hold the home; the kernel lets go of it however we end.

    Raises:
        AlreadyRunning: another process holds it.
    """
    with home.lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            raise AlreadyRunning(f"a desk is already running in {home.root}") from exc
        yield
