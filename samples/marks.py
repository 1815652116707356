"""Blocks that are drawn rather than set: check boxes, signature lines, stamps, bar codes, remarks by pen."""

from __future__ import annotations

import ink
import typefaces
from blocks import Checks, Code, Fields, Inline, Line, Note, Signature, Stamp
from fieldsets import draw_fields
from pen import Pen
from textflow import Face, Piece, break_lines, draw_line, line_width


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
            ink.tick_box(
                pen.drawing, pen.rng, x, pen.y + pen.size * 0.15, pen.size * 0.9, ticked, mark == "round", pen.look.pen
            )
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
    below = (pen.rng.random() < 0.5 and not pen.look.mono) or any(
        line_width(f"{label}:", pen.body) > room_beside * 0.5 for label, _ in beside
    )
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
            ink.sign(
                pen.drawing, pen.rng, block.ink_name or "A B", x + start + 6, pen.y, room - 14 - start, pen.look.pen
            )
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
        draw_line(
            pen.drawing, pieces, x, pen.y - (len(lines) - 1 - k) * pen.size if up else pen.y + pen.size * (1.2 + k)
        )


def stamp(pen: Pen, block: Stamp) -> None:
    size = pen.rng.uniform(12, 17)
    font = typefaces.face(pen.rng.choice(("helvetica", "times", "liberation-mono")), True)
    width = typefaces.width(block.text, font, size)
    size *= min(1.0, (pen.room - 30) / width)
    width = typefaces.width(block.text, font, size)
    pen.need(size * 2.8)
    x = pen.left + 12 + pen.rng.random() * max(0.0, pen.room - width - 30)
    colour = pen.rng.choice(((0.7, 0.1, 0.1), (0.1, 0.2, 0.6), (0.1, 0.1, 0.1), (0.5, 0.1, 0.4)))
    pen.drawing.turned(
        x,
        pen.y + size * 1.6,
        pen.rng.uniform(-2.5, 2.5) * min(1, 150 / width),
        block.text,
        font,
        size,
        colour,
        0.85,
        True,
    )
    pen.y += size * 2.6


def code(pen: Pen, block: Code) -> None:
    rows = ink.barcode(block.text, block.symbology)
    square = block.symbology in ("qr", "pdf417")
    cell = 1.9 if square else min(1.15, pen.room * 0.6 / len(rows[0]))
    tall = cell if square else 26.0
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
