"""Precision and recall of extraction by field, with the true type and pages given, so that it is measured alone.

    python tests/benchmarks/extraction.py --truth truth.jsonl --readings DIR [--type T] [--field F] [--show]
    python tests/benchmarks/extraction.py --truth pages.jsonl                     (of samples/generate.py --text-only)

DIR holds one `<file>.json` per file: a `Reading` as JSON. Values are compared as the shared material's score.py does
(CHARTDROP_SHARED or ../shared); also printed: milliseconds a page, and how well confidences are calibrated.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from pipeline.records import Box, Page, Reading, Word
from pipeline.stages.extract import extract


def rules() -> ModuleType:
    """score.py of the shared material, by path."""
    here = Path(__file__).resolve().parents[2]
    shared = Path(os.environ.get("CHARTDROP_SHARED", here.parent / "shared"))
    spec = importlib.util.spec_from_file_location("score", shared / "data" / "offices" / "score.py")
    assert spec and spec.loader, "the shared material is not beside the project"
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def documents(arguments: argparse.Namespace) -> Iterator[tuple[dict[str, Any], list[Page]]]:
    readings: dict[str, Reading] = {}
    for line in Path(arguments.truth).read_text().splitlines():
        truth = json.loads(line)
        if (arguments.type and truth["type"] != arguments.type) or (
            arguments.split and truth.get("split") != arguments.split
        ):
            continue
        if "text_pages" in truth:
            as_printed(truth)
            yield truth, [drawn(number, page) for number, page in zip(truth["pages"], truth["text_pages"])]
            continue
        name = Path(truth["file"]).name
        path = Path(arguments.readings) / f"{name}.json"
        if name not in readings and path.exists():
            readings = {name: msgspec.json.decode(path.read_bytes(), type=Reading)}
        if name in readings:
            yield truth, [p for p in readings[name].pages if p.number in truth["pages"]]


def as_printed(truth: dict[str, Any]) -> None:
    """Take from the truth's providers the credentials that their page does not print."""
    printed = {word[0].strip(",.") for page in truth["text_pages"] for word in page["words"]}
    for name in ("ordering_provider", "referring_provider", "referred_to_provider"):
        who, comma, credentials = truth["fields"].get(name, "").partition(", ")
        if comma and credentials not in printed:
            truth["fields"][name] = who


def drawn(number: int, page: dict[str, Any]) -> Page:
    """A page of words as they were drawn, without an engine's errors."""
    words = tuple(
        Word(text=text, box=Box(left=left, top=top, right=right, bottom=bottom), line=at)
        for at, (text, left, top, right, bottom) in enumerate(page["words"])
    )
    return Page(number=number, width=page["width"], height=page["height"], dpi=200.0, kind="born_digital", words=words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--truth", required=True)
    for name in ("readings", "type", "field", "split"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--show", action="store_true", help="print each wrong or missed value")
    arguments = parser.parse_args()
    scoring = rules()
    table: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    bins: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    pages = 0
    spent = 0.0
    known = {name for truth, _ in documents(arguments) for name in truth["fields"]}  # others are not in the truth
    for truth, own in documents(arguments):
        start = time.process_time()
        result = extract(own, truth["type"])
        spent += time.process_time() - start
        pages += len(own)
        got = {name: list(f.value) if isinstance(f.value, tuple) else f.value for name, f in result.fields.items()}
        for name in sorted(set(truth["fields"]) | (set(got) & known)):
            has, found = name in truth["fields"], name in got
            if not has and found and scoring.okval(truth, name, got[name]):
                continue
            good = has and found and scoring.okval(truth, name, got[name])
            cell = table[(truth["type"], name)]
            cell[0] += good
            cell[1] += found
            cell[2] += has
            if found:
                bins[min(int(result.fields[name].confidence * 10), 9)][0] += 1
                bins[min(int(result.fields[name].confidence * 10), 9)][1] += good
            if arguments.show and not good and (not arguments.field or name == arguments.field):
                sure = f"{result.fields[name].confidence:.2f}" if found else "    "
                print(
                    f"{Path(truth['file']).name:16s} {truth['pages']!s:8s} {truth.get('template', ''):22s} "
                    f"{truth.get('degradation', ''):13s}"
                    f"{name:16s} {sure} got {got.get(name)!r} want {truth['fields'].get(name)!r}"
                )
    for kind in sorted({t for t, _ in table}):
        print(kind)
        for (t, name), cell in sorted(table.items()):
            if t == kind and (not arguments.field or name == arguments.field):
                print(f"  {name:24s} precision {ratio(cell[0], cell[1]):>18s}  recall {ratio(cell[0], cell[2]):>18s}")
    print("all fields of the core types, by field")
    for name in sorted({n for _, n in table}):
        cells = [c for (t, n), c in table.items() if n == name and t != "other"]
        g, a, b = (sum(c[i] for c in cells) for i in range(3))
        print(f"  {name:24s} precision {ratio(g, a):>18s}  recall {ratio(g, b):>18s}")
    cells = [c for (t, _), c in table.items() if t != "other"]
    g, a, b = (sum(c[i] for c in cells) for i in range(3))
    print(f"  {'ALL':24s} precision {ratio(g, a):>18s}  recall {ratio(g, b):>18s}")
    print("confidence:", "  ".join(f"{b / 10:.1f}: {ratio(c[1], c[0])}" for b, c in sorted(bins.items())))
    print(f"{1000 * spent / max(pages, 1):.1f} ms a page over {pages} pages")


def ratio(a: int, b: int) -> str:
    return f"{100 * a / b:.1f}% ({a}/{b})" if b else "n/a"


if __name__ == "__main__":
    main()
