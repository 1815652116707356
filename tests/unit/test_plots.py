"""Plots are well-formed SVG that says its figures, whatever the figures are."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import plots
from pipeline.plots import Point, Share

SHARE = Share(name="<fax> & scan", share=0.5, low=0.2, high=0.8, n=8)
POINT = Point(x=0.9, y=0.8, low=0.6, high=0.95, says="80% of 10 right at 90%")


def drawn(svg: str) -> ET.Element:
    root = ET.fromstring(svg)
    assert root.tag.endswith("svg")
    assert "style=" not in svg and "<script" not in svg and "onload" not in svg
    return root


def test_every_bar_says_its_n_and_bounds() -> None:
    text = "".join(drawn(plots.bars("Accuracy", [SHARE])).itertext())
    assert "50.0% (20.0%-80.0%) n=8" in text and "<fax> & scan" in text


def test_a_bar_is_as_long_as_its_share() -> None:
    rects = [r for r in drawn(plots.bars("x", [SHARE])).iter() if r.tag.endswith("rect")]
    assert float(rects[1].attrib["width"]) == pytest.approx(float(rects[0].attrib["width"]) / 2, abs=0.1)


def test_the_confusion_matrix_counts_rows() -> None:
    svg = plots.confusion("Types", ["consent", "other"], {("consent", "consent"): 3, ("consent", "other"): 1})
    text = "".join(drawn(svg).itertext())
    assert "consent said to be other: 1 of 4" in text and "n=4" in text and "n=0" in text


def test_curves_hold_their_points() -> None:
    for svg in (plots.reliability("r", [POINT]), plots.curve("c", [POINT], x="covered", y="wrong", highest=0.1)):
        circles = [c for c in drawn(svg).iter() if c.tag.endswith("circle")]
        assert len(circles) == 1 and POINT.says in "".join(circles[0].itertext())


def test_moves_counts_and_columns_say_their_numbers() -> None:
    svg = plots.moves("m", [plots.Move(name="<Oak>", before=SHARE, recent=SHARE, marked=True)])
    text = "".join(drawn(svg).itertext())
    assert "<Oak>" in text and "▲ 50% → 50% n=8, 8" in text and SHARE.says in text
    assert "b: 0" in "".join(drawn(plots.counts("c", {"a": 3, "b": 0})).itertext())
    assert "2026-01-02: 4 left" in "".join(drawn(plots.columns("d", ["2026-01-02"], {"left": [4]})).itertext())
    drawn(plots.counts("none", {}))
    drawn(plots.columns("none", [], {"left": []}))


@given(st.lists(st.tuples(st.text(st.characters(min_codepoint=32, max_codepoint=0xD7FF)), st.floats(0, 1)), max_size=5))
def test_any_figures_are_drawn(rows: list[tuple[str, float]]) -> None:
    drawn(plots.bars("t", [Share(name=n, share=v, low=v, high=v, n=1) for n, v in rows]))
    drawn(plots.curve("t", [Point(x=v, y=v, low=v, high=v, says=n) for n, v in rows], x="x", y="y"))
