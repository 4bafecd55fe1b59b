"""Every module compiled beforehand: Lambda's disk is read-only, so each cold start would compile them all again.

Unchecked: the file's date, which says nothing in a zip, is not compared; that is why this is the last step.
"""

import os
import subprocess
import sys
from pathlib import Path

from .failures import PackagingFailed

TASK_ROOT = "/var/task"
"""Where Lambda puts the package; stack traces name it."""


def compile_all(tree: Path) -> None:
    """Write a pyc beside every source, the same for the same sources: one process, its hashes not salted.

    Raises:
        PackagingFailed: a source does not compile.
    """
    command = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    command += ["-s", str(tree), "-p", TASK_ROOT, str(tree)]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackagingFailed(f"not everything compiles:\n{done.stdout.strip()}")
