"""The libraries of requirements.txt as Lambda's Linux needs them, whatever this machine is.

Chalice would fetch them too, but again for every build, and takes one that cannot be had for a warning.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from local.home import REPOSITORY

from .failures import PackagingFailed

REQUIREMENTS = REPOSITORY / "requirements.txt"
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
"""The runtime that chalice writes into the template is this Python's too."""
PLATFORM = "manylinux2014_x86_64"


def fetch() -> Path:
    """The folder of the libraries, installed once for each list of requirements.

    Raises:
        PackagingFailed: one cannot be had as a wheel for Lambda.
    """
    wanted = hashlib.sha256(f"{PYTHON} {PLATFORM}\n{REQUIREMENTS.read_text()}".encode()).hexdigest()[:16]
    folder = REPOSITORY / "build" / f"libraries-{wanted}"
    if not folder.exists():
        unfinished = folder.with_name(f"{folder.name}-{os.getpid()}")
        shutil.rmtree(unfinished, ignore_errors=True)
        _install(unfinished)
        _drop_installers_notes(unfinished)
        unfinished.rename(folder)
    return folder


def _install(folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    command += ["--target", str(folder), "--only-binary=:all:", "--implementation", "cp"]
    command += ["--platform", PLATFORM, "--python-version", PYTHON, "-r", str(REQUIREMENTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackagingFailed(f"the libraries of {REQUIREMENTS.name} could not be had:\n{done.stderr.strip()}")


def _drop_installers_notes(folder: Path) -> None:
    """Scripts that pip writes for this machine's Python."""
    shutil.rmtree(folder / "bin", ignore_errors=True)


if __name__ == "__main__":
    fetch()
