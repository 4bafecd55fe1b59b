"""One's own second step at sign-in: switched on with a code, and off with the password and a code."""

from urllib.parse import quote, urlencode

from msgspec import Struct

from ..adapters import authenticators, people
from ..domain.errors import CodeRequired, Conflict, Invalid, NotAllowed, SignInRefused
from . import session
from .work import Call

ISSUER = "Mis Seguimientos"
"""What the authenticator shows above the code."""


class Key(Struct, frozen=True):
    """What an authenticator takes in: a key (base 32) to type, and the same as an ``otpauth:`` link."""

    key: str
    uri: str


def is_on(call: Call, client_id: str, refresh_token: str) -> bool:
    """Whether the caller is asked for a code at sign-in.

    Raises:
        SignInRefused, TooManyAttempts: as the user pool says of the token.
        NotAllowed: the token is somebody else's, or the caller works here no longer.
    """
    return authenticators.is_on(_access(call, client_id, refresh_token))


def offer_key(call: Call, client_id: str, refresh_token: str) -> Key:
    """A key for the caller's authenticator, in the place of another that was not confirmed.

    Raises:
        Conflict: there is an authenticator; to change it takes the password.
        SignInRefused, TooManyAttempts, NotAllowed: see :func:`is_on`.
    """
    access_token = _access(call, client_id, refresh_token)
    if authenticators.is_on(access_token):
        raise Conflict("La verificación en dos pasos ya está activada: desactívela para cambiarla.", enabled=True)
    key = authenticators.new_key(access_token)
    facts = urlencode({"secret": key, "issuer": ISSUER}, quote_via=quote)
    return Key(key, f"otpauth://totp/{quote(ISSUER)}:{quote(call.person.email)}?{facts}")


def switch_on(call: Call, client_id: str, refresh_token: str, code: str) -> None:
    """Ask the caller for codes from now on, with one from the authenticator that was given the last key.

    Raises:
        Invalid: the code is wrong.
        SignInRefused, TooManyAttempts, NotAllowed: see :func:`is_on`.
    """
    authenticators.switch_on(_access(call, client_id, refresh_token), code)


def switch_off(call: Call, client_id: str, password: str, code: str) -> None:
    """Ask the caller for no codes any more. An open session is not enough for it: they sign in anew, both steps, and
    the session of that is given to nobody.

    Raises:
        Invalid: password or code is wrong.
        Conflict: it is off.
        NotAllowed: the e-mail is another person's by now.
        PasswordChangeRequired, SignInLapsed, TooManyAttempts: as the user pool says.
    """
    email = call.person.email
    challenge = _second_step(client_id, email, password)
    signed_in = session.answer_code(client_id, email, challenge, code)
    authenticators.switch_off(_own(call, signed_in))


def _second_step(client_id: str, email: str, password: str) -> str:
    try:
        people.sign_in(client_id, email, password)
    except SignInRefused as exc:
        raise Invalid.at("/password", "La contraseña no es correcta.") from exc
    except CodeRequired as required:
        return required.session
    raise Conflict("La verificación en dos pasos no está activada.", enabled=False)


def _access(call: Call, client_id: str, refresh_token: str) -> str:
    return _own(call, session.refresh(client_id, refresh_token))


def _own(call: Call, signed_in: session.SignedIn) -> str:
    """The access token of a session, if it is the caller's."""
    if signed_in.profile.person.id != call.person.id:
        raise NotAllowed("Esa sesión es de otra persona.")
    return signed_in.tokens.access_token
