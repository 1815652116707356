"""Who signed a consent, and as whose what: at labels, in ticked boxes, or in one row ("Ana Ruiz (mother)")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from pipeline.extraction import parsers
from pipeline.extraction.consent_fill import filled, near, of_witness, panel, sighting
from pipeline.extraction.consent_labels import ENGLISH, RELATIONSHIPS, SELF
from pipeline.extraction.consent_zones import Zone
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting, fuse
from pipeline.extraction.labels import fold
from pipeline.extraction.layout import confidence, joined
from pipeline.extraction.names import Name, parse_name
from pipeline.extraction.referral_people import titled
from pipeline.extraction.ticks import options
from pipeline.records import Field

WEAKEST = 0.3  # below it a value is not worth a reviewer's look
_TOGETHER = re.compile(
    r"(?P<name>[^\W\d_][\w'’.-]+(?:\s+[^\W\d_][\w'’.-]*){1,4}?)\s*(?:[,(/–—-]\s*|\s(?=as\s|relationship))"
    r"(?:as\s+(?:the\s+)?|relationship:?\s+)?(?P<what>[^\W\d_][^\d(),;:]{2,24}?)\s*"
    r"(?:\)|$|(?=\s\d))"
)


def parse_relationship(text: str) -> tuple[str, float] | None:
    """A relationship in lower case and English; of two languages ("self / mismo") the first."""
    words = re.sub(r"[^\w\s'/-]", " ", text.lower()).split()
    for size in range(min(5, len(words)), 0, -1):
        phrase = " ".join(words[:size]).strip(" /-")
        phrase = "".join(c for c in unicodedata.normalize("NFKD", phrase) if not unicodedata.combining(c))
        if phrase in RELATIONSHIPS:
            return ENGLISH.get(phrase, phrase), 1.0
    head = " ".join(words[:3]).split("/")[0].strip(" -")
    if len(head) < 4:
        return None
    best = max(RELATIONSHIPS, key=lambda known: fuzz.ratio(head, known))
    ratio = fuzz.ratio(head, best) / 100
    return (ENGLISH.get(best, best), ratio * 0.9) if ratio >= 0.8 and len(best) > 3 else None


def relationships(context: Context, zones: Sequence[Zone]) -> Iterator[Sighting]:
    for sheet, found in context.labels("relationship"):
        entry = filled(context, sheet, found, parse_relationship)
        if entry is None:  # a label that the engine ran together with the next may have taken the word
            words = sheet.lines[found.line].words[found.end : found.end + 3]
            parsed = parse_relationship(joined(words)) if found.colon else None
            if parsed and parsed[1] == 1.0:
                score = 0.9 * found.score * (0.4 + 0.6 * confidence(words))
                yield sighting("signer_relationship", parsed[0], words, sheet, score)
        else:
            share = 0.97 if near(zones, sheet, found, 12) or panel(context, sheet, found) else 0.8
            read = entry.read if entry.quality < 1 else 0.6 + 0.4 * entry.read  # a word of the list proves itself
            score = share * found.score * entry.quality * read
            yield sighting("signer_relationship", entry.value, entry.words, sheet, score)
    for sheet in context.sheets:
        chosen = [o for o in options(sheet) if o.ticked and not o.guessed and parse_relationship(o.text)]
        if len(chosen) == 1 and (parsed := parse_relationship(chosen[0].text)):
            yield sighting("signer_relationship", parsed[0], chosen[0].words, sheet, 0.85 * chosen[0].sure * parsed[1])


def _whole(text: str) -> bool:
    """Whether a text is a relationship and nothing more ("Patient Access" is an office)."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return " ".join(plain.split()) in RELATIONSHIPS


def together(context: Context, zones: Sequence[Zone]) -> Iterator[Sighting]:
    """Name and relationship in one row near a signature: "Ana Ruiz (mother)", "Ana Ruiz, self", "Ana Ruiz - Self"."""
    for sheet in context.sheets:
        rows = [z.found.line for z in zones if z.sheet is sheet]
        rows += [f.line for s, f in context.labels("signed_by", "printed_name") if s is sheet]
        for at in range(max(min(rows) - 1, 0), len(sheet.lines)) if rows else ():
            line = sheet.lines[at]
            match = _TOGETHER.search(line.text)
            if any(
                (f.field == "signature" and f.label.role == "other") or f.role in ("emergency", "witness", "other")
                for f in context.found_on(sheet.number, at)
            ):
                continue
            known = parse_relationship(match["what"]) if match and _whole(match["what"]) else None
            named = parse_name(match["name"]) if match else None
            if match and known and known[1] == 1.0 and named and not titled(match["name"]):
                score = 0.85 * (0.4 + 0.6 * confidence(line.words))
                yield sighting("signer_relationship", known[0], line.words, sheet, score)
                yield sighting("signer_name", _printed(named[0]), line.words, sheet, score * named[1])
                if day := parsers.parse_date(line.text[match.end() :]):
                    yield sighting("signed_date", day[0], line.words, sheet, score * day[1])


def signer_of(
    context: Context,
    zones: Sequence[Zone],
    beside: Sequence[Sighting],
    patient: Mapping[str, Field],
    relationship: Field | None,
) -> dict[str, Field]:
    """Who signed: the printed name; the patient's own where the signer is the patient."""
    own = _own_name(patient)
    is_self = relationship is not None and relationship.value in SELF
    sightings = [s for s in (*_names(context, zones, own), *beside) if s.score >= WEAKEST]
    fused = fuse(sightings)
    if fused and not (is_self and own and not _alike(str(fused.field.value), own[0])):
        return {"signer_name": fused.field}
    if is_self and own and relationship is not None:
        name, field = own
        sure = round(0.93 * min(relationship.confidence, field.confidence), 4)
        return {"signer_name": Field(value=name, raw=field.raw, page=field.page, box=field.box, confidence=sure)}
    return {}


def _own_name(patient: Mapping[str, Field]) -> tuple[str, Field] | None:
    """The patient's name in the order a signer prints it, and the weaker of its two fields."""
    family, given, suffix = (patient.get(k) for k in ("family_name", "given_name", "suffix"))
    if family is None or given is None:
        return None
    name = f"{given.value} {family.value}" + (f" {suffix.value}" if suffix else "")
    return name, min(family, given, key=lambda f: f.confidence)


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(fold(one), fold(other)) >= 72


def _names(context: Context, zones: Sequence[Zone], own: tuple[str, Field] | None) -> Iterator[Sighting]:
    for sheet, found in context.labels("signed_by", "printed_name", "name"):
        row = context.found_on(sheet.number, found.line)
        if found.field == "name" and not any(f.field == "relationship" for f in row):
            continue
        if of_witness(context, sheet, found):
            continue
        entry = filled(context, sheet, found, parse_signer)
        if entry is None:
            continue
        close = found.field == "signed_by" or near(zones, sheet, found, 12)
        score = (0.97 if close else 0.75) * found.score * entry.quality * entry.read
        if found.field == "printed_name" and any(zone.over for zone in zones):
            score *= (
                0.87  # a form with lines is filled in with a pen: letters may be misread, however sure the engine is
            )
        value, score = _settled(entry.value, score, own, entry.read)
        yield sighting("signer_name", value, entry.words, sheet, score)


def parse_signer(text: str) -> tuple[str, float] | None:
    match = _TOGETHER.match(text)
    if match and _whole(match["what"]):
        text = match["name"]
    parsed = None if titled(text) else parse_name(text)
    return (_printed(parsed[0]), parsed[1]) if parsed else None


def _printed(name: Name) -> str:
    return " ".join(part for part in (name.given, name.middle, name.family, name.suffix) if part)


def _settled(value: str, score: float, own: tuple[str, Field] | None, read: float) -> tuple[str, float]:
    """A name in pen that reads like the patient's is the patient's, as the print of the page spells it."""
    if own is None or read > 0.93:
        return value, score
    if _alike(value, own[0]):
        return own[0], max(score, 0.85 * own[1].confidence)
    family, words = own[0].split(" ", 1)[1], value.split()
    if len(words) > 1 and fuzz.ratio(fold(words[-1]), fold(family)) >= 75:
        return f"{' '.join(words[:-1])} {family}", score  # a relative of the patient's name
    return value, score
