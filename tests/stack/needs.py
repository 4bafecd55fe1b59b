"""Which rights AWS asks for when a client makes a call: actions on resources, as IAM names them."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from botocore.model import OperationModel
from msgspec import Struct

ACCOUNT, REGION = "123456789012", "us-east-1"
Call = dict[str, Any]


class Need(Struct, frozen=True):
    """An action on a resource, under conditions that the call itself sets."""

    action: str
    resource: str
    conditions: tuple[tuple[str, str], ...] = ()


WRITES = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}
"""A transaction asks for the rights of what is in it."""


def needs_of(operation: OperationModel, call: Call) -> list[Need]:
    """The rights that a call needs; none for what anybody may call without signing.

    What no function should call is asked for on ``*``, which no role gives.
    """
    if operation.auth_type == "none":
        return []
    service = operation.service_model.signing_name
    known = SERVICES.get(service)
    return list(known(operation.name, call)) if known else [Need(f"{service}:{operation.name}", "*")]


def _dynamodb(operation: str, call: Call) -> Iterator[Need]:
    if operation == "TransactWriteItems":
        for item in call["TransactItems"]:
            ((kind, write),) = item.items()
            yield Need(f"dynamodb:{WRITES[kind]}", _table(write["TableName"]))
    elif operation in ("BatchGetItem", "BatchWriteItem"):
        yield from (Need(f"dynamodb:{operation}", _table(name)) for name in call["RequestItems"])
    else:
        index = f"/index/{call['IndexName']}" if "IndexName" in call else ""
        yield Need(f"dynamodb:{operation}", _table(call["TableName"]) + index)


def _table(name: str) -> str:
    return f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{name}"


def _s3(operation: str, call: Call) -> Iterator[Need]:
    bucket = f"arn:aws:s3:::{call['Bucket']}"
    yield Need(f"s3:{operation}", f"{bucket}/{call['Key']}" if "Key" in call else bucket)


def _sqs(operation: str, call: Call) -> Iterator[Need]:
    name = urlsplit(call["QueueUrl"]).path.rpartition("/")[2]
    yield Need(f"sqs:{operation.removesuffix('Batch')}", f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}")


def _ses(operation: str, call: Call) -> Iterator[Need]:
    conditions = (("ses:FromAddress", call["Source"]),) if "Source" in call else ()
    prefix = f"arn:aws:ses:{REGION}:{ACCOUNT}"
    yield Need(f"ses:{operation}", f"{prefix}:identity/{call.get('Source', '*')}", conditions)
    if "ConfigurationSetName" in call:
        yield Need(f"ses:{operation}", f"{prefix}:configuration-set/{call['ConfigurationSetName']}", conditions)


SERVICES: dict[str, Callable[[str, Call], Iterator[Need]]] = {
    "dynamodb": _dynamodb,
    "s3": _s3,
    "sqs": _sqs,
    "ses": _ses,
}


def missing_key_need(operation: OperationModel, call: Call) -> list[Need]:
    """What S3 asks for before it says that a key is not there, rather than that it is forbidden."""
    return [Need("s3:ListBucket", f"arn:aws:s3:::{call['Bucket']}")] if operation.name == "GetObject" else []
