"""Draw the letters and the motorcycle of the preview picture: ``python -m tools.preview_art``.

Chromium rasterises; the result, ``templates/preview/art.bin``, is kept in the repository. Letters are
Liberation Sans (SIL Open Font License). The motorcycle is the page's own, drawn twice, in black and in
white paint: from the difference comes how much of each pixel is paint.
"""

import json
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
ART = ROOT / "templates" / "preview" / "art.bin"
DRAWINGS = ROOT / "templates" / "proforma" / "drawings.svg.j2"
CHROMIUM = "/usr/bin/chromium"

FONT = '"Liberation Sans"'
FACES = {"small": (400, 32), "text": (700, 38), "subtitle": (700, 48), "title": (700, 64), "price": (700, 96)}
LETTERS = "".join(chr(code) for code in (*range(32, 127), *range(161, 256)) if code != 173) + "…–—’‘“”€"
DIGITS = "0123456789$.,?"
LEVELS = 16
FIRST_ENTRY = 3 * LEVELS
ENTRIES = 150
X, Y, WIDTH, HEIGHT = 630, 112, 540, 470
PAPER = "#f5f4f0"

GLYPHS = """([letters, font]) => {
  const context = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  return letters.map((letter) => {
    context.font = font;
    const box = context.measureText(letter);
    const left = Math.floor(-box.actualBoundingBoxLeft), top = Math.floor(-box.actualBoundingBoxAscent);
    const width = Math.max(0, Math.ceil(box.actualBoundingBoxRight) - left);
    const height = Math.max(0, Math.ceil(box.actualBoundingBoxDescent) - top);
    let alpha = [];
    if (width && height) {
      context.canvas.width = width; context.canvas.height = height;
      context.font = font;
      context.fillText(letter, -left, -top);
      alpha = Array.from(context.getImageData(0, 0, width, height).data.filter((_, at) => at % 4 === 3));
    }
    return {left, top, width, height, advance: box.width, alpha};
  });
}"""

PICTURE = """async ([svg, width, height]) => {
  const image = new Image();
  image.src = "data:image/svg+xml," + encodeURIComponent(svg);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width; canvas.height = height;
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  return Array.from(context.getImageData(0, 0, width, height).data);
}"""

Entry = tuple[int, int, int, int]


def scene(paint: str) -> str:
    """The motorcycle before a disc, in a paint."""
    symbols = DRAWINGS.read_text(encoding="utf-8")
    inner = symbols.split(">", 1)[1].rsplit("</svg>", 1)[0]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" color="{paint}">{inner}'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>'
        f'<circle cx="{WIDTH // 2}" cy="{HEIGHT // 2}" r="{HEIGHT // 2 - 4}" fill="currentColor" opacity=".13"/>'
        f'<use href="#motorcycle" x="0" y="70" width="{WIDTH}" height="{WIDTH * 200 // 320}"/></svg>'
    )


def drawn_letters(page: Page) -> tuple[dict[str, Any], bytearray]:
    """Every face with its glyphs, and their pixels one after another."""
    pixels = bytearray()
    faces: dict[str, Any] = {}
    for name, (weight, size) in FACES.items():
        letters = DIGITS if name == "price" else LETTERS
        glyphs = {}
        boxes = page.evaluate(GLYPHS, [list(letters), f"{weight} {size}px {FONT}"])
        for letter, box in zip(letters, boxes, strict=True):
            advance = round(box["advance"] - size * 0.015)
            place = [int(box[side]) for side in ("left", "top", "width", "height")]
            glyphs[letter] = [*place, advance, len(pixels)]
            pixels += bytes((alpha * (LEVELS - 1) + 127) // 255 for alpha in box["alpha"])
        faces[name] = {"size": size, "glyphs": glyphs}
    return faces, pixels


def drawn_motorcycle(page: Page) -> tuple[list[Entry], bytes]:
    """The entries that the drawing needs, and its pixels."""
    black = page.evaluate(PICTURE, [scene("#000000"), WIDTH, HEIGHT])
    white = page.evaluate(PICTURE, [scene("#ffffff"), WIDTH, HEIGHT])
    points = [
        (black[at], black[at + 1], black[at + 2], max(0, white[at + 1] - black[at + 1]))
        for at in range(0, len(black), 4)
    ]
    counts = Counter(points)
    entries = clustered(counts)
    nearest = {point: FIRST_ENTRY + closest(point, entries) for point in counts}
    return entries, bytes(nearest[point] for point in points)


def distance(one: Entry, other: Entry) -> int:
    return sum((left - right) ** 2 for left, right in zip(one, other, strict=True))


def closest(point: Entry, entries: list[Entry]) -> int:
    return min(range(len(entries)), key=lambda at: distance(point, entries[at]))


def clustered(counts: Counter[Entry]) -> list[Entry]:
    """``ENTRIES`` colours that stand for all: the commonest to begin with, then means of what is near each."""
    entries = [point for point, _ in counts.most_common(ENTRIES)]
    flat = set(entries[:12])
    for _ in range(8):
        groups: list[list[tuple[Entry, int]]] = [[] for _ in entries]
        for point, count in counts.items():
            groups[closest(point, entries)].append((point, min(count, 400)))
        entries = [old if old in flat or not group else mean(group) for old, group in zip(entries, groups, strict=True)]
    return entries


def mean(group: list[tuple[Entry, int]]) -> Entry:
    weight = sum(count for _, count in group)
    red, green, blue, share = (sum(point[part] * count for point, count in group) // weight for part in range(4))
    return red, green, blue, share


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        faces, pixels = drawn_letters(page)
        entries, motorcycle = drawn_motorcycle(page)
        browser.close()
    drawing = {
        "x": X,
        "y": Y,
        "width": WIDTH,
        "offset": len(pixels),
        "length": len(motorcycle),
        "entries": entries,
    }
    header = json.dumps({"faces": faces, "drawing": drawing}, ensure_ascii=False, separators=(",", ":"))
    ART.parent.mkdir(exist_ok=True)
    ART.write_bytes(zlib.compress(header.encode() + b"\n" + pixels + motorcycle, 9))


if __name__ == "__main__":
    main()
