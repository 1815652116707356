"""The report of `chartdrop evaluate` as one HTML page: every figure with its n and 95% bounds, no script or network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from pipeline.plots import Point, Share, bars, confusion, curve, reliability
from pipeline.records import TYPES

Figure = Mapping[str, Any]
_HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>chartdrop: evaluation</title>'
    '</head><body><h1>Evaluation</h1>'
)  # fmt: skip


def page(report: Mapping[str, Any]) -> str:
    """HTML of a report that `evaluation.evaluate` made."""
    types, filed = report["types"], report["filed"]
    summary = {
        "type accuracy": types["accuracy"],
        "exact pages": report["pages"],
        "files split right": report["files_perfect"],
        "filed alone": filed["filed"],
        "charts found alone": filed["found_without_a_person"],
        "wrong chart of filed": filed["wrong_chart"],
        "wrong type of filed": filed["wrong_type"],
    }
    counts = {(true, said or "not found"): number for true, said, number in types["confusion"]}
    drawings = [
        bars("In short", _shares(summary)),
        bars("Type accuracy by type", _shares(types["by_type"])),
        confusion("What was said to be what", [*TYPES, "not found"], counts),
        bars("Type accuracy by page class as read", _shares(report["by_page_kind"])),
        bars("Type accuracy by kind of file in the truth", _shares(types["by_degradation"])),
        bars("Type accuracy by sender", _shares(report["by_sender"])),
        reliability(f"Reliability (calibration error {report['calibration']['error']:.3f})", _bins(report)),
        curve(
            "Wrong type against what is covered", _coverage(report), x="share of documents kept", y="wrong type",
            highest=0.2,
        ),
        bars("Fields: precision", _shares({n: f["precision"] for n, f in report["fields"].items()})),
        bars("Fields: recall", _shares({n: f["recall"] for n, f in report["fields"].items()})),
    ]  # fmt: skip
    n = f"<p>{report['documents']} documents in {report['files']} files. Bounds are Clopper-Pearson, 95%.</p>"
    return _HEAD + n + "".join(f"<p>{drawing}</p>" for drawing in drawings) + "</body></html>\n"


def _shares(figures: Mapping[str, Figure]) -> list[Share]:
    return [
        Share(name=str(name).replace("_", " "), share=f["share"], low=f["low95"], high=f["high95"], n=f["n"])
        for name, f in figures.items()
    ]


def _bins(report: Mapping[str, Any]) -> list[Point]:
    return [_point(one["said"], one["right"], "right") for one in report["calibration"]["bins"]]


def _coverage(report: Mapping[str, Any]) -> Sequence[Point]:
    return [_point(one["covered"]["share"], one["wrong"], "wrong") for one in report["coverage"] if one["wrong"]["n"]]


def _point(x: float, figure: Figure, word: str) -> Point:
    says = f"{figure['hits']} of {figure['n']} {word} ({figure['low95']:.1%} to {figure['high95']:.1%}) at {x:.1%}"
    return Point(x=x, y=figure["share"], low=figure["low95"], high=figure["high95"], says=escape(says, quote=False))
