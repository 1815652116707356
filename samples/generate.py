"""Write synthetic documents with their truth: `python samples/generate.py --out DIR --count 200 --seed 1`.

Writes DIR/files/*, DIR/truth.jsonl (a line per document) and DIR/patients.csv; with --text-only DIR/pages.jsonl instead of the
files: the words of each document with their boxes. The same arguments write the same bytes, however many processes work.
"""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import os
import random
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import catalogue
import numpy as np
from degrade import KINDS, Result, degrade, hash_number
from documents import (
    TYPES,
    Made,
    Plan,
    cast,
    documents_of,
    head_of,
    joined_pdf,
    kind_of,
    make_document,
    people_of,
    sender_of,
)
from rich.progress import track

COLUMNS = [
    "patient_id",
    "mrn",
    "family_name",
    "given_name",
    "middle_name",
    "suffix",
    "birth_date",
    "sex",
    "phone",
    "address_line",
    "city",
    "state",
    "postal_code",
    "ssn_last4",
    "member_id",
    "payer",
]


def make_file(plan: Plan, index: int) -> tuple[str, bytes, list[dict[str, object]]]:
    """(file name, bytes, truth lines) of file number `index`."""
    kind = kind_of(plan, index)
    made = documents_of(plan, index, kind)
    pages = sum(len(m.drawing.pages) for m in made)
    if kind == "photo" and pages > 1:
        kind = "scan_200"
    stem = f"{hash_number(f'{plan.seed} {plan.split} {index}'):016x}"[:8]
    result = degrade(
        joined_pdf(made),
        kind,
        f"{plan.seed} channel {index}",
        sender_of(made, random.Random(f"{plan.seed} sender {index}")),
    )
    name = f"files/{stem}.{result.suffix}"
    return name, result.data, truth_lines(made, name, kind, result)


def truth_lines(made: list[Made], name: str, kind: str, result: Result | None) -> list[dict[str, object]]:
    lines, first = [], 1
    for document in made:
        count = len(document.drawing.pages)
        if document.sheet is not None:
            line = truth_of(document, kind, sum(m.sheet is not None for m in made) > 1)
            boxes = {f: _moved(box, first, result) for f, box in document.drawing.boxes.items()}
            lines.append(
                {
                    "file": name,
                    "pages": list(range(first, first + count)),
                    **line,
                    "boxes": boxes,
                    "note": result.note if result else "",
                }
            )
        first += count
    return lines


def truth_of(document: Made, kind: str, batch: bool) -> dict[str, object]:
    sheet = document.sheet
    assert sheet is not None
    plain = lambda v: list(v) if isinstance(v, tuple) else v  # noqa: E731
    fields, others = {}, {}
    for field, values in document.drawing.printed.items():
        shown = [plain(v) for v in values if v is not None and v != ""]
        if not shown:
            continue
        if field == "mrn" and document.foreign_mrn:
            others[field] = shown  # the sender's own chart number: neither right nor wrong to find
            continue
        fields[field] = shown[0]
        if len(shown) > 1:
            others[field] = shown[1:]
    line: dict[str, object] = {
        "type": sheet.type,
        "organisation": document.style,
        "letterhead": head_of(sheet),
        "template": document.family,
        "degradation": kind,
        "fields": fields,
        "patient_id": document.patient_id,
        "batch": batch,
        "split": catalogue.splits()[document.family],
    }
    if others:
        line["also_accepted"] = others
    if sheet.cover:
        line["cover"] = True
    return line


def _moved(box: tuple[int, int, int, int, int], first: int, result: Result | None) -> list[int]:
    """A box on the drawn page as it stands on the upright page of the result; the page counts from the file's first."""
    page, left, top, right, bottom = box
    number = first + page - 1
    if result is None:
        return [number, left, top, right, bottom]
    corners = np.array([[left, top, 1], [right, top, 1], [right, bottom, 1], [left, bottom, 1]], np.float64).T
    moved = result.matrices[min(number, len(result.matrices)) - 1] @ corners
    x, y = moved[0] / moved[2], moved[1] / moved[2]
    return [number, *(round(float(v)) for v in (x.min(), y.min(), x.max(), y.max()))]


def make_pages(plan: Plan, index: int) -> tuple[str, bytes, list[dict[str, object]]]:
    """Like make_file, but without rendering: the truth lines carry the words of their pages."""
    made = documents_of(plan, index, "born_digital")
    lines = truth_lines(made, f"text/{index:06d}", "text", None)
    documents = [m for m in made if m.sheet is not None]
    for line, document in zip(lines, documents, strict=True):
        sizes = [(round(p.width * 200 / 72), round(p.height * 200 / 72)) for p in document.drawing.pages]
        line["text_pages"] = [
            {"width": w, "height": h, "words": [[t, *b] for t, b in words]}
            for (w, h), words in zip(sizes, document.drawing.words(), strict=True)
        ]
    return "", b"", lines


def write_patients(plan: Plan, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        for p in people_of(plan):
            writer.writerow(
                [
                    p.patient_id,
                    p.mrn,
                    p.family,
                    p.given,
                    p.middle,
                    p.suffix,
                    p.birth_date.isoformat(),
                    p.sex,
                    p.phone,
                    p.address,
                    p.city,
                    p.state,
                    p.zip,
                    p.ssn4,
                    p.member_id,
                    p.payer,
                ]
            )


def produce(plan: Plan, count: int, processes: int) -> Iterator[tuple[str, bytes, list[dict[str, object]]]]:
    work = partial(make_pages if plan.text_only else make_file, plan)
    if processes <= 1:
        yield from map(work, range(count))
        return
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield from pool.imap(work, range(count), chunksize=4)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=100, help="files to write")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split", choices=("train", "tune", "test", "all"), default="all", help="families to use")
    parser.add_argument("--types", nargs="+", choices=TYPES, default=list(TYPES))
    parser.add_argument(
        "--kinds", nargs="+", choices=KINDS, default=list(KINDS), help="channels that the files come through"
    )
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--bundle-rate", type=float, default=0.12, help="share of files with several documents")
    parser.add_argument(
        "--stranger-rate", type=float, default=0.13, help="share of documents of people who are not in patients.csv"
    )
    parser.add_argument("--people", type=int, default=3000)
    parser.add_argument("--text-only", action="store_true", help="words and boxes instead of files, in pages.jsonl")
    args = parser.parse_args(argv)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    plan = Plan(
        seed=args.seed, split=args.split, types=tuple(args.types), people=args.people, bundle_rate=args.bundle_rate,
        stranger_rate=args.stranger_rate, kinds=tuple(args.kinds), text_only=args.text_only,
    )  # fmt: skip
    (args.out / "files").mkdir(parents=True, exist_ok=True)
    write_patients(plan, args.out / "patients.csv")
    documents = 0
    with (args.out / ("pages.jsonl" if args.text_only else "truth.jsonl")).open("w", encoding="utf-8") as truth:
        for name, data, lines in track(
            produce(plan, args.count, args.processes), "documents", total=args.count, disable=not sys.stderr.isatty()
        ):
            if name:
                (args.out / name).write_bytes(data)
            truth.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            documents += len(lines)
    print(f"{documents} documents in {args.count} files: {args.out}")
    return 0


__all__ = ["TYPES", "Made", "Plan", "cast", "joined_pdf", "make_document", "make_file", "make_pages", "sender_of"]

if __name__ == "__main__":
    sys.exit(main())
