"""What Chalice makes of ``app.py``: the template of ``chalice package``, with no package built."""

import json
import os
import subprocess
import sys
from copy import deepcopy
from functools import cache
from typing import Any

from chalice.package import TemplateDeepMerger

from local.home import REPOSITORY

Template = dict[str, Any]

REGION = "us-east-1"
"""Chalice wants one to know a partition's names; the template itself names none."""
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV")


def chalice_template(stage: str) -> Template:
    """The template of a stage of ``.chalice/config.json``.

    Raises:
        subprocess.CalledProcessError: the app cannot be imported; why is on standard error.
    """
    return deepcopy(_asked(stage))


@cache
def _asked(stage: str) -> Template:
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    run = subprocess.run(
        [sys.executable, "-m", "tools.stack.ask_chalice", stage],
        env=environment | {"AWS_DEFAULT_REGION": REGION},
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(run.stdout)  # type: ignore[no-any-return]


def merged(template: Template, infra: Template) -> Template:
    """What ``chalice package --merge-template`` makes of the two."""
    return TemplateDeepMerger().merge(infra, template)
