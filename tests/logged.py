"""What is written to the log, as on Lambda."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from chalicelib.log import JsonLines


@contextmanager
def logged(function: str, of: logging.Logger) -> Iterator[StringIO]:
    """What a function writes through a logger and those below it; the desk's own from ``INFO`` on."""
    lines = StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(JsonLines("desk", function))
    desk = logging.getLogger("desk")
    level = desk.level
    of.addHandler(handler)
    desk.setLevel(logging.INFO)
    yield lines
    of.removeHandler(handler)
    desk.setLevel(level)
