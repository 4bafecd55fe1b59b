"""A request off the wire, within bounds: lengths, sizes, time, and one reading only of what it says."""

import re
import socket
from dataclasses import dataclass
from http.client import HTTPMessage
from io import BufferedReader, RawIOBase
from time import monotonic
from typing import Any
from urllib.parse import unquote_to_bytes

from .refusals import Refusal

_REQUEST_LINE = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([\x21-\x7e]+) HTTP/(\d)\.(\d)")
_HEADER = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*?)[ \t]*")
_LENGTH = re.compile(r"[0-9]+")
_LENGTH_DIGITS = 12


@dataclass(frozen=True)
class Limits:
    """How much, and how long, one client may take."""

    line_bytes: int = 8 * 1024
    head_bytes: int = 16 * 1024
    body_bytes: int = 1024 * 1024
    idle_seconds: float = 5
    """Silence within a request, or while an answer is being taken."""
    request_seconds: float = 30
    """A whole request, however steadily it trickles."""
    keep_alive_seconds: float = 30
    linger_seconds: float = 2
    """What a refused client still sends is thrown away this long, so that it can read the refusal."""
    connections: int = 256


@dataclass(frozen=True)
class Head:
    """The request line and headers."""

    method: str
    target: str
    headers: HTTPMessage
    keep_alive: bool

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


class TimedSocket(RawIOBase):
    """Reads a socket, never silent for longer than `idle` and never beyond the deadline."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.allow(0, 0)

    def allow(self, idle: float, total: float) -> None:
        """Start a new phase."""
        self._idle = idle
        self._deadline = monotonic() + total

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what is there.

        Raises:
            TimeoutError: nothing came in time.
        """
        left = self._deadline - monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(min(self._idle, left))
        return self._connection.recv_into(buffer)


def read_head(reader: BufferedReader, limits: Limits) -> Head | None:
    """The next request's head; None when the client has gone.

    Raises:
        Refusal: 400, 414, 431 or 505.
        TimeoutError: it did not come in time.
    """
    line = _read_line(reader, limits.line_bytes, 414, "La línea de la solicitud es demasiado larga.")
    if line == b"\r\n":  # RFC 9112: one empty line before a request is to be ignored
        line = _read_line(reader, limits.line_bytes, 414, "La línea de la solicitud es demasiado larga.")
    if not line:
        return None
    method, target, version = _request_line(line)
    headers = _read_headers(reader, limits.head_bytes - len(line))
    tokens = ",".join(headers.get_all("connection", [])).lower().replace(" ", "").split(",")
    return Head(method, target, headers, version >= (1, 1) and "close" not in tokens)


def body_length(headers: HTTPMessage, limits: Limits) -> int:
    """How many bytes of body follow.

    Raises:
        Refusal: 400, 411, 413 or 501.
    """
    codings = headers.get_all("transfer-encoding", [])
    if codings:
        chunked = all(coding.strip().lower() == "chunked" for coding in codings)
        raise Refusal(411 if chunked else 501, "Envíe el contenido entero, con su Content-Length.")
    lengths = headers.get_all("content-length", [])
    if not lengths:
        return 0
    if len(lengths) > 1 or not _LENGTH.fullmatch(lengths[0]):
        raise Refusal(400, "Content-Length no es válido.")
    length = lengths[0].lstrip("0") or "0"
    if len(length) > _LENGTH_DIGITS or int(length) > limits.body_bytes:
        raise Refusal(413, f"El contenido supera {limits.body_bytes // 1024} KB.")
    return int(length)


def read_body(reader: BufferedReader, length: int) -> bytes:
    """The body, whole.

    Raises:
        Refusal: 400, the client stopped sending before its end.
        TimeoutError: it did not come in time.
    """
    body = reader.read(length)
    if len(body) < length:
        raise Refusal(400, "El contenido es más corto que su Content-Length.")
    return body


def _read_line(reader: BufferedReader, limit: int, status: int, detail: str) -> bytes:
    line = reader.readline(limit + 1)
    if len(line) > limit:
        raise Refusal(status, detail)
    return line


def _request_line(line: bytes) -> tuple[str, str, tuple[int, int]]:
    found = _REQUEST_LINE.fullmatch(line.decode("latin-1").rstrip("\r\n"))
    if found is None:
        raise Refusal(400, "La línea de la solicitud no es válida.")
    method, target, version = found[1], found[2], (int(found[3]), int(found[4]))
    if version[0] != 1:
        raise Refusal(505, "Use HTTP/1.1.")
    if not target.startswith("/") or "#" in target:
        raise Refusal(400, "La dirección no es válida.")
    try:
        unquote_to_bytes(target).decode()
    except UnicodeDecodeError as exc:
        raise Refusal(400, "La dirección no es UTF-8.") from exc
    return method, target, version


def _read_headers(reader: BufferedReader, limit: int) -> HTTPMessage:
    headers, left = HTTPMessage(), limit
    while True:
        line = _read_line(reader, left, 431, "Las cabeceras superan lo permitido.")
        left -= len(line)
        text = line.decode("latin-1").rstrip("\r\n")
        if not text and line:
            return headers
        found = _HEADER.fullmatch(text)
        if found is None or not line.endswith(b"\n"):
            raise Refusal(400, "Una cabecera no es válida.")
        headers[found[1]] = found[2]
