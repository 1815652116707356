"""What is not set in type: signatures, ticks, simple logos, bar codes."""

from __future__ import annotations

import math
import random
from functools import lru_cache

import typefaces
from drawing import Colour, Drawing


def sign(drawing: Drawing, rng: random.Random, name: str, x: float, y: float, room: float, pen: Colour) -> None:
    """A signature that ends near the baseline y: a script face with a flourish, or a scrawl."""
    if rng.random() < 0.4:
        font = typefaces.hand(rng.choice(("breip", "dkg", "femkeklaver", "rufscript")))
        font = typefaces.fitting(font, name)
        size = 17.0 * typefaces.hand_scale(font)
        size *= min(1.0, max(0.4, (room - 4) / max(1.0, typefaces.width(name, font, size))))
        drawing.turned(x, y - 1, rng.uniform(0, 4), name, font, size, pen)
        end = x + min(room, typefaces.width(name, font, size))
        drawing.curve([(x, y + 1), (x + 30, y - 6), (end - 30, y + 5), (end, y - 2)], 0.8, pen)
        return
    points, at = [(x, y - 2)], x
    total = min(room - 6, 26 + 5.5 * len(name))
    humps = max(4, int(len(name) * 0.8))
    for i in range(humps):
        tall = rng.uniform(16, 24) if i in (0, humps // 2) else rng.uniform(3, 10)
        step = total / humps
        points += [
            (at + step * rng.uniform(-0.3, 0.5), y - tall),
            (at + step * rng.uniform(0.4, 1.1), y - tall * rng.uniform(0.3, 1.0)),
            (at + step, y - rng.uniform(-3, 3)),
        ]
        at += step
    drawing.curve(points, rng.uniform(0.8, 1.5), pen)


def tick_box(
    drawing: Drawing, rng: random.Random, x: float, y: float, side: float, ticked: bool, round_: bool, pen: Colour
) -> None:
    drawing.rect(x, y, side, side, fill=None, width=0.8, radius=side / 2 if round_ else 0)
    if not ticked:
        return
    if round_:
        drawing.rect(x + side * 0.25, y + side * 0.25, side / 2, side / 2, fill=(0, 0, 0), stroke=None, radius=side / 4)
    elif rng.random() < 0.5:
        drawing.line(x + 1, y + 1, x + side - 1, y + side - 1, 1.2, pen)
        drawing.line(x + 1, y + side - 1, x + side - 1, y + 1, 1.2, pen)
    else:
        drawing.line(x + 1, y + side * 0.5, x + side * 0.4, y + side - 1, 1.3, pen)
        drawing.line(x + side * 0.4, y + side - 1, x + side * 1.15, y - side * 0.15, 1.3, pen)


def logo(drawing: Drawing, rng: random.Random, x: float, y: float, side: float, colour: Colour) -> None:
    """An abstract mark: a cross, rings, waves or blocks in a square."""
    kind = rng.choice(("cross", "rings", "blocks", "waves"))
    if kind == "cross":
        drawing.rect(x, y, side, side, fill=colour, stroke=None, radius=5)
        drawing.rect(x + side * 0.4, y + side * 0.2, side * 0.2, side * 0.6, fill=(1, 1, 1), stroke=None)
        drawing.rect(x + side * 0.2, y + side * 0.4, side * 0.6, side * 0.2, fill=(1, 1, 1), stroke=None)
    elif kind == "rings":
        for r in (1.0, 0.66, 0.33):
            drawing.rect(
                x + side * (1 - r) / 2,
                y + side * (1 - r) / 2,
                side * r,
                side * r,
                fill=None,
                stroke=colour,
                width=2,
                radius=side * r / 2,
            )
    elif kind == "blocks":
        for i, (dx, dy) in enumerate(((0, 0), (0.52, 0), (0, 0.52), (0.52, 0.52))):
            drawing.rect(
                x + side * dx,
                y + side * dy,
                side * 0.46,
                side * 0.46,
                fill=colour if i != 1 else None,
                stroke=colour,
                radius=2,
            )
    else:
        for k in range(3):
            points = [
                (x + i * side / 12, y + side * (0.25 + 0.25 * k) + math.sin(i / 2) * side * 0.09) for i in range(13)
            ]
            drawing.curve(points, 2.2, colour)


_FORMATS = {"code128": "Code128", "code39": "Code39", "qr": "QRCode", "pdf417": "PDF417"}


@lru_cache(maxsize=256)
def _modules(text: str, symbology: str) -> tuple[tuple[bool, ...], ...]:
    import zxingcpp

    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, _FORMATS[symbology]))
    image = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    return tuple(tuple(bool(v < 128) for v in row) for row in memoryview(image).tolist())


def barcode(text: str, symbology: str) -> list[list[bool]]:
    """Modules of a bar code, row by row; one row for a linear code."""
    rows = [list(r) for r in _modules(text, symbology)]
    return rows if symbology in ("qr", "pdf417") else rows[:1]
