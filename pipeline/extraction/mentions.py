"""Names of the patient in running text and banners, where no label of a form names them.

"RE: Maria Garcia (DOB 3/4/58)", "your patient John Smith", "GARCIA, MARIA E   DOB: 03/04/1958", "I, Maria Garcia, ...".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extraction.context import Context
from pipeline.extraction.labels import PEOPLE
from pipeline.extraction.layout import Sheet, around, confidence
from pipeline.extraction.names import Name, parse_name
from pipeline.records import Box, Private


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NameSeen(Private):
    """One place where a name stands that is the patient's. `labelled` where a label says so."""

    name: Name
    raw: str
    page: int
    box: Box
    score: float
    labelled: bool = True


_WORD = r"[^\W\d_a-z][\w'’.\-]*"
_PARTICLE = r"(?:de|la|las|los|del|van|der|den|von|da|dos|di|y)"
NAME = rf"{_WORD}(?:(?:,[ ]?|[ ])(?:{_PARTICLE}[ ])*{_WORD}){{1,4}}"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Sr|Sra|Master)\.?\s+)?"
_DOB = r"\b(?i:d\.?\s?[o0]\.?\s?b\b|date of birth|birth ?date|born|fecha de nac|f\.? ?nac)"
_AGE = r"(?i:\d{1,3}[\s-]*(?:year|yr|y/?o|month|mo\b|week|day)|(?:\d{1,3}\s?[MF]\b))"

PATTERNS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern), score)
    for pattern, score in (
        (rf"(?P<name>{NAME})[ ,;:(\[–—-]{{0,6}}{_DOB}", 0.9),
        (rf"(?i:\b(?:re|regarding|reference|patient|pt|paciente)\s*[:.]\s*){_TITLE}(?P<name>{NAME})", 0.85),
        (
            rf"(?i:\b(?:your|our|my|the|this|mutual|above|named|for|see) (?:patient|pt),?\s+){_TITLE}(?P<name>{NAME})",
            0.88,
        ),
        (rf"(?P<name>{NAME}),?\s*(?i:is|was|,)?\s*(?i:an?)\s+(?:[\w-]+\s)?{_AGE}", 0.85),
        (rf"(?P<name>{NAME})\s*\(?{_AGE}", 0.7),
        (rf"\b(?i:I|Yo),?\s+(?P<name>{NAME}),", 0.55),
        (rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Sra)\.?\s+(?P<name>{NAME})", 0.5),
        (
            r"(?i:referral (?:of|for)|referral\s?[:–-]|results? (?:for|of)|records? of|report (?:for|on))\s+"
            rf"(?P<name>{NAME})",
            0.6,
        ),
    )
)


_I = re.compile(r"(?:I|Yo)[.,]?\s+(?=\S+[,\s]+\S+)")
_DEAR = re.compile(
    rf"(?m:^)\W*(?i:dear|estimad[oa](?:\(a\))?|hello|hola)\s+{_TITLE}(?P<name>{NAME})\s*(?=[,:])(?!,\s*(?:MD|DO|NP|PA|[A-Z]+-C)\b)"
)


def mentions(context: Context) -> Iterator[NameSeen]:
    """Names in running text and banners that are the patient's."""
    for sheet in context.sheets:
        greeted = _DEAR.search(sheet.text) if context.type != "referral" else None  # a colleague is greeted there
        if greeted and (seen := _seen(sheet, greeted, 0.65)):
            yield seen
        for pattern, score in PATTERNS:
            for match in pattern.finditer(sheet.text):
                seen = _seen(sheet, match, score)
                if seen:
                    yield seen
        yield from _banners(context, sheet)


def _seen(sheet: Sheet, match: re.Match[str], score: float) -> NameSeen | None:
    start, end = match.span("name")
    if said := _I.match(match["name"]):
        start += said.end()  # "I, Maria Garcia, born ...", whatever became of the comma
    parsed = parse_name(sheet.text[start:end])
    for _ in range(3):  # "PLEASE SEE CAMILA MOLINA (DOB": the pattern took words before the name
        blank = sheet.text.find(" ", start, end)
        if parsed is not None or blank < 0:
            break
        start = blank + 1
        parsed = parse_name(sheet.text[start:end])
    if parsed is None:
        return None
    words = sheet.at(start, end)
    sure = score * parsed[1] * (0.4 + 0.6 * confidence(words))
    return NameSeen(
        name=parsed[0], raw=sheet.text[start:end], page=sheet.number, box=around(words), score=sure, labelled=False
    )


def _banners(context: Context, sheet: Sheet) -> Iterator[NameSeen]:
    """A name without a label in a row, or over a row, of the patient's particulars."""
    for line in sheet.lines:
        labels = context.found_on(sheet.number, line.index)
        births = [f for f in labels if f.field in ("birth_date", "mrn") and f.role in ("", "patient")]
        if not births:
            continue
        yield from _unlabelled(context, sheet, line.index, births[0].box, 0.85)
        yield from _unlabelled(context, sheet, line.index - 1, births[0].box, 0.7)


def _unlabelled(context: Context, sheet: Sheet, index: int, anchor: Box, score: float) -> Iterator[NameSeen]:
    if index < 0:
        return
    line = sheet.lines[index]
    if anchor.top - line.box.bottom > 2 * sheet.unit:
        return
    if any(f.role in PEOPLE or f.field == "name" for f in context.found_on(sheet.number, index)):
        return
    taken = context.labelled(sheet.number, index)
    for cell in line.cells:
        if cell.start in taken or cell.box.left > anchor.left + sheet.unit:
            continue
        words = cell.words[: next((i for i in range(len(cell.words)) if cell.start + i in taken), len(cell.words))]
        text = " ".join(w.text for w in words)
        parsed = parse_name(text) if len(words) <= 6 else None
        if parsed is not None and (cell.start == 0 or "," in text):
            sure = score * parsed[1] * (0.4 + 0.6 * confidence(words)) * (1.0 if "," in text else 0.8)
            yield NameSeen(name=parsed[0], raw=text, page=sheet.number, box=around(words), score=sure, labelled=False)
            return
