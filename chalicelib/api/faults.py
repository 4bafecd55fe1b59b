"""msgspec's messages as faults that people understand: a JSON pointer and a Spanish sentence."""

import re

from ..domain.errors import Fault

_PATH = re.compile(r"^(?P<what>.*?)(?: - at `(?P<key>key in )?\$(?P<path>.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_LONGEST_NAME = 100

_TYPES = {
    "str": "texto",
    "int": "un número entero",
    "float": "un número",
    "bool": "verdadero o falso",
    "object": "un objeto",
    "array": "una lista",
    "null": "nulo",
    "datetime": "una fecha y hora",
    "date": "una fecha",
}

_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"Expected `(?:str|array)` of length >= 1(?: .*)?$", "No puede quedar vacío."),
    (r"Expected `str` of length >= (\d+)", "Debe tener {0} caracteres o más."),
    (r"Expected `str` of length <= (\d+)", "Debe tener hasta {0} caracteres."),
    (r"Expected `array` of length >= (\d+)", "Debe tener {0} elementos o más."),
    (r"Expected `array` of length <= (\d+)", "Debe tener hasta {0} elementos."),
    (r"Expected `(?:int|float)` >= (-?\d+)", "Debe ser {0} o más."),
    (r"Expected `(?:int|float)` <= (-?\d+)", "Debe ser {0} o menos."),
    (r"Expected `str` matching regex", "Tiene caracteres que no se admiten aquí."),
    (r"Expected `datetime` with a timezone", "Falta la zona horaria (por ejemplo -05:00)."),
    (r"Invalid RFC3339 encoded datetime", "No es una fecha y hora (por ejemplo 2026-11-25T10:30:00-05:00)."),
    (r"Invalid RFC3339 encoded date", "No es una fecha (por ejemplo 2026-11-25)."),
    (r"Invalid enum value", "No es uno de los valores del catálogo."),
    (r"(?:Number|Integer) out of range", "El número es demasiado grande."),
)


def fault_of(message: str) -> Fault:
    """The fault in a ``msgspec.ValidationError``'s message."""
    found = _PATH.match(message)
    what, path = (found["what"], found["path"] or "") if found else (message, "")
    pointer = "".join(f"/{escaped(name or index)}" for name, index in _STEP.findall(path))
    if missing := re.match(r"Object missing required field `(.*)`$", what, re.DOTALL):
        return Fault(f"{pointer}/{escaped(missing[1])}", "Es obligatorio.")
    if unknown := re.match(r"Object contains unknown field `(.*)`$", what, re.DOTALL):
        return Fault(f"{pointer}/{escaped(unknown[1])}", "No se conoce este campo.")
    return Fault(pointer, _sentence(what))


def _sentence(what: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := re.match(pattern, what):
            return sentence.format(*found.groups())
    if wanted := re.match(r"Expected `([^`]*)`, got `([^`]*)`", what):
        accepted = " o ".join(_TYPES.get(kind.strip(), kind.strip()) for kind in wanted[1].split("|"))
        return f"Debe ser {accepted}, no {_TYPES.get(wanted[2], wanted[2])}."
    return "El valor no es válido."


def escaped(name: str) -> str:
    """A name as one step of a JSON pointer, cut if it is long."""
    return name[:_LONGEST_NAME].replace("~", "~0").replace("/", "~1")
