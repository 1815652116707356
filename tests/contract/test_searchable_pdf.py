"""The searchable PDF: PDF/A-2b where we wrote all of it, tagged with its source's hash, small, the same each time.

The rules checked here are those of ISO 19005-2 that a document of ours could break; `qpdf --check` sees to the syntax.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageCms, ImageDraw, ImageFont

from pipeline.imaging.options import ReadingOptions
from pipeline.imaging.searchable import searchable
from pipeline.records import Box, Page, Word

OPTIONS = ReadingOptions()
ALLOWED_FILTERS = {"/CCITTFaxDecode", "/DCTDecode", "/FlateDecode"}


def picture(mode: str) -> Image.Image:
    image = Image.new("L", (1700, 2200), 255)
    pen = ImageDraw.Draw(image)
    for row in range(40):
        text = f"Patient: Maria Quintero (line {row}) 04/17/1962 \\ end"
        pen.text((90, 60 + 52 * row), text, fill=0, font=ImageFont.load_default(size=30))
    return image.convert(mode)


def stored(folder: Path, name: str) -> Path:
    path = folder / name
    match name:
        case "fax.tif":
            picture("L").resize((1728, 1078)).convert("1").save(path, compression="group4", dpi=(204, 98))
        case "lzw.tif":
            picture("RGB").save(path, compression="tiff_lzw", dpi=(200, 200))
        case "cmyk.jpg":
            picture("CMYK").save(path, dpi=(200, 200), quality=80)
        case "palette.png":
            picture("P").save(path, dpi=(200, 200))
        case "clear.png":
            picture("RGBA").save(path, dpi=(200, 200))
        case "deep.png":
            Image.fromarray(np.asarray(picture("L")).astype(np.uint16) * 257).save(path, dpi=(200, 200))
        case _:
            picture("L" if name == "grey.jpg" else "RGB").save(path, dpi=(200, 200), quality=80)
    return path


NAMES = ("fax.tif", "grey.jpg", "colour.jpg", "cmyk.jpg", "clear.png", "deep.png")


def page(path: Path) -> Page:
    """As it was read: forty lines of words, one a box."""
    with Image.open(path) as image:
        high = round(image.height * 204 / 98) if path.name == "fax.tif" else image.height
        wide, dpi = image.width, 204.0 if path.name == "fax.tif" else 200.0
    words = tuple(
        Word(text=text, box=Box(left=90 + 130 * at, top=60 + 52 * row, right=210 + 130 * at, bottom=95 + 52 * row))
        for row in range(40)
        for at, text in enumerate(("Patient:", "(Maria)", "Qu\\ntero", "04/17/1962", "línea", "✓"))
    )
    return Page(number=1, width=wide, height=high, dpi=dpi, kind="scan", words=words)


def made(folder: Path, path: Path, name: str = "out.pdf") -> Path:
    out = folder / name
    searchable(path, (page(path),), out, OPTIONS)
    return out


@pytest.mark.parametrize("name", NAMES)
def test_it_is_pdf_a_2b(tmp_path, name):
    out = made(tmp_path, stored(tmp_path, name))
    with pikepdf.open(out) as document:
        assert "/Info" not in document.trailer  # nothing that could gainsay the metadata
        assert_claims(document)
        assert_colours_are_meant(document)
        for sheet in document.pages:
            assert_objects_are_allowed(sheet)
            assert_no_letter_is_drawn(sheet)
        assert len(document.trailer.ID) == 2
        assert not {"/JavaScript", "/EmbeddedFiles"} & set(document.Root.get("/Names", {}))
    head = out.read_bytes()[:16]
    assert head.startswith(b"%PDF-1.7\n%")
    assert sum(byte > 127 for byte in head[10:14]) == 4


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("name", NAMES)
def test_qpdf_finds_nothing_wrong(tmp_path, name):
    out = made(tmp_path, stored(tmp_path, name))
    checked = subprocess.run(["qpdf", "--check", str(out)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "WARNING" not in checked.stderr


def assert_claims(document) -> None:
    with document.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"
    assert "/Filter" not in document.Root.Metadata  # 6.6.2.1 wants it readable without decoding


def assert_colours_are_meant(document) -> None:
    (intent,) = document.Root.OutputIntents
    assert intent.S == pikepdf.Name.GTS_PDFA1
    data = intent.DestOutputProfile.read_bytes()
    assert (data[8], data[12:16], data[16:20], data[36:40]) == (4, b"mntr", b"RGB ", b"acsp")
    assert data[9] <= 0x20
    profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
    assert "sRGB" in ImageCms.getProfileDescription(profile)
    assert int(intent.DestOutputProfile.N) == 3


def assert_objects_are_allowed(sheet) -> None:
    for image in sheet.get_images().values():
        assert str(image.Filter) in ALLOWED_FILTERS
        assert str(image.ColorSpace) in {"/DeviceGray", "/DeviceRGB"}
        assert not bool(image.get("/Interpolate", False))
        assert "/SMask" not in image
    assert all(3 <= float(side) <= 14_400 for side in sheet.mediabox[2:])


def assert_no_letter_is_drawn(sheet) -> None:
    """Fonts that are not embedded are used in text rendering mode 3 only."""
    mode, shown = 0, 0
    for operands, operator in pikepdf.parse_content_stream(sheet):
        if str(operator) == "Tr":
            mode = int(operands[0])
        if str(operator) in {"Tj", "TJ", "'", '"'}:
            assert mode == 3
            shown += 1
    assert shown == 240


@pytest.mark.parametrize("name", NAMES)
def test_it_names_the_bytes_it_was_made_of(tmp_path, name):
    path = stored(tmp_path, name)
    with pikepdf.open(made(tmp_path, path)) as document, document.open_metadata() as metadata:
        assert metadata["dc:source"] == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def test_a_scanned_pdf_names_its_source_and_claims_nothing(tmp_path):
    path = tmp_path / "scan.pdf"
    picture("L").save(path, "PDF", resolution=200)
    out = tmp_path / "out.pdf"
    words = page(stored(tmp_path, "grey.jpg")).words
    searchable(path, (Page(number=1, width=1700, height=2200, dpi=200.0, kind="scan", words=words),), out, OPTIONS)
    with pikepdf.open(out) as document, document.open_metadata() as metadata:
        assert metadata["dc:source"] == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        assert not metadata.pdfa_status


@pytest.mark.parametrize("name", ["fax.tif", "grey.jpg", "colour.jpg"])
def test_it_is_little_larger_than_its_picture(tmp_path, name):
    path = stored(tmp_path, name)
    out = made(tmp_path, path)
    assert out.stat().st_size < 1.2 * path.stat().st_size


@pytest.mark.parametrize("name", ["fax.tif", "colour.jpg", "deep.png"])
def test_the_same_page_gives_the_same_bytes(tmp_path, name):
    path = stored(tmp_path, name)
    assert made(tmp_path, path, "a.pdf").read_bytes() == made(tmp_path, path, "b.pdf").read_bytes()
