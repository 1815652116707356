"""Label-value pairs in the ways that offices print them."""

from __future__ import annotations

import typefaces
from blocks import Fields, Inline, Line, Title
from pen import Pen, title
from textflow import Piece, break_lines, draw_line, line_width, longest_word

Row = tuple[str, Inline | Line]


def label_text(pen: Pen, label: str) -> str:
    text = label.upper() if pen.look.label_caps else label
    if not text or (text.endswith((":", "?", "#", ".")) and not text.endswith(".")):
        return text
    return text + pen.look.colon if pen.look.colon or pen.look.fields in ("boxes", "shaded") else text


def draw_fields(pen: Pen, block: Fields) -> None:
    if block.title:
        title(pen, Title(block.title, 2))
    mode = pen.look.fields
    drawer = {"boxes": _boxes, "shaded": _shaded, "run": _run}.get(mode, _columns)
    drawer(pen, block)
    pen.gap(0.5)


def _chunks(rows: tuple[Row, ...], n: int) -> list[tuple[Row, ...]]:
    return [rows[i : i + n] for i in range(0, len(rows), n)]


def _columns(pen: Pen, block: Fields) -> None:
    """Label and value on a line; values aligned, underlined or led to by dots as the look has it."""
    n = max(1, block.columns)
    while n > 1 and any(
        min(line_width(label, pen.bold), pen.room / n * 0.5) + 16 + longest_word(value, pen.body) > pen.room / n
        for label, value in block.rows
    ):
        n -= 1  # a value would be cut within a word
    room = pen.room / n
    face = pen.bold if pen.look.label_bold else pen.body
    labels = [label_text(pen, label) for label, _ in block.rows]
    aligned = pen.look.fields in ("aligned", "dotted")
    widest = min(max((line_width(x, face) for x in labels), default=0) + 8, room * 0.5)
    for k, chunk in enumerate(_chunks(block.rows, n)):
        cells = []
        for i, (_, value) in enumerate(chunk):
            label = labels[k * n + i]
            start = widest if aligned else min(line_width(label, face) + (5 if label else 0), room * 0.55)
            cells.append(
                (break_lines(label, face, max(start - 4, 20.0)), start, break_lines(value, pen.body, room - start - 8))
            )
        height = max(max(len(a), len(b)) for a, _, b in cells)
        pen.need(height * pen.step)
        for i, (label_lines, start, value_lines) in enumerate(cells):
            x = pen.left + i * room
            _put(pen, label_lines, x)
            _put(pen, value_lines, x + start)
            if pen.look.fields == "underline":
                pen.drawing.line(x + start - 2, pen.y + pen.size * 1.15, x + room - 10, pen.y + pen.size * 1.15, 0.5)
            elif pen.look.fields == "dotted" and label_lines:
                _dots(pen, x + sum(p.w for p in label_lines[-1]) + 2, x + start - 3, pen.y + pen.size)
        pen.y += height * pen.step + (2 if pen.look.fields == "underline" else 0)


def _dots(pen: Pen, x0: float, x1: float, y: float) -> None:
    count = int((x1 - x0) / typefaces.width(".", pen.body.font, pen.size))
    if count > 1:
        pen.drawing.text(x0, y, "." * count, pen.body.font, pen.size)


def _put(pen: Pen, lines: list[list[Piece]], x: float, top: float | None = None, size: float | None = None) -> None:
    y = (pen.y if top is None else top) + (size or pen.size)
    for i, line in enumerate(lines):
        draw_line(pen.drawing, line, x, y + i * (size or pen.size) * pen.look.leading)


def _boxes(pen: Pen, block: Fields) -> None:
    """A boxed form: a small label at the top of each cell, the value under it."""
    n = max(2, block.columns) if len(block.rows) > 1 else 1
    small = pen.face(scale=0.74)
    for chunk in _chunks(block.rows, n):
        needs = [max(line_width(value, pen.body), line_width(label, small)) + 14 for label, value in chunk]
        widths = _shares(needs, pen.room)
        cells = [
            (break_lines(label_text(pen, label).rstrip(":"), small, w - 6), break_lines(value, pen.body, w - 8))
            for (label, value), w in zip(chunk, widths, strict=True)
        ]
        height = max(len(a) * small.size * 1.1 + max(1, len(b)) * pen.step for a, b in cells) + 4
        pen.need(height)
        x = pen.left
        for (label_lines, value_lines), w in zip(cells, widths, strict=True):
            pen.drawing.rect(x, pen.y, w, height, fill=None)
            for i, line in enumerate(label_lines):
                draw_line(pen.drawing, line, x + 3, pen.y + small.size * (1.05 + i * 1.1))
            _put(pen, value_lines, x + 4, pen.y + small.size * 1.1 * len(label_lines) + 1)
            x += w
        pen.y += height


def _shares(needs: list[float], room: float) -> list[float]:
    """Widths that fill the room, each at least what it needs where that is possible."""
    total = sum(needs)
    if total <= room:
        return [w + (room - total) / len(needs) for w in needs]
    fair = room / len(needs)
    spare = sum(fair - w for w in needs if w < fair)
    over = sum(w - fair for w in needs if w >= fair)
    return [w if w < fair else fair + spare * (w - fair) / over for w in needs]


def _shaded(pen: Pen, block: Fields) -> None:
    """Cells of a grid: label on grey, value beside it."""
    n = max(1, min(block.columns, 2))
    room = pen.room / n
    face = pen.face(bold=pen.look.label_bold, scale=0.95)
    label_room = min(max((line_width(label_text(pen, x), face) for x, _ in block.rows), default=0) + 10, room * 0.45)
    for chunk in _chunks(block.rows, n):
        cells = [
            (
                break_lines(label_text(pen, label), face, label_room - 6),
                break_lines(value, pen.body, room - label_room - 8),
            )
            for label, value in chunk
        ]
        height = max(max(len(a), len(b)) for a, b in cells) * pen.step + 4
        pen.need(height)
        for i, (label_lines, value_lines) in enumerate(cells):
            x = pen.left + i * room
            pen.drawing.rect(
                x, pen.y, label_room, height, fill=(0.93, 0.93, 0.93), stroke=(0.55, 0.55, 0.55), width=0.5
            )
            pen.drawing.rect(
                x + label_room, pen.y, room - label_room, height, fill=None, stroke=(0.55, 0.55, 0.55), width=0.5
            )
            _put(pen, label_lines, x + 3, pen.y + 1)
            _put(pen, value_lines, x + label_room + 4, pen.y + 1)
        pen.y += height


def _run(pen: Pen, block: Fields) -> None:
    """Pairs one after the other, as many to a line as fit."""
    face = pen.bold if pen.look.label_bold else pen.body
    x = pen.left
    pen.need(pen.step)
    for label, value in block.rows:
        text = label_text(pen, label)
        text = text if text.endswith(("?", ":", "")) and pen.look.colon else text + ":" if text else text
        wide = line_width(text, face) + 4 + line_width(value, pen.body)
        if x > pen.left and x + wide > pen.right:
            pen.y += pen.step
            pen.need(pen.step)
            x = pen.left
        lines = break_lines(text, face, pen.room)
        _put(pen, lines[:1], x)
        start = x + sum(p.w for p in lines[0]) + 4
        value_lines = break_lines(value, pen.body, max(60.0, pen.right - start))
        _put(pen, value_lines, start)
        if len(value_lines) > 1:
            pen.y += pen.step * len(value_lines)
            pen.need(pen.step)
            x = pen.left
        else:
            x += wide + 16
    pen.y += pen.step if x > pen.left else 0
