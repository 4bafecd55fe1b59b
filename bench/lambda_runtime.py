"""AWS's own runtime client on this machine: a function in a process of its own, fed through a small runtime API.

Linux only: the processor time of a running process is read from its clock.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import clock_gettime, perf_counter
from typing import Any

from local.ports import LOOPBACK

START = Path(__file__).parent / "rivals" / "start.py"
PATIENCE_SECONDS = 60
NEXT = "/2018-06-01/runtime/invocation/next"


class FunctionFailed(Exception):
    """It raised, did not start, or did not answer in time; the message says what it said."""


@dataclass(frozen=True)
class Reply:
    """What the function sent, or an error; or, with neither, that it asks for the next event."""

    at: float
    path: str
    body: bytes

    @property
    def asks(self) -> bool:
        return self.path == NEXT


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    server: "RuntimeApi"

    def do_GET(self) -> None:
        self.server.said.put(Reply(perf_counter(), self.path, b""))
        event = self.server.events.get()
        self.send_response_only(200 if event else 410)
        self.send_header("Lambda-Runtime-Aws-Request-Id", "123e4567-e89b-12d3-a456-426614174000")
        self.send_header("Lambda-Runtime-Deadline-Ms", "9999999999999")
        self.send_header("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:123456789012:function:f")
        self.send_header("Content-Type", "application/json")
        self._end(event)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.said.put(Reply(perf_counter(), self.path, body))
        self.send_response_only(202)
        self._end(b"")

    def _end(self, body: bytes) -> None:
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


class RuntimeApi(ThreadingHTTPServer):
    """Hands out events and takes answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.events: Queue[bytes] = Queue()
        self.said: Queue[Reply] = Queue()


class Function:
    """A running function."""

    def __init__(self, api: RuntimeApi, process: subprocess.Popen[bytes], log: Path) -> None:
        self._api = api
        self._process = process
        self._log = log
        self._clock = (~process.pid << 3) | 2  # CPUCLOCK_SCHED of a process: all its threads, ended ones too

    def await_next(self) -> float:
        """When it asked for an event."""
        return self._hear(NEXT).at

    def invoke(self, event: bytes) -> tuple[float, dict[str, Any]]:
        """Seconds to the answer, and the answer; it asks for the next event afterwards."""
        started = perf_counter()
        self._api.events.put(event)
        reply = self._hear("/response")
        answer: dict[str, Any] = json.loads(reply.body)
        return reply.at - started, answer

    def cpu_seconds(self) -> float:
        """What it has taken of a processor since it was started."""
        return clock_gettime(self._clock)

    def _hear(self, end: str) -> Reply:
        try:
            reply = self._api.said.get(timeout=PATIENCE_SECONDS)
        except Empty:
            raise FunctionFailed(f"no word of {end}: {self._tail()}") from None
        if not reply.path.endswith(end):
            raise FunctionFailed(f"{reply.path}: {reply.body.decode()[:2000]} {self._tail()}")
        return reply

    def _tail(self) -> str:
        return self._log.read_text(errors="replace")[-2000:]


@contextmanager
def running(
    python: str, handler: str, folders: list[Path], environment: Mapping[str, str], log: Path
) -> Iterator[Function]:
    """A function that has just been started; killed on the way out."""
    api = RuntimeApi()
    serving = Thread(target=api.serve_forever, daemon=True)
    serving.start()
    given = dict(environment) | {
        "AWS_LAMBDA_RUNTIME_API": "{}:{}".format(*api.server_address[:2]),
        "AWS_LAMBDA_FUNCTION_NAME": "bench-api",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
        "AWS_LAMBDA_FUNCTION_VERSION": "1",
        "LAMBDA_TASK_ROOT": str(folders[0]),
    }
    command = [python, "-I", "-S", "-B", str(START), handler, *map(str, folders)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=given, stdout=output, stderr=subprocess.STDOUT, cwd=folders[0])
    try:
        yield Function(api, process, log)
    finally:
        process.kill()
        process.wait()
        api.events.put(b"")
        api.shutdown()
        api.server_close()
