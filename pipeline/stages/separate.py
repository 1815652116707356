"""Separate: where one document ends and the next begins within a file.

Certain evidence first: our own bar-coded separator sheets, blank pages. Then, between each two pages that are left, the
pieces of evidence are added up as log-odds that a new document begins: "page n of m" counters, a cover sheet, another
patient, another kind of page, a repeated page heading. A wrong guess must be cheap: a close call is a doubt for the
desk, and pages of two patients are never kept together.

The counter in a fax header is the transmission's and says nothing about documents: words in that band are left out.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from pipeline.records import Doubt, Extraction, Page, Part, Reading, Separation, Word
from pipeline.stages import classify, extract

if TYPE_CHECKING:
    from classifiers.model import DoctypeModel

VERSION = "separate-1"

SEPARATOR = "CHARTDROP-SEP:"  # then four digits and their crc32, so that no other bar code ever splits a file

# Log-odds that a new document begins at a page, per piece of evidence. Set by hand from what each says, checked on
# generated bundles (tests/benchmarks/separate.py); not fitted.
STARTS_AT_ONE, CONTINUES, COUNTS_ON, COMPLETE_BEFORE = 7.0, -6.0, -2.5, 2.5
COVER, OTHER_PATIENT, SAME_PATIENT, NO_PATIENT = 5.0, 6.0, -1.0, -1.0
SAME_HEADING, CARD_SIDES, OTHER_NUMBER, SAME_NUMBER = -2.5, -3.0, 2.5, -2.5
BASE, TYPE_WEIGHT, TYPE_LIMIT, CLOSE_CALL = 0.3, 0.8, 2.5, 1.0

COUNTER = re.compile(r"\b(?:page|pg|p[aá]gina|p)\.?\s*(\d{1,3})\s*(?:of|/|de)\s*(\d{1,3})\b", re.IGNORECASE)


def separator_text(number: int) -> str:
    """What the bar code of separator sheet `number` (0 to 9999) says."""
    digits = f"{number:04d}"
    return f"{SEPARATOR}{digits}:{zlib.crc32(digits.encode()):08x}"


def is_separator(page: Page) -> bool:
    """Whether a page carries our own separator code with a right checksum."""
    return any(_valid_separator(code.text) for code in page.barcodes)


def _valid_separator(text: str) -> bool:
    digits, _, _ = text.removeprefix(SEPARATOR).partition(":")
    return text.startswith(SEPARATOR) and digits.isdecimal() and text == separator_text(int(digits))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Facts:
    """What one page says about where it belongs."""

    page: Page
    probabilities: Mapping[str, float]
    cover: float
    extraction: Extraction
    counter: tuple[int, int] | None
    heading: str

    def value(self, name: str) -> str:
        found = self.extraction.fields.get(name)
        return str(found.value).upper() if found else ""


def separate(reading: Reading, model: DoctypeModel) -> Separation:
    """The documents of a file, in page order. A file of blank pages only is one document."""
    set_aside = tuple(page.number for page in reading.pages if page.is_blank or is_separator(page))
    runs = _runs(reading.pages, set(set_aside))
    if not runs:
        return Separation(parts=(Part(pages=tuple(page.number for page in reading.pages)),))
    parts = tuple(part for run in runs for part in _split(run, model))
    return Separation(parts=parts, set_aside=set_aside)


def _runs(pages: Sequence[Page], set_aside: set[int]) -> list[list[Page]]:
    """Pages between separator sheets. A blank page does not separate: it is often a back side."""
    runs: list[list[Page]] = [[]]
    for page in pages:
        if page.number not in set_aside:
            runs[-1].append(page)
        elif is_separator(page):
            runs.append([])
    return [run for run in runs if run]


def _split(run: Sequence[Page], model: DoctypeModel) -> list[Part]:
    facts = [_facts(page, model) for page in run]
    groups = [[facts[0]]]
    doubts: list[list[Doubt]] = [[]]
    for before, after in pairwise(facts):
        score = boundary(before, after)
        close = abs(score) < CLOSE_CALL
        doubt = _close_call(after.page.number) if close else None
        if score > 0:
            groups.append([after])
            doubts.append([])
        else:
            groups[-1].append(after)
        if doubt:
            doubts[-1].append(doubt)
            if score > 0:
                doubts[-2].append(doubt)
    return [
        Part(pages=tuple(fact.page.number for fact in group), cover=_is_cover(group), doubts=tuple(why))
        for group, why in zip(groups, doubts, strict=True)
    ]


def _close_call(number: int) -> Doubt:
    return Doubt(code="boundary", says=f"It is not certain whether a new document begins on page {number}.")


def _is_cover(group: Sequence[_Facts]) -> bool:
    return len(group) == 1 and group[0].cover >= 0.5


def _facts(page: Page, model: DoctypeModel) -> _Facts:
    seen = classify.classify([page], model)
    return _Facts(
        page=page,
        probabilities=seen.probabilities,
        cover=cover_likeness(page),
        extraction=extract.extract([page], seen.type),
        counter=counter_of(page),
        heading=_heading(page),
    )


def boundary(before: _Facts, after: _Facts) -> float:
    """Log-odds that a new document begins at `after`."""
    score = BASE + _counters(before.counter, after.counter) + _patients(before, after) + _kinds(before, after)
    if max(before.cover, after.cover) >= 0.5:
        score += COVER
    if before.heading and fuzz.ratio(before.heading, after.heading) >= 85:
        score += SAME_HEADING
    numbers = before.value("accession_number"), after.value("accession_number")
    if all(numbers):
        score += SAME_NUMBER if fuzz.ratio(*numbers) > 85 else OTHER_NUMBER
    return score


def _counters(before: tuple[int, int] | None, after: tuple[int, int] | None) -> float:
    if after:
        if after[0] == 1:
            return STARTS_AT_ONE
        if before and before == (after[0] - 1, after[1]):
            return CONTINUES
        return COUNTS_ON
    if before and before[0] == before[1]:
        return COMPLETE_BEFORE
    return 0.0 if before is None else -1.0


def _patients(before: _Facts, after: _Facts) -> float:
    if not any(after.value(name) for name in ("birth_date", "mrn", "family_name")):
        return NO_PATIENT
    verdicts = [_same(before.value(name), after.value(name)) for name in ("birth_date", "mrn")]
    names = _same(before.value("family_name"), after.value("family_name"))
    given = _same(before.value("given_name"), after.value("given_name"))
    if names is False and given is False and True not in verdicts:
        return OTHER_PATIENT
    if verdicts.count(False) and True not in verdicts and (names is False or given is False):
        return OTHER_PATIENT
    if True in verdicts or (names and given):
        return SAME_PATIENT
    return 0.0


def _same(one: str, other: str) -> bool | None:
    """None when a side is silent; near is the same, because a page read badly is still the same patient's."""
    if not one or not other:
        return None
    return fuzz.ratio(one, other) >= 75


def _kinds(before: _Facts, after: _Facts) -> float:
    agree = sum(before.probabilities.get(kind, 0.0) * share for kind, share in after.probabilities.items())
    agree = min(max(agree, 0.02), 0.98)
    score = TYPE_WEIGHT * math.log((1 - agree) / agree)
    both = min(before.probabilities.get("insurance_card", 0.0), after.probabilities.get("insurance_card", 0.0))
    if both >= 0.5:
        score += CARD_SIDES
    return max(-TYPE_LIMIT - 3, min(TYPE_LIMIT, score))


# --- what a page says about itself

COVER_WORDS = re.compile(
    r"\b(fax\s+(cover|transmittal|transmission|message|memo)|cover\s+(sheet|page)|facsimile"
    r"|(number|no\.?|#|total)\s*(of)?\s*pages|pages?\s*(\(?incl\w*|to follow|sent|following)|hoja de (portada|fax))",
    re.IGNORECASE,
)
COVER_PARTS = re.compile(r"(?:^|\s)(to|from|fax|re|pages|attn|date|phone|de|para)\s*:", re.IGNORECASE)
CONFIDENTIAL = re.compile(
    r"confidential|intended (only )?for|received this (fax|communication|transmission)", re.IGNORECASE
)


def cover_likeness(page: Page) -> float:
    """0 to 1: how much a page looks like a fax cover sheet."""
    words = _body(page)
    text = " ".join(word.text for word in words)
    if not words or len(words) > 260:
        return 0.0
    titled = bool(COVER_WORDS.search(" ".join(word.text for word in words[:60])))
    parts = len({part.lower() for part in COVER_PARTS.findall(text)})
    score = 0.45 * titled + 0.12 * min(parts, 4) + 0.15 * bool(CONFIDENTIAL.search(text))
    if COVER_WORDS.search(text):
        score += 0.1
    return min(1.0, score)


def counter_of(page: Page) -> tuple[int, int] | None:
    """The page's own "page n of m", or None. The last one on the page counts: footers stand at the bottom."""
    found = COUNTER.findall(" ".join(word.text for word in _body(page)))
    pairs = [(int(number), int(total)) for number, total in found]
    pairs = [pair for pair in pairs if 1 <= pair[0] <= pair[1] <= 200]
    return pairs[-1] if pairs else None


def _body(page: Page) -> list[Word]:
    return [word for word in page.words if word.box.top >= page.header_bottom]


def _heading(page: Page) -> str:
    """The first printed lines, digits masked: what an EHR repeats on each page of a print-out."""
    words = [word for word in _body(page) if word.confidence >= 0.4][:12]
    return re.sub(r"\d", "0", " ".join(word.text for word in words)).upper()
