"""What the gateway answers itself: whom it does not know, and what browsers ask before they call."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.http.client import SECONDS, HttpClient

from .deployment import CONSOLE, Deployment

pytestmark = pytest.mark.e2e

PROBLEM = "application/problem+json"


def call(deployment: Deployment, token: str | None, path: str = "/me") -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    return requests.get(deployment.api_url + path, headers=headers | {"Origin": CONSOLE}, timeout=SECONDS)


def token_of(client: HttpClient) -> str:
    return str(client.session.headers["Authorization"]).removeprefix("Bearer ")


def own_key(token: str, **claims: Any) -> str:
    """The same token under a key of one's own, with the same key id."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    said = jwt.decode(token, options={"verify_signature": False})
    return jwt.encode(said | claims, key, algorithm="RS256", headers={"kid": jwt.get_unverified_header(token)["kid"]})


def tampered(token: str) -> str:
    """The token of an advisor who would like to be a manager."""
    head, body, signature = token.split(".")
    claims = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4))) | {"cognito:groups": ["MANAGER"]}
    return ".".join([head, urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("="), signature])


def unsigned(token: str) -> str:
    said = jwt.decode(token, options={"verify_signature": False})
    return jwt.encode(said, "", algorithm="none")


def expired(token: str) -> str:
    """Over since yesterday; nobody but the pool can sign one, so that this one is forged as well."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    return own_key(token, iat=yesterday - timedelta(hours=1), exp=yesterday)


def test_who_is_signed_in_is_let_in(deployment: Deployment, advisor: HttpClient) -> None:
    assert call(deployment, token_of(advisor)).json()["email"] == advisor.me["email"]


@pytest.mark.parametrize("spoil", [own_key, tampered, unsigned, expired], ids=lambda spoil: spoil.__name__)
def test_a_token_that_the_pool_did_not_sign_is_refused(deployment: Deployment, advisor: HttpClient, spoil: Any) -> None:
    require_refusal(call(deployment, spoil(token_of(advisor))))


@pytest.mark.parametrize("token", [None, "", "x", "a.b.c"], ids=["absent", "empty", "no token", "nonsense"])
def test_without_a_token_nobody_is_let_in(deployment: Deployment, token: str | None) -> None:
    require_refusal(call(deployment, token))


def require_refusal(reply: requests.Response) -> None:
    assert (reply.status_code, reply.headers["Content-Type"]) == (401, PROBLEM)
    assert reply.headers["WWW-Authenticate"] == "Bearer"
    assert reply.headers["Access-Control-Allow-Origin"] == CONSOLE
    problem = reply.json()
    assert (problem["status"], problem["title"]) == (401, "Debe ingresar")
    assert problem["instance"].startswith("urn:request:")


def test_a_browser_may_call_from_the_console(deployment: Deployment) -> None:
    asked = {
        "Origin": CONSOLE,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,idempotency-key,if-match",
    }
    reply = requests.options(f"{deployment.api_url}/quotes", headers=asked, timeout=SECONDS)
    assert reply.status_code == 200
    assert reply.headers["Access-Control-Allow-Origin"] == CONSOLE
    assert "POST" in reply.headers["Access-Control-Allow-Methods"]
    allowed = reply.headers["Access-Control-Allow-Headers"].lower().split(",")
    assert set(asked["Access-Control-Request-Headers"].split(",")) <= set(allowed)


def test_errors_of_app_and_gateway_reach_the_browser(deployment: Deployment, advisor: HttpClient) -> None:
    replies = {
        404: call(deployment, token_of(advisor), "/quotes/none-such"),
        400: call(deployment, token_of(advisor), "/follow-ups?colour=blue"),
    }
    nowhere = call(deployment, token_of(advisor), "/nowhere")
    assert {status: reply.status_code for status, reply in replies.items()} == {404: 404, 400: 400}
    for reply in (*replies.values(), nowhere):
        assert reply.headers["Content-Type"] == PROBLEM
        assert reply.headers["Access-Control-Allow-Origin"] == CONSOLE
    assert nowhere.status_code == 404
