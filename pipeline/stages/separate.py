"""Separate: where one document ends and the next begins within a file.

Certain evidence first: our own bar-coded separator sheets, blank pages. Then, between each two pages that are left, the
pieces of evidence are added up as log-odds that a new document begins: "page n of m" counters, a cover sheet, another
patient, another kind of page, a repeated page heading. A wrong guess must be cheap: a close call is a doubt for the
desk, and pages of two patients are never kept together.

The counter in a fax header is the transmission's and says nothing about documents: words in that band are left out.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from pipeline.extraction.look import PageLook, look_at
from pipeline.records import Doubt, Extraction, Page, Part, Private, Reading, Separation
from pipeline.stages import classify, extract

if TYPE_CHECKING:
    from classifiers.model import DoctypeModel

VERSION = "1"

SEPARATOR = "CHARTDROP-SEP:"  # then four digits and their crc32, so that no other bar code ever splits a file

# What each piece of evidence says about a new document beginning, in log-odds: ln P(seen | new) / P(seen | goes on).
# The shares behind them are judgements about faxes, checked on generated bundles (tests/benchmarks/separate.py).
STARTS_AT_ONE, COUNTS_ON, CHAIN, COMPLETE_BEFORE = 7.0, -4.0, -7.0, 4.0
COVER, OTHER_PATIENT, SAME_PATIENT, NO_PATIENT, FIRST_PATIENT = 5.0, 6.0, -0.3, -0.9, 0.8
OTHER_NUMBER, SAME_NUMBER, CARD_SIDES, SAME_BANNER = 2.5, -2.5, -2.5, -1.5
TITLE, HEADING, NO_TITLE, LETTERHEAD, NO_LETTERHEAD = 1.2, 0.3, -1.6, 1.8, -0.8
CLOSED, OPEN, SHORT, FULL = 1.2, -0.4, 1.2, -0.9
SAME_KIND, OTHER_KIND, CARD_BEGINS = -1.2, 2.0, 2.0
CLOSE_CALL = 2.0


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
class _Facts(Private):
    """What one page says about where it belongs."""

    page: Page
    probabilities: Mapping[str, float]
    extraction: Extraction
    look: PageLook

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
    return len(group) == 1 and _cover(group[0])


def _cover(facts: _Facts) -> bool:
    """A page that looks like a cover sheet, unless it reads like a document of one of the four types."""
    return facts.look.cover >= 0.5 and facts.probabilities.get("other", 0.0) >= 0.5


def _facts(page: Page, model: DoctypeModel) -> _Facts:
    seen = classify.glance(page, model)
    return _Facts(
        page=page,
        probabilities=seen.probabilities,
        extraction=extract.extract([page], classify.named(seen.type)),
        look=look_at(page),
    )


def boundary(before: _Facts, after: _Facts) -> float:
    """Log-odds that a new document begins at `after`."""
    score = _counters(before.look.counter, after.look.counter) + _patients(before, after) + _kinds(before, after)
    if not _back_of_card(before, after):
        score += _edges(before.look, after.look)
    if _cover(before) or _cover(after):
        score += COVER
    numbers = before.value("accession_number"), after.value("accession_number")
    if all(numbers):
        score += SAME_NUMBER if fuzz.ratio(*numbers) > 85 else OTHER_NUMBER
    return score


def _is_card(facts: _Facts) -> bool:
    return facts.probabilities.get("insurance_card", 0.0) >= 0.5


def _back_of_card(before: _Facts, after: _Facts) -> bool:
    """A card behind a card that names no member: every back side has addresses and telephones, like a letterhead."""
    return _is_card(before) and _is_card(after) and not _named(after)


def _named(facts: _Facts) -> bool:
    return any(facts.value(name) for name in ("birth_date", "mrn", "family_name"))


def _edges(before: PageLook, after: PageLook) -> float:
    """How the one page ends and the other begins."""
    score = TITLE if after.title else HEADING if after.heading else NO_TITLE
    score += LETTERHEAD if after.letterhead else NO_LETTERHEAD
    score += CLOSED if before.closed else OPEN
    score += SHORT if before.short else FULL
    if before.banner and fuzz.ratio(before.banner, after.banner) >= 92:
        score += SAME_BANNER
    return score


def _counters(before: tuple[int, int] | None, after: tuple[int, int] | None) -> float:
    if after is None:
        return COMPLETE_BEFORE if before and before[0] == before[1] else 0.0
    if after[0] == 1:
        return STARTS_AT_ONE
    return CHAIN if before == (after[0] - 1, after[1]) else COUNTS_ON


def _patients(before: _Facts, after: _Facts) -> float:
    named = [_named(facts) for facts in (before, after)]
    if not all(named):
        return FIRST_PATIENT if named[1] else NO_PATIENT
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
    score = agree * SAME_KIND + (1 - agree) * OTHER_KIND
    if _is_card(after):
        return score + (CARD_SIDES if _is_card(before) else CARD_BEGINS)
    return score
