"""Words into text lines by their baselines."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.records import Word, evolve


def in_lines(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words in reading order with their lines counted from 0: rows top down, words left to right.

    A word joins the row whose middle lies within its own height and whose height it shares by half or more.
    """
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.box.top + each.box.bottom, each.box.left)):
        row = next((row for row in reversed(rows[-4:]) if _same_row(row[-1], word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    rows.sort(key=lambda row: min(word.box.top for word in row))
    return tuple(
        evolve(word, line=number)
        for number, row in enumerate(rows)
        for word in sorted(row, key=lambda each: each.box.left)
    )


def _same_row(first: Word, second: Word) -> bool:
    shared = min(first.box.bottom, second.box.bottom) - max(first.box.top, second.box.top)
    return shared > 0.5 * min(first.box.height, second.box.height)
