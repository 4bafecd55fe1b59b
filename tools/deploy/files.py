"""Files behind the edge: the console's, and the page that stands for a link that is not there."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from local.console import Asset, console_assets
from local.home import REPOSITORY

from .cloud import Cloud

SITE = REPOSITORY / "infra" / "site"
"""What the pages' bucket has beside the customers' pages."""
HTML = "text/html; charset=utf-8"
CACHE = "public, max-age=0, s-maxage=31536000, must-revalidate"
"""The edge keeps a file until a deployment invalidates it; a browser asks every time, and hears 304."""
LAST = ("shell.js", "sw.js", "index.html")
"""What names the others comes after them: nobody is sent to a file that is not there yet."""
AT_ONCE = 8
MOST_DELETED = 1000


def put_console(cloud: Cloud, bucket: str, modules: Path) -> int:
    """Put the console's files into their bucket and take away those that are no longer; how many there are.

    Args:
        cloud: the account.
        bucket: of the console, and of nothing else.
        modules: the ``node_modules`` with the console's libraries.
    """
    assets = console_assets(modules)
    _put(cloud, bucket, {name: asset for name, asset in assets.items() if name not in LAST})
    for name in LAST:
        _put(cloud, bucket, {name: assets[name]})
    _take_away(cloud, bucket, set(assets))
    return len(assets)


def put_site(cloud: Cloud, bucket: str) -> int:
    """Put what is the same for every customer into the pages' bucket; how many files that is."""
    pages = {path.relative_to(SITE).as_posix(): Asset(HTML, path.read_bytes()) for path in SITE.rglob("*.html")}
    _put(cloud, bucket, pages)
    return len(pages)


def invalidate(cloud: Cloud, distribution: str, *paths: str) -> None:
    """Have the edge forget some files; it does so within minutes."""
    cloud.client("cloudfront").create_invalidation(
        DistributionId=distribution,
        InvalidationBatch={
            "Paths": {"Quantity": len(paths), "Items": list(paths)},
            "CallerReference": datetime.now(UTC).isoformat(),
        },
    )


def _put(cloud: Cloud, bucket: str, assets: Mapping[str, Asset]) -> None:
    s3 = cloud.client("s3")

    def put(name: str) -> None:
        asset = assets[name]
        s3.put_object(Bucket=bucket, Key=name, Body=asset.body, ContentType=asset.content_type, CacheControl=CACHE)

    with ThreadPoolExecutor(AT_ONCE) as several:
        list(several.map(put, assets))


def _take_away(cloud: Cloud, bucket: str, names: set[str]) -> None:
    """Delete what is not among the names; the bucket keeps old versions for a while."""
    for keys in _others(cloud, bucket, names):
        delete = {"Objects": [{"Key": key} for key in keys], "Quiet": True}
        cloud.client("s3").delete_objects(Bucket=bucket, Delete=delete)


def _others(cloud: Cloud, bucket: str, names: set[str]) -> Iterator[list[str]]:
    pages = cloud.client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket)
    keys = [one["Key"] for page in pages for one in page.get("Contents", ()) if one["Key"] not in names]
    for start in range(0, len(keys), MOST_DELETED):
        yield keys[start : start + MOST_DELETED]
