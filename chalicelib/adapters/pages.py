"""Proforma pages in S3: the one that a link shows, and every version as it was sent.

A page is kept with the content security policy that names its own script and style, so that pages made before a
change of either go on working; whoever serves them sends the policy as a header.
"""

from functools import cache
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from msgspec import Struct

from ..domain.errors import Unavailable
from .aws import new_client

CONFIG = Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"})
HTML = "text/html; charset=utf-8"
ALWAYS_ASK = "public, max-age=0, must-revalidate"
POLICY = "csp"
"""The object's metadata that holds its policy: ``x-amz-meta-csp``."""
NEVER_CHANGES = "public, max-age=31536000, immutable"


@cache
def _client() -> Any:
    return new_client("s3", CONFIG)


class KeptPage(Struct, frozen=True):
    """A page and the content security policy that it is served with."""

    html: str
    policy: str


def put_page(bucket: str, token: str, page: KeptPage) -> None:
    """Make a link show this page."""
    _put(bucket, f"p/{token}", page.html.encode(), HTML, ALWAYS_ASK, page.policy)


def put_preview(bucket: str, token: str, name: str, png: bytes) -> None:
    """Keep a picture that goes with a version of a link's page."""
    _put(bucket, f"p/{token}/{name}", png, "image/png", NEVER_CHANGES)


def put_version(bucket: str, key: str, page: KeptPage, content: bytes) -> None:
    """Keep a version: the page as it was sent, and the content that it was made from."""
    _put(bucket, f"{key}.html", page.html.encode(), HTML, NEVER_CHANGES, page.policy)
    _put(bucket, f"{key}.json", content, "application/json", NEVER_CHANGES)


def get_version_page(bucket: str, key: str) -> KeptPage | None:
    """A version's page."""
    kept = _get(bucket, f"{key}.html")
    return KeptPage(kept["Body"].read().decode(), kept["Metadata"][POLICY]) if kept else None


def get_version_content(bucket: str, key: str) -> bytes | None:
    """A version's content, as JSON."""
    kept = _get(bucket, f"{key}.json")
    return kept["Body"].read() if kept else None


def _put(bucket: str, key: str, body: bytes, content_type: str, cache_control: str, policy: str | None = None) -> None:
    try:
        _client().put_object(
            Bucket=bucket,
            Key=key,
            Body=body,
            ContentType=content_type,
            CacheControl=cache_control,
            Metadata={POLICY: policy} if policy else {},
        )
    except (BotoCoreError, ClientError) as exc:
        raise Unavailable from exc


def _get(bucket: str, key: str) -> dict[str, Any] | None:
    try:
        return _client().get_object(Bucket=bucket, Key=key)  # type: ignore[no-any-return]
    except BotoCoreError as exc:
        raise Unavailable from exc
    except ClientError as exc:
        if exc.response["Error"]["Code"] == "NoSuchKey":
            return None
        raise Unavailable from exc
