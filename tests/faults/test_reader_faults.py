"""A crashing, hanging or memory-eating engine costs one page, not the service."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.adapters.reading import WorkerReader
from pipeline.errors import DamagedFile, ReaderLimit, UnreadableFile, WorkerLost
from pipeline.imaging.options import ReadingOptions
from pipeline.spread import joined

PROGRAM = (str(Path(__file__).with_name("faulty_worker.py")),)
OPTIONS = ReadingOptions(second_engine=False, page_seconds=2, max_seconds=20, max_memory=400)


def page(folder: Path, fault: int) -> Path:
    """A page whose top row holds `fault` black squares, and enough ink not to be blank."""
    grey = np.full((1100, 850), 255, np.uint8)
    for index in range(fault):
        grey[0:20, 100 + 50 * index : 120 + 50 * index] = 0
    for row in range(20):
        grey[200 + 30 * row : 212 + 30 * row, 100:700:9] = 0
    path = folder / f"fault{fault}.png"
    Image.fromarray(grey).save(path, dpi=(100, 100))
    return path


@pytest.fixture
def reader():
    made = WorkerReader(OPTIONS, workers=1, program=PROGRAM)
    yield made
    made.close()
    assert made.processes() == ()


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize(
    ("fault", "error"),
    [(1, DamagedFile), (2, ReaderLimit), (3, ReaderLimit), (4, ReaderLimit), (6, ReaderLimit)],
    ids=["segfault", "hang", "memory", "busy", "exit"],
)
def test_a_bad_page_ends_in_its_error_and_the_next_file_is_read(reader, tmp_path, fault, error):
    with pytest.raises(error):
        reader.read(page(tmp_path, fault))
    assert len(reader.read(page(tmp_path, 0)).pages) == 1


def test_a_surprise_in_the_process_keeps_the_page_to_itself(reader, tmp_path):
    with pytest.raises(UnreadableFile) as caught:
        reader.read(page(tmp_path, 5))
    assert "ValueError" in str(caught.value)
    assert "what the page says" not in str(caught.value)


def test_a_worker_killed_between_files_is_replaced(reader, tmp_path):
    reader.read(page(tmp_path, 0))
    (pid,) = reader.processes()
    os.kill(pid, signal.SIGKILL)
    assert len(reader.read(page(tmp_path, 0)).pages) == 1
    assert reader.processes() != (pid,)


def test_a_worker_killed_while_it_reads_costs_a_second_try_only(tmp_path):
    reader = WorkerReader(OPTIONS, workers=1, program=PROGRAM)
    try:
        reader.read(page(tmp_path, 0))
        (pid,) = reader.processes()
        killer = threading.Thread(target=os.kill, args=(pid, signal.SIGKILL))
        killer.start()
        assert len(reader.read(page(tmp_path, 0)).pages) == 1
        killer.join()
    finally:
        reader.close()


def test_close_ends_the_file_in_hand_and_leaves_no_process(tmp_path):
    reader = WorkerReader(OPTIONS, workers=2, program=PROGRAM)
    hanging = page(tmp_path, 2)
    caught: list[BaseException] = []

    def read() -> None:
        try:
            reader.read(hanging)
        except BaseException as error:
            caught.append(error)

    caller = threading.Thread(target=read)
    caller.start()
    deadline = time.monotonic() + 20
    while not reader.processes() and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    pids = reader.processes()
    reader.close()
    caller.join(10)
    assert [type(error) for error in caught] == [WorkerLost]
    assert all(gone(pid) for pid in pids)
    with pytest.raises(WorkerLost):
        reader.read(hanging)


def test_workers_are_shared_by_many_callers(tmp_path):
    reader = WorkerReader(OPTIONS, workers=2, program=PROGRAM)
    path = page(tmp_path, 0)
    counts: list[int] = []
    callers = [threading.Thread(target=lambda: counts.append(len(reader.read(path).pages))) for _ in range(8)]
    try:
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join(60)
        assert counts == [1] * 8
        assert len(reader.processes()) == 2
    finally:
        reader.close()


def test_a_worker_knows_no_secrets_and_has_its_limits(reader, tmp_path, monkeypatch):
    monkeypatch.setenv("CHARTDROP_BLOBS_SECRET_KEY", "s3cret-value")
    reader.read(page(tmp_path, 0))
    (pid,) = reader.processes()
    status = Path(f"/proc/{pid}/status").read_text()
    limits = " ".join(Path(f"/proc/{pid}/limits").read_text().split())
    assert "NoNewPrivs:\t1" in status
    assert "Max core file size 0 0 " in limits
    assert f"Max data size {400 * 1024 * 1024} " in limits
    assert b"s3cret-value" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_a_process_that_rests_with_much_memory_is_ended_and_the_next_file_starts_another(tmp_path):
    lean = replace(OPTIONS, rest_memory=1, rest_seconds=0.05)
    reader = WorkerReader(lean, workers=1, program=PROGRAM)
    try:
        reader.read(page(tmp_path, 0))
        deadline = time.monotonic() + 20
        while reader.processes() and time.monotonic() < deadline:
            threading.Event().wait(0.01)
        assert reader.processes() == ()
        assert len(reader.read(page(tmp_path, 0)).pages) == 1
    finally:
        reader.close()


def pages(folder: Path, *faults: int) -> Path:
    """A file with a page for each of `faults`."""
    first, *others = (Image.open(page(folder, fault)) for fault in faults)
    path = folder / "pages.tif"
    first.save(path, save_all=True, append_images=others, compression="tiff_lzw", dpi=(100, 100))
    return path


def test_a_long_file_is_shared_by_the_processes_and_its_pages_stay_in_order(tmp_path):
    reader = WorkerReader(OPTIONS, workers=2, program=PROGRAM)
    try:
        path = pages(tmp_path, *[0] * 9)
        assert [each.number for each in reader.read(path).pages] == list(range(1, 10))
        assert len(reader.processes()) == 2
        assert [each.number for each in reader.read(path, 3, 8).pages] == list(range(3, 9))
        with pytest.raises(DamagedFile):
            reader.read(path, 3, 12)
    finally:
        reader.close()


@pytest.mark.parametrize(
    ("fault", "code", "workers"),
    [(1, "page_unreadable", 2), (2, "page_over_limit", 2), (3, "page_over_limit", 1), (5, "page_unreadable", 1)],
    ids=["segfault", "hang", "memory", "surprise"],
)
def test_a_bad_page_costs_itself_and_the_rest_of_the_file_is_read(tmp_path, fault, code, workers):
    reader = WorkerReader(OPTIONS, workers=workers, program=PROGRAM)
    try:
        got = reader.read(pages(tmp_path, 0, 0, 0, fault, 0))
    finally:
        reader.close()
    assert got.media_type == "image/tiff"
    assert [each.number for each in got.pages] == [1, 2, 3, 4, 5]
    assert [each.steps == ("unreadable",) for each in got.pages] == [False, False, False, True, False]
    assert not got.pages[3].is_blank  # a blank page is set aside
    assert [doubt.code for doubt in got.doubts] == [code] and "Page 4 " in got.doubts[0].says


@pytest.mark.parametrize("faults", [(1, 0), (0, 1), (0, 6, 1)])
def test_a_bad_page_at_the_beginning_or_the_end_costs_itself(reader, tmp_path, faults):
    got = reader.read(pages(tmp_path, *faults))
    assert [each.steps == ("unreadable",) for each in got.pages] == [bool(fault) for fault in faults]
    assert len(got.doubts) == sum(map(bool, faults))


@pytest.mark.parametrize(
    ("faults", "error"), [((1, 1), DamagedFile), ((6, 6), ReaderLimit), ((0, *[1] * 6), DamagedFile)]
)
def test_a_file_of_bad_pages_is_bad_as_a_whole(reader, tmp_path, faults, error):
    with pytest.raises(error):
        reader.read(pages(tmp_path, *faults))
    assert len(reader.read(pages(tmp_path, 0, 0, 0, 0)).pages) == 4


def test_a_bad_page_read_alone_is_that_page_and_tells_nothing_of_its_file(reader, tmp_path):
    path = pages(tmp_path, 0, 1, 0)
    alone = [reader.read(path, number, number) for number in (1, 2, 3)]
    assert [page.number for each in alone for page in each.pages] == [1, 2, 3]
    assert [doubt.code for doubt in joined(alone).doubts] == ["page_unreadable"]
    with pytest.raises(DamagedFile):
        joined([alone[1]] * 2)
