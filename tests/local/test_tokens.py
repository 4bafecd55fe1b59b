"""Who is let in: an id token of the pool, for its client, in its time. Nobody else."""

import base64
import hmac
import json
from collections.abc import Callable
from time import time

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from .conftest import CLIENT, ISSUER, KEY_ID
from .raw import RawAnswer, RawClient, request
from .test_wire import assert_problem

Sign = Callable[..., str]


def ask_with(client: RawClient, authorization: str) -> RawAnswer:
    return client.ask(request("GET", "/mine", Authorization=authorization))


def assert_kept_out(answer: RawAnswer) -> None:
    assert_problem(answer, 401)
    assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'


@pytest.mark.parametrize("scheme", ["Bearer ", "bearer ", ""])
def test_a_good_token_lets_in(client: RawClient, sign: Sign, scheme: str) -> None:
    assert ask_with(client, scheme + sign()).status == 200


def test_claims_arrive_as_api_gateway_writes_them(client: RawClient, sign: Sign) -> None:
    claims = ask_with(client, sign(exp=4102444800)).json
    assert all(isinstance(value, str) for value in claims.values())
    assert claims["cognito:groups"] == "ADVISOR,BOSS"
    assert claims["email_verified"] == "true"
    assert claims["exp"] == "Fri Jan 01 00:00:00 UTC 2100"


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": ""}, {"Authorization": "Bearer"}, {"Authorization": "Bearer "}]
)
def test_no_token_is_401(client: RawClient, headers: dict[str, str]) -> None:
    answer = client.ask(request("GET", "/mine", b"", **headers))
    assert_problem(answer, 401)
    assert answer.headers["www-authenticate"] == "Bearer"


def test_two_authorizations_are_401(client: RawClient, sign: Sign) -> None:
    token = sign()
    head = f"GET /mine HTTP/1.1\r\nAuthorization: {token}\r\nAuthorization: {token}\r\n\r\n"
    assert_problem(client.ask(head.encode()), 401)


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": f"{ISSUER}-other"},
        {"aud": "another-client"},
        {"aud": [CLIENT]},
        {"exp": 1},
        {"iat": 4102444800},
        {"nbf": 4102444800},
        {"token_use": "access"},
        {"token_use": "refresh"},
        {"token_use": ["id"]},
        {"key_id": "of-no-pool"},
        *({name: None} for name in ("iss", "aud", "exp", "iat", "sub", "token_use")),
    ],
    ids=str,
)
def test_a_token_that_says_anything_else_is_401(client: RawClient, sign: Sign, changed: dict[str, object]) -> None:
    assert_kept_out(ask_with(client, sign(**changed)))


def test_a_token_is_401_from_the_second_it_expires(client: RawClient, sign: Sign) -> None:
    assert_kept_out(ask_with(client, sign(exp=int(time()))))


def test_a_token_signed_by_another_key_is_401(client: RawClient, sign: Sign) -> None:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert_kept_out(ask_with(client, sign(key=stranger)))


def test_a_token_whose_claims_were_changed_is_401(client: RawClient, sign: Sign) -> None:
    header, _, signature = sign().split(".")
    _, other_claims, _ = sign(sub="s-2").split(".")
    assert_kept_out(ask_with(client, f"{header}.{other_claims}.{signature}"))


def test_a_token_without_a_signature_is_401(client: RawClient, sign: Sign) -> None:
    header, claims, _ = sign().split(".")
    assert_kept_out(ask_with(client, f"{header}.{claims}."))
    assert_kept_out(ask_with(client, sign(key="", algorithm="none")))


def test_a_token_signed_with_the_public_key_as_a_secret_is_401(
    client: RawClient, sign: Sign, pool_key: rsa.RSAPrivateKey
) -> None:
    public = pool_key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    header = unpadded(json.dumps({"alg": "HS256", "kid": KEY_ID}).encode())
    signed = f"{header}.{sign().split('.')[1]}"
    signature = unpadded(hmac.digest(public, signed.encode(), "sha256"))
    assert_kept_out(ask_with(client, f"{signed}.{signature}"))


def unpadded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def deep_header() -> str:
    nested = b'{"alg":"RS256","kid":' + b"[" * 4000 + b"]" * 4000 + b"}"
    return unpadded(nested) + ".e30.AA"


@pytest.mark.parametrize(
    "token", ["nodots", "a.b", "a.b.c", "..", "\u00e9.\u00e9.\u00e9", "Basic YTpi", deep_header()], ids=str
)
def test_what_is_no_token_is_401(client: RawClient, token: str) -> None:
    content = f"GET /mine HTTP/1.1\r\nAuthorization: {token}\r\n\r\n".encode("latin-1")
    assert_kept_out(client.ask(content))


def test_a_refusal_repeats_nothing_of_the_token(client: RawClient, sign: Sign) -> None:
    token = sign(exp=1)
    assert token.split(".")[1].encode() not in ask_with(client, token).body
