"""Signing in and out."""

from ...answer import Answer
from ...services import session
from ..answers import RefreshedView, SessionView, answer
from ..bodies.session import FirstPassword, ForgottenPassword, NewPassword, RefreshToken, SignIn, SignInCode
from ..endpoint import NoQuery, Routes
from ..incoming import Incoming
from .people import person_view

routes = Routes("Sesión")


@routes.route(
    "POST", "/session", "Ingresar", body=SignIn, answer=SessionView, public=True, statuses=(401, 403, 409, 429)
)
def sign_in(request: Incoming[NoQuery, SignIn]) -> Answer:
    body = request.body
    return _signed_in(session.sign_in(request.settings.user_pool_client_id, body.email, body.password))


@routes.route(
    "POST",
    "/session/first-password",
    "Escoger la contraseña en el primer ingreso",
    body=FirstPassword,
    answer=SessionView,
    public=True,
    statuses=(401, 403, 409, 429),
)
def set_first_password(request: Incoming[NoQuery, FirstPassword]) -> Answer:
    body = request.body
    client_id = request.settings.user_pool_client_id
    return _signed_in(session.set_first_password(client_id, body.email, body.session, body.new_password))


@routes.route(
    "POST",
    "/session/code",
    "Ingresar con el código de la aplicación de autenticación",
    body=SignInCode,
    answer=SessionView,
    public=True,
    statuses=(401, 403, 409, 429),
)
def answer_code(request: Incoming[NoQuery, SignInCode]) -> Answer:
    body = request.body
    client_id = request.settings.user_pool_client_id
    return _signed_in(session.answer_code(client_id, body.email, body.session, body.code))


@routes.route(
    "POST",
    "/session/refresh",
    "Renovar la sesión",
    body=RefreshToken,
    answer=RefreshedView,
    public=True,
    statuses=(401, 403, 429),
)
def refresh(request: Incoming[NoQuery, RefreshToken]) -> Answer:
    tokens = session.refresh(request.settings.user_pool_client_id, request.body.refresh_token).tokens
    return answer(RefreshedView(tokens.id_token, tokens.expires_in))


@routes.route("POST", "/session/revocation", "Salir", body=RefreshToken, status=204, public=True, statuses=(429,))
def sign_out(request: Incoming[NoQuery, RefreshToken]) -> Answer:
    session.sign_out(request.settings.user_pool_client_id, request.body.refresh_token)
    return answer(None, 204)


@routes.route(
    "POST",
    "/session/forgotten-password",
    "Pedir un código para una contraseña olvidada",
    body=ForgottenPassword,
    status=202,
    public=True,
    statuses=(429,),
)
def forgot_password(request: Incoming[NoQuery, ForgottenPassword]) -> Answer:
    session.forgot_password(request.settings.user_pool_client_id, request.body.email)
    return answer(None, 202)


@routes.route(
    "POST",
    "/session/new-password",
    "Cambiar una contraseña olvidada con el código recibido",
    body=NewPassword,
    status=204,
    public=True,
    statuses=(429,),
)
def confirm_forgotten_password(request: Incoming[NoQuery, NewPassword]) -> Answer:
    body = request.body
    session.confirm_forgotten_password(request.settings.user_pool_client_id, body.email, body.code, body.new_password)
    return answer(None, 204)


def _signed_in(signed_in: session.SignedIn) -> Answer:
    tokens = signed_in.tokens
    person = person_view(signed_in.profile.person, signed_in.profile.showroom)
    return answer(SessionView(tokens.id_token, tokens.refresh_token, tokens.expires_in, person))
