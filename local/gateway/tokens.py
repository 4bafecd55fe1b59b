"""Who sends a request: the id token of the user pool, verified as API Gateway's Cognito authorizer does."""

from collections.abc import Mapping
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from threading import Lock
from time import monotonic
from typing import Any, Protocol
from urllib.parse import urlsplit

import jwt
import msgspec

from .refusals import Refusal

FETCH_SECONDS = 3
REFETCH_SECONDS = 5
DATES = frozenset({"exp", "iat"})
REQUIRED = ["exp", "iat", "iss", "aud", "sub", "token_use"]
_ABSENT = {"WWW-Authenticate": "Bearer"}
_INVALID = {"WWW-Authenticate": 'Bearer error="invalid_token"'}


class KeySource(Protocol):
    """Where the public keys of the user pool come from."""

    def key(self, key_id: str) -> jwt.PyJWK | None:
        """The key of that id, None if the pool has none such."""


class JwksKeys:
    """The keys that the pool publishes, kept; an unknown id has them read again, every few seconds at most."""

    def __init__(self, url: str) -> None:
        self._address = urlsplit(url)
        self._keys: dict[str, jwt.PyJWK] = {}
        self._asked_at: float | None = None
        self._lock = Lock()

    def key(self, key_id: str) -> jwt.PyJWK | None:
        """The key of that id.

        Raises:
            Refusal: 503, the pool does not answer.
        """
        with self._lock:
            if key_id not in self._keys and self._may_ask():
                self._keys = self._fetch()
                self._asked_at = monotonic()
            return self._keys.get(key_id)

    def _may_ask(self) -> bool:
        return self._asked_at is None or monotonic() - self._asked_at > REFETCH_SECONDS

    def _fetch(self) -> dict[str, jwt.PyJWK]:
        connection = HTTPConnection(self._address.hostname or "", self._address.port, timeout=FETCH_SECONDS)
        try:
            connection.request("GET", self._address.path)
            document = msgspec.json.decode(connection.getresponse().read())
            return {entry["kid"]: jwt.PyJWK.from_dict(entry) for entry in document["keys"]}
        except (OSError, HTTPException, msgspec.DecodeError, KeyError, TypeError, jwt.PyJWTError) as exc:
            raise Refusal(503, "No se puede verificar el ingreso: intente de nuevo.", {"Retry-After": "2"}) from exc
        finally:
            connection.close()


class TokenVerifier:
    """Takes id tokens of one user pool made for one of its clients, and nothing else."""

    def __init__(self, keys: KeySource, issuer: str, audience: str) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience

    def claims_of(self, authorization: list[str]) -> dict[str, str]:
        """The claims of the token in an ``Authorization`` header, with or without ``Bearer``, as API Gateway writes them.

        Raises:
            Refusal: 401, there is no such header, or the token is not to be believed; 503, that cannot be known now.
        """
        token = _token_in(authorization)
        try:
            claims = self._verified(token)
        except jwt.PyJWTError as exc:
            raise Refusal(401, "La sesión no es válida o ya terminó.", _INVALID) from exc
        return as_api_gateway(claims)

    def _verified(self, token: str) -> dict[str, Any]:
        key = self._keys.key(str(jwt.get_unverified_header(token).get("kid")))
        if key is None:
            raise jwt.InvalidKeyError("unknown key")
        claims = jwt.decode(
            token,
            key.key,
            algorithms=["RS256"],
            issuer=self._issuer,
            audience=self._audience,
            options={"require": REQUIRED, "strict_aud": True},
        )
        if claims["token_use"] != "id":
            raise jwt.InvalidTokenError("not an id token")
        return claims


def _token_in(authorization: list[str]) -> str:
    if len(authorization) != 1:
        raise Refusal(401, "Ingrese para continuar.", _ABSENT)
    scheme, _, rest = authorization[0].partition(" ")
    token = rest.strip() if scheme.lower() == "bearer" else authorization[0].strip()
    if not token:
        raise Refusal(401, "Ingrese para continuar.", _ABSENT)
    return token


def as_api_gateway(claims: Mapping[str, Any]) -> dict[str, str]:
    """Claims as a REST API hands them to Lambda: every value a string, lists joined by commas, two dates spelt out."""
    return {name: _spelt(name, value) for name, value in claims.items()}


def _spelt(name: str, value: Any) -> str:
    if name in DATES:
        return datetime.fromtimestamp(value, UTC).strftime("%a %b %d %H:%M:%S UTC %Y")
    match value:
        case str():
            return value
        case list():
            return ",".join(str(entry) for entry in value)
        case _:
            return msgspec.json.encode(value).decode()
