"""A small indexed canvas: flat areas, ready-made drawings and glyphs, written out as a PNG with zlib alone.

A colour *ramp* is ``LEVELS`` palette entries from the paper to an ink; a glyph's pixel is its step on the ramp.
"""

import struct
import zlib
from collections.abc import Sequence

from msgspec import Struct

LEVELS = 16
INDEXED = 3

Rgb = tuple[int, int, int]


class Glyph(Struct, frozen=True, array_like=True):
    """One character: where its box begins from the pen (right, down from the baseline), and its pixels' place."""

    left: int
    top: int
    width: int
    height: int
    advance: int
    offset: int


class Face(Struct, frozen=True):
    """A typeface in one size; every character that is asked for and missing shows as a question mark."""

    size: int
    glyphs: dict[str, Glyph]

    def glyph(self, character: str) -> Glyph:
        return self.glyphs.get(character) or self.glyphs["?"]

    def width(self, text: str) -> int:
        """How far the pen moves."""
        return sum(self.glyph(character).advance for character in text)


def hex_rgb(paint: str) -> Rgb:
    """``#0a6e46`` as three numbers."""
    return int(paint[1:3], 16), int(paint[3:5], 16), int(paint[5:7], 16)


def ramp(paper: Rgb, ink: Rgb) -> list[Rgb]:
    """``LEVELS`` colours from the paper to the ink."""
    top = LEVELS - 1
    steps = range(LEVELS)
    return [
        (
            paper[0] + (ink[0] - paper[0]) * step // top,
            paper[1] + (ink[1] - paper[1]) * step // top,
            paper[2] + (ink[2] - paper[2]) * step // top,
        )
        for step in steps
    ]


class Canvas:
    """Pixels as palette entries, row by row; the palette is given when it is written out."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._pixels = bytearray(width * height)

    def fill(self, x: int, y: int, width: int, height: int, entry: int) -> None:
        """A flat box."""
        row = bytes([entry]) * width
        for line in range(y, y + height):
            start = line * self.width + x
            self._pixels[start : start + width] = row

    def picture(self, x: int, y: int, width: int, pixels: bytes) -> None:
        """A drawing whose pixels are palette entries already."""
        for line in range(len(pixels) // width):
            start = (y + line) * self.width + x
            self._pixels[start : start + width] = pixels[line * width : (line + 1) * width]

    def text(self, x: int, baseline: int, text: str, face: Face, pixels: bytes, first_entry: int) -> int:
        """A line of text in a ramp that begins at ``first_entry``; returns where the pen stops."""
        inked = bytes(first_entry + level if level < LEVELS else 0 for level in range(256))
        for character in text:
            glyph = face.glyph(character)
            for line in range(glyph.height):
                source = glyph.offset + line * glyph.width
                start = (baseline + glyph.top + line) * self.width + x + glyph.left
                row = pixels[source : source + glyph.width].translate(inked)
                self._pixels[start : start + glyph.width] = row
            x += glyph.advance
        return x

    def png(self, palette: Sequence[Rgb]) -> bytes:
        """The canvas as a PNG."""
        rows = (self._pixels[start : start + self.width] for start in range(0, len(self._pixels), self.width))
        body = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, INDEXED, 0, 0, 0)
        colours = bytes(part for colour in palette for part in colour)
        chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", body), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
