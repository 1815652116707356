"""What a file is, by its content: the name says nothing."""

from __future__ import annotations

import os
import stat
import struct
from pathlib import Path

from pipeline.errors import DamagedFile, EmptyFile, NotAFile, TooLarge, UnsupportedFormat, VanishedFile
from pipeline.imaging.options import ReadingOptions

_HEAD = 1024
_TAIL = 2048
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
)
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"})


def media_type(head: bytes) -> str:
    """The media type of a file that begins with `head`; empty when it is none of those read here."""
    if b"%PDF-" in head[:_HEAD]:  # readers accept up to 1024 bytes before the header (ISO 32000-1, annex H.3)
        return "application/pdf"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "image/heic"
    return next((name for signature, name in _SIGNATURES if head.startswith(signature)), "")


def sniff(path: Path, options: ReadingOptions) -> str:
    """Media type of the file at `path`, its outline checked.

    Raises NotAFile, VanishedFile, EmptyFile, TooLarge, UnsupportedFormat or DamagedFile.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise VanishedFile from error
    except OSError as error:
        raise NotAFile from error
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise NotAFile
    with os.fdopen(descriptor, "rb") as file:
        if status.st_size == 0:
            raise EmptyFile
        if status.st_size > options.max_bytes:
            raise TooLarge(f"It has {status.st_size} bytes; the limit is {options.max_bytes}.")
        head = file.read(_HEAD)
        kind = media_type(head)
        if not kind:
            raise UnsupportedFormat
        if kind == "application/pdf":
            file.seek(max(0, status.st_size - _TAIL))
            if b"%%EOF" not in file.read():
                raise DamagedFile("Its end is missing.")
    return kind


def tiff_directories(data: bytes, limit: int) -> list[dict[int, tuple[int, ...]]]:
    """Numeric tags of each image directory of a TIFF, in order (TIFF 6.0, section 2; BigTIFF is read by its layout).

    Raises DamagedFile when the chain loops, leaves the file or a strip lies beyond its end, TooLarge past `limit`
    directories.
    """
    try:
        return _walk(data, limit)
    except struct.error as error:
        raise DamagedFile("Its directory is cut off.") from error


def _walk(data: bytes, limit: int) -> list[dict[int, tuple[int, ...]]]:
    order = "<" if data[:2] == b"II" else ">"
    big = struct.unpack_from(order + "H", data, 2)[0] == 43
    word, count, entry = ("Q", "Q", 20) if big else ("I", "H", 12)
    offset = struct.unpack_from(order + word, data, 8 if big else 4)[0]
    found: list[dict[int, tuple[int, ...]]] = []
    seen: set[int] = set()
    while offset:
        if offset in seen or offset >= len(data):
            raise DamagedFile("Its directory chain is broken.")
        seen.add(offset)
        if len(found) >= limit:
            raise TooLarge(f"It has more than {limit} pages.")
        (entries,) = struct.unpack_from(order + count, data, offset)
        start = offset + struct.calcsize(order + count)
        if start + entries * entry > len(data):
            raise DamagedFile("Its directory is cut off.")
        tags = dict(_tag(data, order, start + index * entry, big) for index in range(min(entries, 512)))
        _check_extents(tags, len(data))
        found.append(tags)
        (offset,) = struct.unpack_from(order + word, data, start + entries * entry)
    if not found:
        raise DamagedFile("It holds no page.")
    return found


def _tag(data: bytes, order: str, at: int, big: bool) -> tuple[int, tuple[int, ...]]:
    tag, kind = struct.unpack_from(order + "HH", data, at)
    (number,) = struct.unpack_from(order + ("Q" if big else "I"), data, at + 4)
    letter = {1: "B", 3: "H", 4: "I", 16: "Q"}.get(kind)
    if letter is None or number > 1_000_000:
        return tag, ()
    form = f"{order}{number}{letter}"
    where = at + (12 if big else 8)
    if struct.calcsize(form) > (8 if big else 4):
        (where,) = struct.unpack_from(order + ("Q" if big else "I"), data, where)
    return tag, struct.unpack_from(form, data, where)


def _check_extents(tags: dict[int, tuple[int, ...]], size: int) -> None:
    """Strips (273, 279) and tiles (324, 325) lie within the file."""
    for starts, lengths in ((273, 279), (324, 325)):
        for start, length in zip(tags.get(starts, ()), tags.get(lengths, ())):
            if start + length > size:
                raise DamagedFile("A page is cut off.")
