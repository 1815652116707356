"""Ink that is not text: rules, drawn check boxes, and marks such as signatures and stamps."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.records import Box, CheckBox, Word

Grey = NDArray[np.uint8]
_SURE = 0.6


def binary(grey: Grey) -> Grey:
    """1 where there is ink, 0 elsewhere; the threshold follows the page's paper."""
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return (grey <= min(max(level, 90), 200)).astype(np.uint8)


def rules(ink: Grey, dpi: float) -> tuple[Box, ...]:
    """Long straight horizontal lines: 0.4 inch or more, at most 0.06 inch high."""
    length, height = max(8, round(0.4 * dpi)), max(3, round(0.06 * dpi))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, max(3, round(0.02 * dpi))), np.uint8))
    lines = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    return tuple(
        _box(row) for row in stats[1:] if row[cv2.CC_STAT_WIDTH] >= length and row[cv2.CC_STAT_HEIGHT] <= height
    )


def _box(row: NDArray[np.int32]) -> Box:
    left, top, width, height = (int(value) for value in row[:4])
    return Box(left=left, top=top, right=left + width, bottom=top + height)


def checkboxes(ink: Grey, dpi: float) -> tuple[CheckBox, ...]:
    """Drawn squares of 0.06 to 0.2 inch, and whether something stands in them."""
    least, most = 0.055 * dpi, 0.22 * dpi
    contours, hierarchy = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return ()
    found = []
    for contour, (_, _, child, parent) in zip(contours, hierarchy[0]):
        left, top, width, height = cv2.boundingRect(contour)
        if parent >= 0 or child < 0 or not (least <= width <= most and least <= height <= most):
            continue
        box = Box(left=left, top=top, right=left + width, bottom=top + height)
        if 0.8 < width / height < 1.25 and _is_frame(ink, box):
            found.append(_checked(ink, box))
    return tuple(found)


def _is_frame(ink: Grey, box: Box) -> bool:
    """Whether all four sides are drawn straight through."""
    part = ink[box.top : box.bottom, box.left : box.right]
    edge = max(2, min(part.shape) // 6)
    sides = (part[:edge].any(axis=0), part[-edge:].any(axis=0), part[:, :edge].any(axis=1), part[:, -edge:].any(axis=1))
    thin = max(1, edge // 2)
    straight = (
        part[:thin].any(axis=0),
        part[-thin:].any(axis=0),
        part[:, :thin].any(axis=1),
        part[:, -thin:].any(axis=1),
    )
    return all(side.mean() > 0.92 for side in sides) and all(side.mean() > 0.7 for side in straight)


def _checked(ink: Grey, box: Box) -> CheckBox:
    pad = max(2, round(0.22 * min(box.width, box.height)))
    inside = ink[box.top + pad : box.bottom - pad, box.left + pad : box.right - pad]
    share = float(inside.mean()) if inside.size else 0.0
    return CheckBox(box=box, ticked=share > 0.08, confidence=0.95 if share < 0.03 or share > 0.15 else 0.6)


def marks(ink: Grey, words: Sequence[Word], others: Sequence[Box], dpi: float) -> tuple[Box, ...]:
    """Clusters of ink no engine could read as text: not under a confident word, a rule, a check box or a bar code."""
    left = ink.copy()
    pad = max(1, round(0.01 * dpi))
    for box in [*(word.box for word in words if word.confidence >= _SURE), *others]:
        left[max(0, box.top - pad) : box.bottom + pad, max(0, box.left - pad) : box.right + pad] = 0
    joined = cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((max(3, round(0.06 * dpi)),) * 2, np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    amount = np.bincount(labels.ravel(), weights=left.ravel(), minlength=count)
    return tuple(
        _box(row) for row, ink_in in zip(stats[1:], amount[1:]) if _is_mark(row, float(ink_in), dpi, ink.shape)
    )


def _is_mark(row: NDArray[np.int32], amount: float, dpi: float, shape: tuple[int, ...]) -> bool:
    box = _box(row)
    large = box.width >= 0.3 * dpi and box.height >= 0.12 * dpi
    whole = box.width > 0.9 * shape[1] or box.height > 0.6 * shape[0]
    dense = amount / max(1, box.width * box.height)
    return large and not whole and 0.01 < dense < 0.75
