"""The page as the viewer shows it, as an image file."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from pipeline.errors import DamagedFile
from pipeline.imaging import orientation, raster, sniff
from pipeline.imaging.options import ReadingOptions
from pipeline.records import Page

SMALL = (156, 202)  # pixels: twice the strip's, for sharp screens


def picture(path: Path, page: Page, out: Path, small: Path, options: ReadingOptions) -> None:
    """Write `page` of the file at `path`, upright and with square pixels, to `out` (.png or .jpg, grey), and its
    thumbnail to `small`.

    Its pixels are those the page's boxes count. Raises UnreadableFile's classes.
    """
    raw = next(
        raster.pages(path, sniff.sniff(path, options), options, raster.Span(first=page.number, last=page.number)), None
    )
    if raw is None:
        raise DamagedFile(f"It has no page {page.number}.")
    image = Image.fromarray(orientation.turned(raw.grey, page.rotation))
    image.save(out, dpi=(page.dpi, page.dpi), quality=85, compress_level=3)  # each format takes its own
    image.thumbnail(SMALL, reducing_gap=3.0)
    image.save(small, quality=80, compress_level=3)
