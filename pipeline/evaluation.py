"""An honest report on a folder of files with their truth: every figure with its n and 95% bounds (Clopper-Pearson).

The truth is a manifest (`pipeline.truths`). A document that is not found with its exact pages counts as wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from classifiers.statistics import calibration_error, share
from pipeline.errors import UsageError
from pipeline.flow import Judges
from pipeline.inspection import Line, inspect_files
from pipeline.ports import Reader
from pipeline.printing import progress, table
from pipeline.records import TYPES
from pipeline.truths import Truth, load_truth


def evaluate(folder: Path, truth: Path, reader: Reader, judges: Judges, *, threads: int) -> dict[str, Any]:
    """Inspect every file the truth names and hold the lines against it. Raises UsageError for a truth that is none."""
    wanted = load_truth(truth)
    files = [path for path in sorted(folder.rglob("*")) if path.name in wanted]
    found: dict[str, list[Line]] = {}
    with progress("evaluate", len(files)) as advance:
        for path, lines in zip(files, inspect_files(files, reader, judges, threads=threads), strict=True):
            found[path.name] = lines
            advance(path.name)
    pairs = [(one, _line_for(one, found.get(name, []))) for name, ones in wanted.items() for one in ones]
    lines = [line for found_lines in found.values() for line in found_lines]
    return {
        "documents": len(pairs),
        "files": len(files),
        "types": _types(pairs),
        "filed": _filed(pairs, lines),
        "fields": _fields(pairs),
        "calibration": _calibration(pairs),
        "coverage": [_coverage(pairs, level) for level in LEVELS],
        "by_page_kind": _by(pairs, _page_kind),
        "by_sender": _by(pairs, _sender),
        "files_perfect": _perfect(wanted, found),
        "pages": share(sum(line is not None and line["pages"] == one["pages"] for one, line in pairs), len(pairs)),
    }


def _line_for(one: Truth, lines: Sequence[Line]) -> Line | None:
    """The predicted document that shares most pages with the true one."""
    pages = set(one["pages"])
    best = max(lines, key=lambda line: _overlap(pages, set(line["pages"])), default=None)
    return best if best is not None and _overlap(pages, set(best["pages"])) > 0 else None


def _overlap(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


Pairs = Sequence[tuple[Truth, Line | None]]


def _types(pairs: Pairs) -> dict[str, Any]:
    right = [line is not None and line["type"] == one["type"] for one, line in pairs]
    confusion = Counter((one["type"], line["type"] if line else None) for one, line in pairs)
    by_degradation = defaultdict(list)
    for (one, _), hit in zip(pairs, right, strict=True):
        by_degradation[str(one.get("degradation", "unknown"))].append(hit)
    return {
        "accuracy": share(sum(right), len(right)),
        "by_type": {
            name: share(sum(hit for (one, _), hit in zip(pairs, right, strict=True) if one["type"] == name),
                        sum(one["type"] == name for one, _ in pairs))
            for name in TYPES
        },
        "by_degradation": {name: share(sum(hits), len(hits)) for name, hits in sorted(by_degradation.items())},
        "confusion": [[true, said, number] for (true, said), number in sorted(confusion.items(), key=str)],
    }  # fmt: skip


def _filed(pairs: Pairs, lines: Sequence[Line]) -> dict[str, Any]:
    """What would be filed without a person, and what of it is wrong.

    Wrong is also a document that does not exist, and one that holds pages of two patients.
    """
    filed = [line for line in lines if line["route"] == "file"]
    truths: dict[int, list[Truth]] = defaultdict(list)
    for one, line in pairs:
        truths[id(line)].append(one)
    with_chart = sum(one.get("patient_id") is not None and one["type"] != "other" for one, _ in pairs)
    wrong_type = sum({one["type"] for one in truths[id(line)]} != {line["type"]} for line in filed)
    wrong_chart = sum(
        {one.get("patient_id") for one in truths[id(line)]} != {line["match"]["patient_id"]} for line in filed
    )
    return {
        "filed": share(len(filed), len(lines)),
        "found_without_a_person": share(len(filed) - wrong_chart, max(with_chart, len(filed) - wrong_chart)),
        "wrong_chart": share(wrong_chart, len(filed)),
        "wrong_type": share(wrong_type, len(filed)),
    }


def _fields(pairs: Pairs) -> dict[str, Any]:
    """Precision and recall by field over documents of the four types."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one, line in pairs:
        if one["type"] == "other":
            continue
        said = {name: found["value"] for name, found in line["fields"].items()} if line else {}
        for name in set(one.get("fields", {})) | set(said):
            true = one.get("fields", {}).get(name)
            hit = name in said and true is not None and _plain(said[name]) == _plain(true)
            count = counts[name]
            count[0] += hit
            count[1] += name in said
            count[2] += true is not None
    return {
        name: {"precision": share(hit, said), "recall": share(hit, true)}
        for name, (hit, said, true) in sorted(counts.items())
    }


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(sorted(map(_plain, value)))
    text = unicodedata.normalize("NFKD", str(value))
    return re.sub(r"[^A-Z0-9]", "", "".join(c for c in text if not unicodedata.combining(c)).upper())


LEVELS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
BINS = 10


def _judged(pairs: Pairs) -> list[tuple[float, bool]]:
    """How sure it was and whether it was right, of documents that were found."""
    return [
        (float(line["type_confidence"]), line["type"] == one["type"])
        for one, line in pairs
        if line is not None and line["type"] is not None
    ]


def _calibration(pairs: Pairs) -> dict[str, Any]:
    judged = _judged(pairs)
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sure, right in judged:
        bins[min(BINS - 1, int(sure * BINS))].append((sure, right))
    return {
        "error": round(calibration_error([sure for sure, _ in judged], [right for _, right in judged]), 4),
        "bins": [
            {
                "said": round(sum(sure for sure, _ in own) / len(own), 4),
                "right": share(sum(r for _, r in own), len(own)),
            }
            for _, own in sorted(bins.items())
        ],
    }


def _coverage(pairs: Pairs, level: float) -> dict[str, Any]:
    judged = _judged(pairs)
    kept = [right for sure, right in judged if sure >= level]
    return {
        "confidence": level,
        "covered": share(len(kept), len(judged)),
        "wrong": share(sum(not right for right in kept), len(kept)),
    }


def _by(pairs: Pairs, key: Callable[[Truth, Line | None], str]) -> dict[str, Any]:
    groups: dict[str, list[bool]] = defaultdict(list)
    for one, line in pairs:
        groups[key(one, line)].append(line is not None and line["type"] == one["type"])
    return {name: share(sum(hits), len(hits)) for name, hits in sorted(groups.items())}


def _page_kind(_: Truth, line: Line | None) -> str:
    read = (line or {}).get("read") or []
    return str(read[0]["kind"]) if read else "not read"


def _sender(one: Truth, _: Line | None) -> str:
    known = one.get("known_sender")
    return "not said" if known is None else "known sender" if known else "new sender"


def _perfect(wanted: Mapping[str, Sequence[Truth]], found: Mapping[str, Sequence[Line]]) -> dict[str, Any]:
    """Files whose documents all have their exact pages, and no others."""
    right = sum(
        sorted(one["pages"] for one in ones) == sorted(line["pages"] for line in found.get(name, ()))
        for name, ones in wanted.items()
    )
    return share(right, len(wanted))


FIGURES: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {
    "type": lambda report: report["types"]["accuracy"],
    "pages": lambda report: report["pages"],
    "files": lambda report: report["files_perfect"],
    "filed": lambda report: report["filed"]["filed"],
    "found": lambda report: report["filed"]["found_without_a_person"],
    "wrong_chart": lambda report: report["filed"]["wrong_chart"],
    "wrong_type": lambda report: report["filed"]["wrong_type"],
}


Demand = tuple[str, float, bool]


def demands(least: Sequence[str], most: Sequence[str]) -> list[Demand]:
    """`NAME=SHARE` texts as (name, limit, whether it is an upper limit). Raises UsageError for one that is none."""
    found = []
    for text, upper in [(text, False) for text in least] + [(text, True) for text in most]:
        name, _, limit = text.partition("=")
        try:
            FIGURES[name]
            found.append((name, float(limit), upper))
        except (KeyError, ValueError):
            raise UsageError(f"{text} is not a demand: NAME=SHARE, NAME one of {', '.join(FIGURES)}.") from None
    return found


def missed(report: Mapping[str, Any], wanted: Sequence[Demand]) -> list[str]:
    """What falls short, in words. A figure with nothing to count does not meet a demand."""
    found = []
    for name, limit, upper in wanted:
        figure = FIGURES[name](report)
        beyond = figure["share"] > limit if upper else figure["share"] < limit
        if not figure["n"] or beyond:
            word = "at most" if upper else "at least"
            found.append(f"{name} is {_percent(figure)} of {figure['n']}; it should be {word} {limit:.1%}.")
    return found


def show(report: Mapping[str, Any]) -> None:
    """The report for a person."""
    filed = report["filed"]
    rows = [
        ("type accuracy", report["types"]["accuracy"]),
        *((f"  {name}", figure) for name, figure in report["types"]["by_type"].items()),
        *((f"  {name}", figure) for name, figure in report["types"]["by_degradation"].items()),
        ("documents with exact pages", report["pages"]),
        ("files split without an error", report["files_perfect"]),
        ("filed without a person", filed["filed"]),
        ("  charts found without a person", filed["found_without_a_person"]),
        ("  wrong chart among filed", filed["wrong_chart"]),
        ("  wrong type among filed", filed["wrong_type"]),
    ]
    table(("figure", "share", "95% bounds", "n"), [(name, *_cells(figure)) for name, figure in rows], right=("n",))
    table(
        ("field", "precision", "n", "recall", "n "),
        [
            (name, _percent(both["precision"]), both["precision"]["n"], _percent(both["recall"]), both["recall"]["n"])
            for name, both in report["fields"].items()
        ],
        right=("n", "n "),
    )


def _cells(figure: Mapping[str, Any]) -> tuple[str, str, int]:
    if not figure["n"]:
        return "-", "-", 0
    return _percent(figure), f"{figure['low95']:.1%} to {figure['high95']:.1%}", figure["n"]


def _percent(figure: Mapping[str, Any]) -> str:
    return f"{figure['share']:.1%}" if figure["n"] else "-"
