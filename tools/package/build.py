"""The whole build: chalice, libraries, cuts, bytecode, zip. The same sources give the same bytes."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from . import archive, bytecode, clients, cuts, edits, libraries, patterns, project, roots
from .failures import PackagingFailed

__all__ = ["Package", "PackagingFailed", "build"]


@dataclass(frozen=True)
class Package:
    """What a deployment takes."""

    template: Path
    archive: Path
    bytes_unzipped: int


def build(stage: str, out: Path) -> Package:
    """Write ``sam.json`` and ``deployment.zip`` of a stage into a folder.

    Raises:
        PackagingFailed: a step could not be done; what the folder held before is gone or stale.
    """
    found = libraries.fetch()
    with TemporaryDirectory() as scratch:
        chalice = project.package(stage, Path(scratch) / "project")
        tree = Path(scratch) / "tree"
        shutil.copytree(found, tree)
        archive.unpack(chalice.archive, tree)
        _slim(tree)
        bytecode.compile_all(tree)  # nothing may change a source after this: a stale pyc is never noticed
        out.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(chalice.template, out / project.TEMPLATE)
        size = archive.pack(tree, out / project.ARCHIVE)
    return Package(out / project.TEMPLATE, out / project.ARCHIVE, size)


def _slim(tree: Path) -> None:
    cuts.compile_templates(tree)
    cuts.cut(tree)
    clients.cut(tree / "botocore" / "data")
    edits.put_off_imports(tree)
    roots.cut(tree / "botocore" / "cacert.pem")
    patterns.compile_patterns(tree)
