"""``python -m local.install``: fetch the engines into the home's folder, once per list of versions.

dynoxide is one binary per platform, published on npm, as are the console's libraries; ministack is a Python program.
All come through the ordinary clients, npm and pip, as they are set up on the machine.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import msgspec

from .home import DEFAULT_HOME, REPOSITORY, home_at

DYNOXIDE_VERSION = "1.2.1"
HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements-engines.txt"
NODE_REQUIREMENTS = HERE / "requirements-node.txt"
CONSOLE_PACKAGE = REPOSITORY / "web" / "package.json"
CPUS = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}


class InstallFailed(Exception):
    """An engine could not be fetched; the message says which and what its client said."""


def dynoxide_package() -> str:
    """The npm package with dynoxide for this machine."""
    machine = platform.machine().lower()
    return f"@dynoxide/{sys.platform}-{CPUS.get(machine, machine)}"


def node_modules(engines: Path) -> Path:
    """Where npm's packages are: the engine's, and the console's libraries."""
    return engines / "node_modules"


def dynoxide_binary(engines: Path) -> Path:
    return node_modules(engines) / dynoxide_package() / "dynoxide"


def ministack_program(engines: Path) -> Path:
    return _environment(engines) / "bin" / "ministack"


def is_installed(engines: Path) -> bool:
    """Whether the engines are there, in the versions that this source asks for."""
    stamp = _stamp(engines)
    return stamp.exists() and stamp.read_text() == _wanted()


def install(engines: Path) -> None:
    """Fetch whatever is missing.

    Raises:
        InstallFailed: pip or npm could not.
    """
    if is_installed(engines):
        return
    engines.mkdir(parents=True, exist_ok=True)
    _stamp(engines).unlink(missing_ok=True)
    _create_environment(engines)
    _pip(engines, REQUIREMENTS)
    packages = [_dynoxide(), *_console_packages()]
    _run("npm's packages", [*_npm(engines), "install", "--prefix", str(engines), *_NPM_FLAGS, *packages], engines)
    _stamp(engines).write_text(_wanted())


def _create_environment(engines: Path) -> None:
    try:
        venv.create(_environment(engines), with_pip=True, clear=True)
    except subprocess.CalledProcessError as exc:
        raise InstallFailed("the engines' Python environment could not be made: is ensurepip there?") from exc


_NPM_FLAGS = ("--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")


def _npm(engines: Path) -> list[str]:
    """The system's npm, else one from PyPI put into the engines' own environment."""
    found = shutil.which("npm")
    if found:
        return [found]
    _pip(engines, NODE_REQUIREMENTS)
    return [str(_environment(engines) / "bin" / "npm")]


def _pip(engines: Path, requirements: Path) -> None:
    python = str(_environment(engines) / "bin" / "python")
    quiet = ("--quiet", "--disable-pip-version-check")
    _run(requirements.name, [python, "-m", "pip", "install", *quiet, "-r", str(requirements)], engines)


def _run(what: str, command: list[str], engines: Path) -> None:
    programs = os.pathsep.join([str(_environment(engines) / "bin"), os.environ.get("PATH", "")])
    done = subprocess.run(
        command, env={**os.environ, "PATH": programs}, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        raise InstallFailed(f"{what} could not be installed:\n{done.stderr.strip()}")


def _dynoxide() -> str:
    return f"{dynoxide_package()}@{DYNOXIDE_VERSION}"


def _console_packages() -> list[str]:
    """What ``web/package.json`` asks for; TypeScript checks it and is not served."""
    package = msgspec.json.decode(CONSOLE_PACKAGE.read_bytes())
    wanted = package["dependencies"] | package["devDependencies"]
    return [f"{name}@{version}" for name, version in wanted.items()]


def _environment(engines: Path) -> Path:
    return engines / "venv"


def _stamp(engines: Path) -> Path:
    return engines / "installed"


def _wanted() -> str:
    return hashlib.sha256(
        " ".join([_dynoxide(), *_console_packages()]).encode() + REQUIREMENTS.read_bytes() + sys.version.encode()
    ).hexdigest()


def main() -> int:
    """Install, or say what stood in the way."""
    engines = home_at(DEFAULT_HOME).engines
    try:
        install(engines)
    except InstallFailed as exc:
        print(exc, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
