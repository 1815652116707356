"""Finding labels in OCR'd rows: which words name a field, and whose field it is.

A `Label` says what a printed phrase names: the field, the role it belongs to ("" where the phrase does not say) and
the ways to print it. A `Lexicon` compiles labels once; `find_labels` marks them on a sheet: longest phrase first,
tolerant of the confusions OCR makes, and silent about label words that stand in running prose. The role of a phrase
that names none ("Date of birth:") comes from what stands to its left, above it in its column, or the heading over it.

Roles: patient, client, subscriber, guarantor, parent, emergency, witness, signer, ordering, referring, referred_to,
copied, attending, pcp, provider, specialist, director, facility, payer, employer, sender, specimen, other. Fields are
the contract's names (birth_date, mrn, ...) and some that only help: `name` (a person or a firm, by role), `section` (a
heading), `stop` (a label whose value nobody needs).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from pipeline.records import Box, Private

PEOPLE = frozenset(
    {"patient", "client", "subscriber", "guarantor", "parent", "emergency", "witness", "signer", "other"}
)
NAMES = frozenset({"name", "family_name", "given_name", "middle_name"})
PERSONAL = frozenset({"birth_date", "sex", "ssn_last4", "mrn", "age"})  # nobody prints these of a provider
FUZZY_CUTOFF = 84.0
COMPOSED = 0.97  # likeness of a label that is known by the words it is made of alone
_CONFUSED = str.maketrans("01|!i58$¢€", "ollllsbsce")
_PARTED = re.compile(r"[^a-z0-9#%+]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A field's printed names.

    `weak` phrases are everyday words: they count only with a colon or alone in a cell; `coloned` ones only with a
    colon; `closed` ones (headings) only as a whole cell.
    """

    field: str
    variants: tuple[str, ...]
    role: str = ""
    weak: bool = False
    closed: bool = False
    coloned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Found(Private):
    """A label on a page: words [start, end) of row `line`. `score` is its likeness, 0 to 1.

    `heading` tells that nothing stands to its right in the cell: it may head what is below. `role` is resolved.
    """

    label: Label
    role: str
    line: int
    start: int
    end: int
    box: Box
    score: float
    colon: bool
    heading: bool

    @property
    def field(self) -> str:
        return self.label.field


def phrases(text: str, kind: str | None = None) -> tuple[str, ...]:
    """Phrases of a list parted by semicolons: those marked "?" (weak), ":" (coloned), unmarked (""), or all (None)."""
    listed = [" ".join(part.split()) for part in text.split(";")]
    return tuple(p.rstrip("?:") for p in listed if p and (kind is None or (p[-1] if p[-1] in "?:" else "") == kind))


def labels_of(field: str, text: str, role: str = "") -> tuple[Label, ...]:
    """The labels of a field from one list of phrases, by their marks."""
    return tuple(
        Label(field=field, role=role, variants=phrases(text, kind), weak=kind == "?", coloned=kind == ":")
        for kind in ("", "?", ":")
    )


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """One spelling for what OCR confuses: lower case, no accents, no blanks, 0→o, 1→l, i→l, 5→s, 8→b."""
    plain = text.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _PARTED.sub("", plain.translate(_CONFUSED))


Compose = Callable[[str], Label | None]


def _nothing(_: str) -> Label | None:
    return None


class Lexicon:
    """Labels compiled for look-up. Build once per set of labels; `+` makes a larger one.

    `compose` tells what a phrase that no label claims says by the words it is made of.
    """

    def __init__(self, labels: Iterable[Label], compose: Compose = _nothing) -> None:
        self.labels = tuple(labels)
        self.compose = compose

    def __add__(self, more: Iterable[Label]) -> Lexicon:
        return Lexicon((*self.labels, *more), self.compose)

    def composed(self, phrase: str) -> Label | None:
        """The label that the words of a printed phrase make together, if no list has the phrase."""
        return None if fold(phrase) in self.exact else self.compose(phrase)

    @cached_property
    def exact(self) -> dict[str, tuple[Label, ...]]:
        """Folded phrase without blanks → labels that claim it, in the lexicon's order."""
        found: dict[str, tuple[Label, ...]] = {}
        for label in self.labels:
            for key in dict.fromkeys(fold(variant) for variant in label.variants):
                found[key] = (*found.get(key, ()), label)
        return found

    @cached_property
    def _buckets(self) -> dict[tuple[str, int], tuple[str, ...]]:
        """Phrases by first letter and length, each under the lengths it may be misread to."""
        buckets: dict[tuple[str, int], list[str]] = {}
        for key in self.exact:
            for length in range(len(key) - 2, len(key) + 3) if len(key) >= 5 else ():
                buckets.setdefault((key[0], length), []).append(key)
        return {at: tuple(keys) for at, keys in buckets.items()}

    def near(self, key: str) -> tuple[Label, float] | None:
        """The label whose phrase is most like the folded `key`, with its likeness 0 to 1. First letters must agree."""
        choices = self._buckets.get((key[:1], len(key))) if len(key) >= 5 else None
        if not choices:
            return None
        cutoff = FUZZY_CUTOFF if len(key) > 6 else 80.0
        best = process.extractOne(key, choices, scorer=fuzz.ratio, score_cutoff=cutoff)
        if best is None or ("#" in best[0]) != ("#" in key) or (best[0] != key and _cut(best[0], key)):
            return None
        return self.exact[best[0]][0], best[1] / 100


def _cut(one: str, other: str) -> bool:
    """Whether one phrase is the other with its end left off: not a misread but another ("Medicare", "Medicare ID")."""
    return abs(len(one) - len(other)) == 2 and (one.startswith(other) or other.startswith(one))
