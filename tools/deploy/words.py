"""A change set in words, and what must not happen by the way."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from .change_set import Change

SIGNS = {"Add": "+", "Modify": "~", "Remove": "-", "Import": "<", "Dynamic": "?"}
KEEPERS = frozenset({"AWS::Cognito::UserPool", "AWS::DynamoDB::Table", "AWS::S3::Bucket"})
"""What holds data: a deployment that would lose one of these is refused."""


def in_words(changes: Iterable[Change]) -> list[str]:
    """What goes away or is replaced first, then what is changed, a line each; what is new by its type; and a count."""
    ordered = sorted(changes, key=lambda change: (not _loses(change), change.kind, change.name))
    counted = Counter(change.action for change in ordered)
    total = ", ".join(f"{counted[action]} {action.lower()}" for action in SIGNS if counted[action])
    lines = [_line(change) for change in ordered if change.action != "Add"]
    return [*lines, *_new(ordered), f"{len(ordered)} changes: {total or 'none'}"]


def _new(changes: Iterable[Change]) -> Iterator[str]:
    for kind, some in groupby((change for change in changes if change.action == "Add"), key=lambda one: one.kind):
        names = [change.name for change in some]
        yield f"  + {len(names)} {kind.removeprefix('AWS::')}: {', '.join(names)}"


def losses(changes: Iterable[Change]) -> list[str]:
    """Whatever holds data and would be removed, or replaced by an empty one."""
    return [_line(change) for change in changes if change.kind in KEEPERS and _loses(change)]


def _line(change: Change) -> str:
    return " ".join(_words(change))


def _words(change: Change) -> Iterator[str]:
    yield f"  {SIGNS.get(change.action, '?')} {change.name} ({change.kind.removeprefix('AWS::')})"
    if change.causes:
        yield f"by its {', '.join(change.causes)}"
    if change.replacement == "True":
        yield "REPLACED by a new one"
    if change.replacement == "Conditional":
        yield "perhaps replaced by a new one"


def _loses(change: Change) -> bool:
    return change.action == "Remove" or change.replacement == "True"
