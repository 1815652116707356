"""Which rows of the pages are one card: front and back belong together, a second card of someone's does not.

Cards are small on their page, with white between them; so rows are parted at wide gaps, and a part that names another
member number is another card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.labels import Found
from pipeline.extraction.layout import Line, Sheet, around, joined
from pipeline.extraction.pairing import Candidate, Parse, candidates
from pipeline.records import Private, Word

OVER = 0.8  # geometry of a value that stands over its label
GAP = 4.5  # word heights of white that part two sides or two cards


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Side(Private):
    """Rows of one side of a card. `other` where they belong to another card."""

    sheet: Sheet
    lines: tuple[Line, ...]
    other: bool = False

    def holds(self, page: int, line: int) -> bool:
        return self.sheet.number == page and self.lines[0].index <= line <= self.lines[-1].index


def sides(context: Context) -> tuple[Side, ...]:
    """The parts of all pages, top to bottom."""
    found: list[Side] = []
    for sheet in context.sheets:
        block: list[Line] = []
        for line in sheet.lines:
            if block and line.box.top - block[-1].box.bottom > max(GAP * sheet.unit, 0.03 * sheet.page.height):
                found.append(Side(sheet=sheet, lines=tuple(block)))
                block = []
            block.append(line)
        if block:
            found.append(Side(sheet=sheet, lines=tuple(block)))
    return tuple(found)


def own_sides(found: Sequence[Side], ids: Sequence[tuple[Sighting, int]]) -> tuple[tuple[Side, ...], bool]:
    """The sides of the first card, and whether there is another card. `ids` are member numbers and their rows."""
    first: str | None = None
    kept: list[Side] = []
    another = False
    for side in found:
        here = [(s.score, str(s.value)) for s, line in ids if side.holds(s.page, line) and s.score >= 0.5]
        best = max(here, default=(0.0, ""))[1]
        if first is None:
            first = best or None
        elif best and not _same(first, best):
            another = True
        if not another:
            kept.append(side)
    return tuple(kept), another


def _same(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= 75 or one in other or other in one


class Rows:
    """Membership of rows in the sides of one card."""

    def __init__(self, own: Sequence[Side]) -> None:
        self.own = own

    def hold(self, page: int, line: int) -> bool:
        return any(side.holds(page, line) for side in self.own)


def places(context: Context, sheet: Sheet, found: Found) -> Iterator[Candidate]:
    """Where a value may stand: behind or below its label, and last over a label that has nothing behind it."""
    yield from candidates(context, sheet, found)
    if not found.heading or found.line == 0:
        return
    line = sheet.lines[found.line - 1]
    taken = context.labelled(sheet.number, line.index)
    words = tuple(
        w
        for at, w in enumerate(line.words)
        if at not in taken and found.box.left - 4 * sheet.char <= w.box.left <= found.box.right + 8 * sheet.char
    )
    if words and found.box.top - line.box.bottom <= 1.6 * sheet.unit:
        yield Candidate(page=sheet.number, words=words, geometry=OVER)


def first(
    context: Context, sheet: Sheet, found: Found, parse: Parse[str]
) -> tuple[Candidate, tuple[str, float]] | None:
    """The first place whose text `parse` accepts, with what it made of it."""
    for candidate in places(context, sheet, found):
        parsed = parse(candidate.text)
        if parsed is not None:
            return candidate, parsed
    return None


def touched(line: Line, start: int, end: int) -> tuple[Word, ...]:
    """The words that the span [start, end) of a row's text touches."""
    at, inside = 0, []
    for word in line.words:
        if at < end and start < at + len(word.text):
            inside.append(word)
        at += len(word.text) + 1
    return tuple(inside)


def sighting(field: str, value: str, words: Sequence[Word], sheet: Sheet, score: float) -> Sighting:
    return Sighting(field=field, value=value, raw=joined(words), page=sheet.number, box=around(words), score=score)
