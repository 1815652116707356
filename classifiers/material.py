"""Training documents on disk: one JSON line each, xz-compressed, and the noise that makes more of them.

A line is {"family", "type", "degradation", "pages": [[width, height, checkboxes, rules, [[text, left, top, right,
bottom, percent], ...]], ...]}. Synthetic text only.
"""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .tokens import Token, TokenPage


@dataclass(frozen=True, slots=True)
class Document:
    """One labelled document. `family` is the template family that splits are made by."""

    family: str
    type: str
    degradation: str
    pages: tuple[TokenPage, ...]

    def __repr__(self) -> str:
        return f"<Document {self.type} {self.family} {self.degradation}>"


def write(documents: Iterable[Document], path: Path) -> None:
    with lzma.open(path, "wt", encoding="utf-8", preset=6) as out:
        for document in documents:
            out.write(json.dumps(_record(document), ensure_ascii=False, separators=(",", ":")) + "\n")


def read(path: Path) -> list[Document]:
    """Raises OSError or ValueError when the file is not training material."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [_document(json.loads(line)) for line in lines]


def _record(document: Document) -> dict[str, object]:
    return {
        "family": document.family,
        "type": document.type,
        "degradation": document.degradation,
        "pages": [
            [p.width, p.height, p.checkboxes, p.rules,
             [[t.text, t.left, t.top, t.right, t.bottom, round(100 * t.confidence)] for t in p.tokens]]
            for p in document.pages
        ],
    }  # fmt: skip


def _document(record: dict[str, object]) -> Document:
    pages = tuple(
        TokenPage(
            width,
            height,
            tuple(
                Token(text, left, top, right, bottom, percent / 100)
                for text, left, top, right, bottom, percent in tokens
            ),
            boxes,
            rules,
        )
        for width, height, boxes, rules, tokens in record["pages"]  # type: ignore[attr-defined]
    )
    return Document(str(record["family"]), str(record["type"]), str(record["degradation"]), pages)


# -- noise ------------------------------------------------------------------------------------------
_CONFUSIONS = {
    "o": "0ec", "0": "oO", "l": "1I|", "i": "l1!", "1": "lI", "e": "ec", "c": "e(", "s": "5", "5": "S", "b": "h",
    "h": "b", "n": "r", "a": "o", "t": "f", "f": "t", "g": "q", "u": "v", "v": "y", "S": "5", "B": "8", "O": "0",
    "I": "l", "m": "rn", "d": "cl", "w": "vv", "r": "t",
}  # fmt: skip
_SPECKS = ("~", ".", "|", "—", "-", "ee", "ae", "i", "oe", "©", "a", "_", "re", "S")


def noisy(document: Document, rng: random.Random, strength: float) -> Document:
    """The document as a bad reading of another copy: rows missing, words broken, merged, lost, specks read as words.

    `strength` 0 to 1 is about the share of words touched by letters' confusion.
    """
    pages = tuple(_noisy_page(page, rng, strength) for page in document.pages)
    return replace(document, pages=pages, degradation=f"{document.degradation}+noise")


def _noisy_page(page: TokenPage, rng: random.Random, strength: float) -> TokenPage:
    kept = list(_without_bands(page, rng))
    tokens: list[Token] = []
    for token in kept:
        if rng.random() < 0.12 * strength:
            continue
        if (
            tokens
            and rng.random() < 0.05 * strength
            and tokens[-1].top < token.bottom
            and token.left > tokens[-1].right
        ):
            last = tokens[-1]
            tokens[-1] = replace(last, text=last.text + token.text, right=token.right)
            continue
        tokens.append(
            replace(token, text=_broken(token.text, rng, strength), confidence=token.confidence * (1 - strength / 2))
        )
        if rng.random() < 0.06 * strength:
            tokens.append(replace(token, text=rng.choice(_SPECKS), confidence=0.3))
    return replace(page, tokens=tuple(tokens))


def _without_bands(page: TokenPage, rng: random.Random) -> Iterator[Token]:
    """Leaves out up to two horizontal bands, at times the head of the page with its title."""
    bands = []
    for _ in range(rng.randint(0, 2)):
        start = rng.uniform(0, page.height)
        bands.append((start, start + rng.uniform(0.02, 0.18) * page.height))
    if rng.random() < 0.2:
        bands.append((0.0, rng.uniform(0.05, 0.2) * page.height))
    return (t for t in page.tokens if not any(low <= t.top <= high for low, high in bands))


def _broken(text: str, rng: random.Random, strength: float) -> str:
    if rng.random() > strength:
        return text
    letters = list(text)
    for _ in range(1 + (rng.random() < 0.3)):
        i = rng.randrange(len(letters)) if letters else 0
        if letters and letters[i] in _CONFUSIONS:
            options = _CONFUSIONS[letters[i]]
            letters[i] = options if options in ("rn", "cl", "vv") else rng.choice(options)
        elif letters and rng.random() < 0.3:
            del letters[i]
    return "".join(letters)


# -- pages ------------------------------------------------------------------------------------------
_LOOSE = ("lab_result", "consent", "other")  # a later page of a referral is the notes behind it, a card has two sides


def repaged(documents: Sequence[Document], rng: random.Random, share: float) -> list[Document]:
    """More documents of the same families with other numbers of pages: `share` continued, and later pages alone.

    Without them the number of pages would say what a document is, because most templates fill one page.
    """
    by_family: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        by_family.setdefault((document.type, document.family), []).append(document)
    made = []
    for document in documents:
        if document.type in _LOOSE:
            made += [replace(document, pages=(page,)) for page in document.pages[1:]]
            if rng.random() < share:
                others = rng.choices(by_family[document.type, document.family], k=rng.randint(1, 2))
                made.append(replace(document, pages=(*document.pages, *(p for one in others for p in one.pages))))
    return made
