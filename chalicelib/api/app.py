"""The Chalice app: every endpoint registered, and Chalice's own errors as problems."""

from collections.abc import Callable
from functools import partial
from typing import Any

from chalice.app import Authorizer, Chalice, CORSConfig, Request, Response

from ..services.page_rewriting import PageSite
from ..settings import Settings
from .endpoint import Endpoint, serve
from .problems import PROBLEM_JSON, Refused, problem
from .routes import ENDPOINTS

APP_NAME = "mis-seguimientos"
CHALICE_REFUSALS = {405: "Este recurso no admite ese método."}


class DeskApp(Chalice):
    """Answers a method that a route does not have, and whatever else Chalice refuses itself, as a problem."""

    def __call__(self, event: Any, context: Any) -> dict[str, Any]:
        response = super().__call__(event, context)
        status, headers = response["statusCode"], response["headers"]
        if status < 400 or headers.get("Content-Type") == PROBLEM_JSON:
            return response
        refused = Refused(status, CHALICE_REFUSALS.get(status, "La solicitud no se pudo atender."))
        mended = problem(refused, str(getattr(context, "aws_request_id", "local"))).to_dict()
        mended["headers"] = {**headers, **mended["headers"]}
        return mended


def make_app(settings: Settings, site: PageSite, authorizer: Authorizer) -> Chalice:
    """The app with all routes; those that need an account behind the authorizer."""
    app = DeskApp(app_name=APP_NAME, configure_logs=False)
    app.api.cors = CORSConfig(
        allow_origin=settings.console_origin,
        allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-Match"],
        expose_headers=["ETag", "Location", "Retry-After"],
        max_age=600,
    )
    for endpoint in ENDPOINTS:
        _register(app, endpoint, partial(serve, settings=settings, site=site), authorizer)
    return app


def _register(
    app: DeskApp, endpoint: Endpoint, answer: Callable[[Endpoint, Request], Response], authorizer: Authorizer
) -> None:
    def view(**_: str) -> Response:
        request = app.current_request
        assert request is not None  # noqa: S101 - Chalice sets it before it calls a view
        return answer(endpoint, request)

    # No content types for Chalice to check: incoming.body_of answers 415 as a problem.
    app.route(
        endpoint.path,
        methods=[endpoint.method],
        name=endpoint.handler.__name__,
        authorizer=None if endpoint.public else authorizer,
        content_types=[],
    )(view)
