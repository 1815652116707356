"""How fast files are received, and that none of a large drop is missed. Prints ratios; not a timed test.

    python tests/benchmarks/receive.py [FILES] [BYTES]

While one thread drops FILES files of BYTES each into a watched folder and its subfolders, the main thread waits for
events and takes them in. Beside it: a plain copy of as many files, with and without fsync, on the same disk.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from pathlib import Path

from pipeline.adapters.memory import MemoryReceiptLog
from pipeline.intake.folder import FolderOptions, FolderSource
from pipeline.intake.spool import Spool
from pipeline.records import Receipt


class SetLog(MemoryReceiptLog):
    """Constant time per receipt, so that only the receive is measured."""

    def __init__(self) -> None:
        super().__init__()
        self.identities: set[str] = set()

    def record(self, receipt: Receipt) -> bool:
        self.identities.add(receipt.identity)
        self.receipts.append(receipt)
        return True

    def seen(self, identity: str) -> bool:
        return identity in self.identities


def drop(inbox: Path, files: int, size: int) -> None:
    for number in range(files):
        folder = inbox / f"{number % 20}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.bin").write_bytes(number.to_bytes(8) + os.urandom(size - 8))


def receive(root: Path, files: int, size: int) -> tuple[int, float, float, float, int]:
    """Receipts, seconds to the last, seconds in receive, CPU seconds, number of fsyncs."""
    inbox, log, syncs = root / "inbox", SetLog(), 0
    inbox.mkdir()
    real = os.fsync

    def counted(fd: int) -> None:
        nonlocal syncs
        syncs += 1
        real(fd)

    spool = Spool(root / "spool")
    source = FolderSource(
        inbox, spool, log, root / "done", FolderOptions(closed_s=0.5, settle_s=1, late_s=2, rescan_s=5)
    )
    os.fsync = counted
    began, cpu, busy = time.monotonic(), time.process_time(), 0.0
    dropper = threading.Thread(target=drop, args=(inbox, files, size))
    dropper.start()
    while len(log.receipts) < files and time.monotonic() - began < 600:
        source.wake.wait(source.due_in())
        source.wake.clear()
        start = time.monotonic()
        list(source.arrivals())
        busy += time.monotonic() - start
    dropper.join()
    took, spent = time.monotonic() - began, time.process_time() - cpu
    os.fsync = real
    idle = time.process_time()
    for _ in range(5):
        source.wake.wait(min(1.0, source.due_in()))
        source.wake.clear()
        list(source.arrivals())
    print(f"idle                 {(time.process_time() - idle) * 1000 / 5:.1f} ms CPU a second")
    source.close()
    names = {receipt.name for receipt in log.receipts}
    assert len(names) == len(log.receipts) == files, f"{files - len(names)} of {files} missed"
    assert not [path for path in inbox.rglob("*") if path.is_file()]
    return len(names), took, busy, spent, syncs


def copies(root: Path, files: int, size: int, *, sync: bool) -> float:
    folder, data = root / f"plain-{sync}", os.urandom(size)
    folder.mkdir()
    began = time.monotonic()
    for number in range(files):
        with (folder / str(number)).open("wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
    return time.monotonic() - began


def main(files: int = 5000, size: int = 40_000) -> None:
    with tempfile.TemporaryDirectory(dir=os.environ.get("CHARTDROP_BENCHMARK_DIR")) as folder:
        root = Path(folder)
        plain, synced = copies(root, files, size, sync=False), copies(root, files, size, sync=True)
        taken, took, busy, cpu, syncs = receive(root, files, size)
        print(f"dropped and taken    {taken} of {files} files of {size} bytes, none missed, none twice")
        print(f"from first to last   {took:.1f} s; {taken / took:.0f} files a second, the drop itself included")
        print(f"in the receive       {busy:.1f} s; of a plain copy {busy / plain:.1f}, with fsync {busy / synced:.2f}")
        print(f"CPU                  {cpu * 1000 / taken:.2f} ms a file")
        print(f"fsync                {syncs / taken:.2f} a file (bytes, folder)")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
