"""Bodies of signing in and of passwords."""

from typing import Annotated

from msgspec import Meta

from .fields import END, Body, Email

Password = Annotated[str, Meta(min_length=1, max_length=256)]
RefreshTokenText = Annotated[str, Meta(min_length=1, max_length=8192, pattern=r"^[\x21-\x7e]+" + END)]
ChallengeSession = Annotated[str, Meta(min_length=20, max_length=4352, pattern=r"^[\x21-\x7e]+" + END)]
AuthenticatorCode = Annotated[str, Meta(min_length=6, max_length=6, pattern=r"^[0-9]{6}" + END)]


class SignIn(Body, frozen=True):
    email: Email
    password: Password


class RefreshToken(Body, frozen=True):
    refresh_token: RefreshTokenText


class FirstPassword(Body, frozen=True):
    email: Email
    session: ChallengeSession
    new_password: Password


class SignInCode(Body, frozen=True):
    email: Email
    session: ChallengeSession
    code: AuthenticatorCode


class ForgottenPassword(Body, frozen=True):
    email: Email


class NewPassword(Body, frozen=True):
    email: Email
    code: Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z]+" + END)]
    new_password: Password


class AuthenticatorConfirmation(Body, frozen=True):
    refresh_token: RefreshTokenText
    code: AuthenticatorCode


class AuthenticatorRemoval(Body, frozen=True):
    password: Password
    code: AuthenticatorCode
