"""Where the next block of a document goes, and in which faces it is set."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import typefaces
from blocks import Inline, Line, Sheet, Title
from drawing import BLACK, Colour, Drawing
from looks import Look
from textflow import Face, as_line, break_lines, draw_line, line_width

if TYPE_CHECKING:
    from cardfaces import Copy

LETTER = (612.0, 792.0)
WHITE: Colour = (1.0, 1.0, 1.0)


class Pen:
    """Where the next block goes, and with which faces. Lengths are points; y grows downward."""

    def __init__(self, sheet: Sheet, look: Look, rng: random.Random) -> None:
        self.sheet, self.look, self.rng = sheet, look, rng
        self.drawing = Drawing()
        self.size = look.size
        self.width, self.height = LETTER
        self.left, self.right = look.margin, self.width - look.margin
        self.bottom = self.height - 54
        self.body = Face(typefaces.face(look.font), look.size, typefaces.hand(look.hand), look.pen, BLACK, look.upper)
        self.bold = Face(
            typefaces.face(look.font, True), look.size, typefaces.hand(look.hand), look.pen, BLACK, look.upper
        )
        self.y = 0.0
        self.copy: Copy | None = None  # how cards lie on the page
        self.air = 1.0  # how much wider than needed the gaps between blocks are

    @property
    def room(self) -> float:
        return self.right - self.left

    @property
    def step(self) -> float:
        return self.size * self.look.leading

    def face(self, bold: bool = False, scale: float = 1.0, colour: Colour = BLACK, upper: bool | None = None) -> Face:
        base = self.bold if bold else self.body
        return Face(
            base.font,
            self.size * scale,
            base.hand,
            base.pen,
            colour,
            self.look.upper if upper is None else upper or self.look.upper,
        )

    def page(self) -> None:
        self.drawing.add_page(self.width, self.height)
        self.y = min(self.look.margin, 50)
        if self.sheet.banner:
            self._banner()

    def need(self, height: float) -> None:
        """A new page unless `height` points are left on this one."""
        if self.y + height > self.bottom:
            self.page()

    def _banner(self) -> None:
        parts: list[Inline] = []
        for label, value in self.sheet.banner:
            parts += [("    " if parts else "") + f"{label}: ", *as_line(value)]
        face = self.face(bold=True, scale=0.95)
        lines = break_lines(tuple(parts), face, self.room - 12)
        height = len(lines) * self.step + 8
        self.drawing.rect(
            self.left,
            self.y - 2,
            self.room,
            height,
            fill=None if self.look.mono else (0.92, 0.93, 0.95),
            stroke=None if self.look.mono else (0.6, 0.6, 0.65),
        )
        for i, line in enumerate(lines):
            draw_line(self.drawing, line, self.left + 6, self.y + 4 + self.step * (i + 0.7))
        self.y += height + self.step * 0.6

    def put(
        self,
        content: Inline | Line,
        face: Face,
        align: str = "left",
        left: float | None = None,
        room: float | None = None,
    ) -> None:
        """Flow content over as many lines (and pages) as it takes."""
        left, room = self.left if left is None else left, self.room if room is None else room
        step = face.size * self.look.leading
        for line in break_lines(content, face, room):
            self.need(step)
            used = sum(p.w for p in line)
            shift = {"left": 0.0, "center": (room - used) / 2, "right": room - used}[align]
            draw_line(self.drawing, line, left + shift, self.y + face.size)
            self.y += step

    def gap(self, lines: float = 0.5) -> None:
        self.y += self.step * lines * self.air


def title(pen: Pen, block: Title) -> None:
    look = pen.look
    if block.level == 1:
        face, mode = (
            pen.face(
                bold=True,
                scale=1.05 if look.style == "mono" else 1.3,
                colour=BLACK if look.mono else look.ink,
                upper=look.title == "caps",
            ),
            look.title,
        )
    else:
        face, mode = (
            pen.face(
                bold=True,
                scale=1.08 if block.level == 2 else 1.0,
                colour=BLACK if look.mono else look.ink,
                upper=look.section == "caps",
            ),
            look.section,
        )
    pen.need(face.size * 4)
    pen.gap(0.3 if block.level == 1 else 0.5)
    align = "center" if block.level == 1 and mode in ("center", "caps") else "left"
    top = pen.y
    if mode == "band" and not look.mono:
        lines = len(break_lines(block.text, face, pen.room - 10))
        shade = look.ink if look.ink != BLACK and pen.look.style in ("web", "ehr") else (0.86, 0.86, 0.88)
        dark = sum(shade) < 1.6
        pen.drawing.rect(pen.left, top - 1, pen.room, lines * face.size * look.leading + 5, fill=shade, stroke=None)
        pen.put(
            block.text,
            Face(face.font, face.size, face.hand, face.pen, WHITE if dark else BLACK, face.upper),
            left=pen.left + 5,
            room=pen.room - 10,
        )
        pen.y += 4
    else:
        pen.put(block.text, face, align)
        if mode in ("rule", "underline"):
            width = line_width(block.text, face) if mode == "underline" else pen.room
            pen.drawing.line(pen.left, pen.y, pen.left + min(width, pen.room), pen.y, 0.8, face.colour)
            pen.y += 3
    pen.gap(0.4 if block.level == 1 else 0.2)
