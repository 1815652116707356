"""Separator sheets as they come back from a scanner and a fax machine separate, and only they."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image

from pipeline.errors import UsageError
from pipeline.imaging.barcodes import barcodes
from pipeline.records import Page
from pipeline.sheets import separator_sheets
from pipeline.stages.separate import is_separator, separator_text


def drawn(path: Path, dpi: float) -> list[NDArray[np.uint8]]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [np.asarray(page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")) for page in pdf]


def as_page(grey: NDArray[np.uint8], even: bool = False) -> Page:
    height, width = grey.shape
    return Page(number=1, width=width, height=height, dpi=200, kind="scan", barcodes=barcodes(grey, even=even))


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_every_sheet_separates_and_has_its_number(tmp_path: Path, size: str) -> None:
    separator_sheets(tmp_path / "s.pdf", count=3, first=9998, size=size)
    pages = [as_page(grey) for grey in drawn(tmp_path / "s.pdf", 200)]
    assert [{code.text for code in page.barcodes} for page in pages] == [{separator_text(n)} for n in (9998, 9999, 0)]
    assert all(map(is_separator, pages)) and all(len(page.barcodes) == 8 for page in pages)


@pytest.mark.parametrize("squeeze", [1, 2], ids=["fine fax", "standard fax"])
def test_a_faxed_sheet_with_a_streak_and_specks_still_separates(tmp_path: Path, squeeze: int) -> None:
    separator_sheets(tmp_path / "s.pdf", count=1)
    (grey,) = drawn(tmp_path / "s.pdf", 204)
    height, width = grey.shape
    small = Image.fromarray(grey).resize((width, height // squeeze))
    black = np.asarray(small) < 128
    noise = np.random.default_rng(7).random(black.shape)
    black = (black | (noise > 0.997)) & (noise > 0.003)
    black[:, width // 2 : width // 2 + 2] = True
    page = np.asarray(Image.fromarray(np.where(black, 0, 255).astype(np.uint8)).resize((width, height)))
    assert is_separator(as_page(page)) and is_separator(as_page(page, even=True))


def test_too_many_sheets_and_a_place_that_is_none_are_said(tmp_path: Path) -> None:
    for wrong in ({"count": 0}, {"count": 501}, {"count": 1, "first": 10_000}):
        with pytest.raises(UsageError, match="1 to 500"):
            separator_sheets(tmp_path / "s.pdf", **wrong)
    with pytest.raises(UsageError, match="cannot be written"):
        separator_sheets(tmp_path / "no" / "s.pdf", count=1)


def test_the_command_says_what_it_wrote(tmp_path: Path) -> None:
    out = tmp_path / "sheets.pdf"
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "separators", "--count", "2", str(out)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "2 separator sheets" in done.stdout and len(drawn(out, 30)) == 2
