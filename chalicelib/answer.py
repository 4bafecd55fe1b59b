"""What a request answers, as it goes over the wire and as it is kept for a retry."""

from msgspec import Struct


class Answer(Struct, frozen=True):
    """A status, a JSON text, and headers."""

    status: int
    body: str
    headers: dict[str, str] = {}
