"""Tesseract by its command: the fallback where the library's wheel does not load."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.adapters.ocr_tesserocr import find_tessdata
from pipeline.adapters.ocr_tsv import words_from_tsv
from pipeline.errors import ConfigError, WorkerLost
from pipeline.records import Word

_LEAST = 12
_SECONDS = 120


class PytesseractEngine:
    """OcrEngine over the tesseract command, given an uncompressed file: its own PNG would cost a second a page."""

    name = "pytesseract"

    def __init__(self, languages: str = "eng") -> None:
        self._languages = languages
        self._folder: str | None = None

    def read(self, image: NDArray[np.uint8], dpi: float) -> tuple[Word, ...]:
        """Words of `image` (height x width uint8 grey, 0 is ink); an image too small or empty has none."""
        height, width = image.shape[:2]
        if min(height, width) < _LEAST or int(image.min()) == int(image.max()):
            return ()
        return words_from_tsv(self._run(image, dpi), width, height)

    def close(self) -> None:
        """Nothing is kept between pages."""

    def _run(self, image: NDArray[np.uint8], dpi: float) -> str:
        import pytesseract

        folder = self._folder = self._folder or find_tessdata(self._languages)
        with tempfile.TemporaryDirectory(prefix="chartdrop-ocr-") as place:
            picture = Path(place) / "page.pgm"
            Image.fromarray(image).save(picture)
            config = f"--tessdata-dir {folder} --psm 3 --dpi {int(min(max(dpi, 70), 2400))}"
            try:
                return str(
                    pytesseract.image_to_data(str(picture), lang=self._languages, config=config, timeout=_SECONDS)
                )
            except pytesseract.TesseractNotFoundError as error:
                raise ConfigError("The tesseract command is missing; install tesseract-ocr.") from error
            except RuntimeError as error:  # TesseractError, or its time-out
                raise WorkerLost("The tesseract command failed.") from error
