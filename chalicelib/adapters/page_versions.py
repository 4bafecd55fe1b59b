"""Every version of a customer's objects in the pages' bucket, those overwritten or deleted too; and their deletion.

For an engineer's command: what is deployed knows no such operations, and has no right to them.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from msgspec import Struct

from ..domain.errors import Unavailable
from .aws import new_client
from .pages import CONFIG

MOST_DELETED = 1000


@cache
def _client() -> Any:
    return new_client("s3", CONFIG)


class ObjectVersion(Struct, frozen=True):
    """A version of an object, or the marker that it was deleted."""

    key: str
    version_id: str
    is_latest: bool


def versions_under(bucket: str, name: str) -> list[ObjectVersion]:
    """All versions of the object of that name and of what is in the folder of that name.

    Raises:
        Unavailable: S3 did not answer.
    """
    try:
        found = list(_listed(bucket, name))
    except (BotoCoreError, ClientError) as exc:
        raise Unavailable from exc
    return [version for version in found if version.key == name or version.key.startswith(f"{name}/")]


def _listed(bucket: str, prefix: str) -> Iterator[ObjectVersion]:
    for page in _client().get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix):
        for one in (*page.get("Versions", ()), *page.get("DeleteMarkers", ())):
            yield ObjectVersion(one["Key"], one["VersionId"], one["IsLatest"])


def delete_versions(bucket: str, versions: Sequence[ObjectVersion]) -> None:
    """Delete them for good.

    Raises:
        Unavailable: not all of them were deleted; some may have been.
    """
    left = iter(versions)
    while some := list(islice(left, MOST_DELETED)):
        objects = [{"Key": version.key, "VersionId": version.version_id} for version in some]
        try:
            answer: dict[str, Any] = _client().delete_objects(Bucket=bucket, Delete={"Objects": objects, "Quiet": True})
        except (BotoCoreError, ClientError) as exc:
            raise Unavailable from exc
        if answer.get("Errors"):
            raise Unavailable
