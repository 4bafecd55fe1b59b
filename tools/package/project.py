"""``chalice package`` on a copy of the app: its template, and a zip of the app and chalice's runtime.

A copy, because chalice's cache would hand out an old zip after a mere renaming, and writes into the project.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from local.home import REPOSITORY

from .failures import PackagingFailed

CHALICE = "from chalice.cli import main; main()"
TEMPLATE, ARCHIVE = "sam.json", "deployment.zip"
PARTS = ("app.py", "chalicelib", "vendor", ".chalice")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "deployments", "deployed")
STAND_INS = {
    "AWS_DEFAULT_REGION": "us-east-1",
    "CONSOLE_ORIGIN": "https://console.example",
    "CURSOR_KEY": "made by the stack and read by its functions",
    "PAGES_URL": "https://pages.example",
    "USER_POOL_ARN": "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_standin",
    "USER_POOL_CLIENT_ID": "stand-in",
}
"""Chalice imports the app to see its routes; what only the stack knows must be something by then.

None of these may be in the template that is deployed: the merged template puts the real ones there.
"""


@dataclass(frozen=True)
class ChalicePackage:
    """What chalice wrote."""

    template: Path
    archive: Path


def package(stage: str, scratch: Path) -> ChalicePackage:
    """Have chalice package a copy of the app, and merge the stack's part into its template.

    Raises:
        PackagingFailed: it would not; the message carries its own.
    """
    _copy(scratch)
    out, stack = scratch / "out", scratch / "infra.json"
    _run([sys.executable, "-m", "tools.stack", "--stage", stage, "--out", str(stack)], REPOSITORY)
    chalice = [sys.executable, "-c", CHALICE, "--project-dir", str(scratch)]
    _run([*chalice, "package", "--stage", stage, "--merge-template", str(stack), str(out)], scratch)
    return ChalicePackage(out / TEMPLATE, out / ARCHIVE)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, env=environment(), cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackagingFailed(f"{command[2]} failed:\n{(done.stderr or done.stdout).strip()}")


def _copy(scratch: Path) -> None:
    scratch.mkdir(parents=True)
    for name in PARTS:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, scratch / name, ignore=LEFT_OUT)
        else:
            shutil.copyfile(source, scratch / name)
    (scratch / "requirements.txt").touch()  # the libraries come from elsewhere


def environment() -> dict[str, str]:
    """What the app needs to be imported: this process's environment, the settings of every stage, and the stand-ins."""
    settings = json.loads((REPOSITORY / ".chalice" / "config.json").read_bytes())["environment_variables"]
    return {**os.environ, **settings, **STAND_INS, "PYTHONDONTWRITEBYTECODE": "1"}
