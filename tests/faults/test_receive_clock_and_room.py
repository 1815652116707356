"""Clocks that jump by a day, and a disk that fills up at each stage of the receive: nothing is lost or half said."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.adapters.database import create_engine
from pipeline.adapters.ledger import SqlLedger
from pipeline.adapters.memory import MemoryReceiptLog
from pipeline.adapters.tables import metadata
from pipeline.errors import IntakeError, TransientError
from pipeline.intake import hook
from pipeline.intake.fax import FaxOptions, FaxSource
from pipeline.intake.faxcheck import reconcile
from pipeline.intake.folder import FolderOptions, FolderSource
from pipeline.intake.hylafax import read_ready
from pipeline.intake.spool import Spool

AT_ONCE = FolderOptions(polling=True, closed_s=0, settle_s=0, late_s=0)
DAY = timedelta(days=1)


@pytest.mark.parametrize("jump", [DAY, -DAY], ids=["forward", "back"])
def test_a_folder_is_taken_in_whatever_the_clock_does(tmp_path: Path, jump: timedelta) -> None:
    times = [datetime.now(UTC) + jump * (number % 2) for number in range(1000)]
    log, inbox = MemoryReceiptLog(), tmp_path / "inbox"
    inbox.mkdir()
    spool = Spool(tmp_path / "spool", now=iter(times).__next__)
    source = FolderSource(inbox, spool, log, tmp_path / "done", AT_ONCE, clock=iter(range(9**9)).__next__)
    for number in range(6):
        path = inbox / f"{number}.bin"
        path.write_bytes(bytes([number]) * 100)
        os.utime(path, (times[number].timestamp(),) * 2)
        list(source.arrivals())
    list(source.arrivals())
    assert len({receipt.sha256 for receipt in log.receipts}) == len(log.receipts) == 6
    assert len([path for path in (tmp_path / "done").rglob("*") if path.is_file()]) == 6


@pytest.mark.parametrize("jump", [DAY, -DAY], ids=["forward", "back"])
def test_a_fax_is_taken_in_once_and_accounted_for_whatever_the_clock_does(tmp_path: Path, jump: timedelta) -> None:
    """The clock jumps in the call: its line in the log, its file and its receipt disagree by a day."""
    for name in ("recvq", "log", "chartdrop"):
        (tmp_path / name).mkdir()
    begun, log, now = datetime.now() - jump, MemoryReceiptLog(), [0.0]
    columns = [
        begun.strftime("%m/%d/%y %H:%M"),
        "RECV",
        "7",
        "tty",
        "recvq/fax000000001.tif",
        "",
        "f",
        "1",
        "2",
        "7",
        "1",
    ]
    (tmp_path / "log" / "xferfaxlog").write_text("\t".join([*columns, "0", "0", "", "", "", "", "", ""]) + "\n")
    path = tmp_path / "recvq" / "fax000000001.tif"
    path.write_bytes(b"x")
    path.chmod(0o640)
    options = FaxOptions(log=tmp_path / "log" / "xferfaxlog", ready=tmp_path / "chartdrop")
    source = FaxSource(tmp_path / "recvq", Spool(tmp_path / "spool"), log, options, clock=lambda: now[0])
    for _ in range(10):
        now[0] += 60
        list(source.arrivals())
    assert len(log.receipts) == 1
    (call,) = reconcile(tmp_path, log.receipts, log.seen, datetime.now() - 3 * DAY)
    assert call.fate == "received"


@pytest.fixture
def small(tmp_path: Path) -> Callable[[str], Path]:
    """A tmpfs of a size, unmounted at the end."""
    place = tmp_path / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("a file system of one's own needs root")
    yield place  # type: ignore[misc]
    subprocess.run(["umount", "--lazy", place], check=True)


def fill(folder: Path, leave: int) -> Path:
    """Leave so many bytes free."""
    info = os.statvfs(folder)
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        file.write(b"\0" * max(0, info.f_bavail * info.f_frsize - leave))
    return ballast


def test_the_hook_on_a_full_disk_ends_well_and_leaves_no_half_record(small: Path) -> None:
    (small / "chartdrop").mkdir()
    ballast = fill(small, 0)
    assert hook.main(["recvq/fax000000001.tif", "tty", "7", ""], str(small)) == 0
    assert read_ready(small / "chartdrop") == {}
    ballast.unlink()
    assert hook.main(["recvq/fax000000001.tif", "tty", "7", ""], str(small)) == 0
    assert list(read_ready(small / "chartdrop")) == ["fax000000001.tif"]


@pytest.mark.parametrize("full", ["spool", "ledger", "done"])
def test_no_room_at_any_stage_promises_nothing_and_goes_on_when_there_is(
    small: Path, tmp_path: Path, full: str
) -> None:
    """The disk of one of the three is full while the others have room."""
    places = {name: tmp_path / name for name in ("spool", "ledger", "done")} | {full: small / full}
    places["ledger"].mkdir()
    inbox, refused = tmp_path / "inbox", []
    inbox.mkdir()
    engine = create_engine(f"sqlite:///{places['ledger'] / 'ledger.db'}")
    metadata.create_all(engine)
    log = SqlLedger(engine, enqueue=lambda *_: None, audit_key=b"k" * 32)
    spool = Spool(places["spool"])
    source = FolderSource(
        inbox, spool, log, places["done"], AT_ONCE, clock=iter(range(0, 9**9, 60)).__next__,
        refused=lambda name, error: refused.append(error.code),
    )  # fmt: skip
    data = {hashlib.sha256(one).hexdigest(): one for one in (os.urandom(300_000) for _ in range(3))}
    ballast = fill(small, 0)
    for number, one in enumerate(data.values()):
        (inbox / f"{number}.bin").write_bytes(one)
    for _ in range(3):
        try:
            list(source.arrivals())
        except (TransientError, IntakeError) as error:
            refused.append(error.code)
    assert refused and len(list(inbox.iterdir())) == 3  # each original stays where it is
    assert len(log.receipts_from("folder")) == (3 if full == "done" else 0)
    ballast.unlink()
    for _ in range(4):
        list(source.arrivals())
    assert {receipt.sha256 for receipt in log.receipts_from("folder")} == set(data)
    assert len(log.receipts_from("folder")) == 3 and not list(inbox.iterdir())
    assert all(spool.path_of(sha256).read_bytes() == one for sha256, one in data.items())
    assert sum(path.is_file() and path.stat().st_size > 0 for path in places["done"].rglob("*")) == 3
    engine.dispose()
