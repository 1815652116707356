"""Cleaning chains: pure functions from an image to a view of it that an engine reads better.

A view carries the homography that takes its own pixels back to the page's, so word boxes land on the page the viewer
shows. Which step helps which kind of page, and which hurts, was measured before it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.records import Box

Grey = NDArray[np.uint8]
Matrix = NDArray[np.float64]
# The engine scales each line to its own height: 300 dpi costs half as much again and finds no more fields. Not less
# than 200, which is what a fax has: 150 is cheaper still, but the small print of cards and dot matrix suffers.
ENGINE_DPI = 200.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class View:
    """A derived image (height x width uint8, 0 is ink) at `dpi`; `back` is the 3x3 homography to the page's pixels.

    `skew` is the angle in degrees that `deskew` found, None where it did not look.
    """

    image: Grey
    dpi: float
    back: Matrix
    steps: tuple[str, ...] = ()
    skew: float | None = None

    def box(self, box: Box, width: int, height: int) -> Box:
        """The upright hull of `box` on the page of `width` x `height` pixels."""
        return self.boxes((box,), width, height)[0]

    def boxes(self, boxes: Sequence[Box], width: int, height: int) -> list[Box]:
        """The upright hull of each box on the page of `width` x `height` pixels."""
        if not boxes:
            return []
        edges = np.array([box.as_list() for box in boxes], dtype=np.float64)
        corners = np.ones((len(boxes), 3, 4))
        corners[:, 0] = edges[:, [0, 2, 2, 0]]
        corners[:, 1] = edges[:, [1, 1, 3, 3]]
        mapped = self.back @ corners
        flat = mapped[:, :2] / mapped[:, 2:]
        limit = np.array([width, height])
        least = np.clip(np.floor(flat.min(axis=2) + 1e-6), 0, limit).astype(int).tolist()
        most = np.clip(np.ceil(flat.max(axis=2) - 1e-6), 0, limit).astype(int).tolist()
        return [Box(left=x0, top=y0, right=x1, bottom=y1) for (x0, y0), (x1, y1) in zip(least, most)]


Step = Callable[[View], View]


def view(grey: Grey, dpi: float) -> View:
    """The page as it is."""
    return View(image=grey, dpi=dpi, back=np.eye(3))


def chain(start: View, steps: tuple[Step, ...]) -> View:
    """The steps applied in order."""
    for step in steps:
        start = step(start)
    return start


def _next(old: View, image: Grey, name: str, back: Matrix | None = None, dpi: float | None = None) -> View:
    return View(
        image=image,
        dpi=old.dpi if dpi is None else dpi,
        back=old.back if back is None else old.back @ back,
        steps=(*old.steps, name) if name else old.steps,
        skew=old.skew,
    )


def blur(page: View) -> View:
    """A mild blur (sigma 0.7 px) that joins the steps of a fax's letters."""
    return _next(page, np.asarray(cv2.GaussianBlur(page.image, (0, 0), 0.7), dtype=np.uint8), "blur")


def to_engine_dpi(page: View) -> View:
    """Resampled to the engine's resolution, unless it is close."""
    return page if 0.92 < ENGINE_DPI / page.dpi < 1.08 else resampled(page, ENGINE_DPI, "200dpi")


def resampled(page: View, dpi: float, name: str = "") -> View:
    """The page at `dpi`: cubic when it grows, by area when it shrinks below half, else linear, which is faster."""
    factor = dpi / page.dpi
    height, width = page.image.shape
    size = max(1, round(width * factor)), max(1, round(height * factor))
    how = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_LINEAR if factor > 0.45 else cv2.INTER_AREA
    image = np.asarray(cv2.resize(page.image, size, interpolation=how), dtype=np.uint8)
    back = np.diag([width / size[0], height / size[1], 1.0])
    return _next(page, image, name, back, dpi)


def deskew(page: View) -> View:
    """Turned by the small angle (up to 5 degrees) at which its rows of ink are sharpest."""
    return level(page, skew(page.image))


def level(page: View, angle: float) -> View:
    """Turned by `angle` degrees (counter-clockwise is positive) about its middle, if that is enough to matter."""
    if abs(angle) < 0.15:
        return replace(page, skew=angle)
    height, width = page.image.shape
    forward = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    image = cv2.warpAffine(page.image, forward, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255.0,))
    back = np.vstack([cv2.invertAffineTransform(forward), [0.0, 0.0, 1.0]])
    return replace(_next(page, np.asarray(image, dtype=np.uint8), "deskew", back), skew=angle)


def skew(grey: Grey) -> float:
    """Degrees by which to turn the image (counter-clockwise is positive) so that text runs level; 0 when unsure."""
    step = max(1, max(grey.shape) // 900)
    small = grey[::step, ::step]
    if min(small.shape) < 50:
        return 0.0
    ink = np.clip(200.0 - small.astype(np.float32), 0, None)
    ink[:, : ink.shape[1] // 40] = 0
    ink[:, -(ink.shape[1] // 40 + 1) :] = 0
    ys, xs = np.nonzero(ink > 40)
    if len(ys) < 200:
        return 0.0
    weights = ink[ys, xs]
    if len(ys) > 12_000:
        pick = np.arange(0, len(ys), len(ys) // 12_000 + 1)
        ys, xs, weights = ys[pick], xs[pick], weights[pick]
    coarse = _sharpest(xs, ys, weights, np.arange(-5.0, 5.01, 0.5))
    return _sharpest(xs, ys, weights, np.arange(coarse - 0.5, coarse + 0.51, 0.1))


def _sharpest(xs: NDArray[np.intp], ys: NDArray[np.intp], weights: Grey, angles: NDArray[np.float64]) -> float:
    def sharpness(angle: float) -> float:
        slope = np.tan(np.radians(angle))
        rows = ys - xs * slope
        histogram = np.bincount((rows - rows.min()).astype(np.intp), weights=weights)
        return float(np.square(np.diff(histogram)).sum())

    scores = [sharpness(angle) for angle in angles]
    return float(angles[int(np.argmax(scores))])


def despeckle(largest: int) -> Step:
    """Ink that stands alone removed: no more than `largest` pixels of it in the 7 x 7 around.

    As many fields are found as with connected components, at an eighth of the time.
    """

    def step(page: View) -> View:
        ink = cv2.threshold(page.image, 127, 1, cv2.THRESH_BINARY_INV)[1]
        near = cv2.boxFilter(ink, -1, (7, 7), normalize=False, borderType=cv2.BORDER_CONSTANT)
        white = cv2.threshold(near, largest, 255, cv2.THRESH_BINARY_INV)[1]
        return _next(page, np.asarray(cv2.bitwise_or(page.image, white), dtype=np.uint8), f"despeckle{largest}")

    return step


def border(page: View) -> View:
    """Dark runs that touch the page's edge, as scanners and fax machines leave, blanked.

    They lie wholly in the outer six hundredths of the page, so only there components are looked for.
    """
    height, width = page.image.shape
    reach_x, reach_y = 3 * max(2, width // 50), 3 * max(2, height // 50)
    image = page.image.copy()
    _blank_outer(image[:, :reach_x], "left")
    _blank_outer(image[:, -reach_x:], "right")
    _blank_outer(image[:reach_y], "top")
    _blank_outer(image[-reach_y:], "bottom")
    return _next(page, image, "border")


def _blank_outer(strip: Grey, side: str) -> None:
    """Blank, in place, components that touch the `side` of the strip that is the page's edge, and not the inner one."""
    outer_first = {"left": strip.T, "right": strip.T[::-1], "top": strip, "bottom": strip[::-1]}[side]
    ink = np.ascontiguousarray(outer_first < 128).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    top, bottom = stats[:, cv2.CC_STAT_TOP], stats[:, cv2.CC_STAT_TOP] + stats[:, cv2.CC_STAT_HEIGHT]
    gone = (top <= 1) & (bottom < len(ink))
    gone[0] = False
    if count > 1 and gone.any():
        outer_first[gone[labels]] = 255


def normalise(page: View) -> View:
    """Divided by its background, so that shadows and dark paper become white."""
    image = page.image
    scale = min(1.0, 500.0 / max(image.shape))
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    side = max(3, round(max(small.shape) / 25) | 1)
    ground = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    ground = cv2.GaussianBlur(ground, (0, 0), side / 2)
    full = cv2.resize(ground, (image.shape[1], image.shape[0]), interpolation=cv2.INTER_LINEAR)
    flat = np.asarray(cv2.divide(image, np.maximum(full, 1), scale=250), dtype=np.uint8)
    return _next(page, flat, "background")
