"""One text line read twice: the first engine's sure words stay, its doubtful ones are read by the second.

Sure words are the anchors: what the second engine read between two of them stands where the first was unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from pipeline.imaging.merge import hull
from pipeline.records import Box, Word

SURE = 0.75  # confidence from which a word of the first engine is an anchor
_WORTH = 0.8  # letters that may be wrong
_LEAST_SCORE = 0.5  # of the second engine; below it read noise
_LEAST_ALIKE = 0.3  # share of letters that both readings must have in common to be of one line


def spans(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The doubtful runs of words within a line, each with a sure neighbour at either side where there is one.

    Runs in which hardly a letter can be wrong are not worth reading again.
    """
    for _, group in groupby(words, key=lambda word: word.line):
        line = tuple(group)
        for sure, run in groupby(range(len(line)), key=lambda index: line[index].confidence >= SURE):
            indices = list(run)
            if not sure and doubt(line[indices[0] : indices[-1] + 1]) > _WORTH:
                yield line[max(0, indices[0] - 1) : indices[-1] + 2]


def doubt(span: Sequence[Word]) -> float:
    """How many letters of the span may be wrong; marks and lone letters do not count."""
    return sum(len(word.text) * (1.0 - word.confidence) for word in span if sum(map(str.isalnum, word.text)) > 1)


def around(span: Sequence[Word], shape: tuple[int, ...]) -> Box:
    """The span's box with some paper around it, on a page of `shape` (height, width).

    The recogniser scales what it gets to its own height: more paper above and below reads as well, at a fifth less.
    """
    box = hull(span)
    beside, above = max(2, round(0.12 * box.height)), max(2, round(0.3 * box.height))
    return Box(
        left=max(0, box.left - beside),
        top=max(0, box.top - above),
        right=min(shape[1], box.right + beside),
        bottom=min(shape[0], box.bottom + above),
    )


def chosen(spans: Iterable[Sequence[Word]], shape: tuple[int, ...], budget: float) -> list[tuple[Sequence[Word], Box]]:
    """Spans with their boxes, those with most doubt for their cost first, until `budget` is spent.

    What one costs is its box's width over its height.
    """
    priced = [(span, box, box.width / max(1, box.height)) for span in spans for box in (around(span, shape),)]
    priced.sort(key=lambda each: doubt(each[0]) / max(0.1, each[2]), reverse=True)
    found = []
    for span, box, price in priced:
        if budget <= 0:
            break
        found.append((span, box))
        budget -= price
    return found


def put(words: Sequence[Word], span: Sequence[Word], anew: Sequence[Word]) -> tuple[Word, ...]:
    """The page's words with `anew` in the place of `span`, which stands in a row in them."""
    at = next(index for index, word in enumerate(words) if word is span[0])
    return (*words[:at], *anew, *words[at + len(span) :])


def mended(line: Sequence[Word], text: str, score: float) -> list[Word]:
    """The words of `line` (one line, left to right) with the doubtful ones read anew; `text` is the second reading."""
    before = " ".join(word.text for word in line)
    matcher = SequenceMatcher(None, before, text, autojunk=False)
    if score < _LEAST_SCORE or matcher.ratio() < _LEAST_ALIKE:
        return list(line)
    places = list(_places(line))
    found: list[Word] = []
    end = 0  # of what is used of the second reading
    for sure, group in groupby(range(len(line)), key=lambda index: line[index].confidence >= SURE):
        indices = list(group)
        start, stop = places[indices[0]][0], places[indices[-1]][1]
        if sure:
            found.extend(line[index] for index in indices)
            end = max(end, _there(matcher, stop))
            continue
        until = len(text) if stop == len(before) else max(end, _there(matcher, stop + 1))
        begin = 0 if start == 0 else max(end, _there(matcher, start))
        found.extend(_anew([line[index] for index in indices], text[begin:until], score))
        end = until
    return found


def _places(line: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where each word starts and ends in the line's text."""
    at = 0
    for word in line:
        yield at, at + len(word.text)
        at += len(word.text) + 1


def _there(matcher: SequenceMatcher[str], at: int) -> int:
    """The place in the second reading that answers to `at` in the first."""
    there_stop = 0
    for tag, start, stop, there, there_stop in matcher.get_opcodes():
        if at < stop or (at == stop and tag == "equal"):
            return there + (at - start) if tag == "equal" else min(there + max(0, at - start), there_stop)
    return there_stop


def _anew(old: Sequence[Word], text: str, score: float) -> list[Word]:
    """The part's words over the box of the old ones, in proportion to their letters; the old ones where it is empty."""
    parts = list(re.finditer(r"\S+", text.strip()))
    if not parts:
        return list(old)
    whole = hull(old)
    length = len(text.strip())
    return [
        Word(text=part.group(), box=_share(whole, part.span(), length), confidence=min(1.0, score), line=old[0].line)
        for part in parts
    ]


def _share(whole: Box, span: tuple[int, int], length: int) -> Box:
    left, right = (whole.left + round(whole.width * at / length) for at in span)
    return Box(left=left, top=whole.top, right=right, bottom=whole.bottom)
