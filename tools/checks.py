"""``make checks``: whether a library of the package has a known weakness, as far as the list of them can be had.

The list comes from the package index's own interface, which a mirror need not have: what could not be looked up is said,
and is no failure. Weak code is looked for by ``make lint`` (ruff's S rules, bandit); docs/decisions/0012-lambda-package.md
"""

import subprocess
import sys
import venv
from pathlib import Path

import msgspec

from local.home import DEFAULT_HOME, REPOSITORY

REQUIREMENTS = Path(__file__).with_name("requirements-checks.txt")
PACKAGED = REPOSITORY / "requirements.txt"
HOME = DEFAULT_HOME / "checks"


class Weakness(msgspec.Struct):
    """One that is known."""

    id: str
    fix_versions: list[str]


class Library(msgspec.Struct):
    """What is known of a library; ``skip_reason`` if it could not be looked up."""

    name: str
    version: str = ""
    skip_reason: str = ""
    vulns: list[Weakness] = []


class Audit(msgspec.Struct):
    """What pip-audit tells."""

    dependencies: list[Library]


def main() -> int:
    """Look every library up; 1 if one has a known weakness."""
    audit = msgspec.json.decode(_looked_up(), type=Audit)
    weak = [library for library in audit.dependencies if library.vulns]
    unknown = [library.name for library in audit.dependencies if library.skip_reason]
    for library in weak:
        for weakness in library.vulns:
            _say(
                f"{library.name} {library.version}: {weakness.id}, mended in {', '.join(weakness.fix_versions) or '—'}"
            )
    if unknown:
        _say(f"not looked up, the list of weaknesses cannot be had here: {', '.join(unknown)}")
    _say(f"{len(audit.dependencies) - len(unknown)} of {len(audit.dependencies)} libraries looked up, {len(weak)} weak")
    return int(bool(weak))


def _looked_up() -> bytes:
    python = HOME / "bin" / "python"
    if not python.exists():
        venv.create(HOME, with_pip=True, clear=True)
    quiet = ("--quiet", "--disable-pip-version-check")
    subprocess.run([str(python), "-m", "pip", "install", *quiet, "-r", str(REQUIREMENTS)], check=True)
    command = [str(python), "-m", "pip_audit", "-r", str(PACKAGED), "--no-deps", "--format", "json"]
    done = subprocess.run([*command, "--progress-spinner", "off"], capture_output=True, check=False)
    if not done.stdout:
        _say(done.stderr.decode(errors="replace").strip())
        return msgspec.json.encode(Audit([]))
    return done.stdout


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    raise SystemExit(main())
