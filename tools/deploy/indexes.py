"""What DynamoDB allows of an update to a table's indexes, checked before CloudFormation finds out halfway.

A new table takes all of its indexes at once. Of a table that is there, one update may add one index or drop one, and
nothing changes an index: keys and projection stay what they were when it was made.
"""

from collections.abc import Iterator
from typing import Any

from .template import TABLE, Template, resources_of

Indexes = dict[str, Any]
ONE_BY_ONE = (
    "{table} would get {changes} at once, and DynamoDB takes one index per update: "
    "leave all but one out of infra, deploy, and go on with the next."
)
NEVER_CHANGES = (
    "{table} would change the keys or the projection of {index}, which an index keeps for life: "
    "give the new one another name, deploy it, and drop the old one later."
)


def index_troubles(deployed: Template, wanted: Template) -> list[str]:
    """What stands in the way of going from one template to the other, in words; empty if nothing does."""
    before, after = resources_of(deployed, TABLE), resources_of(wanted, TABLE)
    return [
        trouble
        for name in sorted(before.keys() & after.keys())
        for trouble in _troubles(name, _indexes(before[name]), _indexes(after[name]))
    ]


def _troubles(table: str, before: Indexes, after: Indexes) -> Iterator[str]:
    for index in sorted(before.keys() & after.keys()):
        if before[index] != after[index]:
            yield NEVER_CHANGES.format(table=table, index=index)
    added = [f"+{index}" for index in sorted(after.keys() - before.keys())]
    dropped = [f"-{index}" for index in sorted(before.keys() - after.keys())]
    if len(added + dropped) > 1:
        yield ONE_BY_ONE.format(table=table, changes=", ".join(added + dropped))


def _indexes(table: Any) -> Indexes:
    """Each index as what it keeps for life."""
    return {
        index["IndexName"]: (_keys(index["KeySchema"]), _projection(index["Projection"]))
        for index in table["Properties"].get("GlobalSecondaryIndexes", ())
    }


def _keys(schema: list[dict[str, str]]) -> dict[str, str]:
    return {key["KeyType"]: key["AttributeName"] for key in schema}


def _projection(projection: dict[str, Any]) -> tuple[str, frozenset[str]]:
    return projection["ProjectionType"], frozenset(projection.get("NonKeyAttributes", ()))
