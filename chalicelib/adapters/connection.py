"""The one DynamoDB connection of a container, and the meter on it."""

from functools import cached_property
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.connection import Connection
from pynamodb.connection.base import MetaTable

from ..domain.errors import Unavailable
from ..meter import count_request
from .aws import LeanSession

SERVICE = "dynamodb"
CONNECT_SECONDS = 1
READ_SECONDS = 3
RETRIES = 2
POOL = 64
TRANSIENT = frozenset(
    {
        "InternalServerError",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
        "TransactionInProgressException",
    }
)


def _count(parsed: dict[str, Any], model: Any, **_: Any) -> None:
    consumed = parsed.get("ConsumedCapacity", [])
    entries = consumed if isinstance(consumed, list) else [consumed]
    count_request(model.name, sum(entry.get("CapacityUnits", 0.0) for entry in entries))


class MeteredConnection(Connection):
    """A PynamoDB connection that counts every call answered, and raises Unavailable where none was."""

    _metered = False

    def _make_api_call(self, operation_name: str, operation_kwargs: dict[str, Any]) -> dict[str, Any]:
        try:
            return super()._make_api_call(operation_name, operation_kwargs)
        except BotoCoreError as exc:
            raise Unavailable from exc
        except ClientError as exc:
            if exc.response["Error"]["Code"] in TRANSIENT:
                raise Unavailable from exc
            raise

    def add_meta_table(self, meta_table: MetaTable) -> None:
        """Take a table's schema, again too: two threads may be the first, and a record may be bound anew."""
        self._tables[meta_table.table_name] = meta_table

    @cached_property
    def session(self) -> LeanSession:
        return LeanSession(SERVICE)

    @property
    def client(self) -> Any:
        client = super().client
        if not self._metered:
            self._metered = True
            client.meta.events.register("after-call.dynamodb", _count)
        return client


def open_connection() -> MeteredConnection:
    """A connection with timeouts that fit a 25 s function; region, endpoint and keys come from the environment."""
    return MeteredConnection(
        connect_timeout_seconds=CONNECT_SECONDS,
        read_timeout_seconds=READ_SECONDS,
        max_retry_attempts=RETRIES,
        max_pool_connections=POOL,
    )


connection = open_connection()
"""Shared by every record: a connection of their own would cost each table a client (> 100 ms)."""
