"""Mutations of broken files of other projects: each is read or refused, each worker stays within its limits.

CHARTDROP_MUTATED=5000 is the long form. Needs the shared material beside the project, and skips without it.
"""

from __future__ import annotations

import os
import random
import resource
import time
from collections import Counter
from pathlib import Path

import pytest

from pipeline.adapters.reading import WorkerReader
from pipeline.errors import QuarantineError
from pipeline.imaging.options import ReadingOptions

SHARED = Path(os.environ.get("CHARTDROP_SHARED", "../shared")) / "data" / "hostile"
NUMBER, SEED = int(os.environ.get("CHARTDROP_MUTATED", "200")), 20261125
PROGRAM = (str(Path(__file__).parents[1] / "faults" / "blind_worker.py"),)  # parses and rasters all, recognises nothing
OPTIONS = ReadingOptions(second_engine=False, page_seconds=10, max_seconds=20, max_memory=512, max_pages=50)
LARGEST = 2 << 20  # bytes of a file that is mutated: what a parser does wrong, it does on small ones too


def mutated(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """One to twelve faults: bits, runs, numbers, pieces cut out, doubled, or taken from another file."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        if not made:
            break
        at, size = chance.randrange(len(made)), min(len(made), chance.choice((1, 2, 4, 16, 256, 4096)))
        match chance.randrange(7):
            case 0:
                made[at] ^= 1 << chance.randrange(8)
            case 1:
                made[at : at + size] = chance.randbytes(size)
            case 2:
                made[at : at + 4] = chance.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"9999"))
            case 3:
                del made[at : at + size]
            case 4:
                made[at:at] = made[at : at + size]
            case 5:
                del made[at:]
            case _:
                begins = chance.randrange(max(1, len(other)))
                made[at : at + size] = other[begins : begins + size]
    return bytes(made)


@pytest.mark.timeout(7200)
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared material beside the project")
def test_mutated_files_harm_nobody(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    files = sorted(path for path in SHARED.rglob("*") if path.is_file() and 0 < path.stat().st_size <= LARGEST)
    reader, ended, most, slowest = WorkerReader(OPTIONS, workers=1, program=PROGRAM), Counter[str](), 0, 0.0
    path = tmp_path / "mutated"
    try:
        for number in range(1, NUMBER + 1):
            one, other = chance.choice(files), chance.choice(files)
            path.write_bytes(mutated(chance, one.read_bytes(), other.read_bytes()))
            began = time.monotonic()
            try:
                reader.read(path)
                ended["read"] += 1
            except QuarantineError as error:
                ended[error.code] += 1
                assert error.next_step
            slowest = max(slowest, time.monotonic() - began)
            most = max([most, *map(peak, reader.processes())])
            if number % 200 == 0:
                own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
                print(f"{number}: {dict(ended)}; a worker {most} MB at most, the service {own} MB", flush=True)
        path.write_bytes((Path(__file__).parents[2] / "samples" / "demo" / "files" / "lab-stat.tif").read_bytes())
        assert reader.read(path).pages  # it lives, and works
    finally:
        reader.close()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{NUMBER} mutated: {dict(ended)}; a worker {most} MB at most, the service {own} MB, slowest {slowest:.0f} s")
    assert sum(ended.values()) == NUMBER and most < OPTIONS.max_memory + 400


def peak(pid: int) -> int:
    """MB that a process had at most; 0 when it is gone."""
    try:
        status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    except OSError:
        return 0
    return int(status["VmHWM"].split()[0]) // 1024 if "VmHWM" in status else 0
