"""Proforma pages in S3: the one that a link shows, and every version as it was sent."""

from functools import cache
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import get_session

from ..domain.errors import Unavailable

CONFIG = Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"})
HTML = "text/html; charset=utf-8"
ALWAYS_ASK = "public, max-age=0, must-revalidate"
NEVER_CHANGES = "public, max-age=31536000, immutable"


@cache
def _client() -> Any:
    return get_session().create_client("s3", config=CONFIG)


def put_page(bucket: str, token: str, html: str) -> None:
    """Make a link show this page."""
    _put(bucket, f"p/{token}", html.encode(), HTML, ALWAYS_ASK)


def put_preview(bucket: str, token: str, version: int, png: bytes) -> None:
    """Keep the picture that goes with a version of a link's page."""
    _put(bucket, f"p/{token}/{version}.png", png, "image/png", NEVER_CHANGES)


def put_version(bucket: str, key: str, html: str, content: bytes) -> None:
    """Keep a version: the page as it was sent, and the content that it was made from."""
    _put(bucket, f"{key}.html", html.encode(), HTML, NEVER_CHANGES)
    _put(bucket, f"{key}.json", content, "application/json", NEVER_CHANGES)


def get_version_page(bucket: str, key: str) -> str | None:
    """A version's page."""
    kept = _get(bucket, f"{key}.html")
    return kept.decode() if kept is not None else None


def get_version_content(bucket: str, key: str) -> bytes | None:
    """A version's content, as JSON."""
    return _get(bucket, f"{key}.json")


def _put(bucket: str, key: str, body: bytes, content_type: str, cache_control: str) -> None:
    try:
        _client().put_object(Bucket=bucket, Key=key, Body=body, ContentType=content_type, CacheControl=cache_control)
    except BotoCoreError as exc:
        raise Unavailable from exc


def _get(bucket: str, key: str) -> bytes | None:
    try:
        return _client().get_object(Bucket=bucket, Key=key)["Body"].read()  # type: ignore[no-any-return]
    except BotoCoreError as exc:
        raise Unavailable from exc
    except ClientError as exc:
        if exc.response["Error"]["Code"] == "NoSuchKey":
            return None
        raise
