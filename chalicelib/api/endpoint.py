"""Routes, each described once: for dispatch and for openapi.json."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from chalice.app import Request, Response
from msgspec import Struct

from ..answer import Answer
from ..domain.codes import Role
from ..domain.dealership import Person
from ..logbook import Entry
from ..services.page_rewriting import PageSite
from ..services.work import Call
from ..settings import Settings
from .identity import claims_in, person_of
from .incoming import Incoming, body_of, path_values, query_of, replay_of
from .problems import Refused, problem, problem_response

NOBODY = Person(id="", name="", email="", phone="", role=Role.ADVISOR, showroom_id="")


class NoQuery(Struct, frozen=True):
    """A route that takes no query parameters."""


class Endpoint(Struct, frozen=True):
    """One route: what it takes and what it answers."""

    method: str
    path: str
    summary: str
    tag: str
    handler: Callable[[Any], Answer]
    query: type[Any]
    body: type[Any] | None
    answer: type[Any] | None
    status: int
    statuses: tuple[int, ...]
    public: bool
    if_match: bool
    html: bool
    secret: bool

    @property
    def route(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def creates(self) -> bool:
        """Takes an Idempotency-Key."""
        return self.method == "POST" and not self.public and not self.secret


class Routes:
    """The routes of one subject."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.endpoints: list[Endpoint] = []

    def route(
        self,
        method: str,
        path: str,
        summary: str,
        *,
        answer: type[Any] | None = None,
        query: type[Any] = NoQuery,
        body: type[Any] | None = None,
        status: int = 200,
        statuses: tuple[int, ...] = (),
        public: bool = False,
        if_match: bool = False,
        html: bool = False,
        secret: bool = False,
    ) -> Callable[[Callable[[Any], Answer]], Callable[[Any], Answer]]:
        """Register a handler.

        Args:
            method: HTTP method.
            path: with ``{names}`` for ids.
            summary: in Spanish, for openapi.json.
            answer: struct of the body that a success answers with.
            query: struct of the query parameters.
            body: struct of the JSON body.
            status: of a success.
            statuses: of the refusals that are particular to this route.
            public: needs no account.
            if_match: looks at ``If-Match``.
            html: answers a page rather than JSON.
            secret: passwords, codes or keys come or go, so that nothing of it is kept for a retry.
        """

        def register(handler: Callable[[Any], Answer]) -> Callable[[Any], Answer]:
            endpoint = Endpoint(
                method=method,
                path=path,
                summary=summary,
                tag=self.tag,
                handler=handler,
                query=query,
                body=body,
                answer=answer,
                status=status,
                statuses=statuses,
                public=public,
                if_match=if_match,
                html=html,
                secret=secret,
            )
            self.endpoints.append(endpoint)
            return handler

        return register


def serve(endpoint: Endpoint, request: Request, settings: Settings, site: PageSite) -> Response:
    """Parse a request, run its handler, and answer; nothing raised below gets past here unmapped."""
    request_id = str(getattr(request.lambda_context, "aws_request_id", "local"))
    entry = Entry("request", request_id=request_id, route=endpoint.route)
    unforeseen = None
    try:
        person = NOBODY if endpoint.public else person_of(claims_in(request.context))
        if person.id:
            entry.note(person=person.id, role=person.role.value)
        answer = endpoint.handler(_incoming(endpoint, request, person, settings, site))
        response = Response(body=answer.body, status_code=answer.status, headers=_headers(answer))
    except Exception as error:  # noqa: BLE001 - answered, and told in the entry
        response, unforeseen = _answer_to(error, request_id)
    status = response.status_code
    entry.close(f"{endpoint.route} {status}", error=unforeseen, fault=status >= 500, status=status)
    return response


def _answer_to(error: Exception, request_id: str) -> tuple[Response, Exception | None]:
    """The problem that an error is answered with, and the error if somebody must look at it."""
    mapped = problem_response(error, request_id)
    if mapped is None:
        return problem(Refused(500, "Ya quedó registrado. Intente de nuevo."), request_id), error
    return mapped, error if mapped.status_code >= 500 else None


def _incoming(
    endpoint: Endpoint, request: Request, person: Person, settings: Settings, site: PageSite
) -> Incoming[Any, Any]:
    raw = _raw_body(request)
    path = path_values(request.uri_params)
    where = "/".join(path.values())
    replay = replay_of(request.headers, person.id, endpoint.route, where, raw) if endpoint.creates else None
    return Incoming(
        call=Call(person, datetime.now(UTC), settings.zone, site, replay, settings.outbox_queue_url),
        query=query_of(request.to_original_event()["multiValueQueryStringParameters"], endpoint.query),
        body=body_of(request.headers, raw, endpoint.body) if endpoint.body else None,
        path=path,
        headers=request.headers,
        route=endpoint.route,
        settings=settings,
    )


def _raw_body(request: Request) -> bytes:
    try:
        raw = request.raw_body
        return raw.encode() if isinstance(raw, str) else raw
    except UnicodeEncodeError as exc:  # half a character, which JSON lets a gateway write into its event
        raise Refused(400, "El contenido no es UTF-8.") from exc


def _headers(answer: Answer) -> dict[str, str | list[str]]:
    headers: dict[str, str | list[str]] = {"Cache-Control": "no-store", **answer.headers}
    if answer.body:
        headers.setdefault("Content-Type", "application/json")
    return headers
