"""Check the console's types: ``python -m tools.console_types``.

The API's own description becomes ``.local/console-types/api.d.ts``, and TypeScript checks ``web/`` against it: a field
that the API no longer has is an error here.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

from chalicelib.api.openapi import document
from chalicelib.api.routes import all_endpoints
from local.home import DEFAULT_HOME, REPOSITORY
from local.install import node_modules

TYPES = DEFAULT_HOME / "console-types" / "api.d.ts"
TSC = node_modules(DEFAULT_HOME / "engines") / "typescript" / "bin" / "tsc"
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def declarations(openapi: dict[str, Any]) -> str:
    """TypeScript for every schema of an OpenAPI document."""
    schemas = openapi["components"]["schemas"]
    lines = [f"export type {name} = {kind_of(schema)};" for name, schema in sorted(schemas.items())]
    return "\n".join(["// Made from openapi.json by tools/console_types.py.", *lines, ""])


def kind_of(schema: dict[str, Any]) -> str:
    """A JSON schema as a TypeScript type."""
    kind = "any"
    match schema:
        case {"$ref": str() as reference}:
            kind = reference.rpartition("/")[2]
        case {"enum": list() as values}:
            kind = " | ".join(msgspec.json.encode(value).decode() for value in values)
        case {"anyOf": list() as choices}:
            kind = " | ".join(kind_of(choice) for choice in choices)
        case {"type": "array", "items": dict() as items}:
            kind = f"Array<{kind_of(items)}>"
        case {"type": "object", "properties": dict() as properties}:
            kind = _object(properties, schema.get("required", []))
        case {"type": "object"}:
            kind = "Record<string, unknown>"
        case {"type": str() as plain} if plain in PLAIN:
            kind = PLAIN[plain]
    return kind


def _object(properties: dict[str, Any], required: list[str]) -> str:
    fields = (f'"{name}"{"" if name in required else "?"}: {kind_of(kind)}' for name, kind in properties.items())
    return "{ " + "; ".join(fields) + " }"


def check() -> int:
    """Write the types and run TypeScript; its exit code."""
    TYPES.parent.mkdir(parents=True, exist_ok=True)
    TYPES.write_text(declarations(msgspec.json.decode(document(all_endpoints()))), encoding="utf-8")
    programs = os.pathsep.join([os.environ.get("PATH", ""), str(DEFAULT_HOME / "engines" / "venv" / "bin")])
    command = ["node", str(TSC), "--project", str(REPOSITORY / "web")]
    return subprocess.run(command, env={**os.environ, "PATH": programs}, cwd=Path(REPOSITORY), check=False).returncode


if __name__ == "__main__":
    sys.exit(check())
