"""Signing in and out: the user pool (Cognito)."""

from collections.abc import Callable
from functools import cache
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError
from msgspec import Struct

from ..domain.errors import Invalid, PasswordChangeRequired, SignInRefused, TooManyAttempts, Unavailable
from .aws import new_client

CONFIG = Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 2, "mode": "standard"})
REFUSED = frozenset(
    {
        "NotAuthorizedException",
        "PasswordResetRequiredException",
        "UnsupportedTokenTypeException",
        "UserNotConfirmedException",
        "UserNotFoundException",
    }
)
TOO_MANY = frozenset({"TooManyRequestsException", "LimitExceededException", "TooManyFailedAttemptsException"})
BAD_CODE = frozenset({"CodeMismatchException", "ExpiredCodeException"})
BAD_PASSWORD = frozenset(
    {"InvalidPasswordException", "InvalidParameterException", "PasswordHistoryPolicyViolationException"}
)


class Tokens(Struct, frozen=True):
    """What the user pool hands out; ``expires_in`` is in seconds."""

    id_token: str
    expires_in: int
    refresh_token: str | None


@cache
def _client() -> Any:
    return new_client("cognito-idp", CONFIG)


def sign_in(client_id: str, email: str, password: str) -> Tokens:
    """Tokens for an e-mail and password.

    Raises:
        SignInRefused, TooManyAttempts, PasswordChangeRequired
    """
    return _auth(client_id, "USER_PASSWORD_AUTH", {"USERNAME": email, "PASSWORD": password})


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
    """
    return _tokens(
        _call(
            "respond_to_auth_challenge",
            stale=SignInRefused,
            ClientId=client_id,
            ChallengeName="NEW_PASSWORD_REQUIRED",
            Session=session,
            ChallengeResponses={"USERNAME": email, "NEW_PASSWORD": new_password},
        )
    )


def forgot_password(client_id: str, email: str) -> None:
    """Have a code mailed, if there is such a person; never says whether.

    Raises:
        TooManyAttempts
    """
    try:
        _call("forgot_password", ClientId=client_id, Username=email)
    except (SignInRefused, Invalid):
        return


def confirm_forgotten_password(client_id: str, email: str, code: str, new_password: str) -> None:
    """Set a new password with the code that was mailed.

    Raises:
        Invalid: the code is wrong or too old, or the password does not meet the policy.
        TooManyAttempts
    """
    try:
        _call(
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
        _call("revoke_token", ClientId=client_id, Token=refresh_token)
    except (SignInRefused, Invalid):
        return


def _auth(client_id: str, flow: str, parameters: dict[str, str]) -> Tokens:
    try:
        return _tokens(_call("initiate_auth", ClientId=client_id, AuthFlow=flow, AuthParameters=parameters))
    except Invalid as exc:  # nothing is chosen here: what cannot be right is only wrong
        raise SignInRefused from exc


def _tokens(response: dict[str, Any]) -> Tokens:
    if response.get("ChallengeName") == "NEW_PASSWORD_REQUIRED":
        raise PasswordChangeRequired(response["Session"])
    result = response.get("AuthenticationResult")
    if result is None:
        raise SignInRefused
    return Tokens(result["IdToken"], result["ExpiresIn"], result.get("RefreshToken"))


def _bad_code() -> Invalid:
    return Invalid.at("/code", "El código no es válido o ya venció.")


def _call(operation: str, stale: Callable[[], Exception] = _bad_code, **arguments: Any) -> dict[str, Any]:
    try:
        return getattr(_client(), operation)(**arguments)  # type: ignore[no-any-return]
    except ClientError as exc:
        raise _refusal(exc.response["Error"]["Code"], stale, exc) from exc
    except ParamValidationError as exc:
        raise SignInRefused from exc
    except BotoCoreError as exc:
        raise Unavailable from exc


def _refusal(code: str, stale: Callable[[], Exception], otherwise: Exception) -> Exception:
    kinds: tuple[tuple[frozenset[str], Callable[[], Exception]], ...] = (
        (REFUSED, SignInRefused),
        (TOO_MANY, TooManyAttempts),
        (BAD_CODE, stale),
        (BAD_PASSWORD, _bad_password),
    )
    return next((kind() for codes, kind in kinds if code in codes), otherwise)


def _bad_password() -> Invalid:
    return Invalid.at("/new_password", "La contraseña no cumple la política de seguridad.")
