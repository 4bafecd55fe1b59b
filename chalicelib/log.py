"""How log lines look on Lambda: one JSON object each, a CloudWatch metric too where a piece of work ended, nobody in it.

What people typed and who they are must not reach a log. So an error is told by its type, its code if AWS gave one, and
where it was raised, never by its message; and e-mail addresses and long numbers are masked in every text, whoever wrote
it. Texts of our own carry ids and counts only (``tests/test_log.py`` reads the sources for it).
"""

import logging
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from json import JSONEncoder
from pathlib import Path
from traceback import extract_tb
from typing import Any

NAMESPACE = "MisSeguimientos"
METRICS = {"duration_ms": "Milliseconds", "capacity_units": "Count", "faults": "Count"}
"""With the stack as their only dimension: each pair of a metric and a dimension's value is paid for by the month."""

FRAMES = 12
"""Told of an error's stack, the innermost."""
CAUSES = 5
ROOT = f"{Path(__file__).parents[1]}/"

_json = JSONEncoder(separators=(",", ":")).encode
"""In ASCII, whatever a text holds: half characters and signs to a terminal too."""

_KEPT_OR_MASKED = re.compile(
    r"(?P<id>\b(?:q[0-9a-f]{20}|(?=[0-9]*[a-f])[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{8}T\d{4})\b)"
    r"|[^\s@<>\"'`]+@[^\s@<>\"'`]+"
    r"|\+?\d(?:[\s().-]{0,3}\d){6,}"
)


class JsonLines(logging.Formatter):
    """A record as one line of JSON; one that carries ``facts`` in CloudWatch's embedded metric format."""

    def __init__(self, stack: str, function: str) -> None:
        super().__init__()
        self._stack = stack
        self._function = function

    def format(self, record: logging.LogRecord) -> str:
        facts: dict[str, Any] | None = getattr(record, "facts", None)
        line: dict[str, Any] = {"level": record.levelname, "stack": self._stack, "function": self._function}
        if facts is None:
            line |= {"logger": record.name, "message": mask(record.getMessage())}
        else:
            line |= facts
        if record.exc_info and record.exc_info[1]:
            line["error"] = list(_told(record.exc_info[1]))
        line["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        if facts is not None:
            line["_aws"] = _metrics(record.created)
        return _json(line)


def start_logging(stack: str, function: str) -> None:
    """Write JSON lines to standard output, which Lambda hands to CloudWatch, in the place of the runtime's own lines."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines(stack, function))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for ours in ("desk", "chalicelib"):
        logging.getLogger(ours).setLevel(logging.INFO)


def mask(text: str) -> str:
    """A text without e-mail addresses, phones and id numbers; ids that we made are left in it."""
    return _KEPT_OR_MASKED.sub(lambda found: found[0] if found["id"] else "…", text)


def _told(error: BaseException) -> Iterator[dict[str, Any]]:
    """An error and what it came from: what, and where."""
    cause: BaseException | None = error
    for _ in range(CAUSES):
        if cause is None:
            return
        stack = extract_tb(cause.__traceback__)[-FRAMES:]
        at = [f"{frame.filename.removeprefix(ROOT)}:{frame.lineno} {frame.name}" for frame in reversed(stack)]
        yield {"type": type(cause).__qualname__, "code": _aws_code(cause), "at": at}
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)


def _aws_code(error: BaseException) -> str | None:
    response = getattr(error, "response", None)
    return response.get("Error", {}).get("Code") if isinstance(response, dict) else None


def _metrics(created: float) -> dict[str, Any]:
    metrics = [{"Name": name, "Unit": unit} for name, unit in METRICS.items()]
    directive = {"Namespace": NAMESPACE, "Dimensions": [["stack"]], "Metrics": metrics}
    return {"Timestamp": int(created * 1000), "CloudWatchMetrics": [directive]}
