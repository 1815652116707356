"""The searchable PDF: pages as they came, their images untouched, under an invisible layer of the words read.

A PDF's own pages are kept and the layer is added beneath nothing else; an image's coded stream (G4, JPEG) is carried
over as it is where PDF can hold it, and the result is PDF/A-2b. Pages already born digital need no layer.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from PIL import Image, ImageOps

from pipeline.errors import DamagedFile, EncryptedFile
from pipeline.imaging import archival, raster, sniff, tiffstrip
from pipeline.imaging.options import ReadingOptions
from pipeline.records import Page, Word

_POINTS = 72.0
_ASCENT, _DESCENT = 0.718, 0.207  # Helvetica, Adobe Font Metrics
_FONT = "/ChartdropText"


class _Part(NamedTuple):
    """One picture object and how many rows of the whole image it holds."""

    picture: Any
    rows: int


def searchable(path: Path, pages: Sequence[Page], out: Path, options: ReadingOptions) -> None:
    """Write to `out` a PDF of `pages` (as read from `path`, in this order). Raises UnreadableFile's classes."""
    kind = sniff.sniff(path, options)
    try:
        if kind == "application/pdf":
            _from_pdf(path, pages, out)
        else:
            _from_image(path, kind, pages, out, options)
    except pikepdf.PasswordError as error:
        raise EncryptedFile from error
    except (pikepdf.PdfError, OSError, ValueError, RuntimeError) as error:
        raise DamagedFile("Its pages cannot be carried over.") from error


def _from_pdf(path: Path, pages: Sequence[Page], out: Path) -> None:
    with pikepdf.open(path) as source, pikepdf.new() as target:
        for page in pages:
            target.pages.append(source.pages[page.number - 1])
            sheet = target.pages[-1]
            if page.kind != "born_digital":
                _overlay(target, sheet, page)
            if page.rotation:
                sheet.rotate(page.rotation, relative=True)
        archival.tag_source(target, path)
        archival.save(target, out)


def _overlay(target: Any, sheet: Any, page: Page) -> None:
    """Add the layer over a PDF's own page: from the viewer's pixels to the page's user space, its turns undone."""
    left, bottom, right, top = (float(edge) for edge in sheet.cropbox)
    wide, high = right - left, top - bottom
    turn = (int(sheet.obj.get("/Rotate", 0)) + page.rotation) % 360
    shown = (high, wide) if turn in (90, 270) else (wide, high)
    x, y = shown[0] / page.width, shown[1] / page.height
    frame = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }[turn]
    layer = _text_layer(page, x, y, frame)
    sheet.contents_add(pikepdf.Stream(target, b"q\n"), prepend=True)
    sheet.contents_add(pikepdf.Stream(target, b"\nQ\n" + layer))
    sheet.add_resource(_font(target), pikepdf.Name.Font, pikepdf.Name(_FONT))


def _from_image(path: Path, kind: str, pages: Sequence[Page], out: Path, options: ReadingOptions) -> None:
    with pikepdf.new() as target, raster.opened(path, kind) as image:
        for page in pages:
            if kind == "image/tiff":
                image.seek(page.number - 1)
            raster.check_size(*image.size, options)
            pictures, turn = _pictures(target, path, kind, image, page.number)
            _sheet(target, page, pictures, turn)
        archival.tag_source(target, path)
        archival.claim(target)
        archival.save(target, out)


def _pictures(target: Any, path: Path, kind: str, image: Image.Image, number: int) -> tuple[list[_Part], int]:
    """The image as PDF objects, top down, coded as it was where PDF can hold that, and its EXIF turn clockwise."""
    said = image.getexif().get(274, 1)
    turn = {3: 180, 6: 90, 8: 270}.get(said, 0)
    if said in (2, 4, 5, 7):  # mirrored: no PDF matrix of ours; drawn anew
        image, turn = ImageOps.exif_transpose(image), 0
    elif kind == "image/jpeg" and image.mode in ("L", "RGB"):
        return [_Part(_stream(target, path.read_bytes(), image.size, image.mode, "/DCTDecode"), image.height)], turn
    elif kind == "image/tiff":
        strips = tiffstrip.fax_strips(path, number)
        if strips:
            return [_Part(_fax(target, strip, image.width), strip.rows) for strip in strips], turn
    if image.mode == "1":
        strips = tiffstrip.coded(image)
        return [_Part(_fax(target, strip, image.width), strip.rows) for strip in strips], turn
    if image.mode in ("P", "RGBA", "LA", "PA", "CMYK", "YCbCr"):
        over = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over).convert("RGB")
    elif image.mode not in ("L", "RGB"):
        image = Image.fromarray(raster.as_grey(image))
    packed = zlib.compress(image.tobytes(), 6)
    return [_Part(_stream(target, packed, image.size, image.mode, "/FlateDecode"), image.height)], turn


def _fax(target: Any, strip: tiffstrip.FaxStrip, width: int) -> Any:
    made = _stream(target, strip.data, (width, strip.rows), "1", "/CCITTFaxDecode")
    made.DecodeParms = pikepdf.Dictionary(K=strip.k, Columns=width, Rows=strip.rows, BlackIs1=strip.black_is_1)
    return made


def _stream(target: Any, data: bytes, size: tuple[int, int], mode: str, coding: str) -> Any:
    space = "/DeviceRGB" if mode == "RGB" else "/DeviceGray"
    return pikepdf.Stream(
        target,
        data,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=pikepdf.Name(space),
        BitsPerComponent=1 if mode == "1" else 8,
        Filter=pikepdf.Name(coding),
    )


def _sheet(target: Any, page: Page, pictures: list[_Part], stored_turn: int) -> None:
    """A new page of the viewer's size with the pictures turned upright under the layer."""
    scale = _POINTS / page.dpi
    wide, high = page.width * scale, page.height * scale
    turn = (stored_turn + page.rotation) % 360
    matrix = {
        0: (wide, 0, 0, high, 0, 0),
        90: (0, -high, wide, 0, 0, high),
        180: (-wide, 0, 0, -high, wide, high),
        270: (0, high, -wide, 0, wide, 0),
    }[turn]
    total = sum(part.rows for part in pictures)
    drawn, below = ["q " + _numbers(matrix) + " cm\n"], total
    for index, part in enumerate(pictures):
        below -= part.rows
        drawn.append(f"q 1 0 0 {part.rows / total:.8f} 0 {below / total:.8f} cm /Im{index} Do Q\n")
    drawn.append("Q\n")
    layer = _text_layer(page, scale, scale, (1, 0, 0, 1, 0, 0))
    images = {f"/Im{index}": target.make_indirect(part.picture) for index, part in enumerate(pictures)}
    body = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=pikepdf.Array([0, 0, round(wide, 3), round(high, 3)]),
        Resources=pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(images), Font=pikepdf.Dictionary({_FONT: _font(target)})
        ),
        Contents=pikepdf.Stream(target, "".join(drawn).encode() + layer),
    )
    target.pages.append(pikepdf.Page(target.make_indirect(body)))


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:.4f}" for value in values)


def _font(target: Any) -> Any:
    """Helvetica by name: never drawn, since the text is invisible."""
    return target.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )


def _text_layer(page: Page, x: float, y: float, frame: tuple[float, ...]) -> bytes:
    """Invisible words (render mode 3), each stretched over its own box; `x`, `y` are points per pixel."""
    placed = (_placed(word, page.height, x, y) for word in page.words)
    return f"q {_numbers(frame)} cm BT 3 Tr\n".encode() + b"".join(placed) + b"ET Q\n"


def _placed(word: Word, height: int, x: float, y: float) -> bytes:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    size = max(1.0, word.box.height * y / (_ASCENT + _DESCENT))
    text = word.text.encode("cp1252", "replace")
    natural = stringWidth(text.decode("cp1252", "replace"), "Helvetica", size) or 1.0
    stretch = min(1000.0, 100.0 * word.box.width * x / natural)
    left, base = word.box.left * x, (height - word.box.bottom) * y + size * _DESCENT
    literal = text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    place = f"{_FONT} {size:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {left:.2f} {base:.2f} Tm (".encode()
    return place + literal + b" ) Tj\n"
