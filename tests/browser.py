"""Which browser the tests drive: Debian's Chromium, or the one that CHROMIUM names."""

import os
import shutil

PATIENCE_MS = 30_000
"""How long a test waits for what comes: a loaded machine has other things to do. What is there already waits for nobody."""

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
