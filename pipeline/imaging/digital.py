"""PDF pages: text layer where it can be trusted, else the page's picture at its own resolution."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.errors import DamagedFile, EncryptedFile, TooLarge
from pipeline.imaging.lines import in_lines
from pipeline.imaging.options import ReadingOptions
from pipeline.imaging.raster import WHOLE, Grey, RawPage, Span, check_size, jpeg_as_grey
from pipeline.records import Box, Word

VIEWER_DPI = 200.0
_POINTS = 72.0
_FEW_LETTERS = 12
_ASKED = 60  # words of a layer that are looked for in the ink
_SHORT = 100  # letters: below this a page may be a picture or drawn lines with a stamp of text on it
_INVISIBLE = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


def pages(path: Path, options: ReadingOptions, span: Span = WHOLE) -> Iterator[RawPage]:
    """The pages of `span` of a PDF. Raises EncryptedFile, DamagedFile or TooLarge."""
    document = open_document(path)
    try:
        for index in span.indices(_counted(document, options)):
            yield _page(document, index, options)
    finally:
        document.close()


def count(path: Path, options: ReadingOptions) -> int:
    """How many pages a PDF has. Raises as `pages`."""
    document = open_document(path)
    try:
        return _counted(document, options)
    finally:
        document.close()


def _counted(document: Any, options: ReadingOptions) -> int:
    found = len(document)
    if found < 1:
        raise DamagedFile("It holds no page.")
    if found > options.max_pages:
        raise TooLarge(f"It has {found} pages; the limit is {options.max_pages}.")
    return found


def open_document(path: Path) -> Any:
    """The PDF at `path`, forms initialised so that filled-in values are seen. Raises EncryptedFile or DamagedFile."""
    try:
        document = pypdfium2.PdfDocument(path)
        if document.get_formtype() != pdfium.FORMTYPE_NONE:
            document.init_forms()
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedFile from error
        raise DamagedFile from error
    return document


def _page(document: Any, index: int, options: ReadingOptions) -> RawPage:
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise DamagedFile(f"Page {index + 1} cannot be opened.") from error
    try:
        width, height = page.get_size()
        picture = _picture(page, width * height)
        words = _layer(page, picture is not None)
        dpi = VIEWER_DPI if words is not None or picture is None else picture[0]
        dpi = min(dpi, 3.0e6 / max(width, height, 1.0))
        check_size(round(width * dpi / _POINTS), round(height * dpi / _POINTS), options)
        scan = _whole_scan(page, (width, height), options) if words is None and picture is not None else None
        grey, dpi = scan or (_render(page, dpi), dpi)
        if words is not None:
            scaled = _scaled(words, dpi / _POINTS, grey.shape[1], grey.shape[0])
            if _explains(scaled, grey, picture is not None):
                return RawPage(number=index + 1, grey=grey, dpi=dpi, stored_dpi=(dpi, dpi), words=in_lines(scaled))
        stored = picture[1] if picture else (dpi, dpi)
        return RawPage(number=index + 1, grey=grey, dpi=dpi, stored_dpi=stored, bilevel=bool(picture and picture[2]))
    finally:
        page.close()


def _render(page: Any, dpi: float) -> Grey:
    try:
        bitmap = page.render(scale=dpi / _POINTS, grayscale=True, may_draw_forms=True)
        pixels = np.array(bitmap.to_numpy(), dtype=np.uint8)
        bitmap.close()
    except (pypdfium2.PdfiumError, MemoryError) as error:
        raise DamagedFile("A page cannot be drawn.") from error
    return pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def _whole_scan(page: Any, size: tuple[float, float], options: ReadingOptions) -> tuple[Grey, float] | None:
    """The page's one JPEG, where it alone is what the page shows: drawing it costs three times its decoding.

    `size` is the page's, in points. None where anything else is drawn, or the picture is turned, cut or recoloured.
    """
    items = list(page.get_objects(max_depth=1))
    pictures = [item for item in items if item.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    if len(pictures) != 1 or page.get_rotation() or pdfium.FPDFPage_GetAnnotCount(page.raw):
        return None
    if any(item is not pictures[0] and not _is_hidden(item) for item in items):
        return None
    picture, matrix = pictures[0], pictures[0].get_matrix()
    left, bottom, _, _ = page.get_bbox()
    off = (matrix.a - size[0], matrix.d - size[1], matrix.b, matrix.c, matrix.e - left, matrix.f - bottom)
    if (
        max(map(abs, off)) > 1.5
        or picture.get_filters() != ["DCTDecode"]
        or pdfium.FPDFPageObj_HasTransparency(picture)
    ):
        return None
    grey = jpeg_as_grey(bytes(picture.get_data()), options)
    across, down = (0.0, 1.0) if grey is None else (grey.shape[1] / size[0], grey.shape[0] / size[1])
    return (grey, across * _POINTS) if grey is not None and abs(across / down - 1) < 0.01 else None


def _is_hidden(item: Any) -> bool:
    """Whether an object is a letter of an invisible layer."""
    return bool(item.type == pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFTextObj_GetTextRenderMode(item.raw) == _INVISIBLE)


def _picture(page: Any, area: float) -> tuple[float, tuple[float, float], bool] | None:
    """When pictures cover most of the page: its resolution, that across and down, and whether it is black and white."""
    covered, best = 0.0, None
    if not _holds_pictures(page):
        return None
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        size = max(0.0, right - left) * max(0.0, top - bottom)
        covered += size
        if size > 0 and (best is None or size > best[0]):
            best = (size, item, right - left, top - bottom)
    if best is None or covered < 0.5 * area:
        return None
    _, item, wide, high = best
    columns, rows = item.get_px_size()
    matrix = item.get_matrix()
    if abs(matrix.b) > abs(matrix.a):  # drawn sideways
        columns, rows = rows, columns
    across, down = columns * _POINTS / max(wide, 1.0), rows * _POINTS / max(high, 1.0)
    turned = page.get_rotation() in (90, 270)
    stored = (down, across) if turned else (across, down)
    bits = item.get_metadata().bits_per_pixel
    return min(max(across, down, 72.0), 600.0), stored, bits == 1


def _holds_pictures(page: Any) -> bool:
    """Whether a picture, or a form that may hold one, is on the page: most pages are letters and lines only."""
    kinds = (
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, index))
        for index in range(pdfium.FPDFPage_CountObjects(page.raw))
    )
    return any(kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) for kind in kinds)


def _layer(page: Any, over_picture: bool) -> list[tuple[str, float, float, float, float]] | None:
    """Words of the text layer with boxes in points of the shown page; None when few or hidden."""
    if page.formenv is not None and pdfium.FPDFPage_GetAnnotCount(page.raw):
        page.flatten()
    text = page.get_textpage()
    try:
        count = text.count_chars()
        if count < (_FEW_LETTERS if over_picture else 1) or count > 200_000:
            return None
        if over_picture and _hidden(text, count):
            return None
        return _words(page, text, count)
    finally:
        text.close()


def _hidden(text: Any, count: int) -> bool:
    """Whether most of a sample of letters is drawn invisibly, as OCR layers over scans are."""
    sample = range(0, count, max(1, count // 40))
    modes = []
    for index in sample:
        item = pdfium.FPDFText_GetTextObject(text.raw, index)
        if item:
            modes.append(pdfium.FPDFTextObj_GetTextRenderMode(item))
    return not modes or modes.count(_INVISIBLE) > len(modes) / 2


_Letter = tuple[str, float, float, float, float]


def _words(page: Any, text: Any, count: int) -> list[_Letter]:
    """Words with boxes in points of the shown page; letters struck twice are taken once."""
    letters = list(_letters(page, text, count))
    shown = [each for each in letters if each]
    if len({(each[0], each[1] // 3, (each[2] + each[4]) // 8) for each in shown}) < 0.99 * len(shown):
        letters = _struck_once(letters)
    found: list[_Letter] = []
    word: _Letter | None = None
    for each in letters:
        if word and each and _continues(word, each):
            word = (
                word[0] + each[0],
                min(word[1], each[1]),
                min(word[2], each[2]),
                max(word[3], each[3]),
                max(word[4], each[4]),
            )
            continue
        if word:
            found.append(word)
        word = each
    return [*found, word] if word else found


def _letters(page: Any, text: Any, count: int) -> Iterator[_Letter | None]:
    """Printed letters with their boxes in the order of the text layer; None where a word ends."""
    turn, raw = _turn(page), text.raw
    rectangle = pdfium.FS_RECTF()
    reference = ctypes.byref(rectangle)
    code_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    for index in range(count):
        code = code_of(raw, index)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if letter != " " and letter.isprintable() and not letter.isspace() and box_of(raw, index, reference):
            yield letter, *turn(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        else:
            yield None


def _continues(word: _Letter, letter: _Letter) -> bool:
    """Whether a letter stands right behind the word so far, on its line."""
    _, left, top, _, bottom = letter
    near = left - word[3] <= 0.5 * (bottom - top) and left >= word[1] - 1
    return near and top <= word[4] and bottom >= word[2]


def _struck_once(letters: list[_Letter | None]) -> list[_Letter | None]:
    seen: dict[tuple[int, int, int], tuple[float, float]] = {}
    return [
        each
        for each in letters
        if each is None or not _struck_before(seen, ord(each[0]), each[1], _middle(each), each[4] - each[2])
    ]


def _middle(letter: _Letter) -> float:
    """Half way down a letter, in points: where two strikes agree though their faces differ in ascent."""
    return (letter[2] + letter[4]) / 2


def _struck_before(
    seen: dict[tuple[int, int, int], tuple[float, float]], code: int, left: float, middle: float, height: float
) -> bool:
    """Whether the same letter already stands here: programs print text twice, a hair apart, to make it bold."""
    reach = max(0.15 * height, 0.1)
    column, row = int(left // 2), int(middle // 4)
    for cell in ((code, column + x, row + y) for x in (0, -1, 1) for y in (0, -1, 1)):
        before = seen.get(cell)
        if before and abs(before[0] - left) < reach and abs(before[1] - middle) < max(0.25 * height, 0.1):
            return True
    seen[code, column, row] = (left, middle)
    return False


def _turn(page: Any) -> Any:
    """Maps a rectangle of user space (points, y upwards) to the page as shown (points, y downwards)."""
    left, bottom, right, top = page.get_bbox()
    rotation = page.get_rotation()

    def mapped(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        if rotation == 90:
            return y0 - bottom, x0 - left, y1 - bottom, x1 - left
        if rotation == 180:
            return right - x1, y0 - bottom, right - x0, y1 - bottom
        if rotation == 270:
            return top - y1, right - x1, top - y0, right - x0
        return x0 - left, top - y1, x1 - left, top - y0

    return mapped


def _scaled(
    words: list[tuple[str, float, float, float, float]], scale: float, width: int, height: int
) -> tuple[Word, ...]:
    """Words in pixels; those off the page are left out."""
    kept = []
    for text, left, top, right, bottom in words:
        x0, y0 = max(0, int(left * scale)), max(0, int(top * scale))
        x1, y1 = min(width, int(right * scale + 1)), min(height, int(bottom * scale + 1))
        if x1 > x0 and y1 > y0:
            kept.append(Word(text=text, box=Box(left=x0, top=y0, right=x1, bottom=y1)))
    return tuple(kept)


def _explains(words: tuple[Word, ...], grey: Grey, over_picture: bool) -> bool:
    """Whether the layer is readable text and stands where the ink is."""
    text = "".join(word.text for word in words)
    if not text or sum(letter.isalnum() and ord(letter) < 0x2000 for letter in text) < 0.5 * len(text):
        return False
    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA) if min(grey.shape) > 8 else grey
    asked = words[:: len(words) // _ASKED + 1]
    inked = sum(bool((small[_quarter(word.box)] < 225).any()) for word in asked)
    if inked < 0.5 * len(asked):
        return False
    if not over_picture and len(text) >= _SHORT:
        return True
    ink, covered = small < 160, np.zeros(small.shape, bool)
    for word in words:
        covered[_quarter(word.box)] = True
    return int((ink & covered).sum()) > 0.5 * int(ink.sum())


def _quarter(box: Box) -> tuple[slice, slice]:
    """The box on a copy of a quarter the size."""
    return np.s_[box.top // 4 : box.bottom // 4 + 1, box.left // 4 : box.right // 4 + 1]
