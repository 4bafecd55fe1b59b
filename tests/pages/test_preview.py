"""The picture beside the link in WhatsApp."""

import struct
import zlib

import pytest
from msgspec.structs import replace

from chalicelib.adapters.paint import PAINTS, UNKNOWN_PAINT, paint
from chalicelib.adapters.preview import HEIGHT, WIDTH, preview_png
from tests.pages.samples import STREET, a_page, every_page

MOST_BYTES = 40 * 1024


def chunks(png: bytes) -> dict[bytes, bytes]:
    """The chunks of a PNG, each checked."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    found, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length)[0] == zlib.crc32(kind + data)
        found[kind] = data
        at += 12 + length
    return found


@pytest.mark.parametrize("name", every_page())
def test_it_is_a_small_picture_of_the_right_size(name: str) -> None:
    png = preview_png(every_page()[name])
    found = chunks(png)
    assert struct.unpack_from(">II", found[b"IHDR"]) == (WIDTH, HEIGHT) == (1200, 630)
    pixels = zlib.decompress(found[b"IDAT"])
    assert len(pixels) == (WIDTH + 1) * HEIGHT
    assert max(pixels) < len(found[b"PLTE"]) // 3 <= 256
    assert len(png) <= MOST_BYTES


def test_another_colour_changes_the_paint_and_not_the_drawing() -> None:
    blue, red = (chunks(preview_png(a_page(replace(STREET, colour=colour)))) for colour in ("Azul", "Rojo"))
    assert blue[b"IDAT"] == red[b"IDAT"]
    assert blue[b"PLTE"] != red[b"PLTE"]


@pytest.mark.parametrize("name", ["", " ", "漢字 Моторы 🏍️", "\n\t", "x" * 500, "palabra " * 200])
def test_any_name_gives_a_picture(name: str) -> None:
    content = a_page(STREET)
    vehicles = (replace(content.vehicles[0], brand=name, name=name),)
    assert len(preview_png(replace(content, dealership=name, vehicles=vehicles))) <= MOST_BYTES


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("Rojo", "rojo"), ("GRIS mate", "gris"), ("Café", "cafe"), ("Edición negro/rojo", "negro")],
)
def test_colours_are_known_by_their_first_known_word(colour: str, expected: str) -> None:
    assert paint(colour) == PAINTS[expected]


def test_an_unknown_colour_is_grey() -> None:
    assert paint("Camaleón") == UNKNOWN_PAINT
