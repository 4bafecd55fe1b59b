"""The least that answers a list from DynamoDB: botocore's client, its types as Python's, and JSON."""

import json
import os
from typing import Any

from botocore.session import get_session
from standing import page

client = get_session().create_client("dynamodb")
TABLE = os.environ["PLAIN_TABLE"]
KEYS = {"advisor_id", "sort"}


def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """The advisor's pending follow-ups, soonest due first."""
    advisor = event["requestContext"]["authorizer"]["claims"]["custom:person_id"]
    found = client.query(
        TableName=TABLE,
        KeyConditionExpression="advisor_id = :advisor",
        ExpressionAttributeValues={":advisor": {"S": advisor}},
    )
    rows = [{name: plain(value) for name, value in item.items() if name not in KEYS} for item in found["Items"]]
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(page(rows), ensure_ascii=False),
    }


def plain(value: dict[str, Any]) -> Any:
    """A DynamoDB value as a Python one."""
    ((kind, content),) = value.items()
    match kind:
        case "N":
            return int(content)
        case "NULL":
            return None
        case "L":
            return [plain(one) for one in content]
        case "M":
            return {name: plain(one) for name, one in content.items()}
    return content
