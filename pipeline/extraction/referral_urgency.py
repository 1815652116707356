"""How soon a referral wants to be seen: from ticked boxes, from a label's words, or from what the letter says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.layout import Sheet, around, confidence, joined
from pipeline.extraction.pairing import candidates
from pipeline.extraction.ticks import Option, options
from pipeline.records import Word

_LEVELS = (
    ("routine", r"non[\s-]?urgent|routine|standard|elective|next available|normal|rutina|no urgente|regular"),
    ("stat", r"stat|emergent|emergency|immediate(?:ly)?|same[\s-]day|emergencia|today"),
    ("urgent", r"urgent(?:ly)?|asap|expedited?|as soon as possible|high|priority|rush|urgente|soon"),
)
_PATTERN = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _LEVELS), re.I)
_SAYS = tuple(
    (re.compile(pattern, re.I), level, score)
    for pattern, level, score in (
        (
            r"\bthis is (?:a )?stat\b|\bstat (?:referral|appointment|consult\w*|eval\w*|request|order|"
            r"visit)\b|\bSTAT[\s:–-]+(?:call|please)", "stat", 0.9),
        (
            r"\b(?:please|could|can|kindly|must|needs?|should|request\w*|if)\b[^.]{0,40}\b(?:see|seen|"
            r"appointment|consult\w*|evaluat\w*)\b[^.]{0,40}\b(?:stat|today|same day|emergently|immediately)\b",
            "stat",
            0.8,
        ),
        (
            r"\burgent (?:referral|appointment|consult\w*|evaluation|request|visit|basis)\b|"
            r"\bthis is urgent\b|\bon an urgent basis\b|\bis urgent\b", "urgent", 0.88),
        (
            r"\b(?:refer\w*|seen?|appointment|consult\w*|evaluat\w*|visit)\b[^.]{0,60}\b(?:urgently|asap|"
            r"as soon as possible|(?:at your )?earliest|expedite\w*)\b",
            "urgent",
            0.8,
        ),
        (
            r"\b(?:non[\s-]?urgent|routine) (?:referral|appointment|consult\w*|evaluation|request|visit|basis|"
            r"priority)\b|\broutine,? next available\b|\bnext available (?:appointment|opening|visit)\b|"
            r"\b(?:is|as) routine\b|\bat your convenience\b|\bno (?:rush|hurry)\b|\bnot urgent\b|"
            r"(?<=[.] )routine(?=[.,])", "routine", 0.85),
    )
)  # fmt: skip
_SHOUTED = re.compile(r"(?:(?<=[-–—:;.,!] )|(?<=\n))(?P<level>STAT|URGENT|ROUTINE)(?=\s*[.,!]|\s*\n|\s*$)")
_ONE_SIDED = re.compile(
    r"\burgent care\b|\bif urgent\b|\bfor urgent\b|\burgent (?:needs|matters|questions)\b|"
    r"emergency (?:contact|room|department)",
    re.I,
)


def level_of(text: str) -> tuple[str, float] | None:
    """The level that a short text names first, tolerant of one misread letter."""
    head = _ONE_SIDED.sub(" ", text[:50])
    match = _PATTERN.search(head)
    if match and match.lastgroup and len(head[: match.start()].split()) <= 3:
        return match.lastgroup, 1.0
    for word in re.findall(r"[A-Za-z]{4,}", head)[:2]:
        for level, example in (
            ("routine", "routine"),
            ("urgent", "urgent"),
            ("urgent", "expedited"),
            ("stat", "emergent"),
        ):
            if fuzz.ratio(word.lower(), example) >= 83:
                return level, 0.85
    return None


def urgency_sightings(context: Context) -> Iterator[Sighting]:
    """Every place that says how urgent it is. Boxes to tick outrank words, and silence the options' own words."""
    for sheet in context.sheets[:1]:
        group = _group(options(sheet))
        if group:
            yield from _ticked(sheet, group)
            continue
        labelled = [*_labelled(context, sheet)]
        yield from labelled
        if not labelled:
            yield from _said(sheet)


def _group(found: Sequence[Option]) -> list[tuple[Option, str]]:
    """Boxes that offer at least two levels, near each other."""
    levels = [(option, level[0]) for option in found if (level := level_of(" ".join(option.text.split()[:4])))]
    if len({level for _, level in levels}) < 2:
        return []
    first = levels[0][0].line
    near = [(o, level) for o, level in levels if o.line - first <= 6]
    return near if len({level for _, level in near}) >= 2 else []


def _ticked(sheet: Sheet, group: Sequence[tuple[Option, str]]) -> Iterator[Sighting]:
    chosen = [(option, level) for option, level in group if option.ticked]
    if len({level for _, level in chosen}) != 1:
        return
    option, level = chosen[0]
    guessed = any(o.guessed for o, _ in group)
    sure = min(o.sure for o, _ in group) * (0.9 if guessed and len(group) < 3 else 1.0)
    yield _sighting(sheet, option.words, level, sure)


def _labelled(context: Context, sheet: Sheet) -> Iterator[Sighting]:
    for owner, found in context.labels("urgency", "specialty", "stop"):
        if owner is not sheet:
            continue
        for candidate in candidates(context, sheet, found):
            level = level_of(candidate.text)
            if level is None or len(_all_levels(_row(sheet, candidate.words))) > 1:
                continue  # the form's choices, not an answer
            if found.field != "urgency" and not _PATTERN.fullmatch(candidate.text.strip(" .,;:")):
                continue  # "Type: URGENT" says it, "Notes: ... urgent ..." does not
            score = found.score * candidate.geometry * level[1] * (0.4 + 0.6 * candidate.confidence)
            yield _sighting(sheet, candidate.words, level[0], score * (0.9 if found.label.weak else 1.0))
            break


def _row(sheet: Sheet, words: Sequence[Word]) -> str:
    """The text of the row from these words on."""
    line = next(row for row in sheet.lines if words[0] in row.words)
    return joined([w for w in line.words if w.box.left >= words[0].box.left])


def _all_levels(text: str) -> set[str]:
    levels = {
        m.lastgroup
        for m in _PATTERN.finditer(text[:80])
        if m[0].lower() not in ("today", "high", "priority", "soon", "normal", "regular")
    }
    return {level for level in levels if level}


def _said(sheet: Sheet) -> Iterator[Sighting]:
    flat = sheet.text.replace("\n", " ")
    for match in _SHOUTED.finditer(sheet.text):
        words = sheet.at(*match.span("level"))
        if len(_all_levels(_row(sheet, words[:1]))) == 1:
            yield _sighting(sheet, words, match["level"].lower(), 0.8 * (0.5 + 0.5 * confidence(words)))
    for pattern, level, score in _SAYS:
        for match in pattern.finditer(flat):
            if re.search(r"\b(?:if|when|whether)\b[^.;]*$", flat[max(match.start() - 30, 0) : match.start()], re.I):
                continue  # "if this is an urgent request, call"
            words = sheet.at(*match.span())
            if len(_all_levels(_row(sheet, words[:1]))) > 1:
                continue  # a list of choices
            yield _sighting(sheet, words, level, score * (0.5 + 0.5 * confidence(words)))


def _sighting(sheet: Sheet, words: Sequence[Word], level: str, score: float) -> Sighting:
    return Sighting(field="urgency", value=level, raw=joined(words), page=sheet.number, box=around(words), score=score)
