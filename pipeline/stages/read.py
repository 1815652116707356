"""Read: bytes to pages, words with boxes and confidence.

A page is read by its text layer where that can be trusted, else by the first engine over the chain of its kind; turned
upright when little could be read; and, where that stays doubtful, by a second engine.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pipeline.imaging import ink, mend, merge, orientation, quality, raster, sniff
from pipeline.imaging.barcodes import barcodes
from pipeline.imaging.chains import clean
from pipeline.imaging.clean import View
from pipeline.imaging.options import VERSION as VERSION
from pipeline.imaging.options import ReadingOptions
from pipeline.imaging.raster import WHOLE, RawPage, Span
from pipeline.ports import OcrEngine
from pipeline.records import Box, Page, PageKind, Reading, Word, evolve

_FEW_WORDS = 3
_CERTAIN = 0.85  # the confidence from which fewer words will do to know which way is up
_COARSE = frozenset({"standard_fax", "noisy_fax"})
_HEADER = 0.055  # of the page's height: the band a fax machine prints its header into


class Rereader(Protocol):
    """A second engine that reads only what the first left open."""

    name: str

    def reread(self, image: NDArray[np.uint8], settled: Callable[[Box], bool]) -> tuple[Word, ...]:
        """Words of the lines for whose box `settled` is false; `image` as OcrEngine.read has it."""
        ...

    def segment(self, image: NDArray[np.uint8], box: Box) -> tuple[str, float]:
        """The text of the one line in `box` of `image`, and its confidence."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """The first engine, and how to get the second when a page asks for it."""

    first: OcrEngine
    second: Callable[[], Rereader] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Pass:
    """One recognition: the upright page's pixels, its words on them, how it was done.

    `cleaned` is what the engine saw, where that is the whole page, straight.
    """

    grey: NDArray[np.uint8]
    words: tuple[Word, ...]
    turn: int
    steps: tuple[str, ...]
    cleaned: View | None = None

    @property
    def confidence(self) -> float:
        return merge.mean_confidence(self.words)


def read(
    path: Path,
    engines: Engines,
    options: ReadingOptions,
    each: Callable[[Page], None] | None = None,
    span: Span = WHOLE,
) -> Reading:
    """Pages of the file at `path`; `each` is called as a page is done. Raises UnreadableFile's classes."""
    kind = sniff.sniff(path, options)
    pages = []
    for page in _pages(raster.pages(path, kind, options, span), engines, options):
        pages.append(page)
        if each is not None:
            each(page)
    return Reading(media_type=kind, pages=tuple(pages))


def _pages(source: Iterator[RawPage], engines: Engines, options: ReadingOptions) -> Iterator[Page]:
    while True:
        start = time.process_time()
        raw = next(source, None)
        if raw is None:
            return
        page = read_page(raw, engines, options)
        yield evolve(page, cpu_ms=round((time.process_time() - start) * 1000, 1))


def read_page(raw: RawPage, engines: Engines, options: ReadingOptions) -> Page:
    """One decoded page, read."""
    if raw.words is not None:
        done = Pass(grey=raw.grey, words=raw.words, turn=0, steps=("text-layer",))
        return _record(raw, done, "born_digital", ink.inked(raw.grey, raw.dpi, "born_digital"))
    if quality.is_blank(raw.grey):
        return _record(raw, Pass(grey=raw.grey, words=(), turn=0, steps=("blank",)), "blank")
    kind = quality.kind_of(raw, quality.measure(raw.grey))
    done = _upright(raw, kind, engines.first, options)
    ink_of = ink.inked(done.grey, raw.dpi, kind, done.cleaned)
    if engines.second is not None and options.second_engine:
        done = _second(done, ink_of, engines.second, options)
    return _record(raw, done, kind, ink_of)


def _upright(raw: RawPage, kind: PageKind, engine: OcrEngine, options: ReadingOptions) -> Pass:
    best = _recognise(raw, kind, engine, 0)
    if best.confidence >= (options.turn_confidence if len(best.words) >= _FEW_WORDS else _CERTAIN) and not _lies(
        best.words
    ):
        return best
    for turn in orientation.attempts(raw.grey):
        tried = _recognise(raw, kind, engine, turn)
        if _weight(tried) > 1.3 * _weight(best):
            best = tried
        if best.turn and best.confidence >= options.turn_confidence and not _lies(best.words):
            break
    return best


def _recognise(raw: RawPage, kind: PageKind, engine: OcrEngine, turn: int) -> Pass:
    grey = orientation.turned(raw.grey, turn)
    height, width = grey.shape
    words: list[Word] = []
    steps = [f"turned{turn}"] if turn else []
    views = clean(grey, raw.dpi, kind)
    for view in views:
        before = words[-1].line + 1 if words else 0
        read_here = merge.lettered(engine.read(view.image, view.dpi))
        boxes = view.boxes([word.box for word in read_here], width, height)
        words.extend(evolve(word, box=box, line=before + word.line) for word, box in zip(read_here, boxes))
        steps.extend(view.steps)
    cleaned = views[0] if kind != "photo" else None
    steps.append(getattr(engine, "name", "engine"))
    return Pass(grey=grey, words=tuple(words), turn=turn, steps=tuple(steps), cleaned=cleaned)


def _is_hard(done: Pass, page: ink.Inked, options: ReadingOptions) -> bool:
    """Whether the first engine was unsure of much."""
    coarse = page.kind in _COARSE
    share = options.hard_photo if page.kind == "photo" else options.hard_coarse if coarse else options.hard_share
    return merge.doubt(done.words) > share


def _second(done: Pass, page: ink.Inked, second: Callable[[], Rereader], options: ReadingOptions) -> Pass:
    """What the first engine was unsure of, read again by the second: single words, or on a hard page, and where the
    first may not have seen the lines, all that it did not settle, in lines that the second finds itself."""
    if _is_hard(done, page, options) or ink.unread(page, done.words) > options.unread:
        engine = second()
        words = engine.reread(done.grey, lambda box: merge.is_settled(done.words, box))
        both = merge.merged(done.words, words) if words else done.words
        return replace(done, words=both, steps=(*done.steps, engine.name))
    doubtful = mend.chosen(mend.spans(done.words), done.grey.shape, options.second_budget)
    if not doubtful:
        return done
    engine, words = second(), done.words
    for span, box in doubtful:
        words = mend.put(words, span, mend.mended(span, *engine.segment(done.grey, box)))
    return replace(done, words=words, steps=(*done.steps, f"{engine.name}:{len(doubtful)}"))


def _weight(done: Pass) -> float:
    """How much was read well: letters and digits in words the engine is sure of, none where the lines run down."""
    if _lies(done.words):
        return 0.0
    return sum(sum(map(str.isalnum, word.text)) for word in done.words if word.confidence > 0.6) + done.confidence


def _lies(words: tuple[Word, ...]) -> bool:
    """Whether most words stand on end: tesseract reads lines that run down the page too, and is sure of them."""
    longer = [word for word in words if len(word.text) > 2]
    return sum(word.box.height > 1.2 * word.box.width for word in longer) > 0.5 * len(longer)


def _record(raw: RawPage, done: Pass, kind: PageKind, page: ink.Inked | None = None) -> Page:
    """`page` is the ink of a page that has any."""
    height, width = done.grey.shape
    codes = barcodes(done.grey, any_way=kind == "photo", even=kind not in {"photo", "dark_scan"}) if page else ()
    drawn = ink.drawn(page, done.words, [code.box for code in codes]) if page else ink.Drawn()
    return Page(
        number=raw.number,
        width=width,
        height=height,
        dpi=round(raw.dpi, 2),
        kind=kind,
        rotation=done.turn,
        words=done.words,
        rules=drawn.rules,
        marks=drawn.marks,
        checkboxes=drawn.checkboxes,
        barcodes=codes,
        header_bottom=header_bottom(done.words, height) if kind in {"standard_fax", "fine_fax", "noisy_fax"} else 0,
        confidence=round(done.confidence, 4) if kind not in {"blank"} else 1.0,
        steps=done.steps,
        ink=hashlib.sha256(np.ascontiguousarray(done.grey).data).hexdigest()[:32],
    )


def header_bottom(words: tuple[Word, ...], height: int) -> int:
    """Lower edge of a fax header: one line at the very top of the page that holds a time and a page count or number."""
    top: dict[int, list[Word]] = {}
    for word in words:
        if word.box.top < _HEADER * height:
            top.setdefault(word.line, []).append(word)
    lowest = 0
    for line in top.values():
        text = " ".join(word.text for word in line)
        digits = sum(map(str.isdigit, text))
        if digits >= 8 and ":" in text:
            lowest = max(lowest, merge.hull(line).bottom)
    return lowest
