"""Every route is found under what its path begins with, and asking for one registers no other's."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
from chalice.app import Chalice

from chalicelib.api import routes
from chalicelib.api.app import RouteTable
from chalicelib.api.endpoint import Endpoint
from chalicelib.api.problems import PROBLEM_JSON
from chalicelib.settings import Settings


def test_every_module_of_routes_is_found_under_the_roots_of_its_paths() -> None:
    modules = [import_module(f"{routes.__name__}.{found.name}") for found in iter_modules(routes.__path__)]
    written = [endpoint for module in modules for endpoint in module.routes.endpoints]
    found = routes.all_endpoints()
    assert len(found) == len(written)
    assert {endpoint.route for endpoint in found} == {endpoint.route for endpoint in written}


def test_asking_for_a_path_registers_its_root_once_and_nothing_else() -> None:
    registered: list[Endpoint] = []

    def register(endpoint: Endpoint) -> None:
        table[endpoint.path][endpoint.method] = endpoint
        registered.append(endpoint)

    table = RouteTable(register)
    assert table["/follow-ups"].keys() == {"GET"}
    assert table["/follow-ups/{follow_up_id}"].keys() == {"GET"}
    assert {routes.root_of(endpoint.path) for endpoint in registered} == {"follow-ups"}
    assert table["/nowhere"] == {}
    assert table["nowhere"] == {}
    assert "/nowhere" not in table
    assert {(method, path) for path, methods in table.items() for method in methods} == {
        (endpoint.method, endpoint.path) for endpoint in routes.all_endpoints()
    }
    assert len(registered) == len(routes.all_endpoints())


def test_a_root_that_cannot_be_imported_is_tried_again_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    registered: list[Endpoint] = []
    table = RouteTable(registered.append)

    def half(root: str) -> Iterator[Endpoint]:
        yield next(routes.endpoints_under(root))
        raise MemoryError

    with monkeypatch.context() as failing:
        failing.setattr("chalicelib.api.app.endpoints_under", half)
        with pytest.raises(MemoryError):
            table["/quotes"]
    assert registered == []
    assert "/quotes/{quote_id}/reservations" in table
    assert {endpoint.route for endpoint in registered} == {
        endpoint.route for endpoint in routes.endpoints_under("quotes")
    }


def test_what_chalice_refuses_itself_can_be_read_in_the_console(
    app: Chalice, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: str) -> Iterator[Endpoint]:
        raise MemoryError

    def asked(method: str, path: str) -> tuple[int, dict[str, str]]:
        event = {
            "requestContext": {"httpMethod": method, "resourcePath": path, "identity": {}},
            "headers": {},
            "pathParameters": None,
            "stageVariables": {},
            "multiValueQueryStringParameters": None,
            "body": None,
            "isBase64Encoded": False,
        }
        answer = app(event, None)
        return answer["statusCode"], answer["headers"]

    monkeypatch.setattr("chalicelib.api.app.endpoints_under", broken)
    for wanted, (status, headers) in ((500, asked("GET", "/quotes")), (405, asked("PUT", "/follow-ups"))):
        assert status == wanted
        assert headers["Content-Type"] == PROBLEM_JSON
        assert headers["Access-Control-Allow-Origin"] == settings.console_origin
