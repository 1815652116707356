"""One suite over every OcrEngine: the same words on a clean page, boxes on it, sane confidences, no surprises."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.adapters.ocr_pytesseract import PytesseractEngine
from pipeline.adapters.ocr_rapid import RapidOcrEngine
from pipeline.adapters.ocr_tesserocr import TesserocrEngine, find_tessdata
from pipeline.errors import ConfigError

LINES = ("Patient Name Maria Quintero", "Birth Date 04/17/1962", "Accession Number 883-22-190")
ENGINES = [
    pytest.param(TesserocrEngine, id="tesserocr"),
    pytest.param(PytesseractEngine, id="pytesseract"),
    pytest.param(RapidOcrEngine, id="rapidocr", marks=pytest.mark.slow),
]


def clean_page() -> np.ndarray:
    image = Image.new("L", (1300, 500), 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=44)
    for row, line in enumerate(LINES):
        pen.text((60, 60 + 130 * row), line, fill=0, font=font)
    return np.asarray(image)


@pytest.fixture(params=ENGINES)
def engine(request):
    made = request.param()
    yield made
    made.close()


def test_reads_the_words_of_a_clean_page_on_their_lines(engine):
    words = engine.read(clean_page(), 200.0)
    lines: dict[int, list[str]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.text)
    assert ["".join(line) for line in lines.values()] == [line.replace(" ", "") for line in LINES]


def test_boxes_lie_on_the_image_and_confidences_between_0_and_1(engine):
    image = clean_page()
    for word in engine.read(image, 200.0):
        assert 0 <= word.box.left < word.box.right <= image.shape[1]
        assert 0 <= word.box.top < word.box.bottom <= image.shape[0]
        assert 0.0 <= word.confidence <= 1.0
        assert (image[word.box.top : word.box.bottom, word.box.left : word.box.right] < 128).any()


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (900, 1), (40, 40), (600, 800)])
@pytest.mark.parametrize("tone", [0, 255])
def test_an_image_without_ink_has_no_words(engine, shape, tone):
    assert engine.read(np.full(shape, tone, np.uint8), 200.0) == ()


def test_the_same_image_gives_the_same_words(engine):
    image = clean_page()
    first = engine.read(image, 200.0)
    engine.read(np.rot90(image), 200.0)
    assert engine.read(image, 200.0) == first


def test_the_image_is_not_changed(engine):
    image = clean_page().copy()
    kept = image.copy()
    engine.read(image, 200.0)
    assert (image == kept).all()


def test_a_missing_language_is_named_with_what_to_install():
    with pytest.raises(ConfigError, match="tesseract-ocr-xyz"):
        find_tessdata("eng+xyz")
