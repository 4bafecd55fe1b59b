"""``python -m tools.package``: a stage's template and zip, ready for ``aws cloudformation package``."""

import argparse
import sys
from pathlib import Path

from local.home import REPOSITORY

from .build import PackagingFailed, build


def main() -> int:
    """Package a stage; 1 when it cannot be."""
    parser = argparse.ArgumentParser(prog="python -m tools.package", description="Make the Lambda package of a stage.")
    parser.add_argument("--stage", default="dev", help="a stage of .chalice/config.json")
    parser.add_argument("--out", type=Path, help="folder for sam.json and deployment.zip (build/STAGE)")
    wanted = parser.parse_args()
    out = wanted.out or REPOSITORY / "build" / wanted.stage
    try:
        package = build(wanted.stage, out)
    except PackagingFailed as exc:
        print(exc, file=sys.stderr)
        return 1
    megabytes = package.archive.stat().st_size / 1e6
    told = f"{package.archive}: {megabytes:.2f} MB, {package.bytes_unzipped / 1e6:.1f} MB unzipped"
    print(told)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
