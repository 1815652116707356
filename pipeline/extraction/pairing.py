"""From a label to its value: right of it, in the next cell, below it in its column or box, or above it over a rule.

`candidates` lists where a value may stand, likeliest first; `value_of` takes the first that the field's own parser
accepts, so that a date label never yields a name. Words that belong to other labels are never part of a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.extraction.context import Context
from pipeline.extraction.labels import Found
from pipeline.extraction.layout import Line, Sheet, around, confidence, joined
from pipeline.records import Box, Private, Word

T = TypeVar("T")
Parse = Callable[[str], "tuple[T, float] | None"]

RIGHT, NEXT_CELL, WRAPPED, BELOW, ABOVE_RULE, LOOSE_BELOW, FLOWED = 0.98, 0.95, 0.8, 0.9, 0.88, 0.5, 0.75
FAR = 34.0  # character widths that may lie between a label and a value in the next cell


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Candidate(Private):
    """Words that may be a label's value. `geometry` says how likely their place makes them so, 0 to 1."""

    page: int
    words: tuple[Word, ...]
    geometry: float

    @property
    def text(self) -> str:
        return joined(self.words)

    @property
    def box(self) -> Box:
        return around(self.words)

    @property
    def confidence(self) -> float:
        return confidence(self.words)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Paired(Private, Generic[T]):
    """A value that a parser accepted: the value, the words it was read from, and the parser's quality, 0 to 1."""

    value: T
    quality: float
    candidate: Candidate
    found: Found

    @property
    def raw(self) -> str:
        return self.candidate.text

    @property
    def score(self) -> float:
        """Label likeness, geometry, OCR and the parser's opinion in one figure, 0 to 1."""
        ocr = 0.4 + 0.6 * self.candidate.confidence
        return self.found.score * self.candidate.geometry * self.quality * ocr


def value_of(context: Context, sheet: Sheet, found: Found, parse: Parse[T]) -> Paired[T] | None:
    """The first candidate of the label that `parse` accepts, or None. `parse` gets the text and must not raise."""
    for candidate in candidates(context, sheet, found):
        parsed = parse(candidate.text)
        if parsed is not None:
            return Paired(value=parsed[0], quality=parsed[1], candidate=candidate, found=found)
    return None


def candidates(context: Context, sheet: Sheet, found: Found) -> Iterator[Candidate]:
    """Where the value of a label may stand, likeliest first."""
    above = _over_rule(context, sheet, found)
    below = tuple(_below(context, sheet, found))
    nearer = above and (not below or _gap(above, found) <= _gap(below[0], found))
    if above and nearer:
        yield Candidate(page=sheet.number, words=above, geometry=ABOVE_RULE)
    beside = tuple(_beside(context, sheet, found))
    yield from beside
    geometry = BELOW if found.heading and not beside else LOOSE_BELOW
    for number, words in enumerate(below):
        right = beside[-1].words if beside else ()
        if right and number == 0 and words[0].box.left <= right[0].box.left + 4 * sheet.char:
            yield Candidate(page=sheet.number, words=(*right, *words), geometry=WRAPPED)
        yield Candidate(page=sheet.number, words=words, geometry=geometry)
        geometry -= 0.05
    if above and not nearer:
        yield Candidate(page=sheet.number, words=above, geometry=LOOSE_BELOW)
    if not beside and (flowed := _flowed(context, sheet, found)):
        yield Candidate(page=sheet.number, words=flowed, geometry=FLOWED)


def _gap(words: Sequence[Word], found: Found) -> int:
    box = around(words)
    return max(box.top - found.box.bottom, found.box.top - box.bottom)


def _over_rule(context: Context, sheet: Sheet, found: Found) -> tuple[Word, ...]:
    """Words over a caption with a rule between them."""
    words = () if found.colon or found.field == "section" else _above(context, sheet, found)
    return words if words and sheet.rule_between(around(words), found.box) else ()


def _beside(context: Context, sheet: Sheet, found: Found) -> Iterator[Candidate]:
    """The value right of the label: in its cell, else in the next one; first with its second line where it has one."""
    words, geometry = _right(context, sheet, found), RIGHT
    if not words:
        words, geometry = _next_cell(context, sheet, sheet.lines[found.line], found), NEXT_CELL
    if words and (more := _wrapped(context, sheet, found, words)):
        yield Candidate(page=sheet.number, words=(*words, *more), geometry=geometry - 0.03)
    if words:
        yield Candidate(page=sheet.number, words=words, geometry=geometry)


def beneath(context: Context, sheet: Sheet, heading: Found, rows: int = 6) -> Iterator[Candidate]:
    """Unlabelled runs of words in the column under a heading, nearest first, up to the next heading or a wide gap."""
    span = _span(context, sheet, heading)
    bottom = heading.box.bottom
    for line in sheet.lines[heading.line + 1 : heading.line + 1 + rows]:
        inside = _in_span(line, span)
        if not inside:
            continue
        words = _first_run(line, inside, sheet.char)
        taken = context.labelled(sheet.number, line.index)
        heads = [o for o in context.found_on(sheet.number, line.index) if o.start in inside and o.field == "section"]
        if heads or around(words).top - bottom > 3 * sheet.unit:
            return
        bottom = around(words).bottom
        if inside[0] not in taken:
            stop = _next_label(context, sheet, line, inside[0], inside[0] + len(words))
            yield Candidate(page=sheet.number, words=line.words[inside[0] : stop], geometry=BELOW)


def _wrapped(context: Context, sheet: Sheet, found: Found, value: Sequence[Word]) -> tuple[Word, ...]:
    """A value's second line: unlabelled words right under its first one, with nothing of the label's column before."""
    if found.line + 1 >= len(sheet.lines):
        return ()
    line, left = sheet.lines[found.line + 1], value[0].box.left
    inside = _in_span(line, (left - 1.5 * sheet.char, _span(context, sheet, found)[1]))
    if not inside or inside[0] in context.labelled(sheet.number, line.index):
        return ()
    words = _first_run(line, inside, sheet.char)
    aligned = abs(words[0].box.left - left) <= 1.5 * sheet.char and len(words) <= 6
    near = around(words).top - around(value).bottom < 0.9 * sheet.unit
    ends = {  # of a label in two rows
        at
        for other in context.found_on(sheet.number, line.index)
        if not other.label.variants
        for at in range(other.start, other.end)
    }
    before = max((line.words[at].box.right for at in range(inside[0]) if at not in ends), default=0)
    return words if aligned and near and before < found.box.left else ()


def _right(context: Context, sheet: Sheet, found: Found) -> tuple[Word, ...]:
    """Words of the label's own cell after it, up to the next label."""
    line = sheet.lines[found.line]
    cell = line.cell_of(found.end - 1)
    stop = _next_label(context, sheet, line, found.end, cell.end)
    return line.words[found.end : stop]


def _next_label(context: Context, sheet: Sheet, line: Line, start: int, end: int) -> int:
    taken = context.labelled(sheet.number, line.index)
    return next((at for at in range(start, end) if at in taken), end)


def _next_cell(context: Context, sheet: Sheet, line: Line, found: Found) -> tuple[Word, ...]:
    """The next cell of the row, if it is no label and near enough for the eye to join them."""
    if found.end >= len(line.words):
        return ()
    cell = line.cell_of(found.end)
    stop = _next_label(context, sheet, line, cell.start, cell.end)
    gap = line.words[found.end].box.left - found.box.right
    return line.words[cell.start : stop] if gap <= FAR * sheet.char else ()


def _span(context: Context, sheet: Sheet, found: Found) -> tuple[float, float]:
    """Left and right edge of the label's column: from the label to the next label of its row."""
    others = [o for o in context.found_on(sheet.number, found.line) if o.start >= found.end]
    right = min((o.box.left for o in others), default=sheet.page.width)
    before = [o for o in context.found_on(sheet.number, found.line) if o.end <= found.start]
    left = max((o.box.right for o in before), default=0)
    return max(found.box.left - 2.5 * sheet.char, left), right - 0.5 * sheet.char


def _in_span(line: Line, span: tuple[float, float]) -> tuple[int, ...]:
    left, right = span
    return tuple(i for i, w in enumerate(line.words) if left <= (w.box.left + w.box.right) / 2 < right)


def _below(context: Context, sheet: Sheet, found: Found) -> Iterator[tuple[Word, ...]]:
    """The next rows' words in the label's column, nearest first: at most two, and no further than a box is high."""
    span = _span(context, sheet, found)
    bottom, given = found.box.bottom, 0
    for line in sheet.lines[found.line + 1 : found.line + 5]:
        inside = _in_span(line, span)
        if not inside:
            continue
        words = _first_run(line, inside, sheet.char)
        if around(words).top - bottom > 3.2 * sheet.unit or given == 2:
            return
        if found.field in ("name", "section") and not given and joined(words).strip(": ").lower() == "information":
            bottom = around(words).bottom
            continue  # a heading in two rows
        if set(inside) & context.labelled(sheet.number, line.index):
            stop = _next_label(context, sheet, line, inside[0], inside[-1] + 1)
            if stop == inside[0]:
                return
            words = line.words[inside[0] : stop]
        yield words
        bottom, given = around(words).bottom, given + 1


def _flowed(context: Context, sheet: Sheet, found: Found) -> tuple[Word, ...]:
    """The first words of the next row, for a label that ends its own in running text."""
    line = sheet.lines[found.line]
    if found.end < len(line.words) or found.heading or found.line + 1 >= len(sheet.lines):
        return ()
    below = sheet.lines[found.line + 1]
    if below.box.top - line.box.bottom > 1.5 * sheet.unit:
        return ()
    return below.words[: _next_label(context, sheet, below, 0, below.cells[0].end)]


def _first_run(line: Line, inside: Sequence[int], char: float) -> tuple[Word, ...]:
    """The column's words up to a gap that parts two columns."""
    words = [line.words[inside[0]]]
    for at in inside[1:]:
        if line.words[at].box.left - words[-1].box.right > 5 * char:
            break
        words.append(line.words[at])
    return tuple(words)


def _above(context: Context, sheet: Sheet, found: Found) -> tuple[Word, ...]:
    """Words over a caption, within its cell's width and a little more."""
    if found.line == 0:
        return ()
    line = sheet.lines[found.line - 1]
    if found.box.top - line.box.bottom > 2 * sheet.unit:
        return ()
    span = _span(context, sheet, found)
    inside = [i for i in _in_span(line, span) if i not in context.labelled(sheet.number, line.index)]
    words = _first_run(line, inside, sheet.char) if inside else ()
    return () if words and _captioned(context, sheet, line, around(words)) else words


def _captioned(context: Context, sheet: Sheet, line: Line, box: Box) -> bool:
    """Whether words already have a caption over them, as in a form of boxes: then they are no other caption's value."""
    over = context.found_on(sheet.number, line.index - 1)
    beside = any(f.box.right <= box.left for f in context.found_on(sheet.number, line.index))
    return beside or any(
        f.heading and f.box.left < box.right and box.left < f.box.right and box.top - f.box.bottom < 2 * sheet.unit
        for f in over
    )
