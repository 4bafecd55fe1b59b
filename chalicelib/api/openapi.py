"""openapi.json, made from the endpoints and their structs."""

from collections.abc import Iterable
from typing import Any

import msgspec

from .. import __version__
from .endpoint import Endpoint
from .problems import PROBLEM_JSON, TITLES, Problem

REFERENCE = "#/components/schemas/{name}"
ALWAYS = (400,)
UNAIDED = "Sistema"
"""Routes of this tag ask nobody else, so that nobody can fail to answer."""
VERSIONED = frozenset({"FollowUpDetail", "FollowUpView", "OptionView", "QuoteView", "ResolutionView", "VehicleView"})
"""Answers that come with the quote's ETag."""
BEHIND_SIGN_IN = (401, 403)
WITH_BODY = (413, 415, 422)
_cache: dict[int, str] = {}


def document(endpoints: tuple[Endpoint, ...]) -> str:
    """The description of these endpoints, as JSON text; made once."""
    if id(endpoints) not in _cache:
        _cache[id(endpoints)] = msgspec.json.encode(_document(endpoints)).decode()
    return _cache[id(endpoints)]


def _document(endpoints: tuple[Endpoint, ...]) -> dict[str, Any]:
    bodies = {kind for endpoint in endpoints for kind in (endpoint.body, endpoint.answer) if kind}
    queries = {endpoint.query for endpoint in endpoints}
    kinds = [Problem, *sorted(bodies | queries, key=lambda kind: kind.__name__)]
    schemas, components = msgspec.json.schema_components(kinds, ref_template=REFERENCE)
    del schemas
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in endpoints:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, components)
    for query in queries:
        components.pop(query.__name__, None)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Mis Seguimientos",
            "version": __version__,
            "description": "La mesa de seguimientos de una concesionaria de motocicletas.",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"idToken": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _operation(endpoint: Endpoint, components: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": endpoint.handler.__name__,
        "summary": endpoint.summary,
        "tags": [endpoint.tag],
        "parameters": [*_path_parameters(endpoint), *_query_parameters(endpoint, components), *_headers(endpoint)],
        "responses": {str(endpoint.status): _success(endpoint), **_problems(endpoint)},
    }
    if endpoint.body:
        schema = {"$ref": REFERENCE.format(name=endpoint.body.__name__)}
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    if not endpoint.public:
        operation["security"] = [{"idToken": []}]
    return operation


def _path_parameters(endpoint: Endpoint) -> Iterable[dict[str, Any]]:
    schema = {"type": "string", "pattern": r"^[A-Za-z0-9_\-]{1,64}$"}
    for part in endpoint.path.split("/"):
        if part.startswith("{"):
            yield {"name": part[1:-1], "in": "path", "required": True, "schema": schema}


def _query_parameters(endpoint: Endpoint, components: dict[str, Any]) -> Iterable[dict[str, Any]]:
    schema = components[endpoint.query.__name__]
    for name, kind in schema.get("properties", {}).items():
        required = name in schema.get("required", ())
        yield {"name": name, "in": "query", "required": required, "schema": _without_null(kind)}


def _without_null(kind: dict[str, Any]) -> dict[str, Any]:
    """A query parameter is absent or has a value; there is no null to send."""
    choices = [choice for choice in kind.get("anyOf", ()) if choice != {"type": "null"}]
    return choices[0] if len(choices) == 1 else {name: value for name, value in kind.items() if name != "default"}


def _headers(endpoint: Endpoint) -> Iterable[dict[str, Any]]:
    if endpoint.creates:
        schema = {"type": "string", "minLength": 1, "maxLength": 128, "pattern": r"^[\x21-\x7e]+$"}
        yield {"name": "Idempotency-Key", "in": "header", "required": False, "schema": schema}
    if endpoint.if_match:
        schema = {"type": "string", "pattern": r'^"\d{1,15}"$'}
        yield {"name": "If-Match", "in": "header", "required": endpoint.method == "PATCH", "schema": schema}


def _success(endpoint: Endpoint) -> dict[str, Any]:
    success: dict[str, Any] = {"description": endpoint.summary}
    if endpoint.answer:
        schema = {"$ref": REFERENCE.format(name=endpoint.answer.__name__)}
        success["content"] = {"application/json": {"schema": schema}}
    elif endpoint.html:
        success["content"] = {"text/html": {"schema": {"type": "string"}}}
    located = ["Location"] if endpoint.status == 201 else []
    tagged = ["ETag"] if endpoint.answer and endpoint.answer.__name__ in VERSIONED else []
    if located or tagged:
        success["headers"] = {name: {"schema": {"type": "string"}} for name in (*located, *tagged)}
    return success


def _problems(endpoint: Endpoint) -> dict[str, Any]:
    statuses = {*ALWAYS, *endpoint.statuses}
    if endpoint.tag != UNAIDED:
        statuses |= {503}
    if not endpoint.public:
        statuses |= {*BEHIND_SIGN_IN}
    if endpoint.body:
        statuses |= {*WITH_BODY}
    if endpoint.query.__struct_fields__ or endpoint.creates:
        statuses |= {422}
    if "{" in endpoint.path:
        statuses |= {404}
    if endpoint.creates or endpoint.method in ("PATCH", "DELETE"):
        statuses |= {429}
    content = {PROBLEM_JSON: {"schema": {"$ref": REFERENCE.format(name="Problem")}}}
    return {str(status): {"description": TITLES[status], "content": content} for status in sorted(statuses)}
