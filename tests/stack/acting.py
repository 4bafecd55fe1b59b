"""Acting as a function of the stack: every AWS call that is made meanwhile is refused unless its role allows it."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient
from botocore.exceptions import ClientError

from tests.stack.needs import Need, missing_key_need, needs_of
from tests.stack.policies import policy_of

Record = dict[str, set[Need]]
_records: list[Record] = []


@contextmanager
def fresh_record() -> Iterator[Record]:
    """The rights that each function uses from now on."""
    record: Record = defaultdict(set)
    _records.append(record)
    try:
        yield record
    finally:
        _records.remove(record)


@contextmanager
def acting_as(name: str) -> Iterator[None]:
    """Have the role of a function of the stack (``api``, ``work-showroom`` …) enforced."""
    policy, real = policy_of(name), BaseClient._make_api_call

    def require(needs: list[Need], operation: str) -> None:
        for need in needs:
            for record in _records:
                record[name].add(need)
            if not policy.allows(need):
                raise _denied(name, need, operation)

    def guarded(client: Any, operation: str, call: dict[str, Any]) -> Any:
        model = client.meta.service_model.operation_model(operation)
        require(needs_of(model, call), operation)
        try:
            return real(client, operation, call)
        except ClientError as exc:
            if exc.response["Error"]["Code"] == "NoSuchKey":
                require(missing_key_need(model, call), operation)
            raise

    with patch.object(BaseClient, "_make_api_call", guarded):
        yield


def _denied(name: str, need: Need, operation: str) -> ClientError:
    text = f"{name} is not authorized to perform: {need.action} on resource: {need.resource}"
    return ClientError({"Error": {"Code": "AccessDeniedException", "Message": text}}, operation)
