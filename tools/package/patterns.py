"""Regular expressions compiled beforehand: libraries compile a hundred of them while they are imported.

Python keeps no compiled pattern on disk, but what its compiler makes are numbers. They are written into a module that
is imported before all others and puts the patterns where :mod:`re` looks first: a tenth of a cold start. Under a
Python whose engine has other numbers the module does nothing, and :mod:`re` compiles as ever.

The app is started from the package to see them, which takes a machine that runs Lambda's binaries; elsewhere the package
goes without.
"""

import platform
import subprocess
import sys
import warnings
from pathlib import Path

from . import project
from .failures import PackagingFailed

MODULE = "compiled_patterns"
FIRST = Path("chalice/__init__.py")
"""Imported by app.py before anything else."""
LAMBDAS = ("Linux", "x86_64")
RECORDER = Path(__file__).with_name("record_patterns.py")


def compile_patterns(tree: Path) -> None:
    """Write the module, and have it imported first; or warn that this machine cannot.

    Raises:
        PackagingFailed: the app does not start from the tree.
    """
    if (platform.system(), platform.machine()) != LAMBDAS:
        warnings.warn("Lambda's binaries do not run here: cold starts will take a tenth longer.", stacklevel=2)
        return
    command = [sys.executable, "-I", "-S", "-B", str(RECORDER), str(tree)]
    done = subprocess.run(command, env=project.environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackagingFailed(f"the app does not start:\n{done.stderr.strip()}")
    (tree / f"{MODULE}.py").write_text(done.stdout, encoding="utf-8")
    first = tree / FIRST
    first.write_text(f"import {MODULE}\n{first.read_text(encoding='utf-8')}", encoding="utf-8")
