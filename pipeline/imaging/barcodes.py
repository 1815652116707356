"""Bar codes on a page, by zxing-cpp."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.records import Barcode, Box

_FORMATS = ("Code128", "Code39", "QRCode", "PDF417")
_MOST = 20


def barcodes(grey: NDArray[np.uint8], *, any_way: bool = True, even: bool = False) -> tuple[Barcode, ...]:
    """Decoded symbols of a page (height x width uint8), also sideways and inverted ones when `any_way`.

    `even` says that ink and paper are parted at half of white all over the page, which halves the time.

    One pass over all formats; where a symbol breaks it, one a format, so that it costs that format and not the page.
    """
    try:
        return _read(grey, _FORMATS, any_way, even)[:_MOST]
    except (ValueError, RuntimeError):  # UnicodeDecodeError is a ValueError
        return tuple(code for name in _FORMATS for code in _read_alone(grey, name, any_way, even))[:_MOST]


def _read_alone(grey: NDArray[np.uint8], name: str, any_way: bool, even: bool) -> tuple[Barcode, ...]:
    try:
        return _read(grey, (name,), any_way, even)
    except (ValueError, RuntimeError):
        return ()


def _read(grey: NDArray[np.uint8], names: tuple[str, ...], any_way: bool, even: bool) -> tuple[Barcode, ...]:
    import zxingcpp

    formats = zxingcpp.BarcodeFormats([getattr(zxingcpp, name) for name in names])
    parted = zxingcpp.Binarizer.FixedThreshold if even else zxingcpp.Binarizer.LocalAverage
    symbols = zxingcpp.read_barcodes(
        grey, formats=formats, try_downscale=False, try_rotate=any_way, try_invert=any_way, binarizer=parted
    )
    return tuple(_record(symbol, grey.shape) for symbol in symbols if symbol.valid and symbol.text)


def _record(symbol: object, shape: tuple[int, ...]) -> Barcode:
    place = symbol.position  # type: ignore[attr-defined]
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    across = [min(max(0, corner.x), shape[1]) for corner in corners]
    down = [min(max(0, corner.y), shape[0]) for corner in corners]
    box = Box(left=min(across), top=min(down), right=max(across), bottom=max(down))
    symbology = str(symbol.format).replace(" ", "").lower()  # type: ignore[attr-defined]
    return Barcode(text=symbol.text, symbology=symbology, box=box)  # type: ignore[attr-defined]
