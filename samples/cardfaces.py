"""Insurance cards: rounded faces at card size, front and back on one page, or each on its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ink
from blocks import Block, Card, Code, Fields, Inline, Line, PageBreak, Para, Rule, Table, Title
from drawing import BLACK, Colour
from textflow import Face, Piece, as_line, break_lines, draw_line, line_width

if TYPE_CHECKING:
    from pen import Pen

WIDE, TALL = 243.0, 153.0  # ISO/IEC 7810 ID-1 in points


TINTS: tuple[Colour, ...] = ((1.0, 1.0, 1.0), (0.97, 0.98, 1.0), (0.98, 0.97, 0.94), (0.94, 0.97, 0.95))
TABLES: tuple[Colour, ...] = ((0.75, 0.68, 0.58), (0.55, 0.5, 0.46), (0.8, 0.8, 0.8), (0.35, 0.36, 0.4))


@dataclass(slots=True)
class Copy:
    """How the cards of one document lie on the glass: chosen once, for front and back alike."""

    scale: float
    close_up: bool
    own_page: bool
    beside: bool
    tint: Colour
    table: Colour
    last: tuple[float, float] | None = None  # right edge and top of a front that the back may stand beside


def copy_of(pen: Pen, close_up: bool) -> Copy:
    if pen.copy is None:
        rng = pen.rng
        scale = rng.uniform(1.35, 1.9) if close_up else rng.choice((1.0, 1.0, 1.12, 1.25, 1.5, 1.9))
        beside = scale == 1.0 and pen.room >= 2 * WIDE + 10 and rng.random() < 0.5
        pen.copy = Copy(
            min(scale, (pen.width - 80) / WIDE),
            close_up,
            rng.random() < 0.25,
            beside,
            rng.choice(TINTS),
            rng.choice(TABLES),
        )
    return pen.copy


def draw_cards(pen: Pen, blocks: list[Block], close_up: bool, draw_block: Callable[[Pen, Block], None]) -> None:
    """Cards in order; other blocks (a heading of the copy, a stamp) are drawn between them where there is room."""
    copy = copy_of(pen, close_up)
    if not pen.drawing.pages and not close_up:
        pen.page()
        pen.y += pen.rng.choice((0, 0, 30, 90, 150))
    for block in blocks:
        if isinstance(block, Card):
            _place(pen, block, copy)
        elif isinstance(block, PageBreak):
            if not close_up:
                pen.page()
        elif not close_up:
            draw_block(pen, block)


def _place(pen: Pen, card: Card, copy: Copy) -> None:
    content = _Face(pen, card, copy.scale)
    w, h = WIDE * copy.scale, content.height
    if copy.close_up:  # one picture holds both sides
        if not pen.drawing.pages:
            pen.drawing.add_page(w + 60, 30.0)
            pen.drawing.rect(0, 0, w + 60, 3000, fill=copy.table, stroke=None)
        x, y = 30.0, pen.drawing.pages[-1].height
        pen.drawing.pages[-1].height += h + 30
    elif copy.beside and card.side == "back" and copy.last and copy.last[1] + h < pen.bottom:
        x, y = copy.last[0] + 8, copy.last[1]
    else:
        if copy.own_page and card.side == "back" and pen.drawing.pages[-1].runs:
            pen.page()
        pen.need(h + 10)
        x, y = pen.left + (0.0 if copy.beside else pen.rng.random() * max(0.0, pen.room - w)), pen.y + 4
    copy.last = (x + w, y)
    pen.drawing.rect(x, y, w, h, fill=copy.tint, stroke=(0.4, 0.4, 0.4), radius=9 * copy.scale)
    content.draw(x, y)
    pen.y = max(pen.y, y + h + 22)


class _Face:
    """The content of one side, set in the largest type (of a few) that fits the card."""

    def __init__(self, pen: Pen, card: Card, scale: float) -> None:
        self.pen, self.card = pen, card
        for size in (8.2, 7.6, 7.0, 6.4, 5.8):
            self.size = size * scale
            self.w = WIDE * scale
            self.ops: list[tuple[list[Piece], float, float]] = []
            self.bands: list[tuple[float, float, Colour]] = []
            self.codes: list[tuple[Code, float]] = []
            self._lay_out(scale)
            if self.y <= TALL * scale:
                break
        self.height = max(TALL * scale, self.y + 4 * scale)

    def _lay_out(self, scale: float) -> None:
        look, size = self.pen.look, self.size
        pad = 10 * scale
        self.left, self.room, self.y = pad, self.w - 2 * pad, 6 * scale
        plain, bold = self.pen.face(), self.pen.face(bold=True)
        self.body = Face(plain.font, size, plain.hand, plain.pen)
        self.bold = Face(bold.font, size, bold.hand, bold.pen)
        band = look.head in ("band", "boxed")
        colour: Colour = (1, 1, 1) if band else look.ink
        if self.card.issuer:
            head = Face(bold.font, size * 1.5, bold.hand, bold.pen, colour)
            top = self.y
            self._flow(self.card.issuer, head)
            if band:
                self.bands.append(
                    (top - 2 * scale, self.y - top + 3 * scale, look.ink if look.ink != BLACK else (0.15, 0.25, 0.4))
                )
            self.y += 4 * scale
        for block in self.card.blocks:
            self._block(block)

    def _flow(self, content: Inline | Line, face: Face, left: float | None = None, room: float | None = None) -> None:
        for line in break_lines(content, face, room or self.room):
            self.ops.append((line, self.left if left is None else left, self.y + face.size))
            self.y += face.size * 1.2

    def _block(self, block: object) -> None:
        if isinstance(block, Fields):
            self._fields(block)
        elif isinstance(block, Table):
            for row in (*([block.header] if any(block.header) else []), *block.rows):
                self._pairs([("", cell) for cell in row], max(1, len(row)))
        elif isinstance(block, Title):
            self._flow(block.text, self.bold)
        elif isinstance(block, Para):
            self._flow(block.parts, self.body)
            self.y += self.size * 0.3
        elif isinstance(block, Code):
            self.codes.append((block, self.y))
            self.y += self.size * (5 if block.symbology in ("qr", "pdf417") else 3)
        elif isinstance(block, Rule):
            self.y += self.size * 0.4
        elif isinstance(block, (str, tuple)):
            self._flow(block, self.body)

    def _fields(self, block: Fields) -> None:
        if block.title:
            self._flow(block.title, self.bold)
        n = max(1, min(block.columns, 3))
        while n > 1 and any(
            line_width(label, self.bold) + line_width(value, self.bold) + 10 > self.room / n
            for label, value in block.rows
        ):
            n -= 1
        for i in range(0, len(block.rows), n):
            self._pairs(list(block.rows[i : i + n]), n)
        self.y += self.size * 0.35

    def _pairs(self, pairs: list[tuple[str, Inline | Line]], n: int) -> None:
        room, top, low = self.room / n, self.y, self.y
        over = self.pen.look.label_caps and n > 1  # label above its value
        for k, (label, value) in enumerate(pairs):
            self.y = top
            left = self.left + k * room
            label = (
                label
                if not label or label.endswith((":", "#", "?")) or not self.pen.look.colon or over
                else label + ":"
            )
            if over or not label:
                if label:
                    self._flow(label, self.body, left, room - 4)
                self._flow(value, self.bold if label else self.body, left, room - 4)
            else:
                lead = self.bold if self.pen.look.label_bold else self.body
                own = self.body if self.pen.look.label_bold else self.bold
                start = min(line_width(label, lead) + 4, room * 0.62)
                self._flow(label, lead, left, start - 3)
                end, self.y = self.y, top
                self._flow(value if as_line(value) else "", own, left + start, max(20.0, room - start - 3))
                self.y = max(self.y, end)
            low = max(low, self.y)
        self.y = low

    def draw(self, x: float, y: float) -> None:
        drawing = self.pen.drawing
        for top, height, colour in self.bands:
            drawing.rect(x + 1, y + top, self.w - 2, height, fill=colour, stroke=None)
        for line, left, base in self.ops:
            draw_line(drawing, line, x + left, y + base)
        for code, top in self.codes:
            rows = ink.barcode(code.text, code.symbology)
            square = code.symbology in ("qr", "pdf417")
            tall = self.size * 4.6 / len(rows) if square else self.size * 2.4
            cell = tall if code.symbology == "qr" else min(self.room / len(rows[0]), 1.1)
            drawing.bars(x + self.left, y + top, cell, tall, rows)
