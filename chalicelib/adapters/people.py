"""Signing in and out: the user pool (Cognito)."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError
from msgspec import Struct

from ..domain.errors import (
    CodeRequired,
    Invalid,
    PasswordChangeRequired,
    SignInLapsed,
    SignInRefused,
    TooManyAttempts,
    Unavailable,
)
from .aws import new_client

CONFIG = Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 2, "mode": "standard"})
Refusals = Mapping[str, Callable[[], Exception]]
"""What each error of the user pool's means to whoever called."""

NOT_AUTHORIZED = "NotAuthorizedException"
REFUSED = (
    NOT_AUTHORIZED,
    "PasswordResetRequiredException",
    "UnsupportedTokenTypeException",
    "UserNotConfirmedException",
    "UserNotFoundException",
)
TOO_MANY = (
    "ConcurrentModificationException",
    "LimitExceededException",
    "TooManyFailedAttemptsException",
    "TooManyRequestsException",
)
BAD_CODE = ("CodeMismatchException", "EnableSoftwareTokenMFAException", "ExpiredCodeException")
BAD_PASSWORD = (
    "InvalidParameterException",
    "InvalidPasswordException",
    "PasswordHistoryPolicyViolationException",
)
NO_AUTHENTICATOR = ("MFAMethodNotFoundException", "SoftwareTokenMFANotFoundException")


def _bad_code() -> Invalid:
    return Invalid.at("/code", "El código no es válido o ya venció.")


def wrong_code() -> Invalid:
    """Of an authenticator; each of its codes opens once only."""
    return Invalid.at("/code", "El código no es correcto o ya se usó: escriba el que la aplicación muestra ahora.")


def _bad_password() -> Invalid:
    return Invalid.at("/new_password", "La contraseña no cumple la política de seguridad.")


WITH_TOKEN: Refusals = {**dict.fromkeys(REFUSED, SignInRefused), **dict.fromkeys(TOO_MANY, TooManyAttempts)}
"""Of an access token, where nobody typed anything."""
REFUSALS: Refusals = {
    **WITH_TOKEN,
    **dict.fromkeys(BAD_CODE, _bad_code),
    **dict.fromkeys(BAD_PASSWORD, _bad_password),
}
AT_FIRST_PASSWORD: Refusals = {**REFUSALS, **dict.fromkeys(BAD_CODE, SignInRefused)}
AT_SIGN_IN: Refusals = {**AT_FIRST_PASSWORD, **dict.fromkeys(BAD_PASSWORD, SignInRefused)}
"""Nothing is chosen at a sign-in: what cannot be right is only wrong."""
AT_CODE: Refusals = {
    **REFUSALS,
    **dict.fromkeys((*REFUSED, *BAD_PASSWORD, *NO_AUTHENTICATOR), SignInLapsed),
    **dict.fromkeys(BAD_CODE, wrong_code),
}

WHOSE = "~"
"""Between a challenge's user name and its session, neither of which has one."""


class Tokens(Struct, frozen=True):
    """What the user pool hands out; ``expires_in`` is in seconds.

    The access token stays in the API: with it somebody's way of signing in can be changed.
    """

    id_token: str
    expires_in: int
    refresh_token: str | None
    access_token: str


@cache
def _client() -> Any:
    return new_client("cognito-idp", CONFIG)


def sign_in(client_id: str, email: str, password: str) -> Tokens:
    """Tokens for an e-mail and password.

    Raises:
        SignInRefused, TooManyAttempts
        PasswordChangeRequired, CodeRequired: with the session of what must be answered next.
    """
    return _auth(client_id, "USER_PASSWORD_AUTH", {"USERNAME": email, "PASSWORD": password}, email)


def refresh(client_id: str, refresh_token: str) -> Tokens:
    """A fresh id token.

    Raises:
        SignInRefused, TooManyAttempts
    """
    return _auth(client_id, "REFRESH_TOKEN_AUTH", {"REFRESH_TOKEN": refresh_token})


def set_first_password(client_id: str, email: str, session: str, new_password: str) -> Tokens:
    """Answer the challenge of a first sign-in.

    Raises:
        SignInRefused, TooManyAttempts
        Invalid: the new password does not meet the policy.
        CodeRequired: an authenticator's code comes next.
    """
    return _respond(
        client_id, email, session, "NEW_PASSWORD_REQUIRED", AT_FIRST_PASSWORD, {"NEW_PASSWORD": new_password}
    )


def answer_code(client_id: str, email: str, session: str, code: str) -> Tokens:
    """Answer the challenge of a second step.

    Raises:
        Invalid: the code is wrong, or was used; another may be tried in the same session.
        SignInLapsed: the session is over.
        TooManyAttempts
    """
    return _respond(client_id, email, session, "SOFTWARE_TOKEN_MFA", AT_CODE, {"SOFTWARE_TOKEN_MFA_CODE": code})


def forgot_password(client_id: str, email: str) -> None:
    """Have a code mailed, if there is such a person; never says whether.

    Raises:
        TooManyAttempts
    """
    try:
        ask("forgot_password", ClientId=client_id, Username=email)
    except (SignInRefused, Invalid):
        return


def confirm_forgotten_password(client_id: str, email: str, code: str, new_password: str) -> None:
    """Set a new password with the code that was mailed.

    Raises:
        Invalid: the code is wrong or too old, or the password does not meet the policy.
        TooManyAttempts
    """
    try:
        ask(
            "confirm_forgot_password",
            ClientId=client_id,
            Username=email,
            ConfirmationCode=code,
            Password=new_password,
        )
    except SignInRefused as exc:
        raise _bad_code() from exc


def sign_out(client_id: str, refresh_token: str) -> None:
    """Revoke a refresh token and the tokens made from it; one that is over already is no error."""
    try:
        ask("revoke_token", ClientId=client_id, Token=refresh_token)
    except (SignInRefused, Invalid):
        return


def _auth(client_id: str, flow: str, parameters: dict[str, str], email: str = "") -> Tokens:
    return _tokens(
        ask("initiate_auth", AT_SIGN_IN, ClientId=client_id, AuthFlow=flow, AuthParameters=parameters), email
    )


def _respond(
    client_id: str, email: str, session: str, challenge: str, refusals: Refusals, answers: dict[str, str]
) -> Tokens:
    username, _, own_session = session.rpartition(WHOSE)
    response = ask(
        "respond_to_auth_challenge",
        refusals,
        ClientId=client_id,
        ChallengeName=challenge,
        Session=own_session,
        ChallengeResponses={"USERNAME": username or email, **answers},
    )
    return _tokens(response, email)


def _tokens(response: dict[str, Any], email: str) -> Tokens:
    match response.get("ChallengeName"):
        case "NEW_PASSWORD_REQUIRED":
            raise PasswordChangeRequired(_session(response, email))
        case "SOFTWARE_TOKEN_MFA":
            raise CodeRequired(_session(response, email))
    result = response.get("AuthenticationResult")
    if result is None:
        raise SignInRefused
    return Tokens(result["IdToken"], result["ExpiresIn"], result.get("RefreshToken"), result["AccessToken"])


def _session(response: dict[str, Any], email: str) -> str:
    """A challenge's session, with the user name that must answer it where an e-mail only stands for one."""
    username = response.get("ChallengeParameters", {}).get("USER_ID_FOR_SRP", email)
    session: str = response["Session"]
    return session if username == email else f"{username}{WHOSE}{session}"


def ask(operation: str, refusals: Refusals = REFUSALS, **arguments: Any) -> dict[str, Any]:
    """What the user pool answers.

    Raises:
        DeskError: as ``refusals`` say.
        Unavailable: it does not answer.
    """
    try:
        return getattr(_client(), operation)(**arguments)  # type: ignore[no-any-return]
    except ClientError as exc:
        refusal = refusals.get(exc.response["Error"]["Code"])
        if refusal is None:
            raise
        raise refusal() from exc
    except ParamValidationError as exc:
        refusal = refusals[NOT_AUTHORIZED]
        raise refusal() from exc
    except BotoCoreError as exc:
        raise Unavailable from exc
