"""Edits: structs whose unset fields leave things as they are."""

from typing import Any

from msgspec import UNSET, Struct
from msgspec.structs import asdict


def fields_set(edit: Struct) -> dict[str, Any]:
    """What an edit sets, by field."""
    return {name: value for name, value in asdict(edit).items() if value is not UNSET}
