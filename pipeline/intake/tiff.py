"""The skeleton of a TIFF file, read with bounded arithmetic and no decoding library.

The bytes are untrusted: every offset is checked against the size before it is followed, every loop has an end, and what
does not fit raises `Cut`. Layout: TIFF 6.0 (Aldus 1992), sections 2 and 8; BigTIFF as libtiff writes it.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass

IMAGE_DESCRIPTION = 270
_STRIPS = ((273, 279), (324, 325))  # offsets and byte counts: of strips, of tiles
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_CODES = {3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
_MAX_DIRECTORIES = 20_000  # a file of 10,000 pages is refused later, with its reason; here the chain only has to end
_MAX_ARRAY = 1 << 20  # bytes of one tag's values: 262,144 strips
_MAX_TOTAL = 1 << 25  # bytes of all tags together


class Cut(Exception):
    """The bytes end before what they announce, or contradict themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """One page's tags: number to (type, count, offset of the values in the file)."""

    tags: dict[int, tuple[int, int, int]]


def is_tiff(head: bytes) -> bool:
    return head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


class Skeleton:
    """Directories and tags of the open file `fd` of `size` bytes. Every method raises Cut when they do not fit."""

    def __init__(self, fd: int, size: int) -> None:
        self._fd = fd
        self._size = size
        # An honest file's tags do not overlap, so together they are no larger than it.
        self._left = min(size + 1024, _MAX_TOTAL)
        head = self._read(0, 8)
        if not is_tiff(head):
            raise Cut
        self._order = "<" if head[:2] == b"II" else ">"
        big = b"+" in head[2:4]
        self._offset, self._count, self._first = ("Q", "Q", 8) if big else ("I", "H", 4)

    def directories(self) -> Iterator[Directory]:
        """The chain in order, at least one."""
        at = self._number(self._first, self._offset)
        seen: set[int] = set()
        while at or not seen:
            if at in seen or len(seen) >= _MAX_DIRECTORIES:
                raise Cut
            seen.add(at)
            directory, at = self._directory(at)
            yield directory

    def check_extents(self, page: Directory) -> None:
        """That the page has strips or tiles, and all of them lie in the file."""
        tables = [pair for pair in _STRIPS if pair[0] in page.tags]
        if not tables:
            raise Cut
        for offsets_tag, counts_tag in tables:
            offsets, counts = self.values(page, offsets_tag), self.values(page, counts_tag)
            if len(offsets) != len(counts) or any(o + c > self._size for o, c in zip(offsets, counts, strict=True)):
                raise Cut

    def values(self, page: Directory, tag: int) -> tuple[int, ...]:
        """Unsigned values of a tag; empty when it is absent or of another type."""
        kind, count, at = page.tags.get(tag, (0, 0, 0))
        code = _CODES.get(kind)
        return struct.unpack(f"{self._order}{count}{code}", self._read(at, count * _SIZES[kind])) if code else ()

    def text(self, page: Directory, tag: int) -> str:
        """An ASCII tag as Latin-1 text up to its NUL, at most 4,096 characters; empty when absent."""
        kind, count, at = page.tags.get(tag, (0, 0, 0))
        return self._read(at, min(count, 4096)).split(b"\0", 1)[0].decode("latin-1") if kind == 2 else ""

    def _directory(self, at: int) -> tuple[Directory, int]:
        count = self._number(at, self._count)
        if not 0 < count <= 4096:
            raise Cut
        entry = struct.Struct(f"{self._order}HH{self._offset}{self._offset}")
        width = struct.calcsize("<" + self._offset)
        at += struct.calcsize("<" + self._count)
        raw = self._read(at, count * entry.size)
        tags = {}
        for n, (tag, kind, number, value) in enumerate(entry.iter_unpack(raw)):
            in_place = number * _SIZES.get(kind, 1) <= width
            tags[tag] = (kind, number, at + (n + 1) * entry.size - width if in_place else value)
        return Directory(tags=tags), self._number(at + len(raw), self._offset)

    def _number(self, at: int, code: str) -> int:
        (value,) = struct.unpack(self._order + code, self._read(at, struct.calcsize("<" + code)))
        return int(value)

    def _read(self, at: int, length: int) -> bytes:
        self._left -= length
        if length > _MAX_ARRAY or at + length > self._size or self._left < 0:
            raise Cut
        try:
            data = os.pread(self._fd, length, at)
        except (OSError, OverflowError):
            raise Cut from None
        if len(data) != length:
            raise Cut
        return data
