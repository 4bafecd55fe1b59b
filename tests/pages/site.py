"""A tiny site on the loopback: pages under the header that the real one sends, and calls that are written down."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import Any, NamedTuple

from chalicelib.adapters.preview import preview_png
from chalicelib.adapters.render import PageLinks, content_security_policy, render_page
from chalicelib.domain.proforma import PageState, ProformaContent, whatsapp_url

LONGEST_SECONDS = 10


class Request(NamedTuple):
    """What the site was asked."""

    method: str
    path: str
    body: dict[str, Any]


class Site:
    """Pages by path, every request in order, and the status that answers get."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self.files: dict[str, tuple[str, bytes]] = {}
        self.requests: list[Request] = []
        self._asked = Condition()
        self.policy: str | None = content_security_policy()
        self.status = 204

    def links(self, **overrides: Any) -> PageLinks:
        """The links of a page at ``/p/token``."""
        facts: dict[str, Any] = {
            "page_url": f"{self.origin}/p/token",
            "preview_url": f"{self.origin}/p/token/1.png",
            "opens_url": "/api/p/token/opens",
            "answers_url": "/api/p/token/answers",
            "whatsapp_url": whatsapp_url("+593987654321", "Hola, le escribo por la proforma."),
        }
        return PageLinks(**(facts | overrides))

    def show(self, content: ProformaContent, state: PageState = PageState.CURRENT, **links: Any) -> str:
        """Put a page up; returns its address."""
        return self.put(render_page(content, state, self.links(**links)))

    def put(self, html: str, path: str = "/p/token") -> str:
        """Put any document up; returns its address."""
        self.files[path] = ("text/html; charset=utf-8", html.encode())
        return f"{self.origin}{path}"

    def put_preview(self, content: ProformaContent) -> None:
        """Put the preview picture up, and serve it as a photo too."""
        self.files["/p/token/1.png"] = ("image/png", preview_png(content))

    def note(self, request: Request) -> None:
        """Write a request down, and tell whoever waits for it."""
        with self._asked:
            self.requests.append(request)
            self._asked.notify_all()

    def posted(self, ending: str) -> list[dict[str, Any]]:
        """The bodies that were posted to addresses with that ending."""
        return [request.body for request in self.requests if request.method == "POST" and request.path.endswith(ending)]

    def arrived(self, ending: str, count: int) -> list[dict[str, Any]]:
        """The same, once there are so many: what a page sends comes by lines of its own, in any order."""
        with self._asked:
            assert self._asked.wait_for(lambda: len(self.posted(ending)) >= count, LONGEST_SECONDS), self.requests
        return self.posted(ending)

    def fetched(self) -> list[str]:
        """What was asked for with GET, in order."""
        return [request.path for request in self.requests if request.method == "GET"]


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.note(Request("GET", self.path, {}))
        kind, body = self.site.files.get(self.path, ("text/plain", b""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if self.site.policy:
            self.send_header("Content-Security-Policy", self.site.policy)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = self.site.status  # whoever is told of the request may set another
        self.site.note(Request("POST", self.path, body))
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Keep quiet."""


@contextmanager
def running_site() -> Iterator[Site]:
    """A site for the length of a ``with``."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    handler.site = Site(server.server_port)  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield handler.site  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
