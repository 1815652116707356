"""The durable receive: what it copies, what it refuses, and what it leaves behind."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.adapters.memory import MemoryReceiptLog
from pipeline.errors import DiskFull, NotAFile, StillArriving, TransientError, VanishedFile
from pipeline.intake.complete import in_use
from pipeline.intake.spool import Spool, identity_of, safe_name

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "spool", now=lambda: NOW)


@pytest.fixture
def log() -> MemoryReceiptLog:
    return MemoryReceiptLog()


def drop(folder: Path, name: str | bytes, data: bytes) -> Path:
    path = folder / os.fsdecode(name)
    path.write_bytes(data)
    return path


def needs_leases(path: Path) -> None:
    """Skip where the system cannot tell that a file is open for writing (some containers and file systems)."""
    fd = os.open(path, os.O_RDONLY)
    try:
        with path.open("ab"):
            if not in_use(fd):
                pytest.skip("no leases here")
    finally:
        os.close(fd)


def test_the_bytes_are_kept_under_their_hash(tmp_path: Path, spool: Spool, log: MemoryReceiptLog) -> None:
    path = drop(tmp_path, "a.pdf", b"one")
    receipt = spool.receive(path, log=log, source="folder", name="a.pdf")
    kept = spool.path_of(receipt.sha256)
    assert receipt.sha256 == hashlib.sha256(b"one").hexdigest() and kept.read_bytes() == b"one"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert (receipt.size, receipt.name, receipt.received_at) == (3, "a.pdf", "2026-03-04T05:06:07.000+00:00")
    assert log.seen(identity_of("folder", "a.pdf", path.stat())) and path.exists()
    assert not list((spool.root / "tmp").iterdir())


def test_the_same_bytes_twice_are_two_receipts_of_one_file(tmp_path: Path, spool: Spool, log: MemoryReceiptLog) -> None:
    for name in ("a.pdf", "b.pdf"):
        spool.receive(drop(tmp_path, name, b"same"), log=log, source="folder", name=name)
    assert len({r.receipt_id for r in log.receipts}) == 2 and len({r.sha256 for r in log.receipts}) == 1


def test_a_damaged_copy_is_replaced_by_the_good_bytes(tmp_path: Path, spool: Spool, log: MemoryReceiptLog) -> None:
    path = drop(tmp_path, "a.pdf", b"good")
    kept = spool.path_of(spool.receive(path, log=log, source="folder", name="a.pdf").sha256)
    kept.write_bytes(b"rot!")
    spool.receive(path, log=log, source="folder", name="a.pdf")
    assert kept.read_bytes() == b"good"


def test_an_empty_file_is_received_too(tmp_path: Path, spool: Spool, log: MemoryReceiptLog) -> None:
    assert spool.receive(drop(tmp_path, "e.tif", b""), log=log, source="command", name="e.tif").size == 0


@pytest.mark.parametrize("make", ["symlink", "fifo", "folder", "device"])
def test_what_is_not_a_file_is_refused(tmp_path: Path, spool: Spool, log: MemoryReceiptLog, make: str) -> None:
    path = tmp_path / "odd"
    if make == "symlink":
        path.symlink_to(drop(tmp_path, "target", b"x"))
    elif make == "fifo":
        os.mkfifo(path)
    elif make == "folder":
        path.mkdir()
    else:
        path = Path("/dev/null")
    with pytest.raises(NotAFile):
        spool.receive(path, log=log, source="folder", name="odd")
    assert not log.receipts


def test_a_missing_file_has_vanished(tmp_path: Path, spool: Spool, log: MemoryReceiptLog) -> None:
    with pytest.raises(VanishedFile):
        spool.receive(tmp_path / "gone", log=log, source="folder", name="gone")


def test_any_name_can_be_recorded_and_archived(tmp_path: Path, spool: Spool, log: MemoryReceiptLog) -> None:
    raw = b"Gar\xe7on \xff\n.tif"
    path = drop(tmp_path, raw, b"x")
    receipt = spool.receive(path, log=log, source="folder", name=os.fsdecode(raw))
    receipt.name.encode()
    assert receipt.name == safe_name(raw) == "Gar\\xe7on \\xff\n.tif"
    moved = spool.archive(path, tmp_path / "done", name=os.fsdecode(raw), identity=receipt.identity)
    assert os.fsencode(moved.name) == raw and moved.parent.name == "2026-03-04" and not path.exists()


def test_archive_never_overwrites(tmp_path: Path, spool: Spool, log: MemoryReceiptLog) -> None:
    moved = []
    for data in (b"1", b"2", b"3"):
        path = drop(tmp_path, "scan.pdf", data)
        receipt = spool.receive(path, log=log, source="folder", name="scan.pdf")
        moved.append(spool.archive(path, tmp_path / "done", name="scan.pdf", identity=receipt.identity))
    assert [p.name for p in moved] == ["scan.pdf", "scan~1.pdf", "scan~2.pdf"]
    assert [p.read_bytes() for p in moved] == [b"1", b"2", b"3"]


def test_archive_leaves_a_file_that_took_the_place(tmp_path: Path, spool: Spool, log: MemoryReceiptLog) -> None:
    path = drop(tmp_path, "scan.pdf", b"old")
    receipt = spool.receive(path, log=log, source="folder", name="scan.pdf")
    drop(tmp_path, "new", b"newer").replace(path)
    with pytest.raises(StillArriving):
        spool.archive(path, tmp_path / "done", name="scan.pdf", identity=receipt.identity)
    assert path.read_bytes() == b"newer"


def test_archive_puts_back_what_was_replaced_in_the_last_moment(tmp_path: Path, log: MemoryReceiptLog) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    path = inbox / "scan.pdf"

    def step(name: str) -> None:
        if name == "archiving":
            drop(tmp_path, "new", b"newer").replace(path)

    spool = Spool(tmp_path / "spool", step=step)
    receipt = spool.receive(drop(inbox, "scan.pdf", b"old"), log=log, source="folder", name="scan.pdf")
    with pytest.raises(StillArriving):
        spool.archive(path, tmp_path / "done", name="scan.pdf", identity=receipt.identity)
    assert [p.read_bytes() for p in inbox.iterdir()] == [b"newer"]


def test_archive_puts_back_what_somebody_still_writes_to(tmp_path: Path, spool: Spool, log: MemoryReceiptLog) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    path = drop(inbox, "scan.pdf", b"old")
    needs_leases(path)
    receipt = spool.receive(path, log=log, source="folder", name="scan.pdf")
    with path.open("ab") as writer, pytest.raises(StillArriving):
        spool.archive(path, tmp_path / "done", name="scan.pdf", identity=receipt.identity)
        writer.write(b"more")
    assert len(list(inbox.iterdir())) == 1


def test_archive_across_file_systems_copies_first(
    tmp_path: Path, spool: Spool, log: MemoryReceiptLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = drop(tmp_path, "scan.pdf", b"far")
    receipt = spool.receive(path, log=log, source="folder", name="scan.pdf")
    before = path.stat().st_mtime_ns

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(errno.EXDEV, "other file system")

    monkeypatch.setattr(Path, "rename", refuse)
    moved = spool.archive(path, tmp_path / "done", name="scan.pdf", identity=receipt.identity)
    assert moved.read_bytes() == b"far" and not path.exists() and moved.stat().st_mtime_ns == before
    assert [p.name for p in moved.parent.iterdir()] == ["scan.pdf"]


@pytest.mark.parametrize("at", ["opened", "copied", "synced"])
@pytest.mark.parametrize("how", ["in place", "same size and time", "replaced", "removed"])
def test_a_file_that_changes_meanwhile_is_not_promised(
    tmp_path: Path, log: MemoryReceiptLog, at: str, how: str
) -> None:
    path = drop(tmp_path, "a.pdf", b"before" * 1000)
    info = path.stat()

    def step(name: str) -> None:
        if name != at:
            return
        if how == "removed":
            path.unlink()
        elif how == "replaced":
            drop(tmp_path, "b", b"before" * 1000).replace(path)
        else:
            path.write_bytes(b"after!" * (1000 if how != "in place" else 999))
            if how == "same size and time":
                os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))

    spool = Spool(tmp_path / "spool", step=step)
    if at == "opened" and how == "same size and time":  # then it is the new bytes that are received
        receipt = spool.receive(path, log=log, source="folder", name="a.pdf")
        assert spool.path_of(receipt.sha256).read_bytes() == path.read_bytes()
        return
    with pytest.raises(VanishedFile if how == "removed" else StillArriving):
        spool.receive(path, log=log, source="folder", name="a.pdf")
    assert not log.receipts and not list((spool.root / "tmp").iterdir())


@pytest.mark.parametrize(
    ("number", "error"), [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EIO, TransientError)]
)
def test_no_room_promises_nothing_and_leaves_nothing(
    tmp_path: Path, log: MemoryReceiptLog, number: int, error: type[Exception]
) -> None:
    def step(name: str) -> None:
        if name == "copied":
            raise OSError(number, os.strerror(number))

    spool = Spool(tmp_path / "spool", step=step)
    path = drop(tmp_path, "a.pdf", b"x")
    with pytest.raises(error):
        spool.receive(path, log=log, source="folder", name="a.pdf")
    assert path.exists() and not log.receipts and not list((spool.root / "tmp").iterdir())


def test_leftovers_are_swept_at_the_start(tmp_path: Path) -> None:
    root = Spool(tmp_path / "spool").root
    drop(root / "tmp", "half", b"x")
    assert not list((Spool(root).root / "tmp").iterdir())


def test_a_given_identity_must_be_that_of_the_open_file(tmp_path: Path, spool: Spool, log: MemoryReceiptLog) -> None:
    with pytest.raises(StillArriving):
        spool.receive(drop(tmp_path, "a", b"x"), log=log, source="folder", name="a", identity="folder:other")


def test_a_second_process_does_not_sweep_what_the_first_is_writing(tmp_path: Path) -> None:
    first = Spool(tmp_path / "spool")
    drop(first.root / "tmp", "half", b"x")
    second = Spool(first.root)
    assert [path.name for path in (second.root / "tmp").iterdir()] == ["half"]
