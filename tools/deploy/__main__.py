"""``python -m tools.deploy --stage dev``: deploy this folder; ``--dry-run``: only say what would change."""

import argparse
import sys

import msgspec
from botocore.exceptions import BotoCoreError, ClientError

from local.home import DEFAULT_HOME, REPOSITORY
from local.install import node_modules
from tools.package.build import PackagingFailed, build

from .cloud import Cloud, DeployFailed
from .run import Build, Target, deploy, rehearse

TROUBLE = (PackagingFailed, DeployFailed, ClientError, BotoCoreError)


def main(arguments: list[str] | None = None) -> int:
    """Package and deploy; 1 when something stood in the way."""
    parser = argparse.ArgumentParser(prog="python -m tools.deploy", description="Deploy the desk to AWS.")
    parser.add_argument("--stage", required=True, help="a stage of .chalice/config.json")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.add_argument("parameters", nargs="*", metavar="NAME=VALUE", help="of the template; they are remembered")
    wanted = parser.parse_args(arguments)
    parameters = dict(one.split("=", 1) for one in wanted.parameters)
    target = Target(wanted.stage, parameters)
    try:
        made = packaged(wanted.stage)
        if wanted.dry_run:
            rehearse(Cloud(), target, made, _say)
            return 0
        for name, value in sorted(deploy(Cloud(), target, made, _say).items()):
            _say(f"  {name}: {value}")
    except TROUBLE as exc:
        print(exc, file=sys.stderr)
        return 1
    return 0


def packaged(stage: str) -> Build:
    """A stage of this folder, packaged.

    Raises:
        PackagingFailed: it could not be.
    """
    package = build(stage, REPOSITORY / "build" / stage)
    template = msgspec.json.decode(package.template.read_bytes())
    return Build(template, package.archive.read_bytes(), node_modules(DEFAULT_HOME / "engines"))


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
