"""Figures about judged documents: every share with its n and its 95% bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .material import Document
from .model import TYPES, DoctypeModel, Thresholds
from .statistics import calibration_error, share, upper

LEVELS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said about a document, and what it is. `group` is its degradation or source."""

    truth: str
    said: str
    confidence: float
    likeness: float
    group: str
    family: str

    @property
    def right(self) -> bool:
        return self.truth == self.said


def judge(model: DoctypeModel, documents: Sequence[Document]) -> list[Judged]:
    """The model's word on each document."""
    judged = []
    for document in documents:
        said = model.predict(document.pages)
        judged.append(
            Judged(document.type, said.type, said.confidence, said.likeness, document.degradation, document.family)
        )
    return judged


def report(judged: Sequence[Judged], thresholds: Thresholds) -> dict[str, Any]:
    """Accuracy, confusion, calibration, coverage against error, by type and by group; JSON-ready."""
    filed = [one for one in judged if would_file(one, thresholds)]
    core = [one for one in judged if one.truth != "other"]
    other = [one for one in judged if one.truth == "other"]
    wrong = sum(not one.right for one in filed)
    return {
        "accuracy": _accuracy(judged),
        "by_type": {name: _accuracy([one for one in judged if one.truth == name]) for name in TYPES},
        "by_group": _by(judged, lambda one: one.group),
        "families": len({(one.truth, one.family) for one in judged}),
        "worst_families": _worst(judged),
        "confusion": {t: {s: sum(one.truth == t and one.said == s for one in judged) for s in TYPES} for t in TYPES},
        "calibration_error": round(
            calibration_error([one.confidence for one in judged], [one.right for one in judged]), 4
        ),
        "filed_alone": share(sum(would_file(one, thresholds) for one in core), len(core)),
        "wrong_among_filed": share(wrong, len(filed)) | {"upper95_one_sided": round(upper(wrong, len(filed)), 4)},
        "other_filed_as_core": share(sum(would_file(one, thresholds) for one in other), len(other)),
        "coverage": [_coverage(judged, level) for level in LEVELS],
    }


def would_file(one: Judged, thresholds: Thresholds) -> bool:
    """Whether the type alone would let it be filed: a core type, sure enough and like something known."""
    return (
        one.said != "other"
        and one.confidence >= thresholds.confidence[one.said]
        and one.likeness >= thresholds.likeness
    )


def _accuracy(judged: Sequence[Judged]) -> dict[str, float | int]:
    return share(sum(one.right for one in judged), len(judged))


def _by(judged: Sequence[Judged], key: Callable[[Judged], str]) -> dict[str, Any]:
    names = sorted({key(one) for one in judged})
    return {name: _accuracy([one for one in judged if key(one) == name]) for name in names}


def _worst(judged: Sequence[Judged], most: int = 15) -> dict[str, Any]:
    by_family = _by(judged, lambda one: f"{one.truth}/{one.family}")
    bad = sorted((item for item in by_family.items() if item[1]["share"] < 1), key=lambda item: item[1]["share"])
    return dict(bad[:most])


def _coverage(judged: Sequence[Judged], level: float) -> dict[str, Any]:
    kept = [one for one in judged if one.confidence >= level]
    return {
        "confidence": level,
        "covered": share(len(kept), len(judged)),
        "wrong": share(sum(not one.right for one in kept), len(kept)),
    }
