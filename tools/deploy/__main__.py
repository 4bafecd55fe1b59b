"""``python -m tools.deploy --stage dev``: deploy this folder; ``--dry-run``: only say what would change."""

import argparse
import sys

from botocore.exceptions import BotoCoreError, ClientError

from .cloud import Cloud, DeployFailed
from .packaging import packaged
from .run import Target, deploy, rehearse

TROUBLE = (DeployFailed, ClientError, BotoCoreError)


def main(arguments: list[str] | None = None) -> int:
    """Package and deploy; 1 when something stood in the way."""
    parser = argparse.ArgumentParser(prog="python -m tools.deploy", description="Deploy the desk to AWS.")
    parser.add_argument("--stage", required=True, help="a stage of .chalice/config.json")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.add_argument("parameters", nargs="*", metavar="NAME=VALUE", help="of the template; they are remembered")
    wanted = parser.parse_args(arguments)
    if shapeless := [one for one in wanted.parameters if "=" not in one]:
        parser.error(f"{shapeless[0]} is not NAME=VALUE")
    target = Target(wanted.stage, dict(one.split("=", 1) for one in wanted.parameters))
    try:
        cloud = Cloud()
        _say(f"{target.stack} in account {cloud.account}, {cloud.region}")
        made = packaged(wanted.stage)
        if wanted.dry_run:
            rehearse(cloud, target, made, _say)
            return 0
        for name, value in sorted(deploy(cloud, target, made, _say).items()):
            _say(f"  {name}: {value}")
    except TROUBLE as exc:
        print(exc, file=sys.stderr)
        return 1
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
