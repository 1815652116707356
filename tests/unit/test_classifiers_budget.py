"""The level is set by held-back documents, and checked on families that had no part in setting it."""

from __future__ import annotations

from classifiers.budget import check, thresholds
from classifiers.evaluate import Judged
from classifiers.model import TYPES


def judged(family: str, truth: str, said: str, confidence: float, count: int) -> list[Judged]:
    return [Judged(truth, said, confidence, 0.5, "plain", family)] * count


RIGHT = [one for i in range(40) for one in judged(f"lab{i}", "lab_result", "lab_result", 0.9 + i / 1000, 30)]


def test_a_sure_wrong_family_lifts_the_level_of_all_types() -> None:
    levels = thresholds(RIGHT).confidence
    assert levels["consent"] == levels["lab_result"] == 0.9
    trap = judged("trap", "other", "insurance_card", 0.9205, 12)
    assert thresholds([*RIGHT, *trap]).confidence["lab_result"] > 0.9205
    assert set(levels) == set(TYPES)


def test_the_check_counts_what_comes_through_from_a_family_that_set_nothing() -> None:
    trap = judged("trap", "other", "insurance_card", 0.9205, 12)
    alone = thresholds([*RIGHT, *trap])
    found = check([*RIGHT, *trap], alone.likeness)
    assert found["wrong_among_filed"]["hits"] == 12, "the others' level would have let the trap through"
    assert check(RIGHT, alone.likeness)["wrong_among_filed"]["hits"] == 0


def test_too_few_documents_allow_nothing() -> None:
    assert thresholds(RIGHT[:300]).confidence["lab_result"] == 1.0
