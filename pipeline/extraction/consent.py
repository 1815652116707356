"""What a consent says beside whose it is: to what, whether and when it was signed, by whom and as whose what.

"absent" is never accepted without a person: it always comes with a doubt, as "unsure" does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.extraction import parsers
from pipeline.extraction.consent_fill import filled, near, of_witness, panel, sighting
from pipeline.extraction.consent_labels import LEXICON
from pipeline.extraction.consent_signer import WEAKEST, parse_signer, relationships, signer_of, together
from pipeline.extraction.consent_type import type_sightings
from pipeline.extraction.consent_wrapped import with_wrapped
from pipeline.extraction.consent_zones import Zone, zone_of
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting, fuse
from pipeline.extraction.labels import Found
from pipeline.extraction.layout import Sheet, confidence
from pipeline.extraction.referral_people import titled
from pipeline.records import Doubt, Extraction, Field

__all__ = ["LEXICON", "extract_consent"]

_E_SIGNED = re.compile(
    r"(?:electronic(?:ally)?|digital(?:ly)?)[\s-]+sign(?:ed|ature)|\be-?signed\b|signed electronically|/s/\s*\w|"
    r"sign(?:ed|ature) (?:on|captured on|via) (?:the )?(?:signature )?(?:pad|tablet|screen|portal)|"
    r"firmado electr[oó]nicamente",
    re.I,
)
_SAID = {
    "absent": Doubt(code="signature_absent", says="The place for the signature looks empty."),
    "unsure": Doubt(code="signature_unsure", says="It is not certain that the form was signed."),
}


def extract_consent(context: Context, patient: Mapping[str, Field]) -> Extraction:
    """The consent's own fields with their evidence. `patient` is whose it is: often the signer."""
    context = with_wrapped(context)
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
        rows = [*together(context, zones)]
        for name, sightings in (
            ("signed_date", [*_dates(context, zones), *(s for s in rows if s.field == "signed_date")]),
            (
                "signer_relationship",
                [*relationships(context, zones), *(s for s in rows if s.field == "signer_relationship")],
            ),
        ):
            fused = fuse([s for s in sightings if s.score >= WEAKEST])
            if fused:
                fields[name] = fused.field
        beside = [s for s in rows if s.field == "signer_name"]
        fields |= signer_of(context, zones, beside, patient, fields.get("signer_relationship"))
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
        entry = None if of_witness(context, sheet, found) else filled(context, sheet, found, parse_signer)
        if entry:
            yield sighting("signed", "present", entry.words, sheet, 0.95 * found.score)
    for sheet in context.sheets:
        for match in _E_SIGNED.finditer(sheet.text):
            line = sheet.text[sheet.text.rfind("\n", 0, match.start()) + 1 : match.end() + 40]
            if not titled(line):
                yield sighting("signed", "present", sheet.at(*match.span()), sheet, 0.93)
    inked = [(zone, sure) for zone in zones if (sure := _ink(zone))]
    if inked:
        zone, sure = max(inked, key=lambda z: z[1])
        yield sighting("signed", "present", zone.words or zone.sheet.lines[zone.found.line].words, zone.sheet, sure)
    elif zones:
        zone = zones[0]
        empty = all(z.ruled and not z.words and not z.marks for z in zones)
        words = zone.sheet.lines[zone.found.line].words
        yield sighting("signed", "absent" if empty else "unsure", words, zone.sheet, 0.8 if empty else 0.5)


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


def _dates(context: Context, zones: Sequence[Zone]) -> Iterator[Sighting]:
    """The date beside the signature, or at a label that says it is the signature's."""
    for sheet, found in context.labels("signature_date", "signed_date", "date"):
        if of_witness(context, sheet, found) or found.label.role:
            continue
        entry = filled(context, sheet, found, parsers.parse_date)
        if entry is None:
            continue
        beside = near(zones, sheet, found, 1.5) or panel(context, sheet, found)
        share = 0.97 if beside else 0.85 if near(zones, sheet, found, 8) else 0.6
        if any(zone.handwritten or zone.marks for zone in zones) and not panel(context, sheet, found):
            share *= 0.85  # who signs in ink dates in ink
        score = share * found.score * entry.quality * entry.read
        yield sighting("signed_date", entry.value, entry.words, sheet, score)
