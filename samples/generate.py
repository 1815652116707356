"""Write synthetic documents with their truth: `python samples/generate.py --out DIR --count 200 --seed 1`.

Writes DIR/files/*, DIR/truth.jsonl (a line per document) and DIR/patients.csv; with --text-only DIR/pages.jsonl instead of the
files: the words of each document with their boxes. The same arguments write the same bytes, however many processes work.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import multiprocessing
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

import numpy as np
from reportlab.pdfgen.canvas import Canvas
from rich.progress import track

import catalogue
from blocks import Letterhead, Sheet
from degrade import KINDS, Result, Sender, degrade, hash_number
from drawing import Drawing, draw_pages
from looks import look_for
from people import Patient, World, make_patient, make_patients, twist
from persons import fmt_phone
from styles import draw
from textflow import plain_text

TYPES = ("lab_result", "referral", "consent", "insurance_card", "other")
TYPE_WEIGHTS = (20, 20, 20, 16, 24)
KIND_WEIGHTS = (18, 18, 8, 26, 18, 12)
COLUMNS = "patient_id mrn family_name given_name middle_name suffix birth_date sex phone address_line city state postal_code ssn_last4 member_id payer".split()
LOOKS = 3  # looks per family


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to generate; everything follows from it."""

    seed: int
    split: str = "all"
    types: tuple[str, ...] = TYPES
    people: int = 3000
    bundle_rate: float = 0.12
    stranger_rate: float = 0.13
    kinds: tuple[str, ...] = KINDS
    text_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One document of a file: None for `sheet` is a blank page between documents."""

    sheet: Sheet | None
    drawing: Drawing
    family: str = ""
    patient_id: str | None = None
    foreign_mrn: bool = False
    today: datetime | None = None


_people: dict[tuple[int, int], list[Patient]] = {}


def people_of(plan: Plan) -> list[Patient]:
    key = (plan.seed, plan.people)
    if key not in _people:
        _people[key] = make_patients(plan.people, plan.seed)
    return _people[key]


def cast(plan: Plan, rng: random.Random) -> tuple[Patient, str | None, bool]:
    """Whom a document is about: someone of the list (at times under a nickname, a maiden name, an old address), or a stranger
    (mostly a near miss). Also whether the chart number is the sender's own."""
    known = people_of(plan)
    base = rng.choice(known)
    if rng.random() < plan.stranger_rate:
        fresh = make_patient(rng, 0, rng.randint(4_000_000, 4_999_999))
        person = twist(rng, base, fresh) if rng.random() < 0.66 else fresh
        taken = any((p.family, p.given, p.birth_date) == (person.family, person.given, person.birth_date) for p in known)
        return (fresh if taken else person), None, True
    person, chance = base, rng.random()
    if chance < 0.04 and base.nickname:
        person = replace(base, given=base.nickname)
    elif chance < 0.06 and base.maiden:
        person = replace(base, family=base.maiden)
    elif chance < 0.10:
        other = make_patient(rng, 0, 0)
        person = replace(base, address=other.address, city=other.city, state=other.state, zip=other.zip)
    foreign = rng.random() < 0.35
    if foreign:
        person = replace(person, mrn=f"{rng.choice(('', '', 'E', 'A', 'MR'))}{rng.randint(10_000, 99_999_999)}")
    if not person.member_id:
        person = replace(person, member_id=f"{rng.choice('ABCDEFGH')}{rng.randint(10**8, 10**9 - 1)}")
    return person, base.patient_id, foreign


def make_document(plan: Plan, family: str, who: tuple[Patient, str | None, bool], seed: str, close_up: bool = False) -> Made:
    rng = random.Random(seed)
    world = World(rng, who[0])
    sheet = catalogue.families()[family](world)
    look = look_for(sheet.type, family, rng.randrange(LOOKS))
    drawing = draw(sheet, look, rng, close_up)
    today = datetime.combine(world.today, time(rng.randint(7, 18), rng.randint(0, 59))) + timedelta(days=rng.randint(0, 2))
    named = "family_name" in drawing.printed
    return Made(sheet=sheet, drawing=drawing, family=family, patient_id=who[1] if named else None, foreign_mrn=who[2], today=today)


def _family(plan: Plan, rng: random.Random, sheet_type: str | None = None, word: str = "") -> str:
    pools = {t: [f for f in catalogue.members(t, plan.split) if word in f] for t in plan.types}
    pools = {t: pool for t, pool in pools.items() if pool}
    if sheet_type is None or sheet_type not in pools:
        weights = dict(zip(TYPES, TYPE_WEIGHTS, strict=True))
        sheet_type = rng.choices(list(pools), weights=[weights[t] for t in pools])[0]
    return rng.choice(pools[sheet_type])


def documents_of(plan: Plan, index: int, kind: str) -> list[Made]:
    """The documents of file number `index`: mostly one; else a fax with a cover, a stack of one patient, or of two."""
    rng = random.Random(f"{plan.seed} file {index}")
    seeds = (f"{plan.seed} document {index} {n}" for n in range(99))
    who = cast(plan, rng)
    if rng.random() >= plan.bundle_rate or kind == "photo":
        return [make_document(plan, _family(plan, rng), who, next(seeds), close_up=kind == "photo")]
    out: list[Made] = []
    covers = [f for f in catalogue.members("other", plan.split) if "cover" in f] if "other" in plan.types else []
    if covers and rng.random() < 0.7:
        out.append(make_document(plan, rng.choice(covers), who, next(seeds)))
    second = cast(plan, rng) if rng.random() < 0.3 else who
    count = rng.choice((1, 2, 2, 3, 4)) if out else rng.choice((2, 2, 3, 4))
    for n in range(count):
        out.append(make_document(plan, _family(plan, rng), second if n >= count / 2 else who, next(seeds)))
        if rng.random() < 0.12:
            blank = Drawing()
            blank.add_page(612, 792)
            out.append(Made(sheet=None, drawing=blank))
    return out


def joined_pdf(made: list[Made], password: str | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1, encrypt=password)
    for document in made:
        draw_pages(canvas, document.drawing.pages)
    canvas.save()
    return buffer.getvalue()


def kind_of(plan: Plan, index: int) -> str:
    rng = random.Random(f"{plan.seed} kind {index}")
    weights = dict(zip(KINDS, KIND_WEIGHTS, strict=True))
    return rng.choices(plan.kinds, weights=[weights[k] for k in plan.kinds])[0]


def head_of(sheet: Sheet) -> str:
    """The name in the letterhead, or "" where there is none."""
    return next((plain_text(b.lines[0]) for b in sheet.blocks if isinstance(b, Letterhead)), "")


def sender_of(made: list[Made], rng: random.Random) -> Sender:
    heads = [h for m in made if m.sheet and (h := head_of(m.sheet))]
    when = max((m.today for m in made if m.today), default=datetime(2026, 11, 20, 9, 0))
    number = f"{rng.randint(201, 989)}55501{rng.randint(0, 99):02d}"
    return Sender(name=(heads[0] if heads else "MEDICAL OFFICE").upper(), number=rng.choice((number, fmt_phone(number, "dash"), f"+1{number}")), when=when)


def make_file(plan: Plan, index: int) -> tuple[str, bytes, list[dict[str, object]]]:
    """(file name, bytes, truth lines) of file number `index`."""
    kind = kind_of(plan, index)
    made = documents_of(plan, index, kind)
    pages = sum(len(m.drawing.pages) for m in made)
    if kind == "photo" and pages > 1:
        kind = "scan_200"
    stem = f"{hash_number(f'{plan.seed} {plan.split} {index}'):016x}"[:8]
    result = degrade(joined_pdf(made), kind, f"{plan.seed} channel {index}", sender_of(made, random.Random(f"{plan.seed} sender {index}")))
    name = f"files/{stem}.{result.suffix}"
    return name, result.data, truth_lines(made, name, kind, result)


def truth_lines(made: list[Made], name: str, kind: str, result: Result | None) -> list[dict[str, object]]:
    lines, first = [], 1
    for document in made:
        count = len(document.drawing.pages)
        if document.sheet is not None:
            line = truth_of(document, kind, sum(m.sheet is not None for m in made) > 1)
            boxes = {f: _moved(box, first, result) for f, box in document.drawing.boxes.items()}
            lines.append({"file": name, "pages": list(range(first, first + count)), **line, "boxes": boxes, "note": result.note if result else ""})
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
    line: dict[str, object] = {"type": sheet.type, "organisation": head_of(sheet) or document.family, "template": document.family, "degradation": kind, "fields": fields, "patient_id": document.patient_id, "batch": batch, "split": catalogue.splits()[document.family]}
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
    return [number, *(int(round(float(v))) for v in (x.min(), y.min(), x.max(), y.max()))]


def make_pages(plan: Plan, index: int) -> tuple[str, bytes, list[dict[str, object]]]:
    """Like make_file, but without rendering: the truth lines carry the words of their pages."""
    made = documents_of(plan, index, "born_digital")
    lines = truth_lines(made, f"text/{index:06d}", "text", None)
    documents = [m for m in made if m.sheet is not None]
    for line, document in zip(lines, documents, strict=True):
        sizes = [(round(p.width * 200 / 72), round(p.height * 200 / 72)) for p in document.drawing.pages]
        line["text_pages"] = [{"width": w, "height": h, "words": [[t, *b] for t, b in words]} for (w, h), words in zip(sizes, document.drawing.words(), strict=True)]
    return "", b"", lines


def write_patients(plan: Plan, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        for p in people_of(plan):
            writer.writerow([p.patient_id, p.mrn, p.family, p.given, p.middle, p.suffix, p.birth_date.isoformat(), p.sex, p.phone, p.address, p.city, p.state, p.zip, p.ssn4, p.member_id, p.payer])


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
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS), help="channels that the files come through")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--bundle-rate", type=float, default=0.12, help="share of files with several documents")
    parser.add_argument("--stranger-rate", type=float, default=0.13, help="share of documents of people who are not in patients.csv")
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
        for name, data, lines in track(produce(plan, args.count, args.processes), "documents", total=args.count, disable=not sys.stderr.isatty()):
            if name:
                (args.out / name).write_bytes(data)
            truth.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            documents += len(lines)
    print(f"{documents} documents in {args.count} files: {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
