"""Write the template's part that is merged, or the whole to look at."""

import json
import sys
from argparse import ArgumentParser

from .folder import BUILD
from .infra import infra_template, whole_template


def main() -> None:
    """Write it, and say where."""
    parser = ArgumentParser(prog="python -m tools.stack", description=__doc__)
    parser.add_argument("--stage", default="prod", help="a stage of .chalice/config.json")
    parser.add_argument("--whole", action="store_true", help="the merged template, without a package")
    asked = parser.parse_args()
    BUILD.mkdir(exist_ok=True)
    path = BUILD / ("stack.json" if asked.whole else "infra.json")
    template = whole_template(asked.stage) if asked.whole else infra_template(asked.stage)
    path.write_text(json.dumps(template, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(f"{path}\n")


main()
