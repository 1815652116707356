"""Faults of the durable receive: killed at every step, no room, a folder that forbids changes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from pipeline.adapters.memory import MemoryReceiptLog
from pipeline.errors import DiskFull
from pipeline.intake.folder import FolderOptions, FolderSource
from pipeline.intake.spool import STEPS, Spool
from pipeline.records import Receipt

FILES = {"a.bin": b"a" * 3000, "sub/b.bin": b""}
AT_ONCE = FolderOptions(polling=True, closed_s=0, settle_s=0, late_s=0)


class LineLog:
    """A receipt log that survives a kill: a JSON line per receipt, fsynced."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch()

    def receipts(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in self.path.read_bytes().splitlines()]

    def record(self, receipt: Receipt) -> bool:
        with self.path.open("ab") as file:
            file.write(msgspec.json.encode(receipt) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        return True

    def seen(self, identity: str) -> bool:
        return any(receipt["identity"] == identity for receipt in self.receipts())


def take_all(root: Path, done: Path, step: Callable[[str], None]) -> None:
    source = FolderSource(
        root / "inbox",
        Spool(root / "spool", step=step),
        LineLog(root / "log"),
        done,
        AT_ONCE,
        clock=iter(range(9**9)).__next__,
    )
    for _ in range(3):
        list(source.arrivals())


def killed_at(root: Path, done: Path, number: int) -> bool:
    """Take the files in a process that kills itself at its step `number`; whether it came that far."""
    child = os.fork()
    if child == 0:
        steps = iter(range(10_000))

        def step(_name: str) -> None:
            if next(steps) == number:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            take_all(root, done, step)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def drop(root: Path) -> None:
    for name, data in FILES.items():
        path = root / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def check(root: Path, done: Path, *, copies: bool) -> None:
    """All recorded once, kept, archived, and no leftovers but a copy too many where a copy was interrupted."""
    log = LineLog(root / "log")
    expected = Counter(hashlib.sha256(data).hexdigest() for data in FILES.values())
    assert Counter(receipt["sha256"] for receipt in log.receipts()) == expected
    spool = Spool(root / "spool")
    assert {spool.path_of(sha256).read_bytes() for sha256 in expected} == set(FILES.values())
    assert not list((spool.root / "tmp").iterdir())
    assert not [path for path in (root / "inbox").rglob("*") if path.is_file()]
    kept = Counter(path.read_bytes() for path in done.rglob("*") if path.is_file())
    if copies:
        assert all(kept[data] >= 1 for data in FILES.values())
    else:  # a reserved name may be left empty
        kept.pop(b"", None)
        assert kept == Counter(data for data in FILES.values() if data)


@pytest.fixture(params=["same file system", "another"])
def done(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    if request.param == "same file system":
        yield tmp_path / "done"
        return
    shm = Path("/dev/shm")
    if not shm.is_dir() or shm.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second file system")
    with tempfile.TemporaryDirectory(dir=shm) as folder:
        yield Path(folder) / "done"


def test_killed_at_every_step_nothing_is_lost_or_taken_twice(tmp_path: Path, done: Path) -> None:
    copies = done.parent != tmp_path
    number, alive = 0, True
    while alive:
        root, place = tmp_path / str(number), done / str(number)
        root.mkdir()
        drop(root)
        alive = killed_at(root, place, number)
        assert not killed_at(root, place, 9999)
        check(root, place, copies=copies)
        number += 1
    assert number > len(FILES) * (len(STEPS) - 1)


def test_killed_again_and_again_it_still_arrives(tmp_path: Path) -> None:
    """The same files, killed one step later each time: the next run goes on from any state a crash leaves."""
    drop(tmp_path)
    for number in range(12):
        killed_at(tmp_path, tmp_path / "done", number)
    assert not killed_at(tmp_path, tmp_path / "done", 9999)
    check(tmp_path, tmp_path / "done", copies=False)


@contextlib.contextmanager
def mounted(place: Path, size: str) -> Iterator[Callable[[str], None]]:
    """A tmpfs of `size` at `place`; yields a function that remounts it with other options."""
    place.mkdir(exist_ok=True)
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True)
    if made.returncode:
        pytest.skip("a file system of one's own needs root")
    try:
        yield lambda options: subprocess.run(["mount", "-o", f"remount,{options}", place], check=True) and None
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def test_a_full_disk_promises_nothing_and_work_resumes(tmp_path: Path) -> None:
    inbox, log, now = tmp_path / "inbox", MemoryReceiptLog(), iter(range(0, 9**9, 60))
    inbox.mkdir()
    for number in range(6):
        (inbox / f"{number}.bin").write_bytes(os.urandom(400_000))
    with mounted(tmp_path / "disk", "1m") as remount:
        spool = Spool(tmp_path / "disk" / "spool")
        source = FolderSource(inbox, spool, log, tmp_path / "done", AT_ONCE, clock=now.__next__)
        for _ in range(3):
            with pytest.raises(DiskFull):
                list(source.arrivals())
        assert len(log.receipts) == 2 and len(list(inbox.iterdir())) == 4
        assert not list((spool.root / "tmp").iterdir())
        remount("size=8m")
        list(source.arrivals())
        assert len(log.receipts) == 6 and not list(inbox.iterdir())
        for receipt in log.receipts:
            assert hashlib.sha256(spool.path_of(receipt.sha256).read_bytes()).hexdigest() == receipt.sha256


def test_an_inbox_that_forbids_changes_is_received_once_and_archived_later(tmp_path: Path) -> None:
    log, now, told = MemoryReceiptLog(), iter(range(0, 9**9, 60)), []
    with mounted(tmp_path / "inbox", "1m") as remount:
        drop(tmp_path)
        remount("ro")
        source = FolderSource(
            tmp_path / "inbox",
            Spool(tmp_path / "spool"),
            log,
            tmp_path / "done",
            AT_ONCE,
            clock=now.__next__,
            refused=lambda name, error: told.append(str(error)),
        )
        for _ in range(4):
            list(source.arrivals())
        assert len(log.receipts) == 2 and len(told) == 2 and "safely stored" in told[0]
        remount("rw")
        list(source.arrivals())
        assert len(log.receipts) == 2
        assert sorted(p.name for p in (tmp_path / "done").rglob("*") if p.is_file()) == ["a.bin", "b.bin"]


def test_a_file_that_vanishes_during_the_scan_is_no_error(tmp_path: Path) -> None:
    drop(tmp_path)

    def step(name: str) -> None:
        if name == "synced":
            (tmp_path / "inbox/a.bin").unlink(missing_ok=True)

    take_all(tmp_path, tmp_path / "done", step)
    assert len(LineLog(tmp_path / "log").receipts()) in (1, 2)
    assert not [path for path in (tmp_path / "inbox").rglob("*") if path.is_file()]
