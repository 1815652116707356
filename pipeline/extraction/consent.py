"""What a consent says beside whose it is: to what, whether and when it was signed, by whom and as whose what.

"absent" is never accepted without a person: it always comes with a doubt, as "unsure" does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz import fuzz

from pipeline.extraction import parsers
from pipeline.extraction.consent_labels import ENGLISH, LEXICON, RELATIONSHIPS, SELF
from pipeline.extraction.consent_type import type_sightings
from pipeline.extraction.consent_zones import Zone, zone_of
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting, fuse
from pipeline.extraction.labels import Found, fold
from pipeline.extraction.layout import Sheet, around, confidence, joined
from pipeline.extraction.names import Name, parse_name
from pipeline.extraction.pairing import Parse, value_of
from pipeline.extraction.referral_people import titled
from pipeline.extraction.ticks import options
from pipeline.records import Doubt, Extraction, Field, Private, Word

__all__ = ["LEXICON", "extract_consent"]

WEAKEST = 0.3  # below it a value is not worth a reviewer's look
PEN = 0.7  # what handwriting, read as print, is worth
_E_SIGNED = re.compile(
    r"(?:electronic(?:ally)?|digital(?:ly)?)[\s-]+sign(?:ed|ature)|\be-?signed\b|signed electronically|/s/\s*\w|"
    r"sign(?:ed|ature) (?:on|captured on|via) (?:the )?(?:signature )?(?:pad|tablet|screen|portal)|"
    r"firmado electr[oó]nicamente",
    re.I,
)
T = TypeVar("T")
_TOGETHER = re.compile(
    r"(?P<name>[^\W\d_][\w'’.-]+(?:\s+[^\W\d_][\w'’.-]*){1,4})\s*(?:[,(–—-]\s*)(?:relationship:?\s+)?(?P<what>[^\W\d_][^\d(),;:]{2,24}?)\s*"
    r"(?:\)|$|(?=\s\d))"
)
_SAID = {
    "absent": Doubt(code="signature_absent", says="The place for the signature looks empty."),
    "unsure": Doubt(code="signature_unsure", says="It is not certain that the form was signed."),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class _Filled(Private, Generic[T]):
    """A value that a form was filled with: the parser's quality, and how well its words were read."""

    value: T
    quality: float
    read: float
    words: tuple[Word, ...]


def extract_consent(context: Context, patient: Mapping[str, Field]) -> Extraction:
    """The consent's own fields with their evidence. `patient` is whose it is: often the signer."""
    zones = [zone_of(context, sheet, found) for sheet, found in _signatures(context)]
    fields: dict[str, Field] = {}
    doubts: list[Doubt] = []
    if kind := fuse([*type_sightings(context)]):
        fields["consent_type"] = kind.field
    signed = fuse([*_signed(context, zones)][:1])
    if signed:
        fields["signed"] = signed.field
        if signed.field.value != "present":
            doubts.append(_SAID[str(signed.field.value)])
    elif not signed:
        doubts.append(_SAID["unsure"])
    if signed is None or signed.field.value != "absent":
        rows = [*_together(context, zones)]
        for name, sightings in (
            ("signed_date", [*_dates(context, zones), *(s for s in rows if s.field == "signed_date")]),
            (
                "signer_relationship",
                [*_relationships(context, zones), *(s for s in rows if s.field == "signer_relationship")],
            ),
        ):
            fused = fuse([s for s in sightings if s.score >= WEAKEST])
            if fused:
                fields[name] = fused.field
        near = [s for s in rows if s.field == "signer_name"]
        fields |= _signer(context, zones, near, patient, fields.get("signer_relationship"))
    return Extraction(fields=fields, doubts=tuple(doubts))


def _signatures(context: Context) -> Iterator[tuple[Sheet, Found]]:
    """The labels of the signatures that count; "Patient" alone is one where a date is asked for beside it, far down."""
    for sheet, found in context.labels("signature", "name"):
        if found.field == "signature":
            if found.label.role == "signer":
                yield sheet, found
            continue
        row = context.found_on(sheet.number, found.line)
        low = found.box.top > 0.45 * sheet.page.height
        if (
            low
            and found.heading
            and found.role in ("patient", "parent")
            and any(f.field == "signature_date" for f in row)
        ):
            yield sheet, found


def _signed(context: Context, zones: Sequence[Zone]) -> Iterator[Sighting]:
    """The strongest statement first: signed electronically, ink on the line, or an empty line."""
    for sheet, found in context.labels("signed_by"):
        filled = None if _of_witness(context, sheet, found) else _filled(context, sheet, found, _parse_signer)
        if filled:
            yield _sighting("signed", "present", filled.words, sheet, 0.95 * found.score)
    for sheet in context.sheets:
        for match in _E_SIGNED.finditer(sheet.text):
            line = sheet.text[sheet.text.rfind("\n", 0, match.start()) + 1 : match.end() + 40]
            if not titled(line):
                yield _sighting("signed", "present", sheet.at(*match.span()), sheet, 0.93)
    inked = [(zone, sure) for zone in zones if (sure := _ink(zone))]
    if inked:
        zone, sure = max(inked, key=lambda z: z[1])
        yield _sighting("signed", "present", zone.words or zone.sheet.lines[zone.found.line].words, zone.sheet, sure)
    elif zones:
        zone = zones[0]
        empty = all(z.ruled and not z.words and not z.marks for z in zones)
        words = zone.sheet.lines[zone.found.line].words
        yield _sighting("signed", "absent" if empty else "unsure", words, zone.sheet, 0.8 if empty else 0.5)


def _ink(zone: Zone) -> float:
    """How sure it is that somebody signed in a zone: 0 for no ink that can be a signature."""
    letters = sum(c.isalpha() for c in zone.text)
    words = letters >= 3 and len(zone.words) <= 6 and not _form_words(zone)
    wide = sum(m.width for m in zone.marks) >= 2.5 * zone.sheet.unit
    base = 0.95 if words and wide else 0.9 if words and zone.over else 0.88 if wide else 0.7 if words else 0.0
    return base * zone.found.score * (1.0 if zone.ruled else 0.93)


def _form_words(zone: Zone) -> bool:
    """Words of the form itself ("of patient", "(seal)"), not a name: all in lower case and read well."""
    return all(w.text[:1].islower() or not w.text[:1].isalpha() for w in zone.words) and confidence(zone.words) > 0.85


def _near(zones: Sequence[Zone], sheet: Sheet, found: Found, below: float) -> bool:
    """Whether a label stands in the row of a signature or within `below` word heights under it, no witness between."""
    for zone in zones:
        if zone.sheet is not sheet:
            continue
        drop = (found.box.top - zone.found.box.top) / sheet.unit
        if -1.5 <= drop <= below:
            return True
    return False


def _of_witness(context: Context, sheet: Sheet, found: Found) -> bool:
    """Whether a witness, interpreter or physician is named in the label's row, to its left, or just over it."""
    for owner, other in context.labels("signature", role="other"):
        drop = (found.box.top - other.box.top) / sheet.unit
        same = other.line == found.line or abs(drop) < 0.5
        if owner is sheet and (
            (same and other.box.left < found.box.left) or (0.5 <= drop < 2.5 and other.heading and other.colon)
        ):
            return True
    return False


def _dates(context: Context, zones: Sequence[Zone]) -> Iterator[Sighting]:
    """The date beside the signature, or at a label that says it is the signature's."""
    for sheet, found in context.labels("signature_date", "signed_date", "date"):
        if _of_witness(context, sheet, found) or found.label.role:
            continue
        filled = _filled(context, sheet, found, parsers.parse_date)
        if filled is None:
            continue
        beside = _near(zones, sheet, found, 1.5) or _panel(context, sheet, found)
        share = 0.97 if beside else 0.85 if _near(zones, sheet, found, 8) else 0.6
        if any(zone.handwritten or zone.marks for zone in zones) and not _panel(context, sheet, found):
            share *= 0.85  # who signs in ink dates in ink
        score = share * found.score * filled.quality * filled.read
        yield _sighting("signed_date", filled.value, filled.words, sheet, score)


def _panel(context: Context, sheet: Sheet, found: Found) -> bool:
    """Whether the label stands in the row of "Signed by:"."""
    return any(
        owner is sheet and abs(other.box.top - found.box.top) < sheet.unit
        for owner, other in context.labels("signed_by")
    )


def _captioned(context: Context) -> bool:
    """Whether the form has its captions under its lines: then nothing is filled in below a label."""
    zones = [zone_of(context, sheet, found) for sheet, found in context.labels("signature")]
    return any(zone.over and zone.ruled for zone in zones)


def _filled(context: Context, sheet: Sheet, found: Found, parse: Parse[T]) -> _Filled[T] | None:
    """What a label's zone holds, or, where the zone is empty and no line asks for ink, what stands under the label."""
    zone = zone_of(context, sheet, found)
    parsed = parse(zone.text)
    if parsed is not None:
        pen = PEN if zone.handwritten else 1.0
        return _Filled(
            value=parsed[0], quality=parsed[1], read=(0.4 + 0.6 * confidence(zone.words)) * pen, words=zone.words
        )
    if zone.over and (zone.ruled or _captioned(context)):
        return None
    pair = value_of(context, sheet, found, parse)
    if pair is None:
        return None
    read = pair.candidate.geometry * (0.4 + 0.6 * pair.candidate.confidence)
    return _Filled(value=pair.value, quality=pair.quality, read=read, words=pair.candidate.words)


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


def _relationships(context: Context, zones: Sequence[Zone]) -> Iterator[Sighting]:
    for sheet, found in context.labels("relationship"):
        filled = _filled(context, sheet, found, parse_relationship)
        if filled:
            share = 0.97 if _near(zones, sheet, found, 12) or _panel(context, sheet, found) else 0.8
            read = filled.read if filled.quality < 1 else 0.6 + 0.4 * filled.read  # a word of the list proves itself
            score = share * found.score * filled.quality * read
            yield _sighting("signer_relationship", filled.value, filled.words, sheet, score)
    for sheet in context.sheets:
        chosen = [o for o in options(sheet) if o.ticked and not o.guessed and parse_relationship(o.text)]
        if len(chosen) == 1 and (parsed := parse_relationship(chosen[0].text)):
            yield _sighting("signer_relationship", parsed[0], chosen[0].words, sheet, 0.85 * chosen[0].sure * parsed[1])


def _together(context: Context, zones: Sequence[Zone]) -> Iterator[Sighting]:
    """Name and relationship in one row near a signature: "Ana Ruiz (mother)", "Ana Ruiz, self", "Ana Ruiz - Self"."""
    for sheet in context.sheets:
        rows = [z.found.line for z in zones if z.sheet is sheet]
        rows += [f.line for s, f in context.labels("signed_by", "printed_name") if s is sheet]
        for at in {row + step for row in rows for step in range(-1, 5) if 0 <= row + step < len(sheet.lines)}:
            line = sheet.lines[at]
            match = _TOGETHER.search(line.text)
            known = parse_relationship(match["what"]) if match else None
            named = parse_name(match["name"]) if match else None
            if match and known and known[1] == 1.0 and named and not titled(match["name"]):
                score = 0.85 * (0.4 + 0.6 * confidence(line.words))
                yield _sighting("signer_relationship", known[0], line.words, sheet, score)
                yield _sighting("signer_name", _printed(named[0]), line.words, sheet, score * named[1])
                if day := parsers.parse_date(line.text[match.end() :]):
                    yield _sighting("signed_date", day[0], line.words, sheet, score * day[1])


def _signer(
    context: Context,
    zones: Sequence[Zone],
    near: Sequence[Sighting],
    patient: Mapping[str, Field],
    relationship: Field | None,
) -> dict[str, Field]:
    """Who signed: the printed name; the patient's own where the signer is the patient."""
    own = _own_name(patient)
    is_self = relationship is not None and relationship.value in SELF
    sightings = [s for s in (*_names(context, zones, own), *near) if s.score >= WEAKEST]
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
        if _of_witness(context, sheet, found):
            continue
        filled = _filled(context, sheet, found, _parse_signer)
        if filled is None:
            continue
        near = found.field == "signed_by" or _near(zones, sheet, found, 12)
        score = (0.97 if near else 0.75) * found.score * filled.quality * filled.read
        value, score = _settled(filled.value, score, own, filled.read)
        yield _sighting("signer_name", value, filled.words, sheet, score)


def _parse_signer(text: str) -> tuple[str, float] | None:
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


def _sighting(field: str, value: str, words: tuple[Word, ...], sheet: Sheet, score: float) -> Sighting:
    return Sighting(field=field, value=value, raw=joined(words), page=sheet.number, box=around(words), score=score)
