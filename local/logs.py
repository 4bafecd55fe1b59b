"""What the desk logs goes to files under the home's ``logs``; the screen is for people."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LARGEST_BYTES = 5_000_000
KEPT = 2


def log_to(folder: Path) -> None:
    """``access.log`` has a line for each request, ``app.log`` everything else."""
    logging.captureWarnings(True)
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    root.addHandler(_file(folder / "app.log", "%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("desk").setLevel(logging.INFO)
    logging.getLogger("chalicelib").setLevel(logging.INFO)
    access = logging.getLogger("desk.access")
    access.propagate = False
    access.addHandler(_file(folder / "access.log", "%(asctime)s %(message)s"))


def _file(path: Path, layout: str) -> logging.Handler:
    handler = RotatingFileHandler(path, maxBytes=LARGEST_BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(layout))
    return handler
