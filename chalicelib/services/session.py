"""Signing in and out. The user pool decides; who the person is, the Directory knows."""

from base64 import urlsafe_b64decode
from typing import Any

from msgspec import Struct, json

from ..adapters import people
from ..adapters.people import Tokens, confirm_forgotten_password, forgot_password, sign_out
from ..domain.errors import NotAllowed
from .people import Profile, profile_of

__all__ = [
    "SignedIn",
    "answer_code",
    "confirm_forgotten_password",
    "forgot_password",
    "refresh",
    "set_first_password",
    "sign_in",
    "sign_out",
]


class SignedIn(Struct, frozen=True):
    """Tokens, and whose they are."""

    tokens: Tokens
    profile: Profile


def sign_in(client_id: str, email: str, password: str) -> SignedIn:
    """Sign in with e-mail and password.

    Raises:
        SignInRefused, PasswordChangeRequired, CodeRequired, TooManyAttempts: as the user pool says.
        NotAllowed: the account is not, or no longer, of anybody who works here.
    """
    return _signed_in(people.sign_in(client_id, email, password))


def refresh(client_id: str, refresh_token: str) -> SignedIn:
    """A fresh id token, for somebody who still works here; raises as :func:`sign_in`."""
    return _signed_in(people.refresh(client_id, refresh_token))


def set_first_password(client_id: str, email: str, session: str, new_password: str) -> SignedIn:
    """Answer the challenge of a first sign-in; raises as :func:`sign_in`, and Invalid for a weak password."""
    return _signed_in(people.set_first_password(client_id, email, session, new_password))


def answer_code(client_id: str, email: str, session: str, code: str) -> SignedIn:
    """Take the second step with an authenticator's code; raises as :func:`sign_in`, Invalid for a wrong code, and
    SignInLapsed when it comes too late.
    """
    return _signed_in(people.answer_code(client_id, email, session, code))


def _signed_in(tokens: Tokens) -> SignedIn:
    claims = _claims(tokens.id_token)
    person_id, showroom_id = claims.get("custom:person_id"), claims.get("custom:showroom_id")
    if not person_id or not showroom_id:
        raise NotAllowed("Su cuenta no está asociada a ninguna persona de la concesionaria.")
    return SignedIn(tokens, profile_of(str(person_id), str(showroom_id)))


def _claims(id_token: str) -> dict[str, Any]:
    """The claims of a token that came straight from the user pool, so that nobody can have forged it."""
    payload = id_token.split(".")[1]
    return json.decode(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)), type=dict[str, Any])
