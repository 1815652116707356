"""Tables: columns as wide as they need, wrapped where the page is too narrow, headings repeated on a new page."""

from __future__ import annotations

from blocks import Inline, Line, Table, Title
from pen import Pen, title
from textflow import Face, Piece, break_lines, draw_line, line_width, longest_word

PAD = 4.0


def column_widths(needs: list[float], words: list[float], room: float) -> list[float]:
    """Widths of the columns: what each needs where there is room, else at least its longest word and a share of the rest."""
    total = sum(needs)
    if total <= room:
        spare = (max(room * 0.75, total) - total) / len(needs) if total < room * 0.6 else (room - total) / len(needs)
        return [w + spare for w in needs]
    least = [min(w, room / 3) for w in words]
    if sum(least) >= room:
        return [w * room / sum(least) for w in least]
    rest, want = room - sum(least), sum(needs) - sum(least)
    return [w + rest * (n - w) / want for n, w in zip(needs, least, strict=True)]


def draw_table(pen: Pen, block: Table) -> None:
    if block.title:
        title(pen, Title(block.title, 3))
    columns = max([len(block.header), *(len(r) for r in block.rows)])
    if not columns:
        return
    head = tuple(block.header) + ("",) * (columns - len(block.header)) if any(block.header) else ()
    rows = [tuple(r) + ("",) * (columns - len(r)) for r in block.rows]
    for scale in (1.0, 0.93, 0.86, 0.8, 0.74):
        body, bold = pen.face(scale=scale), pen.face(bold=True, scale=scale)
        needs = [
            max([line_width(head[c], bold) if head else 0.0, *(line_width(r[c], body) for r in rows)]) + 2 * PAD + 1
            for c in range(columns)
        ]
        words = [
            max([longest_word(head[c], bold) if head else 0.0, *(longest_word(r[c], body) for r in rows)]) + 2 * PAD + 1
            for c in range(columns)
        ]
        if sum(needs) <= pen.room or sum(words) <= pen.room * 0.8:
            break
    widths = column_widths(needs, words, pen.room)
    _rows(pen, head, rows, widths, body, bold)
    pen.gap(0.7)


def _rows(
    pen: Pen, head: tuple[Inline, ...], rows: list[tuple[Inline, ...]], widths: list[float], body: Face, bold: Face
) -> None:
    mode = pen.look.table
    if head:
        pen.need(body.size * 4)
        _row(pen, head, widths, bold, mode, True, 0)
    for k, row in enumerate(rows):
        page = len(pen.drawing.pages)
        cells = [break_lines(c, body, w - 2 * PAD) for c, w in zip(row, widths, strict=True)]
        pen.need(max(len(c) for c in cells) * body.size * pen.look.leading + 4)
        if len(pen.drawing.pages) != page and head:
            _row(pen, head, widths, bold, mode, True, 0)
        _row(pen, row, widths, body, mode, False, k)
    if mode == "rules":
        pen.drawing.line(pen.left, pen.y + 1, pen.left + sum(widths), pen.y + 1, 0.6)


def _row(
    pen: Pen, row: tuple[Inline | Line, ...], widths: list[float], face: Face, mode: str, head: bool, k: int
) -> None:
    cells: list[list[list[Piece]]] = [break_lines(c, face, w - 2 * PAD) for c, w in zip(row, widths, strict=True)]
    step = face.size * pen.look.leading
    height = max(len(c) for c in cells) * step + (4 if mode == "grid" else 1.5)
    total = sum(widths)
    if mode == "zebra" and k % 2 and not head:
        pen.drawing.rect(pen.left, pen.y, total, height, fill=(0.94, 0.95, 0.97), stroke=None)
    if head and mode in ("zebra", "grid") and not pen.look.mono:
        pen.drawing.rect(pen.left, pen.y, total, height, fill=(0.87, 0.88, 0.9), stroke=None)
    x = pen.left
    for lines, w in zip(cells, widths, strict=True):
        if mode == "grid":
            pen.drawing.rect(x, pen.y, w, height, fill=None, width=0.5)
        for i, line in enumerate(lines):
            draw_line(pen.drawing, line, x + PAD, pen.y + face.size * 1.02 + i * step + (1 if mode == "grid" else 0))
        x += w
    pen.y += height
    if head and mode in ("rules", "plain"):
        pen.drawing.line(pen.left, pen.y, pen.left + total, pen.y, 0.9 if mode == "rules" else 0.4)
        pen.y += 2
