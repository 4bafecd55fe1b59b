"""Child processes that do not outlive us: started on a leash, awaited by real requests, stopped in order."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from . import leash

POLL_SECONDS = 0.05
START_SECONDS = 30
STOP_SECONDS = 10
TAIL_LINES = 15


class ChildFailed(Exception):
    """A child ended, or did not answer in time; the message carries the tail of its log."""


@dataclass(frozen=True)
class Child:
    """A running child: its process, and the files that tell of it."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    pid_file: Path

    def wait_until(self, ready: Callable[[], bool], seconds: float = START_SECONDS) -> None:
        """Return once `ready` says so.

        Raises:
            ChildFailed: the child ended first, or took longer than `seconds`.
        """
        deadline = monotonic() + seconds
        while not ready():
            self.require_alive(POLL_SECONDS)
            if monotonic() > deadline:
                raise ChildFailed(self._told(f"did not answer within {seconds} s"))
        self.require_alive()  # or something else answers in its place

    def require_alive(self, seconds: float = 0) -> None:
        """See that it is there, and stays for so long.

        Raises:
            ChildFailed: it ended.
        """
        if _ended(self.process, seconds):
            raise ChildFailed(self._told(f"ended with code {self.process.returncode}"))

    def stop(self) -> None:
        """Ask it to end (it saves then), insist after STOP_SECONDS, and forget its pid."""
        self.process.terminate()
        if not _ended(self.process, STOP_SECONDS):
            self.process.kill()
            self.process.wait()
        self.pid_file.unlink(missing_ok=True)

    def _told(self, what: str) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-TAIL_LINES:]
        return "\n    ".join([f"{self.name} {what}; the end of its log, {self.log.name}:", *lines])


def start(name: str, command: list[str], environment: Mapping[str, str], logs: Path, pids: Path) -> Child:
    """Start a child in a session of its own (a Ctrl-C is ours to pass on) and write its pid down."""
    log = logs / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", leash.__file__, str(os.getpid()), *command],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    pid_file = pids / f"{name}.pid"
    pid_file.write_text(f"{process.pid}\n")
    return Child(name, process, log, pid_file)


def stop_leftover(name: str, pids: Path, marker: str) -> bool:
    """End what an earlier run left behind under this name; says whether there was anything.

    A pid may have been given to a stranger since: only a process whose command line holds `marker` is touched.
    """
    pid_file = pids / f"{name}.pid"
    try:
        pid = int(pid_file.read_text())
    except (FileNotFoundError, ValueError):
        return False
    ours = marker in _command_line(pid)
    if ours:
        _end(pid, marker)
    pid_file.unlink(missing_ok=True)
    return ours


def _end(pid: int, marker: str) -> None:
    for number, patience in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, STOP_SECONDS)):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        deadline = monotonic() + patience
        while marker in _command_line(pid):
            if monotonic() > deadline:
                break
            sleep(POLL_SECONDS)  # not our child: there is nothing to wait on
        else:
            return
    raise ChildFailed(f"process {pid} of an earlier run does not end")


def _command_line(pid: int) -> str:
    """The command line of a process, empty if there is none (or it is a zombie)."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        if Path("/proc/self").exists():
            return ""
    found = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return found.stdout


def _ended(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True
