"""The four tables on the local engine, made from the records themselves: one definition of keys and indexes."""

from collections.abc import Mapping
from typing import Any

from chalicelib.adapters.connection import connection
from chalicelib.adapters.records import RECORDS, Record


def make_tables() -> None:
    """Create the tables that are missing, and the indexes that newer source has added to one."""
    for record in RECORDS:
        if record.exists():
            _add_indexes(record)
        else:
            record.create_table(billing_mode="PAY_PER_REQUEST")


def empty_tables() -> None:
    """Drop whatever is in them."""
    for record in RECORDS:
        record.delete_table()
        record.create_table(billing_mode="PAY_PER_REQUEST")


def _add_indexes(record: type[Record]) -> None:
    """One update for each, as AWS wants it."""
    name = record.Meta.table_name
    table = connection.client.describe_table(TableName=name)["Table"]
    present = {index["IndexName"] for index in table.get("GlobalSecondaryIndexes", ())}
    for index in record._get_schema()["global_secondary_indexes"]:  # noqa: SLF001 - what create_table sends
        if index["index_name"] not in present:
            connection.client.update_table(
                TableName=name,
                AttributeDefinitions=index["attribute_definitions"],
                GlobalSecondaryIndexUpdates=[{"Create": _creation(index)}],
            )


def _creation(index: Mapping[str, Any]) -> dict[str, Any]:
    by_type = sorted(index["key_schema"], key=lambda key: str(key["KeyType"]))  # HASH before RANGE
    return {"IndexName": index["index_name"], "KeySchema": by_type, "Projection": index["projection"]}
