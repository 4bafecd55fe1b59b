"""Every way that a field of a body can be wrong, read off the body's own schema."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from tests.api.client import openapi

Path = tuple[str | int, ...]
Schema = dict[str, Any]

RAW = "raw JSON goes here"
TOO_DEEP = "[" * 30_000
RAW_VALUES = {
    "NaN": "NaN",
    "infinity": "-Infinity",
    "1e400": "1e400",
    "39 digits": "9" * 39,
    "lone surrogate": r'"\ud800"',
    "lone low surrogate": r'"x\udc00x"',
    "nested deep": TOO_DEEP,
    "unterminated": '"abc',
}
"""Texts that no field takes, whatever its type."""

MAY_ANSWER_WITHOUT_POINTER = {"NaN", "infinity", "lone surrogate", "lone low surrogate", "unterminated"}
"""Not JSON at all, so there is no field to point at."""

WRONG_TYPES: dict[str, Any] = {
    "a string": "x",
    "an integer": 7,
    "a fraction": 7.5,
    "a boolean": True,
    "a list": [],
    "an object": {},
    "a list as id": ["ana"],
}
TYPE_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean", list: "array", dict: "object"}


class Mutation(NamedTuple):
    """A body with one thing wrong, what is wrong, and where."""

    name: str
    text: str
    pointer: str
    points: bool = True


def mutations(schema: Schema, sample: Any) -> Iterator[Mutation]:
    """Every body with one fault that can be made of a sample in which every field has a value."""
    for path, field in _fields(resolved(schema), sample, ()):
        yield from _of_field(sample, path, field)
    for path in _objects(sample, ()):
        yield _changed(sample, (*path, "no_such_field"), 1, "unknown field")
        yield _changed(sample, (*path, "no_such_field"), RAW, "unknown field, nested deep", raw=TOO_DEEP)


def required_missing(schema: Schema, sample: Any) -> Iterator[Mutation]:
    """Every body that lacks one required field."""
    for path, _ in _fields(resolved(schema), sample, ()):
        if isinstance(path[-1], str) and path[-1] in _parent(schema, path).get("required", ()):
            body = deepcopy(sample)
            del _at(body, path[:-1])[path[-1]]
            yield Mutation(f"{_pointer(path)} missing", json.dumps(body), _pointer(path))


def resolved(schema: Schema) -> Schema:
    """A schema without its reference."""
    while "$ref" in schema:
        schema = openapi()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def choices(schema: Schema) -> list[Schema]:
    """The schemas of which a value must fit one."""
    return [resolved(choice) for choice in resolved(schema).get("anyOf", [schema])]


def _fields(schema: Schema, value: Any, path: Path) -> Iterator[tuple[Path, Schema]]:
    if path:
        yield path, schema
    if isinstance(value, dict):
        kind = next(choice for choice in choices(schema) if "properties" in choice)
        assert set(value) == set(kind["properties"]), f"the sample leaves out fields at {_pointer(path)}"
        for name, inner in value.items():
            yield from _fields(kind["properties"][name], inner, (*path, name))
    elif isinstance(value, list):
        kind = next(choice for choice in choices(schema) if "items" in choice)
        for index, inner in enumerate(value):
            yield from _fields(kind["items"], inner, (*path, index))


def _objects(value: Any, path: Path) -> Iterator[Path]:
    if isinstance(value, dict):
        yield path
        for name, inner in value.items():
            yield from _objects(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _objects(inner, (*path, index))


def _of_field(sample: Any, path: Path, schema: Schema) -> Iterator[Mutation]:
    kinds = [kind for choice in choices(schema) for kind in _types(choice)]
    if "null" not in kinds:
        yield _changed(sample, path, None, "null")
    for name, value in WRONG_TYPES.items():
        if TYPE_NAMES[type(value)] not in kinds:
            yield _changed(sample, path, value, name)
    for name, raw in RAW_VALUES.items():
        if name != "39 digits" or "string" not in kinds:
            yield _changed(sample, path, RAW, name, raw=raw, points=name not in MAY_ANSWER_WITHOUT_POINTER)
    for choice in choices(schema):
        for name, value in _out_of_bounds(choice):
            yield _changed(sample, path, value, name)


def _types(schema: Schema) -> list[str]:
    if "enum" in schema:
        return ["string"]
    kind = schema.get("type", [])
    return [kind] if isinstance(kind, str) else kind


def _out_of_bounds(schema: Schema) -> Iterator[tuple[str, Any]]:
    if "enum" in schema or "format" in schema:
        for value in ("", " ", "x" * 5000, "2026-13-45T99:99:99Z", "2026-02-30", "2026-07-20T10:00:00", "\x00"):
            yield f"not one of its values: {value[:20]!r}", value
    elif schema.get("type") == "string":
        yield from _bad_texts(schema)
    elif schema.get("type") == "integer":
        yield "too small", schema["minimum"] - 1
        yield "too large", schema["maximum"] + 1
        yield "negative", -(10**12)
    elif schema.get("type") == "array" and "maxItems" in schema:
        yield "too many", [None] * (schema["maxItems"] + 1)
        if schema.get("minItems"):
            yield "none", []


def _bad_texts(schema: Schema) -> Iterator[tuple[str, str]]:
    yield "too long", "1" * (schema["maxLength"] + 1)
    if schema.get("minLength"):
        yield "empty", ""
    if "pattern" not in schema:
        return  # a password may be any text
    good = "1" * schema.get("minLength", 1)
    for character in ("\x00", "\x1b", "\x7f"):
        yield f"control character {character!r}", f"{character}{good[1:]}" if len(good) > 1 else f"{good}{character}"
    if r"\x0b" not in schema["pattern"]:  # what is written over several lines may end in one
        yield "line break at the end", f"{good[:-1] or good}\n"
    if schema.get("minLength"):
        yield "blank", "   "[: schema["maxLength"]].ljust(schema["minLength"])


def _changed(
    sample: Any, path: Path, value: Any, what: str, *, raw: str | None = None, points: bool = True
) -> Mutation:
    body = deepcopy(sample)
    _at(body, path[:-1])[path[-1]] = value
    text = json.dumps(body)
    if raw is not None:
        text = text.replace(json.dumps(RAW), raw)
    return Mutation(f"{_pointer(path)} {what}", text, _pointer(path), points)


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _parent(schema: Schema, path: Path) -> Schema:
    for step in path[:-1]:
        inner = next(choice for choice in choices(schema) if "properties" in choice or "items" in choice)
        schema = inner["properties"][step] if isinstance(step, str) else inner["items"]
    return next((choice for choice in choices(schema) if "properties" in choice), {})


def _pointer(path: Path) -> str:
    return "".join(f"/{step}" for step in path)
