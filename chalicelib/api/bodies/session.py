"""Bodies of signing in and of passwords."""

from typing import Annotated

from msgspec import Meta

from .fields import END, Body, Email


class SignIn(Body, frozen=True):
    email: Email
    password: Annotated[str, Meta(min_length=1, max_length=256)]


class RefreshToken(Body, frozen=True):
    refresh_token: Annotated[str, Meta(min_length=1, max_length=8192, pattern=r"^[\x21-\x7e]+" + END)]


class FirstPassword(Body, frozen=True):
    email: Email
    session: Annotated[str, Meta(min_length=20, max_length=2048, pattern=r"^[\x21-\x7e]+" + END)]
    new_password: Annotated[str, Meta(min_length=1, max_length=256)]


class ForgottenPassword(Body, frozen=True):
    email: Email


class NewPassword(Body, frozen=True):
    email: Email
    code: Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z]+" + END)]
    new_password: Annotated[str, Meta(min_length=1, max_length=256)]
