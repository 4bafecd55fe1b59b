"""What goes back over the wire."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reply:
    """What goes back: bytes, and headers as pairs, for some may repeat."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
