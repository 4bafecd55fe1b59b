"""The console's origin, as CloudFront has it in the stack: its files at ``/``, the API under ``/api``."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ..gateway.gateway import Gateway
from ..gateway.refusals import Refusal
from ..gateway.reply import Reply, zipped
from ..gateway.wire import Head
from .assets import WEB, Asset, console_assets, console_headers

API = "/api/"


class _Served(NamedTuple):
    """The files as they go out, and the state of the folder that they were read in."""

    stamp: int
    replies: dict[str, Reply]
    zipped: dict[str, Reply]


class ConsoleSite:
    """Answers in the place of a gateway; a file that was changed is read again."""

    def __init__(self, modules: Path, gateway: Gateway, web: Path = WEB) -> None:
        self._modules = modules
        self._web = web
        self._gateway = gateway
        self._served = self._read()

    def reply_to(self, head: Head, body: bytes, request_id: str) -> Reply:
        """A file, or the API's answer.

        Raises:
            Refusal: 404, 405, and what the API's gateway refuses.
        """
        if head.path.startswith(API):
            return self._gateway.reply_to(replace(head, target=head.target[len(API) - 1 :]), body, request_id)
        if head.method not in ("GET", "HEAD"):
            raise Refusal(405, f"Esta dirección no admite {head.method}.", {"Allow": "GET, HEAD"})
        if self._served.stamp != _stamp(self._web):
            self._served = self._read()
        files = self._served.zipped if "gzip" in head.headers.get("accept-encoding", "") else self._served.replies
        reply = files.get(head.path)
        if reply is None:
            raise Refusal(404, "No existe esa dirección.")
        etag = dict(reply.headers)["ETag"]
        return Reply(304, reply.headers) if head.headers.get("if-none-match") == etag else reply

    def cors_headers(self) -> dict[str, str]:
        """None: whoever calls is on the same origin."""
        return {}

    def _read(self) -> _Served:
        stamp, assets = _stamp(self._web), console_assets(self._modules, self._web)
        shared = [*console_headers(assets["index.html"].body).items()]
        replies = {f"/{name}": _reply(asset, shared) for name, asset in assets.items()}
        replies["/"] = replies.pop("/index.html")
        return _Served(stamp, replies, {path: zipped(reply) for path, reply in replies.items()})


def _stamp(web: Path) -> int:
    """Another whenever a file came, went or was written."""
    return hash(tuple((path, path.stat().st_mtime_ns) for path in sorted(web.rglob("*"))))


def _reply(asset: Asset, shared: list[tuple[str, str]]) -> Reply:
    etag = f'"{sha256(asset.body).hexdigest()[:24]}"'
    own = [("Content-Type", asset.content_type), ("Cache-Control", "no-cache"), ("ETag", etag)]
    return Reply(200, [*own, *shared], asset.body)
