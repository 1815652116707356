"""Is the end that a format promises there? Whole files of every format, each of their cuts, and any bytes at all."""

from __future__ import annotations

import io
import os
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.intake import tiff
from pipeline.intake.complete import ends_well, in_use, is_litter, is_temporary
from pipeline.intake.hylafax import description

PDF = b"%PDF-1.4\n" + b"%" * 2000 + b"\n1 0 obj\n<<>>\nendobj\nxref\n0 1\nstartxref\n28\n%%EOF\n"


def look(data: bytes, ask: Callable[[int, int], object]) -> object:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return ask(file.fileno(), len(data))


def image(kind: str, **settings: object) -> bytes:
    out = io.BytesIO()
    mode = "1" if settings.get("compression") in ("group3", "group4") else "RGB"
    frames = [Image.frombytes("L", (90, 70), Random(n).randbytes(6300)).convert(mode) for n in range(3)]
    more = {"save_all": True, "append_images": frames[1:]} if kind in ("TIFF", "GIF") else {}
    frames[0].save(out, kind, **settings, **more)  # type: ignore[arg-type]
    return out.getvalue()


WHOLE = {
    "pdf": lambda: PDF,
    "g3": lambda: image("TIFF", compression="group3"),
    "g4": lambda: image("TIFF", compression="group4"),
    "lzw": lambda: image("TIFF", compression="tiff_lzw"),
    "big": lambda: image("TIFF", big_tiff=True),
    "jpeg": lambda: image("JPEG"),
    "progressive": lambda: image("JPEG", progressive=True),
    "png": lambda: image("PNG"),
    "gif": lambda: image("GIF"),
    "bmp": lambda: image("BMP"),
    "webp": lambda: image("WEBP"),
    "heic": lambda: struct.pack(">I", 16) + b"ftypheic\0\0\0\0" + struct.pack(">I", 4008) + b"mdat" + b"x" * 4000,
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_ends_well_and_a_cut_one_does_not(name: str) -> None:
    data = WHOLE[name]()
    assert look(data, ends_well) is True
    for share in (0.3, 0.6, 0.9, 0.99):
        assert look(data[: int(len(data) * share)], ends_well) is False, share


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04", b"\0" * 5000])
def test_an_unknown_format_promises_nothing(data: bytes) -> None:
    assert look(data, ends_well) is None


def test_the_thumbnail_s_end_is_not_the_picture_s() -> None:
    whole = image("JPEG")
    segment = b"\xff\xe1" + (2 + len(whole)).to_bytes(2) + whole
    assert look(whole[:2] + segment + whole[2:], ends_well) is True
    assert look(whole[:2] + segment + whole[2:-2], ends_well) is False


def test_the_first_part_of_a_linearized_pdf_is_not_the_whole() -> None:
    first = b"%PDF-1.5\n1 0 obj\n<</Linearized 1/L 99999>>\nendobj\nstartxref\n9\n%%EOF\n"
    assert look(first, ends_well) is False
    assert look(first.replace(b"99999", b"00050"), ends_well) is True


def test_a_tiff_whose_directories_overlap_costs_little() -> None:
    """20,000 directories that share one huge table would keep a reader busy for hours."""
    table = struct.pack("<H", 4000) + struct.pack("<HHII", 273, 4, 1 << 18, 8) * 4000
    data = b"II*\0" + struct.pack("<I", 8) + table + struct.pack("<I", 8)
    assert look(data, ends_well) is False


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([b"", b"II*\0", b"MM\0*", b"II+\0", b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a",
                     b"BM", b"RIFF\0\0\0\0WEBP", b"\0\0\0\1ftyp", b"%PDF-1.7 /Linearized /L "]),
    st.binary(max_size=400),
    st.sampled_from([b"", b"startxref\n%%EOF", b"\xff\xd9", b"startxref 9999999999999999999999 %%EOF"]),
)  # fmt: skip
def test_any_bytes_are_judged_without_an_error(head: bytes, body: bytes, tail: bytes) -> None:
    data = head + body + tail
    assert look(data, ends_well) in (True, False, None)
    assert isinstance(look(data, description), tuple)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_tiff_with_changed_bytes_is_judged_without_an_error(data: st.DataObject) -> None:
    raw = bytearray(image("TIFF", compression="group4"))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert look(bytes(raw), ends_well) in (True, False, None)


@given(st.binary(max_size=200))
def test_a_skeleton_raises_nothing_but_cut(body: bytes) -> None:
    def walk(fd: int, size: int) -> None:
        try:
            skeleton = tiff.Skeleton(fd, size)
            for page in skeleton.directories():
                for tag in page.tags:
                    skeleton.values(page, tag)
                    skeleton.text(page, tag)
        except tiff.Cut:
            pass

    look(b"II*\0\x08\0\0\0" + body, walk)


def test_temporary_and_system_names() -> None:
    assert all(map(is_temporary, ("a.TMP", "a.part", "~$x.doc", "x~", "a.pdf.crdownload")))
    assert not any(map(is_temporary, ("a.pdf", "tmp", "part.tif", "a.tmp.pdf")))
    assert all(map(is_litter, (".a", "Thumbs.db", "lost+found"))) and not is_litter("a.b")


def test_a_writer_a_lock_and_a_record_lock_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"x")
    fd = os.open(path, os.O_RDONLY)
    try:
        assert not in_use(fd)
        with path.open("ab"):
            if not in_use(fd):
                pytest.skip("no leases here")
        assert not in_use(fd)
    finally:
        os.close(fd)


def test_another_process_s_record_lock_is_noticed(tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / "f"
    path.write_bytes(b"x")
    script = (
        "import fcntl, sys\nf = open(sys.argv[1], 'r+b')\nfcntl.lockf(f, fcntl.LOCK_EX)\n"
        "print('on', flush=True)\nsys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout and holder.stdin and holder.stdout.readline() == b"on\n"
        fd = os.open(path, os.O_RDONLY)
        from pipeline.intake.complete import _is_record_locked

        assert _is_record_locked(fd) and in_use(fd)
        holder.stdin.close()
        holder.wait()
        assert not in_use(fd)
        os.close(fd)
