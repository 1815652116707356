"""Pages of typed text, as a reader would have read them."""

from __future__ import annotations

from pipeline.records import Box, Page, Word


def rows_at(*rows: tuple[tuple[str, int], ...], top: int = 100) -> Page:
    """Rows of (text, left), 40 pixels apart from `top` down, letters 12 pixels wide."""
    words = []
    for at, row in enumerate(rows):
        for text, left in row:
            for part in text.split():
                box = Box(left=left, top=top + 40 * at, right=left + 12 * len(part), bottom=top + 25 + 40 * at)
                words.append(Word(text=part, box=box, confidence=0.99, line=at))
                left += 12 * (len(part) + 1)
    return Page(number=1, width=1700, height=2200, dpi=200.0, kind="born_digital", words=tuple(words))


def page(text: str, number: int = 1, header_bottom: int = 0) -> Page:
    """One line of words for each line of the text, 44 pixels apart from 100 down; `header_bottom` as of a fax."""
    words = []
    for line, content in enumerate(text.splitlines()):
        left, top = 100, 100 + 44 * line
        for word in content.split():
            right = left + 14 * len(word)
            words.append(Word(text=word, box=Box(left=left, top=top, right=right, bottom=top + 26), line=line))
            left = right + 18
    return Page(
        number=number, width=1700, height=2200, dpi=200, kind="scan", words=tuple(words), header_bottom=header_bottom
    )
