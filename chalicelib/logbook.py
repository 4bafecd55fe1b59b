"""What every request, run and message leaves behind: one entry, written when it ends, of ids, codes and figures."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from time import perf_counter
from typing import Any

from .meter import start_meter

log = logging.getLogger("desk.logbook")

_entries = count()
"""Of this process; the first one tells that its container was cold."""


class RunFailed(Exception):
    """A run failed, and its entry says how. The runtime logs what a function raises, words and all: these are all."""


class Entry:
    """A piece of work: its clock and its meter run from now on."""

    def __init__(self, kind: str, **facts: str) -> None:
        self._facts: dict[str, Any] = {"kind": kind, **facts}
        self._cold = next(_entries) == 0
        self._meter = start_meter()
        self._started = perf_counter()

    def note(self, **facts: str) -> None:
        """What has come to be known: ids and codes, never what people typed."""
        self._facts |= facts

    def close(self, what: str, *, error: Exception | None = None, fault: bool = False, **facts: int) -> None:
        """Write it down.

        Args:
            what: came of it, for people who read along.
            error: that ended it; its type and place are told, its message is not.
            fault: it is our side that failed.
            facts: more figures.
        """
        duration = round((perf_counter() - self._started) * 1000, 1)
        told = (
            self._facts
            | facts
            | {
                "duration_ms": duration,
                "round_trips": self._meter.requests,
                "capacity_units": self._meter.capacity_units,
                "faults": int(fault),
                "cold_starts": int(self._cold),
            }
        )
        log.log(
            logging.ERROR if fault else logging.WARNING if error else logging.INFO,
            "%s: %.1f ms, %d × DynamoDB, %g units",
            what,
            duration,
            self._meter.requests,
            self._meter.capacity_units,
            exc_info=error,
            extra={"facts": told},
        )


@contextmanager
def a_run(job: str, run_id: str) -> Iterator[None]:
    """A scheduled run, entered when it ends.

    Raises:
        RunFailed: the run raised anything.
    """
    entry = Entry("run", job=job, request_id=run_id)
    with without_words():
        try:
            yield
        except Exception as error:
            entry.close(f"{job} failed", error=error, fault=True)
            raise
    entry.close(job)


@contextmanager
def without_words() -> Iterator[None]:
    """Whatever is raised inside goes on as RunFailed; it has been entered before, without the words that it carries.

    Raises:
        RunFailed
    """
    try:
        yield
    except Exception as error:  # noqa: BLE001 - the edge
        raise RunFailed(type(error).__name__) from None
