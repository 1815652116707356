"""Any image of 1 x 1 pixel and up, 1 to 32 bit, of any channel count, is read or refused with a reason."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.errors import IntakeError, TooLarge
from pipeline.imaging import raster, sniff
from pipeline.imaging.options import ReadingOptions
from pipeline.stages import read

MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F", "YCbCr")
FORMATS = {"PNG": "png", "TIFF": "tif", "JPEG": "jpg", "WEBP": "webp", "BMP": "bmp", "GIF": "gif"}
OPTIONS = ReadingOptions(max_pixels=4_000)


class Silent:
    name = "silent"

    def read(self, image, dpi):
        assert image.dtype == np.uint8
        assert image.ndim == 2
        assert dpi > 0
        return ()


def made(mode: str, width: int, height: int, seed: int) -> Image.Image:
    rng = np.random.default_rng(seed)
    if mode == "I;16":
        return Image.fromarray(rng.integers(0, 65536, (height, width)).astype(np.uint16))
    if mode == "I":
        return Image.fromarray(rng.integers(-(2**31), 2**31, (height, width)).astype(np.int32))
    if mode == "F":
        return Image.fromarray(rng.normal(0, 1000, (height, width)).astype(np.float32))
    return Image.fromarray(rng.integers(0, 256, (height, width, 4), dtype=np.uint8), "RGBA").convert(mode)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mode=st.sampled_from(MODES),
    kind=st.sampled_from(sorted(FORMATS)),
    width=st.integers(1, 80),
    height=st.integers(1, 80),
    dpi=st.sampled_from([None, (204, 98), (200, 200), (1, 1), (96, 96), (2400, 600)]),
    seed=st.integers(0, 9),
)
def test_any_image_is_read_or_refused(tmp_path: Path, mode, kind, width, height, dpi, seed):
    path = tmp_path / f"any.{FORMATS[kind]}"
    image = made(mode, width, height, seed)
    try:
        image.save(path, kind, **({"dpi": dpi} if dpi and kind != "GIF" else {}))
    except (OSError, ValueError, KeyError):
        return  # the format does not hold such an image
    try:
        pages = list(raster.pages(path, sniff.sniff(path, OPTIONS), OPTIONS))
    except IntakeError as error:
        assert isinstance(error, TooLarge), str(error)
        assert width * height > OPTIONS.max_pixels
        return
    assert width * height <= OPTIONS.max_pixels
    for raw in pages:
        page = read.read_page(raw, read.Engines(first=Silent()), OPTIONS)
        assert page == read.read_page(raw, read.Engines(first=Silent()), OPTIONS)
        assert page.width >= 1
        assert page.height >= 1


@pytest.mark.parametrize(("across", "down", "fits"), [(80, 50, True), (81, 50, False)])
def test_the_cap_is_exact(tmp_path, across, down, fits):
    path = tmp_path / "cap.png"
    made("L", across, down, 1).save(path)
    if fits:
        assert len(list(raster.pages(path, "image/png", OPTIONS))) == 1
    else:
        with pytest.raises(TooLarge, match="4000"):
            list(raster.pages(path, "image/png", OPTIONS))
