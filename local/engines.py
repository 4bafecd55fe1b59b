"""The two engines that stand in for AWS: dynoxide (DynamoDB) and ministack (Cognito, S3, SES and SQS).

Their data is under the home's ``data``. dynoxide commits to disk before it answers, so a kill -9 loses nothing;
ministack saves when it is asked to end, so what it holds must be possible to rebuild (see :mod:`local.people`).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from .home import Home
from .install import dynoxide_binary, ministack_program
from .ports import ANY, LOOPBACK, free_port
from .processes import Child, start, stop_leftover

DYNOXIDE_PORT = 8701
MINISTACK_PORT = 8702
ACCOUNT = "123456789012"
PROBE_SECONDS = 2
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL")


@dataclass(frozen=True)
class Engine:
    """A running engine and where it listens."""

    child: Child
    port: int
    probe: str

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def answers(self) -> bool:
        """Whether a real request gets a good answer."""
        connection = HTTPConnection(LOOPBACK, self.port, timeout=PROBE_SECONDS)
        try:
            connection.request("GET", self.probe)
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def wait_until_ready(self) -> None:
        """Return once it answers.

        Raises:
            ChildFailed: it ended, or does not answer in time.
        """
        self.child.wait_until(self.answers)


@dataclass
class Engines:
    """Both, running."""

    home: Home
    dynoxide: Engine
    ministack: Engine

    def wait_until_ready(self) -> None:
        """Return once both answer.

        Raises:
            ChildFailed: one does not come up; the message holds the end of its log.
        """
        self.dynoxide.wait_until_ready()
        self.ministack.wait_until_ready()

    def save_ministack(self) -> None:
        """Have ministack write its memory down, which it does when it ends: one restart, on the same port.

        Raises:
            ChildFailed: it does not come up again.
        """
        self.ministack.child.stop()
        self.ministack = start_ministack(self.home, self.ministack.port)
        self.ministack.wait_until_ready()

    def require_alive(self) -> None:
        """See that both are there.

        Raises:
            ChildFailed: one ended.
        """
        self.dynoxide.child.require_alive()
        self.ministack.child.require_alive()


@contextmanager
def running_engines(home: Home, *, fixed_ports: bool) -> Iterator[Engines]:
    """Both engines, started; stopped on the way out, when ministack saves. They are not ready yet."""
    clear_leftovers(home)
    dynoxide = start_dynoxide(home, free_port(DYNOXIDE_PORT if fixed_ports else ANY))
    try:
        ministack = start_ministack(home, free_port(MINISTACK_PORT if fixed_ports else ANY))
        engines = Engines(home, dynoxide, ministack)
        try:
            yield engines
        finally:
            engines.ministack.child.stop()
    finally:
        dynoxide.child.stop()


def clear_leftovers(home: Home) -> None:
    """End the engines that an earlier run left on this home's data."""
    for name, marker in (("dynoxide", str(home.data)), ("ministack", str(ministack_program(home.engines)))):
        stop_leftover(name, home.pids, marker)


def start_dynoxide(home: Home, port: int) -> Engine:
    """Start the DynamoDB engine on this home's database."""
    command = [str(dynoxide_binary(home.engines)), "serve", "--host", LOOPBACK, "--port", str(port)]
    command += ["--db-path", str(home.data / "dynamodb.sqlite")]
    return Engine(start("dynoxide", command, _inherited(), home.logs, home.pids), port, "/")


def start_ministack(home: Home, port: int) -> Engine:
    """Start the stand-in for the rest of AWS on this home's state."""
    state = home.data / "ministack"
    scratch = home.data / "tmp"
    scratch.mkdir(exist_ok=True)
    environment = _inherited() | {
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state / "s3"),
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "GATEWAY_PORT": str(port),
        "BIND_HOST": LOOPBACK,
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        "AUTH": "true",
        "LOG_LEVEL": "WARNING",
        "TMPDIR": str(scratch),
    }
    command = [str(ministack_program(home.engines))]
    return Engine(start("ministack", command, environment, home.logs, home.pids), port, "/_ministack/ready")


def _inherited() -> dict[str, str]:
    return {name: os.environ[name] for name in INHERITED if name in os.environ}
