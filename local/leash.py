"""``python -I leash.py PARENT COMMAND…``: become COMMAND, which the kernel ends when the parent dies.

A wrapper rather than a hook between fork and exec: code there may deadlock in a process that has threads.
Only Linux has such a request to the kernel; elsewhere the next start finds the pid file and clears up.
"""

import ctypes
import os
import signal
import sys

SET_PARENT_DEATH_SIGNAL = 1


def main() -> None:
    """Take the leash, see that the parent did not die meanwhile, and become the command."""
    parent, *command = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() != int(parent):
            raise SystemExit("the parent is gone")
    os.execvp(command[0], command)  # noqa: S606 - becoming another program is the point


if __name__ == "__main__":
    main()
