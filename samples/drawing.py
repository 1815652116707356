"""A document as drawn: a list of strokes and text runs per page, the boxes of truth values, and the two ways out (PDF, words)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import typefaces
from blocks import Span
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

SCALE = 200 / 72  # truth boxes are pixels at 200 dpi
Op = Callable[[Canvas, float], None]  # draws on a canvas, given the height of the page
Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)


@dataclass(slots=True)
class Run:
    """Text at a place: left and baseline in points from the top left corner."""

    text: str
    x: float
    y: float
    font: str
    size: float


@dataclass(slots=True)
class PageDrawing:
    width: float
    height: float
    ops: list[Op] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class Drawing:
    """Pages, and what was really printed of the truth: values by field, and boxes (page, left, top, right, bottom)."""

    pages: list[PageDrawing] = field(default_factory=list)
    printed: dict[str, list[object]] = field(default_factory=dict)
    boxes: dict[str, tuple[int, int, int, int, int]] = field(default_factory=dict)

    def add_page(self, width: float, height: float) -> PageDrawing:
        self.pages.append(PageDrawing(width, height))
        return self.pages[-1]

    def note(self, span: Span, page: int, x: float, y: float, w: float, size: float) -> None:
        """Remember that the span stands here. The first print of a field gives its box (the first line of a wrapped value)."""
        if span.field is None:
            return
        values = self.printed.setdefault(span.field, [])
        if span.value not in values:
            values.append(span.value)
        self.boxes.setdefault(span.field, (page, *_box(x, y, w, size)))

    def text(self, x: float, y: float, text: str, font: str, size: float, colour: Colour = BLACK) -> None:
        font = typefaces.fitting(font, text)
        page = self.pages[-1]
        page.runs.append(Run(text, x, y, font, size))
        weight = typefaces.thickening(font)

        def op(c: Canvas, height: float) -> None:
            c.setFillColorRGB(*colour)
            c.setFont(font, size)
            if weight:
                c.setStrokeColorRGB(*colour)
                c.setLineWidth(size * weight)
                c.drawString(x, height - y, text, mode=2)
            else:
                c.drawString(x, height - y, text)

        page.ops.append(op)

    def line(
        self,
        x0: float,
        y0: float,
        x1: float,
        y1: float,
        width: float = 0.7,
        colour: Colour = BLACK,
        dash: tuple[int, int] | None = None,
    ) -> None:
        def op(c: Canvas, height: float) -> None:
            c.setStrokeColorRGB(*colour)
            c.setLineWidth(width)
            c.setDash(*(dash or ()))
            c.line(x0, height - y0, x1, height - y1)
            c.setDash()

        self.pages[-1].ops.append(op)

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        fill: Colour | None = None,
        stroke: Colour | None = BLACK,
        width: float = 0.7,
        radius: float = 0,
        below: bool = False,
    ) -> None:
        """A box by its top left corner; `below` puts it under what is already drawn."""

        def op(c: Canvas, height: float) -> None:
            if fill:
                c.setFillColorRGB(*fill)
            if stroke:
                c.setStrokeColorRGB(*stroke)
            c.setLineWidth(width)
            draw = c.roundRect if radius else c.rect
            draw(x, height - y - h, w, h, *([radius] if radius else []), stroke=int(bool(stroke)), fill=int(bool(fill)))

        ops = self.pages[-1].ops
        ops.insert(0, op) if below else ops.append(op)

    def curve(self, points: list[tuple[float, float]], width: float, colour: Colour) -> None:
        """A pen stroke: cubic Bezier through groups of three points after the first."""

        def op(c: Canvas, height: float) -> None:
            path = c.beginPath()
            path.moveTo(points[0][0], height - points[0][1])
            for i in range(1, len(points) - 2, 3):
                path.curveTo(*(v for px, py in points[i : i + 3] for v in (px, height - py)))
            c.setStrokeColorRGB(*colour)
            c.setLineWidth(width)
            c.setLineCap(1)
            c.drawPath(path, stroke=1, fill=0)
            c.setLineCap(0)

        self.pages[-1].ops.append(op)

    def bars(self, x: float, y: float, cell: float, tall: float, rows: list[list[bool]]) -> None:
        """A bar code: rows of modules, each `cell` points wide and `tall` points high."""

        def op(c: Canvas, height: float) -> None:
            c.setFillColorRGB(0, 0, 0)
            for r, row in enumerate(rows):
                start = None
                for i, on in enumerate([*row, False]):
                    if on and start is None:
                        start = i
                    elif not on and start is not None:
                        c.rect(
                            x + start * cell, height - y - (r + 1) * tall, (i - start) * cell, tall, stroke=0, fill=1
                        )
                        start = None

        self.pages[-1].ops.append(op)

    def turned(
        self,
        x: float,
        y: float,
        degrees: float,
        text: str,
        font: str,
        size: float,
        colour: Colour,
        alpha: float = 1.0,
        frame: bool = False,
    ) -> None:
        """Text (at times framed) turned around its start, as a rubber stamp or a watermark."""
        font = typefaces.fitting(font, text)
        w = typefaces.width(text, font, size)
        self.pages[-1].runs.append(Run(text, x, y, font, size))

        def op(c: Canvas, height: float) -> None:
            c.saveState()
            c.translate(x, height - y)
            c.rotate(degrees)
            c.setFillColor(Color(*colour, alpha=alpha))
            c.setStrokeColor(Color(*colour, alpha=alpha))
            c.setFont(font, size)
            c.drawString(0, 0, text)
            if frame:
                c.setLineWidth(1.4)
                c.rect(-5, -size * 0.35, w + 10, size * 1.4, stroke=1, fill=0)
            c.restoreState()

        self.pages[-1].ops.append(op)

    # -- ways out -------------------------------------------------------------------------------------------------------
    def pdf(self) -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, invariant=1, pageCompression=1)
        draw_pages(canvas, self.pages)
        canvas.save()
        return buffer.getvalue()

    def words(self) -> list[list[tuple[str, tuple[int, int, int, int]]]]:
        """Words per page in the order of drawing, with boxes in pixels at 200 dpi."""
        return [_words(page.runs) for page in self.pages]


def draw_pages(canvas: Canvas, pages: list[PageDrawing]) -> None:
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        for op in page.ops:
            op(canvas, page.height)
        canvas.showPage()


def _box(x: float, y: float, w: float, size: float) -> tuple[int, int, int, int]:
    return round(x * SCALE), round((y - size * 0.78) * SCALE), round((x + w) * SCALE), round((y + size * 0.24) * SCALE)


def _words(runs: list[Run]) -> list[tuple[str, tuple[int, int, int, int]]]:
    """Words of the page; runs that touch on one baseline print one word ("Garcia" + ",")."""
    out: list[tuple[str, tuple[int, int, int, int]]] = []
    end = (-1.0, -1.0)
    for run in runs:
        for match in re.finditer(r"\S+", run.text):
            x = run.x + typefaces.width(run.text[: match.start()], run.font, run.size)
            w = typefaces.width(match[0], run.font, run.size)
            box = _box(x, run.y, w, run.size)
            if out and match.start() == 0 and end[1] == run.y and abs(end[0] - run.x) < 0.3:
                text, old = out[-1]
                out[-1] = (text + match[0], (old[0], min(old[1], box[1]), box[2], max(old[3], box[3])))
            else:
                out.append((match[0], box))
            end = (x + w, run.y) if match.end() == len(run.text) else (-1.0, -1.0)
    return out
