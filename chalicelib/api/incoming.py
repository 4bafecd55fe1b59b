"""A request, parsed: who, when, path, query, body; and how a command is carried out for it."""

import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Any, Generic, TypeVar
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from ..answer import Answer
from ..domain.errors import Fault, NotFound
from ..services.perform import perform
from ..services.work import Call, Replay, Work
from ..settings import Settings
from .cursors import seal, unseal
from .faults import escaped, fault_of
from .problems import Refused

T = TypeVar("T")
Q = TypeVar("Q", bound=Struct)
B = TypeVar("B")

LARGEST_BODY = 64 * 1024
LONGEST_ECHO = 50
_JSON_TYPE = re.compile(r"\s*application/json\s*(;.*)?$", re.IGNORECASE)
_ID = re.compile(r"[A-Za-z0-9_\-]{1,64}")
_IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{1,128}")
_ETAG = re.compile(r'"(\d{1,15})"')


class Incoming(Struct, Generic[Q, B]):
    """What a handler gets."""

    call: Call
    query: Q
    body: B
    path: dict[str, str]
    headers: Any
    route: str
    settings: Settings

    def perform(self, command: Callable[[Work], T], shape: Callable[[T], Answer], page_of: str | None = None) -> Answer:
        """Carry a command out once; see :func:`chalicelib.services.work.perform`."""
        return perform(self.call, command, shape, page_of)

    @property
    def if_match(self) -> int | None:
        """The version in ``If-Match``, if it was sent.

        Raises:
            Refused: 412, it is no tag that we ever gave.
        """
        tag = self.headers.get("if-match")
        if tag is None or tag.strip() == "*":
            return None
        found = _ETAG.fullmatch(tag.strip())
        if found is None:
            raise Refused(412, "Esa versión (If-Match) no existe.")
        return int(found[1])

    @property
    def required_version(self) -> int | None:
        """The version in ``If-Match``, or None for ``*``: whatever is there.

        Raises:
            Refused: 428, it was not sent.
        """
        if self.headers.get("if-match") is None:
            raise Refused(428, "Envíe en If-Match el ETag de la cotización que leyó.")
        return self.if_match

    def position(self, kind: type[T], about: str | None = None) -> T | None:
        """Where a list goes on, from the query's ``cursor``; ``about`` as it was given to :meth:`cursor`."""
        cursor = getattr(self.query, "cursor", None)
        return unseal(self.settings.cursor_key, self._binding(about), cursor, kind) if cursor else None

    def cursor(self, position: object | None, about: str | None = None) -> str | None:
        """A cursor for the next page of this very query, or of another list that ``about`` names."""
        return None if position is None else seal(self.settings.cursor_key, self._binding(about), position)

    def _binding(self, about: str | None) -> str:
        asked = msgspec.to_builtins(self.query)
        narrowed = sorted((name, value) for name, value in asked.items() if name not in ("cursor", "limit"))
        return f"{self.call.person.id} {about or self.route} {narrowed if about is None else ''}"


def path_values(parameters: dict[str, str] | None) -> dict[str, str]:
    """The ids in a path, decoded.

    Raises:
        NotFound: one could never be an id.
    """
    values = {name: unquote(value) for name, value in (parameters or {}).items()}
    if not all(_ID.fullmatch(value) for value in values.values()):
        raise NotFound
    return values


def query_of(values: dict[str, list[str]] | None, kind: type[Q]) -> Q:
    """The query parameters as a struct; a parameter may repeat only where the struct has a list.

    Raises:
        Refused: 400 for an unknown parameter, 422 for a value that cannot be.
    """
    lists = _lists_in(kind)
    plain: dict[str, Any] = {}
    for name, given in (values or {}).items():
        if name not in lists:
            detail = f"No se conoce el parámetro «{name[:LONGEST_ECHO]}»."
            raise Refused(400, detail, (Fault(f"/{escaped(name[:LONGEST_ECHO])}", "No se conoce."),))
        if len(given) > 1 and not lists[name]:
            raise Refused(422, "Revise los datos enviados.", (Fault(f"/{name}", "No se puede repetir."),))
        plain[name] = given if lists[name] else given[0]
    return _checked(lambda: msgspec.convert(plain, kind, strict=False))


@cache
def _lists_in(kind: type[Any]) -> dict[str, bool]:
    """A struct's fields, and whether each is a list."""
    return {field.encode_name: _is_list(field.type) for field in msgspec.structs.fields(kind)}


def _is_list(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is list


def body_of(headers: Any, raw: bytes, kind: type[B]) -> B:
    """The JSON body as a struct.

    Raises:
        Refused: 413, 415, 400 (not JSON) or 422 (not the right JSON).
    """
    if len(raw) > LARGEST_BODY:
        raise Refused(413, f"El contenido supera {LARGEST_BODY // 1024} KB.")
    if not _JSON_TYPE.match(headers.get("content-type", "application/json")):
        raise Refused(415, "Envíe el contenido como application/json.")
    return _checked(lambda: msgspec.json.decode(raw, type=kind))


def _checked(decode: Callable[[], T]) -> T:
    try:
        return decode()
    except msgspec.ValidationError as exc:
        raise Refused(422, "Revise los datos enviados.", (fault_of(str(exc)),)) from exc
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as exc:
        raise Refused(400, "El contenido no es JSON válido.") from exc


def replay_of(headers: Any, person_id: str, route: str, path: str, raw: bytes) -> Replay | None:
    """How the request is kept for a retry, if it brings an Idempotency-Key.

    Raises:
        Refused: 422, the key is empty, too long or not plain ASCII.
    """
    key = headers.get("idempotency-key")
    if key is None:
        return None
    if not _IDEMPOTENCY_KEY.fullmatch(key):
        fault = Fault("/Idempotency-Key", "Use de 1 a 128 caracteres visibles, sin espacios ni acentos.")
        raise Refused(422, "Revise los datos enviados.", (fault,))
    fingerprint = sha256(f"{path}\n".encode() + raw).hexdigest()
    return Replay(f"receipt#{person_id}#{route}#{key}", fingerprint)
