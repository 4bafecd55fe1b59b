"""Signing in and out, against a user pool of moto's, and one that answers as it is told."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.stub import Stubber
from msgspec.structs import replace

from chalicelib.adapters import directory
from chalicelib.domain.dealership import Person
from tests.api.client import Client
from tests.api.signing_in import CLIENT, PASSWORD, SESSION, answering, challenged, granted, renewed, tokens
from tests.desk import ANA

SIGN_IN = {"email": ANA.email, "password": PASSWORD}
OWN_PASSWORD = "Otra-clave-larga-2"
USERNAME = "0c1f5a2e-0000-4000-8000-00000000a11a"


def test_signing_in_gives_tokens_and_who_one_is(nobody: Client, pool: Stubber) -> None:
    granted(pool)
    reply = nobody.post("/session", SIGN_IN)
    assert reply.status == 200
    assert reply.body["refresh_token"] == "refresh-me"
    assert reply.body["expires_in"] == 3600
    assert (reply.body["person"]["id"], reply.body["person"]["showroom"]["name"]) == ("ana", "Vitrina Norte")


def test_a_session_is_renewed(nobody: Client, pool: Stubber) -> None:
    renewed(pool)
    reply = nobody.post("/session/refresh", {"refresh_token": "refresh-me"})
    assert (reply.status, set(reply.body)) == (200, {"id_token", "expires_in"})


def test_a_first_sign_in_asks_for_a_password_of_ones_own(nobody: Client, pool: Stubber) -> None:
    challenged(pool, "NEW_PASSWORD_REQUIRED")
    asked = nobody.post("/session", SIGN_IN)
    assert asked.status == 409
    assert asked.body["state"] == {"challenge": "NEW_PASSWORD_REQUIRED", "session": SESSION}
    answer = answering("NEW_PASSWORD_REQUIRED", USERNAME=ANA.email, NEW_PASSWORD=OWN_PASSWORD)
    pool.add_response("respond_to_auth_challenge", tokens(), answer)
    body = {"email": ANA.email, "session": SESSION, "new_password": OWN_PASSWORD}
    assert nobody.post("/session/first-password", body).body["person"]["id"] == "ana"


def test_two_steps_ask_for_a_code_and_then_give_the_session(nobody: Client, pool: Stubber) -> None:
    challenged(pool, "SOFTWARE_TOKEN_MFA")
    asked = nobody.post("/session", SIGN_IN)
    assert asked.status == 409
    assert asked.body["state"] == {"challenge": "AUTHENTICATOR_CODE", "session": SESSION}
    answer = answering("SOFTWARE_TOKEN_MFA", USERNAME=ANA.email, SOFTWARE_TOKEN_MFA_CODE="123456")
    pool.add_response("respond_to_auth_challenge", tokens(), answer)
    reply = nobody.post("/session/code", {"email": ANA.email, "session": SESSION, "code": "123456"})
    assert reply.status == 200
    assert (reply.body["refresh_token"], reply.body["person"]["id"]) == ("refresh-me", "ana")
    assert "access-me" not in str(reply)


def test_a_challenge_is_answered_by_the_user_name_that_the_pool_gave(nobody: Client, pool: Stubber) -> None:
    """To AWS an e-mail only stands for a user name, which is what a challenge must be answered with."""
    challenged(pool, "NEW_PASSWORD_REQUIRED", USER_ID_FOR_SRP=USERNAME)
    session = nobody.post("/session", SIGN_IN).body["state"]["session"]
    again = {"ChallengeName": "SOFTWARE_TOKEN_MFA", "Session": SESSION}
    answer = answering("NEW_PASSWORD_REQUIRED", USERNAME=USERNAME, NEW_PASSWORD=OWN_PASSWORD)
    parameters = {"USER_ID_FOR_SRP": USERNAME, "FRIENDLY_DEVICE_NAME": "phone"}
    pool.add_response("respond_to_auth_challenge", again | {"ChallengeParameters": parameters}, answer)
    body = {"email": ANA.email, "session": session, "new_password": OWN_PASSWORD}
    asked = nobody.post("/session/first-password", body)
    assert (asked.status, asked.body["state"]["challenge"]) == (409, "AUTHENTICATOR_CODE")
    answer = answering("SOFTWARE_TOKEN_MFA", USERNAME=USERNAME, SOFTWARE_TOKEN_MFA_CODE="123456")
    pool.add_response("respond_to_auth_challenge", tokens(), answer)
    body = {"email": ANA.email, "session": asked.body["state"]["session"], "code": "123456"}
    assert nobody.post("/session/code", body).status == 200


def test_a_challenge_that_the_desk_does_not_know_is_a_refusal(nobody: Client, pool: Stubber) -> None:
    challenged(pool, "SMS_MFA")
    assert nobody.post("/session", SIGN_IN).status == 401


FORGOTTEN = {"email": ANA.email}
NEW = {"email": ANA.email, "code": "123456", "new_password": "Otra-clave-larga-2"}
FIRST = {"email": ANA.email, "session": SESSION, "new_password": "corta"}
CODE = {"email": ANA.email, "session": SESSION, "code": "123456"}
TOKEN = {"refresh_token": "refresh-me"}
ROUTES: dict[str, tuple[str, dict[str, str]]] = {
    "/session": ("initiate_auth", SIGN_IN),
    "/session/refresh": ("initiate_auth", TOKEN),
    "/session/first-password": ("respond_to_auth_challenge", FIRST),
    "/session/code": ("respond_to_auth_challenge", CODE),
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
        if status == 401 and path != "/session/code":
            assert reply.body["detail"] == "El correo o la contraseña no son correctos, o la sesión terminó."
        if status == 429:
            assert reply.headers["retry-after"] == "60"


@pytest.mark.parametrize(
    ("path", "code", "pointer"),
    [
        ("/session/new-password", "CodeMismatchException", "/code"),
        ("/session/new-password", "InvalidPasswordException", "/new_password"),
        ("/session/code", "CodeMismatchException", "/code"),
        ("/session/code", "ExpiredCodeException", "/code"),
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


@pytest.mark.parametrize("code", [*WRONG, "InvalidParameterException", "SoftwareTokenMFANotFoundException"])
def test_a_code_that_comes_too_late_says_to_start_again(code: str, nobody: Client, pool: Stubber) -> None:
    pool.add_client_error("respond_to_auth_challenge", code)
    reply = nobody.post("/session/code", CODE)
    assert (reply.status, reply.pointers) == (401, [])
    assert "Empiece de nuevo" in reply.body["detail"]


def test_a_session_without_a_user_pools_part_is_over(nobody: Client) -> None:
    assert nobody.post("/session/code", CODE | {"session": "~" * 40}).status == 401
    assert nobody.post("/session/first-password", FIRST | {"session": "~" * 40}).status == 401


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
    granted(pool, ANA, **{"custom:person_id": ""})
    assert nobody.post("/session", SIGN_IN).status == 403
    granted(pool, ANA, **{"custom:person_id": "nobody"})
    assert nobody.post("/session", SIGN_IN).status == 403
    directory.save_person(replace(ANA, active=False))
    granted(pool)
    assert nobody.post("/session", SIGN_IN).status == 403


def test_a_profile_is_the_directorys_not_the_tokens(as_person: Callable[[Person | None], Client]) -> None:
    me: dict[str, Any] = as_person(replace(ANA, name="Nombre antiguo")).get("/me").body
    assert (me["name"], me["phone"], me["role"]) == (ANA.name, ANA.phone, "ADVISOR")


def test_who_no_longer_works_here_gets_no_fresh_token(nobody: Client, pool: Stubber) -> None:
    directory.save_person(replace(ANA, active=False))
    renewed(pool)
    assert nobody.post("/session/refresh", {"refresh_token": "refresh-me"}).status == 403
