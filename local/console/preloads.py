"""Every module of the first view named in the page, in the order in which it is needed.

A module that only another one names is asked for when that one has come: a round trip for each level of imports. The
page names them all beforehand, first those by which the data is asked for.
"""

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

import msgspec

FIRST_VIEW = ("early.js", "app.js", "views/follow-ups/view.js")
"""What the page starts, and the view that it starts with."""
MARK = "<!-- modulepreload -->\n"
_IMPORT = re.compile(r"""(?:^|[;}\n])\s*(?:import|export)\b[^;"'`()]*?["']([^"'\n]+)["']""")
_IMPORT_MAP = re.compile(r'<script type="importmap">(.*?)</script>', re.DOTALL)


def with_preloads(page: str, scripts: Mapping[str, str]) -> str:
    """The page with a ``modulepreload`` for each module of the first view in the place of its mark."""
    found = _IMPORT_MAP.search(page)
    named: dict[str, str] = msgspec.json.decode(found[1])["imports"] if found else {}
    links = (f'<link rel="modulepreload" href="{name}">\n' for name in first_view(scripts, named))
    return page.replace(MARK, "".join(links))


def first_view(scripts: Mapping[str, str], named: Mapping[str, str]) -> list[str]:
    """The modules that the first view imports, each once: those of its first part before those of the next."""
    found: dict[str, None] = {}
    for start in FIRST_VIEW:
        level = [start]
        while level:
            fresh = [name for name in dict.fromkeys(level) if name not in found]
            found |= dict.fromkeys(fresh)
            imports = (imported for name in fresh for imported in _imports(name, scripts[name], named))
            level = [name for name in imports if name in scripts]
    return [*found]


def _imports(name: str, script: str, named: Mapping[str, str]) -> Iterator[str]:
    for target in _IMPORT.findall(script):
        if target in named:
            yield normpath(named[target])
        elif target.startswith("."):
            yield normpath(join(dirname(name), target))
