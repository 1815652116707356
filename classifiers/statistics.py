"""Counting honestly: bounds, calibration error, coverage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv  # scipy.stats would cost a service a second and 40 MB for the same

Floats = npt.NDArray[np.float64]


def bounds(hits: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """Two-sided Clopper-Pearson interval of a share; (0, 1) when nothing was tried."""
    if trials == 0:
        return 0.0, 1.0
    tail = (1.0 - level) / 2
    low = 0.0 if hits == 0 else float(betaincinv(hits, trials - hits + 1, tail))
    high = 1.0 if hits == trials else float(betaincinv(hits + 1, trials - hits, 1 - tail))
    return low, high


def upper(hits: int, trials: int, level: float = 0.95) -> float:
    """One-sided upper Clopper-Pearson bound; 1 when nothing was tried."""
    return bounds(hits, trials, 2 * level - 1)[1]


def share(hits: int, trials: int) -> dict[str, float | int]:
    """A share as it is reported: never without its n and its bounds."""
    low, high = bounds(hits, trials)
    return {
        "share": round(hits / trials, 4) if trials else 0.0,
        "hits": hits,
        "n": trials,
        "low95": round(low, 4),
        "high95": round(high, 4),
    }


def calibration_error(confidence: Sequence[float], right: Sequence[bool], bins: int = 15) -> float:
    """Expected calibration error over bins of equal width."""
    levels, truth = np.asarray(confidence, dtype=float), np.asarray(right, dtype=float)
    if not len(levels):
        return 0.0
    which = np.minimum((levels * bins).astype(int), bins - 1)
    gaps = [
        abs(levels[which == b].mean() - truth[which == b].mean()) * (which == b).mean()
        for b in range(bins)
        if (which == b).any()
    ]
    return float(sum(gaps))


def threshold(confidence: Sequence[float], right: Sequence[bool], budget: float, floor: float) -> float:
    """The lowest confidence, at least `floor`, from which the upper 95% bound of the wrong share stays within `budget`.

    1.0 (file nothing) when the counts cannot show it.
    """
    order = np.argsort(-np.asarray(confidence, dtype=float), kind="stable")
    levels = np.asarray(confidence, dtype=float)[order]
    wrong = np.cumsum(~np.asarray(right, dtype=bool)[order])
    best = 1.0
    for i, level in enumerate(levels):
        last_of_level = i + 1 == len(levels) or levels[i + 1] < level
        if level >= floor and last_of_level and upper(int(wrong[i]), i + 1) <= budget:
            best = float(level)
    return best
