"""The roots that AWS's own services are certified by: a first TLS call parses every root in the bundle."""

import re
from pathlib import Path

from .failures import PackagingFailed

NEEDED = (
    "Amazon Root CA 1",
    "Amazon Root CA 2",
    "Amazon Root CA 3",
    "Amazon Root CA 4",
    "Starfield Services Root Certificate Authority - G2",
)
"""What Amazon Trust Services asks every client to trust."""

_ROOT = re.compile(
    r'# Label: "(?P<label>[^"]*)"\n(?:#.*\n)*(?P<pem>-----BEGIN CERTIFICATE-----\n[^-]*-----END[^\n]*\n)'
)


def cut(bundle: Path) -> None:
    """Keep the needed roots.

    Raises:
        PackagingFailed: one of them is not in the bundle.
    """
    found = {root["label"]: root["pem"] for root in _ROOT.finditer(bundle.read_text())}
    if missing := [label for label in NEEDED if label not in found]:
        raise PackagingFailed(f"no root is called {missing[0]}")
    bundle.write_text("".join(f"# {label}\n{found[label]}" for label in NEEDED))
