"""The durable receive: a file is ours when its bytes, their place and their receipt are on the disk, and not before.

The steps, in order. A crash between any two is harmless: each leaves a state from which the next run goes on.

    opened     the source is a regular file, opened without following a link
    copied     its bytes are in tmp/, hashed on the way            (crash: swept at the next start)
    synced     and on the disk
    unchanged  the source still has the bytes and time it had      (else StillArriving: nothing was promised)
    placed     renamed to <sha256[:2]>/<sha256>                    (crash: found there, checked, not kept twice)
    settled    the folder's entry is on the disk
    recorded   the receipt is committed: this is the promise       (crash: `seen` by its identity, only archived)
    archiving  its place in done/ is reserved, under a free name   (crash: an empty file is left there)
    carried    only across file systems: its copy is there         (crash: a second copy is made there)
    archived   the source moved to done/                           (crash: nothing is left to do)

Residual risk: who can write to the inbox can swap a folder for a link between scan and open, and so make a file that
the service may read look like a scan. Give the inbox only to people who may see what the service's account may see.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import stat
import uuid
import weakref
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pipeline.durable import chunks, digest, disk_errors, sync_folder, write_new
from pipeline.errors import IntakeError, NotAFile, StillArriving, TransientError, UnreadableFile, VanishedFile
from pipeline.intake.complete import in_use
from pipeline.ports import ReceiptLog
from pipeline.records import Destination, Receipt, Sender

STEPS = ("opened", "copied", "synced", "unchanged", "placed", "settled", "recorded", "archiving", "carried", "archived")
SourceName = Literal["folder", "fax", "mail", "command", "upload"]
_NOBODY, _ANYWHERE = Sender(), Destination()
_OPENING: dict[int, type[IntakeError]] = {
    errno.ENOENT: VanishedFile,
    errno.ENOTDIR: VanishedFile,
    errno.ELOOP: NotAFile,
    errno.ENXIO: NotAFile,
    errno.EISDIR: NotAFile,
    errno.EACCES: UnreadableFile,
    errno.EPERM: UnreadableFile,
}


def utc_now() -> datetime:
    return datetime.now(UTC)


def safe_name(name: str | bytes) -> str:
    """Any file name as text that every encoder takes: bytes that are not UTF-8 become `\\xNN`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def identity_of(source: str, name: str, info: os.stat_result) -> str:
    """What tells this object from another of the same name: inode, size and time of change of its bytes.

    The device is left out: its number may change at a restart, and every file of a fax queue would look new. A digest,
    so that no name ends up in a key.
    """
    facts = f"{safe_name(name)}\0{info.st_ino}\0{info.st_size}\0{info.st_mtime_ns}"
    return f"{source}:{hashlib.sha256(facts.encode()).hexdigest()[:40]}"


class Spool:
    """Originals by content under `root`, each file mode 0600. Several processes may write to it.

    `step` is called with a name of STEPS after each step; faults are injected through it.
    """

    def __init__(
        self, root: Path, *, step: Callable[[str], None] | None = None, now: Callable[[], datetime] = utc_now
    ) -> None:
        self.root = Path(root)
        self._tmp = self.root / "tmp"
        self._step = step or (lambda _: None)
        self._now = now
        with disk_errors():
            self._tmp.mkdir(parents=True, exist_ok=True, mode=0o700)
            for byte in range(256):
                (self.root / f"{byte:02x}").mkdir(exist_ok=True, mode=0o700)
            sync_folder(self.root)
            sync_folder(self.root.parent)
            self._sweep()

    def path_of(self, sha256: str) -> Path:
        """Where the bytes with this hash are, or would be."""
        return self.root / sha256[:2] / sha256

    def holds(self, path: Path) -> bool:
        """Whether the bytes of the file at `path` are in the spool, undamaged. False when it cannot be read."""
        try:
            with opened(path) as fd:
                sha256 = _digest(fd)
            return _is_intact(self.path_of(sha256), sha256)
        except IntakeError:
            return False

    def receive(
        self,
        path: Path,
        *,
        log: ReceiptLog,
        source: SourceName,
        name: str,
        identity: str = "",
        sender: Sender = _NOBODY,
        flags: tuple[str, ...] = (),
        destination: Destination = _ANYWHERE,
    ) -> Receipt:
        """Copy the file durably and commit its receipt; when this returns, the sender has our promise.

        `identity` is computed from the open file when not given; one that is given must be that of the open file.
        Raises NotAFile, VanishedFile or UnreadableFile; StillArriving when it changed meanwhile; DiskFull or
        TransientError; and what the log raises. After any of them nothing was promised and the original is untouched.
        """
        with opened(path) as fd:
            info = os.fstat(fd)
            actual = identity_of(source, name, info)
            if identity not in ("", actual):
                raise StillArriving
            self._step("opened")
            sha256 = self._keep(fd, path, info)
        receipt = self._receipt(
            sha256=sha256,
            size=info.st_size,
            name=safe_name(name),
            source=source,
            identity=actual,
            sender=sender,
            flags=flags,
            destination=destination,
        )
        log.record(receipt)
        self._step("recorded")
        return receipt

    def receive_bytes(
        self, data: bytes, *, log: ReceiptLog, source: SourceName, name: str, identity: str, sender: Sender
    ) -> Receipt:
        """As `receive`, for what came over a connection and is no file yet; `identity` is its source's own."""
        copy = self._tmp / uuid.uuid4().hex
        try:
            with disk_errors():
                sha256 = write_new(copy, iter((data,)), self._step)
            self._settle(copy, sha256)
        finally:
            copy.unlink(missing_ok=True)
        receipt = self._receipt(
            sha256=sha256, size=len(data), name=safe_name(name), source=source, identity=identity, sender=sender
        )
        log.record(receipt)
        self._step("recorded")
        return receipt

    def _receipt(self, **facts: Any) -> Receipt:
        return Receipt(
            receipt_id=f"r-{uuid.uuid4().hex}", received_at=self._now().isoformat(timespec="milliseconds"), **facts
        )

    def archive(self, path: Path, done: Path, *, name: str, identity: str) -> Path:
        """Move a recorded original to `done/<yyyy-mm-dd>/<name>`, never over another file; its new path.

        What is moved must be what was recorded: a file that was replaced meanwhile, or that somebody still writes to,
        is put back under a new name and raises StillArriving, to be received as the new file it is. Raises OSError when
        the move is not allowed; the original then stays where it is.
        """
        source = identity.partition(":")[0]
        if identity_of(source, name, path.lstat()) != identity:
            raise StillArriving
        target = _reserve(done / self._now().date().isoformat() / name)
        self._step("archiving")
        try:
            path.rename(target)
        except OSError as error:
            if error.errno == errno.EXDEV:
                return self._carry_over(path, target)
            target.unlink()
            raise
        if identity_of(source, name, target.lstat()) != identity or _is_written(target):
            target.rename(path.with_name(f"{path.stem}~{uuid.uuid4().hex[:8]}{path.suffix}"))
            raise StillArriving
        self._step("archived")
        return target

    def _sweep(self) -> None:
        """Remove what a crash left in tmp/, unless another process is at work there; then stay at work ourselves."""
        lock = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        weakref.finalize(self, os.close, lock)
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for leftover in self._tmp.iterdir():
                leftover.unlink()
        fcntl.flock(lock, fcntl.LOCK_SH)

    def _keep(self, fd: int, path: Path, info: os.stat_result) -> str:
        """The bytes of the open file, put in their place; their sha256."""
        copy = self._tmp / uuid.uuid4().hex
        try:
            with disk_errors():
                sha256 = write_new(copy, chunks(fd), self._step)
            if not _is_same(fd, path, info) or _digest(fd) != sha256:
                raise StillArriving
            self._step("unchanged")
            self._settle(copy, sha256)
        finally:
            copy.unlink(missing_ok=True)
        return sha256

    def _settle(self, copy: Path, sha256: str) -> None:
        """Put synced bytes in their place, durably."""
        target = self.path_of(sha256)
        if not _is_intact(target, sha256):  # new, or damaged since: these bytes are good
            with disk_errors():
                copy.replace(target)
        self._step("placed")
        with disk_errors():  # also when it was there: whoever put it there may have died before this line
            sync_folder(target.parent)
        self._step("settled")

    def _carry_over(self, path: Path, target: Path) -> Path:
        """Move to another file system: the source goes only after its copy is on the disk."""
        copy = target.with_name(f".{uuid.uuid4().hex}")
        try:
            if not os.access(path.parent, os.W_OK | os.X_OK):  # what cannot go must not be copied, each time anew
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            with opened(path) as fd:
                info = os.fstat(fd)
                sha256 = write_new(copy, chunks(fd))
                os.utime(copy, ns=(info.st_atime_ns, info.st_mtime_ns))
                if not _is_same(fd, path, info) or in_use(fd) or digest(fd) != sha256:
                    raise StillArriving
            copy.replace(target)
            sync_folder(target.parent)
            self._step("carried")
            path.unlink()
        except (OSError, IntakeError):
            copy.unlink(missing_ok=True)
            target.unlink(missing_ok=True)
            raise
        self._step("archived")
        return target


@contextlib.contextmanager
def opened(path: Path) -> Iterator[int]:
    """A regular file, open for reading; a fifo or a device is neither waited for nor read."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except OSError as error:
        kind = _OPENING.get(error.errno or 0, TransientError)
        raise kind(os.strerror(error.errno or 0) + "." if kind in (UnreadableFile, TransientError) else "") from None
    try:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise NotAFile
        yield fd
    finally:
        os.close(fd)


def _digest(fd: int) -> str:
    with disk_errors():
        return digest(fd)


def _is_same(fd: int, path: Path, before: os.stat_result) -> bool:
    """Whether the open file, and what has its name, are what they were. Raises VanishedFile."""
    try:
        named = path.lstat()
    except FileNotFoundError:
        raise VanishedFile from None
    after = os.fstat(fd)
    return (after.st_size, after.st_mtime_ns, named.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)


def _is_intact(path: Path, sha256: str) -> bool:
    try:
        with opened(path) as fd:
            return _digest(fd) == sha256
    except VanishedFile:
        return False


def _is_written(path: Path) -> bool:
    try:
        with opened(path) as fd:
            return in_use(fd)
    except IntakeError:
        return False


def _reserve(wanted: Path) -> Path:
    """An empty file of the wanted name, or of the next free one, for a rename to replace."""
    wanted.parent.mkdir(parents=True, exist_ok=True)
    for number in range(100_000):
        path = wanted if not number else wanted.with_name(f"{wanted.stem}~{number}{wanted.suffix}")
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        except FileExistsError:
            continue
        return path
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
