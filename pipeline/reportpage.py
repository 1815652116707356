"""The report of `chartdrop evaluate` as one HTML page: every figure with its n and 95% bounds, no script or network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from pipeline.plots import Point, Share, bars, confusion, curve, reliability
from pipeline.records import TYPES

Figure = Mapping[str, Any]
_HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>chartdrop: evaluation</title><style>'
    "body{font:14px/1.5 sans-serif;color:#1f2933;margin:2rem auto;max-width:1340px;padding:0 1rem}"
    "section{display:flex;flex-wrap:wrap;gap:1rem 2rem;align-items:flex-start}"
    "section>div{max-width:100%}h2{margin:2rem 0 .5rem}svg{display:block;max-width:100%;height:auto}"
    "table{border-collapse:collapse}td,th{padding:.1rem .8rem .1rem 0;text-align:right;font-weight:normal}"
    "th{border-bottom:1px solid #1f2933}p{max-width:46rem;margin:.3rem 0}"
    "</style></head><body><h1>Evaluation</h1>"
)


def page(report: Mapping[str, Any]) -> str:
    """HTML of a report that `evaluation.evaluate` made."""
    n = (
        f"<p>{report['documents']} documents in {report['files']} files. Black lines and lighter bands are 95% bounds "
        "(Clopper-Pearson). Documents of one sender or form are not independent: true bounds are wider.</p>"
    )
    parts = [_summary(report), _types(report), _confidence(report), _fields(report)]
    return _HEAD + n + "".join(parts) + "</body></html>\n"


def _summary(report: Mapping[str, Any]) -> str:
    types, filed = report["types"], report["filed"]
    figures = {
        "type accuracy": types["accuracy"],
        "exact pages": report["pages"],
        "files split right": report["files_perfect"],
        "filed alone": filed["filed"],
        "charts found alone": filed["found_without_a_person"],
        "wrong chart of filed": filed["wrong_chart"],
        "wrong type of filed": filed["wrong_type"],
    }
    return _section("In short", bars("What became of the documents", _shares(figures)))


def _types(report: Mapping[str, Any]) -> str:
    types = report["types"]
    counts = {(true, said or "not found"): number for true, said, number in types["confusion"]}
    drawings = [
        confusion("What was said to be what", TYPES, counts, more=["not found"]),
        bars("Right, by type", _shares(types["by_type"])),
        bars("Right, by page class as read", _shares(report["by_page_kind"])),
        bars("Right, by kind of file in the truth", _shares(types["by_degradation"])),
    ]
    by_sender = report["by_sender"]
    if set(by_sender) == {"not said"}:
        drawings.append(
            "<p>By sender: the truth does not say which of them were known (<code>known_sender</code>).</p>"
        )
    else:
        drawings.append(bars("Right, by sender", _shares(by_sender)))
    return _section("Document type", *drawings)


def _confidence(report: Mapping[str, Any]) -> str:
    calibration, coverage = report["calibration"], [one for one in report["coverage"] if one["wrong"]["n"]]
    bins = [(f"{one['said']:.1%}", one["right"]) for one in calibration["bins"]]
    kept = [(f"{one['confidence']:.0%}", one["covered"], one["wrong"]) for one in coverage]
    return _section(
        "How sure it was",
        reliability(f"Reliability (calibration error {calibration['error']:.3f})", _bins(report))
        + _rows(("said confidence", "right", "n"), [(name, *_cells(figure)) for name, figure in bins]),
        curve(
            "Wrong type against what is covered", _coverage(report), x="share of documents kept", y="wrong type",
            highest=0.2,
        )
        + _rows(
            ("at least", "documents kept", "n", "of them a wrong type", "n"),
            [(name, *_cells(covered), *_cells(wrong)) for name, covered, wrong in kept],
        ),
    )  # fmt: skip


def _fields(report: Mapping[str, Any]) -> str:
    fields = report["fields"]
    return _section(
        "Fields",
        bars("Precision", _shares({name: both["precision"] for name, both in fields.items()})),
        bars("Recall", _shares({name: both["recall"] for name, both in fields.items()})),
    )


def _section(title: str, *parts: str) -> str:
    return f"<h2>{escape(title)}</h2><section>" + "".join(f"<div>{part}</div>" for part in parts) + "</section>"


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The figures of a curve as a table: nothing is left to a tooltip."""
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _cells(figure: Figure) -> tuple[str, str]:
    return f"{figure['share']:.1%} ({figure['low95']:.1%} to {figure['high95']:.1%})", str(figure["n"])


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
