"""Children: they die with us, tell why they failed, and leftovers of a crash are cleared up."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.engines import DYNOXIDE_PORT, MINISTACK_PORT
from local.home import REPOSITORY, Home, home_at
from local.lock import AlreadyRunning, the_only_desk
from local.ports import free_port
from local.processes import ChildFailed, start, stop_leftover
from local.run import API_PORT, CONSOLE_PORT

PATIENCE_SECONDS = 10
WAITS = "import signal, sys; print('up', flush=True); signal.pause()"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); signal.pause()"
PARENT = """
import sys
from pathlib import Path
from local.processes import start
child = start("child", [sys.executable, "-c", "import signal; print('up', flush=True); signal.pause()"], {}, *map(Path, sys.argv[1:]))
child.wait_until(lambda: "up" in child.log.read_text())
print(child.process.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = home_at(tmp_path / "home")
    home.make()
    return home


@pytest.fixture
def bystander() -> Iterator[subprocess.Popen[str]]:
    """A process that is not our child in any sense that the module knows; ``marked`` is on its command line."""
    command = [sys.executable, "-c", WAITS, "marked"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own script
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


def test_a_child_that_ends_says_why(home: Home) -> None:
    child = start("child", [sys.executable, "-c", "raise SystemExit('no room left')"], {}, home.logs, home.pids)
    with pytest.raises(ChildFailed, match=r"child ended with code 1.*child\.log(.|\n)*no room left"):
        child.wait_until(lambda: False)
    child.stop()


def test_a_child_that_ends_is_not_taken_for_ready_because_another_answers(home: Home) -> None:
    child = start("child", [sys.executable, "-c", "raise SystemExit(3)"], {}, home.logs, home.pids)
    child.process.wait(PATIENCE_SECONDS)
    with pytest.raises(ChildFailed, match="code 3"):
        child.wait_until(lambda: True)
    child.stop()


def test_a_stopped_child_leaves_no_pid_behind(home: Home) -> None:
    child = start("child", [sys.executable, "-c", WAITS], {}, home.logs, home.pids)
    child.wait_until(lambda: "up" in child.log.read_text())
    assert int(child.pid_file.read_text()) == child.process.pid
    child.stop()
    assert child.process.returncode == -signal.SIGTERM
    assert not child.pid_file.exists()


def test_a_child_that_will_not_end_is_made_to(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("local.processes.STOP_SECONDS", 0.2)
    child = start("child", [sys.executable, "-c", STUBBORN], {}, home.logs, home.pids)
    child.wait_until(lambda: "up" in child.log.read_text())
    child.stop()
    assert child.process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_a_child_dies_with_a_killed_parent(home: Home) -> None:
    command = [sys.executable, "-c", PARENT, str(home.logs), str(home.pids)]
    environment = {"PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(  # noqa: S603 - our own script
        command, text=True, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        child = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
    ended, _, _ = select.select([child], [], [], PATIENCE_SECONDS)
    os.close(child)
    assert ended, "the child outlived its parent"


def test_a_leftover_is_ended(home: Home, bystander: subprocess.Popen[str]) -> None:
    (home.pids / "engine.pid").write_text(f"{bystander.pid}\n")
    assert stop_leftover("engine", home.pids, "marked")
    assert bystander.wait(PATIENCE_SECONDS) == -signal.SIGTERM
    assert not (home.pids / "engine.pid").exists()


def test_a_stranger_with_the_pid_of_a_leftover_is_let_alone(home: Home, bystander: subprocess.Popen[str]) -> None:
    (home.pids / "engine.pid").write_text(f"{bystander.pid}\n")
    assert not stop_leftover("engine", home.pids, "another mark")
    assert bystander.poll() is None
    assert not (home.pids / "engine.pid").exists()


@pytest.mark.parametrize("content", ["", "nonsense", "999999999"])
def test_a_pid_file_of_nobody_is_no_trouble(home: Home, content: str) -> None:
    (home.pids / "engine.pid").write_text(content)
    assert not stop_leftover("engine", home.pids, "mark")


def test_a_taken_port_falls_over_to_a_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) not in (0, port)
    assert free_port(port) == port


def test_one_desk_at_a_time_in_one_home(home: Home) -> None:
    with the_only_desk(home), pytest.raises(AlreadyRunning), the_only_desk(home):
        pytest.fail("two desks hold one home")
    with the_only_desk(home):
        pass


def test_each_has_a_port_of_its_own_so_that_the_consoles_address_stays() -> None:
    ports = [API_PORT, CONSOLE_PORT, DYNOXIDE_PORT, MINISTACK_PORT]
    assert len(set(ports)) == len(ports)
