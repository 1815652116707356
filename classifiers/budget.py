"""From what confidence a type is filed by itself: the level that keeps within an error budget, and a check of it.

One level for the four types. Levels for each type looked better where they were chosen (78% of documents at the same
budget instead of 75%) and failed on families that had no part in it: 24 wrong of 1,736 against 2 of 1,524. What is
wrong and sure is one family at a time, and a type alone has too few of them to show where its next one will lie.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from .evaluate import Judged, would_file
from .model import TYPES, Thresholds
from .statistics import share, threshold, upper

ERROR_BUDGET = 0.005  # wrong type among those filed by themselves, upper 95% bound
CONFIDENCE_FLOOR = 0.80  # nothing below is filed, however good the counts look
LIKENESS_QUANTILE = 0.01  # of right answers about held-back families
_PARTS = 5


def thresholds(judged: Sequence[Judged]) -> Thresholds:
    """The level that all held-back documents allow."""
    likeness = float(np.quantile([one.likeness for one in judged if one.right], LIKENESS_QUANTILE))
    return Thresholds(_levels(judged, likeness), likeness)


def check(judged: Sequence[Judged], likeness: float) -> dict[str, Any]:
    """What such a level lets through wrongly on families that had no part in choosing it, each in turn."""
    filed: list[Judged] = []
    for number in range(_PARTS):
        levels = Thresholds(_levels([one for one in judged if _part(one) != number], likeness), likeness)
        filed += [one for one in judged if _part(one) == number and would_file(one, levels)]
    wrong = sum(not one.right for one in filed)
    core = sum(one.truth != "other" for one in judged)
    return {
        "wrong_among_filed": share(wrong, len(filed)) | {"upper95_one_sided": round(upper(wrong, len(filed)), 4)},
        "filed_alone_and_right": share(len(filed) - wrong, core),
    }


def _levels(judged: Sequence[Judged], likeness: float) -> dict[str, float]:
    core = [one for one in judged if one.said != "other" and one.likeness >= likeness]
    level = threshold([one.confidence for one in core], [one.right for one in core], ERROR_BUDGET, CONFIDENCE_FLOOR)
    return {name: CONFIDENCE_FLOOR if name == "other" else level for name in TYPES}


def _part(one: Judged) -> int:
    return hashlib.sha256(f"{one.truth}/{one.family}".encode()).digest()[0] % _PARTS
