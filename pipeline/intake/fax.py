"""The fax receive queue: every fax that came in, also the broken ones, and never a page that is still to come.

HylaFAX writes a fax under its final name, page by page, and holds an flock for the whole call; afterwards come the RECV
line in its log, the mode from its configuration, and the hook. Any of these says that the call is over. A file that
nobody holds and that none of them speaks for was interrupted: its sender believes that the pages arrived. The queue is
HylaFAX's own: nothing in it is moved or deleted.
"""

from __future__ import annotations

import contextlib
import math
import os
import stat
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
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
from pipeline.intake.complete import ends_well, in_use
from pipeline.intake.hook import SEEN
from pipeline.intake.hylafax import (
    CALL_IDS,
    Call,
    Ready,
    Rule,
    description,
    destination,
    read_ready,
    received,
    sender_of,
)
from pipeline.intake.spool import Spool, identity_of, opened, safe_name
from pipeline.ports import ReceiptLog
from pipeline.records import Receipt, Sender

_NOT_CHANGED = 0o600  # the mode faxgetty creates a file with, before it sets RecvFileMode


@dataclass(frozen=True, slots=True, kw_only=True)
class FaxOptions:
    """Times in seconds. `log` is xferfaxlog, `ready` the folder the hook writes to; None where there is none.

    `settle_s`: rest of a file whose call is over, so that the hook's message is not missed (it runs 1.5 s later).
    `hook_s`: the same where the hook has spoken before and only the mode says that the call is over: it may be late.
    `interrupted_s`: rest after which a file that nothing speaks for counts as interrupted. `pattern` names the files.
    """

    settle_s: float = 5.0
    hook_s: float = 60.0
    interrupted_s: float = 300.0
    rescan_s: float = 5.0
    pattern: str = "fax*.tif"
    log: Path | None = None
    ready: Path | None = None
    call_ids: tuple[str, ...] = CALL_IDS
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known of one file of the queue when it is judged: lock, mode, end of its format, rest in seconds.

    `hooked`: the hook has been called in this queue before.
    """

    held: bool
    mode: int
    whole: bool
    rested: float
    call: Call | None = None
    ready: Ready | None = None
    hooked: bool = False


def judge(signs: Signs, options: FaxOptions) -> tuple[str, ...] | None:
    """Flags to take the fax in with, or None when it is not over, or not surely.

    "incomplete": the line failed, or a page is missing its end. "interrupted": the receiver died in the call.
    """
    if signs.held:
        return None
    if signs.ready:
        failed = bool(signs.ready.message)
    elif signs.rested < options.settle_s:
        return None
    elif signs.call:
        failed = bool(signs.call.reason)
    elif signs.mode != _NOT_CHANGED:
        if signs.hooked and signs.rested < options.hook_s:
            return None
        failed = False
    else:
        return ("interrupted",) if signs.rested >= options.interrupted_s else None
    return ("incomplete",) if failed or not signs.whole else ()


class FaxSource:
    """Implements `ports.Source` over a HylaFAX `recvq`. One thread uses it; `wake` and `due_in` as in FolderSource.

    `refused` is told once of each file that cannot be taken in, and why.
    """

    def __init__(
        self,
        recvq: Path,
        spool: Spool,
        log: ReceiptLog,
        options: FaxOptions = FaxOptions(),
        *,
        clock: Callable[[], float] = time.monotonic,
        refused: Callable[[str, IntakeError], None] = lambda _name, _error: None,
        wake: threading.Event | None = None,
    ) -> None:
        self._recvq = Path(recvq)
        self._spool = spool
        self._log = log
        self._options = options
        self._clock = clock
        self._refused = refused
        self.wake = wake or threading.Event()
        self._since: dict[str, tuple[str, float]] = {}
        self._taken: dict[str, str] = {}
        self._reported: dict[str, str] = {}
        self._next = -math.inf

    def close(self) -> None:
        """Nothing is held open between sweeps."""

    def due_in(self) -> float:
        """Seconds until the next sweep."""
        return max(0.0, self._next - self._clock())

    def arrivals(self) -> Iterator[Receipt]:
        """Take in every fax that is over, one durable receipt at a time; errors as FolderSource."""
        if self.due_in() > 0:
            return
        self._next = self._clock() + self._options.rescan_s
        files = dict(self._scan())
        calls: dict[str, Call] | None = None
        ready = read_ready(self._options.ready) if self._options.ready else {}
        failures: list[TransientError] = []
        for name, info in files.items():
            if self._is_new(name, info, ready.get(name)):
                if calls is None:  # the log is read only when there is a fax to judge
                    calls = received(self._options.log) if self._options.log else {}
                receipt = self._take(name, info, calls.get(name), ready.get(name), failures)
                if receipt is not None:
                    yield receipt
        for kept in (self._since, self._taken, self._reported):
            for gone in kept.keys() - files.keys():
                del kept[gone]
        if failures:
            raise failures[0]

    def _scan(self) -> Iterator[tuple[str, os.stat_result]]:
        try:
            paths = sorted(self._recvq.iterdir())
        except OSError as error:
            raise TransientError(f"The fax queue cannot be listed: {os.strerror(error.errno or 0)}.") from None
        for path in paths:
            if path.match(self._options.pattern):
                try:
                    yield path.name, path.lstat()
                except FileNotFoundError:
                    continue

    def _is_new(self, name: str, info: os.stat_result, ready: Ready | None) -> bool:
        """Whether the file is not recorded yet. One that is needs its ready record no longer."""
        if not stat.S_ISREG(info.st_mode):
            self._report(name, NotAFile())
            return False
        identity = identity_of("fax", name, info)
        if self._taken.get(name) != identity:
            if not self._log.seen(identity):
                return True
            self._taken[name] = identity
        _drop(ready)
        return False

    def _take(
        self,
        name: str,
        info: os.stat_result,
        call: Call | None,
        ready: Ready | None,
        failures: list[TransientError],
    ) -> Receipt | None:
        path, identity, options = self._recvq / name, identity_of("fax", name, info), self._options
        # A change of mode begins its rest anew: the line in the log and the hook come about then, not always before.
        state = f"{identity} {info.st_ctime_ns}"
        rested = self._rested(name, state)
        if ready is None and rested < options.settle_s:  # our look takes a lock: never while the receiver takes its own
            return None
        try:
            signs, sender = self._look(path, rested, call, ready)
            if signs.held:  # a line that hangs leaves the file unchanged for minutes: its rest begins when it is let go
                self._since[name] = (state, self._clock())
            flags = judge(signs, options)
            if flags is None:
                return None
            receipt = self._spool.receive(
                path,
                log=self._log,
                source="fax",
                name=name,
                identity=identity,
                sender=sender,
                flags=flags,
                destination=destination(sender, options.rules),
            )
        except (VanishedFile, StillArriving):
            return None
        except TransientError as error:
            self._report(name, error)
            failures.append(error)
            if not isinstance(error, DiskFull) and type(error) is not TransientError:
                raise
            return None
        except UnreadableFile as error:
            # In mid-call the file is its owner's alone; only one that stays so is worth a word.
            if stat.S_IMODE(info.st_mode) != _NOT_CHANGED or rested >= options.interrupted_s:
                self._report(name, error)
            return None
        self._taken[name] = identity
        _drop(ready)
        return receipt

    def _look(self, path: Path, rested: float, call: Call | None, ready: Ready | None) -> tuple[Signs, Sender]:
        with opened(path) as fd:
            info = os.fstat(fd)
            call = call if call and _is_of(call, info) else None
            ready = ready if ready and _is_since(ready, info) else None
            signs = Signs(
                held=in_use(fd),
                mode=stat.S_IMODE(info.st_mode),
                whole=ends_well(fd, info.st_size) is True,
                rested=rested,
                call=call,
                ready=ready,
                hooked=self._options.ready is not None and (self._options.ready / SEEN).exists(),
            )
            lines = description(fd, info.st_size)
        return signs, sender_of(lines, call, ready, self._options.call_ids)

    def _rested(self, name: str, state: str) -> float:
        """Seconds since the file was first seen as it is now and, as far as was looked, held by nobody."""
        now = self._clock()
        known, since = self._since.get(name, ("", now))
        if known != state:
            self._since[name] = (state, now)
            return 0.0
        return now - since

    def _report(self, name: str, error: IntakeError) -> None:
        if self._reported.get(name) != error.code:
            self._reported[name] = error.code
            self._refused(safe_name(name), error)


def _drop(ready: Ready | None) -> None:
    """The fax is recorded: its ready record has done its work. Where we may not remove it, it is only read again."""
    if ready and ready.record:
        with contextlib.suppress(OSError):
            ready.record.unlink(missing_ok=True)


def _is_since(ready: Ready, info: os.stat_result) -> bool:
    """Whether the record is of this file, not of an earlier one that was removed before it was taken in."""
    return ready.at is None or ready.at >= info.st_mtime - 60


def _is_of(call: Call, info: os.stat_result) -> bool:
    """Whether a line of the log is of this file, not of an earlier one: sequence numbers start again some day."""
    if call.at is None:
        return False
    age = datetime.fromtimestamp(info.st_mtime) - call.at  # both local: the log has the call's start, to the minute
    return timedelta(minutes=-2) < age < timedelta(days=1)
