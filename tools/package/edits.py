"""Imports of libraries put off until they are used: documentation, dates, XML, proxies, queries into answers.

A library imports at its top what any of its functions could need; each of these costs a cold start a millisecond or
four and is used by no request, or by few. The names stay where they are and import when they are called (``later.py``).
"""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

from . import later
from .failures import PackagingFailed

PUT_OFF = {
    "botocore/client.py": ("from botocore.retries import adaptive",),
    "botocore/compat.py": ("import xml.etree.ElementTree as ETree", "from dateutil.tz import tzlocal"),
    "botocore/credentials.py": (
        "import dateutil.parser",
        "from dateutil.parser import parse",
        "from dateutil.tz import tzlocal, tzutc",
        "import subprocess",
    ),
    "botocore/configloader.py": ("import configparser",),
    "botocore/docs/__init__.py": ("from botocore.docs.service import ServiceDocumenter",),
    "botocore/docs/docstring.py": (
        "from botocore.docs.bcdoc.restdoc import DocumentStructure",
        "from botocore.docs.method import document_model_driven_method",
        "from botocore.docs.paginator import document_paginate_method",
        "from botocore.docs.waiter import document_wait_method",
    ),
    "botocore/paginate.py": ("import jmespath",),
    "botocore/regions.py": ("import jmespath",),
    "botocore/serialize.py": ("from xml.etree import ElementTree",),
    "botocore/tokens.py": ("import dateutil.parser", "from dateutil.tz import tzutc"),
    "botocore/utils.py": (
        "import dateutil.parser",
        "import tempfile",
        "from dateutil.tz import tzutc",
        "from urllib.request import getproxies, proxy_bypass",
    ),
    "botocore/waiter.py": ("import jmespath",),
    "msgspec/__init__.py": ("from . import inspect",),
    "msgspec/json.py": ("from ._json_schema import schema, schema_components",),
    "urllib3/http2/__init__.py": ("from importlib.metadata import version",),
}
"""By file: imports at its top."""

SPLIT: dict[str, dict[str, tuple[str, ...]]] = {
    "botocore/client.py": {
        "from botocore.retries import adaptive, standard": (
            "from botocore.retries import standard",
            "from botocore.retries import adaptive",
        )
    },
    "botocore/compat.py": {
        "XMLParseError = ETree.ParseError": ("XMLParseError = SyntaxError",),  # which it is one of
    },
    "botocore/credentials.py": {
        "    def __init__(self, profile_name, load_config, popen=subprocess.Popen):": (
            "    def __init__(self, profile_name, load_config, popen=Later('subprocess', 'Popen')):",
        )
    },
    "msgspec/__init__.py": {
        "from . import inspect, json, msgpack, structs, toml, yaml": (
            "from . import json, msgpack, structs, toml, yaml",
            "from . import inspect",
        )
    },
}
"""By file: lines that would use such a name at once, and those that stand for them."""


def put_off_imports(tree: Path) -> None:
    """Put all of them off.

    Raises:
        PackagingFailed: a line is not there, or more than once.
    """
    shutil.copyfile(later.__file__, tree / "later.py")
    for name in sorted(PUT_OFF.keys() | SPLIT.keys()):
        path = tree / name
        lines = path.read_text(encoding="utf-8").splitlines()
        for line, instead in SPLIT.get(name, {}).items():
            lines = _replaced(lines, line, instead, name)
        for statement in PUT_OFF.get(name, ()):
            lines = _replaced(lines, statement, tuple(_put_off(statement, name)), name)
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _replaced(lines: list[str], line: str, instead: tuple[str, ...], name: str) -> list[str]:
    if lines.count(line) != 1:
        raise PackagingFailed(f"{name} is not what it was: {line}")
    place = lines.index(line)
    return [*lines[:place], *instead, *lines[place + 1 :]]


def _put_off(statement: str, name: str) -> Iterator[str]:
    """The lines that stand for an import in a file."""
    yield "from later import Later"
    package = Path(name).parent.as_posix().replace("/", ".")
    match ast.parse(statement).body[0]:
        case ast.Import(names=[ast.alias(name=module, asname=None)]) if "." in module:
            above, _, below = module.partition(".")
            yield "from types import SimpleNamespace"
            yield f"{above} = SimpleNamespace({below}=Later({module!r}))"
        case ast.Import(names=[ast.alias(name=module, asname=None)]):
            yield f"{module} = Later({module!r})"
        case ast.Import(names=[ast.alias(name=module, asname=str(known_as))]):
            yield f"{known_as} = Later({module!r})"
        case ast.ImportFrom(module=None, names=[ast.alias(name=module)]):
            yield f"{module} = Later({f'{package}.{module}'!r})"
        case ast.ImportFrom(module=str(module), names=names, level=level):
            origin = f"{package}.{module}" if level else module
            yield from (f"{one.name} = Later({origin!r}, {one.name!r})" for one in names)
