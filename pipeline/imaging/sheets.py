"""Sheets and cards on a photo: bright quadrilaterals, each seen from straight above."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.clean import Grey, View

_LEAST = 0.04  # of the photo's area: smaller ones are labels and reflections
_MOST = 6
_LOOK = 700  # pixels of the longer side at which outlines are looked for


def sheets(grey: Grey, dpi: float) -> tuple[View, ...]:
    """A view of each sheet on a photo (height x width uint8), reading order, or none where no outline is clear."""
    scale = min(1.0, _LOOK / max(grey.shape))
    small = cv2.GaussianBlur(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), (0, 0), 1.5)
    level, mask = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    if level > 200 or _share(mask) > 0.97:
        return ()
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    found = [quad for outline in outlines if (quad := _corners(outline, small.size)) is not None]
    found.sort(key=lambda quad: (round(float(quad[:, 1].mean()) / small.shape[0] * 8), float(quad[:, 0].mean())))
    if not found or len(found) > _MOST or not _holds_the_ink(small, found):
        return ()
    return tuple(_seen_from_above(grey, dpi, quad / scale) for quad in found)


def _share(mask: NDArray[np.generic]) -> float:
    return float((np.asarray(mask) > 0).mean())


def _corners(outline: NDArray[np.generic], area: int) -> NDArray[np.float64] | None:
    """Four corners from the top left, clockwise, when the outline is nearly a convex quadrilateral."""
    hull = cv2.convexHull(np.asarray(outline, dtype=np.int32))
    if cv2.contourArea(hull) < _LEAST * area:
        return None
    length = cv2.arcLength(hull, True)
    for slack in (0.02, 0.03, 0.05, 0.08):
        bent = cv2.approxPolyDP(hull, slack * length, True)
        if len(bent) == 4:
            break
    else:
        return None
    points = np.asarray(bent, dtype=np.float64).reshape(4, 2)
    if cv2.contourArea(np.asarray(outline, dtype=np.int32)) < 0.85 * cv2.contourArea(points.astype(np.float32)):
        return None
    sums, differences = points.sum(axis=1), points[:, 1] - points[:, 0]
    order = [int(sums.argmin()), int(differences.argmin()), int(sums.argmax()), int(differences.argmax())]
    return points[order] if len(set(order)) == 4 else None


def _holds_the_ink(small: NDArray[np.generic], found: list[NDArray[np.float64]]) -> bool:
    """Whether little of the fine detail, as letters have, lies outside the sheets."""
    grey = np.asarray(small, dtype=np.uint8)
    detail = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((9, 9), np.uint8)) > 40
    inside = np.zeros(grey.shape, np.uint8)
    for quad in found:
        cv2.fillConvexPoly(inside, quad.astype(np.int32), 1)
    near = cv2.dilate(inside, np.ones((9, 9), np.uint8)) > 0
    total = int(detail.sum())
    return total == 0 or int((detail & near).sum()) > 0.8 * total


def _seen_from_above(grey: Grey, dpi: float, quad: NDArray[np.float64]) -> View:
    width = round(max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3])))
    height = round(max(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1])))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    forward = cv2.getPerspectiveTransform(quad.astype(np.float32), flat)
    image = cv2.warpPerspective(grey, forward, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255.0,))
    back = np.asarray(np.linalg.inv(forward), dtype=np.float64)
    return View(image=np.asarray(image, dtype=np.uint8), dpi=dpi, back=back, steps=("sheet",))
