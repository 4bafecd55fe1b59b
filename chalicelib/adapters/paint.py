"""Colours of the catalogue as paint: what a drawn motorcycle is tinted with."""

import unicodedata

PAINTS = {
    "negro": "#2e3338",
    "blanco": "#e6e8ea",
    "perla": "#e3e0d8",
    "gris": "#7b838b",
    "plata": "#b3bac0",
    "plateado": "#b3bac0",
    "titanio": "#8c8b86",
    "rojo": "#c8222b",
    "vino": "#7a1f36",
    "azul": "#1f58b8",
    "celeste": "#5aa7d8",
    "turquesa": "#1a9c9c",
    "verde": "#2f7d3c",
    "amarillo": "#edb90f",
    "dorado": "#b58a34",
    "naranja": "#ea6a12",
    "cafe": "#6e4b32",
    "marron": "#6e4b32",
    "morado": "#6a3fa0",
    "rosado": "#d4588c",
}
UNKNOWN_PAINT = "#7b838b"


def paint(colour: str) -> str:
    """The paint of a Spanish colour name, by its first word that is known: ``Gris mate`` is grey."""
    plain = unicodedata.normalize("NFKD", colour.casefold()).encode("ascii", "ignore").decode()
    return next((PAINTS[word] for word in plain.replace("/", " ").split() if word in PAINTS), UNKNOWN_PAINT)
