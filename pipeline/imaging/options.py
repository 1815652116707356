"""How much a page may cost, and which engines may read it."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "3"  # of the read stage; here, because the service must not import what opens files


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """Limits and choices of the reader, set once by configuration.

    `engine` is tesserocr, pytesseract or rapidocr; `languages` are tesseract's names joined by `+`.
    `second_engine` lets RapidOCR read again what the first was unsure of. A page is hard where words under confidence
    0.6 hold more than a share of its letters: `hard_share` on sharp pages, `hard_coarse` on coarse or noisy faxes,
    `hard_photo` on photos. On a hard page, and where more than `unread` of the ink is under no word, the second engine
    looks for the lines itself and reads those that the first did not settle; of another page single words, those with
    most doubt for their cost first, until `second_budget` is spent: widths over heights, 80 of which cost about as much
    as the first reading. Handing it the first engine's own segments of a hard page costs half and finds as much on
    faxes drawn for it (118 of 132 fields), but less on others' (176 of 218 where looking for lines finds 181);
    `turn_confidence` is the mean under which a page is tried in the other three directions.
    Limits: pages in a file, pixels in a page, bytes of a file, seconds for a file (wall) and for one page (wall and
    CPU), MiB of a worker's private memory. A process that rests for `rest_seconds` with more than `rest_memory` MiB,
    as the second engine leaves it, is ended.
    """

    engine: str = "tesserocr"
    languages: str = "eng"
    second_engine: bool = True
    second_budget: float = 80.0
    hard_share: float = 0.12
    hard_coarse: float = 0.03
    hard_photo: float = 0.01
    unread: float = 0.5
    turn_confidence: float = 0.60
    max_pages: int = 500
    max_pixels: int = 100_000_000
    max_bytes: int = 500_000_000
    max_seconds: int = 600
    page_seconds: int = 60
    max_memory: int = 1024
    rest_memory: int = 200
    rest_seconds: float = 20.0
