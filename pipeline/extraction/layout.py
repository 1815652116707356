"""Words of a page as rows and cells: the geometry that labels, pairing and tables stand on.

The engine's own line numbers are hints for the skew only: rows are rebuilt from the boxes, so that a label and its
value in two columns share a row whatever the engine thought. Nothing here knows what a word means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean, median

from pipeline.extraction.print_faults import mended, parted
from pipeline.records import Box, Page, Private, Word

CELL_GAP = 2.2  # character widths: one space of a monospaced print is about 1.2 wide, two are 2.2 and more
NOISE = re.compile(r"[|_=~¦`´'‘’\u2500-\u257f—–]+|[|Il!]{3,}|[.…·]{2,}")  # strokes, rules and dot leaders


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Cell(Private):
    """A run of words of one row with no wide gap inside. `start` is the row's index of its first word."""

    start: int
    words: tuple[Word, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.words)

    @property
    def box(self) -> Box:
        return around(self.words)

    @property
    def text(self) -> str:
        return joined(self.words)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Line(Private):
    """One row of words, left to right, over all columns. `index` counts the rows of the page from 0."""

    page: int
    index: int
    words: tuple[Word, ...]
    cells: tuple[Cell, ...]
    box: Box

    @property
    def text(self) -> str:
        return joined(self.words)

    def cell_of(self, word: int) -> Cell:
        """The cell that holds the row's word number `word`."""
        return next(cell for cell in self.cells if cell.start <= word < cell.end)


@dataclass(frozen=True, kw_only=True, repr=False)
class Sheet(Private):
    """A page laid out: rows from top to bottom, the median word height `unit` and character width `char` in pixels.

    `rules` are long horizontal lines: drawn ones and typed underscores.
    """

    page: Page
    lines: tuple[Line, ...]
    unit: float
    char: float
    rules: tuple[Box, ...]

    @property
    def number(self) -> int:
        return self.page.number

    @cached_property
    def text(self) -> str:
        """All rows as text, cells parted by two spaces, rows by a line feed; `at` finds the words of a span of it."""
        return "\n".join("  ".join(cell.text for cell in line.cells) for line in self.lines)

    @cached_property
    def _offsets(self) -> tuple[list[int], list[Word]]:
        starts, words, at = [], [], 0
        for line in self.lines:
            for cell in line.cells:
                for word in cell.words:
                    starts.append(at)
                    words.append(word)
                    at += len(word.text) + 1
                at += 1
            at -= 1
        return starts, words

    def at(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that the span [start, end) of `text` touches."""
        starts, words = self._offsets
        first = max(bisect_right(starts, start) - 1, 0)
        return tuple(words[i] for i in range(first, bisect_right(starts, max(end - 1, start))))

    def rule_between(self, above: Box, below: Box) -> bool:
        """Whether a rule runs between two boxes of which one stands over the other."""
        tolerance = self.unit * 0.5
        return any(
            above.bottom - tolerance <= (rule.top + rule.bottom) / 2 <= below.top + tolerance
            and rule.left < below.right
            and below.left < rule.right
            for rule in self.rules
        )


def joined(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def around(words: Sequence[Word]) -> Box:
    """The box around one or more words."""
    return Box(
        left=min(w.box.left for w in words),
        top=min(w.box.top for w in words),
        right=max(w.box.right for w in words),
        bottom=max(w.box.bottom for w in words),
    )


def confidence(words: Sequence[Word]) -> float:
    """How well the words were read: the mean of the engine's confidence by character, 0 for no words."""
    weight = sum(len(w.text) for w in words)
    return sum(w.confidence * len(w.text) for w in words) / weight if weight else 0.0


def lay_out(page: Page) -> Sheet:
    """Rows and cells of a page; words in the sender's fax header band are left out."""
    below = [w for w in page.words if w.box.top + w.box.bottom > 2 * page.header_bottom and w.text.strip()]
    found = mended(below)
    rules = page.rules + tuple(w.box for w in found if "__" in w.text)
    words = [part for word in found for part in _parts(word)]
    if not words:
        return Sheet(page=page, lines=(), unit=1.0, char=1.0, rules=rules)
    unit = median(max(w.box.height, 1) for w in words)
    char = _char_width(words) or unit * 0.5
    rows = _rows(words, _slope(words), unit)
    built = tuple(_line(page.number, number, row, char) for number, row in enumerate(rows))
    return Sheet(page=page, lines=built, unit=unit, char=char, rules=rules)


def lines(page: Page) -> tuple[Line, ...]:
    """The rows of a page (see `lay_out`)."""
    return lay_out(page).lines


def _parts(word: Word) -> Iterator[Word]:
    """The word without border strokes, parted where a label and its value were printed without a space."""
    text = re.sub(r"_{2,}", " ", word.text).strip("|¦ \t")
    if not text or NOISE.fullmatch(text):
        return
    yield from parted(word, text)


def _slope(words: Sequence[Word]) -> float:
    """Vertical pixels by horizontal pixel that the text climbs, from the engine's lines; 0 where they do not say."""
    ends: dict[int, tuple[Word, Word]] = {}
    for word in words:
        first, last = ends.get(word.line, (word, word))
        ends[word.line] = (
            word if word.box.left < first.box.left else first,
            word if word.box.left > last.box.left else last,
        )
    slopes = [
        (_middle(last) - _middle(first)) / run
        for first, last in ends.values()
        if (run := last.box.left - first.box.left) > 12 * max(first.box.height, 1)
    ]
    if len(slopes) < 3:
        return 0.0
    slope = median(slopes)
    return slope if 0.001 < abs(slope) < 0.1 else 0.0


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2


def _char_width(words: Sequence[Word]) -> float:
    wide = [w.box.width / len(w.text) for w in words if len(w.text) >= 3]
    return median(wide) if wide else 0.0


class _Row:
    """A row being gathered: its words, and the running centre and height of those of ordinary size."""

    def __init__(self, word: Word, centre: float) -> None:
        self.words = [word]
        self.centres = [centre]
        self.heights = [word.box.height]

    @property
    def centre(self) -> float:
        return fmean(self.centres)

    def reach(self, unit: float) -> float:
        return 0.5 * max(fmean(self.heights), 0.6 * unit)

    def add(self, word: Word, centre: float) -> None:
        self.words.append(word)
        self.centres.append(centre)
        self.heights.append(word.box.height)


def _rows(words: Sequence[Word], slope: float, unit: float) -> list[list[Word]]:
    """Words grouped by the height they stand at once the slope is taken out, top to bottom, each left to right."""
    levelled = sorted(((_middle(w) - slope * (w.box.left + w.box.right) / 2, w) for w in words), key=lambda p: p[0])
    rows: list[_Row] = []
    for centre, word in levelled:
        near = [row for row in rows[-4:] if abs(row.centre - centre) <= row.reach(unit)]
        if near:
            min(near, key=lambda row: abs(row.centre - centre)).add(word, centre)
        else:
            rows.append(_Row(word, centre))
    rows.sort(key=lambda row: row.centre)
    return [sorted(row.words, key=lambda w: w.box.left) for row in rows]


def _line(page: int, index: int, words: Sequence[Word], char: float) -> Line:
    width = max(_char_width(words), char * 0.8)
    cells, start = [], 0
    for at in range(1, len(words) + 1):
        if at == len(words) or words[at].box.left - words[at - 1].box.right > CELL_GAP * width:
            cells.append(Cell(start=start, words=tuple(words[start:at])))
            start = at
    return Line(page=page, index=index, words=tuple(words), cells=tuple(cells), box=around(words))
