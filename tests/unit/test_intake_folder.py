"""The hot folder, with a clock of its own: nothing here sleeps."""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path

import pytest

from pipeline.adapters.memory import MemoryReceiptLog
from pipeline.errors import DiskFull, IntakeError, LedgerUnavailable, TransientError
from pipeline.intake.complete import in_use
from pipeline.intake.folder import FolderOptions, FolderSource
from pipeline.intake.spool import Spool
from pipeline.intake.watch import needs_polling
from pipeline.records import Receipt

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"


class Site:
    """An inbox, its source and a clock that only `after` moves."""

    def __init__(self, root: Path, *, polling: bool = True, log: MemoryReceiptLog | None = None) -> None:
        self.inbox, self.done = root / "inbox", root / "done"
        self.inbox.mkdir(exist_ok=True)
        self.log = log or MemoryReceiptLog()
        self.now = 1000.0
        self.refused: list[tuple[str, str]] = []
        self.spool = Spool(root / "spool")
        self.source = FolderSource(
            self.inbox,
            self.spool,
            self.log,
            self.done,
            FolderOptions(polling=polling),
            clock=lambda: self.now,
            refused=lambda name, error: self.refused.append((name, error.code)),
        )

    def after(self, seconds: float) -> list[str]:
        self.now += seconds
        return sorted(receipt.name for receipt in self.source.arrivals())

    def drop(self, name: str, data: bytes = PDF) -> Path:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def archived(self) -> list[str]:
        return sorted(p.name for p in self.done.rglob("*") if p.is_file())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def needs_leases(path: Path) -> None:
    """Skip where the system cannot tell that a file is open for writing (some containers and file systems)."""
    fd = os.open(path, os.O_RDONLY)
    try:
        with path.open("ab"):
            if not in_use(fd):
                pytest.skip("no leases here")
    finally:
        os.close(fd)


def test_a_file_is_taken_when_it_has_rested(site: Site) -> None:
    path = site.drop("a.pdf")
    assert site.after(0) == [] and site.after(4) == [] and site.after(2) == ["a.pdf"]
    assert not path.exists() and site.archived() == ["a.pdf"]
    assert site.after(100) == []


def test_a_slow_writer_is_waited_for(site: Site) -> None:
    path = site.drop("a.pdf", PDF[:10])
    for part in range(10, 40, 10):
        assert site.after(4) == []
        path.write_bytes(PDF[: part + 10])
    path.write_bytes(PDF)
    assert site.after(4) == [] and site.after(5) == ["a.pdf"]


def test_a_file_without_its_end_is_taken_late_not_never(site: Site) -> None:
    site.drop("cut.pdf", PDF[:-10])
    assert site.after(0) == [] and site.after(6) == [] and site.after(50) == [] and site.after(5) == ["cut.pdf"]


def test_subfolders_nested_drops_and_empty_files(site: Site) -> None:
    site.drop("ward/2/a.pdf")
    site.drop("b.bin", b"")
    site.after(0)
    site.drop("ward/2/late/c.pdf")
    assert site.after(6) == ["b.bin", "ward/2/a.pdf"]
    assert site.after(6) == ["ward/2/late/c.pdf"]
    assert (site.inbox / "ward/2/late").is_dir()


@pytest.mark.parametrize(
    "name", [".hidden.pdf", "a.pdf.tmp", "a.filepart", "~$a.doc", "a.pdf~", ".rsync/a.pdf", "Thumbs.db"]
)
def test_temporary_and_hidden_names_wait_for_their_rename(site: Site, name: str) -> None:
    path = site.drop(name)
    site.after(0)
    assert site.after(1000) == []
    path.rename(site.inbox / "a.pdf")
    assert site.after(10) == [] and site.after(6) == ["a.pdf"]


def test_a_temporary_name_that_stays_is_reported_once(site: Site) -> None:
    site.drop("a.pdf.part")
    for _ in range(4):
        site.after(3000)
    assert site.refused == [("a.pdf.part", "still_arriving")]


def test_links_and_pipes_stay_and_are_reported_once(site: Site, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(PDF)
    (site.inbox / "link.pdf").symlink_to(tmp_path / "secret")
    (site.inbox / "folder").symlink_to(tmp_path)
    os.mkfifo(site.inbox / "pipe.pdf")
    for _ in range(3):
        assert site.after(10) == []
    assert sorted(site.refused) == [("folder", "not_a_file"), ("link.pdf", "not_a_file"), ("pipe.pdf", "not_a_file")]


def test_a_locked_file_is_left_alone(site: Site) -> None:
    path = site.drop("a.pdf")
    with path.open("rb") as holder:
        fcntl.flock(holder, fcntl.LOCK_EX)
        site.after(0)
        assert site.after(10) == [] and site.after(100) == []
    assert site.after(10) == ["a.pdf"]


def test_an_open_writer_is_waited_for(site: Site) -> None:
    path = site.drop("a.pdf")
    needs_leases(path)
    with path.open("ab"):
        site.after(0)
        assert site.after(10) == []
    assert site.after(10) == ["a.pdf"]


def test_a_name_used_again_is_a_new_arrival(site: Site) -> None:
    for data in (PDF, PDF + b"\n"):
        site.drop("scan.pdf", data)
        site.after(10)
        assert site.after(10) == ["scan.pdf"]
    assert site.archived() == ["scan.pdf", "scan~1.pdf"]


def test_a_file_recorded_before_a_crash_is_only_archived(site: Site) -> None:
    path = site.drop("a.pdf")
    site.spool.receive(path, log=site.log, source="folder", name="a.pdf")
    site.after(0)
    assert site.after(10) == [] and len(site.log.receipts) == 1 and site.archived() == ["a.pdf"]


def test_an_identity_seen_with_other_bytes_is_received(site: Site) -> None:
    path = site.drop("a.pdf")
    info = path.stat()
    site.spool.receive(path, log=site.log, source="folder", name="a.pdf")
    path.write_bytes(PDF.replace(b"<<>>", b"<< >")[: len(PDF)])
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
    site.after(0)
    assert site.after(10) == ["a.pdf"] and len({r.sha256 for r in site.log.receipts}) == 2


def test_a_folder_that_forbids_moving_is_reported_and_taken_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.drop("a.pdf")

    def forbid(*_args: object, **_named: object) -> Path:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Spool, "archive", forbid)
        site.after(0)
        assert site.after(10) == ["a.pdf"]
        assert site.after(20) == [] and site.after(20) == []
    assert site.refused == [("a.pdf", "transient")] and len(site.log.receipts) == 1
    assert site.after(20) == [] and site.archived() == ["a.pdf"]


def test_no_room_for_one_file_does_not_hold_up_the_others(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("big.pdf", "small.pdf"):
        site.drop(name)
    receive = Spool.receive

    def fill(self: Spool, path: Path, **named: object) -> Receipt:
        if path.name == "big.pdf":
            raise DiskFull
        return receive(self, path, **named)  # type: ignore[arg-type]

    site.after(0)
    with monkeypatch.context() as patch:
        patch.setattr(Spool, "receive", fill)
        taken = []
        site.now += 10
        with pytest.raises(DiskFull):
            taken.extend(r.name for r in site.source.arrivals())
    assert len(site.log.receipts) == 1 and site.log.receipts[0].name == "small.pdf"
    assert site.after(20) == ["big.pdf"]


def test_a_ledger_that_is_down_stops_the_pass_and_loses_nothing(tmp_path: Path) -> None:
    class Down(MemoryReceiptLog):
        up = False

        def seen(self, identity: str) -> bool:
            if not self.up:
                raise LedgerUnavailable
            return super().seen(identity)

    log = Down()
    site = Site(tmp_path, log=log)
    for number in range(3):
        site.drop(f"{number}.pdf")
    site.after(0)
    with pytest.raises(LedgerUnavailable):
        site.after(10)
    log.up = True
    assert site.after(20) == ["0.pdf", "1.pdf", "2.pdf"]


def test_an_inbox_that_is_not_there_is_tried_again(site: Site) -> None:
    site.inbox.rmdir()
    with pytest.raises(TransientError):
        site.after(0)
    site.drop("a.pdf")
    site.after(20)
    assert site.after(10) == ["a.pdf"]


def test_done_inside_the_inbox_is_not_taken_again(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.source = FolderSource(
        site.inbox, site.spool, site.log, site.inbox / "done", FolderOptions(polling=True), clock=lambda: site.now
    )
    site.drop("a.pdf")
    site.after(0)
    assert site.after(10) == ["a.pdf"] and site.after(10) == [] and site.after(10) == []


def test_a_crash_of_the_reader_of_arrivals_loses_nothing(site: Site) -> None:
    for name in ("a.pdf", "b.pdf"):
        site.drop(name)
    site.after(0)
    site.now += 10
    arrivals = iter(site.source.arrivals())
    next(arrivals)
    arrivals.close()  # type: ignore[attr-defined]
    site.after(10)
    assert len(site.log.receipts) == 2 and site.archived() == ["a.pdf", "b.pdf"]


def test_due_in_never_asks_for_a_busy_loop(site: Site) -> None:
    assert site.source.due_in() == 0
    site.drop("a.pdf")
    site.after(0)
    assert site.source.due_in() == pytest.approx(3.0)
    site.after(3)
    assert site.source.due_in() == pytest.approx(2.0)
    site.after(2)
    assert site.source.due_in() > 0


def test_events_wake_and_shorten_the_rest(tmp_path: Path) -> None:
    site = Site(tmp_path, polling=False)
    try:
        assert not site.source.polling and site.after(0) == []
        site.source.wake.clear()
        site.drop("a.pdf")
        while site.source.wake.wait(0.3):  # created, then closed
            site.source.wake.clear()
        assert site.after(1) == [] and site.after(1) == ["a.pdf"]
    finally:
        site.source.close()
    assert not any(t.name.startswith("Inotify") and not t.daemon for t in threading.enumerate())


def test_no_more_watches_means_polling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_args: object, **_named: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr("pipeline.intake.watch.Observer.schedule", exhausted)
    site = Site(tmp_path, polling=False)
    assert site.source.polling
    site.drop("a.pdf")
    site.after(0)
    assert site.after(6) == ["a.pdf"]
    site.source.close()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("ext4", False), ("nfs4", True), ("cifs", True), ("smb3", True), ("fuse.sshfs", True), ("xfs", False)],
)
def test_network_file_systems_are_polled(tmp_path: Path, kind: str, expected: bool) -> None:
    mounts = tmp_path / "mountinfo"
    here = os.path.realpath(tmp_path).replace(" ", "\\040")
    mounts.write_text(f"1 1 0:1 / / rw - ext4 /dev/x rw\n2 1 0:2 / {here} rw shared:1 - {kind} srv:/x rw\n")
    assert needs_polling(tmp_path / "inbox", mounts) is expected


def test_errors_are_told_in_words(tmp_path: Path) -> None:
    told: list[IntakeError] = []
    site = Site(tmp_path)
    site.source = FolderSource(
        site.inbox,
        site.spool,
        site.log,
        site.done,
        FolderOptions(polling=True),
        clock=lambda: site.now,
        refused=lambda _n, e: told.append(e),
    )
    (site.inbox / "l").symlink_to("/etc")
    site.after(0)
    assert "link" in str(told[0])


def test_files_whose_events_were_lost_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.intake.watch.Hints.on_any_event", lambda _self, _event: None)
    site = Site(tmp_path, polling=False)
    site.after(0)
    for number in range(200):
        site.drop(f"{number % 7}/{number}.pdf")
    assert site.after(9) == [] and site.after(1.1) == []
    assert len(site.after(5.1)) == 200
    site.source.close()
