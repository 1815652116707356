"""Reading against the usual ways, in one run on the same files. Not a timed test; ratios of CPU, children counted.

    python tests/benchmarks/read_others.py --receipts DIR [--no-second]     word error rate beside raw tesseract's
    python tests/benchmarks/read_others.py --ocrmypdf DIR      against ocrmypdf --rotate-pages --deskew

DIR of receipts holds `*img_NNN.jpg` beside `*box_NNN.csv` (eight coordinates, then the text of one line), as the SROIE
set has them. Words are compared as a bag, capitals and digits alone: two readers order a receipt's columns differently.
A folder or program that is not there is said and left out.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

for name in ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")
sys.path.insert(0, str(Path(__file__).parent))

import read  # noqa: E402  after the thread limits

from pipeline.adapters.reading import InProcessReader  # noqa: E402
from pipeline.imaging.options import ReadingOptions  # noqa: E402


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[0-9A-Z]+", text.upper()))


def errors(truth: Counter[str], said: Counter[str]) -> int:
    """Words to put in, take out or change: the larger of what is missing and what is too much."""
    return max(sum((truth - said).values()), sum((said - truth).values()))


def spent() -> float:
    """CPU seconds of this process and its ended children."""
    return sum(os.times()[:4])


def receipts(folder: Path, options: ReadingOptions, limit: int) -> None:
    import pytesseract
    from PIL import Image

    reader = InProcessReader(options)
    total: Counter[str] = Counter()
    cost = {"ours": 0.0, "tesseract": 0.0}
    for picture in sorted(folder.rglob("*img_*.jpg"))[: limit or None]:
        lines = picture.with_name(picture.name.replace("img_", "box_")).with_suffix(".csv").read_text(errors="replace")
        truth = words(" ".join(line.split(",", 8)[-1] for line in lines.splitlines() if line.count(",") >= 8))
        start = spent()
        ours = words(" ".join(page.text() for page in reader.read(picture).pages))
        cost["ours"] += (half := spent()) - start
        with Image.open(picture) as image:
            usual = words(pytesseract.image_to_string(image))
        cost["tesseract"] += spent() - half
        total.update(pages=1, words=sum(truth.values()), ours=errors(truth, ours), tesseract=errors(truth, usual))
    reader.close()
    for name, seconds in cost.items():
        rate, count = total[name] / max(1, total["words"]), total["words"]
        print(
            f"{name:10} word error rate {rate:.3f} of {count} words on {total['pages']} receipts, {seconds:.1f} s CPU"
        )


def searchable(folder: Path, options: ReadingOptions, limit: int) -> None:
    """Reading and writing the searchable PDF, by the kind that the file's name begins with."""
    from pipeline.imaging.searchable import searchable as write

    reader = InProcessReader(options)
    rows: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory(prefix="chartdrop-ocrmypdf-") as place:
        for path in _ocr_files(folder)[: limit or None]:
            row = rows.setdefault(path.name.split("-")[0], Counter())
            start = spent()
            reading = reader.read(path)
            write(path, reading.pages, Path(place) / "ours.pdf", options)
            row["ours"] += (half := spent()) - start
            command = [sys.executable, "-m", "ocrmypdf", "--rotate-pages", "--deskew", "--jobs", "1", "--quiet"]
            done = subprocess.run([*command, "--image-dpi", "200", str(path), f"{place}/theirs.pdf"], check=False)
            if done.returncode:  # it refuses some files, such as those with a text layer
                row["refused"] += 1
                row["ours"] -= half - start
                continue
            row["theirs"] += spent() - half
            row["pages"] += len(reading.pages)
    reader.close()
    for name, row in sorted(rows.items()):
        ratio = f"{row['ours'] / row['theirs']:.2f} of ocrmypdf's CPU" if row["theirs"] else "nothing to compare"
        print(f"{name:14}{row['pages']:4} pages, {ratio}, refused by it: {row['refused']}")


def _ocr_files(folder: Path) -> Iterable[Path]:
    return [path for path in read.files_in(folder) if not path.name.startswith("born_digital")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--receipts", type=Path)
    parser.add_argument("--ocrmypdf", type=Path)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--no-second", action="store_true")
    given = parser.parse_args()
    options = ReadingOptions(second_engine=not given.no_second)
    if given.receipts and not given.receipts.is_dir():
        print(f"{given.receipts} is not there: no word error rate")
    elif given.receipts:
        receipts(given.receipts, options, given.limit)
    if given.ocrmypdf and not (_has_ocrmypdf() and shutil.which("gs")):
        print("ocrmypdf or ghostscript is not installed: no comparison")
    elif given.ocrmypdf:
        searchable(given.ocrmypdf, options, given.limit)


def _has_ocrmypdf() -> bool:
    import importlib.util

    return importlib.util.find_spec("ocrmypdf") is not None


if __name__ == "__main__":
    main()
