"""Files that survive a power cut: written elsewhere, put on the disk, and only then given their name."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.errors import DiskFull, TransientError

_CHUNK = 1 << 20
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextlib.contextmanager
def disk_errors() -> Iterator[None]:
    """Turns errors of the system into ours: no room is DiskFull, any other is a TransientError."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull from None
        raise TransientError(os.strerror(error.errno or 0) + ".") from None


def sync_folder(folder: Path) -> None:
    """Put a folder's entries on the disk."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def chunks(fd: int) -> Iterator[bytes]:
    """The bytes of an open file from its beginning, a MiB at a time; its position does not matter."""
    at = 0
    while chunk := os.pread(fd, _CHUNK, at):
        at += len(chunk)
        yield chunk


def digest(fd: int) -> str:
    """The sha256 of an open file, in hex."""
    total = hashlib.sha256()
    for chunk in chunks(fd):
        total.update(chunk)
    return total.hexdigest()


def write_new(path: Path, content: Iterator[bytes], step: Callable[[str], None] | None = None) -> str:
    """Write a file that must not exist, mode 0600, and put it on the disk; its sha256 in hex.

    `step` is told "copied" before the fsync and "synced" after it.
    """
    total = hashlib.sha256()
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        for chunk in content:
            total.update(chunk)
            view = memoryview(chunk)
            while view:  # a write may be short on a disk that is nearly full
                view = view[os.write(fd, view) :]
        if step:
            step("copied")
        os.fsync(fd)
    finally:
        os.close(fd)
    if step:
        step("synced")
    return total.hexdigest()
