"""Finding labels in OCR'd rows: which words name a field, and whose field it is.

A `Label` says what a printed phrase names: the field, the role it belongs to ("" where the phrase does not say) and
the ways to print it. A `Lexicon` compiles labels once; `find_labels` marks them on a sheet: longest phrase first,
tolerant of the confusions OCR makes, and silent about label words that stand in running prose. The role of a phrase
that names none ("Date of birth:") comes from what stands to its left, above it in its column, or the heading over it.

Roles: patient, subscriber, guarantor, parent, emergency, witness, ordering, referring, referred_to, copied, attending,
pcp, director, facility, payer, employer, sender, signer, other. Fields are the contract's names (birth_date, mrn, ...) and some that
only help: `name` (a person or a firm, by role), `section` (a heading), `stop` (a label whose value nobody needs).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from pipeline.extraction.layout import Cell, Line, Sheet, around
from pipeline.records import Box, Private, Word

PEOPLE = frozenset({"patient", "subscriber", "guarantor", "parent", "emergency", "witness", "signer", "other"})
NAMES = frozenset({"name", "family_name", "given_name", "middle_name"})
NUMERIC = frozenset(
    {"mrn", "patient_id", "phone", "fax", "account", "order_number", "accession_number", "npi", "postal_code"}
)
PERSONAL = frozenset({"birth_date", "sex", "ssn_last4", "mrn", "age"})  # nobody prints these of a provider
LONGEST = 7  # words of a label
FUZZY_CUTOFF = 84.0
COLONS = (":", "：", ":-", ":.")
_CONFUSED = str.maketrans("01|!i58$¢€", "ollllsbsce")
_BOX_NUMBER = re.compile(r"[(\[]?(?:\d{1,2}|[Il§S])[a-z]?[.,)\]]+")
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


UNKNOWN = Label(field="stop", variants=(), weak=True)


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


class Lexicon:
    """Labels compiled for look-up. Build once per set of labels; `+` makes a larger one."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self.labels = tuple(labels)

    def __add__(self, more: Iterable[Label]) -> Lexicon:
        return Lexicon((*self.labels, *more))

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
    """Whether one phrase is the other with its end left off: another phrase ("Medicare", "Medicare ID"), not a misread."""
    return abs(len(one) - len(other)) == 2 and (one.startswith(other) or other.startswith(one))


def find_labels(sheet: Sheet, lexicon: Lexicon) -> tuple[Found, ...]:
    """Labels of a sheet in reading order, roles resolved. Labels nobody knows, but a colon ends, are field `stop`."""
    found: list[Found] = []
    for line in sheet.lines:
        for cell in line.cells:
            found.extend(_in_cell(line, cell, lexicon))
    return _with_roles(sheet, found)


def _in_cell(line: Line, cell: Cell, lexicon: Lexicon) -> list[Found]:
    found: list[Found] = []
    at = loose = cell.start + _numbered(cell)
    while at < cell.end:
        hit = _longest(line, cell, at, lexicon, at == loose)
        if hit is not None:
            found.append(hit)
            at = loose = hit.end
            continue
        if _ends_label(line.words[at].text) and _lettered(line.words[at].text):
            found.append(_unknown_or_near(line, cell, loose, at + 1, lexicon))
            loose = at + 1
        at += 1
    return found


def _numbered(cell: Cell) -> int:
    """1 where the cell begins with a box number ("4.", "3a)") that is no part of the label, else 0."""
    return int(len(cell.words) > 1 and _BOX_NUMBER.fullmatch(cell.words[0].text) is not None)


def _longest(line: Line, cell: Cell, at: int, lexicon: Lexicon, first: bool) -> Found | None:
    """The longest known phrase that begins with word `at`, if it stands where a label can stand."""
    keys, key = [], ""
    for stop in range(at + 1, min(at + LONGEST, cell.end) + 1):
        key += fold(line.words[stop - 1].text)
        keys.append((stop, key))
        if _ends_label(line.words[stop - 1].text):
            break
    stop, phrase = keys[-1]
    whole = at == cell.start and len(keys) == cell.end - at and len(keys) <= 5
    if first and phrase not in lexicon.exact and (whole or _ends_label(line.words[stop - 1].text)):
        near = lexicon.near(phrase)
        if near:
            return _found(line, cell, at, stop, near[0], near[1])
    for stop, phrase in reversed(keys):
        for label in lexicon.exact.get(phrase, ()):
            if _plausible(line, cell, at, stop, label, first):
                return _found(line, cell, at, stop, label, 1.0)
    return None


def _unknown_or_near(line: Line, cell: Cell, start: int, stop: int, lexicon: Lexicon) -> Found:
    """A phrase that a colon ends: the label its last words are or are most like, or an unknown one."""
    firsts = range(max(start, stop - 4), stop)
    keys = {first: "".join(fold(w.text) for w in line.words[first:stop]) for first in firsts}
    for first, key in keys.items():
        known = next((label for label in lexicon.exact.get(key, ()) if not label.closed), None)
        if known:
            return _found(line, cell, first, stop, known, 1.0)
    for first, key in keys.items():
        if (near := lexicon.near(key)) is not None:
            return _found(line, cell, first, stop, near[0], near[1] * 0.97)
    first = start if stop - start <= 4 and start == cell.start else stop - 1
    return _found(line, cell, first, stop, UNKNOWN, 0.5)


def _found(line: Line, cell: Cell, start: int, stop: int, label: Label, score: float) -> Found:
    words = line.words[start:stop]
    follower = line.words[stop].text if stop < cell.end else ""
    colon = _ends_label(words[-1].text) or follower in COLONS
    return Found(
        label=label,
        role=label.role,
        line=line.index,
        start=start,
        end=stop + (follower in COLONS),
        box=around(words),
        score=score,
        colon=colon,
        heading=start <= cell.start + _numbered(cell) and stop + (follower in COLONS) >= cell.end,
    )


def _plausible(line: Line, cell: Cell, at: int, stop: int, label: Label, first: bool) -> bool:
    """Whether a phrase stands where labels stand: before a colon, at the head of a cell, or written as a title."""
    last, follower = line.words[stop - 1].text, line.words[stop].text if stop < cell.end else ""
    whole = at == cell.start and stop == cell.end
    whole = whole or (stop == cell.end and at == cell.start + _numbered(cell))
    if label.closed:
        return whole and (bool(label.role) or not _ends_label(last)) and not last.endswith(".")
    if _ends_label(last) or last.endswith((";", "!", "…")) or follower in COLONS:
        return True
    if label.coloned:
        return False
    if label.weak:
        opens = at == cell.start + _numbered(cell) and first and stop < cell.end
        return whole or (opens and _begins_value(line, stop, cell.end, label))
    return first or line.words[at].text[:1].lstrip("(").isupper() or line.words[at].text[:1] == "("


def _begins_value(line: Line, at: int, end: int, label: Label) -> bool:
    """Whether what follows an everyday word in its cell is a value, not the rest of a sentence or a title."""
    if label.field in NUMERIC or label.field.endswith("_date"):
        return any(c.isdigit() for c in line.words[at].text)
    if label.field not in NAMES:
        return _value_like(line.words[at])
    names = [w.text[:1].isupper() and not w.text.isdigit() for w in line.words[at : at + 2]]
    return label.role in ("", "patient") and len(names) == 2 and all(names) and end - at <= 5


def _value_like(word: Word) -> bool:
    """A word that a value may begin with, not the next word of a sentence."""
    return word.text[:1].isupper() or any(c.isdigit() for c in word.text)


def _ends_label(text: str) -> bool:
    return text.endswith((":", "：", ":-", "#:", ":."))


def _lettered(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= 2 and "//" not in text and "@" not in text


def _with_roles(sheet: Sheet, found: Sequence[Found]) -> tuple[Found, ...]:
    """Gives each label that names no role the role of what it stands under or beside."""
    done: list[Found] = []
    for here in found:
        role = here.label.role or _inherited(sheet, here, done)
        if here.field == "name" and not here.label.role and _second_name(here, role, done):
            role = "other"
        done.append(here if role == here.role else replace(here, role=role))
    return tuple(done)


def _second_name(here: Found, role: str, before: Sequence[Found]) -> bool:
    """A plain "Name:" after the patient's own name, in the part of the page that is the patient's: somebody else's."""
    return role in ("", "patient") and any(
        o.field in ("name", "family_name")
        and o.role == "patient"
        and o.line < here.line
        and not (o.heading and o.label.weak)
        for o in before
    )


def _inherited(sheet: Sheet, here: Found, before: Sequence[Found]) -> str:
    if here.field in ("section", "stop"):
        return ""
    for other in reversed(before):
        if other.line == here.line and other.role and _speaks_for(other, here):
            return other.role
    for other in reversed(before):
        if other.line == here.line or not _over(sheet, other, here, before):
            continue
        if _speaks_for(other, here):
            return other.role
        if other.field in PERSONAL and here.field not in NAMES:
            return other.role  # the column has gone over to a person's particulars
    return ""


def _speaks_for(owner: Found, of: Found) -> bool:
    """Whether a label hands its role on: names and headings do; a provider has no birth date, a filled name no name."""
    if owner.field == "section":
        return True
    if owner.field not in NAMES or not owner.role:
        return False
    if of.field in NAMES and not owner.heading:
        return False
    return owner.role in PEOPLE or of.field not in PERSONAL


def _in_header_row(owner: Found, found: Sequence[Found]) -> bool:
    """A name's caption beside captions of other things, as in a form of boxes: its value is all it heads."""
    return owner.field in NAMES and any(
        o.line == owner.line and o.heading and o.field not in (*NAMES, "section", "stop") for o in found
    )


def _over(sheet: Sheet, owner: Found, here: Found, found: Sequence[Found]) -> bool:
    """Whether `owner` heads the column that `here` stands in."""
    slack = 3 * sheet.char
    if owner.heading and _in_header_row(owner, found):
        return False
    if owner.field != "section" and not owner.heading:
        return abs(owner.box.left - here.box.left) <= slack and here.line - owner.line <= 6
    right = min(
        (o.box.left for o in found if o.line == owner.line and o.start >= owner.end and o.heading),
        default=sheet.page.width + 1,
    )
    return owner.box.left - slack <= here.box.left < right - slack / 2 or _alone(sheet, owner)


def _alone(sheet: Sheet, heading: Found) -> bool:
    """A heading that has its row to itself speaks for the whole width."""
    return heading.field == "section" and len(sheet.lines[heading.line].cells) == 1 and heading.heading
