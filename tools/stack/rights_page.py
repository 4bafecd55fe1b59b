"""docs/rights.md: what each function may do, as its role says it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from local.home import REPOSITORY

from .chalice_template import chalice_template
from .folder import INFRA
from .functions import Function, functions_of
from .roles import Statement, lambda_statements, own_statements

PAGE = REPOSITORY / "docs" / "rights.md"
HEAD = """# What each function may do

Made by `python -m tools.stack --rights` from `infra/rights` and from how each function is started; a test fails when it is old.

Every function has a role of its own, and every right names one table, index, queue, prefix or identity of the stack. Every right is
used and every use is allowed: `tests/stack/test_rights.py` walks through all that the functions do with their roles enforced, and
takes each action on each resource away in turn to see that it is missed. The tests of the API and of the jobs act with these rights too.
Signing in needs none: Cognito takes those calls from anybody.

A transaction asks for the rights of what is in it. `ListBucket` is what lets S3 say that a key is not there rather than forbidden.
"""


def rights_page() -> str:
    """The page, as it should be."""
    functions = sorted(functions_of(chalice_template("prod")), key=lambda function: function.name)
    return HEAD + "".join(_section(function) for function in functions)


def _section(function: Function) -> str:
    rows = [*_rows(own_statements(function), ""), *_rows(lambda_statements(function), "Lambda itself")]
    lines = [f"| {where} | {what} | {note} |" for where, what, note in rows]
    table = "\n".join(["| on | may | |", "|---|---|---|", *lines])
    return f"\n## {function.name}\n\n{_purpose(INFRA / 'rights' / f'{function.name}.yaml')}\n\n{table}\n"


def _purpose(path: Path) -> str:
    """The comment that a file of rights begins with."""
    return path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")


def _rows(statements: list[Statement], note: str) -> Iterator[tuple[str, str, str]]:
    for statement in statements:
        what = ", ".join(f"`{action}`" for action in statement["Action"])
        only = "; ".join(_condition(one) for one in statement.get("Condition", {}).values())
        resources = statement["Resource"]
        for resource in resources if isinstance(resources, list) else [resources]:
            yield f"`{_short(resource)}`", what, only or note


def _condition(facts: dict[str, Any]) -> str:
    return ", ".join(f"only where `{name}` is `{_short(value)}`" for name, value in facts.items())


def _short(value: Any) -> str:
    match value:
        case {"Fn::GetAtt": [str(resource), "Arn"]} | {"Ref": str(resource)}:
            return resource
        case {"Fn::Sub": [str(text), _]} | {"Fn::Sub": str(text)}:
            return text.replace(".Arn}", "}").rpartition(":")[2].replace("${", "").replace("}", "")
    raise ValueError(value)
