"""Drawing a `Sheet` in a `Look`: letters, boxed forms, print-outs with a banner, monospace prints, web forms, cards."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import ink
import tables
import typefaces
from blocks import Block, Card, Checks, Code, Fields, Inline, Letterhead, Line, Note, PageBreak, Para, Rule, Sheet, Signature, Span, Stamp, Table, Title
from cardfaces import Copy, draw_cards
from drawing import BLACK, Colour, Drawing
from fieldsets import draw_fields
from looks import Look
from textflow import Face, Piece, as_line, break_lines, draw_line, line_width, plain_text

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
        self.bold = Face(typefaces.face(look.font, True), look.size, typefaces.hand(look.hand), look.pen, BLACK, look.upper)
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
        return Face(base.font, self.size * scale, base.hand, base.pen, colour, self.look.upper if upper is None else upper or self.look.upper)

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
        self.drawing.rect(self.left, self.y - 2, self.room, height, fill=None if self.look.mono else (0.92, 0.93, 0.95), stroke=None if self.look.mono else (0.6, 0.6, 0.65))
        for i, line in enumerate(lines):
            draw_line(self.drawing, line, self.left + 6, self.y + 4 + self.step * (i + 0.7))
        self.y += height + self.step * 0.6

    def put(self, content: Inline | Line, face: Face, align: str = "left", left: float | None = None, room: float | None = None) -> None:
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


def letterhead(pen: Pen, block: Letterhead) -> None:
    look, mode = pen.look, pen.look.head
    name, rest = block.lines[0], block.lines[1:]
    big = pen.face(bold=True, scale=1.0 if look.style == "mono" else 1.5, colour=BLACK if look.mono else look.ink)
    small = pen.face(scale=0.92)
    if mode == "band" and not look.mono:
        pen.drawing.rect(pen.left, pen.y, pen.room, big.size * 1.7, fill=look.ink if look.ink != BLACK else (0.2, 0.2, 0.2), stroke=None)
        top = pen.y
        pen.put(name, pen.face(bold=True, scale=1.4, colour=WHITE), left=pen.left + 8, room=pen.room - 16)
        pen.y = max(pen.y, top + big.size * 1.7) + 3
        pen.put("   ".join(plain_text(r) for r in rest), small)
    elif mode == "split":
        top = pen.y
        pen.put(name, big, room=pen.room * 0.52)
        low, pen.y = pen.y, top
        for line in rest:
            pen.put(line, small, "right", left=pen.left + pen.room * 0.54, room=pen.room * 0.46)
        pen.y = max(low, pen.y)
    elif mode == "boxed":
        top = pen.y
        pen.y += 4
        for i, line in enumerate(block.lines):
            pen.put(line, small if i else big, "center")
        pen.drawing.rect(pen.left, top, pen.room, pen.y - top + 4, fill=None)
        pen.y += 6
    else:
        align = mode if mode in ("left", "right") else "center"
        if align == "left" and not look.mono and pen.rng.random() < 0.5:
            ink.logo(pen.drawing, pen.rng, pen.left, pen.y, 30, look.ink)
            pen.put(name, big, left=pen.left + 38, room=pen.room - 38)
            pen.put("   ".join(plain_text(r) for r in rest), small, left=pen.left + 38, room=pen.room - 38)
        else:
            for i, line in enumerate(block.lines):
                pen.put(line, small if i else big, align)
    if mode in ("center", "left") and look.title != "rule":
        rule(pen, Rule())
    pen.gap(0.7)


def title(pen: Pen, block: Title) -> None:
    look = pen.look
    if block.level == 1:
        face, mode = pen.face(bold=True, scale=1.05 if look.style == "mono" else 1.3, colour=BLACK if look.mono else look.ink, upper=look.title == "caps"), look.title
    else:
        face, mode = pen.face(bold=True, scale=1.08 if block.level == 2 else 1.0, colour=BLACK if look.mono else look.ink, upper=look.section == "caps"), look.section
    pen.need(face.size * 4)
    pen.gap(0.3 if block.level == 1 else 0.5)
    align = "center" if block.level == 1 and mode in ("center", "caps") else "left"
    top = pen.y
    if mode == "band" and not look.mono:
        lines = len(break_lines(block.text, face, pen.room - 10))
        shade = look.ink if look.ink != BLACK and pen.look.style in ("web", "ehr") else (0.86, 0.86, 0.88)
        dark = sum(shade) < 1.6
        pen.drawing.rect(pen.left, top - 1, pen.room, lines * face.size * look.leading + 5, fill=shade, stroke=None)
        pen.put(block.text, Face(face.font, face.size, face.hand, face.pen, WHITE if dark else BLACK, face.upper), left=pen.left + 5, room=pen.room - 10)
        pen.y += 4
    else:
        pen.put(block.text, face, align)
        if mode in ("rule", "underline"):
            width = line_width(block.text, face) if mode == "underline" else pen.room
            pen.drawing.line(pen.left, pen.y, pen.left + min(width, pen.room), pen.y, 0.8, face.colour)
            pen.y += 3
    pen.gap(0.4 if block.level == 1 else 0.2)


def para(pen: Pen, block: Para) -> None:
    pen.put(block.parts, pen.body)
    pen.gap(0.45)


def checks(pen: Pen, block: Checks) -> None:
    """Boxes in a row after the label, as many to a line as fit."""
    face, mark = pen.body, pen.look.check
    typed = {"typed": ("[X] ", "[ ] ")}.get(mark)
    x = pen.left
    if block.label:
        label = block.label if block.label.endswith(("?", ":")) else f"{block.label}:"
        if line_width(label, pen.bold) > pen.room * 0.5:
            pen.put(label, pen.bold if pen.look.label_bold else face)
        else:
            pen.need(pen.step)
            line = break_lines(label, pen.bold if pen.look.label_bold else face, pen.room)[0]
            draw_line(pen.drawing, line, x, pen.y + pen.size)
            x += sum(p.w for p in line) + 8
    for text, ticked in block.options:
        content = (typed[0] if ticked else typed[1]) + text if typed else text
        indent = 0.0 if typed else pen.size * 1.3
        wide = line_width(content, face) + indent
        if x > pen.left + 1 and x + wide > pen.right:
            pen.y += pen.step
            x = pen.left + (12 if block.label else 0)
        pen.need(pen.step)
        if not typed:
            ink.tick_box(pen.drawing, pen.rng, x, pen.y + pen.size * 0.15, pen.size * 0.9, ticked, mark == "round", pen.look.pen)
        lines = break_lines(content, face, pen.right - x - indent)
        for i, line in enumerate(lines):
            pen.y += pen.step if i else 0
            pen.need(pen.step)
            draw_line(pen.drawing, line, x + indent, pen.y + pen.size)
        x = pen.right + 1 if len(lines) > 1 else x + wide + 14
    pen.y += pen.step
    pen.gap(0.3)
    if block.field and block.value is not None:
        pen.drawing.printed.setdefault(block.field, []).append(block.value)


def signature(pen: Pen, block: Signature) -> None:
    """A rule to sign on, its label below or before, and what is printed beside it on the same line."""
    beside = block.beside[:3]
    room_beside = pen.room * 0.5 / max(1, len(beside))
    below = pen.rng.random() < 0.5 and not pen.look.mono or any(line_width(f"{label}:", pen.body) > room_beside * 0.5 for label, _ in beside)
    parts: list[tuple[str, Inline | Line, float]] = [(block.label, "", pen.room * (0.46 if beside else 0.6))]
    parts += [(label, value, room_beside) for label, value in beside]
    label_face = pen.face(scale=0.88) if below else pen.body
    cells = []
    for label, value, room in parts:
        lines = break_lines(label if below else f"{label}:", label_face, room - 10 if below else room * 0.55)
        start = 0.0 if below else max(sum(p.w for p in line) for line in lines) + 4
        cells.append((lines, start, break_lines(value, pen.body, max(20.0, room - 12 - start)), room))
    above = max(len(value) if below else max(len(lines), len(value)) for lines, _, value, _ in cells)
    under = max(len(lines) for lines, _, _, _ in cells) if below else 0
    pen.need(pen.size * (above + under + 2.5))
    pen.y += pen.size * max(2.1, above + 0.8)
    x = pen.left
    for i, (lines, start, value, room) in enumerate(cells):
        pen.drawing.line(x + start, pen.y + 2, x + room - 10, pen.y + 2)
        if i == 0 and block.signed:
            ink.sign(pen.drawing, pen.rng, block.ink_name or "A B", x + start + 6, pen.y, room - 14 - start, pen.look.pen)
        _stack(pen, value, x + start + 3, up=True)
        _stack(pen, lines, x, up=not below)
        x += room
    pen.y += pen.size * (1.2 + under)
    if len(block.beside) > 3:
        draw_fields(pen, Fields(block.beside[3:], columns=2))
    if block.field:
        pen.drawing.printed.setdefault(block.field, []).append("present" if block.signed else "absent")
    pen.gap(0.6)


def _stack(pen: Pen, lines: list[list[Piece]], x: float, up: bool) -> None:
    """Lines that end on the rule (up), or begin below it."""
    for k, pieces in enumerate(lines):
        draw_line(pen.drawing, pieces, x, pen.y - (len(lines) - 1 - k) * pen.size if up else pen.y + pen.size * (1.2 + k))


def stamp(pen: Pen, block: Stamp) -> None:
    size = pen.rng.uniform(12, 17)
    font = typefaces.face(pen.rng.choice(("helvetica", "times", "liberation-mono")), True)
    width = typefaces.width(block.text, font, size)
    size *= min(1.0, (pen.room - 30) / width)
    width = typefaces.width(block.text, font, size)
    pen.need(size * 2.8)
    x = pen.left + 12 + pen.rng.random() * max(0.0, pen.room - width - 30)
    colour = pen.rng.choice(((0.7, 0.1, 0.1), (0.1, 0.2, 0.6), (0.1, 0.1, 0.1), (0.5, 0.1, 0.4)))
    pen.drawing.turned(x, pen.y + size * 1.6, pen.rng.uniform(-2.5, 2.5) * min(1, 150 / width), block.text, font, size, colour, 0.85, True)
    pen.y += size * 2.6


def code(pen: Pen, block: Code) -> None:
    rows = ink.barcode(block.text, block.symbology)
    square = block.symbology in ("qr", "pdf417")
    cell = 1.9 if square else min(1.15, pen.room * 0.6 / len(rows[0]))
    tall = cell * (1 if block.symbology == "qr" else 1) if square else 26.0
    height = tall * len(rows)
    pen.need(height + pen.size * 2)
    x = pen.rng.choice((pen.left, pen.right - cell * len(rows[0])))
    pen.drawing.bars(x, pen.y + 2, cell, tall, rows)
    pen.y += height + 4
    if not square:
        pen.drawing.text(x, pen.y + pen.size * 0.8, block.text, pen.body.font, pen.size * 0.8)
        pen.y += pen.size
    pen.gap(0.4)


def note(pen: Pen, block: Note) -> None:
    """A remark by pen; at times on a sticky note."""
    size = 12 * typefaces.hand_scale(typefaces.fitting(pen.body.hand, block.text))
    face = Face(pen.body.hand, size, pen.body.hand, pen.look.pen, pen.look.pen)
    room = min(pen.room * 0.5, 210)
    lines = break_lines(block.text, face, room - 16)
    height = len(lines) * 16 + 14
    pen.need(height + 4)
    x = pen.left + pen.rng.random() * (pen.room - room)
    if pen.rng.random() < 0.5:
        pen.drawing.rect(x, pen.y, room, height, fill=(1.0, 0.96, 0.6), stroke=None)
    for i, line in enumerate(lines):
        draw_line(pen.drawing, line, x + 8, pen.y + 18 + 16 * i)
    pen.y += height + 4


def rule(pen: Pen, block: Rule) -> None:
    pen.need(6)
    if pen.look.mono:
        dash = pen.rng.choice("-=_*") if pen.look.style == "mono" else "-"
        count = int(pen.room / typefaces.width(dash, pen.body.font, pen.size))
        pen.put(dash * count, pen.body)
    else:
        pen.drawing.line(pen.left, pen.y + 2, pen.right, pen.y + 2, pen.rng.choice((0.5, 0.8, 1.5)), pen.look.ink)
        pen.y += 6


DRAW: dict[type, Callable[[Pen, object], None]] = {  # type: ignore[type-arg]
    Letterhead: letterhead, Title: title, Para: para, Fields: draw_fields, Table: tables.draw_table, Checks: checks,
    Signature: signature, Stamp: stamp, Code: code, Note: note, Rule: rule,
}  # fmt: skip


def draw(sheet: Sheet, look: Look, rng: random.Random, close_up: bool = False) -> Drawing:
    """Draw all blocks. `close_up` sets a card on a page hardly larger than itself, as on a photo.

    A sheet that leaves most of its page empty is set larger and looser, as its office would have laid it out.
    """
    if any(isinstance(b, Card) for b in sheet.blocks) and (close_up or isinstance(sheet.blocks[0], Card)):
        pen = Pen(sheet, look, rng)
        draw_cards(pen, list(sheet.blocks), close_up)
        return _with_truth(pen)
    state, airy = rng.getstate(), rng.uniform(0.35, 0.85)
    for size, air in ((1.0, 1.0), (1.12, 1.6), (1.3, 2.6)):
        rng.setstate(state)
        pen = Pen(sheet, replace(look, size=look.size * size if look.size * size <= 13 else max(13.0, look.size)), rng)
        pen.air = air
        _draw_blocks(pen)
        used = (pen.y - 40) / (pen.bottom - 40)
        if len(pen.drawing.pages) > 1 or used > airy:
            break
    return _with_truth(pen)


def _draw_blocks(pen: Pen) -> None:
    pen.page()
    for block in pen.sheet.blocks:
        if isinstance(block, PageBreak):
            pen.page()
        elif isinstance(block, Card):
            draw_cards(pen, [block], False)
        else:
            DRAW[type(block)](pen, block)
    _footers(pen)


def _with_truth(pen: Pen) -> Drawing:
    for field, value in pen.sheet.truth.items():
        pen.drawing.printed[field] = [value]
    return pen.drawing


def _footers(pen: Pen) -> None:
    total = len(pen.drawing.pages)
    face = pen.face(scale=0.85)
    pages = pen.drawing.pages
    for i in range(total):
        pen.drawing.pages = pages[: i + 1]
        number = pen.look.page_number.format(n=i + 1, of=total) if total > 1 or pen.look.style in ("ehr", "mono") else ""
        y = pen.height - 40
        if pen.sheet.footer:
            for line in break_lines(pen.sheet.footer, face, pen.room - 70)[:2]:
                draw_line(pen.drawing, line, pen.left, y)
                y += face.size * 1.15
        if number:
            pen.drawing.text(pen.right - typefaces.width(number, face.font, face.size), pen.height - 40, number, face.font, face.size)
    pen.drawing.pages = pages
