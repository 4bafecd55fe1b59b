"""The customers' pages, from the bucket: what CloudFront does in the deployed stack."""

import re
from functools import cached_property
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import get_session

from chalicelib.adapters.pages import POLICY

from ..home import REPOSITORY
from .refusals import Refusal
from .reply import Reply
from .wire import Head

_PAGE = re.compile(r"/(p/[A-Za-z0-9_-]{16,64}(?:/[0-9]{1,6}-[0-9a-f]{24}\.png)?)")
NO_PAGE = REPOSITORY / "infra" / "site" / "errors" / "not-found.html"
"""What a link that is cut off shows, here and in the stack."""


class PublicPages:
    """Pages of one bucket under ``/p/``, with the headers that they have in the stack."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    @cached_property
    def _s3(self) -> Any:
        return get_session().create_client("s3")

    def reply_to(self, head: Head) -> Reply | None:
        """The page that a GET asks for; None if it asks for something else.

        Raises:
            Refusal: 503, the bucket does not answer.
        """
        found = _PAGE.fullmatch(head.path)
        if found is None or head.method not in ("GET", "HEAD"):
            return None
        try:
            kept = self._s3.get_object(Bucket=self._bucket, Key=found[1])
        except BotoCoreError as exc:
            raise Refusal(503, "La página no responde. Intente de nuevo.") from exc
        except ClientError as exc:
            if exc.response["Error"]["Code"] != "NoSuchKey":
                raise
            return Reply(404, self._headers("text/html; charset=utf-8", "no-store"), NO_PAGE.read_bytes())
        etag, body = kept["ETag"], kept["Body"].read()
        headers = [*self._headers(kept["ContentType"], kept["CacheControl"]), ("ETag", etag)]
        if policy := kept["Metadata"].get(POLICY):
            headers.append(("Content-Security-Policy", policy))
        if head.headers.get("if-none-match") == etag:
            return Reply(304, headers)
        return Reply(200, headers, body)

    @staticmethod
    def _headers(content_type: str, cache_control: str) -> list[tuple[str, str]]:
        return [
            ("Content-Type", content_type),
            ("Cache-Control", cache_control),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Robots-Tag", "noindex, nofollow"),
        ]
