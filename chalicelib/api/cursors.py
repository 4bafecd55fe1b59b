"""Cursors: opaque, signed, and bound to who asked what."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from hashlib import sha256
from typing import TypeVar

from msgspec import DecodeError, msgpack

from .problems import Refused

T = TypeVar("T")
SIGNATURE_BYTES = 16


def seal(key: str, binding: str, position: object) -> str:
    """A cursor for a position, good only for the same ``binding`` (caller and query)."""
    payload = msgpack.encode(position)
    return urlsafe_b64encode(_signature(key, binding, payload) + payload).decode().rstrip("=")


def unseal(key: str, binding: str, cursor: str, kind: type[T]) -> T:
    """The position in a cursor.

    Raises:
        Refused: 400, it was not made here for this caller and query.
    """
    refused = Refused(400, "El cursor no es válido para esta consulta.")
    try:
        sealed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except (Base64Error, ValueError) as exc:
        raise refused from exc
    signature, payload = sealed[:SIGNATURE_BYTES], sealed[SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(key, binding, payload)):
        raise refused
    try:
        return msgpack.decode(payload, type=kind)
    except DecodeError as exc:
        raise refused from exc


def _signature(key: str, binding: str, payload: bytes) -> bytes:
    return hmac.new(key.encode(), binding.encode() + b"\0" + payload, sha256).digest()[:SIGNATURE_BYTES]
