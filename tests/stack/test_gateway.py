"""What the API's own definition says: one function, one pool, and refusals in the shape of the app's."""

import json
from typing import Any

import pytest

from chalicelib.api.problems import PROBLEM_JSON, TITLES
from chalicelib.api.routes import all_endpoints
from tests.stack.expanded import Stack
from tools.stack.gateway import ALLOW_ORIGIN, ANYTHING_ELSE, ORIGIN, REFUSALS, URI


@pytest.fixture
def body(stack: Stack) -> dict[str, Any]:
    found: dict[str, Any] = stack.of_type("AWS::ApiGateway::RestApi")["RestAPI"]["Body"]
    return found


def test_every_route_calls_the_function_by_its_name(body: dict[str, Any]) -> None:
    """The function refers to the console's address, which refers to the API: a reference would close the circle."""
    for endpoint in all_endpoints():
        method = body["paths"][endpoint.path][endpoint.method.lower()]
        assert method["x-amazon-apigateway-integration"]["uri"] == URI
        assert ("security" in method) is not endpoint.public


def test_tokens_are_those_of_this_stacks_pool(body: dict[str, Any]) -> None:
    (authorizer,) = body["securityDefinitions"].values()
    assert authorizer["x-amazon-apigateway-authorizer"]["providerARNs"] == [{"Fn::GetAtt": ["UserPool", "Arn"]}]


def test_only_the_console_may_call_from_a_browser(body: dict[str, Any]) -> None:
    for methods in body["paths"].values():
        told = methods["options"]["x-amazon-apigateway-integration"]["responses"]["default"]["responseParameters"]
        assert told[f"method.response.header.{ALLOW_ORIGIN}"] == ORIGIN


@pytest.mark.parametrize("kind", REFUSALS)
def test_the_gateway_refuses_as_the_app_does(body: dict[str, Any], kind: str) -> None:
    refusal = body["x-amazon-apigateway-gateway-responses"][kind]
    problem = json.loads(refusal["responseTemplates"]["application/json"])
    assert set(problem) == {"type", "title", "status", "detail", "instance"}
    assert str(problem["status"]) == refusal["statusCode"]
    assert problem["title"] == TITLES[problem["status"]]
    assert problem["instance"] == "urn:request:$context.requestId"
    headers = refusal["responseParameters"]
    assert headers["gatewayresponse.header.Content-Type"] == f"'{PROBLEM_JSON}'"
    assert headers[f"gatewayresponse.header.{ALLOW_ORIGIN}"] == ORIGIN
    assert ("gatewayresponse.header.Retry-After" in headers) is (problem["status"] in (429, 503))


def test_whatever_else_it_refuses_is_a_problem_too_under_its_own_status(body: dict[str, Any]) -> None:
    """AWS's own words would come without the header by which a browser lets the console read them."""
    refusal = body["x-amazon-apigateway-gateway-responses"][ANYTHING_ELSE]
    assert set(json.loads(refusal["responseTemplates"]["application/json"])) == {"type", "title", "detail", "instance"}
    assert "statusCode" not in refusal
    headers = refusal["responseParameters"]
    assert headers["gatewayresponse.header.Content-Type"] == f"'{PROBLEM_JSON}'"
    assert headers[f"gatewayresponse.header.{ALLOW_ORIGIN}"] == ORIGIN
