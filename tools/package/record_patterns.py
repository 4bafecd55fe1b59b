"""``python -I -S record_patterns.py TREE``: the regular expressions that the app compiles as it starts, as a module.

A program of its own, for it must see the package and nothing that others have imported and compiled before.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from types import SimpleNamespace
from typing import Any

HEAD = '''"""Regular expressions, compiled when this was packaged; see tools/package/patterns.py."""

import re
import _sre

PATTERNS = (
'''
TAIL = """)

if (_sre.MAGIC, _sre.CODESIZE) == {made_by}:
    for asked, pattern, flags, code, *rest in PATTERNS:
        numbers = memoryview(code).cast("I").tolist()
        re._cache[type(pattern), pattern, asked] = _sre.compile(pattern, flags, numbers, *rest)
"""

compiler: Any = import_module("re._compiler")
engine = import_module("_sre")
Made = tuple[Any, ...]


def main() -> None:
    """Print the module."""
    sys.path.insert(0, sys.argv[1])
    found = _start_the_app()
    sys.stdout.write(HEAD)
    for asked, pattern, flags, code, *rest in found:
        packed = b"".join(number.to_bytes(engine.CODESIZE, sys.byteorder) for number in code)
        sys.stdout.write(f"    {(asked, pattern, flags, packed, *rest)!r},\n")
    sys.stdout.write(TAIL.format(made_by=(engine.MAGIC, engine.CODESIZE)))


def _start_the_app() -> list[Made]:
    """What :mod:`re` asks its compiler for meanwhile, with what the compiler hands to its engine."""
    found: list[Made] = []
    handed: list[Made] = []
    compile_pattern: Callable[..., Any] = compiler.compile

    def compile_and_note(pattern: Any, flags: int = 0) -> Any:
        compiled = compile_pattern(pattern, flags)
        found.append((int(flags), *handed.pop()))
        return compiled

    def hand_over(*made: Any) -> Any:
        handed.append(made)
        return engine.compile(*made)

    compiler.compile = compile_and_note
    compiler._sre = SimpleNamespace(**vars(engine) | {"compile": hand_over})  # noqa: SLF001 - there is no other way in
    app = import_module("app").app  # found in the package
    list(app.routes)  # imports them all
    import_module("encodings.idna")  # by the first connection
    return found


if __name__ == "__main__":
    main()
