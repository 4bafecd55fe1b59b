"""Signing in and out, against a user pool of moto's, and one that answers as it is told."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.stub import Stubber
from msgspec import json
from msgspec.structs import replace

from chalicelib.adapters import directory, people
from chalicelib.domain.dealership import Person
from tests.api.client import Client, claims_of
from tests.desk import ANA, ENVIRONMENT

PASSWORD = "Una-clave-larga-1"
CLIENT = ENVIRONMENT["USER_POOL_CLIENT_ID"]
SIGN_IN = {"email": ANA.email, "password": PASSWORD}


def _id_token(**claims: str) -> str:
    payload = urlsafe_b64encode(json.encode({**claims_of(ANA), **claims})).decode().rstrip("=")
    return f"e30.{payload}.c2ln"


@pytest.fixture
def pool(nobody: Client) -> Iterator[Stubber]:
    """The user pool, which answers what a test tells it to, once, to what the test expects."""
    with Stubber(people._client()) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def _granted(stubber: Stubber, flow: str, parameters: dict[str, str], **claims: str) -> None:
    result = {"IdToken": _id_token(**claims), "ExpiresIn": 3600, "AccessToken": "access"}
    if flow == "USER_PASSWORD_AUTH":
        result["RefreshToken"] = "refresh-me"
    expected = {"ClientId": CLIENT, "AuthFlow": flow, "AuthParameters": parameters}
    stubber.add_response("initiate_auth", {"AuthenticationResult": result}, expected)


def test_signing_in_gives_tokens_and_who_one_is(nobody: Client, pool: Stubber) -> None:
    _granted(pool, "USER_PASSWORD_AUTH", {"USERNAME": ANA.email, "PASSWORD": PASSWORD})
    reply = nobody.post("/session", SIGN_IN)
    assert reply.status == 200
    assert reply.body["refresh_token"] == "refresh-me"
    assert reply.body["expires_in"] == 3600
    assert (reply.body["person"]["id"], reply.body["person"]["showroom"]["name"]) == ("ana", "Vitrina Norte")


def test_a_session_is_renewed(nobody: Client, pool: Stubber) -> None:
    _granted(pool, "REFRESH_TOKEN_AUTH", {"REFRESH_TOKEN": "refresh-me"})
    reply = nobody.post("/session/refresh", {"refresh_token": "refresh-me"})
    assert (reply.status, set(reply.body)) == (200, {"id_token", "expires_in"})


def test_a_first_sign_in_asks_for_a_password_of_ones_own(nobody: Client, pool: Stubber) -> None:
    challenge = {"ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": "s" * 40}
    pool.add_response("initiate_auth", challenge)
    asked = nobody.post("/session", SIGN_IN)
    assert asked.status == 409
    assert asked.body["state"] == {"challenge": "NEW_PASSWORD_REQUIRED", "session": "s" * 40}
    result = {"IdToken": _id_token(), "ExpiresIn": 3600, "RefreshToken": "refresh-me"}
    answer = {
        "ClientId": CLIENT,
        "ChallengeName": "NEW_PASSWORD_REQUIRED",
        "Session": "s" * 40,
        "ChallengeResponses": {"USERNAME": ANA.email, "NEW_PASSWORD": "Otra-clave-larga-2"},
    }
    pool.add_response("respond_to_auth_challenge", {"AuthenticationResult": result}, answer)
    body = {"email": ANA.email, "session": "s" * 40, "new_password": "Otra-clave-larga-2"}
    assert nobody.post("/session/first-password", body).body["person"]["id"] == "ana"


def test_a_challenge_that_the_desk_does_not_know_is_a_refusal(nobody: Client, pool: Stubber) -> None:
    pool.add_response("initiate_auth", {"ChallengeName": "SMS_MFA", "Session": "s" * 40})
    assert nobody.post("/session", SIGN_IN).status == 401


FORGOTTEN = {"email": ANA.email}
NEW = {"email": ANA.email, "code": "123456", "new_password": "Otra-clave-larga-2"}
FIRST = {"email": ANA.email, "session": "s" * 40, "new_password": "corta"}
TOKEN = {"refresh_token": "refresh-me"}
ROUTES: dict[str, tuple[str, dict[str, str]]] = {
    "/session": ("initiate_auth", SIGN_IN),
    "/session/refresh": ("initiate_auth", TOKEN),
    "/session/first-password": ("respond_to_auth_challenge", FIRST),
    "/session/forgotten-password": ("forgot_password", FORGOTTEN),
    "/session/new-password": ("confirm_forgot_password", NEW),
    "/session/revocation": ("revoke_token", TOKEN),
}
WRONG = ["NotAuthorizedException", "UserNotFoundException", "UserNotConfirmedException"]
SLOW_DOWN = ["TooManyRequestsException", "LimitExceededException", "TooManyFailedAttemptsException"]
REFUSALS = [
    *((path, code, 401) for path in ("/session", "/session/refresh", "/session/first-password") for code in WRONG),
    *(("/session/forgotten-password", code, 202) for code in [*WRONG, "InvalidParameterException"]),
    *(("/session/revocation", code, 204) for code in [*WRONG, "InvalidParameterException"]),
    *((path, code, 429) for path in ROUTES for code in SLOW_DOWN),
    *(("/session/new-password", code, 422) for code in [*WRONG, "CodeMismatchException", "ExpiredCodeException"]),
    ("/session/new-password", "InvalidPasswordException", 422),
    ("/session/first-password", "InvalidPasswordException", 422),
    ("/session/first-password", "CodeMismatchException", 401),
    ("/session/first-password", "ExpiredCodeException", 401),
    ("/session/revocation", "UnsupportedTokenTypeException", 204),
    ("/session", "PasswordResetRequiredException", 401),
    ("/session", "InvalidParameterException", 401),
    ("/session/refresh", "InvalidParameterException", 401),
]


def test_what_the_user_pool_refuses_is_told_without_saying_who_exists(nobody: Client, pool: Stubber) -> None:
    for path, code, status in REFUSALS:
        operation, body = ROUTES[path]
        pool.add_client_error(operation, code)
        reply = nobody.post(path, body)
        assert reply.status == status, (path, code)
        if status == 401:
            assert reply.body["detail"] == "El correo o la contraseña no son correctos, o la sesión terminó."
        if status == 429:
            assert reply.headers["retry-after"] == "60"


@pytest.mark.parametrize(
    ("path", "code", "pointer"),
    [
        ("/session/new-password", "CodeMismatchException", "/code"),
        ("/session/new-password", "InvalidPasswordException", "/new_password"),
        ("/session/first-password", "InvalidPasswordException", "/new_password"),
        ("/session/first-password", "PasswordHistoryPolicyViolationException", "/new_password"),
    ],
)
def test_a_bad_code_or_password_is_pointed_at(
    path: str, code: str, pointer: str, nobody: Client, pool: Stubber
) -> None:
    operation, body = ROUTES[path]
    pool.add_client_error(operation, code)
    assert nobody.post(path, body).pointers == [pointer]


def test_forgetting_a_password_asks_for_a_code_and_sets_another(nobody: Client, pool: Stubber) -> None:
    pool.add_response("forgot_password", {}, {"ClientId": CLIENT, "Username": ANA.email})
    assert nobody.post("/session/forgotten-password", FORGOTTEN).status == 202
    sent = {
        "ClientId": CLIENT,
        "Username": ANA.email,
        "ConfirmationCode": "123456",
        "Password": "Otra-clave-larga-2",
    }
    pool.add_response("confirm_forgot_password", {}, sent)
    assert nobody.post("/session/new-password", NEW).status == 204


def test_signing_out_revokes_the_token(nobody: Client, pool: Stubber) -> None:
    pool.add_response("revoke_token", {}, {"ClientId": CLIENT, "Token": "refresh-me"})
    assert nobody.post("/session/revocation", TOKEN).status == 204


def test_an_account_of_nobody_here_may_not_sign_in(nobody: Client, pool: Stubber) -> None:
    parameters = {"USERNAME": ANA.email, "PASSWORD": PASSWORD}
    _granted(pool, "USER_PASSWORD_AUTH", parameters, **{"custom:person_id": ""})
    assert nobody.post("/session", SIGN_IN).status == 403
    _granted(pool, "USER_PASSWORD_AUTH", parameters, **{"custom:person_id": "nobody"})
    assert nobody.post("/session", SIGN_IN).status == 403
    directory.save_person(replace(ANA, active=False))
    _granted(pool, "USER_PASSWORD_AUTH", parameters)
    assert nobody.post("/session", SIGN_IN).status == 403


def test_a_profile_is_the_directorys_not_the_tokens(as_person: Callable[[Person | None], Client]) -> None:
    me: dict[str, Any] = as_person(replace(ANA, name="Nombre antiguo")).get("/me").body
    assert (me["name"], me["phone"], me["role"]) == (ANA.name, ANA.phone, "ADVISOR")


def test_who_no_longer_works_here_gets_no_fresh_token(nobody: Client, pool: Stubber) -> None:
    directory.save_person(replace(ANA, active=False))
    _granted(pool, "REFRESH_TOKEN_AUTH", {"REFRESH_TOKEN": "refresh-me"})
    assert nobody.post("/session/refresh", {"refresh_token": "refresh-me"}).status == 403
