"""Ctrl-C, a polite kill and a closed terminal all mean: stop in order, once."""

import signal
from types import FrameType

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked the desk to stop; unwinds every ``with`` on its way out."""


def stop_on_signals() -> None:
    """Raise Stopped in the main thread at the first signal; further ones do not disturb the stopping."""
    for number in ENDINGS:
        signal.signal(number, _stop)


def _stop(_number: int, _frame: FrameType | None) -> None:
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)
    raise Stopped
