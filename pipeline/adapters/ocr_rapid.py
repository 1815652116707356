"""RapidOCR: a second, slower engine for what tesseract reads badly: photos, script faces, coarse faxes.

Its weights come inside its wheel; nothing is ever downloaded. It finds and reads lines, not words: words share their
line's box in proportion to their letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.adapters import heap
from pipeline.errors import ConfigError
from pipeline.records import Box, Word

_DETECT = "PP-OCRv6_det_small.onnx"
_RECOGNISE = "PP-OCRv6_rec_small.onnx"
_SIDE = 1280  # the detector's longer side: its time and memory grow with the square; letters are read at full size
_LEAST = 12
_LOWEST = 0.3
_O_FOR_0 = re.compile(r"(?<=[0-9])[OQ](?=[0-9\-])|(?<=[0-9\-])[OQ](?=[0-9])")


class RapidOcrEngine:
    """OcrEngine over RapidOCR's detector and recogniser. Loads at the first page; about 600 MiB while it works."""

    name = "rapidocr"

    def __init__(self, before_load: Callable[[], None] | None = None) -> None:
        """`before_load` is called once, before the models take their memory."""
        self._before_load = before_load
        self._ocr: Any = None

    def read(self, image: NDArray[np.uint8], dpi: float) -> tuple[Word, ...]:  # noqa: ARG002  it works by letter height
        """Words of `image` (height x width uint8 grey, 0 is ink), boxes in its pixels."""
        return self.reread(image, lambda _: False)

    def reread(self, image: NDArray[np.uint8], settled: Callable[[Box], bool]) -> tuple[Word, ...]:
        """Words of the lines that are not `settled`: asked for each line's box, which spares reading it again."""
        height, width = image.shape[:2]
        if min(height, width) < _LEAST or int(image.min()) == int(image.max()):
            return ()
        ocr = self._ready()
        colour = np.ascontiguousarray(np.repeat(image[:, :, None], 3, axis=2))
        found = ocr(colour, use_det=True, use_cls=False, use_rec=False)
        quads = (
            []
            if getattr(found, "boxes", None) is None
            else [np.asarray(quad, dtype=np.float64) for quad in found.boxes]
        )
        open_quads = [quad for quad in quads if not settled(_hull(quad, width, height))]
        if not open_quads:
            return ()
        crops = ocr.crop_text_regions(colour, np.asarray(open_quads, dtype=np.float32))
        read = ocr.recognize_txt(crops)
        words: list[Word] = []
        for line, (quad, text, score) in enumerate(zip(open_quads, read.txts, read.scores)):
            if score >= _LOWEST:
                words.extend(_words(quad, text, float(score), line, (width, height)))
        return tuple(words)

    def segment(self, image: NDArray[np.uint8], box: Box) -> tuple[str, float]:
        """The text of the one line in `box`, and how sure; no search for lines, which costs as much as a dozen."""
        part = image[box.top : box.bottom, box.left : box.right]
        if min(part.shape[:2], default=0) < _LEAST or int(part.min()) == int(part.max()):
            return "", 0.0
        read = self._ready().recognize_txt([np.ascontiguousarray(np.repeat(part[:, :, None], 3, axis=2))])
        return _O_FOR_0.sub("0", read.txts[0]), float(read.scores[0])

    def close(self) -> None:
        """Free the models, and hand their memory back to the system."""
        if self._ocr is None:
            return
        self._ocr = None
        heap.give_back()

    def _ready(self) -> Any:
        if self._ocr is None:
            if self._before_load is not None:
                self._before_load()
            self._ocr = _load()
        return self._ocr


def _load() -> Any:
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    missing = [name for name in (_DETECT, _RECOGNISE) if not (models / name).is_file()]
    if missing:
        raise ConfigError(
            f"RapidOCR's wheel lacks {missing[0]}; reinstall it or set second_engine = false in [reading]."
        )
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.max_side_len": 20_000,
            "Det.model_path": str(models / _DETECT),
            "Det.limit_type": "max",
            "Det.limit_side_len": _SIDE,
            "Rec.model_path": str(models / _RECOGNISE),
            "Rec.rec_batch_num": 1,  # a batch is padded to its longest line
            "Rec.rec_img_shape": [3, 48, 48],  # the least width; its own 320 makes a word cost as much as six
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _hull(quad: NDArray[np.float64], width: int, height: int) -> Box:
    left, top = np.floor(quad.min(axis=0))
    right, bottom = np.ceil(quad.max(axis=0))
    return Box(
        left=int(np.clip(left, 0, width)),
        top=int(np.clip(top, 0, height)),
        right=int(np.clip(right, 0, width)),
        bottom=int(np.clip(bottom, 0, height)),
    )


def _words(quad: NDArray[np.float64], text: str, score: float, line: int, size: tuple[int, int]) -> list[Word]:
    """The words of one line: `quad` is 4 corners (x, y) from the top left, clockwise."""
    length = max(1, len(text))
    across, across_below = quad[1] - quad[0], quad[2] - quad[3]
    words = []
    for match in re.finditer(r"\S+", text):
        start, end = match.start() / length, match.end() / length
        corners = np.array(
            [
                quad[0] + across * start,
                quad[0] + across * end,
                quad[3] + across_below * end,
                quad[3] + across_below * start,
            ]
        )
        plain = _O_FOR_0.sub("0", match.group())
        words.append(Word(text=plain, box=_hull(corners, *size), confidence=min(1.0, score), line=line))
    return words
