"""The same desk in a folder of its own, on free ports, in another process: what tests drive over HTTP."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .accounts import Account, Demo
from .files import read_json
from .home import REPOSITORY, Home, home_at
from .processes import start

FIRST_START_SECONDS = 240
"""A machine with other things to do loads the demo dealership for this long at most."""
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL")


@dataclass(frozen=True)
class Stack:
    """A running desk: where it is, and how to get in."""

    home: Home
    api_url: str
    console_url: str
    environment: dict[str, str]
    """What its app was started with: table names, endpoints, keys."""
    accounts: list[Account]


@contextmanager
def running_stack(path: Path, *, demo: bool = True, schedules: bool = True, web: Path | None = None) -> Iterator[Stack]:
    """A desk in a folder: ready when this yields, stopped in order on the way out.

    A folder that was used before goes on with its data. Without ``schedules`` nothing happens by itself; ``web`` is where
    the console's own files are, if they are others.

    Raises:
        ChildFailed: it does not come up; the message holds the end of its log.
    """
    home = home_at(path)
    home.make()
    home.demo.unlink(missing_ok=True)
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    command = [sys.executable, "-m", "local", "--home", str(home.root), "--any-port"]
    command += [] if demo else ["--no-demo"]
    command += [] if schedules else ["--no-schedules"]
    command += ["--web", str(web)] if web else []
    desk = start("desk", command, environment | {"PYTHONPATH": str(REPOSITORY)}, home.logs, home.pids)
    try:
        desk.wait_until(home.demo.exists, FIRST_START_SECONDS)
        yield _stack(home)
    finally:
        desk.stop()


def _stack(home: Home) -> Stack:
    demo = read_json(home.demo, Demo)
    environment = read_json(home.environment, dict[str, str])
    assert demo and environment and demo.console  # noqa: S101, PT018 - written whole before the desk says so
    return Stack(home, demo.api, demo.console, environment, demo.accounts)
