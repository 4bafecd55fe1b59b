"""The architecture as a test: imports go one way, nothing scans, nothing below the edge reads a clock.

``app → api → services → domain`` and ``services → adapters → domain``; ``bootstrap`` wires.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [ROOT / "app.py", *sorted((ROOT / "chalicelib").rglob("*.py"))]

LAYERS: dict[str, set[str]] = {
    "__init__": set(),
    "domain": set(),
    "meter": set(),
    "answer": set(),
    "log": set(),
    "logbook": {"meter"},
    "settings": set(),
    "adapters": {"domain", "settings", "meter", "answer"},
    "services": {"adapters", "domain", "answer"},
    "api": {"services", "domain", "settings", "logbook", "answer"},
    "bootstrap": {"api", "services", "adapters", "domain", "settings", "log", "logbook"},
    "app": {"bootstrap"},
}
"""What each part of the house may import beside itself; a part that is not named here fails the test."""

OWNERS = {
    "chalice": {"app", "api", "bootstrap"},
    "pynamodb": {"adapters"},
    "botocore": {"adapters"},
    "boto3": set[str](),
    "moto": set[str](),
    "tests": set[str](),
    "local": set[str](),
    "bench": set[str](),
}
"""Who may import what comes from outside; what is not named here is free, but for the domain."""

DOMAIN_LIBRARIES = {"msgspec", "phonenumbers", "stdnum", "holidays"}
DOMAIN_STANDARD = {
    "collections",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "hashlib",
    "itertools",
    "math",
    "operator",
    "re",
    "string",
    "typing",
    "unicodedata",
    "urllib.parse",
    "zoneinfo",
}
CLOCKS = {"now", "utcnow", "today"}
HARMLESS_TIME = {"sleep"}
SCANS = {"scan", "parallel_scan", "rate_limited_scan"}
CLOCKLESS = {"domain", "services", "adapters"}


def layer_of(path: Path) -> str:
    """The part of the house that a source file is in."""
    if path.name == "app.py" and path.parent == ROOT:
        return "app"
    inside = path.relative_to(ROOT / "chalicelib")
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def imports(tree: ast.AST, package: tuple[str, ...]) -> Iterator[str]:
    """Every module that a file of a package imports, absolutely."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            home = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*home, *([node.module] if node.module else [])])
            yield from ([f"{module}.{alias.name}" for alias in node.names] if not node.module else [module])


def import_offences(tree: ast.AST, layer: str, package: tuple[str, ...]) -> Iterator[str]:
    """Imports that go the wrong way."""
    for module in imports(tree, package):
        top, _, rest = module.partition(".")
        if top == "chalicelib":
            target = rest.partition(".")[0]
            if target not in LAYERS[layer] | {layer, "__version__"}:
                yield f"{layer} imports {module}"
        elif layer not in OWNERS.get(top, {layer}):
            yield f"{layer} imports {module}"
        elif layer == "domain" and not {top, module} & (DOMAIN_LIBRARIES | DOMAIN_STANDARD):
            yield f"the domain imports {module}"


def _named(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def clock_offences(tree: ast.AST) -> Iterator[str]:
    """Every look at a clock."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS and _named(node.value) in {"datetime", "date"}:
            yield f"line {node.lineno}: {_named(node.value)}.{node.attr}"
        if isinstance(node, ast.Import) and any(alias.name == "time" for alias in node.names):
            yield f"line {node.lineno}: import time"
        if isinstance(node, ast.ImportFrom) and node.module == "time" and not node.level:
            yield from (
                f"line {node.lineno}: time.{alias.name}" for alias in node.names if alias.name not in HARMLESS_TIME
            )


def scan_offences(tree: ast.AST) -> Iterator[str]:
    """Every way to read a whole table."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in SCANS:
            yield f"line {node.lineno}: .{node.attr}"
        if isinstance(node, ast.Constant) and node.value == "Scan":
            yield f"line {node.lineno}: the operation Scan"


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _package(path: Path) -> tuple[str, ...]:
    return path.relative_to(ROOT).parts[:-1]


@pytest.fixture(params=SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def source(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_imports_go_one_way(source: Path) -> None:
    layer = layer_of(source)
    assert layer in LAYERS, f"decide where {layer} stands"
    assert list(import_offences(_tree(source), layer, _package(source))) == []


def test_only_the_edge_reads_a_clock(source: Path) -> None:
    if layer_of(source) in CLOCKLESS:
        assert list(clock_offences(_tree(source))) == []


def test_nothing_scans(source: Path) -> None:
    assert list(scan_offences(_tree(source))) == []


@pytest.mark.parametrize(
    ("layer", "code"),
    [
        ("domain", "from ..adapters import deals"),
        ("domain", "from ..settings import Settings"),
        ("domain", "import os"),
        ("domain", "from pynamodb.models import Model"),
        ("domain", "def late():\n    from ..services.work import Work"),
        ("domain", "import urllib.request"),
        ("adapters", "from ..services.work import Work"),
        ("adapters", "from .. import api"),
        ("services", "from chalicelib.api.problems import problem"),
        ("services", "from pynamodb.models import Model"),
        ("services", "import chalice"),
        ("api", "from ..adapters import deals"),
        ("api", "from ..bootstrap import build_app"),
        ("bootstrap", "import boto3"),
        ("app", "import moto"),
        ("app", "import local.run"),
        ("adapters", "from tests.builders import a_quote"),
    ],
)
def test_an_import_the_wrong_way_is_found(layer: str, code: str) -> None:
    assert len(list(import_offences(ast.parse(code), layer, ("chalicelib", layer)))) == 1


@pytest.mark.parametrize(
    "code",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "field(default_factory=datetime.now)",
        "date.today()",
        "import time",
        "from time import time",
        "from time import monotonic",
    ],
)
def test_a_look_at_the_clock_is_found(code: str) -> None:
    assert len(list(clock_offences(ast.parse(code)))) == 1


@pytest.mark.parametrize("code", ["call.today", "call.now", "from time import sleep", "moment.now.date()"])
def test_what_only_looks_like_a_clock_is_not(code: str) -> None:
    assert list(clock_offences(ast.parse(code))) == []


@pytest.mark.parametrize("code", ["DealRecord.scan()", "table.parallel_scan()", 'connection.dispatch("Scan", {})'])
def test_a_scan_is_found(code: str) -> None:
    assert len(list(scan_offences(ast.parse(code)))) == 1
