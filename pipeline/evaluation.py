"""An honest report on a folder of files with their truth: every figure with its n and 95% bounds (Clopper-Pearson).

The truth is JSON lines, one per document: `file`, `pages`, `type`, `fields`, `patient_id` (null when the index has no
chart for it). A document that is not found with its exact pages counts as wrong.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from classifiers.statistics import share
from pipeline.errors import UsageError
from pipeline.flow import Judges
from pipeline.inspection import Line, inspect_files
from pipeline.ports import Reader
from pipeline.printing import progress, table
from pipeline.records import TYPES

Truth = Mapping[str, Any]


def evaluate(folder: Path, truth: Path, reader: Reader, judges: Judges, *, threads: int) -> dict[str, Any]:
    """Inspect every file the truth names and hold the lines against it. Raises UsageError for a truth that is none."""
    wanted = _load(truth)
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
        "pages": share(sum(line is not None and line["pages"] == one["pages"] for one, line in pairs), len(pairs)),
    }


def _load(path: Path) -> dict[str, list[Truth]]:
    wanted: dict[str, list[Truth]] = defaultdict(list)
    try:
        for text in path.read_text(encoding="utf-8").splitlines():
            if text.strip():
                one = json.loads(text)
                wanted[Path(one["file"]).name].append({**one, "type": one["type"], "pages": list(one["pages"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} is not a truth file: JSON lines with file, pages and type ({type(error).__name__})."
        ) from None
    return wanted


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


def show(report: Mapping[str, Any]) -> None:
    """The report for a person."""
    filed = report["filed"]
    rows = [
        ("type accuracy", report["types"]["accuracy"]),
        *((f"  {name}", figure) for name, figure in report["types"]["by_type"].items()),
        *((f"  {name}", figure) for name, figure in report["types"]["by_degradation"].items()),
        ("documents with exact pages", report["pages"]),
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
