"""The tables, from the records themselves: one definition of keys, indexes and expiry."""

from typing import Any

from pynamodb.attributes import TTLAttribute

from chalicelib.adapters.records import RECORDS, Record

Resource = dict[str, Any]


def table_resources() -> dict[str, Resource]:
    """Each record's table: paid by use, kept whatever happens to the stack, and restorable to any second of 35 days."""
    return {f"{name_of(record)}Table": _table(record) for record in RECORDS}


def name_of(record: type[Record]) -> str:
    """What a record's table is called in the template: ``Deals``."""
    return record.__name__.removesuffix("Record").replace("Deal", "Deals")


def _table(record: type[Record]) -> Resource:
    schema: Any = record._get_schema()  # noqa: SLF001 - what create_table sends
    properties: Resource = {
        "TableName": {"Fn::Sub": f"${{AWS::StackName}}-{name_of(record).lower()}"},
        "BillingMode": "PAY_PER_REQUEST",
        "DeletionProtectionEnabled": True,
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
        "KeySchema": _keys(schema["key_schema"]),
    }
    indexes = [
        {
            "IndexName": index["index_name"],
            "KeySchema": _keys(index["key_schema"]),
            "Projection": dict(index["projection"]),
        }
        for index in schema["global_secondary_indexes"]
    ]
    if indexes:
        properties["GlobalSecondaryIndexes"] = indexes
    for expiry in _expiries(record):
        properties["TimeToLiveSpecification"] = {"AttributeName": expiry, "Enabled": True}
    properties["AttributeDefinitions"] = _definitions(schema, [properties, *indexes])
    return {
        "Type": "AWS::DynamoDB::Table",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": properties,
    }


def _expiries(record: type[Record]) -> list[str]:
    return [
        attribute.attr_name for attribute in record.get_attributes().values() if isinstance(attribute, TTLAttribute)
    ]


def _keys(schema: list[dict[str, Any]]) -> list[dict[str, str]]:
    by_type = sorted(schema, key=lambda key: str(key["KeyType"]))  # HASH before RANGE
    return [{"AttributeName": key["AttributeName"], "KeyType": key["KeyType"]} for key in by_type]


def _definitions(schema: Any, keyed: list[Resource]) -> list[dict[str, str]]:
    """Every attribute that is a key somewhere, once."""
    declared = [*schema["attribute_definitions"]]
    declared += [one for index in schema["global_secondary_indexes"] for one in index["attribute_definitions"]]
    kinds = {one["AttributeName"]: one["AttributeType"] for one in declared}
    used = {key["AttributeName"] for one in keyed for key in one["KeySchema"]}
    return [{"AttributeName": name, "AttributeType": kinds[name]} for name in sorted(used)]
