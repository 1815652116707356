"""Which rows of the pages are one card: front and back belong together, a second card of someone's does not.

Cards are small on their page, with white between them; so rows are parted at wide gaps, and a part that names another
member number is another card.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.layout import Line, Sheet
from pipeline.records import Private

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
