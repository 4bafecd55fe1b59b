"""A client of the API that stands where API Gateway stands: events in, responses out.

Every response is checked against openapi.json: its status must be documented for the route, and its body
must fit the schema with no field too many.
"""

import json
from functools import cache
from typing import Any
from urllib.parse import parse_qs, quote

from chalice.app import Chalice
from jsonschema_rs import Draft202012Validator
from msgspec import Struct

from chalicelib.api.endpoint import Endpoint
from chalicelib.api.openapi import document
from chalicelib.api.routes import all_endpoints
from chalicelib.domain.dealership import Person
from tests.stack.acting import acting_as

JSON = "application/json"
PROBLEM = "application/problem+json"


class Reply(Struct):
    """What came back; ``body`` is parsed, or None."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def pointers(self) -> list[str]:
        """Where a problem finds fault."""
        return [error["pointer"] for error in self.body.get("errors", ())]


class _Context:
    aws_request_id = "test-request"


class Client:
    """Somebody, signed in (or not), at the API."""

    def __init__(self, app: Chalice, person: Person | None) -> None:
        self.app = app
        self.person = person

    def get(self, path: str, **query: Any) -> Reply:
        """GET; a list repeats a parameter; a name may end in ``_``, as ``from_`` must."""
        given = {name.removesuffix("_"): value for name, value in query.items() if value is not None}
        many = {n: [str(v) for v in (value if isinstance(value, list) else [value])] for n, value in given.items()}
        return self.send("GET", path, query=many)

    def post(self, path: str, body: Any, key: str | None = None, **headers: str) -> Reply:
        """POST, with an Idempotency-Key if one is given."""
        if key is not None:
            headers["Idempotency-Key"] = key
        return self.send("POST", path, json.dumps(body), headers)

    def patch(self, path: str, body: Any, if_match: str | None = None) -> Reply:
        """PATCH, with If-Match if it is given."""
        return self.send("PATCH", path, json.dumps(body), {"If-Match": if_match} if if_match else {})

    def delete(self, path: str, if_match: str | None = None) -> Reply:
        """DELETE, with If-Match if it is given."""
        return self.send("DELETE", path, headers={"If-Match": if_match} if if_match else {})

    def send(
        self,
        method: str,
        path: str,
        body: str | bytes | None = None,
        headers: dict[str, str] | None = None,
        query: dict[str, list[str]] | None = None,
    ) -> Reply:
        """Anything at all; segments of the path are as they stand in a URL."""
        path, _, search = path.partition("?")
        endpoint, values = _match(method, path)
        event = {
            "requestContext": {
                "httpMethod": method,
                "resourcePath": endpoint.path,
                "path": path,
                "identity": {},
                "authorizer": {"claims": claims_of(self.person)} if self.person else None,
            },
            "headers": {"Content-Type": JSON, **(headers or {})} if body is not None else (headers or {}),
            "pathParameters": values,
            "stageVariables": {},
            "multiValueQueryStringParameters": query or parse_qs(search, keep_blank_values=True) or None,
            "body": body,
            "isBase64Encoded": False,
        }
        with acting_as("api"):
            response = self.app(event, _Context())
        return _checked(endpoint, response)


def claims_of(person: Person) -> dict[str, str]:
    """A person's claims, as API Gateway hands them on."""
    return {
        "sub": f"sub-{person.id}",
        "token_use": "id",
        "custom:person_id": person.id,
        "custom:showroom_id": person.showroom_id,
        "cognito:groups": person.role.value,
        "name": person.name,
        "email": person.email,
    }


def encoded(value: str) -> str:
    """A value as one segment of a path."""
    return quote(value, safe="", errors="surrogatepass")


def _match(method: str, path: str) -> tuple[Endpoint, dict[str, str]]:
    given = path.split("/")
    for endpoint in sorted(all_endpoints(), key=lambda endpoint: endpoint.path.count("{")):
        wanted = endpoint.path.split("/")
        if endpoint.method != method or len(wanted) != len(given):
            continue
        if all(w == g or w.startswith("{") for w, g in zip(wanted, given, strict=True)):
            return endpoint, {w[1:-1]: g for w, g in zip(wanted, given, strict=True) if w.startswith("{")}
    raise LookupError(f"no route for {method} {path}")


def _checked(endpoint: Endpoint, response: dict[str, Any]) -> Reply:
    status, text = response["statusCode"], response["body"]
    headers = {name.lower(): value for name, value in response["headers"].items()}
    assert status < 500 or status == 503, f"{endpoint.route} answered {status}: {text}"
    is_json = "json" in headers.get("content-type", "")
    body: Any = json.loads(text) if is_json else text or None
    documented = openapi()["paths"][endpoint.path][endpoint.method.lower()]["responses"]
    assert str(status) in documented, f"{endpoint.route} answered {status}, which openapi.json does not tell: {text}"
    content = documented[str(status)].get("content", {})
    if body is None:
        assert not content, f"{endpoint.route} answered nothing with {status}"
    elif content:
        (kind,) = content
        assert headers["content-type"].partition(";")[0] == kind
        faults = [error.message for error in _validator(endpoint.path, endpoint.method, status).iter_errors(body)]
        assert not faults, f"{endpoint.route} {status}: {faults}"
    assert headers["cache-control"] == "no-store"
    if status >= 400:
        assert body["status"] == status
        assert body["instance"] == "urn:request:test-request"
    return Reply(status, body, headers)


@cache
def openapi() -> dict[str, Any]:
    """The API's own description."""
    return json.loads(document(all_endpoints()))  # type: ignore[no-any-return]


@cache
def _validator(path: str, method: str, status: int) -> Draft202012Validator:
    response = openapi()["paths"][path][method.lower()]["responses"][str(status)]
    (content,) = response["content"].values()
    closed = {name: _closed(schema) for name, schema in openapi()["components"]["schemas"].items()}
    return Draft202012Validator({**content["schema"], "components": {"schemas": closed}})


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "additionalProperties": False} if "properties" in schema else schema
