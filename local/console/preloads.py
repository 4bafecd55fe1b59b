"""Every module of the first view named in the page, in the order in which it is needed.

A module that only another one names is asked for when that one has come: a round trip for each level of imports. The
page names them all beforehand, those that ask for the data first. They all go at one priority: a browser that is told
that some matter less holds them back until it has read the page, which costs a slow phone more than it gains.
"""

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

import msgspec

EARLY = "early.js"
"""The part that asks for the data."""
APP = "app.js"
"""The console, with the view that it opens with."""
MARK = "<!-- modulepreload -->\n"
_IMPORT = re.compile(r"""(?:^|[;}\n])\s*(?:import|export)\b[^;"'`()]*?["']([^"'\n]+)["']""")
_IMPORT_MAP = re.compile(r'<script type="importmap">(.*?)</script>', re.DOTALL)


def with_preloads(page: str, scripts: Mapping[str, str]) -> str:
    """The page with a ``modulepreload`` for each module of the first view in the place of its mark."""
    found = _IMPORT_MAP.search(page)
    named: dict[str, str] = msgspec.json.decode(found[1])["imports"] if found else {}
    modules = dict.fromkeys(imported_by(EARLY, scripts, named) + imported_by(APP, scripts, named))
    return page.replace(MARK, "".join(f'<link rel="modulepreload" href="{name}">\n' for name in modules))


def imported_by(start: str, scripts: Mapping[str, str], named: Mapping[str, str]) -> list[str]:
    """A module and all that it cannot start without, each once, level by level.

    Args:
        scripts: the text of each module by its path.
        named: the import map: paths by what stands for them.
    """
    found: dict[str, None] = {}
    level = [start]
    while level:
        fresh = [name for name in dict.fromkeys(level) if name not in found and name in scripts]
        found |= dict.fromkeys(fresh)
        level = [target for name in fresh for target in _imports(name, scripts[name], named)]
    return [*found]


def _imports(name: str, script: str, named: Mapping[str, str]) -> Iterator[str]:
    for target in _IMPORT.findall(script):
        if target in named:
            yield normpath(named[target])
        elif target.startswith("."):
            yield normpath(join(dirname(name), target))
