"""Facts as a person can read them who knows nothing of this program: labels, the clock of here, nothing that is empty."""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import fields

from .codes import Code


def readable(value: Any, zone: ZoneInfo) -> Any:
    """What JSON takes of a struct, whole: codes by their Spanish labels, instants by the clock of a zone.

    Fields keep their names; what has no value is left out, a ``false`` or a zero is one.
    """
    if isinstance(value, Struct):
        return readable({field.name: getattr(value, field.name) for field in fields(value)}, zone)
    if isinstance(value, Mapping):
        told = {key: readable(one, zone) for key, one in value.items()}
        return {key: one for key, one in told.items() if not _is_empty(one)}
    if isinstance(value, (tuple, list, set, frozenset)):
        return [readable(one, zone) for one in value]
    return _readable_fact(value, zone)


def _readable_fact(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, Code):
        return value.label
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
