"""What goes back over the wire."""

import gzip
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reply:
    """What goes back: bytes, and headers as pairs, for some may repeat."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


def zipped(reply: Reply) -> Reply:
    """The same, for whoever can unzip."""
    headers = [*reply.headers, ("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding")]
    return Reply(reply.status, headers, gzip.compress(reply.body, mtime=0))
