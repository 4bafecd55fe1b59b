"""openapi.json held against the running desk: whatever is sent, it answers as it says."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from chalicelib.api.bodies.people import SettingsBody
from chalicelib.api.endpoint import Endpoint
from chalicelib.api.routes import all_endpoints
from local.stack import Stack
from tests.http.client import HttpClient

pytestmark = pytest.mark.stack

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


@pytest.fixture(scope="session")
def contract(stack: Stack) -> Any:
    """The description that the desk gives of itself, without signing out the ones who test it."""
    return schemathesis.openapi.from_url(f"{stack.api_url}/openapi.json")


@pytest.fixture(scope="module", autouse=True)
def settings_kept(manager: HttpClient) -> Iterator[None]:
    """Whatever rules are made up here, the tests after these find those of before."""
    before = manager.get("/settings").json()
    yield
    settable = {name: before[name] for name in SettingsBody.__struct_fields__}
    assert manager.patch("/settings", settable, "*").status_code == 200


@pytest.mark.parametrize("endpoint", all_endpoints(), ids=lambda endpoint: endpoint.route)
def test_the_desk_answers_as_it_says(endpoint: Endpoint, contract: Any, manager: HttpClient) -> None:
    operation = contract[endpoint.path][endpoint.method]
    headers = {"Authorization": manager.session.headers["Authorization"]}

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(case=operation.as_strategy())
    def answers(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    answers()
