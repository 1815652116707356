"""One suite over both Readers: every format, both page turns, bad files with their reasons, searchable PDFs."""

from __future__ import annotations

import io
import os
import struct
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from pipeline.adapters.reading import InProcessReader, WorkerReader
from pipeline.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    NotAFile,
    TooLarge,
    UnreadableFile,
    UnsupportedFormat,
    VanishedFile,
)
from pipeline.imaging.options import ReadingOptions
from pipeline.records import Reading

LINES = ("Patient: Maria Quintero", "Birth date 04/17/1962", "Accession 883-22-190", "Ordering provider Luis Ortega")
OPTIONS = ReadingOptions(second_engine=False, max_pages=20, max_pixels=30_000_000)


@pytest.fixture(scope="module", params=["in process", "in a worker"])
def reader(request):
    made = InProcessReader(OPTIONS) if request.param == "in process" else WorkerReader(OPTIONS, workers=1)
    yield made
    made.close()


def page(lines=LINES, size=(1240, 900)) -> Image.Image:
    image = Image.new("L", size, 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=44)
    for row, line in enumerate(lines):
        pen.text((80, 100 + 120 * row), line, fill=0, font=font)
    return image


def fax(lines=LINES, number=1) -> Image.Image:
    wide = page(lines, (1728, 1100))
    return wide.resize((1728, 550)).point(lambda tone: 255 if tone > 128 else 0).convert("1")


def drawn_pdf(path: Path, lines=LINES, rotate=0, encrypt="") -> Path:
    canvas = Canvas(str(path), pagesize=letter, encrypt=encrypt or None)
    canvas.setFont("Helvetica", 14)
    for row, line in enumerate(lines):
        canvas.drawString(72, 700 - 30 * row, line)
    canvas.line(72, 400, 400, 400)
    canvas.showPage()
    canvas.save()
    if rotate:
        with pikepdf.open(path, allow_overwriting_input=True) as document:
            document.pages[0].rotate(rotate, relative=False)
            document.save(path)
    return path


def squeezed(reading: Reading, number: int = 1) -> str:
    return reading.pages[number - 1].text().replace(" ", "").replace("\n", "")


def has_all(reading: Reading, number: int = 1) -> bool:
    text = squeezed(reading, number)
    return all(line.replace(" ", "") in text for line in LINES)


def box_of(reading: Reading, text: str):
    return next(word.box for word in reading.pages[0].words if text in word.text)


@pytest.mark.parametrize(
    ("name", "options", "media_type"),
    [
        ("a.png", {}, "image/png"),
        ("a.jpg", {"quality": 85}, "image/jpeg"),
        ("a.bmp", {}, "image/bmp"),
        ("a.gif", {}, "image/gif"),
        ("a.webp", {"lossless": True}, "image/webp"),
        ("a.tif", {"compression": "tiff_lzw"}, "image/tiff"),
        ("b.tif", {"compression": "jpeg"}, "image/tiff"),
        ("wrong.pdf", {"format": "PNG"}, "image/png"),
    ],
)
def test_images_of_every_format(reader, tmp_path, name, options, media_type):
    path = tmp_path / name
    page().save(path, dpi=(150, 150), **options)
    reading = reader.read(path)
    assert reading.media_type == media_type
    assert has_all(reading)
    assert (reading.pages[0].width, reading.pages[0].height) == (1240, 900)
    assert reading.pages[0].steps[-1] == "tesserocr"


def test_heic(reader, tmp_path):
    pillow_heif = pytest.importorskip("pillow_heif")
    path = tmp_path / "a.heic"
    pillow_heif.from_pillow(page().convert("RGB")).save(str(path), quality=90)
    reading = reader.read(path)
    assert reading.media_type == "image/heic"
    assert has_all(reading)


@pytest.mark.parametrize("coding", ["group3", "group4"])
def test_a_fax_of_two_pages_has_square_pixels(reader, tmp_path, coding):
    path = tmp_path / "fax.tif"
    first, second = fax(), fax(("Second page", *LINES))
    first.save(path, save_all=True, append_images=[second], compression=coding, dpi=(204, 98))
    reading = reader.read(path)
    assert [each.number for each in reading.pages] == [1, 2]
    assert {each.kind for each in reading.pages} == {"standard_fax"}
    assert reading.pages[0].width == 1728
    assert reading.pages[0].height == round(550 * 204 / 98)
    assert has_all(reading, 1)
    assert "Secondpage" in squeezed(reading, 2)


SHEETS = ("First", "Second", "Third")


def sheets_of(folder: Path, kind: str) -> Path:
    """A file of three pages, each with its number on it."""
    path = folder / f"three.{kind}"
    if kind == "tif":
        first, *others = (fax((name, *LINES)) for name in SHEETS)
        first.save(path, save_all=True, append_images=others, compression="group4", dpi=(204, 98))
        return path
    canvas = Canvas(str(path), pagesize=letter)
    for name in SHEETS:
        for row, line in enumerate((name, *LINES)):
            canvas.drawString(72, 700 - 30 * row, line)
        canvas.showPage()
    canvas.save()
    return path


@pytest.mark.parametrize("kind", ["tif", "pdf"])
def test_a_range_of_pages_reads_as_it_does_in_the_whole_file(reader, tmp_path, kind):
    path = sheets_of(tmp_path, kind)
    assert reader.count(path) == 3
    whole = reader.read(path).pages
    assert [name in each.text() for name, each in zip(SHEETS, whole)] == [True] * 3
    for first, last in ((1, 1), (2, 3), (3, 0)):
        some = reader.read(path, first, last).pages
        assert [(each.number, each.words) for each in some] == [
            (each.number, each.words) for each in whole[first - 1 : last or None]
        ]
    for first, last in ((4, 4), (2, 9), (3, 2)):
        with pytest.raises(DamagedFile):
            reader.read(path, first, last)


def test_a_picture_has_one_page(reader, tmp_path):
    path = tmp_path / "one.png"
    page().save(path, dpi=(150, 150))
    assert reader.count(path) == 1


@pytest.mark.parametrize("stored", [90, 180, 270])
def test_a_page_that_lies_is_turned_upright(reader, tmp_path, stored):
    path = tmp_path / "turned.png"
    page().rotate(stored, expand=True).save(path, dpi=(150, 150))  # counter-clockwise
    reading = reader.read(path)
    assert reading.pages[0].rotation == stored
    assert (reading.pages[0].width, reading.pages[0].height) == (1240, 900)
    assert has_all(reading)
    assert box_of(reading, "Quintero").top < 200


def test_exif_turns_are_followed(reader, tmp_path):
    path = tmp_path / "exif.jpg"
    exif = Image.Exif()
    exif[274] = 6
    page().rotate(90, expand=True).save(path, exif=exif, dpi=(150, 150), quality=90)
    reading = reader.read(path)
    assert has_all(reading)
    assert (reading.pages[0].width, reading.pages[0].rotation) == (1240, 0)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_born_digital_pages_are_not_recognised_but_read(reader, tmp_path, rotate):
    reading = reader.read(drawn_pdf(tmp_path / "d.pdf", rotate=rotate))
    (only,) = reading.pages
    assert only.kind == "born_digital"
    assert only.steps == ("text-layer",)
    assert set(squeezed(reading)) >= set("Quintero")
    if rotate == 0:
        assert has_all(reading)
        assert (only.width, only.height) == (1700, 2200)
        assert abs(box_of(reading, "Quintero").bottom - (792 - 700) * 200 / 72) < 12
        assert len(only.rules) == 1


def test_text_struck_twice_for_boldness_is_read_once(reader, tmp_path):
    path = tmp_path / "bold.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    for shift in (0, 0.3):
        for row, line in enumerate(LINES):
            canvas.drawString(72 + shift, 700 - 30 * row, line)
    canvas.save()
    assert squeezed(reader.read(path)) == "".join(LINES).replace(" ", "")


def test_text_struck_twice_in_faces_of_other_heights_is_read_once(reader, tmp_path):
    path = tmp_path / "overprint.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    for face, lift in (("Courier", 0), ("Courier-Bold", 2.4)):
        canvas.setFont(face, 12)
        for row, line in enumerate(LINES):
            canvas.drawString(72, 700 - 30 * row + lift, line)
    canvas.save()
    assert squeezed(reader.read(path)) == "".join(LINES).replace(" ", "")


def test_mixed_pdf_page_by_page(reader, tmp_path):
    path = tmp_path / "mixed.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    for row, line in enumerate(LINES):
        canvas.drawString(72, 700 - 30 * row, line)
    canvas.showPage()
    held = io.BytesIO()
    page(size=(1700, 2200)).save(held, "PNG")
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(held), 0, 0, 612, 792)
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    reading = reader.read(path)
    assert [each.kind for each in reading.pages] == ["born_digital", "scan", "blank"]
    assert has_all(reading, 2)
    assert reading.pages[1].width == 1700


def test_a_hidden_text_layer_over_a_scan_is_not_believed(reader, tmp_path):
    path = tmp_path / "ocr.pdf"
    canvas = Canvas(str(path), pagesize=letter)
    held = io.BytesIO()
    page(size=(1700, 2200)).save(held, "PNG")
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(held), 0, 0, 612, 792)
    text = canvas.beginText(72, 700)
    text.setTextRenderMode(3)
    text.textLine("somebody else read this page badly indeed")
    canvas.drawText(text)
    canvas.save()
    reading = reader.read(path)
    assert reading.pages[0].kind == "scan"
    assert has_all(reading)
    assert "somebody" not in squeezed(reading)


def test_searchable_pdf_keeps_the_fax_image_and_places_its_words(reader, tmp_path):
    path, out = tmp_path / "fax.tif", tmp_path / "fax.pdf"
    fax().save(path, save_all=True, append_images=[fax(("Another", *LINES))], compression="group4", dpi=(204, 98))
    reading = reader.read(path)
    reader.searchable(path, reading.pages[1:], out)
    with pikepdf.open(out) as document:
        (sheet,) = document.pages
        images = sheet.get_images().values()  # one for each strip of the TIFF
        assert {str(image.Filter) for image in images} == {"/CCITTFaxDecode"}
        assert sum(int(image.Height) for image in images) == 550
    assert_words_are_at_their_boxes(out, reading.pages[1])
    assert out.stat().st_size < path.stat().st_size + 4000


@pytest.mark.parametrize("stored", [0, 90, 180, 270])
def test_searchable_pdf_of_a_turned_jpeg_keeps_its_bytes(reader, tmp_path, stored):
    path, out = tmp_path / "photo.jpg", tmp_path / "photo.pdf"
    page().rotate(stored, expand=True).save(path, dpi=(150, 150), quality=85)
    reading = reader.read(path)
    reader.searchable(path, reading.pages, out)
    with pikepdf.open(out) as document:
        (image,) = document.pages[0].get_images().values()
        assert image.read_raw_bytes() == path.read_bytes()
    assert_words_are_at_their_boxes(out, reading.pages[0])
    assert_same_picture(out, page())


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_searchable_pdf_of_a_scanned_pdf(reader, tmp_path, rotate):
    path, out = tmp_path / "scan.pdf", tmp_path / "out.pdf"
    page(size=(1700, 2200)).save(path, "PDF", resolution=200)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages[0].rotate(rotate, relative=False)
        document.save(path)
    reading = reader.read(path)
    assert has_all(reading)
    reader.searchable(path, reading.pages, out)
    assert_words_are_at_their_boxes(out, reading.pages[0])
    assert_same_picture(out, page(size=(1700, 2200)))


def assert_words_are_at_their_boxes(path: Path, page) -> None:
    document = pypdfium2.PdfDocument(path)
    sheet = document[0]
    scale = sheet.get_width() / page.width
    assert sheet.get_height() == pytest.approx(page.height * scale, rel=0.01)
    rotation = sheet.get_rotation()
    sheet.set_rotation(0)
    wide, high = sheet.get_size()
    text = sheet.get_textpage()
    for word in page.words:
        box = [value * scale for value in word.box.as_list()]
        left, top, right, bottom = unturned(box, wide, high, rotation)
        got = text.get_text_bounded(left=left - 2, bottom=high - bottom - 2, right=right + 2, top=high - top + 2)
        assert word.text[:4] in got
    text.close()
    document.close()


def unturned(box, wide, high, rotation):
    left, top, right, bottom = box
    if rotation == 90:
        return top, high - right, bottom, high - left
    if rotation == 180:
        return wide - right, high - bottom, wide - left, high - top
    if rotation == 270:
        return wide - bottom, left, wide - top, right
    return left, top, right, bottom


def assert_same_picture(path: Path, image: Image.Image) -> None:
    document = pypdfium2.PdfDocument(path)
    shown = document[0].render(scale=image.width / document[0].get_width(), grayscale=True).to_numpy()
    document.close()
    small = np.asarray(Image.fromarray(np.array(shown).squeeze()).resize((124, 90)), dtype=float)
    assert np.abs(small - np.asarray(image.resize((124, 90)), dtype=float)).mean() < 4


def test_the_viewer_picture_is_the_upright_page(reader, tmp_path):
    path, out, small = tmp_path / "turned.png", tmp_path / "view.png", tmp_path / "small.png"
    page().rotate(90, expand=True).save(path, dpi=(150, 150))
    reading = reader.read(path)
    reader.picture(path, reading.pages[0], out, small)
    assert (np.asarray(Image.open(out)) == np.asarray(page())).all()
    with Image.open(small) as made:
        width, height = made.size
    assert (width == 156 or height == 202) and width / height == pytest.approx(page().width / page().height, rel=0.02)


# --- bad input -------------------------------------------------------------------------------------------------------


def tiff_header(width: int, height: int, pages: int = 1) -> bytes:
    """A TIFF that claims much and holds nothing."""
    data = bytearray(b"II*\0" + struct.pack("<I", 8))
    for number in range(pages):
        at = len(data)
        tags = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 1), (259, 3, 1, 4), (262, 3, 1, 0)]
        data += struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags)
        data += struct.pack("<I", at + 2 + 12 * len(tags) + 4 if number + 1 < pages else 0)
    return bytes(data)


def png_header(width: int, height: int) -> bytes:
    import zlib

    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    end = struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body)) + end


def many_pages(count: int, box: str = "0 0 612 792") -> bytes:
    with pikepdf.new() as document:
        for _ in range(count):
            document.add_blank_page()
            document.pages[-1].MediaBox = pikepdf.Array([float(each) for each in box.split()])
        held = io.BytesIO()
        document.save(held)
    return held.getvalue()


def half_of(image_format: str, **options) -> bytes:
    held = io.BytesIO()
    page().save(held, image_format, **options)
    return held.getvalue()[: len(held.getvalue()) // 2]


BAD = {
    "empty.pdf": (b"", EmptyFile),
    "text.pdf": (b"this is no document at all\n" * 50, UnsupportedFormat),
    "zip.pdf": (b"PK\x03\x04" + b"\0" * 200, UnsupportedFormat),
    "cut.pdf": (b"%PDF-1.7\n" + b"1 0 obj <<>> endobj\n" * 20, DamagedFile),
    "rubbish.pdf": (b"%PDF-1.7\n" + b"\xff" * 500 + b"\nstartxref\n0\n%%EOF\n", DamagedFile),
    "pages.pdf": (many_pages(21), TooLarge),
    "huge.pdf": (many_pages(1, "0 0 100000 100000"), UnreadableFile),
    "cut.png": (half_of("PNG"), DamagedFile),
    "cut.jpg": (half_of("JPEG"), DamagedFile),
    "cut.tif": (half_of("TIFF", compression="tiff_lzw"), DamagedFile),
    "cut.gif": (b"GIF89a\x10\x00", DamagedFile),
    "cut.webp": (b"RIFF\x10\0\0\0WEBPVP8 ", DamagedFile),
    "cut.bmp": (b"BM\x10\x00", DamagedFile),
    "cut.heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", DamagedFile),
    "huge.tif": (tiff_header(100_000, 100_000), TooLarge),
    "pages.tif": (tiff_header(100, 100, pages=10_000), TooLarge),
    "huge.png": (png_header(100_000, 100_000), TooLarge),
    "nosize.tif": (tiff_header(0, 0), DamagedFile),
    "loop.tif": (b"II*\0\x08\0\0\0\0\0\x08\0\0\0", DamagedFile),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_have_their_reason(reader, tmp_path, name):
    data, error = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error):
        reader.read(path)
    assert path.read_bytes() == data


def test_an_encrypted_pdf_says_so(reader, tmp_path):
    with pytest.raises(EncryptedFile):
        reader.read(drawn_pdf(tmp_path / "locked.pdf", encrypt="secret"))


def test_what_is_no_file(reader, tmp_path):
    target = tmp_path / "a.png"
    page().save(target)
    link = tmp_path / "link.png"
    link.symlink_to(target)
    fifo = tmp_path / "pipe.pdf"
    os.mkfifo(fifo)
    for path in (link, tmp_path, fifo):
        with pytest.raises(NotAFile):
            reader.read(path)
    with pytest.raises(VanishedFile):
        reader.read(tmp_path / "gone.pdf")


def test_names_of_any_bytes(reader, tmp_path):
    path = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9 \n.png"))
    page().save(path, dpi=(150, 150))
    assert has_all(reader.read(path))
