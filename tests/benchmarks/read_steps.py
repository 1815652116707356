"""What each step of a page's chain does for the fields found, and what it costs: a table by class of page.

    python tests/benchmarks/read_steps.py [--count N]      N pages of each class of the second corpus

The page as it is stored comes first (stretched to square pixels not even that), then the chain grows by one step a row;
the last row is the whole reading with the second engine. Bounds are 95% (Wilson). Times are CPU.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

for name in ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent / "material")]

import json  # noqa: E402  after the thread limits

import numpy as np  # noqa: E402
import second_corpus  # noqa: E402
from PIL import Image  # noqa: E402
from read import printed, squeezed, values  # noqa: E402

from pipeline.adapters.reading import InProcessReader  # noqa: E402
from pipeline.imaging import clean, raster, sniff  # noqa: E402
from pipeline.imaging.chains import CHAINS  # noqa: E402
from pipeline.imaging.options import ReadingOptions  # noqa: E402
from pipeline.imaging.sheets import sheets  # noqa: E402
from pipeline.records import PageKind  # noqa: E402
from pipeline.stages import read as stage  # noqa: E402


def hits(text: str, fields: dict[str, object]) -> int:
    whole = squeezed(text)
    return sum(any(form in whole for form in printed(value)) for _, value in values(fields))


def bounds(found: int, total: int) -> tuple[float, float]:
    """Wilson's 95% interval."""
    share, z = found / total, 1.96
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * ((share * (1 - share) + z * z / (4 * total)) / total) ** 0.5 / (1 + z * z / total)
    return middle - half, middle + half


def rows(kind: PageKind, path: Path, reader: InProcessReader, options: ReadingOptions) -> list[tuple[str, str, float]]:
    """Name of the row, text and CPU seconds, for one page."""
    engine = reader._engines.first
    (raw,) = raster.pages(path, sniff.sniff(path, options), options)
    done: list[tuple[str, str, float]] = []

    def add(label: str, views: tuple[clean.View, ...], since: float) -> None:
        text = " ".join(word.text for view in views for word in engine.read(view.image, view.dpi))
        done.append((label, text, time.process_time() - since))

    start = time.process_time()
    with Image.open(path) as image:
        stored = clean.view(np.array(image.convert("L"), dtype=np.uint8), max(raw.stored_dpi))
    add("as stored", (stored,), start)
    start = time.process_time()
    views: tuple[clean.View, ...] = (clean.view(raw.grey, raw.dpi),)
    if kind == "standard_fax":
        add("square pixels", views, start)
    if kind == "photo":
        views = sheets(raw.grey, raw.dpi) or views
        add("+ seen from above", views, start)
    for step in CHAINS[kind]:
        start = time.process_time()
        views = tuple(step(view) for view in views)
        add(f"+ {getattr(step, '__name__', 'step').replace('step', 'despeckle')}", views, start)
    start = time.process_time()
    page = stage.read_page(raw, reader._engines, options)
    done.append(("whole reading", page.text(), time.process_time() - start))
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--kinds", nargs="+", default=list(second_corpus.KINDS))
    given = parser.parse_args()
    options = ReadingOptions()
    reader = InProcessReader(options)
    with tempfile.TemporaryDirectory(prefix="chartdrop-second-") as folder:
        second_corpus.write(Path(folder), given.count)
        truth = [json.loads(line) for line in (Path(folder) / "truth.jsonl").read_text().splitlines()]
        print(f"{'class':14}{'chain so far':20}{'found':>10}{'share':>7}{'95%':>14}{'ms/page':>9}")
        for kind in given.kinds:
            tally: dict[str, Counter[str]] = {}
            for document in truth:
                if document["degradation"] != kind:
                    continue
                for label, text, seconds in rows(kind, Path(folder) / "files" / document["file"], reader, options):
                    row = tally.setdefault(label, Counter())
                    row["found"] += hits(text, document["fields"])
                    row["of"] += len(list(values(document["fields"])))
                    row["ms"] += round(1000 * seconds)
            for label, row in tally.items():
                low, high = bounds(row["found"], row["of"])
                print(
                    f"{kind:14}{label:20}{row['found']:6}/{row['of']:3}{row['found'] / row['of']:7.2f}"
                    f"{low:8.2f}-{high:.2f}{row['ms'] / given.count:9.0f}",
                    flush=True,
                )
    reader.close()


if __name__ == "__main__":
    main()
