"""The Reader: files in, pages out. `InProcessReader` reads here; a service reads in limited processes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.adapters.ocr_pytesseract import PytesseractEngine
from pipeline.adapters.ocr_rapid import RapidOcrEngine
from pipeline.adapters.ocr_tesserocr import TesserocrEngine
from pipeline.adapters.workers import WorkerReader
from pipeline.errors import ConfigError
from pipeline.imaging import raster, sniff
from pipeline.imaging.options import ReadingOptions
from pipeline.imaging.picture import picture
from pipeline.imaging.raster import Span
from pipeline.ports import OcrEngine
from pipeline.records import Page, Reading
from pipeline.stages import read as stage

__all__ = ["InProcessReader", "WorkerReader", "engine"]


def engine(options: ReadingOptions) -> OcrEngine:
    """The first engine that `options` names. Raises ConfigError for an unknown name."""
    if options.engine == "tesserocr":
        return TesserocrEngine(options.languages)
    if options.engine == "pytesseract":
        return PytesseractEngine(options.languages)
    if options.engine == "rapidocr":
        return RapidOcrEngine()
    raise ConfigError(f"There is no OCR engine called {options.engine}; use tesserocr, pytesseract or rapidocr.")


class InProcessReader:
    """Reads in this very process: for a worker's inside, for tests and for trusted files. One file at a time."""

    def __init__(
        self,
        options: ReadingOptions | None = None,
        each: Callable[[Page], None] | None = None,
        before_second: Callable[[], None] | None = None,
    ) -> None:
        """`each` is called with every page as it is read, `before_second` before the second engine is loaded."""
        self._options = options or ReadingOptions()
        self._each = each
        self._second = RapidOcrEngine(before_second)
        self._engines = stage.Engines(first=engine(self._options), second=lambda: self._second)
        self._turn = threading.Lock()

    def read(self, path: Path, first: int = 1, last: int = 0) -> Reading:
        """Pages `first` to `last` (0: to the end) of the file at `path`, read. Raises UnreadableFile's classes."""
        with self._turn:
            return stage.read(Path(path), self._engines, self._options, self._each, Span(first=first, last=last))

    def count(self, path: Path) -> int:
        """How many pages the file has. Raises as `read`."""
        return raster.count(Path(path), self.media_type(path), self._options)

    def media_type(self, path: Path) -> str:
        """What kind of file it is, told by content. Raises as `read`."""
        return sniff.sniff(Path(path), self._options)

    def searchable(self, path: Path, pages: Sequence[Page], out: Path) -> None:
        """Write to `out` a PDF of these pages: the untouched images with a text layer. Raises as `read`."""
        from pipeline.imaging.searchable import searchable

        with self._turn:
            searchable(Path(path), pages, Path(out), self._options)

    def picture(self, path: Path, page: Page, out: Path, small: Path) -> None:
        """Write the upright page, as its boxes count pixels, to `out` (.png or .jpg), and its thumbnail to `small`.

        Raises as `read`.
        """
        with self._turn:
            picture(Path(path), page, Path(out), Path(small), self._options)

    def rest(self, reading: Reading) -> None:
        """Free the second engine after a file that had no use for it: it holds half a gigabyte."""
        if not any(step.startswith(self._second.name) for page in reading.pages for step in page.steps):
            self._second.close()

    def close(self) -> None:
        """Free the engines."""
        self._second.close()
        closing = getattr(self._engines.first, "close", None)
        if closing is not None:
            closing()
