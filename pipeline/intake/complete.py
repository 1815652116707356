"""Is a file complete? Events are hints and sizes lie (HYLAFAX.md): ask who holds it, how long it rests, how it ends.

Nothing here decodes an image or a PDF. Header arithmetic on bounded reads tells whether the end that a format promises
is there; it never raises on any bytes. A file that fails is not judged damaged, only not finished: when it has rested
long enough it is taken in anyway, and reading names what is wrong with it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import struct
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.intake import tiff

_TEMPORARY = (".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".download", ".swp", "~")
_LITTER = ("thumbs.db", "desktop.ini", "lost+found", "@eadir", "$recycle.bin", "system volume information")
_TAIL = 1 << 16


def is_litter(name: str) -> bool:
    """Whether this is a hidden file or a system's own, never a document; rsync and editors hide what is unfinished."""
    return name.startswith(".") or name.lower() in _LITTER


def is_temporary(name: str) -> bool:
    """Whether the name says that its writer will rename it when it is done."""
    return name.lower().endswith(_TEMPORARY) or name.startswith("~$")


def in_use(fd: int) -> bool:
    """Whether another process holds a lock on the open file, or has it open for writing where the system tells us.

    flock is what faxgetty holds, record locks are what file servers hold, and a read lease is refused while anybody has
    the file open for writing (own files or CAP_LEASE only, and no network file systems: elsewhere only locks tell).
    """
    return _is_flocked(fd) or _is_record_locked(fd) or _is_written(fd)


def _is_flocked(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # a file system without locks
        return False
    fcntl.flock(fd, fcntl.LOCK_UN)
    return False


def _is_record_locked(fd: int) -> bool:
    # struct flock: l_type, l_whence, l_start, l_len, l_pid; asking takes no lock, and closing drops none but ours.
    question = struct.pack("hhqqi0q", fcntl.F_RDLCK, os.SEEK_SET, 0, 0, 0)
    try:
        answer = fcntl.fcntl(fd, fcntl.F_GETLK, question)
    except OSError:
        return False
    return bool(struct.unpack_from("h", answer)[0] != fcntl.F_UNLCK)


def _is_written(fd: int) -> bool:
    try:
        # A broken lease sends SIGIO, which would end the process; SIGURG is ignored by default.
        fcntl.fcntl(fd, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    with contextlib.suppress(OSError):
        fcntl.fcntl(fd, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False


@dataclass(frozen=True, slots=True)
class _Open:
    """An open file seen through bounded reads; `head` is its first KiB. What cannot be read is empty."""

    fd: int
    size: int

    @property
    def head(self) -> bytes:
        return self.read(1024, 0)

    def read(self, length: int, at: int) -> bytes:
        try:
            return os.pread(self.fd, length, at)
        except (OSError, OverflowError):
            return b""

    def tail(self, length: int, after: int = 0) -> bytes:
        return self.read(length, max(after, self.size - length))


def ends_well(fd: int, size: int) -> bool | None:
    """Whether the end that the format promises is there; None for a format without one, or unknown."""
    file = _Open(fd, size)
    head = file.head
    return next((check(file) for recognises, check in _FORMATS if recognises(head)), None)


def is_document(head: bytes) -> bool:
    """Whether bytes that begin like this are of a format that is read."""
    return any(recognises(head) for recognises, _ in _FORMATS)


def _tiff_ends(file: _Open) -> bool:
    try:
        skeleton = tiff.Skeleton(file.fd, file.size)
        for page in skeleton.directories():
            skeleton.check_extents(page)
    except tiff.Cut:
        return False
    return True


def _pdf_ends(file: _Open) -> bool:
    head = file.head
    if b"/Linearized" in head and _number_after(head, b"/L ") > file.size:
        return False  # the first part of a linearized file ends like a whole one
    tail = file.tail(4096)
    eof = tail.rfind(b"%%EOF")
    start = tail.rfind(b"startxref", 0, eof) if eof >= 0 else -1
    return start >= 0 and _number_after(tail[start:eof], b"startxref") < file.size


def _number_after(data: bytes, word: bytes) -> int:
    following = data.partition(word)[2].split(maxsplit=1)[:1]
    digits = bytes(b for b in following[0][:12] if 48 <= b <= 57) if following else b""
    return int(digits or b"0")


def _jpeg_ends(file: _Open) -> bool:
    """EOI after the first scan began; the markers before it may hold a thumbnail with its own. ITU-T T.81, B.1."""
    at = 2
    for _ in range(1000):
        marker = file.read(4, at)
        if len(marker) < 4 or marker[0] != 0xFF:
            return False
        if marker[1] == 0xDA:
            return b"\xff\xd9" in file.tail(_TAIL, after=at)
        at += 1 if marker[1] == 0xFF else 2 + max(2, int.from_bytes(marker[2:]))
    return False


def _png_ends(file: _Open) -> bool:
    return b"\0\0\0\0IEND\xaeB`\x82" in file.tail(4096)


def _gif_ends(file: _Open) -> bool:
    return file.tail(1024).rstrip(b"\0").endswith(b";")


def _bmp_ends(file: _Open) -> bool:
    return int.from_bytes(file.head[2:6], "little") <= file.size


def _riff_ends(file: _Open) -> bool:
    return int.from_bytes(file.head[4:8], "little") + 8 <= file.size


def _boxes_end(file: _Open) -> bool:
    """Every top-level box lies in the file. ISO/IEC 14496-12, 4.2: size 1 has a 64-bit size, size 0 runs to the end."""
    at = 0
    for _ in range(1000):
        box = file.read(16, at)
        if at >= file.size or len(box) < 8:
            return at == file.size
        length = int.from_bytes(box[:4])
        if length == 0:
            return True
        at += max(8, int.from_bytes(box[8:16]) if length == 1 else length)
    return False


_FORMATS: tuple[tuple[Callable[[bytes], bool], Callable[[_Open], bool]], ...] = (
    (tiff.is_tiff, _tiff_ends),
    (lambda head: b"%PDF-" in head, _pdf_ends),
    (lambda head: head.startswith(b"\xff\xd8\xff"), _jpeg_ends),
    (lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"), _png_ends),
    (lambda head: head.startswith((b"GIF87a", b"GIF89a")), _gif_ends),
    (lambda head: head.startswith(b"BM"), _bmp_ends),
    (lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP", _riff_ends),
    (lambda head: head[4:8] == b"ftyp", _boxes_end),
)
