"""Small files that ask for much: the process stops at its limit, the reader goes on, the reason is clear."""

from __future__ import annotations

import zlib
from pathlib import Path

import pikepdf
import pytest

from pipeline.adapters.reading import WorkerReader
from pipeline.errors import QuarantineError, ReaderLimit
from pipeline.imaging.options import ReadingOptions

OPTIONS = ReadingOptions(second_engine=False, page_seconds=3, max_seconds=10, max_memory=400)


@pytest.fixture(scope="module")
def reader():
    made = WorkerReader(OPTIONS, workers=1)
    yield made
    made.close()


def form(document: pikepdf.Pdf, content: bytes, **resources: pikepdf.Object) -> pikepdf.Object:
    stream = pikepdf.Stream(document, content)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    stream.BBox = pikepdf.Array([0, 0, 612, 792])
    stream.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(resources))
    return document.make_indirect(stream)


def saved(document: pikepdf.Pdf, path: Path, content: bytes, **resources: pikepdf.Object) -> Path:
    document.add_blank_page()
    page = document.pages[0]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(resources))
    page.Contents = pikepdf.Stream(document, content)
    document.save(path)
    return path


def fan_out(path: Path) -> Path:
    """Each of 12 forms draws the next one ten times."""
    with pikepdf.new() as document:
        inner = form(document, b"0 0 10 10 re f")
        for _ in range(12):
            inner = form(document, b"/Next Do " * 10, **{"/Next": inner})
        return saved(document, path, b"/Next Do", **{"/Next": inner})


def nested_flate(path: Path) -> Path:
    """A few kilobytes that unpack to 600 MB."""
    press = zlib.compressobj(9)
    once = b"".join(press.compress(b"0 0 m " * 1_000_000) for _ in range(100)) + press.flush()
    with pikepdf.new() as document:
        packed = zlib.compress(once, 9)
        saved(document, path, b"")
        stream = pikepdf.Stream(document, packed)
        stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode] * 2)
        document.pages[0].Contents = document.make_indirect(stream)
        document.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return path


def test_forms_that_fan_out_run_into_the_clock(reader, tmp_path):
    with pytest.raises(ReaderLimit):
        reader.read(fan_out(tmp_path / "fan.pdf"))


@pytest.mark.slow
def test_a_stream_that_unpacks_to_600_mb_does_not_take_them(reader, tmp_path):
    path = nested_flate(tmp_path / "flate.pdf")
    assert path.stat().st_size < 100_000
    try:
        reader.read(path)
    except QuarantineError as error:
        assert error.says
    for pid in reader.processes():
        status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        assert int(status["VmHWM"].split()[0]) // 1024 < 600
