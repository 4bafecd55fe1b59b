"""Programs that see the package and Python's own library, and nothing that is installed on this machine."""

import os
import subprocess
import sys
from pathlib import Path

from tests.desk import ENVIRONMENT

START = "import sys; sys.path.insert(0, sys.argv[1])\n"


def run_inside(folder: Path, program: str, given: str = "") -> str:
    """Run a program in a process of its own; what it prints.

    Raises:
        subprocess.CalledProcessError: it failed; its complaint is on the test's stderr.
    """
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | ENVIRONMENT
    command = [sys.executable, "-I", "-S", "-B", "-c", START + program, str(folder)]
    done = subprocess.run(command, env=environment, input=given, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - our own
    return done.stdout
