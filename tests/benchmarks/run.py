"""All benchmarks one after another, each in a process of its own: `make bench`.

    python tests/benchmarks/run.py                    quick: a few minutes on two cores
    python tests/benchmarks/run.py --only match       one of them (may be given several times)
    python tests/benchmarks/run.py --full             as many pages, people and files as the figures in README.md need

They print ratios and shares with their n; README.md in this folder says what each measures. Not a timed test: the exit
code is 1 only when one of them broke.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DEMO = ROOT / "samples" / "demo"
SEED = "20261123"  # of the documents made here; no model was trained on them


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where a benchmark finds its material, and whether it is to be thorough."""

    folder: Path
    full: bool

    def demo(self) -> tuple[str, ...]:
        """The readable files of the demo and their truth."""
        files = self.folder / "demo"
        if not files.exists():
            files.mkdir()
            for line in (DEMO / "truth.jsonl").read_text(encoding="utf-8").splitlines():
                name = Path(json.loads(line)["file"]).name
                shutil.copyfile(DEMO / "files" / name, files / name)
        return str(DEMO / "truth.jsonl"), str(files)

    def made(self, count: int, *more: str) -> Path:
        """A folder of new documents of families that no model was trained on."""
        out = self.folder / f"made-{count}"
        if not out.exists():
            arguments = ("--out", str(out), "--count", str(count), "--seed", SEED, "--split", "test", *more)
            _child(ROOT / "samples" / "generate.py", *arguments)
        return out


Arguments = Sequence[str]


def receive(room: Room) -> list[Arguments]:
    return [["5000" if room.full else "500"]]


def enqueue(room: Room) -> list[Arguments]:
    few, many = ("--queued", "500", "--measured", "50", "--drained", "100"), ("--queued", "100000", "--drained", "2000")
    return [["--database", name, *(many if room.full else few)] for name in ("sqlite", "postgresql")]


def read(room: Room) -> list[Arguments]:
    truth, files = room.demo()
    few = [] if room.full else ["--limit", "8"]
    return [["--truth", truth, "--files", files, *few], ["--cost", files, *few], ["--workers", files, *few]]


def read_steps(room: Room) -> list[Arguments]:
    return [["--count", "12" if room.full else "2"]]


def read_others(room: Room) -> list[Arguments]:
    _, files = room.demo()
    receipts = Path(os.environ.get("CHARTDROP_SHARED", ROOT.parent / "shared")) / "data" / "scans_with_text"
    few = [] if room.full else ["--limit", "6"]
    return [["--receipts", str(receipts), *few], ["--ocrmypdf", files, *few]]


def separate(room: Room) -> list[Arguments]:
    truth, files = room.demo()
    if room.full:
        made = room.made(60, "--bundle-rate", "0.8")
        truth, files = str(made / "truth.jsonl"), str(made / "files")
    return [["--truth", truth, "--files", files]]


def learning(room: Room) -> list[Arguments]:
    if room.full:
        return [["layouts", "senders", "training", "--rounds", "2"]]
    return [["layouts", "senders", "--every", "100", "--rounds", "1"]]


def classify(room: Room) -> list[Arguments]:
    return [["--documents", "300" if room.full else "60"]]


def extraction(room: Room) -> list[Arguments]:
    return [["--truth", str(room.made(2000 if room.full else 150, "--text-only") / "pages.jsonl")]]


def match(room: Room) -> list[Arguments]:
    return [[] if room.full else ["--patients", "10000", "--documents", "2000"]]


def match_scale(room: Room) -> list[Arguments]:
    full = ("--patients", "1000000", "--documents", "100000")
    return [full if room.full else ("--patients", "3000", "--documents", "1000")]


def desk(room: Room) -> list[Arguments]:
    return [[] if room.full else ["--documents", "10", "--reviewers", "2", "--searches", "50"]]


def match_others(room: Room) -> list[Arguments]:
    return [
        ["--patients", "100000", "--documents", "20000"] if room.full else ["--patients", "3000", "--documents", "600"]
    ]


BENCHMARKS: dict[str, tuple[str, Callable[[Room], list[Arguments]]]] = {
    "receive": ("Receiving: a large drop, none missed, and what durability costs", receive),
    "enqueue": ("Recording an arrival with a short and a long queue; the engine alone", enqueue),
    "read": ("Reading: fields found, CPU against pytesseract, two processes against one", read),
    "read_steps": ("Reading: what each step of a page's chain finds and costs, on the second corpus", read_steps),
    "read_others": ("Reading: word errors beside raw tesseract, searchable PDFs beside ocrmypdf", read_others),
    "separate": ("Separating: where documents end", separate),
    "classify": ("Classifying: size, loading and CPU of the type model", classify),
    "learning": ("Learning: corrections, senders and how long a training takes", learning),
    "extraction": ("Extracting: precision and recall by field, type and pages given", extraction),
    "match": ("Matching: wrong charts per filed documents, and charts found", match),
    "match_scale": ("Matching on a clinic by another hand, by page and trap; time of import and query", match_scale),
    "desk": ("The reviewer's desk: keys and machine time", desk),
    "match_others": ("Matching side by side with splink, recordlinkage and simple rules", match_others),
}


def _child(program: Path, *arguments: str) -> None:
    # One thread each, as the service's processes have it; the checkout's packages, installed or not.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(program), *arguments], cwd=ROOT, env=environment, check=True)


def run(name: str, room: Room) -> bool:
    """Print one benchmark's figures; whether it came to its end."""
    title, arguments_of = BENCHMARKS[name]
    print(f"\n== {title}", flush=True)
    try:
        for arguments in arguments_of(room):
            print(
                f"-- {name}.py {' '.join(arguments)}".replace(str(room.folder), "MADE").replace(f"{ROOT}/", ""),
                flush=True,
            )
            _child(HERE / f"{name}.py", *arguments)
    except subprocess.CalledProcessError as error:
        print(f"{name} broke off with {error.returncode}", flush=True)
        return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only", action="append", choices=list(BENCHMARKS), help="this one; may be given several times"
    )
    parser.add_argument("--full", action="store_true", help="thorough: an hour or more")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="chartdrop-bench-") as folder:
        room = Room(folder=Path(folder), full=given.full)
        ended = [run(name, room) for name in given.only or BENCHMARKS]
    sys.exit(0 if all(ended) else 1)


if __name__ == "__main__":
    main()
