"""The coded fax strip of a TIFF page, to be carried into a PDF as it is."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pipeline.imaging.sniff import tiff_directories

_G3, _G4 = 3, 4
_REVERSED = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FaxStrip:
    """CCITT data, most significant bit first, and the parameters PDF's filter needs (ISO 32000-1, table 11)."""

    data: bytes
    k: int
    black_is_1: bool


def fax_strip(source: Path | BytesIO, number: int) -> FaxStrip | None:
    """The strip of 1-based page `number`, or None when it is not one strip of G3 or G4 that PDF holds unchanged."""
    data = source.getvalue() if isinstance(source, BytesIO) else source.read_bytes()
    tags = tiff_directories(data, 100_000)[number - 1]
    coding = (tags.get(259) or (1,))[0]
    starts, lengths = tags.get(273, ()), tags.get(279, ())
    if coding not in (_G3, _G4) or len(starts) != 1 or len(lengths) != 1:
        return None
    strip = data[starts[0] : starts[0] + lengths[0]]
    if (tags.get(266) or (1,))[0] == 2:
        strip = strip.translate(_REVERSED)
    options = (tags.get(292) or (0,))[0] if coding == _G3 else 0
    white_is_0 = (tags.get(262) or (0,))[0] == 0
    return FaxStrip(
        data=strip,
        k=-1 if coding == _G4 else (1 if options & 1 else 0),
        black_is_1=not white_is_0,
    )
