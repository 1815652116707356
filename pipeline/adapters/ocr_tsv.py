"""Words from tesseract's tab-separated output, the one form that library and command share."""

from __future__ import annotations

from pipeline.records import Box, Word

_WORD = "5"


def words_from_tsv(tsv: str, width: int, height: int) -> tuple[Word, ...]:
    """Words of an image of `width` x `height` pixels; lines counted from 0 in the engine's order."""
    words: list[Word] = []
    lines: dict[tuple[str, ...], int] = {}
    for row in tsv.splitlines():
        cells = row.split("\t", 11)
        if len(cells) < 12 or cells[0] != _WORD or not cells[11].strip():
            continue
        left, top, wide, high = (int(cell) for cell in cells[6:10])
        box = Box(
            left=min(max(left, 0), width),
            top=min(max(top, 0), height),
            right=min(max(left + wide, 0), width),
            bottom=min(max(top + high, 0), height),
        )
        line = lines.setdefault(tuple(cells[1:5]), len(lines))
        confidence = min(max(float(cells[10]) / 100.0, 0.0), 1.0)
        words.append(Word(text=cells[11].strip(), box=box, confidence=confidence, line=line))
    return tuple(words)
