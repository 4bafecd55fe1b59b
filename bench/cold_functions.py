"""The functions that are measured, each in folders of its own: ours as it is deployed, and the rivals."""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from local.home import DEFAULT_HOME
from tools.package.archive import unpack
from tools.package.build import build

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements-rivals.txt"
RIVALS = {"idle": (), "bare": ("botocore",), "fast": ("fastapi", "mangum", "boto3")}
SHARED = "standing.py"
RUNTIME = "awslambdaric"


@dataclass(frozen=True)
class Candidate:
    """What runs, and where it is found."""

    title: str
    handler: str
    folders: list[Path]


def candidates() -> dict[str, Candidate]:
    """Ours and the rivals, installed where they are missing."""
    runtime = _installed("runtime", (RUNTIME,))
    ours = _ours()
    return {
        "idle": _rival("idle", "the runtime alone", runtime),
        "bare": _rival("bare", "bare botocore", runtime),
        "fast": _rival("fast", "FastAPI, Mangum, boto3", runtime),
        "ours": Candidate("this app", "app.app", [ours, runtime]),
    }


def _ours() -> Path:
    folder = DEFAULT_HOME / "bench" / "ours"
    shutil.rmtree(folder, ignore_errors=True)
    with TemporaryDirectory() as out:
        unpack(build("dev", Path(out)).archive, folder)
    return folder


def _rival(name: str, title: str, runtime: Path) -> Candidate:
    folder = _installed(name, RIVALS[name])
    for own in (f"{name}.py", SHARED):
        shutil.copyfile(HERE / "rivals" / own, folder / own)
        subprocess.run([sys.executable, "-m", "compileall", "-q", str(folder / own)], check=True)
    return Candidate(title, f"{name}.handler", [folder, runtime])


def _installed(name: str, packages: tuple[str, ...]) -> Path:
    """A folder with these packages and their pycs, in the versions that the requirements name."""
    lines = REQUIREMENTS.read_text().splitlines()
    wanted = hashlib.sha256("\n".join([sys.version, *lines]).encode()).hexdigest()[:12]
    folder = DEFAULT_HOME / "bench" / f"{name}-{wanted}"
    if not folder.exists():
        unfinished = folder.with_name(f"{folder.name}-unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        if packages:
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            command += ["--target", str(unfinished), "--constraint", str(REQUIREMENTS), *packages]
            subprocess.run(command, check=True)
        unfinished.rename(folder)
    return folder
