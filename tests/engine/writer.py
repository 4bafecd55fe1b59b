"""``python -m tests.engine.writer URL``: works on quotes without pause, and prints each answer once it has it.

A process of its own: it is the engine that dies, and what counts is what was answered before.
"""

import os
import sys
from datetime import UTC, datetime

from .bodies import a_quote_body, a_resolution_body
from .desk import Desk
from .engine import CREDENTIALS, connected


def main() -> None:
    """Create a quote, resolve its follow-up, and so on; one line ``<quote> <version> <pending>`` for each answer."""
    os.environ.update(CREDENTIALS)
    with connected(sys.argv[1]):
        desk = Desk()
        while True:
            created = desk.call(desk.advisor, "POST", "/quotes", a_quote_body(desk.fresh_phone(), _now()))
            quote_id, pending_id = created.json["id"], created.json["pending_follow_up"]["id"]
            _tell(quote_id, 1, pending_id)
            path = f"/follow-ups/{pending_id}/resolution"
            resolved = desk.call(desk.advisor, "POST", path, a_resolution_body(_now()))
            _tell(quote_id, 2, resolved.json["next"]["id"])


def _now() -> datetime:
    return datetime.now(UTC)


def _tell(quote_id: str, version: int, pending_id: str) -> None:
    sys.stdout.write(f"{quote_id} {version} {pending_id}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
