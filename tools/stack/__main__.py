"""Write the template's part that is merged; or the whole, to look at; or the page of rights."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from .folder import BUILD
from .infra import infra_template, whole_template
from .rights_page import PAGE, rights_page


def main() -> None:
    """Write it, and say where."""
    parser = ArgumentParser(prog="python -m tools.stack", description=__doc__)
    parser.add_argument("--stage", default="prod", help="a stage of .chalice/config.json")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--whole", action="store_true", help="the merged template, without a package")
    what.add_argument("--rights", action="store_true", help="docs/rights.md")
    parser.add_argument("--out", type=Path, help="where to, instead of build/")
    asked = parser.parse_args()
    path, text = PAGE, ""
    if asked.rights:
        text = rights_page()
    else:
        path = asked.out or BUILD / ("stack.json" if asked.whole else "infra.json")
        path.parent.mkdir(exist_ok=True)
        template = whole_template(asked.stage) if asked.whole else infra_template(asked.stage)
        text = json.dumps(template, indent=1, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{path}\n")


main()
