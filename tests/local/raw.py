"""Raw sockets: what no decent HTTP client would send, and what came back."""

import json
import socket
from dataclasses import dataclass
from typing import Any

PATIENCE_SECONDS = 10


@dataclass(frozen=True)
class RawAnswer:
    """One answer as it came."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class RawClient:
    """One connection."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS)
        self._input = self._socket.makefile("rb")

    def __enter__(self) -> "RawClient":
        return self

    def __exit__(self, *_: object) -> None:
        self._input.close()
        self._socket.close()

    def send(self, content: bytes) -> None:
        self._socket.sendall(content)

    def stop_sending(self) -> None:
        self._socket.shutdown(socket.SHUT_WR)

    def answer(self, *, bodiless: bool = False) -> RawAnswer:
        """Read one answer; fails when none comes."""
        status_line = self._input.readline()
        assert status_line, "the connection was closed without an answer"
        headers = {}
        while (line := self._input.readline().strip()) != b"":
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
        body = b"" if bodiless else self._input.read(int(headers.get("content-length", 0)))
        return RawAnswer(int(status_line.split()[1]), headers, body)

    def is_closed(self) -> bool:
        """Whether the other side closes without another word."""
        return self._input.read(1) == b""

    def ask(self, content: bytes) -> RawAnswer:
        self.send(content)
        return self.answer()


def request(method: str, target: str, body: bytes = b"", **headers: str) -> bytes:
    """A well-formed request."""
    lines = [f"{method} {target} HTTP/1.1", "Host: localhost"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode() + body
