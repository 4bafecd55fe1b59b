"""From a request to the app and back, as API Gateway does it: routes, preflights, tokens, the event."""

import base64
from typing import Any

from chalice.app import Chalice, CORSConfig
from chalice.config import Config
from chalice.local import LambdaContext, LocalChalice, LocalGateway

from .pages import PublicPages
from .refusals import Refusal
from .reply import Reply, zipped
from .tokens import TokenVerifier
from .wire import Head

ZIPPED_FROM = 1024
"""Bytes of an answer; ``minimum_compression_size`` in Chalice's configuration, which API Gateway goes by."""


class Gateway:
    """One app behind its routes."""

    def __init__(self, app: Chalice, verifier: TokenVerifier, pages: PublicPages | None = None) -> None:
        app.debug = False  # with it, stack traces would go to the client
        app.__class__ = type("LocalApp", (LocalChalice, app.__class__), {})  # one request for each thread
        self._app = app
        self._chalice = LocalGateway(app, Config(function_name="api"))
        self._verifier = verifier
        self._pages = pages

    def reply_to(self, head: Head, body: bytes, request_id: str) -> Reply:
        """The app's answer, or the preflight's, or a customer's page.

        Raises:
            Refusal: 401, 404, 405 or 503.
        """
        if self._pages and (page := self._pages.reply_to(head)):
            return page
        context = self._context(request_id)
        event = self._event(head, body)
        route = self._app.routes[event["requestContext"]["resourcePath"]]
        if head.method == "OPTIONS" and "OPTIONS" not in route:
            return self._preflight(event, _allowed(route))
        method = "GET" if head.method == "HEAD" and "HEAD" not in route else head.method
        if method not in route:
            raise Refusal(405, f"Esta dirección no admite {head.method}.", {"Allow": _allowed(route)})
        event["requestContext"].update(httpMethod=method, requestId=request_id)
        if route[method].authorizer:
            claims = self._verifier.claims_of(head.headers.get_all("authorization", []))
            event["requestContext"]["authorizer"] = {"claims": claims}
        reply = self._call(event, context)
        can_unzip = "gzip" in head.headers.get("accept-encoding", "")
        return zipped(reply) if can_unzip and len(reply.body) >= ZIPPED_FROM else reply

    def cors_headers(self) -> dict[str, str]:
        """What a browser needs to be let in on a refusal (in AWS, the gateway's own responses carry the same)."""
        cors = self._app.api.cors
        if cors is True:
            cors = CORSConfig()
        return cors.get_access_control_headers() if isinstance(cors, CORSConfig) else {}

    def _event(self, head: Head, body: bytes) -> dict[str, Any]:
        headers = {name.lower(): ", ".join(head.headers.get_all(name, [])) for name in set(head.headers)}
        path, mark, query = head.target.partition("?")
        target = path.replace(";", "%3B") + mark + query  # chalice's matcher would drop what follows a semicolon
        if path.startswith("//"):  # the matcher would take what follows for a host
            raise Refusal(404, "No existe esa dirección.")
        try:
            event = self._chalice.event_converter.create_lambda_event(head.method, target, headers, body or None)
        except ValueError as exc:
            raise Refusal(404, "No existe esa dirección.") from exc
        if "" in event["pathParameters"].values():
            raise Refusal(404, "No existe esa dirección.")
        return event

    def _context(self, request_id: str) -> LambdaContext:
        context = LambdaContext("api", 512, max_runtime_ms=25_000)
        context.aws_request_id = request_id
        return context

    def _preflight(self, event: dict[str, Any], allowed: str) -> Reply:
        headers = self._chalice._autogen_options_headers(event)  # noqa: SLF001 - what chalice deploys, it alone knows
        return Reply(200, [*headers.items(), ("Allow", allowed)])

    def _call(self, event: dict[str, Any], context: LambdaContext) -> Reply:
        response = self._app(event, context)
        body = response["body"]
        raw = base64.b64decode(body) if response.get("isBase64Encoded") else body.encode()
        return Reply(response["statusCode"], _pairs(response), raw)


def _pairs(response: dict[str, Any]) -> list[tuple[str, str]]:
    pairs = [(name, str(value)) for name, value in response["headers"].items()]
    for name, values in response["multiValueHeaders"].items():
        pairs.extend((name, str(value)) for value in values)
    for name, value in pairs:
        if not (name + value).isprintable():
            raise ValueError(f"header {name!r} would break the answer in two")
        value.encode("latin-1")
    return pairs


def _allowed(route: dict[str, Any]) -> str:
    methods = {*route, "OPTIONS", *(["HEAD"] if "GET" in route else [])}
    return ", ".join(sorted(methods))
