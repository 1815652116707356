"""The hot folder: what people, scanners and copiers drop is taken in once it is complete.

A scan of the whole tree decides; events only say when to scan and which files their writers have closed. A file is
taken when nobody holds it and it has rested: shortly after a close, when its format's end is there; longer without a
close; and longest when its format's end is missing, so that nothing stays for ever (reading then says what is wrong).
"""

from __future__ import annotations

import errno
import math
import os
import stat
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import (
    DiskFull,
    IntakeError,
    NotAFile,
    StillArriving,
    TransientError,
    UnreadableFile,
    VanishedFile,
)
from pipeline.intake.complete import ends_well, in_use, is_litter, is_temporary
from pipeline.intake.spool import Spool, identity_of, opened, safe_name
from pipeline.intake.watch import Hints, needs_polling
from pipeline.ports import ReceiptLog
from pipeline.records import Receipt

Refused = Callable[[str, IntakeError], None]
_GAP = 0.2  # seconds between scans, however many events there are
_FULL_DISKS = 3  # so many files found no room: the others would not either


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderOptions:
    """Times in seconds. `polling` None chooses by the kind of file system.

    `closed_s`: rest after a close or move, when the format's end is there. A copier that writes page by page closes a
    whole file after each page, so this is not 0. `settle_s`: rest without such an event. `late_s`: rest of a file whose
    format's end is missing. `rescan_s`: between scans without any event; `poll_s` the same where there are no events.
    `stale_s`: after which a file that somebody still holds, or that keeps a temporary name, is reported.
    """

    closed_s: float = 1.0
    settle_s: float = 5.0
    late_s: float = 60.0
    rescan_s: float = 10.0
    poll_s: float = 3.0
    stale_s: float = 3600.0
    polling: bool | None = None


@dataclass(slots=True, kw_only=True)
class _Waiting:
    """A file that is not taken yet: what it was when last seen to change, since when, and when to look again."""

    identity: str
    since: float
    due: float
    recorded: bool = False


class FolderSource:
    """Implements `ports.Source` over `inbox`, subfolders included. One thread uses it.

    `refused` is told once of each thing that cannot be taken, or not yet: a link, a device, a file without permission,
    one that cannot be moved to `done`, one that somebody has held for long. It stays where it is. `wake` is set when
    something changed; wait for it at most `due_in()` seconds, clear it, then go through `arrivals()`.
    """

    def __init__(
        self,
        inbox: Path,
        spool: Spool,
        log: ReceiptLog,
        done: Path,
        options: FolderOptions = FolderOptions(),
        *,
        clock: Callable[[], float] = time.monotonic,
        refused: Refused = lambda _name, _error: None,
        wake: threading.Event | None = None,
    ) -> None:
        self._inbox = Path(inbox)
        self._spool = spool
        self._log = log
        self._done = Path(done)
        self._options = options
        self._clock = clock
        self._refused = refused
        self.wake = wake or threading.Event()
        self._hints = Hints(self._inbox, self.wake)
        polling = needs_polling(self._inbox) if options.polling is None else options.polling
        self.polling = polling or not self._hints.start()
        self._waiting: dict[str, _Waiting] = {}
        self._reported: dict[str, str] = {}
        self._scanned = -math.inf
        self._next = -math.inf

    def close(self) -> None:
        self._hints.stop()

    def due_in(self) -> float:
        """Seconds until `arrivals` has something to look at, if nothing changes before."""
        due = min(self._next, self._scanned) if self._hints.pending else self._next
        return max(0.0, max(due, self._scanned + _GAP) - self._clock())

    def arrivals(self) -> Iterator[Receipt]:
        """Take in what is complete now, one durable receipt at a time.

        Raises LedgerUnavailable as the log does; DiskFull or another TransientError after the other files were tried.
        """
        if self.due_in() > 0:
            return
        now = self._scanned = self._clock()
        self._next = now + (self._options.poll_s if self.polling else self._options.rescan_s)
        closed = self._hints.take()
        files = list(self._scan())
        self._forget({name for name, _ in files})
        failures: list[TransientError] = []
        for name, info in files:
            if self._is_due(name, info, now, os.fspath(self._inbox / name) in closed):
                receipt = self._take(name, failures)
                if receipt is not None:
                    yield receipt
        self._next = min([self._next, *(waiting.due for waiting in self._waiting.values())])
        if failures:
            raise failures[0]

    def _forget(self, present: set[str]) -> None:
        for gone in self._waiting.keys() - present:
            del self._waiting[gone]
        for gone in self._reported.keys() - present:
            if not os.path.lexists(self._inbox / gone):
                del self._reported[gone]

    def _scan(self) -> Iterator[tuple[str, os.stat_result]]:
        """Relative name and lstat of every file below the inbox that is to be looked at; others are reported."""
        folders = [""]
        while folders:
            folder = folders.pop()
            try:
                entries = list(os.scandir(self._inbox / folder))
            except OSError as error:
                self._scan_failed(folder, error)
                continue
            for entry in entries:
                if is_litter(entry.name) or entry.path == os.fspath(self._done):
                    continue
                name = os.path.join(folder, entry.name)  # noqa: PTH118  (5,000 Paths cost more than the scan)
                if entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                    continue
                try:
                    yield name, entry.stat(follow_symlinks=False)
                except FileNotFoundError:
                    continue

    def _scan_failed(self, folder: str, error: OSError) -> None:
        if not folder:
            raise TransientError(f"The inbox cannot be listed: {os.strerror(error.errno or 0)}.") from None
        if error.errno not in (errno.ENOENT, errno.ENOTDIR):
            self._report(folder, UnreadableFile(os.strerror(error.errno or 0) + "."))

    def _is_due(self, name: str, info: os.stat_result, now: float, closed: bool) -> bool:
        """Whether the file has rested long enough for its completeness to be looked at."""
        if not stat.S_ISREG(info.st_mode):
            self._report(name, NotAFile())
            return False
        identity = identity_of("folder", name, info)
        waiting = self._waiting.get(name)
        if waiting is None or waiting.identity != identity:
            waiting = _Waiting(identity=identity, since=now, due=now + self._options.settle_s)
            self._waiting[name] = waiting
        if is_temporary(name.rpartition("/")[2]):
            waiting.due = waiting.since + self._options.stale_s
            self._report_stale(name, waiting, "Its name says that it is temporary.")
            return False
        if closed and not waiting.recorded:
            waiting.due = min(waiting.due, waiting.since + self._options.closed_s)
        return waiting.due <= now

    def _take(self, name: str, failures: list[TransientError]) -> Receipt | None:
        """Receive and archive one file that is due; None when it is not complete, not new or cannot be taken."""
        path, waiting, now = self._inbox / name, self._waiting[name], self._clock()
        receipt = None
        try:
            if not waiting.recorded:
                if not self._is_complete(path, name, waiting, now):
                    return None
                if not (self._log.seen(waiting.identity) and self._spool.holds(path)):
                    receipt = self._spool.receive(
                        path, log=self._log, source="folder", name=name, identity=waiting.identity
                    )
                waiting.recorded = True
            self._archive(path, name, waiting, now)
        except VanishedFile:
            del self._waiting[name]
        except StillArriving:
            waiting.since, waiting.due = now, now + self._options.settle_s
        except TransientError as error:
            self._postpone(name, waiting, error, failures)
        except IntakeError as error:
            waiting.due = now + self._options.rescan_s
            self._report(name, error)
        return receipt

    def _is_complete(self, path: Path, name: str, waiting: _Waiting, now: float) -> bool:
        with opened(path) as fd:
            size = os.fstat(fd).st_size
            held, ends = in_use(fd), ends_well(fd, size)
        if held:
            waiting.due = now + self._options.settle_s
            self._report_stale(name, waiting, "Another program has held it for long.")
            return False
        if ends is False:
            waiting.due = waiting.since + self._options.late_s
        elif ends is None:
            waiting.due = waiting.since + self._options.settle_s
        return waiting.due <= now

    def _archive(self, path: Path, name: str, waiting: _Waiting, now: float) -> None:
        """Move a recorded file away. What hinders that is reported, and tried again: the file itself is safe."""
        try:
            self._spool.archive(path, self._done, name=name, identity=waiting.identity)
        except (FileNotFoundError, StillArriving, VanishedFile):
            pass  # taken away, or another took its place while it was received: that one is new
        except (OSError, TransientError) as error:
            waiting.due = now + self._options.rescan_s
            why = os.strerror(error.errno or 0) + "." if isinstance(error, OSError) else str(error)
            self._report(name, TransientError(f"It is safely stored, but cannot be moved to done/: {why}"))
            return
        del self._waiting[name]

    def _postpone(self, name: str, waiting: _Waiting, error: TransientError, failures: list[TransientError]) -> None:
        """One file without room must not hold up the others; a disk or a ledger without any holds up all."""
        waiting.due = self._clock() + self._options.rescan_s
        self._report(name, error)
        failures.append(error)
        full = sum(isinstance(failure, DiskFull) for failure in failures)
        if full >= _FULL_DISKS or type(error) not in (DiskFull, TransientError):
            self._next = waiting.due
            raise error

    def _report_stale(self, name: str, waiting: _Waiting, why: str) -> None:
        if self._clock() - waiting.since >= self._options.stale_s:
            self._report(name, StillArriving(why))

    def _report(self, name: str, error: IntakeError) -> None:
        if self._reported.get(name) != error.code:
            self._reported[name] = error.code
            self._refused(safe_name(name), error)
