"""Two engines' words of one page made one: region by region, by how settled the first was.

Their confidences have different scales, so they are never compared: the first engine's own certainty decides whether
the second is heard, and agreement in the number of letters says that both saw the same line.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.imaging.lines import in_lines
from pipeline.records import Box, Word

SETTLED = 0.88  # mean confidence, by letters, from which the first engine's reading of a line stands
_UNSURE = 0.6
_FLAT = 0.45  # of the middle height of the page's words; letters of small print are higher, or read surely
_FEW = 5  # sure words, fewer of which say nothing of a page's print
_ALONE = 0.5  # below this a word the second engine did not see at all is taken for noise


def letters(words: Sequence[Word]) -> int:
    """Characters in all words."""
    return sum(len(word.text) for word in words)


def mean_confidence(words: Sequence[Word]) -> float:
    """Mean confidence weighed by letters; 0 when there is no word."""
    count = letters(words)
    return sum(word.confidence * len(word.text) for word in words) / count if count else 0.0


def doubt(words: Sequence[Word]) -> float:
    """Share of the letters that stand in words the engine was unsure of; 1 when it read nothing."""
    real = [word for word in words if sum(map(str.isalnum, word.text)) > 1]
    return letters([word for word in real if word.confidence < _UNSURE]) / letters(real) if real else 1.0


def lettered(words: Sequence[Word]) -> list[Word]:
    """The words without those an engine read out of a rule or specks: unsure, and flat beside the page's print."""
    print_heights = sorted(word.box.height for word in words if word.confidence >= _UNSURE and len(word.text) > 1)
    flat = _FLAT * print_heights[len(print_heights) // 2] if len(print_heights) >= _FEW else 0.0
    return [word for word in words if word.confidence >= _ALONE or word.box.height >= flat]


def inside(words: Sequence[Word], box: Box) -> list[Word]:
    """Words whose middle lies in `box`."""
    return [
        word
        for word in words
        if box.left <= (word.box.left + word.box.right) / 2 <= box.right
        and box.top <= (word.box.top + word.box.bottom) / 2 <= box.bottom
    ]


def is_sure(words: Sequence[Word]) -> bool:
    """Whether the first engine's reading of these words stands."""
    return mean_confidence(words) >= SETTLED and min(word.confidence for word in words) >= _UNSURE


def is_settled(words: Sequence[Word], box: Box) -> bool:
    """Whether the first engine read the line in `box` well, over most of its width."""
    within = inside(words, box)
    if not within or not is_sure(within):
        return False
    covered = sum(min(word.box.right, box.right) - max(word.box.left, box.left) for word in within)
    return covered > 0.6 * box.width


def merged(first: Sequence[Word], second: Sequence[Word]) -> tuple[Word, ...]:
    """`second` where it read (the lines `first` had not settled), `first` elsewhere; lines counted anew."""
    lines: dict[int, list[Word]] = {}
    for word in second:
        lines.setdefault(word.line, []).append(word)
    areas = [hull(line) for line in lines.values()]
    kept = [word for word in first if not any(inside([word], area) for area in areas) and word.confidence >= _ALONE]
    return in_lines([*kept, *second])


def hull(words: Sequence[Word]) -> Box:
    """The box around all words, of which there is one at least."""
    box = words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    return box
