"""Which specialty a referral goes to: at its label, beside the specialist's name, or in title and first words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from rapidfuzz import fuzz, process

from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.labels import Found, fold
from pipeline.extraction.layout import Line, Sheet, around, confidence, joined
from pipeline.extraction.pairing import Candidate, candidates
from pipeline.extraction.referral_labels import SPECIALTIES
from pipeline.extraction.referral_people import Mention
from pipeline.records import Word

_LONGEST = 6
_SENDERS = frozenset(
    fold(n) for n in ("Family Medicine", "Internal Medicine", "Pediatrics", "Imaging", "Radiology", "Pathology")
)
_PRACTICE = re.compile(
    r"(?:associates|clinic|center|group|institute|specialists|partners|consultants|practice)\b", re.I
)
_OWN = frozenset({"referring", "ordering", "from", "signer", "provider", "pcp"})
_ASKS = re.compile(
    r"\brefer|\bconsult|\border|\bprescription|\brx\b|interconsulta|\bevaluat|\bassess|\bopinion|appointment"
    r"|\bsee (?:him|her|them|this|our|my)\b|\bbe seen\b|\bneeds?\b"
    r"|\byour (?:\S+ ){1,5}(?:clinic|service|department|team)\b",
    re.I,
)
_TO = re.compile(
    r"\b(?:to|in|for|ref|referral|refer|consult|with|dept|department|of|a|para|type|your|needs?|by|from|see)\W*$", re.I
)


@cache
def _known() -> dict[str, str]:
    return {fold(name): name for name in SPECIALTIES}


@cache
def _beginnings() -> frozenset[str]:
    """First two letters that a specialty can have, for a quick no; a misread second letter is let go."""
    return frozenset(key[:2] for key in _known())


def parse_specialty(text: str) -> tuple[str, float] | None:
    """The specialty at the start of a text, as printed (or as meant, where it was misread)."""
    words = [w for w in re.split(r"\s+", text.strip(" .:,;-–—")) if w]
    for size in range(min(_LONGEST, len(words)), 0, -1):
        if not (words[0][0].isalnum() and words[size - 1].strip(".,;:()")[-1:].isalnum()):
            continue
        phrase = " ".join(words[:size]).strip(" .,;:()")
        key = fold(phrase)
        if key in _known() and (len(key) > 4 or phrase.isupper()):
            return phrase, 1.0
    key = fold(" ".join(words[:4]))
    if not words or fold(words[0])[:2] not in _beginnings():
        return None
    for size in range(min(3, len(words)), 0, -1):
        near = _near(fold(" ".join(words[:size])))
        if near and (size == len(words) or len(key) < 60):
            return near[0], near[1] * 0.9
    return None


@cache
def _near(key: str) -> tuple[str, float] | None:
    if len(key) < 7:
        return None
    best = process.extractOne(key, list(_known()), scorer=fuzz.ratio, score_cutoff=86)
    return (_known()[best[0]], best[1] / 100) if best else None


def specialty_sightings(context: Context, mentions: tuple[Mention, ...]) -> Iterator[Sighting]:
    """Every place that says which specialty, scored."""
    yield from _labelled(context)
    for mention in mentions:
        if mention.role == "referred_to":
            yield from _beside(context, mention)
            yield from _before(context, mention)
    for sheet in context.sheets[:1]:
        yield from _in_text(sheet)


def _labelled(context: Context) -> Iterator[Sighting]:
    for sheet, found in context.labels("specialty"):
        if _is_senders(sheet, found):
            continue
        for candidate in _whole(sheet, candidates(context, sheet, found)):
            parsed = parse_specialty(candidate.text)
            if parsed is None:
                continue
            line = next(row for row in sheet.lines if candidate.words[0] in row.words)
            rest = joined([w for w in line.words if w.box.left > candidate.words[0].box.left])
            if _mentions_another(rest, parsed[0]):
                continue  # a printed list to circle
            score = found.score * candidate.geometry * parsed[1] * (0.4 + 0.6 * candidate.confidence)
            words = candidate.words[: len(parsed[0].split())]
            yield _sighting(sheet, words, parsed[0], score * (0.9 if found.label.weak else 1.0))
            break


def _whole(sheet: Sheet, given: Iterable[Candidate]) -> Iterator[Candidate]:
    """Before each candidate that is no specialty, the same with the row below it ("Behavioral / Health")."""
    for candidate in given:
        if parse_specialty(candidate.text) is None and (more := _next_row(sheet, candidate)):
            yield replace(candidate, words=(*candidate.words, *more), geometry=0.95 * candidate.geometry)
        yield candidate


def _next_row(sheet: Sheet, candidate: Candidate) -> tuple[Word, ...]:
    last = next(row for row in sheet.lines if candidate.words[-1] in row.words)
    if last.index + 1 >= len(sheet.lines) or sheet.lines[last.index + 1].box.top - last.box.bottom > sheet.unit:
        return ()
    left = candidate.words[0].box.left
    cells = sheet.lines[last.index + 1].cells
    return next((c.words[:3] for c in cells if abs(c.box.left - left) <= 2 * sheet.char), ())


def _is_senders(sheet: Sheet, found: Found) -> bool:
    """A plain "Specialty:" among the particulars of who refers is the referrer's own."""
    label = joined(sheet.lines[found.line].words[found.start : found.end])
    return found.role in _OWN and not re.search(r"request|refer|needed|\bto\b|service|consult", label, re.I)


def _mentions_another(text: str, value: str) -> bool:
    words = text.split()
    return any((p := parse_specialty(" ".join(words[i:]))) and p[0].lower() != value.lower() for i in range(len(words)))


def _beside(context: Context, mention: Mention) -> Iterator[Sighting]:
    """After the specialist's name, or on one of the two rows under it."""
    sheet = next(s for s in context.sheets if s.number == mention.page)
    line = sheet.lines[mention.line]
    after = [w for w in line.words if w.box.left >= mention.box.right - 2]
    if found := _scan(after[:8], 1):
        yield _sighting(sheet, found[0], found[1], 0.9 * mention.score * found[2])
    for below in sheet.lines[mention.line + 1 : mention.line + 3]:
        words = [
            w
            for w in below.words
            if mention.box.left - 4 * sheet.char <= w.box.left <= mention.box.right + 8 * sheet.char
        ]
        if words and abs(words[0].box.left - mention.box.left) <= 6 * sheet.char and (found := _scan(words[:8], 2)):
            yield _sighting(sheet, found[0], found[1], 0.88 * mention.score * found[2])
            return


def _before(context: Context, mention: Mention) -> Iterator[Sighting]:
    """ "Follow up with: Cardiology, Ana Ruiz, MD"."""
    sheet = next(s for s in context.sheets if s.number == mention.page)
    words = [w for w in sheet.lines[mention.line].words if w.box.right <= mention.box.left + 2][-4:]
    for at in range(len(words)):
        parsed = parse_specialty(joined(words[at:]))
        if parsed and len(parsed[0].split()) == len(words) - at:
            yield _sighting(sheet, words[at:], parsed[0], 0.85 * mention.score * parsed[1] * confidence(words[at:]))
            return


def _scan(words: list[Word], skip: int) -> tuple[tuple[Word, ...], str, float] | None:
    """A specialty within the first words, after at most `skip` small ones."""
    small = 0
    for at in range(len(words)):
        parsed = parse_specialty(joined(words[at:]))
        if parsed:
            used = tuple(words[at : at + len(parsed[0].split())])
            return used, parsed[0], parsed[1] * (0.5 + 0.5 * confidence(used))
        small += words[at].text.strip("(),.:").lower() not in ("in", "of", "md", "do", "np", "pa-c", "dpt", "")
        if small > skip:
            return None
    return None


def _in_text(sheet: Sheet) -> Iterator[Sighting]:
    """Titles and sentences that refer: "Referral to Rheumatology", "REF CARDIOLOGY", "refer her to Neurology"."""
    for line in sheet.lines:
        before = sheet.lines[line.index - 1].text if line.index else ""
        asks = _ASKS.search(line.text) or (_TO.search(before) and _ASKS.search(before))
        if asks or line.index < 6:
            yield from _of_line(sheet, line, bool(asks))
        else:
            yield from _alone(sheet, line)


def _alone(sheet: Sheet, line: Line) -> Iterator[Sighting]:
    """A cell that is a specialty and nothing else, as under "Rx" or a specialist's name; a practice's own is none."""
    for cell in line.cells:
        parsed = parse_specialty(cell.text)
        if parsed and fold(parsed[0]) == fold(cell.text) and fold(parsed[0]) not in _SENDERS and len(cell.text) > 4:
            yield _sighting(sheet, cell.words, parsed[0], 0.55 * parsed[1] * confidence(cell.words))


def _of_line(sheet: Sheet, line: Line, asks: bool) -> Iterator[Sighting]:
    words = list(line.words)
    seen: list[Sighting] = []
    for at, word in enumerate(words):
        if not word.text[:1].isupper():
            continue
        parsed = parse_specialty(joined(words[at : at + _LONGEST]))
        if parsed is None or any(s.box.right > word.box.left for s in seen):
            continue
        used = words[at : at + len(parsed[0].split())]
        led = bool(_TO.search(joined(words[:at])))
        if not led and fold(parsed[0]) in _SENDERS:
            continue
        score = (0.85 if asks and led else 0.72 if asks else 0.5) * parsed[1] * confidence(used)
        if _PRACTICE.match(joined(words[at + len(used) :])):
            score *= 0.6  # the name of a practice
        seen.append(_sighting(sheet, used, parsed[0], score))
    if len({fold(str(s.value)) for s in seen}) == 1:
        yield from seen


def _sighting(sheet: Sheet, words: list[Word] | tuple[Word, ...], value: str, score: float) -> Sighting:
    return Sighting(
        field="referred_to_specialty",
        value=value,
        raw=joined(words),
        page=sheet.number,
        box=around(words),
        score=score,
    )
