"""The picture that WhatsApp shows beside a proforma's link: 1200 × 630, made when publishing.

No imaging library: letters and motorcycle were drawn once (``tools/preview_art.py``) and are only laid
out, and tinted, here. Why: docs/decisions/0006-preview-picture.md.
"""

import unicodedata
import zlib
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.json import decode

from ..domain.proforma import ProformaContent
from ..domain.text import money_text
from .canvas import LEVELS, Canvas, Face, Rgb, hex_rgb, ramp
from .paint import paint

ART = Path(__file__).parents[2] / "templates" / "preview" / "art.bin"
WIDTH, HEIGHT = 1200, 630
MARGIN = 76
TEXT_WIDTH = 560
MOST_LINES = 3

PAPER, INK, SOFT, ACCENT = (hex_rgb(colour) for colour in ("#f5f4f0", "#16191d", "#575d64", "#0a6e46"))
INK_ENTRY, SOFT_ENTRY, ACCENT_ENTRY, ART_ENTRY = (LEVELS * step for step in range(4))


class Drawing(Struct, frozen=True):
    """The motorcycle: an entry's colour is ``base + tint × share / 255``, so that any paint can be put on."""

    x: int
    y: int
    width: int
    offset: int
    length: int
    entries: list[tuple[int, int, int, int]]


class Art(Struct, frozen=True):
    """What ``tools/preview_art.py`` draws."""

    faces: dict[str, Face]
    drawing: Drawing
    pixels: bytes = b""


def preview_png(content: ProformaContent) -> bytes:
    """The picture of a proforma: dealership, motorcycles, lowest price. A PNG of some 20 KB."""
    art = _art()
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.fill(0, 0, 20, HEIGHT, ACCENT_ENTRY + LEVELS - 1)
    drawing = art.drawing
    pixels = art.pixels[drawing.offset : drawing.offset + drawing.length]
    canvas.picture(drawing.x, drawing.y, drawing.width, pixels)
    _put_words(canvas, art, content)
    tint = hex_rgb(paint(content.vehicles[0].colour))
    palette = ramp(PAPER, INK) + ramp(PAPER, SOFT) + ramp(PAPER, ACCENT) + _tinted(drawing, tint)
    return canvas.png(palette)


def _put_words(canvas: Canvas, art: Art, content: ProformaContent) -> None:
    small, text = art.faces["small"], art.faces["text"]
    name = _shortened(_plain(content.dealership), text, WIDTH - 2 * MARGIN)
    canvas.text(MARGIN, 104, name, text, art.pixels, ACCENT_ENTRY)
    face, lines = _title(art, _plain(content.models))
    line_height = face.size * 110 // 100
    baseline = 300 - (len(lines) - 1) * line_height // 2
    for line in lines:
        canvas.text(MARGIN, baseline, line, face, art.pixels, INK_ENTRY)
        baseline += line_height
    canvas.text(MARGIN, 468, "desde", small, art.pixels, SOFT_ENTRY)
    price = money_text(content.lowest_price_cents)
    large = next((face for face in (art.faces["price"], art.faces["title"]) if face.width(price) <= TEXT_WIDTH), text)
    canvas.text(MARGIN - 4, 556, price, large, art.pixels, INK_ENTRY)


def _title(art: Art, words: str) -> tuple[Face, list[str]]:
    for face in (art.faces["title"], art.faces["subtitle"]):
        lines = _wrapped(words, face, TEXT_WIDTH)
        if len(lines) <= MOST_LINES and all(face.width(line) <= TEXT_WIDTH for line in lines):
            return face, lines
    kept = [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]
    return face, [_shortened(line, face, TEXT_WIDTH) for line in kept]


def _wrapped(words: str, face: Face, width: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and face.width(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shortened(line: str, face: Face, width: int) -> str:
    if face.width(line) <= width:
        return line
    while line and face.width(f"{line}…") > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _plain(text: str) -> str:
    """Text in the letters that are drawn: composed, other accents dropped, control characters as spaces."""
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    drawn = _art().faces["text"].glyphs
    return "".join(
        character if character in drawn else unicodedata.normalize("NFD", character)[0] for character in composed
    )


def _tinted(drawing: Drawing, tint: Rgb) -> list[Rgb]:
    return [
        (
            min(255, red + tint[0] * share // 255),
            min(255, green + tint[1] * share // 255),
            min(255, blue + tint[2] * share // 255),
        )
        for red, green, blue, share in drawing.entries
    ]


@cache
def _art() -> Art:
    packed = zlib.decompress(ART.read_bytes())
    header, _, pixels = packed.partition(b"\n")
    art = decode(header, type=Art)
    return Art(art.faces, art.drawing, pixels)
