"""A distribution on this machine: it follows the behaviours and header policies that the stack deployed, and keeps nothing.

ministack takes distributions, but serves no bucket and no API behind them. What the function of the pages' distribution
does is done here by hand: a page's own policy becomes its header.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import requests
from botocore.exceptions import ClientError

from local.gateway import GatewayServer
from local.gateway.reply import Reply
from local.gateway.wire import Head
from local.ports import LOOPBACK

from .deployment import Deployment

SECONDS = 30
POLICY = "csp"
HOPS = frozenset(
    {"connection", "content-encoding", "content-length", "date", "host", "keep-alive", "transfer-encoding"}
)
"""Of one line only, or of how the answer came over it."""
SECURITY = {
    "ContentSecurityPolicy": ("Content-Security-Policy", "ContentSecurityPolicy"),
    "ContentTypeOptions": ("X-Content-Type-Options", None),
    "FrameOptions": ("X-Frame-Options", "FrameOption"),
    "ReferrerPolicy": ("Referrer-Policy", "ReferrerPolicy"),
}
"""The header of each part of a policy, and where its value is; strict transport is for lines that are encrypted."""


class Edge:
    """Answers as a distribution does."""

    def __init__(self, deployment: Deployment, distribution: str) -> None:
        self._deployment = deployment
        self._cloudfront = deployment.client("cloudfront")
        config = self._cloudfront.get_distribution_config(Id=distribution)["DistributionConfig"]
        self._root = config.get("DefaultRootObject", "")
        self._origins = {origin["Id"]: origin["DomainName"] for origin in config["Origins"]["Items"]}
        self._behaviours = [*config.get("CacheBehaviors", {}).get("Items", ()), config["DefaultCacheBehavior"]]
        self._errors = {one["ErrorCode"]: one for one in config.get("CustomErrorResponses", {}).get("Items", ())}
        self._headers = cache(self._read_headers)

    def reply_to(self, head: Head, body: bytes, request_id: str) -> Reply:  # noqa: ARG002 - the API gives its own
        """What a browser gets."""
        behaviour = next(one for one in self._behaviours if fnmatchcase(head.path, one.get("PathPattern", "*")))
        if head.method not in behaviour["AllowedMethods"]["Items"]:
            return Reply(403)
        reply = self._from_origin(self._origins[behaviour["TargetOriginId"]], head, body)
        if error := self._errors.get(reply.status):
            page = self._from_bucket(self._origins[self._behaviours[-1]["TargetOriginId"]], error["ResponsePagePath"])
            reply = Reply(int(error["ResponseCode"]), page.headers, page.body)
        return Reply(reply.status, [*reply.headers, *self._headers(behaviour["ResponseHeadersPolicyId"])], reply.body)

    def cors_headers(self) -> dict[str, str]:
        """None: whoever calls is on the same origin."""
        return {}

    def _from_origin(self, domain: str, head: Head, body: bytes) -> Reply:
        if ".execute-api." in domain:
            return self._from_api(domain.partition(".")[0], head, body)
        return self._from_bucket(domain, head.path if head.path != "/" else f"/{self._root}")

    def _from_api(self, api: str, head: Head, body: bytes) -> Reply:
        url = f"{self._deployment.engine.url}/_aws/execute-api/{api}{head.target}"
        sent = {name: value for name, value in head.headers.items() if name.lower() not in HOPS}
        told = requests.request(head.method, url, data=body, headers=sent, timeout=SECONDS, allow_redirects=False)
        headers = [(name, value) for name, value in told.headers.items() if name.lower() not in HOPS]
        return Reply(told.status_code, headers, told.content)

    def _from_bucket(self, domain: str, path: str) -> Reply:
        try:
            kept = self._deployment.client("s3").get_object(Bucket=domain.partition(".s3")[0], Key=path.lstrip("/"))
        except ClientError as exc:
            return Reply(int(exc.response["ResponseMetadata"]["HTTPStatusCode"]))
        headers = [(name, kept[name.replace("-", "")]) for name in ("Content-Type", "Cache-Control")]
        if policy := kept["Metadata"].get(POLICY):
            headers.append(("Content-Security-Policy", policy))
        return Reply(200, headers, kept["Body"].read())

    def _read_headers(self, policy: str) -> list[tuple[str, str]]:
        config = self._cloudfront.get_response_headers_policy_config(Id=policy)["ResponseHeadersPolicyConfig"]
        security = config.get("SecurityHeadersConfig", {})
        headers = [
            (header, security[part][where] if where else "nosniff")
            for part, (header, where) in SECURITY.items()
            if part in security
        ]
        own: list[Any] = config.get("CustomHeadersConfig", {}).get("Items", [])
        return headers + [(one["Header"], one["Value"]) for one in own]


@contextmanager
def serving(deployment: Deployment, distribution: str) -> Iterator[str]:
    """Serve one of the stack's distributions; yields its address."""
    with GatewayServer(LOOPBACK, 0, Edge(deployment, deployment.outputs[distribution])) as server, server.serving():
        yield f"http://{LOOPBACK}:{server.port}"
