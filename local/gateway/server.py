"""The listening socket: a thread for each connection, and a bound on how many."""

import logging
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import ThreadingTCPServer
from threading import BoundedSemaphore, Condition, Thread
from typing import Any, Protocol
from uuid import uuid4

from .handler import GatewayHandler
from .refusals import Refusal
from .reply import Reply
from .wire import Head, Limits

log = logging.getLogger("desk.gateway")

TURN_AWAY_SECONDS = 0.1
FINISH_SECONDS = 10


class Replies(Protocol):
    """Whatever has an answer to a request: the app's gateway, or the console's files."""

    def reply_to(self, head: Head, body: bytes, request_id: str) -> Reply:
        """The answer, or a :class:`.Refusal`."""

    def cors_headers(self) -> dict[str, str]:
        """What a browser needs to be let in on a refusal."""


class GatewayServer(ThreadingTCPServer):
    """Serves a gateway on one address; port 0 takes a free one."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, host: str, port: int, gateway: Replies, limits: Limits | None = None) -> None:
        self.gateway = gateway
        self.limits = limits or Limits()
        self.stopping = False
        self._places = BoundedSemaphore(self.limits.connections)
        self._working = 0
        self._work_done = Condition()
        super().__init__((host, port), GatewayHandler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Count a request as under way."""
        with self._work_done:
            self._working += 1
        try:
            yield
        finally:
            with self._work_done:
                self._working -= 1
                self._work_done.notify_all()

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve in a thread of its own; on the way out, take nothing new and let what is under way finish."""
        thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, name="gateway", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.stopping = True
            self.shutdown()
            thread.join()
            with self._work_done:
                self._work_done.wait_for(lambda: not self._working, FINISH_SECONDS)
            self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give the connection a thread if there is a place for it."""
        if not self._places.acquire(blocking=False):
            self._turn_away(request)
            return
        try:
            super().process_request(request, client_address)
        except RuntimeError:  # no more threads to be had
            self._places.release()
            self._turn_away(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one connection, then give its place back."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, *_: Any) -> None:
        """A connection that broke the handler is logged, never shown."""
        log.error("a connection broke its handler", exc_info=sys.exception())

    def _turn_away(self, request: socket.socket) -> None:
        refusal = Refusal(503, "Hay demasiadas conexiones: intente de nuevo.")
        body = refusal.body(str(uuid4()))
        headers = {**refusal.headers, "Retry-After": "1", "Content-Length": str(len(body)), "Connection": "close"}
        lines = ["HTTP/1.1 503 Service Unavailable", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        with suppress(OSError):
            request.settimeout(TURN_AWAY_SECONDS)
            request.sendall("\r\n".join(lines).encode() + body)
        self.shutdown_request(request)
