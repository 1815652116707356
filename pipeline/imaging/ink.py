"""Ink that is not text: rules, drawn check boxes, and marks such as signatures and stamps.

Check boxes are looked for on a straightened copy of at most 200 dpi, the rest at half of that: enough, and cheap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.clean import View, deskew, normalise, resampled, view
from pipeline.records import Box, CheckBox, PageKind, Word, evolve

Grey = NDArray[np.uint8]
LOOK_DPI = 200.0
_RUN = 0.4  # inch: the shortest rule
_SURE = 0.4  # words the engine is less sure of may be a scrawl
_SURE_TALL = 0.65  # and so may tall ones sooner


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What is drawn on a page, in its pixels."""

    rules: tuple[Box, ...] = ()
    checkboxes: tuple[CheckBox, ...] = ()
    marks: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Inked:
    """The ink of a page (1, else 0): of its straight `view`, and at half its size with the straight runs in it.

    `width` and `height` are the page's own pixels, `kind` is its kind.
    """

    view: View
    width: int
    height: int
    kind: PageKind
    fine: Grey
    coarse: Grey
    across: Grey
    down: Grey

    @property
    def dpi(self) -> float:
        """Of the coarse copy."""
        return self.view.dpi / 2

    def seen(self, boxes: Sequence[Box]) -> list[Box]:
        """Boxes of the page as boxes of the fine copy."""
        forward = np.asarray(np.linalg.inv(self.view.back), dtype=np.float64)
        high, wide = self.fine.shape
        return View(image=self.fine, dpi=self.view.dpi, back=forward).boxes(boxes, wide, high)


def inked(grey: Grey, dpi: float, kind: PageKind, cleaned: View | None = None) -> Inked:
    """The ink of an upright page (height x width uint8, 0 is ink).

    `cleaned` is the whole page as an engine saw it, straight and at about 200 dpi, which spares making that again. Born
    digital pages are straight; dark ones are lit first.
    """
    look = cleaned or view(grey, dpi)
    if cleaned is None:
        look = resampled(look, LOOK_DPI) if dpi > 1.1 * LOOK_DPI else look
        look = normalise(look) if kind == "dark_scan" else look
        look = look if kind == "born_digital" else deskew(look)
    fine = binary(look.image)
    coarse = _halved(fine)
    return Inked(
        view=look,
        width=grey.shape[1],
        height=grey.shape[0],
        kind=kind,
        fine=fine,
        coarse=coarse,
        across=_runs(coarse, look.dpi / 2, across=True),
        down=_runs(coarse, look.dpi / 2, across=False),
    )


def drawn(page: Inked, words: Sequence[Word], codes: Sequence[Box]) -> Drawn:
    """Rules, check boxes and marks of a page; `words` and `codes` (bar codes) are in its own pixels."""
    sure = _read(words)
    read = page.seen([word.box for word in sure])
    symbols = page.seen(codes)
    letters = [box for word, box in zip(sure, read) if sum(map(str.isalnum, word.text)) > 1]
    ink = _without(page.fine, letters) if page.kind == "born_digital" else page.fine
    squares = _squares(ink, page.view.dpi, read, symbols)
    edges = np.array([box.as_list() for box in read]).reshape(-1, 4)
    lines = [line for box in rules(page.coarse, page.across, page.dpi) if not _strikes(line := _doubled(box), edges)]
    others = [*read, *(box.box for box in squares), *symbols]
    left = [_doubled(box) for box in marks(page, [_half(box) for box in others])]
    size = page.width, page.height
    places = page.view.boxes([each.box for each in squares], *size)
    return Drawn(
        rules=tuple(page.view.boxes(lines, *size)),
        checkboxes=tuple(evolve(each, box=box) for each, box in zip(squares, places)),
        marks=tuple(page.view.boxes(left, *size)),
    )


def _squares(ink: Grey, dpi: float, read: Sequence[Box], symbols: Sequence[Box]) -> list[CheckBox]:
    """Check boxes that are no inner letter of a word and no part of a bar code."""
    return [
        each
        for each in checkboxes(ink, dpi)
        if not any(_within(each.box, box) for box in read) and not any(_meets(each.box, box) for box in symbols)
    ]


def unread(page: Inked, words: Sequence[Word]) -> float:
    """Share of a page's ink, long lines apart, that no word stands on: text the engine passed over, or pictures."""
    left = page.coarse & ~((page.across | page.down) > 0)
    total = int(left.sum())
    outside = _without(left, [_half(box) for box in page.seen([word.box for word in words])])
    return int(outside.sum()) / total if total > 0.5 * page.dpi else 0.0


def _without(ink: Grey, boxes: Sequence[Box]) -> Grey:
    """The ink outside the boxes."""
    left = ink.copy()
    for box in boxes:
        left[box.top : box.bottom, box.left : box.right] = 0
    return left


def _halved(ink: Grey) -> Grey:
    """Ink at half the size, thin lines kept."""
    height, width = ink.shape
    size = max(1, width // 2), max(1, height // 2)
    small = cv2.resize(ink * 255, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.threshold(small, 70, 1, cv2.THRESH_BINARY)[1], dtype=np.uint8)


def _half(box: Box) -> Box:
    return Box(left=box.left // 2, top=box.top // 2, right=(box.right + 1) // 2, bottom=(box.bottom + 1) // 2)


def _doubled(box: Box) -> Box:
    return Box(left=2 * box.left, top=2 * box.top, right=2 * box.right, bottom=2 * box.bottom)


def _within(box: Box, word: Box) -> bool:
    """Whether a box is one of the inner letters of a word that was read."""
    reach = 0.3 * box.width
    beside = box.left > word.left + reach and box.right < word.right + reach  # at a word's start a box may be glued on
    return beside and word.top - reach < box.top and box.bottom < word.bottom + reach


def _meets(first: Box, second: Box) -> bool:
    return (
        first.left < second.right
        and second.left < first.right
        and first.top < second.bottom
        and second.top < first.bottom
    )


def _strikes(line: Box, words: NDArray[np.int_]) -> bool:
    """Whether a line runs through the middle of words that were read: joined letters, not a rule.

    `words` is n x 4: left, top, right, bottom.
    """
    middle = (line.top + line.bottom) / 2
    left, top, right, bottom = words.T
    slack = 0.1 * (bottom - top)
    struck = (top + slack < middle) & (middle < bottom - slack)
    along = np.minimum(line.right, right) - np.maximum(line.left, left)
    return int(along[struck].clip(0).sum()) > 0.5 * line.width


def _read(words: Sequence[Word]) -> list[Word]:
    """Words that were read, rather than guessed at from a scrawl."""
    if not words:
        return []
    usual = float(np.median([word.box.height for word in words]))
    return [word for word in words if word.confidence >= (_SURE_TALL if word.box.height > 1.6 * usual else _SURE)]


def binary(grey: Grey) -> Grey:
    """1 where there is ink, 0 elsewhere; the threshold follows the page's paper, of which a sixteenth will do."""
    level, _ = cv2.threshold(np.ascontiguousarray(grey[::4, ::4]), 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return np.asarray(cv2.threshold(grey, min(max(level, 90), 200), 1, cv2.THRESH_BINARY_INV)[1], dtype=np.uint8)


def rules(ink: Grey, runs: Grey, dpi: float) -> tuple[Box, ...]:
    """Long straight horizontal lines: `runs` that are thin, with paper above and below."""
    length, thick = max(8, round(_RUN * dpi)), max(3, round(0.04 * dpi))
    return tuple(box for box in _blobs(runs) if box.width >= length and box.height <= thick and _alone(ink, box, dpi))


def _runs(ink: Grey, dpi: float, *, across: bool) -> Grey:
    """Straight runs of ink of 0.4 inch or more; small gaps and half a degree of slope are bridged."""
    length = max(8, round(_RUN * dpi))
    gap = max(2, round(0.02 * dpi)) | 1
    bridge, run = ((3, gap), (1, length)) if across else ((gap, 3), (length, 1))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(bridge, np.uint8))
    return np.asarray(cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones(run, np.uint8)), dtype=np.uint8)


def _alone(ink: Grey, box: Box, dpi: float) -> bool:
    """Whether mostly paper lies close above or below, as it does not along a run of letters or in a grey tint."""
    reach, skip = max(2, round(0.03 * dpi)), max(1, round(0.01 * dpi))
    above = ink[max(0, box.top - skip - reach) : max(0, box.top - skip), box.left : box.right]
    below = ink[box.bottom + skip : box.bottom + skip + reach, box.left : box.right]
    shares = [float(part.mean()) for part in (above, below) if part.size]
    return bool(shares) and min(shares) < 0.12 and max(shares) < 0.5


def _blobs(ink: NDArray[np.generic]) -> list[Box]:
    """Boxes of the connected pieces, top down; outlines cost a third of labels where there is little ink."""
    contours, hierarchy = cv2.findContours(np.asarray(ink, np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    outer = [cv2.boundingRect(contours[int(at)]) for at in np.flatnonzero(hierarchy[0, :, 3] < 0)] if contours else []
    boxes = (Box(left=x, top=y, right=x + width, bottom=y + height) for x, y, width, height in outer)
    return sorted(boxes, key=lambda box: (box.top, box.left))


def checkboxes(ink: Grey, dpi: float) -> tuple[CheckBox, ...]:
    """Drawn squares of 0.065 to 0.22 inch, and whether something stands in them."""
    least, most = 0.065 * dpi, 0.22 * dpi
    closed = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((2, 2), np.uint8)), dtype=np.uint8)
    contours, hierarchy = cv2.findContours(closed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return ()
    found: list[CheckBox] = []
    for index in np.flatnonzero((hierarchy[0, :, 2] >= 0) & (hierarchy[0, :, 3] < 0)):  # with a hole, in none
        contour = contours[int(index)]
        left, top, width, height = cv2.boundingRect(contour)
        if not (least <= width <= most and least <= height <= most):
            continue
        box = Box(left=left, top=top, right=left + width, bottom=top + height)
        full = cv2.contourArea(contour) > 0.86 * (width - 1) * (height - 1)  # a circle fills 0.79 of its box
        if full and 0.75 < width / height < 1.33 and _is_frame(closed, box):
            found.append(_checked(ink, box))
    return tuple(found)


def _is_frame(ink: Grey, box: Box) -> bool:
    """Whether four straight sides are drawn, and little else than a tick stands between them."""
    part = ink[box.top : box.bottom, box.left : box.right]
    edge = max(2, round(min(part.shape) / 5))
    ends = max(1, edge // 2)
    sides = (
        part[:edge, ends:-ends].max(axis=0),
        part[-edge:, ends:-ends].max(axis=0),
        part[ends:-ends, :edge].max(axis=1),
        part[ends:-ends, -edge:].max(axis=1),
    )
    strongest = (
        part[:edge].mean(axis=1),
        part[-edge:].mean(axis=1),
        part[:, :edge].mean(axis=0),
        part[:, -edge:].mean(axis=0),
    )
    tip = max(3, round(0.15 * min(part.shape)))
    corners = (part[:tip, :tip], part[:tip, -tip:], part[-tip:, :tip], part[-tip:, -tip:])
    return (
        all(float(side.mean()) > 0.9 for side in sides)
        and all(float(lines.max()) > 0.75 for lines in strongest)
        and all(float(corner.mean()) > 0.2 for corner in corners)
        and float(part.mean()) < 0.82
    )


def _checked(ink: Grey, box: Box) -> CheckBox:
    pad = max(2, round(0.22 * min(box.width, box.height)))
    inside = ink[box.top + pad : box.bottom - pad, box.left + pad : box.right - pad]
    share = float(inside.mean()) if inside.size else 0.0
    return CheckBox(box=box, ticked=share > 0.08, confidence=0.95 if share < 0.03 or share > 0.15 else 0.6)


def marks(page: Inked, known: Sequence[Box]) -> tuple[Box, ...]:
    """Clusters of coarse ink outside the `known` boxes and straight lines, large enough for a pen or a stamp."""
    dpi, left = page.dpi, page.coarse.copy()
    left[cv2.dilate(page.across | page.down, np.ones((3, 3), np.uint8)) > 0] = 0
    pad = max(1, round(0.015 * dpi))
    for box in known:
        left[max(0, box.top - pad) : box.bottom + pad, max(0, box.left - pad) : box.right + pad] = 0
    if int(left.sum()) < 0.1 * dpi:  # less than the thinnest stroke
        return ()
    joined = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((max(3, round(0.05 * dpi)),) * 2, np.uint8))
    return tuple(box for box in _blobs(joined) if _is_large(box, dpi, left.shape) and _is_pen(left, box))


def _is_large(box: Box, dpi: float, shape: tuple[int, ...]) -> bool:
    whole = box.width > 0.9 * shape[1] or box.height > 0.6 * shape[0]
    return box.width >= 0.3 * dpi and box.height >= 0.1 * dpi and not whole


def _is_pen(ink: Grey, box: Box) -> bool:
    """Strokes leave some paper between them and are more than scattered specks."""
    part = ink[box.top : box.bottom, box.left : box.right]
    count, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    specks = int((stats[1:, cv2.CC_STAT_AREA] <= 2).sum())
    return 0.015 < float(part.mean()) < 0.6 and specks < 0.6 * max(1, count - 1) + 2
