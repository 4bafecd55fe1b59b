"""The runtime alone."""

from typing import Any


def handler(_event: Any, _context: Any) -> dict[str, Any]:
    """Nothing but an answer."""
    return {"statusCode": 200, "body": "{}"}
