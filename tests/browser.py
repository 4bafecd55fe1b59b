"""Which browser the tests drive: Debian's Chromium, or the one that CHROMIUM names."""

import os
import shutil

from playwright.sync_api import ConsoleMessage

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


def is_of_the_tool(message: ConsoleMessage) -> bool:
    """Playwright looks at what is hidden too; a script of the console that did would be named."""
    return "hidden by content-visibility" in message.text and not message.location["url"]
