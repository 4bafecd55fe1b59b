"""What DynamoDB would refuse of a table is refused before CloudFormation is asked."""

from typing import Any

import pytest

from tools.deploy.tables import table_troubles

KEPT = {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["card", "opens"]}


def index(name: str, *, by: str = "due_at", projection: dict[str, Any] | None = None) -> dict[str, Any]:
    schema = [{"AttributeName": "advisor_id", "KeyType": "HASH"}, {"AttributeName": by, "KeyType": "RANGE"}]
    return {"IndexName": name, "KeySchema": schema, "Projection": projection or KEPT}


def keyed(name: str, kind: str = "S") -> dict[str, Any]:
    """The properties that say what a table's items are found by."""
    definitions = [{"AttributeName": name, "AttributeType": kind}, {"AttributeName": "phone", "AttributeType": "S"}]
    return {"KeySchema": [{"AttributeName": name, "KeyType": "HASH"}], "AttributeDefinitions": definitions}


def template(*indexes: dict[str, Any], table: str = "Deals") -> dict[str, Any]:
    properties = keyed("deal_id") | ({"GlobalSecondaryIndexes": list(indexes)} if indexes else {})
    return {"Resources": {table: {"Type": "AWS::DynamoDB::Table", "Properties": properties}}}


ONE, TWO, THREE = index("ByAdvisor"), index("ByShowroom"), index("ByPhone")


@pytest.mark.parametrize(
    ("deployed", "wanted"),
    [
        ({}, template(ONE, TWO, THREE)),
        (template(), template(ONE)),
        (template(ONE, TWO), template(TWO, ONE, THREE)),
        (template(ONE, TWO), template(ONE)),
        (template(), template(ONE, TWO, table="Ledger")),
        (template(ONE), template(index("ByAdvisor", projection=KEPT | {"NonKeyAttributes": ["opens", "card"]}))),
    ],
    ids=["a new stack", "the first", "one more", "one less", "a new table", "the same in another order"],
)
def test_what_dynamodb_takes_passes(deployed: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert table_troubles(deployed, wanted) == []


@pytest.mark.parametrize(
    ("deployed", "wanted", "named"),
    [
        (template(), template(ONE, TWO), "+ByAdvisor, +ByShowroom"),
        (template(ONE), template(TWO), "+ByShowroom, -ByAdvisor"),
        (template(ONE, TWO), template(), "-ByAdvisor, -ByShowroom"),
        (template(ONE), template(index("ByAdvisor", by="created_key")), "ByAdvisor"),
        (template(ONE), template(index("ByAdvisor", projection={"ProjectionType": "ALL"})), "ByAdvisor"),
    ],
    ids=["two more", "one for another", "two less", "other keys", "another projection"],
)
def test_what_dynamodb_refuses_is_said(deployed: dict[str, Any], wanted: dict[str, Any], named: str) -> None:
    (trouble,) = table_troubles(deployed, wanted)
    assert trouble.startswith("Deals ")
    assert named in trouble


@pytest.mark.parametrize("keys", [keyed("quote_id"), keyed("deal_id", "N")], ids=["another", "of another type"])
def test_other_keys_are_another_table(keys: dict[str, Any]) -> None:
    wanted = template(ONE)
    wanted["Resources"]["Deals"]["Properties"] |= keys
    (trouble,) = table_troubles(template(ONE), wanted)
    assert "data would be lost" in trouble
