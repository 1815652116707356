"""Broken, encrypted and malformed files of other projects: each is read or refused, and the service lives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.adapters.reading import WorkerReader
from pipeline.errors import QuarantineError
from pipeline.imaging.options import ReadingOptions

SHARED = Path(os.environ.get("CHARTDROP_SHARED", "../shared")) / "data" / "hostile"
PROGRAM = (str(Path(__file__).with_name("blind_worker.py")),)
OPTIONS = ReadingOptions(second_engine=False, page_seconds=20, max_seconds=60, max_memory=512)


def resident_mib(pid: int) -> int:
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) // 1024


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared material beside the project")
@pytest.mark.parametrize("folder", sorted(each.name for each in SHARED.iterdir()) if SHARED.is_dir() else [])
def test_every_hostile_file_is_read_or_refused(folder):
    reader = WorkerReader(OPTIONS, workers=1, program=PROGRAM)
    read = refused = 0
    try:
        for path in sorted(each for each in (SHARED / folder).rglob("*") if each.is_file()):
            try:
                reader.read(path)
                read += 1
            except QuarantineError as error:
                refused += 1
                assert error.next_step, path.name
            assert all(resident_mib(pid) < 900 for pid in reader.processes()), path.name
    finally:
        reader.close()
    assert read + refused
    print(f"{folder}: {read} read, {refused} refused")
