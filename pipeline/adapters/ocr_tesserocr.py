"""Tesseract in process: half the CPU of a process per page, the model kept between pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.adapters.ocr_tsv import words_from_tsv
from pipeline.errors import ConfigError
from pipeline.records import Word

_PLACES = (
    "/usr/share/tesseract-ocr",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
_LEAST = 12  # pixels a side; smaller images hold no letter and upset the layout analysis


def find_tessdata(languages: str) -> str:
    """The folder that holds the models of all `languages` (joined by +). Raises ConfigError, naming what is missing."""
    wanted = languages.split("+")
    said = os.environ.get("TESSDATA_PREFIX")
    roots = [Path(said)] if said else [Path(place) for place in _PLACES]
    folders = [
        folder for root in roots for folder in (root, root / "tessdata", *sorted(root.glob("*/tessdata"), reverse=True))
    ]
    for folder in folders:
        if all((folder / f"{name}.traineddata").is_file() for name in wanted):
            return str(folder)
    have = {file.stem for folder in folders if folder.is_dir() for file in folder.glob("*.traineddata")}
    missing = ", ".join(sorted(set(wanted) - have)) or languages
    raise ConfigError(
        f"Tesseract has no model for {missing}; install it (on Debian: apt install tesseract-ocr-{missing})."
    )


class TesserocrEngine:
    """OcrEngine over libtesseract. Not thread-safe: one engine per worker."""

    name = "tesserocr"

    def __init__(self, languages: str = "eng") -> None:
        self._languages = languages
        self._api: Any = None

    def read(self, image: NDArray[np.uint8], dpi: float) -> tuple[Word, ...]:
        """Words of `image` (height x width uint8 grey, 0 is ink); an image too small or empty has none."""
        height, width = image.shape[:2]
        if min(height, width) < _LEAST or int(image.min()) == int(image.max()):
            return ()
        api = self._ready()
        pixels = np.ascontiguousarray(image, dtype=np.uint8)
        api.SetImageBytes(pixels.tobytes(), width, height, 1, width)
        api.SetSourceResolution(int(min(max(dpi, 70), 2400)))
        try:
            tsv = api.GetTSVText(0)
        except RuntimeError:  # the library found nothing it could lay out
            return ()
        finally:
            api.Clear()
        return words_from_tsv(tsv, width, height)

    def close(self) -> None:
        """Free the model."""
        if self._api is not None:
            self._api.End()
            self._api = None

    def _ready(self) -> Any:
        if self._api is None:
            import tesserocr

            folder = find_tessdata(self._languages)
            try:
                self._api = tesserocr.PyTessBaseAPI(path=folder, lang=self._languages, psm=tesserocr.PSM.AUTO)
            except RuntimeError as error:
                raise ConfigError(f"Tesseract cannot load {self._languages} from {folder}.") from error
        return self._api
