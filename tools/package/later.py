"""Names of modules, and of what is in them, that are imported when they are used. This file goes into the package."""

from functools import cache
from importlib import import_module
from typing import Any


class Later:
    """Stands for a module, or for a function or a class in it; good for attributes and calls, for nothing else."""

    __slots__ = ("_found",)

    def __init__(self, module: str, name: str | None = None) -> None:
        """``name`` in the module, be it a module too, or the module itself."""

        @cache
        def found() -> Any:
            imported = import_module(module)
            if name is None:
                return imported
            return getattr(imported, name) if hasattr(imported, name) else import_module(f"{module}.{name}")

        self._found = found

    def __getattr__(self, attribute: str) -> Any:
        return getattr(self._found(), attribute)

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._found()(*given, **named)
