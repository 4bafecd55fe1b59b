"""A tiny app behind the real gateway, and tokens from a pool that only the tests know."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from threading import Barrier
from time import time
from typing import Any

import jwt
import pytest
from chalice.app import Chalice, CognitoUserPoolAuthorizer, CORSConfig, Response
from cryptography.hazmat.primitives.asymmetric import rsa

from local.gateway import Gateway, GatewayServer, Limits, TokenVerifier

from .raw import RawClient

ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_tests"
CLIENT = "console"
KEY_ID = "the-pool's-key"
SHORT = Limits(
    body_bytes=1000, idle_seconds=0.3, request_seconds=0.8, keep_alive_seconds=30, linger_seconds=0.5, connections=8
)
FORGETFUL = Limits(keep_alive_seconds=0.3)
ROOMY = Limits(connections=8)

Ask = Callable[..., AbstractContextManager[RawClient]]


class OnePool:
    """A key source with one key."""

    def __init__(self, key: rsa.RSAPrivateKey) -> None:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        self._key = jwt.PyJWK.from_dict({**public, "kid": KEY_ID, "alg": "RS256"})

    def key(self, key_id: str) -> jwt.PyJWK | None:
        return self._key if key_id == KEY_ID else None


@pytest.fixture(scope="session")
def pool_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="session")
def sign(pool_key: rsa.RSAPrivateKey) -> Callable[..., str]:
    """An id token; named claims replace the good ones, and None leaves one out."""

    def make(key: Any = pool_key, algorithm: str = "RS256", key_id: str = KEY_ID, **changed: Any) -> str:
        now = int(time())
        claims = {
            "sub": "s-1",
            "iss": ISSUER,
            "aud": CLIENT,
            "token_use": "id",
            "iat": now,
            "exp": now + 600,
            "cognito:groups": ["ADVISOR", "BOSS"],
            "email_verified": True,
            "custom:person_id": "p-1",
        } | changed
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(kept, key, algorithm, headers={"kid": key_id})

    return make


def tiny_app() -> Chalice:
    """One route of each sort that the gateway treats apart."""
    app = Chalice("tiny")
    app.debug = True
    app.api.cors = CORSConfig(allow_origin="http://console.localhost")
    people = CognitoUserPoolAuthorizer("People", provider_arns=["arn:tests"])

    @app.route("/open")
    def _open() -> dict[str, Any]:
        return {"ok": True}

    @app.route("/echo", methods=["POST", "PUT"], content_types=[])
    def _echo() -> dict[str, Any]:
        assert app.current_request is not None
        return {"length": len(app.current_request.raw_body)}

    @app.route("/long/{length}")
    def _long(length: str) -> Response:
        return Response("x" * int(length), headers={"Content-Type": "text/plain"})

    @app.route("/things/{thing}")
    def _thing(thing: str) -> dict[str, Any]:
        assert app.current_request is not None
        return {"thing": thing, "query": app.current_request.to_original_event()["multiValueQueryStringParameters"]}

    @app.route("/mine", authorizer=people)
    def _mine() -> dict[str, Any]:
        assert app.current_request is not None
        return dict(app.current_request.context["authorizer"]["claims"])

    meeting = Barrier(2)

    @app.route("/meet/{who}")
    def _meet(who: str) -> dict[str, Any]:
        meeting.wait(10)
        assert app.current_request is not None
        return {"who": who, "asked": app.current_request.uri_params}

    @app.route("/nothing", methods=["DELETE"])
    def _nothing() -> Response:
        return Response(body="", status_code=204)

    @app.route("/broken")
    def _broken() -> Response:
        raise RuntimeError("a secret")

    @app.route("/split")
    def _split() -> Response:
        return Response(body={}, headers={"X-Note": "one\rSet-Cookie: two"})

    return app


@pytest.fixture(scope="module")
def verifier(pool_key: rsa.RSAPrivateKey) -> TokenVerifier:
    return TokenVerifier(OnePool(pool_key), ISSUER, CLIENT)


def served(verifier: TokenVerifier, limits: Limits) -> Iterator[GatewayServer]:
    server = GatewayServer("127.0.0.1", 0, Gateway(tiny_app(), verifier), limits)
    with server.serving():
        yield server


@pytest.fixture(scope="module")
def server(verifier: TokenVerifier) -> Iterator[GatewayServer]:
    yield from served(verifier, ROOMY)


@pytest.fixture(scope="module")
def hasty_server(verifier: TokenVerifier) -> Iterator[GatewayServer]:
    yield from served(verifier, SHORT)


@pytest.fixture(scope="module")
def forgetful_server(verifier: TokenVerifier) -> Iterator[GatewayServer]:
    yield from served(verifier, FORGETFUL)


@pytest.fixture
def client(server: GatewayServer) -> Iterator[RawClient]:
    with RawClient(server.port) as client:
        yield client


@pytest.fixture
def hasty(hasty_server: GatewayServer) -> Iterator[RawClient]:
    """A client of a gateway with little patience and little room."""
    with RawClient(hasty_server.port) as client:
        yield client
