"""The Chalice app: its endpoints, registered when they are asked for, and Chalice's own errors as problems."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from threading import RLock
from typing import Any, cast

from chalice.app import Authorizer, Chalice, CORSConfig, Request, Response

from ..services.page_rewriting import PageSite
from ..settings import Settings
from .endpoint import Endpoint, serve
from .problems import PROBLEM_JSON, Refused, problem
from .routes import SUBJECTS, endpoints_under, root_of

APP_NAME = "mis-seguimientos"
ASKED_FOR_FIRST = "/follow-ups"
"""By whoever wakes a container, mostly: imported while it starts, when Lambda gives it a whole processor."""
CHALICE_REFUSALS = {405: "Este recurso no admite ese método."}


class RouteTable(Mapping[str, dict[str, Any]]):
    """Chalice's table of routes; those under a root are registered when one of them is asked for.

    A root whose modules cannot all be imported stays as it was: the next one who asks tries again.
    """

    def __init__(self, register: Callable[[Endpoint], None]) -> None:
        self._register = register
        self._left = set(SUBJECTS)
        self._routes: dict[str, dict[str, Any]] = {}
        self._filling = RLock()

    def __getitem__(self, path: str) -> dict[str, Any]:
        """The methods of a path, none if there is no such path: Chalice answers 405."""
        self._fill(root_of(path))
        return self._routes.get(path, {})

    def __contains__(self, path: object) -> bool:
        self._fill(root_of(str(path)))
        return path in self._routes

    def __iter__(self) -> Iterator[str]:
        for root in SUBJECTS:
            self._fill(root)
        return iter(tuple(self._routes))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _fill(self, root: str) -> None:
        with self._filling:
            if root not in self._left:
                return
            endpoints = list(endpoints_under(root))
            self._left.remove(root)
            for endpoint in endpoints:
                self._routes.setdefault(endpoint.path, {})  # which Chalice fills
                self._register(endpoint)


class DeskApp(Chalice):
    """Answers a method that a route does not have, and whatever else Chalice refuses itself, as a problem."""

    def __call__(self, event: Any, context: Any) -> dict[str, Any]:
        response = super().__call__(event, context)
        status, headers = response["statusCode"], response["headers"]
        if status < 400 or headers.get("Content-Type") == PROBLEM_JSON:
            return response
        refused = Refused(status, CHALICE_REFUSALS.get(status, "La solicitud no se pudo atender."))
        mended = problem(refused, str(getattr(context, "aws_request_id", "local"))).to_dict()
        cors = cast("CORSConfig", self.api.cors)
        mended["headers"] = {**cors.get_access_control_headers(), **headers, **mended["headers"]}
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
    answer = partial(serve, settings=settings, site=site)
    app.routes = cast("Any", RouteTable(lambda endpoint: _register(app, endpoint, answer, authorizer)))
    _ = app.routes[ASKED_FOR_FIRST]
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
