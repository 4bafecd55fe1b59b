"""What DynamoDB allows of an update to a table, checked before CloudFormation finds out halfway.

A new table takes all of its indexes at once. Of a table that is there, one update may add one index or drop one, and
nothing changes an index: keys and projection stay what they were when it was made. Other keys are another table.
"""

from collections.abc import Iterator
from typing import Any

from .template import TABLE, Template, resources_of

Properties = dict[str, Any]
ONE_BY_ONE = (
    "{table} would get {changes} at once, and DynamoDB takes one index per update: "
    "leave all but one out of infra, deploy, and go on with the next."
)
NEVER_CHANGES = (
    "{table} would change the keys or the projection of {index}, which an index keeps for life: "
    "give the new one another name, deploy it, and drop the old one later."
)
OTHER_KEYS = (
    "{table} would be replaced by an empty table, because its keys or their types change; its data would be lost: "
    "make another table beside it, and move what it holds."
)


def table_troubles(deployed: Template, wanted: Template) -> list[str]:
    """What stands in the way of going from one template to the other, in words; empty if nothing does."""
    before, after = resources_of(deployed, TABLE), resources_of(wanted, TABLE)
    return [
        trouble
        for name in sorted(before.keys() & after.keys())
        for trouble in _troubles(name, before[name]["Properties"], after[name]["Properties"])
    ]


def _troubles(table: str, deployed: Properties, wanted: Properties) -> Iterator[str]:
    if _identity(deployed) != _identity(wanted):
        yield OTHER_KEYS.format(table=table)
    before, after = _indexes(deployed), _indexes(wanted)
    for index in sorted(before.keys() & after.keys()):
        if before[index] != after[index]:
            yield NEVER_CHANGES.format(table=table, index=index)
    added = [f"+{index}" for index in sorted(after.keys() - before.keys())]
    dropped = [f"-{index}" for index in sorted(before.keys() - after.keys())]
    if len(added + dropped) > 1:
        yield ONE_BY_ONE.format(table=table, changes=", ".join(added + dropped))


def _identity(table: Properties) -> dict[str, tuple[str, str]]:
    """The table's own keys, with their types."""
    kinds = {one["AttributeName"]: one["AttributeType"] for one in table["AttributeDefinitions"]}
    return {kind: (name, kinds[name]) for kind, name in _keys(table["KeySchema"]).items()}


def _indexes(table: Properties) -> dict[str, Any]:
    """Each index as what it keeps for life."""
    return {
        index["IndexName"]: (_keys(index["KeySchema"]), _projection(index["Projection"]))
        for index in table.get("GlobalSecondaryIndexes", ())
    }


def _keys(schema: list[dict[str, str]]) -> dict[str, str]:
    return {key["KeyType"]: key["AttributeName"] for key in schema}


def _projection(projection: dict[str, Any]) -> tuple[str, frozenset[str]]:
    return projection["ProjectionType"], frozenset(projection.get("NonKeyAttributes", ()))
