"""A file as upright-as-stored grey pages with square pixels: PDF by pdfium, images by Pillow.

Everything here parses untrusted bytes and belongs in a limited process. Sizes are checked from headers before decoding.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from pipeline.errors import DamagedFile, TooLarge
from pipeline.imaging import sniff
from pipeline.imaging.options import ReadingOptions
from pipeline.records import Word

Grey = NDArray[np.uint8]
_LETTER_INCHES = 11.0
_MODES_OF_INK = frozenset({"1", "L"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RawPage:
    """One stored page, decoded.

    `grey` is height x width uint8, 0 is ink, square pixels at `dpi`; `stored_dpi` is across and down as stored.
    `bilevel` says that only black and white were stored, `camera` that it came without a resolution, as photos do.
    `words` are those of a text layer that can be trusted, in pixels of `grey`; None asks for OCR.
    """

    number: int
    grey: Grey
    dpi: float
    stored_dpi: tuple[float, float]
    bilevel: bool = False
    camera: bool = False
    words: tuple[Word, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Pages `first` to `last` of a file, counted from 1; a `last` of 0 is the file's own."""

    first: int = 1
    last: int = 0

    def indices(self, count: int) -> range:
        """Page indices from 0 in a file of `count` pages. Raises DamagedFile for a page that is not there."""
        last = self.last or count
        if not 1 <= self.first <= last <= count:
            raise DamagedFile(f"It has no page {max(self.first, last)}.")
        return range(self.first - 1, last)


WHOLE = Span()


def check_size(width: int, height: int, options: ReadingOptions) -> None:
    """Raises TooLarge past the pixel limit, DamagedFile when a side is empty."""
    if width < 1 or height < 1:
        raise DamagedFile("A page has no size.")
    if width * height > options.max_pixels:
        raise TooLarge(f"A page has {width} x {height} pixels; the limit is {options.max_pixels}.")


def square(grey: Grey, dpi: tuple[float, float]) -> tuple[Grey, float]:
    """The page with square pixels, stretched along its coarser direction, and its resolution (dots per inch)."""
    across, down = dpi
    if 0.9 < across / down < 1.1:
        return grey, across
    height, width = grey.shape
    if across > down:
        height = max(1, round(height * across / down))
    else:
        width = max(1, round(width * down / across))
    stretched = cv2.resize(grey, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(stretched, dtype=np.uint8), max(across, down)


def pages(path: Path, kind: str, options: ReadingOptions, span: Span = WHOLE) -> Iterator[RawPage]:
    """Pages of the file at `path` of media type `kind`, one at a time. Raises UnreadableFile's classes."""
    if kind == "application/pdf":
        from pipeline.imaging import digital

        return digital.pages(path, options, span)
    return _image_pages(path, kind, options, span)


def count(path: Path, kind: str, options: ReadingOptions) -> int:
    """How many pages the file has. Raises UnreadableFile's classes."""
    if kind == "application/pdf":
        from pipeline.imaging import digital

        return digital.count(path, options)
    return len(sniff.tiff_directories(path.read_bytes(), options.max_pages)) if kind == "image/tiff" else 1


def _image_pages(path: Path, kind: str, options: ReadingOptions, span: Span) -> Iterator[RawPage]:
    if kind == "image/tiff":
        _check_tiff(path, options)
    with opened(path, kind) as image:
        frames = getattr(image, "n_frames", 1) if kind == "image/tiff" else 1
        for index in span.indices(frames):
            if index:
                image.seek(index)
            check_size(*image.size, options)
            yield _page(image, index + 1)


def _check_tiff(path: Path, options: ReadingOptions) -> None:
    for tags in sniff.tiff_directories(path.read_bytes(), options.max_pages):
        width, height = ((tags.get(tag) or (0,))[0] for tag in (256, 257))
        check_size(width, height, options)


@contextmanager
def opened(path: Path, kind: str) -> Iterator[Image.Image]:
    """The image file at `path`, opened by Pillow and not yet decoded. Foreign errors leave as DamagedFile."""
    if kind == "image/heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                yield image
    except Image.DecompressionBombError as error:
        raise TooLarge("A page has too many pixels.") from error
    except UnidentifiedImageError as error:
        raise DamagedFile from error
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError, KeyError, TypeError, IndexError) as error:
        raise DamagedFile from error


def _page(image: Image.Image, number: int) -> RawPage:
    stored = _resolution(image)
    frame = ImageOps.exif_transpose(image)
    bilevel = frame.mode == "1"
    pixels = as_grey(frame)
    camera = stored is None and image.format in {"JPEG", "HEIF", "WEBP", "MPO"}
    if stored is None:
        across = max(pixels.shape) / _LETTER_INCHES
        stored = (across, across)
    elif frame.size != image.size:
        stored = stored[::-1]
    grey, dpi = square(pixels, stored)
    return RawPage(number=number, grey=grey, dpi=dpi, stored_dpi=stored, bilevel=bilevel, camera=camera)


def _resolution(image: Image.Image) -> tuple[float, float] | None:
    """Dots per inch across and down as the file says, or None. 72 and 96 are what programs write for "unknown"."""
    said = image.info.get("dpi")
    try:
        across, down = (float(part) for part in said) if said else (0.0, 0.0)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if image.format == "TIFF" and image.tag_v2.get(296) == 1:  # type: ignore[attr-defined]
        return None  # ResolutionUnit "none" gives the aspect only
    if not (97 <= across <= 2400 and 97 <= down <= 2400 and 1 / 4 <= across / down <= 4):
        return None
    return across, down


def jpeg_as_grey(data: bytes, options: ReadingOptions) -> Grey | None:
    """The luminance of a JPEG as it stands, colours never decoded; None when it is damaged or not grey or YCbCr."""
    try:
        with Image.open(BytesIO(data), formats=["JPEG"]) as image:
            check_size(*image.size, options)
            if image.mode not in {"L", "RGB"} or 274 in image.getexif():
                return None
            image.draft("L", image.size)
            return as_grey(image)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def as_grey(image: Image.Image) -> Grey:
    """Grey uint8 of any mode: transparency on white, 16 bit and float scaled to their range."""
    if image.mode in {"I", "F"} or image.mode.startswith("I;16"):
        deep = np.asarray(image).astype(np.float32)
        top = 65535.0 if image.mode != "F" else max(float(np.nanmax(deep, initial=1.0)), 1e-6)
        return np.asarray(np.clip(np.nan_to_num(deep) * (255.0 / top), 0, 255), dtype=np.uint8)
    if "A" in image.getbands() or "transparency" in image.info:
        over = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over)
    flat = image if image.mode == "L" else image.convert("L")
    return np.asarray(flat, dtype=np.uint8)  # not to be written to: a page never is
