"""The console's files in their bucket, and the edge told to look again."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from local.console import Asset, console_assets

from .cloud import Cloud

CACHE = "public, max-age=0, s-maxage=31536000, must-revalidate"
"""The edge keeps a file until a deployment invalidates it; a browser asks every time, and hears 304."""
LAST = ("shell.js", "sw.js", "index.html")
"""What names the others comes after them: nobody is sent to a file that is not there yet."""
MOST_DELETED = 1000


def upload_console(cloud: Cloud, bucket: str, modules: Path) -> int:
    """Put the console's files into their bucket and remove those that are no longer; how many there are.

    Args:
        cloud: the account.
        bucket: of the console.
        modules: the ``node_modules`` with the console's libraries.
    """
    s3, assets = cloud.client("s3"), console_assets(modules)
    for name, asset in _in_order(assets):
        s3.put_object(Bucket=bucket, Key=name, Body=asset.body, ContentType=asset.content_type, CacheControl=CACHE)
    for keys in _gone(cloud, bucket, set(assets)):
        s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in keys], "Quiet": True})
    return len(assets)


def invalidate(cloud: Cloud, distribution: str) -> None:
    """Have the edge forget the console's files; it does so within minutes."""
    cloud.client("cloudfront").create_invalidation(
        DistributionId=distribution,
        InvalidationBatch={
            "Paths": {"Quantity": 1, "Items": ["/*"]},
            "CallerReference": datetime.now(UTC).isoformat(),
        },
    )


def _in_order(assets: dict[str, Asset]) -> list[tuple[str, Asset]]:
    return sorted(assets.items(), key=lambda named: LAST.index(named[0]) if named[0] in LAST else -1)


def _gone(cloud: Cloud, bucket: str, names: set[str]) -> Iterator[list[str]]:
    pages = cloud.client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket)
    keys = [one["Key"] for page in pages for one in page.get("Contents", ()) if one["Key"] not in names]
    for start in range(0, len(keys), MOST_DELETED):
        yield keys[start : start + MOST_DELETED]
