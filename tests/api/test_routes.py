"""Every route is found under what its path begins with, and asking for one registers no other's."""

from importlib import import_module
from pkgutil import iter_modules

from chalicelib.api import routes
from chalicelib.api.app import RouteTable
from chalicelib.api.endpoint import Endpoint


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
    assert {(method, path) for path, methods in table.items() for method in methods} == {
        (endpoint.method, endpoint.path) for endpoint in routes.all_endpoints()
    }
    assert len(registered) == len(routes.all_endpoints())
