"""Drawing a `Sheet` in a `Look`: letters, boxed forms, print-outs with a banner, monospace prints, web forms, cards."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import ink
import tables
import typefaces
from blocks import (
    Block,
    Card,
    Checks,
    Code,
    Fields,
    Letterhead,
    Note,
    PageBreak,
    Para,
    Rule,
    Sheet,
    Signature,
    Stamp,
    Table,
    Title,
)
from cardfaces import draw_cards
from drawing import BLACK, Drawing
from fieldsets import draw_fields
from looks import Look
from marks import checks, code, note, signature, stamp
from pen import WHITE, Pen, title
from textflow import break_lines, draw_line, plain_text


def letterhead(pen: Pen, block: Letterhead) -> None:
    look, mode = pen.look, pen.look.head
    name, rest = block.lines[0], block.lines[1:]
    big = pen.face(bold=True, scale=1.0 if look.style == "mono" else 1.5, colour=BLACK if look.mono else look.ink)
    small = pen.face(scale=0.92)
    if mode == "band" and not look.mono:
        pen.drawing.rect(
            pen.left,
            pen.y,
            pen.room,
            big.size * 1.7,
            fill=look.ink if look.ink != BLACK else (0.2, 0.2, 0.2),
            stroke=None,
        )
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


def para(pen: Pen, block: Para) -> None:
    pen.put(block.parts, pen.body)
    pen.gap(0.45)


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


def draw_block(pen: Pen, block: Block) -> None:
    DRAW[type(block)](pen, block)


def draw(sheet: Sheet, look: Look, rng: random.Random, close_up: bool = False) -> Drawing:
    """Draw all blocks. `close_up` sets a card on a page hardly larger than itself, as on a photo.

    A sheet that leaves most of its page empty is set larger and looser, as its office would have laid it out.
    """
    if any(isinstance(b, Card) for b in sheet.blocks) and (close_up or isinstance(sheet.blocks[0], Card)):
        pen = Pen(sheet, look, rng)
        draw_cards(pen, list(sheet.blocks), close_up, draw_block)
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
            draw_cards(pen, [block], False, draw_block)
        else:
            draw_block(pen, block)
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
        number = (
            pen.look.page_number.format(n=i + 1, of=total) if total > 1 or pen.look.style in ("ehr", "mono") else ""
        )
        y = pen.height - 40
        if pen.sheet.footer:
            for line in break_lines(pen.sheet.footer, face, pen.room - 70)[:2]:
                draw_line(pen.drawing, line, pen.left, y)
                y += face.size * 1.15
        if number:
            pen.drawing.text(
                pen.right - typefaces.width(number, face.font, face.size), pen.height - 40, number, face.font, face.size
            )
    pen.drawing.pages = pages
