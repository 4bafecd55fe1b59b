"""openapi.json is a valid description, whole, and of every route."""

import json
import re
from collections.abc import Iterator
from typing import Any

from chalice.app import Chalice
from jsonschema_rs import Draft202012Validator, meta
from schemathesis import openapi as schemathesis_openapi

from chalicelib.api.routes import all_endpoints
from tests.api.client import Client, openapi


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def test_it_is_served_to_anybody(nobody: Client) -> None:
    reply = nobody.get("/openapi.json")
    assert reply.body == openapi()
    assert reply.body["openapi"] == "3.1.0"


def test_it_has_every_route_and_no_other(app: Chalice) -> None:
    described = {(method.upper(), path) for path, item in openapi()["paths"].items() for method in item}
    served = {(method, path) for path, methods in app.routes.items() for method in methods}
    assert described == served == {(endpoint.method, endpoint.path) for endpoint in all_endpoints()}


def test_every_reference_resolves() -> None:
    schemas = openapi()["components"]["schemas"]
    references = set(_references(openapi()))
    assert references
    assert {reference.removeprefix("#/components/schemas/") for reference in references} <= set(schemas)


def test_no_schema_is_left_over() -> None:
    used = {reference.removeprefix("#/components/schemas/") for reference in _references(openapi())}
    assert used == set(openapi()["components"]["schemas"])


def test_every_schema_is_a_json_schema() -> None:
    for name, schema in openapi()["components"]["schemas"].items():
        assert meta.is_valid(schema), name
        Draft202012Validator({**schema, "components": openapi()["components"]})


def test_schemathesis_finds_nothing_wrong_with_it() -> None:
    loaded = schemathesis_openapi.from_dict(openapi())
    loaded.validate()
    assert sum(1 for _ in loaded.get_all_operations()) == len(all_endpoints())


def test_operations_are_named_once_and_tell_their_path_parameters() -> None:
    names = []
    for path, item in openapi()["paths"].items():
        for operation in item.values():
            names.append(operation["operationId"])
            told = {parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "path"}
            assert told == set(re.findall(r"{(\w+)}", path))
            assert all(parameter["required"] for parameter in operation["parameters"] if parameter["in"] == "path")
            assert operation["responses"]
    assert len(names) == len(set(names))


def test_routes_behind_sign_in_say_so_and_tell_of_401(app: Chalice) -> None:
    for endpoint in all_endpoints():
        operation = openapi()["paths"][endpoint.path][endpoint.method.lower()]
        view = app.routes[endpoint.path][endpoint.method]
        assert ("security" in operation) is (view.authorizer is not None) is (not endpoint.public), endpoint.route
        assert endpoint.public or "401" in operation["responses"]


def test_bodies_are_closed_and_bounded() -> None:
    """Every body refuses unknown fields, and every text and list in it has a largest size."""
    for endpoint in all_endpoints():
        if endpoint.body:
            schema = openapi()["components"]["schemas"][endpoint.body.__name__]
            assert schema["additionalProperties"] is False, endpoint.route
            unbounded = [name for name, field in schema["properties"].items() if not _bounded(field)]
            assert not unbounded, (endpoint.route, unbounded)


def _bounded(field: dict[str, Any]) -> bool:
    if "anyOf" in field:
        return all(_bounded(choice) for choice in field["anyOf"])
    if "enum" in field or "format" in field or "$ref" in field:
        return True
    needed = {"string": "maxLength", "array": "maxItems", "integer": "maximum"}.get(field["type"])
    return needed is None or needed in field


def test_it_is_plain_json(nobody: Client) -> None:
    assert json.loads(json.dumps(openapi(), ensure_ascii=True)) == nobody.get("/openapi.json").body
