"""Labels that a narrow column broke in two: "AUTHORIZING" over "CLINICIAN:", "Medical record" over "number:"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.extraction.labels import Found, Label, Lexicon, fold
from pipeline.extraction.layout import Cell, Line, Sheet, around

UNKNOWN = Label(field="stop", variants=(), weak=True)
TAIL = 3  # words of the second row, up to the colon


def in_two_rows(sheet: Sheet, found: Sequence[Found], lexicon: Lexicon) -> list[Found]:
    """The labels found, with those of two rows in the place of what their halves were taken for."""
    starts = {(f.line, f.start): f.label for f in found if f.label.variants}
    whole = [f for upper, lower in pairwise(sheet.lines) for f in _joined(sheet, upper, lower, lexicon, starts)]
    if not whole:
        return list(found)
    kept = [f for f in found if not any(f.line == w.line and f.start < w.end and w.start < f.end for w in whole)]
    return sorted((*kept, *whole), key=lambda f: (f.line, f.start))


def _joined(
    sheet: Sheet, upper: Line, lower: Line, lexicon: Lexicon, starts: Mapping[tuple[int, int], Label]
) -> Iterator[Found]:
    for below in lower.cells:
        tail = next((at for at, word in enumerate(below.words[:TAIL], start=1) if word.text.endswith(":")), 0)
        bare = not tail and len(below.words) <= TAIL
        above = next((cell for cell in upper.cells if _over(sheet, cell, below)), None) if tail or bare else None
        if above is None or (bare and (upper.index, above.start) in starts):
            continue  # without a colon only what is no label by itself is the half of one
        words = (*above.words, *below.words[: tail or len(below.words)])
        label = _known(lexicon, [word.text for word in words])
        alone = starts.get((lower.index, below.start)) if bare else None
        if label is None or (bare and above.end >= len(upper.words)):
            continue
        if alone and (alone.field != label.field or alone.role == label.role):
            continue  # it says as much without the row above it
        tail = tail or len(below.words)
        # The value stands beside the first row, or the second alone; a heading over a label has none beside it.
        first = above.end < len(upper.words) and (upper.index, above.end) not in starts
        if not first and (lower.index, below.start) in starts:
            continue
        yield _half(upper, above, len(above.words), label if first else UNKNOWN)
        yield _half(lower, below, tail, UNKNOWN if first else label)
        return


def _known(lexicon: Lexicon, words: Sequence[str]) -> Label | None:
    """The label that two rows make: one of the lists, or one put together of known words."""
    key = "".join(fold(word) for word in words)
    listed = next((label for label in lexicon.exact.get(key, ()) if not label.closed), None)
    return listed or lexicon.composed(" ".join(words))


def _over(sheet: Sheet, above: Cell, below: Cell) -> bool:
    """Whether a short cell without a colon stands right over another, flush with it."""
    flush = abs(above.box.left - below.box.left) <= 1.5 * sheet.char
    near = -0.5 * sheet.unit < below.box.top - above.box.bottom < 1.2 * sheet.unit
    return flush and near and len(above.words) <= 5 and not any(w.text.endswith(":") for w in above.words)


def _half(line: Line, cell: Cell, length: int, label: Label) -> Found:
    return Found(
        label=label, role=label.role, line=line.index, start=cell.start, end=cell.start + length,
        box=around(cell.words[:length]), score=1.0 if label is not UNKNOWN else 0.5, colon=True,
        heading=length == len(cell.words),
    )  # fmt: skip
