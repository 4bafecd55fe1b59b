"""What the console consists of: ``web/`` as it is, the libraries as they were published, and the list of all that.

The page is told of every module that its first view needs (:mod:`.preloads`), so that none waits for another to name it.
"""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..home import REPOSITORY
from .preloads import with_preloads

WEB = REPOSITORY / "web"
LIBRARIES = {
    "vendor/preact.js": "preact/dist/preact.mjs",
    "vendor/hooks.js": "preact/hooks/dist/hooks.mjs",
    "vendor/htm.js": "htm/dist/htm.mjs",
    "vendor/htm-preact.js": "htm/preact/index.mjs",
    "vendor/lean-qr.js": "lean-qr/nano.mjs",
    "vendor/signals-core.js": "@preact/signals-core/dist/signals-core.mjs",
    "vendor/signals.js": "@preact/signals/dist/signals.mjs",
}
SHARED = {"vendor/instalments.js": REPOSITORY / "templates" / "proforma" / "instalments.js"}
"""Scripts that the customer's page has inline, served to the console as modules."""
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}
"""What is served; a file of another kind stays at home."""
SHELL = "shell.js"
INDEX = "index.html"
_FUNCTION = re.compile(rb"^function (\w+)", re.MULTILINE)
_IMPORT_MAP = re.compile(r'<script type="importmap">(.*?)</script>', re.DOTALL)
_SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=\S+\s*$")


class Asset(NamedTuple):
    """One file: what it is, and its bytes."""

    content_type: str
    body: bytes


def console_assets(modules: Path, web: Path = WEB) -> dict[str, Asset]:
    """Every file by its path, without the leading slash.

    Args:
        modules: the ``node_modules`` that ``web/package.json`` was installed into.
        web: where its own files are.

    ``shell.js`` tells the service worker what there is: another version whenever a byte of it is another.
    """
    files = {path.relative_to(web).as_posix(): path for path in sorted(web.rglob("*")) if path.suffix in TYPES}
    files |= {name: modules / source for name, source in LIBRARIES.items()}
    assets = {name: Asset(TYPES[Path(name).suffix], _body(path)) for name, path in files.items()}
    assets |= {name: Asset(TYPES[".js"], _module(path)) for name, path in SHARED.items()}
    scripts = {name: asset.body.decode() for name, asset in assets.items() if name.endswith(".js")}
    page = with_preloads(assets[INDEX].body.decode(), scripts).encode()
    assets[INDEX] = assets[INDEX]._replace(body=page)
    return assets | {SHELL: Asset(TYPES[".js"], _shell(assets))}


def console_headers(index: bytes) -> dict[str, str]:
    """The headers of every file: own scripts, styles and calls, and nothing from anywhere else."""
    return {
        "Content-Security-Policy": _policy(index.decode()),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow",
    }


def _body(path: Path) -> bytes:
    """A file's bytes, without the address of a source map that is not served."""
    body = path.read_bytes()
    return _SOURCE_MAP.sub(b"\n", body) if path.suffix in (".js", ".mjs") else body


def _module(script: Path) -> bytes:
    """A script with all of its functions exported."""
    body = script.read_bytes()
    return body + b"export { " + b", ".join(_FUNCTION.findall(body)) + b" };\n"


def _shell(assets: dict[str, Asset]) -> bytes:
    digest = sha256()
    for name, asset in assets.items():
        digest.update(name.encode() + b"\0" + asset.body + b"\0")
    files = ["./", *(name for name in assets if name not in (INDEX, "sw.js"))]
    shell = {"version": digest.hexdigest()[:16], "files": files}
    return b"self.SHELL = " + msgspec.json.encode(shell) + b";\n"


def _policy(index: str) -> str:
    maps = [b64encode(sha256(text.encode()).digest()).decode() for text in _IMPORT_MAP.findall(index)]
    scripts = " ".join(["'self'", *(f"'sha256-{digest}'" for digest in maps)])
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "frame-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )
