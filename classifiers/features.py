"""From pages to what the models see: two bags of words as text, and a row of knowledge and layout numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from . import layout
from .lexicon import Hit, Lexicon, corrected
from .tokens import Term, TokenPage, terms

TITLE_TERMS = 60  # the first terms of the first page, where a document says what it is
_TITLE_HEIGHT = 1.3  # of the page's usual word height: a heading


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as the models see it. `words[i]` is `terms[i]` with misread letters mended."""

    pages: tuple[TokenPage, ...]
    terms: tuple[Term, ...]
    words: tuple[str, ...]
    title: tuple[bool, ...]
    hits: tuple[Hit, ...]

    def __repr__(self) -> str:
        return f"<Seen of {len(self.terms)} terms>"

    def text(self) -> list[str]:
        """Words in reading order; those in the title zone once more, marked."""
        titled = [f"t:{word}" for word, title in zip(self.words, self.title) if title and word[0] != "<"]
        return [*self.words, *titled]

    def subwords(self) -> list[str]:
        """Four letters in a row of the different words: what is left of a word that OCR broke."""
        return [
            padded[i : i + 4]
            for word in dict.fromkeys(self.words)
            if len(word) > 3 and word.isalpha()
            for padded in (f"^{word}$",)
            for i in range(len(padded) - 3)
        ]


def look(pages: Sequence[TokenPage], lexicon: Lexicon) -> Seen:
    """Reads the terms, mends and matches them. `pages` may be empty or blank."""
    found = terms(pages)
    words = corrected(found, lexicon)
    return Seen(tuple(pages), tuple(found), tuple(words), tuple(_titles(pages, found)), tuple(lexicon.hits(words)))


def _titles(pages: Sequence[TokenPage], found: Sequence[Term]) -> list[bool]:
    if not found:
        return []
    first = pages[0].tokens
    heights = sorted(token.bottom - token.top for token in first)
    tall = _TITLE_HEIGHT * heights[len(heights) // 2] if heights else 0.0
    return [
        term.page == 0
        and (i < TITLE_TERMS // 2 or (i < TITLE_TERMS * 4 and first[term.token].bottom - first[term.token].top > tall))
        for i, term in enumerate(found)
    ]


def names(lexicon: Lexicon) -> tuple[str, ...]:
    groups = [group.name for group in lexicon.groups]
    return (
        *(f"{g}.kinds" for g in groups),
        *(f"{g}.density" for g in groups),
        *(f"{g}.title" for g in groups),
        "known_words",
        *layout.NAMES,
    )


def dense(seen: Seen, lexicon: Lexicon) -> npt.NDArray[np.float32]:
    """shape (len(names(lexicon)),): per group the phrases found, their density, and those in the title."""
    count = len(lexicon.groups)
    kinds: list[set[str]] = [set() for _ in range(count)]
    covered = np.zeros(count)
    titled: list[set[str]] = [set() for _ in range(count)]
    for hit in seen.hits:
        weight = _weight(hit)
        kinds[hit.group].add(hit.phrase)
        covered[hit.group] += weight
        if seen.title[hit.start]:
            titled[hit.group].add(hit.phrase)
    total = max(20, len(seen.words))
    known = sum(lexicon.known(word) for word in seen.words) / max(1, len(seen.words))
    return np.array(
        [
            *(math.log1p(sum(map(_phrase_weight, found))) for found in kinds),
            *np.log1p(30.0 * covered / total),
            *(math.log1p(sum(map(_phrase_weight, found))) for found in titled),
            known,
            *(layout.features(seen.pages, seen.terms) if seen.pages else [0.0] * len(layout.NAMES)),
        ],
        dtype=np.float32,
    )


def _weight(hit: Hit) -> float:
    return float(hit.end - hit.start)


def _phrase_weight(phrase: str) -> float:
    """A phrase of several words says more than one word."""
    return (0.0, 0.5, 1.5, 2.5)[min(3, phrase.count(" ") + 1)]
