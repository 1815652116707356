"""Options to tick: which words stand behind a check box, drawn or typed, and whether it is ticked.

`[X] Urgent`, `☒ Urgent`, `(x) Urgent` and drawn boxes (`Page.checkboxes`). Where the engine read a drawn box as a
letter and nobody measured its ink, `guessed` options tell an empty-looking glyph from a filled-looking one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extraction.layout import Line, Sheet, around, joined
from pipeline.records import Box, CheckBox, Private, Word

_TYPED = re.compile(
    r"[\[({<]\s*(?P<mark>[xX✓✔*•√vV]?)\s*[\])}>]|(?P<full>[☒☑✓✔■●⊠🗹√])|(?P<empty>[☐□○◯❏❑])|_{1,3}(?P<line>[xX✓✔])_{1,3}"
)
_LOOKS_EMPTY = frozenset(
    [
        "O",
        "0",
        "o",
        "Q",
        "D",
        "C)",
        "CJ",
        "Cl",
        "C1",
        "CI",
        "[J",
        "[]",
        "()",
        "O)",
        "(C",
        "(J",
        "[)",
        "LJ",
        "Oo",
        "C]",
        "c)",
        "Cc",
        "(1",
        "0)",
    ]
)
_LOOKS_FULL = frozenset(
    [
        "@",
        "&",
        "M",
        "M1",
        "X",
        "x",
        "✓",
        "®",
        "©",
        "W",
        "B",
        "R",
        "8",
        "Ei",
        "EI",
        "BI",
        "&)",
        "EX",
        "KI",
        "Kl",
        "Xl",
        "X]",
        "[X",
        "(X",
        "4",
        "v",
        "[4",
        "{x}",
        "¥",
        "fx]",
        "[xj",
        "pq",
        "xX",
        "%",
        "§",
    ]
)
FAR = 7.0  # character widths: a wider gap ends an option's text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Option(Private):
    """The words behind a box, as far as the next box or a wide gap. `sure` is 0 to 1."""

    page: int
    line: int
    text: str
    words: tuple[Word, ...]
    ticked: bool
    sure: float
    guessed: bool = False

    @property
    def box(self) -> Box:
        return around(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tick:
    left: int
    right: int
    ticked: bool
    sure: float
    guessed: bool


def options(sheet: Sheet) -> tuple[Option, ...]:
    """Every option of a page that stands behind a box, in reading order."""
    drawn = sheet.page.checkboxes
    return tuple(option for line in sheet.lines for option in _of_line(sheet, line, drawn))


def _of_line(sheet: Sheet, line: Line, drawn: Sequence[CheckBox]) -> Iterator[Option]:
    boxes = [c for c in drawn if line.box.top - 4 <= (c.box.top + c.box.bottom) / 2 <= line.box.bottom + 4]
    words, ticks = _parted(line, boxes)
    for number, tick in enumerate(ticks):
        stop = ticks[number + 1].left if number + 1 < len(ticks) else sheet.page.width
        behind = [w for w in words if tick.right - 2 <= w.box.left < stop]
        kept: list[Word] = []
        for word in behind:
            edge = kept[-1].box.right if kept else tick.right
            if word.box.left - edge > FAR * sheet.char:
                break
            kept.append(word)
        if kept:
            yield Option(
                page=sheet.number,
                line=line.index,
                text=joined(kept),
                words=tuple(kept),
                ticked=tick.ticked,
                sure=tick.sure,
                guessed=tick.guessed,
            )


def _parted(line: Line, boxes: Sequence[CheckBox]) -> tuple[list[Word], list[_Tick]]:
    """The words of a row without those that are box glyphs, and the boxes from left to right."""
    ticks = [
        _Tick(left=c.box.left, right=c.box.right, ticked=c.ticked, sure=0.95 * c.confidence, guessed=False)
        for c in boxes
    ]
    words: list[Word] = []
    for word in _glued(line.words):
        middle = (word.box.left + word.box.right) / 2
        if any(c.box.left - 3 <= middle <= c.box.right + 3 for c in boxes):
            continue
        tick = _typed(word) or (None if boxes else _guess(word))
        if tick is None or tick.guessed:
            words.append(word)
        if tick is not None:
            ticks.append(tick)
    return words, sorted(ticks, key=lambda t: t.left)


def _glued(words: Sequence[Word]) -> Iterator[Word]:
    """Words with a typed box split off the word it was read with, and `( )` read as two words joined."""
    at = 0
    while at < len(words):
        word = words[at]
        if word.text in ("(", "[") and at + 1 < len(words) and re.fullmatch(r"[xX✓]?[)\]]", words[at + 1].text):
            yield Word(text=word.text + words[at + 1].text, box=word.box.union(words[at + 1].box), line=word.line)
            at += 2
            continue
        match = _TYPED.match(word.text)
        if match and match.end() < len(word.text):
            cut = word.box.left + word.box.width * match.end() // len(word.text)
            yield Word(text=match[0], box=_cut(word.box, word.box.left, cut), confidence=word.confidence)
            yield Word(
                text=word.text[match.end() :], box=_cut(word.box, cut, word.box.right), confidence=word.confidence
            )
        else:
            yield word
        at += 1


def _cut(box: Box, left: int, right: int) -> Box:
    return Box(left=left, top=box.top, right=right, bottom=box.bottom)


def _typed(word: Word) -> _Tick | None:
    match = _TYPED.fullmatch(word.text)
    if match is None:
        return None
    ticked = bool(match["mark"] or match["full"] or match["line"])
    return _Tick(left=word.box.left, right=word.box.right, ticked=ticked, sure=0.95, guessed=False)


def _guess(word: Word) -> _Tick | None:
    if word.text in _LOOKS_EMPTY or word.text in _LOOKS_FULL:
        return _Tick(left=word.box.left, right=word.box.right, ticked=word.text in _LOOKS_FULL, sure=0.75, guessed=True)
    return None
