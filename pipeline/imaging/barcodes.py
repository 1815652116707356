"""Bar codes on a page, by zxing-cpp."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.records import Barcode, Box

_FORMATS = ("Code128", "Code39", "QRCode", "PDF417")
_MOST = 20


def barcodes(grey: NDArray[np.uint8]) -> tuple[Barcode, ...]:
    """Decoded symbols of a page (height x width uint8). One bad symbol costs that format, not the page."""
    import zxingcpp

    found: list[Barcode] = []
    for name in _FORMATS:
        try:
            symbols = zxingcpp.read_barcodes(grey, formats=getattr(zxingcpp, name), try_downscale=False)
            found.extend(_record(symbol, name, grey.shape) for symbol in symbols if symbol.valid and symbol.text)
        except (ValueError, RuntimeError, UnicodeDecodeError):
            continue
    return tuple(found[:_MOST])


def _record(symbol: object, name: str, shape: tuple[int, ...]) -> Barcode:
    place = symbol.position  # type: ignore[attr-defined]
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    across = [min(max(0, corner.x), shape[1]) for corner in corners]
    down = [min(max(0, corner.y), shape[0]) for corner in corners]
    box = Box(left=min(across), top=min(down), right=max(across), bottom=max(down))
    return Barcode(text=symbol.text, symbology=name.lower(), box=box)  # type: ignore[attr-defined]
