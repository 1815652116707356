"""What reading finds and what it costs, per degradation, as ratios. Not a timed test.

    python tests/benchmarks/read.py --truth truth.jsonl --files DIR [--limit N] [--save FILE] [--no-second]
    python tests/benchmarks/read.py --cost DIR       CPU against pytesseract on the same pages; work outside the engine
    python tests/benchmarks/read.py --workers DIR    pages a second and memory of one and of two processes

A field is found when its value, in one of the ways it may be printed, stands in the text of its pages once case, spaces
and punctuation are dropped. The truth has one JSON object a line: file, pages, fields, degradation.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

for name in ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

from pipeline.adapters.reading import InProcessReader, WorkerReader  # noqa: E402  after the thread limits
from pipeline.errors import IntakeError  # noqa: E402
from pipeline.imaging.options import ReadingOptions  # noqa: E402
from pipeline.records import Page, Reading  # noqa: E402

NOT_PRINTED = {"abnormal", "signed", "consent_type", "urgency", "result_status", "sex", "signer_relationship"}
OPEN = {".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png", ".heic", ".webp", ".bmp", ".gif"}


def squeezed(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def printed(value: str) -> Iterator[str]:
    """Ways a normal form may stand on a page."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield squeezed(value)
        return
    day = date.fromisoformat(value)
    month, short = day.strftime("%B"), day.strftime("%b")
    for year in (f"{day:%Y}", f"{day:%y}"):
        for d in (f"{day:%d}", str(day.day)):
            for m in (f"{day:%m}", str(day.month)):
                yield from (m + d + year, d + m + year, year + m + d)
            for word in (month, short, "SEPT" if day.month == 9 else short):
                yield from (squeezed(word + d + year), squeezed(d + word + year), squeezed(year + word + d))


def values(fields: dict[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if name not in NOT_PRINTED and not isinstance(value, bool):
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str) and squeezed(each):
                    yield name, each


def found(document: dict[str, object], pages: Iterable[Page]) -> list[tuple[str, bool]]:
    wanted = set(document["pages"])
    text = squeezed(" ".join(page.text() for page in pages if page.number in wanted))
    return [(name, any(form in text for form in printed(value))) for name, value in values(document["fields"])]


def hit_rate(truth: Path, folder: Path, options: ReadingOptions, limit: int, save: Path | None) -> None:
    documents = [json.loads(line) for line in truth.read_text().splitlines()]
    by_file: dict[str, list[dict[str, object]]] = defaultdict(list)
    for document in documents:
        by_file[Path(document["file"]).name].append(document)
    reader = InProcessReader(options)
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    missed: Counter[str] = Counter()
    log = save.open("w") if save else None
    for name in sorted(by_file)[: limit or None]:
        start = time.process_time()
        reading = _read(reader, folder / name)
        cost = time.process_time() - start
        for index, document in enumerate(by_file[name]):
            results = found(document, reading.pages)
            group = tally[document["degradation"]]
            group["fields"] += len(results)
            group["found"] += sum(hit for _, hit in results)
            if index == 0:
                group["pages"] += len(reading.pages)
                group["ms"] += round(cost * 1000)
                group["second"] += sum(
                    any(step.startswith("rapidocr") for step in page.steps) for page in reading.pages
                )
                group["turned"] += sum(page.rotation != 0 for page in reading.pages)
            missed.update(f"{document['degradation']}:{field}" for field, hit in results if not hit)
            if log:
                log.write(
                    json.dumps(
                        {
                            "file": name,
                            "missed": [f for f, hit in results if not hit],
                            "kinds": [page.kind for page in reading.pages],
                            "confidence": [page.confidence for page in reading.pages],
                        }
                    )
                    + "\n"
                )
    reader.close()
    _table(tally)


def _read(reader: InProcessReader, path: Path) -> Reading:
    try:
        return reader.read(path)
    except IntakeError as error:
        print(f"{path.name}: {type(error).__name__}", file=sys.stderr)
        return Reading(media_type="", pages=())


def _table(tally: dict[str, Counter[str]]) -> None:
    print(f"{'degradation':14}{'pages':>7}{'fields':>8}{'found':>7}{'rate':>8}{'ms/page':>9}{'second':>8}{'turned':>8}")
    total: Counter[str] = Counter()
    for name, row in [*sorted(tally.items()), ("all", total)]:
        if row is not total:
            total.update(row)
        print(
            f"{name:14}{row['pages']:7}{row['fields']:8}{row['found']:7}{row['found'] / max(1, row['fields']):8.3f}"
            f"{row['ms'] / max(1, row['pages']):9.0f}{row['second']:8}{row['turned']:8}"
        )


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in OPEN)


class Meter:
    """CPU seconds spent inside the engines, taken at their doors; everything else is our own work."""

    def __init__(self, reader: InProcessReader) -> None:
        self.first = self.second = 0.0
        engines = reader._engines
        self._timed(engines.first, "read", "first")
        if engines.second is not None:
            for door in ("reread", "segment", "segments"):
                if hasattr(engines.second(), door):
                    self._timed(engines.second(), door, "second")

    def _timed(self, engine: object, door: str, which: str) -> None:
        inner = getattr(engine, door)

        def timed(*given):  # type: ignore[no-untyped-def]
            start = time.process_time()
            try:
                return inner(*given)
            finally:
                setattr(self, which, getattr(self, which) + time.process_time() - start)

        setattr(engine, door, timed)


def cost(folder: Path, options: ReadingOptions, limit: int) -> None:
    """CPU of the whole reading against pytesseract.image_to_data on the same stored pages, children counted.

    One page of each kind is read before the clock runs: models and libraries are loaded once in a service's life.
    """
    from pipeline.imaging import sniff

    reader = InProcessReader(options)
    paths = files_in(folder)[: limit or None]
    warm: set[str] = set()
    for path in paths:
        sort = path.name.split("-")[0]
        if sort not in warm:
            warm.add(sort)
            _read(reader, path)
    meter = Meter(reader)
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        meter.first = meter.second = 0.0
        start = time.process_time()
        got = _read(reader, path)
        whole = time.process_time() - start
        row = rows[got.pages[0].kind if got.pages else "none"]
        row.update(whole=whole, first=meter.first, second=meter.second, pages=len(got.pages))  # type: ignore[call-arg]
        row.update(asked(got.pages))
        row.update(usual=_usual(path, sniff.sniff(path, options), options))  # type: ignore[call-arg]
    reader.close()
    _cost_table(rows)


def asked(pages: Iterable[Page]) -> Counter[str]:
    """Pages of which the second engine read whole lines anew, those of which single segments, and these segments."""
    found: Counter[str] = Counter()
    for page in pages:
        for step in page.steps:
            name, _, count = step.partition(":")
            if name == "rapidocr":
                found.update({"by_segment": 1, "segments": int(count)} if count else {"by_page": 1})
    return found


def _usual(path: Path, kind: str, options: ReadingOptions) -> float:
    import pytesseract
    from PIL import Image

    from pipeline.imaging import raster

    spent = 0.0
    for raw in raster.pages(path, kind, options):
        if raw.words is None:
            before = os.times()
            pytesseract.image_to_data(Image.fromarray(raw.grey))
            after = os.times()
            spent += sum(after[:4]) - sum(before[:4])
    return spent


def _cost_table(rows: dict[str, Counter[str]]) -> None:
    print(
        f"{'kind':14}{'pages':>6}{'ms/page':>9}{'first':>8}{'second':>8}{'outside OCR':>13}{'of pytesseract':>16}"
        f"{'2nd: lines':>12}{'segments':>10}{'each':>6}"
    )
    total: Counter[str] = Counter()
    for row in rows.values():
        total.update(row)
    for name, row in [*sorted(rows.items()), ("all", total)]:
        pages, whole = max(1, row["pages"]), row["whole"]
        ratio = f"{whole / row['usual']:.2f}" if row["usual"] else "no OCR"
        outside = whole - row["first"] - row["second"]
        print(
            f"{name:14}{row['pages']:6}{1000 * whole / pages:9.0f}{1000 * row['first'] / pages:8.0f}"
            f"{1000 * row['second'] / pages:8.0f}{1000 * outside / pages:5.0f} ms{outside / whole:5.1%}{ratio:>16}"
            f"{row['by_page'] / pages:12.0%}{row['by_segment'] / pages:10.0%}"
            f"{row['segments'] / max(1, row['by_segment']):6.1f}"
        )


def workers(folder: Path, options: ReadingOptions, limit: int) -> None:
    """Pages a second of one process and of two over the same files, and each one's resident memory."""
    from concurrent.futures import ThreadPoolExecutor

    paths = files_in(folder)[: limit or 40]
    speed = {}
    for count in (1, 2):
        reader = WorkerReader(options, workers=count)
        with ThreadPoolExecutor(count) as pool:
            list(pool.map(reader.read, paths[:count]))  # models loaded
            start = time.monotonic()
            pages = sum(len(each.pages) for each in pool.map(reader.read, paths))
            speed[count] = pages / (time.monotonic() - start)
        memory = [_resident(pid) for pid in reader.processes()]
        reader.close()
        print(f"{count} workers: {speed[count]:.2f} pages/s, resident MiB now and at most: {memory}")
    print(f"two against twice one: {speed[2] / (2 * speed[1]):.0%}")


def _resident(pid: int) -> tuple[int, int]:
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(status["VmRSS"].split()[0]) // 1024, int(status["VmHWM"].split()[0]) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--files", type=Path)
    parser.add_argument("--cost", type=Path)
    parser.add_argument("--workers", type=Path)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--no-second", action="store_true")
    parser.add_argument("--hard", type=float, default=ReadingOptions().hard_share)
    given = parser.parse_args()
    options = ReadingOptions(second_engine=not given.no_second, hard_share=given.hard)
    if given.truth:
        hit_rate(given.truth, given.files or given.truth.parent, options, given.limit, given.save)
    if given.cost:
        cost(given.cost, options, given.limit)
    if given.workers:
        workers(given.workers, options, given.limit)


if __name__ == "__main__":
    main()
