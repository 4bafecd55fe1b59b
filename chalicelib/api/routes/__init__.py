"""All routes of the desk, one module for each subject; a module is imported when one of its paths is asked for."""

from collections.abc import Iterator
from importlib import import_module

from ..endpoint import Endpoint

SUBJECTS = {
    "session": ("session",),
    "catalogue": ("catalogue",),
    "models": ("catalogue", "stock"),
    "units": ("catalogue", "stock"),
    "me": ("people", "authenticator"),
    "people": ("people",),
    "reassignments": ("people",),
    "settings": ("people",),
    "showrooms": ("people",),
    "quotes": ("quotes", "offers", "proformas", "reservations"),
    "customers": ("quotes",),
    "discounts": ("discounts",),
    "reservations": ("reservations",),
    "follow-ups": ("follow_ups",),
    "inbox": ("inbox",),
    "board": ("board",),
    "p": ("visits",),
    "health": ("system",),
    "openapi.json": ("system",),
}
"""What a path begins with, and the modules that have such paths."""


def root_of(path: str) -> str:
    """What a path begins with."""
    return path.removeprefix("/").partition("/")[0]


def endpoints_under(root: str) -> Iterator[Endpoint]:
    """The endpoints whose paths begin so."""
    for subject in SUBJECTS.get(root, ()):
        module = import_module(f"{__name__}.{subject}")
        yield from (endpoint for endpoint in module.routes.endpoints if root_of(endpoint.path) == root)


def all_endpoints() -> tuple[Endpoint, ...]:
    """Every one of them."""
    return tuple(endpoint for root in SUBJECTS for endpoint in endpoints_under(root))
