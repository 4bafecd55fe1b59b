"""This folder, packaged: the stack's template with Chalice's, and the zip."""

import subprocess
import sys
from pathlib import Path

import msgspec

from local.home import DEFAULT_HOME, REPOSITORY
from local.install import node_modules

from .cloud import DeployFailed
from .run import Build


def packaged(stage: str, folder: Path | None = None) -> Build:
    """A stage of ``.chalice/config.json``, packaged into a folder, ``build/STAGE`` unless told.

    Raises:
        DeployFailed: it could not be packaged; the message says why.
    """
    out = folder or REPOSITORY / "build" / stage
    command = [sys.executable, "-m", "tools.package", "--stage", stage, "--out", str(out)]
    # In a process of its own: Chalice imports the app under an environment that is not the deployed one.
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DeployFailed(done.stderr.strip())
    return _read(out)


def _read(folder: Path) -> Build:
    template = msgspec.json.decode((folder / "sam.json").read_bytes())
    return Build(template, (folder / "deployment.zip").read_bytes(), node_modules(DEFAULT_HOME / "engines"))
