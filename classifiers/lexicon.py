"""What the field's documents say, as groups of phrases, and a matcher that forgives what OCR does to words.

A word is looked up as read, then with letters folded that OCR confuses (rn/m, 0/o, 1/l/i, 5/s, 8/b), then, from five
letters on, with one letter missing, added or wrong (symmetric delete index, after W. Garbe's SymSpell).
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .tokens import Term, shape

_FUZZY_FROM = 5  # letters: shorter words have too many neighbours
_CONFUSED = str.maketrans("015689", "olsbbg")


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of a group found at `terms[start:end]`."""

    group: int
    phrase: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of phrases, and the document type that it speaks for."""

    name: str
    type: str
    phrases: tuple[str, ...]


def ocr_fold(word: str) -> str:
    """Letters that OCR confuses, made one."""
    return word.translate(_CONFUSED).replace("rn", "m").replace("i", "l").replace("vv", "w").replace("q", "g")


def _deletes(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


class Lexicon:
    """Phrases indexed by their first word, and the vocabulary that misread words are mapped to."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = tuple(groups)
        self._phrases: dict[str, list[tuple[tuple[str, ...], int, str]]] = {}
        self._exact: set[str] = set()
        self._folded: dict[str, str] = {}
        self._near: dict[str, str] = {}
        for number, group in enumerate(self.groups):
            for phrase in group.phrases:
                self._add(number, phrase)

    def _add(self, number: int, phrase: str) -> None:
        words = tuple(part for word in phrase.split() for part in shape(word))
        if not words:
            return
        self._phrases.setdefault(words[0], []).append((words, number, phrase))
        if len(words) == 2 and all(word.isalpha() for word in words) and len("".join(words)) > _FUZZY_FROM:
            joined = "".join(words)  # OCR and designers drop the space: "MemberID"
            self._phrases.setdefault(joined, []).append(((joined,), number, phrase))
            words = (*words, joined)
        for word in words:
            self._learn(word)

    def _learn(self, word: str) -> None:
        if word in self._exact:
            return
        self._exact.add(word)
        if len(word) < 2 or not word.isalpha():
            return
        self._folded.setdefault(ocr_fold(word), word)
        if len(word) < _FUZZY_FROM:
            return
        for key in (word, *_deletes(word)):
            self._near.setdefault(key, word)

    def correct(self, word: str) -> str:
        """The word of the vocabulary that this one most likely is, or the word itself."""
        if word in self._exact or word[0] == "<":
            return word
        folded = self._folded.get(ocr_fold(word))
        if folded or len(word) < _FUZZY_FROM:
            return folded or word
        if word in self._near or len(word) == _FUZZY_FROM:
            return self._near.get(word, word)
        return next((self._near[key] for key in _deletes(word) if key in self._near), word)

    def known(self, word: str) -> bool:
        return word in self._exact

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """All phrases in a sequence of corrected words; inside one group a longer phrase hides the shorter in it."""
        found: list[Hit] = []
        for start, word in enumerate(words):
            best: dict[int, Hit] = {}
            for parts, group, phrase in self._phrases.get(word, ()):
                end = start + len(parts)
                longer = group not in best or end > best[group].end
                if longer and (len(parts) == 1 or tuple(words[start:end]) == parts):
                    best[group] = Hit(group, phrase, start, end)
            found += best.values()
        return _outermost(found)


def _outermost(found: Sequence[Hit]) -> list[Hit]:
    reach: dict[int, int] = {}
    kept = []
    for hit in found:
        if hit.end > reach.get(hit.group, -1):
            kept.append(hit)
            reach[hit.group] = hit.end
    return kept


def _text() -> str:
    return files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8")


def digest() -> str:
    """SHA-256 of the lexicon: a model is fitted with one and right only with that one."""
    return hashlib.sha256(_text().encode()).hexdigest()


@cache
def load() -> Lexicon:
    """The lexicon that ships with this package, read once."""
    raw: Mapping[str, Mapping[str, str]] = tomllib.loads(_text())
    return Lexicon([
        Group(name, table["type"], tuple(" ".join(phrase.split()) for phrase in table["phrases"].split("|")))
        for name, table in raw.items()
    ])  # fmt: skip


def corrected(terms: Sequence[Term], lexicon: Lexicon) -> list[str]:
    """The words of the terms, misread ones mapped to the vocabulary."""
    return [lexicon.correct(term.text) for term in terms]
