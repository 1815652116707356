"""What kind of page this is, from cheap measures; the kind chooses the cleaning chain."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.imaging.clean import normalise, view
from pipeline.imaging.raster import RawPage
from pipeline.records import PageKind

Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Cheap facts of a page: specks, level and spread of the paper, and whether grey is used."""

    specks: float
    paper: float
    uneven: float
    two_tone: bool


def measure(grey: Grey) -> Measures:
    """Measures of a page (height x width uint8, 0 is ink)."""
    step = max(1, max(grey.shape) // 350)
    small = grey[::step, ::step]
    tones = np.bincount(grey[:: max(1, grey.shape[0] // 200)].ravel(), minlength=256)
    two_tone = bool(tones[:16].sum() + tones[240:].sum() > 0.98 * tones.sum())
    tiles = _papers(small)
    return Measures(
        specks=_specks(grey) if two_tone else 0.0,
        paper=float(np.median(tiles)),
        uneven=float(np.percentile(tiles, 95) - np.percentile(tiles, 10)),
        two_tone=two_tone,
    )


def _papers(small: Grey) -> NDArray[np.uint8]:
    """The level of the paper, the 80th percentile, in each of about 8 x 8 tiles."""
    high, wide = (max(1, side // 8) for side in small.shape)
    rows, columns = small.shape[0] // high, small.shape[1] // wide
    tiles = small[: rows * high, : columns * wide].reshape(rows, high, columns, wide).swapaxes(1, 2)
    flat = tiles.reshape(rows * columns, high * wide)
    at = round(0.8 * (flat.shape[1] - 1))
    return np.asarray(np.partition(flat, at, axis=1)[:, at], dtype=np.uint8)


def _specks(grey: Grey) -> float:
    """Isolated specks of up to 4 pixels per thousand pixels, in the middle sixth of a page of two tones."""
    height, width = grey.shape
    middle = grey[height * 5 // 12 : height - height * 5 // 12, width // 20 : width - width // 20]
    if middle.size == 0:
        return 0.0
    count, _, stats, _ = cv2.connectedComponentsWithStats((middle < 128).astype(np.uint8), connectivity=8)
    return float((stats[1:, cv2.CC_STAT_AREA] <= 4).sum()) * 1000.0 / middle.size if count > 1 else 0.0


def kind_of(page: RawPage, found: Measures) -> PageKind:
    """The kind of a page that has no text layer to trust (blank is decided apart)."""
    across, down = page.stored_dpi
    if page.camera or (not found.two_tone and found.uneven > 110):
        return "photo"
    if page.bilevel or found.two_tone:
        coarse = min(across, down) < 130 and max(across, down) / min(across, down) > 1.3
        if coarse or (page.bilevel and max(across, down) < 130):
            return "standard_fax"
        if 190 <= across <= 210 and page.bilevel:
            return "noisy_fax" if found.specks > 0.25 else "fine_fax"
    if found.paper < 215 or found.uneven > 35:
        return "dark_scan"
    return "scan"


def is_blank(grey: Grey) -> bool:
    """Whether a page has almost no ink once its border and isolated specks are cut."""
    height, width = grey.shape
    cut_y, cut_x = height // 25, width // 25
    middle = grey[cut_y : height - cut_y or None, cut_x : width - cut_x or None]
    if middle.size == 0 or min(middle.shape) < 8:
        return bool(grey.size == 0 or int(grey.min()) > 100)
    step = max(1, max(middle.shape) // 400)
    sample = middle[::step, ::step]
    if float(np.median(sample)) > 200 and float((sample < 100).mean()) > 0.01:
        return False  # plainly written on: most pages leave here
    scale = min(1.0, 850.0 / max(middle.shape))
    small = np.asarray(cv2.resize(middle, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    if float(np.percentile(small, 20)) < 170:  # shadows, dark paper, a table under a card: judged on what they hide
        small = normalise(view(small, 100.0)).image
    paper = float(np.median(small))
    ink = (small < min(paper - 40, 190)).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    wide, high, area = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_AREA]
    streak = (high > 0.98 * small.shape[0]) & (wide <= 5)  # dirt on a fax's or feeder's glass draws it on every page
    large = stats[1:][(area >= 6)[1:] & ~streak[1:]]
    return len(large) < 12 and int(large[:, cv2.CC_STAT_AREA].sum()) < 0.0006 * small.size
