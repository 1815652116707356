"""Who refers and to whom: providers named at labels, in sentences, in the address and under the signature of a letter.

A name counts for a side only where the page puts it there (NPIs: `referral_sides`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.extraction.context import Context
from pipeline.extraction.labels import Found, fold
from pipeline.extraction.layout import Sheet, around, confidence
from pipeline.extraction.names import parse_provider
from pipeline.extraction.names_words import CREDENTIALS, SUFFIXES
from pipeline.extraction.pairing import ABOVE_RULE, NEXT_CELL, WRAPPED, Candidate, candidates
from pipeline.extraction.referral_labels import SPECIALTIES
from pipeline.records import Box, Private

# How surely a label's name is of a side: (side, weight with a title or credentials, weight without).
LATER = 0.6  # what stands on a later page is often from an enclosed note
SIDES = {
    "referring": ("referring", 1.0, 0.93),
    "ordering": ("referring", 0.95, 0.88),
    "referred_to": ("referred_to", 1.0, 0.93),
    "specialist": ("referred_to", 0.85, 0.75),
    "from": ("referring", 0.9, 0.6),
    "to": ("referred_to", 0.9, 0.55),
    "signer": ("referring", 0.85, 0.45),
    "pcp": ("referring", 0.55, 0.4),
    "attending": ("referring", 0.5, 0.3),
}
_CREDENTIALLED = re.compile(
    r"(?:^|[\s,(])(?:"
    + "|".join(sorted(CREDENTIALS - {"DO", "BC", "PT", "OT", "MT", "RD", "MA"}, key=len, reverse=True))
    + r"|D\.?O\.?|M\.D\.|PT|OT)\b\.?"
)
_TITLED = re.compile(r"^\W*(?:Dr|Dra|Doctor)\b", re.I)
_ORGANISATION = re.compile(
    r"\b(?:health|clinic|center|centre|associates|institute|therapy|hospital|agency|specialists|group|imaging|rehab\w*|"
    r"surgery|medical|care|llc|pc|inc|pavilion|services|medicine|partners|cardiology|orthop\w+|"
    r"dermatology|pediatrics)\b",
    re.I,
)
_PLACE_ENDS = re.compile(r"\s{2,}|[;|(]|\bfax\b|\bphone\b|\btel\b|\d{3}", re.I)
_SPECIALTIES = frozenset(fold(name) for name in SPECIALTIES)
_WORD = r"[^\W\d_a-z][\w'’.\-]*"
_NAME = (
    rf"(?:Dr|Dra|Doctor)\.?\s+{_WORD}(?:\s+{_WORD}){{0,3}}|{_WORD}(?:\s+{_WORD}){{1,3}},?\s+(?:M\.?D\.?|"
    rf"D\.?O\.?|NP|PA-?C?|FNP-?C?|FNP-BC|APRN|CNM|DPM|DPT|DNP)\b"
)
_SENTENCES = tuple(
    (re.compile(pattern), side, score)
    for pattern, side, score in (
        (
            rf"(?P<name>{_NAME})[^.\n]{{0,40}}?\s(?i:would like to refer|wishes to refer|is referring|"
            rf"refers|requests (?:a |an )?(?:consult|referral|evaluation)|has referred)",
            "referring",
            0.93,
        ),
        (rf"(?i:\brefer(?:ring|red|ral)?\b)[^.]{{0,160}}?\b(?i:to)\s+(?P<name>{_NAME})", "referred_to", 0.9),
        (
            rf"(?i:referred by|at the request of|on behalf of|referral from|sent by)\s+(?P<name>{_NAME})",
            "referring",
            0.88,
        ),
        (
            rf"(?i:(?:electronically|digitally|e-?)\s?signed by|authenticated by|\bs/)\s*:?\s*(?P<name>{_NAME})",
            "referring",
            0.8,
        ),
        (
            rf"(?i:please (?:see|evaluate)|follow.?up (?:with|in|at))[^.\n]{{0,60}}?(?:(?i:with|by)|"
            rf"[:,])\s+(?P<name>{_NAME})",
            "referred_to",
            0.85,
        ),
        (
            rf"(?i:appointment with|consult(?:ation)? with|evaluation by|be seen by|see)\s+(?P<name>{_NAME})",
            "referred_to",
            0.7,
        ),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Mention(Private):
    """A provider, or a place, named on a page. `role` is referring, referred_to, or "" where nothing says."""

    role: str
    name: str
    raw: str
    page: int
    line: int
    box: Box
    score: float
    firm: bool = False


def titled(text: str) -> bool:
    """Whether a name carries a doctor's title or credentials."""
    return bool(_TITLED.match(text) or _CREDENTIALLED.search(text))


def provider(text: str) -> tuple[str, float] | None:
    """A clinician's name as printed, without the specialty or place that a comma adds to it."""
    text = re.sub(r"(?<=[a-z] )([A-Z]),(?= [A-Z][a-z]{2})", r"\1.", text.strip())  # "Irina L, Swenson"
    quality = 1.0
    if text[:1].islower() and titled(text):
        text, quality = text[0].upper() + text[1:], 0.85
    kept, *rest = re.split(r"\s*,\s*", text)
    if rest and fold(kept) in _SPECIALTIES:  # "Cardiology, Ana Ruiz, MD"
        text = ", ".join(rest)
        kept, *rest = rest
    if len([w for w in kept.split() if len(w) > 1]) >= 2:
        for part in rest:
            if not part or not all(_adds(word) for word in part.split()[:1]):
                break
            kept = f"{kept}, {part}"
        text = kept
    parsed = parse_provider(text)
    return (parsed[0], parsed[1] * quality) if parsed else None


def _adds(word: str) -> bool:
    """Whether a word after a comma belongs to the name before it: credentials, a suffix."""
    plain = word.strip(".()").upper().replace(".", "")
    return plain in CREDENTIALS or plain in SUFFIXES


def places(context: Context, sheet: Sheet, found: Found) -> Iterator[Candidate]:
    """`candidates` for names: what stands in a box above is that box's own, and a filled line needs no row below it."""
    given = [*_continued(sheet, candidates(context, sheet, found))]
    filled = any(c.geometry >= NEXT_CELL and sum(ch.isalpha() for ch in c.text) > 2 for c in given)
    for candidate in given:
        if candidate.geometry == ABOVE_RULE and _owned(context, sheet, candidate.box, found.line):
            continue
        if filled and candidate.geometry < NEXT_CELL and candidate.geometry != WRAPPED:
            continue
        yield candidate


def _continued(sheet: Sheet, given: Iterable[Candidate]) -> Iterator[Candidate]:
    """Before a name without credentials, the same with those that the row below brings ("Lucy F. / Hall, MD")."""
    for candidate in given:
        last = next(row for row in sheet.lines if candidate.words[-1] in row.words)
        below = sheet.lines[last.index + 1] if last.index + 1 < len(sheet.lines) else None
        if below and not titled(candidate.text) and 1 <= len(candidate.words) <= 4:
            left = candidate.words[0].box.left
            cell = next((c for c in below.cells if abs(c.box.left - left) <= 2 * sheet.char), None)
            if cell and titled(cell.text) and len(cell.words) <= 3 and below.box.top - last.box.bottom < sheet.unit:
                yield replace(candidate, words=(*candidate.words, *cell.words))
        yield candidate


def _owned(context: Context, sheet: Sheet, box: Box, line: int) -> bool:
    """Whether a label stands over these words, in the rows above row `line`."""
    labels = (f for at in range(max(line - 3, 0), line - 1) for f in context.found_on(sheet.number, at))
    return any(
        f.box.left < box.right and box.left < f.box.right + 4 * sheet.char and f.box.bottom <= box.top + 4
        for f in labels
    )


def _within_phrase(sheet: Sheet, found: Found) -> bool:
    """A label's words at the end of another phrase: "question for specialist:"."""
    line = sheet.lines[found.line]
    before = line.words[found.start - 1].text.lower() if found.start else ""
    return before in ("for", "of", "by", "from", "the", "our", "your", "to") and found.field == "name"


def labelled(context: Context) -> Iterator[Mention]:
    for sheet, found in context.labels("name", "section"):
        side = SIDES.get(found.role)
        if side is None:
            continue
        if _within_phrase(sheet, found):
            continue
        for candidate in places(context, sheet, found):
            parsed = provider(candidate.text)
            if parsed is None and side[0] == "referred_to" and found.field == "name" and found.role != "to":
                parsed = _organisation(candidate.text)
            if parsed is None or (found.field == "section" and not titled(parsed[0])):
                continue
            weight = side[1] if titled(parsed[0]) else side[2]
            score = weight * found.score * candidate.geometry * parsed[1] * (0.4 + 0.6 * candidate.confidence)
            score *= 1.0 if sheet is context.sheets[0] else LATER
            words = candidate.words[: max(len(parsed[0].split()), 1)]
            top = next(i for i, line in enumerate(sheet.lines) if words[0] in line.words)
            yield Mention(
                role=side[0],
                name=parsed[0],
                raw=candidate.text,
                page=sheet.number,
                line=top,
                box=around(words),
                score=score,
                firm=_CREDENTIALLED.search(parsed[0]) is None and bool(_ORGANISATION.search(parsed[0])),
            )
            break


def _organisation(text: str) -> tuple[str, float] | None:
    """A clinic or agency: two to seven capitalised words, one of them a word for a place of care."""
    head = _PLACE_ENDS.split(text.strip(" :.-"), maxsplit=1)[0].strip(" ,.-")
    if fold(head) in _SPECIALTIES:
        return None
    words = head.split()
    if not 2 <= len(words) <= 7 or not _ORGANISATION.search(head) or not head[0].isupper():
        return None
    if sum(w[0].isupper() for w in words) < len(words) - 2:
        return None
    return head, 0.85


def in_sentences(sheet: Sheet) -> Iterator[Mention]:
    flat = sheet.text.replace("\n", " ")
    for pattern, side, score in _SENTENCES:
        for match in pattern.finditer(flat):
            parsed = provider(match["name"])
            if parsed is None:
                continue
            words = sheet.at(*match.span("name"))
            line = next(i for i, row in enumerate(sheet.lines) if words[0] in row.words)
            yield Mention(
                role=side,
                name=parsed[0],
                raw=match["name"],
                page=sheet.number,
                line=line,
                box=around(words),
                score=score * parsed[1] * (0.4 + 0.6 * confidence(words)),
            )
