"""The coded fax strips of a TIFF page, to be carried into a PDF as they are."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from pipeline.imaging.sniff import tiff_directories

_G3, _G4 = 3, 4
_REVERSED = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FaxStrip:
    """CCITT data, most significant bit first, and the parameters PDF's filter needs (ISO 32000-1, table 11)."""

    data: bytes
    rows: int
    k: int
    black_is_1: bool


def fax_strips(source: Path | BytesIO, number: int) -> tuple[FaxStrip, ...]:
    """The strips of 1-based page `number`, top down; none when it is not coded as G3 or G4."""
    data = source.getvalue() if isinstance(source, BytesIO) else source.read_bytes()
    tags = tiff_directories(data, 100_000)[number - 1]
    coding, height = _first(tags, 259, 1), _first(tags, 257, 0)
    starts, lengths = tags.get(273, ()), tags.get(279, ())
    if coding not in (_G3, _G4) or not starts or len(starts) != len(lengths):
        return ()
    each = min(_first(tags, 278, height), height)
    if each < 1 or len(starts) != -(-height // each):
        return ()
    two_dimensional = coding == _G3 and _first(tags, 292, 0) & 1
    return tuple(
        FaxStrip(
            data=_forward(data[start : start + length], _first(tags, 266, 1)),
            rows=min(each, height - index * each),
            k=-1 if coding == _G4 else int(bool(two_dimensional)),
            black_is_1=_first(tags, 262, 0) == 1,
        )
        for index, (start, length) in enumerate(zip(starts, lengths))
    )


def coded(image: Image.Image) -> tuple[FaxStrip, ...]:
    """A black and white image as one strip of G4."""
    holder = BytesIO()
    image.save(holder, format="TIFF", compression="group4", strip_size=1 << 30)
    return fax_strips(holder, 1)


def _first(tags: dict[int, tuple[int, ...]], tag: int, otherwise: int) -> int:
    return (tags.get(tag) or (otherwise,))[0]


def _forward(strip: bytes, order: int) -> bytes:
    """The most significant bit first; received faxes are often stored the other way (FillOrder 2)."""
    return strip.translate(_REVERSED) if order == 2 else strip
