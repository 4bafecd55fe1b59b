"""One's own second step at sign-in: whether it is on, a key for an authenticator, on, and off."""

from ...answer import Answer
from ...services import authenticator
from ..answers import AuthenticatorKeyView, AuthenticatorView, answer
from ..bodies.session import AuthenticatorConfirmation, AuthenticatorRemoval, RefreshToken
from ..endpoint import NoQuery, Routes
from ..incoming import Incoming
from ..shapes import alike

routes = Routes("Verificación en dos pasos")


@routes.route(
    "POST",
    "/me/authenticator/status",
    "Si se pide un código al ingresar",
    body=RefreshToken,
    answer=AuthenticatorView,
    statuses=(429,),
    secret=True,
)
def read_authenticator(request: Incoming[NoQuery, RefreshToken]) -> Answer:
    client_id = request.settings.user_pool_client_id
    return answer(AuthenticatorView(authenticator.is_on(request.call, client_id, request.body.refresh_token)))


@routes.route(
    "POST",
    "/me/authenticator",
    "Pedir una clave para la aplicación de autenticación",
    body=RefreshToken,
    answer=AuthenticatorKeyView,
    status=201,
    statuses=(409, 429),
    secret=True,
)
def offer_authenticator_key(request: Incoming[NoQuery, RefreshToken]) -> Answer:
    client_id = request.settings.user_pool_client_id
    key = authenticator.offer_key(request.call, client_id, request.body.refresh_token)
    return answer(alike(key, AuthenticatorKeyView), 201, Location="/me/authenticator")


@routes.route(
    "POST",
    "/me/authenticator/confirmation",
    "Activar la verificación en dos pasos con un código",
    body=AuthenticatorConfirmation,
    status=204,
    statuses=(429,),
    secret=True,
)
def switch_authenticator_on(request: Incoming[NoQuery, AuthenticatorConfirmation]) -> Answer:
    body = request.body
    authenticator.switch_on(request.call, request.settings.user_pool_client_id, body.refresh_token, body.code)
    return answer(None, 204)


@routes.route(
    "POST",
    "/me/authenticator/removal",
    "Desactivar la verificación en dos pasos con la contraseña y un código",
    body=AuthenticatorRemoval,
    status=204,
    statuses=(409, 429),
    secret=True,
)
def switch_authenticator_off(request: Incoming[NoQuery, AuthenticatorRemoval]) -> Answer:
    body = request.body
    authenticator.switch_off(request.call, request.settings.user_pool_client_id, body.password, body.code)
    return answer(None, 204)
