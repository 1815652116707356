"""Where a form is filled in: the line over a caption, or the space behind a label, and what ink stands there.

A caption stands under the line it names ("______ / Signature"); a label stands before it ("Signature: ______").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extraction.context import Context
from pipeline.extraction.labels import Found
from pipeline.extraction.layout import Line, Sheet, around, joined
from pipeline.records import Box, Private, Word

REACH = 46.0  # character widths: as long as a line to sign on gets
TALL = 4.2  # word heights over a caption in which pen strokes count as standing on its line


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Zone(Private):
    """The space that belongs to a label. `ruled` where a line was seen; `over` where it lies over its caption."""

    sheet: Sheet
    found: Found
    box: Box
    over: bool
    ruled: bool
    words: tuple[Word, ...]
    marks: tuple[Box, ...]

    @property
    def text(self) -> str:
        return joined(self.words)

    @property
    def handwritten(self) -> bool:
        """Whether what was read there overlaps ink that the engine could not account for."""
        return bool(self.words) and any(touches(mark, around(self.words)) for mark in self.sheet.page.marks)


def zone_of(context: Context, sheet: Sheet, found: Found) -> Zone:
    """The space of a label: behind it where something printed or a line goes on there, else over it."""
    behind, over = _behind(context, sheet, found), _over(context, sheet, found)
    cross = sheet.lines[found.line].words[found.start].text.strip(" .:") in ("X", "x")  # the cross stands on the line
    if cross or found.colon or not found.heading or _rule_in(sheet, behind):
        box, above = behind, False
    else:
        box, above = over, True
    if not cross and not above and _rule_over(sheet, found) and not _words(context, sheet, behind):
        box, above = over, True
    words = _words(context, sheet, box)
    ruled = _rule_over(sheet, found) if above else _rule_in(sheet, box)
    return Zone(sheet=sheet, found=found, box=box, over=above, ruled=ruled, words=words, marks=_marks(sheet, box))


def touches(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _next_left(context: Context, sheet: Sheet, found: Found) -> float:
    """Where the next label of the row begins; rows that a slant parted are one row."""
    rows = range(max(found.line - 1, 0), min(found.line + 2, len(sheet.lines)))
    lefts = [
        other.box.left
        for at in rows
        for other in context.found_on(sheet.number, at)
        if other.box.left > found.box.right and abs(other.box.top - found.box.top) < 1.3 * sheet.unit
    ]
    return min(lefts, default=sheet.page.width)


def _behind(context: Context, sheet: Sheet, found: Found) -> Box:
    left = found.box.right + 1
    right = max(min(_next_left(context, sheet, found) - 1, left + REACH * sheet.char), left + 1)
    return Box(
        left=left,
        top=max(int(found.box.top - 1.2 * sheet.unit), 0),
        right=int(right),
        bottom=int(found.box.bottom + 0.3 * sheet.unit),
    )


def _over(context: Context, sheet: Sheet, found: Found) -> Box:
    left = max(int(found.box.left - 3 * sheet.char), 0)
    right = min(_next_left(context, sheet, found) - sheet.char, found.box.left + REACH * sheet.char)
    top = found.box.top - TALL * sheet.unit
    for line in sheet.lines[max(found.line - 6, 0) : found.line]:
        if _printed(context, sheet, line) and line.box.bottom <= found.box.top - 0.6 * sheet.unit:
            top = max(top, line.box.bottom)
    bottom = found.box.top
    return Box(left=left, top=int(min(top, bottom)), right=int(max(right, left + 1)), bottom=bottom)


def _printed(context: Context, sheet: Sheet, line: Line) -> bool:
    """A row of the form itself: a sentence, or captions."""
    if context.found_on(sheet.number, line.index):
        return True
    lower = sum(w.text[:1].islower() and w.confidence > 0.8 for w in line.words)
    return len(line.words) >= 6 and lower >= 3


def _rule_over(sheet: Sheet, found: Found) -> bool:
    """Whether a line runs just over a caption; a slanted line's box is high, so its middle counts."""
    box = found.box
    return any(
        rule.left < box.right
        and box.left < rule.right
        and (rule.top + rule.bottom) / 2 <= box.top + 0.5 * sheet.unit
        and rule.bottom >= box.top - 1.6 * sheet.unit
        for rule in sheet.rules
    )


def _rule_in(sheet: Sheet, box: Box) -> bool:
    """Whether a line begins in a space behind a label and runs at its foot."""
    return any(
        box.left - 3 * sheet.char <= rule.left < box.right - 4 * sheet.char
        and box.bottom - 1.2 * sheet.unit <= (rule.top + rule.bottom) / 2 <= box.bottom + 0.6 * sheet.unit
        for rule in sheet.rules
    )


def _words(context: Context, sheet: Sheet, box: Box) -> tuple[Word, ...]:
    """Words whose middle lies in the space and that are no label; of several rows the nearest to its foot."""
    rows = [row for line in sheet.lines if (row := tuple(_inside(context, sheet, line, box)))]
    return rows[-1] if rows else ()


def _inside(context: Context, sheet: Sheet, line: Line, box: Box) -> Iterator[Word]:
    if line.box.bottom < box.top or line.box.top > box.bottom:
        return
    taken = context.labelled(sheet.number, line.index)
    for at, word in enumerate(line.words):
        middle, height = (word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2
        if at not in taken and box.left <= middle <= box.right and box.top <= height <= box.bottom:
            yield word


def _marks(sheet: Sheet, box: Box) -> tuple[Box, ...]:
    """Pen strokes in the space: not frames, not specks, not print that was read well."""
    unit = sheet.unit
    found = []
    for mark in sheet.page.marks:
        middle, height = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
        if not (box.left - unit <= middle <= box.right and box.top - unit <= height <= box.bottom + 0.5 * unit):
            continue
        if mark.height < 0.6 * unit or mark.width < 1.2 * unit or mark.width > 0.6 * sheet.page.width:
            continue
        if mark.height > 5 * unit or mark.height > 1.3 * mark.width:
            continue  # the side of a frame
        if not any(w.confidence > 0.75 and len(w.text) > 2 and _mostly(w.box, mark) for w in sheet.page.words):
            found.append(mark)
    return tuple(found)


def _mostly(word: Box, mark: Box) -> bool:
    """Whether a word covers most of a mark's width, or the mark most of the word's."""
    shared = min(word.right, mark.right) - max(word.left, mark.left)
    tall = min(word.bottom, mark.bottom) - max(word.top, mark.top)
    return tall > 0.4 * mark.height and shared > 0.6 * mark.width
