"""Bounds, calibration error and thresholds against values known from tables."""

from __future__ import annotations

import pytest

from classifiers.statistics import bounds, calibration_error, share, threshold, upper


def test_bounds_known_values() -> None:
    assert bounds(0, 0) == (0.0, 1.0)
    low, high = bounds(8, 10)
    assert low == pytest.approx(0.4439, abs=1e-4)
    assert high == pytest.approx(0.9748, abs=1e-4)
    assert upper(0, 598) == pytest.approx(0.005, abs=1e-4)


def test_share_always_has_its_n() -> None:
    assert share(1, 2) | {"low95": 0, "high95": 0} == {"share": 0.5, "hits": 1, "n": 2, "low95": 0, "high95": 0}


def test_calibration_error() -> None:
    assert calibration_error([], []) == 0.0
    assert calibration_error([1.0] * 4, [True] * 4) == pytest.approx(0.0)
    assert calibration_error([0.9] * 4, [True, True, False, False]) == pytest.approx(0.4)


def test_threshold_needs_enough_counts() -> None:
    assert threshold([0.99] * 100, [True] * 100, 0.005, 0.8) == 1.0
    assert threshold([0.99] * 700, [True] * 700, 0.005, 0.8) == 0.99
    levels = [0.99] * 700 + [0.85] * 100
    assert threshold(levels, [True] * 700 + [False] * 100, 0.005, 0.8) == 0.99
    assert threshold([0.7] * 700, [True] * 700, 0.005, 0.8) == 1.0
