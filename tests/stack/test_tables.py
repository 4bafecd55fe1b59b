"""The tables of the stack are those of the records, and nothing takes their data away."""

from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.adapters.records import RECORDS, Record
from chalicelib.domain.codes import Role
from chalicelib.settings import Settings
from tests.stack.expanded import Stack
from tests.stack.policies import resolve
from tools.stack.tables import name_of

KEPT = {
    "AWS::DynamoDB::Table",
    "AWS::S3::Bucket",
    "AWS::S3::BucketPolicy",
    "AWS::Cognito::UserPool",
    "AWS::Cognito::UserPoolClient",
    "AWS::Cognito::UserPoolGroup",
}
"""What people entered, customers were sent, or accounts hang on: a group that goes takes a role from all in it."""


def _facts(table: dict[str, Any]) -> dict[str, Any]:
    """What matters of a table, in no particular order."""
    indexes = table.get("GlobalSecondaryIndexes", [])
    return {
        "keys": _keys(table),
        "attributes": {one["AttributeName"]: one["AttributeType"] for one in table["AttributeDefinitions"]},
        "indexes": {one["IndexName"]: (_keys(one), _projection(one)) for one in indexes},
    }


def _keys(keyed: dict[str, Any]) -> dict[str, str]:
    return {key["KeyType"]: key["AttributeName"] for key in keyed["KeySchema"]}


def _projection(index: dict[str, Any]) -> tuple[str, set[str]]:
    projection = index["Projection"]
    return projection["ProjectionType"], set(projection.get("NonKeyAttributes", ()))


@pytest.mark.parametrize("record", RECORDS, ids=name_of)
def test_a_table_is_what_its_record_says(stack: Stack, settings: Settings, record: type[Record]) -> None:
    properties = stack.of_type("AWS::DynamoDB::Table")[f"{name_of(record)}Table"]
    made = resolve(properties, {"AWS::StackName": "desk"})
    wanted = {key: made[key] for key in made if key in CREATION}
    with mock_aws():
        record.create_table(billing_mode="PAY_PER_REQUEST")
        client = boto3.client("dynamodb")
        client.create_table(**wanted)
        described = [
            client.describe_table(TableName=one)["Table"] for one in (record.Meta.table_name, made["TableName"])
        ]
    assert _facts(described[0]) == _facts(described[1])


CREATION = {"TableName", "KeySchema", "AttributeDefinitions", "GlobalSecondaryIndexes", "BillingMode"}


def test_there_is_a_table_for_each_record_and_no_other(stack: Stack) -> None:
    assert set(stack.of_type("AWS::DynamoDB::Table")) == {f"{name_of(record)}Table" for record in RECORDS}


def test_a_table_is_paid_by_use_and_can_be_restored_and_not_deleted(stack: Stack) -> None:
    for table in stack.of_type("AWS::DynamoDB::Table").values():
        assert table["BillingMode"] == "PAY_PER_REQUEST"
        assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert table["DeletionProtectionEnabled"] is True


@pytest.mark.parametrize("metric", ["ReadThrottleEvents", "WriteThrottleEvents"])
def test_somebody_hears_when_a_table_takes_no_more(stack: Stack, metric: str) -> None:
    heard = [one["Ref"] for one in stack.alarms_on("AWS/DynamoDB", metric)]
    assert sorted(heard) == sorted(stack.of_type("AWS::DynamoDB::Table"))


def test_only_the_ledger_forgets(stack: Stack) -> None:
    tables = stack.of_type("AWS::DynamoDB::Table")
    forgetting = {
        name: table["TimeToLiveSpecification"] for name, table in tables.items() if "TimeToLiveSpecification" in table
    }
    assert forgetting == {"LedgerTable": {"AttributeName": "expires_at", "Enabled": True}}


def test_data_outlives_the_stack(stack: Stack) -> None:
    kept = {name: one for name, one in stack.resources.items() if one["Type"] in KEPT}
    assert len(kept) == 4 + 2 + 2 + 2 + len(Role)
    for name, one in kept.items():
        assert (one.get("DeletionPolicy"), one.get("UpdateReplacePolicy")) == ("Retain", "Retain"), name
