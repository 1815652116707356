"""What a referral, an order that refers on, or a prior authorization request says beside whose it is.

Forms, letters, printed mails and prescriptions: document_date, referring_provider, referring_npi, referred_to_provider,
referred_to_specialty, diagnosis_codes, urgency, authorization_number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.extraction import parsers
from pipeline.extraction.codes import Code, read_authorization
from pipeline.extraction.codes_icd import find_icds, find_plain_icds
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting, fuse
from pipeline.extraction.labels import Found, fold
from pipeline.extraction.layout import Sheet, around, confidence, joined
from pipeline.extraction.pairing import candidates, value_of
from pipeline.extraction.referral_labels import LEXICON
from pipeline.extraction.referral_letters import find_mentions
from pipeline.extraction.referral_sides import npi_sightings, provider_sightings
from pipeline.extraction.referral_specialty import specialty_sightings
from pipeline.extraction.referral_urgency import urgency_sightings
from pipeline.records import Box, Doubt, Extraction, Field, Word

__all__ = ["LEXICON", "extract_referral"]

_DATE_LABELS = {"document_date": 1.0, "signed_date": 0.7, "faxed_date": 0.85, "date": 0.85}
_LONE_DATE = re.compile(
    r"\W*(?:(?:date|dated|fecha)\W+)?(?P<date>[A-Za-z]{3,9}\.?\s+\d{1,2}\s?,?\s+\d{4}|"
    r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4})\W*",
    re.I,
)
_SIGNED_TEXT = re.compile(
    r"\be?-?(?:signed|authenticated|authorized)\b[^\n]{0,60}?\s(?P<date>\d{1,2}[/-](?:\d{1,2}|[A-Za-z]{3})[/-]\d{2,4})",
    re.I,
)
_AUTH_TEXT = re.compile(
    r"\b(?:prior\s+)?auth(?:orization)?\.?\s*(?:no|number|num|#|"
    r"code)\.?\s*:?\s*#?\s*(?P<code>[A-Z0-9](?:[A-Z0-9]|-\s?(?=[A-Z0-9])){3,})",
    re.I,
)
_APPROVED = re.compile(r"\bapproved\b|\bauthori[sz](?:ed|ation)\b", re.I)  # then the referral's number is the payer's
_REFERRAL_NUMBER = re.compile(r"\brefer(?:ral|ence)\s*(?:number|no\.?|#|id)\s*:?\s*(?P<code>[A-Z0-9-]{5,20})", re.I)
# What may be a code that was misread: two digits at least, or SOLITARY and T2DM of a diagnosis in words would be one.
_CODE_LIKE = re.compile(r"(?<![\w-])(?=[A-Za-z]*\d[A-Za-z]*\d)[A-TV-Z][0-9OIl][0-9A-Z]{2,6}(?![\w-])")
_ROWS = 8  # rows of a diagnosis table under its heading


def extract_referral(context: Context, patient: Mapping[str, Field]) -> Extraction:
    """The referral's own fields with their evidence. `patient` is whose it is: a provider of that name is doubtful."""
    mentions = tuple(m for m in find_mentions(context) if not _is_patient(m.name, patient))
    npis, owner = npi_sightings(context, mentions)
    groups = (
        _recent([*_dates(context)], patient),
        [*provider_sightings(mentions, "referring", owner)],
        npis,
        [*provider_sightings(mentions, "referred_to", None)],
        [*specialty_sightings(context, mentions)],
        [*urgency_sightings(context)],
        [*_authorizations(context)],
    )
    fields: dict[str, Field] = {}
    doubts: list[Doubt] = []
    for sightings in groups:
        fused = fuse(sightings)
        if fused is None:
            continue
        name = sightings[0].field
        fields[name] = fused.field
        if fused.disputed:
            doubts.append(
                Doubt(code=f"{name}_disputed", says=f"The pages give more than one {name.replace('_', ' ')}.")
            )
    codes, unclear = _diagnoses(context)
    if codes:
        fields["diagnosis_codes"] = codes
    if unclear:
        doubts.append(Doubt(code="diagnosis_unclear", says="A diagnosis code could not be read with certainty."))
    urgency = fields.get("urgency")
    return Extraction(fields=fields, stat=urgency is not None and urgency.value == "stat", doubts=tuple(doubts))


def _is_patient(name: str, patient: Mapping[str, Field]) -> bool:
    """Whether a provider's name is the patient's own: the pairing went wrong, or a title is missing."""
    family, given = patient.get("family_name"), patient.get("given_name")
    if family is None or given is None:
        return False
    key = fold(name)
    return fold(str(family.value)) in key and fold(str(given.value)) in key


def _dates(context: Context) -> Iterator[Sighting]:
    """When it was written: at a label, or alone at the head of a letter."""
    for sheet, found in context.labels(*_DATE_LABELS):
        if found.label.role:
            continue  # a date of somebody's, not of the referral
        pair = value_of(context, sheet, found, parsers.parse_date)
        if pair:
            share = _DATE_LABELS[found.field] * (1.0 if sheet is context.sheets[0] else 0.75)
            share *= 0.93 if found.label.weak and found.field == "document_date" else 1.0
            yield _sighting("document_date", pair.value, pair.candidate.words, sheet.number, pair.score * share)
    for sheet in context.sheets[:1]:
        yield from _signed_dates(sheet)
        yield from _lone_dates(context, sheet)


def _recent(found: list[Sighting], patient: Mapping[str, Field]) -> list[Sighting]:
    """Dates without the birth date and what lies over three years before the newest: a birth, a form's revision."""
    newest = max((int(str(s.value)[:4]) for s in found), default=0)
    born = patient["birth_date"].value if "birth_date" in patient else ""
    return [s for s in found if s.value != born and int(str(s.value)[:4]) >= newest - 3]


def _signed_dates(sheet: Sheet) -> Iterator[Sighting]:
    """ "Electronically signed by ... on 3/4/2026": near the day it was written."""
    for match in _SIGNED_TEXT.finditer(sheet.text):
        if day := parsers.parse_date(match["date"]):
            words = sheet.at(*match.span("date"))
            score = 0.6 * day[1] * (0.4 + 0.6 * confidence(words))
            yield _sighting("document_date", day[0], words, sheet.number, score)


def _lone_dates(context: Context, sheet: Sheet) -> Iterator[Sighting]:
    """A date alone in its cell at the head of a letter."""
    for line in sheet.lines:
        if (
            line.box.bottom > 0.4 * sheet.page.height
            or len(line.cells) > 2
            or context.labelled(sheet.number, line.index)
        ):
            continue
        for cell in line.cells:
            match = _LONE_DATE.fullmatch(cell.text.replace("  ", " "))
            if match and (parsed := parsers.parse_date(match["date"])):
                score = 0.85 * parsed[1] * (0.4 + 0.6 * confidence(cell.words))
                yield _sighting("document_date", parsed[0], cell.words, sheet.number, score)


def _authorizations(context: Context) -> Iterator[Sighting]:
    for sheet, found in context.labels("authorization_number"):
        for candidate in candidates(context, sheet, found):
            code = _first_code(candidate.text)
            if code is None:
                continue
            score = found.score * candidate.geometry * code.sure * (0.4 + 0.6 * candidate.confidence)
            yield _sighting("authorization_number", code.value, candidate.words[:1], sheet.number, score)
            break
    if context.sheets and _APPROVED.search("\n".join(line.text for line in context.sheets[0].lines[:7])):
        for match in _REFERRAL_NUMBER.finditer(context.sheets[0].text):
            if code := read_authorization(match["code"]):
                words = context.sheets[0].at(*match.span("code"))
                score = 0.7 * code.sure * (0.4 + 0.6 * confidence(words))
                yield _sighting("authorization_number", code.value, words, context.sheets[0].number, score)
    for sheet in context.sheets[:2]:
        flat = sheet.text.replace("\n", " ")
        for match in _AUTH_TEXT.finditer(flat):
            code = read_authorization(re.sub(r"\s", "", match["code"]))
            if code:
                words = sheet.at(*match.span("code"))
                score = 0.9 * code.sure * (0.4 + 0.6 * confidence(words))
                yield _sighting("authorization_number", code.value, words, sheet.number, score)


def _first_code(text: str) -> Code | None:
    """The authorization number among the first words; a hyphen at a blank was printed without it."""
    words = re.sub(r"-\s+(?=\d)", "-", text).split()
    for word in words[:2]:
        if code := read_authorization(word):
            return code
        if len(word.strip("#:.-")) > 2:
            return None
    return None


def _sighting(field: str, value: str, words: tuple[Word, ...], page: int, score: float) -> Sighting:
    return Sighting(field=field, value=value, raw=joined(words), page=page, box=around(words), score=score)


def _diagnoses(context: Context) -> tuple[Field | None, bool]:
    """The codes at diagnosis labels; where there are none, codes printed with a dot on the first page."""
    for sheet in context.sheets:
        spans = [span for _, found in _of_sheet(context, sheet) for span in _region(context, sheet, found)]
        field, unclear = _read_codes(sheet, spans)
        if field:
            return field, unclear
    for sheet in context.sheets[:2]:
        plain = [(sheet.at(c.start, c.end), c) for c in find_plain_icds(sheet.text)]
        if plain:
            return _codes_field(sheet, plain, 0.93), False
    return None, False


def _of_sheet(context: Context, sheet: Sheet) -> Iterator[tuple[Sheet, Found]]:
    return ((owner, found) for owner, found in context.labels("icd") if owner is sheet)


def _region(context: Context, sheet: Sheet, found: Found) -> Iterator[tuple[Word, ...]]:
    """The words right of a diagnosis label, and the rows below it while they hold codes."""
    right = sheet.lines[found.line].words[found.end :]
    stop = _cut(context, sheet, found.line, found.end)
    if right[: stop - found.end]:
        yield right[: stop - found.end]
    idle, left = 0, sheet.lines[found.line].cell_of(found.start).box.left - 6 * sheet.char
    for line in sheet.lines[found.line + 1 : found.line + 1 + _ROWS]:
        labels = context.found_on(sheet.number, line.index)
        if any(f.field not in ("icd", "stop") and f.box.right > left for f in labels):
            return  # a label of the column at its left is of another thing
        near = tuple(w for w in line.words if w.box.right > left)
        if any(find_icds(joined(near))):
            idle = 0
            yield near
        else:
            idle += 1
        if idle == 3:
            return


def _cut(context: Context, sheet: Sheet, line: int, start: int) -> int:
    """Where the next label of the row begins, other than a diagnosis label."""
    others = [
        f.start for f in context.found_on(sheet.number, line) if f.start >= start and f.field not in ("icd", "stop")
    ]
    return min(others, default=len(sheet.lines[line].words))


def _read_codes(sheet: Sheet, spans: list[tuple[Word, ...]]) -> tuple[Field | None, bool]:
    found: dict[str, tuple[tuple[Word, ...], Code]] = {}
    unclear = False
    for words in spans:
        text = joined(words)
        codes = [*find_icds(text)]
        rest = text
        for code in codes:
            found.setdefault(code.value, (_words_at(words, code), code))
            rest = rest.replace(text[code.start : code.end], " ")
        unclear = unclear or bool(_CODE_LIKE.search(rest))
    if not found:
        return None, False
    unclear = unclear or any(code.sure < 0.6 for _, code in found.values())
    return _codes_field(sheet, [*found.values()], 0.6 if unclear else 0.97), unclear


def _words_at(words: tuple[Word, ...], code: Code) -> tuple[Word, ...]:
    at, touched = 0, []
    for word in words:
        if at < code.end and code.start < at + len(word.text):
            touched.append(word)
        at += len(word.text) + 1
    return tuple(touched) or words[:1]


def _codes_field(sheet: Sheet, found: list[tuple[tuple[Word, ...], Code]], share: float) -> Field:
    sure = share
    box: Box = around(found[0][0])
    for words, code in found:
        sure *= code.sure * (0.6 + 0.4 * confidence(words))
        box = box.union(around(words))
    return Field(
        value=tuple(dict.fromkeys(code.value for _, code in found)),
        raw=", ".join(joined(words) for words, _ in found),
        page=sheet.number,
        box=box,
        confidence=round(min(sure, 0.99), 4),
    )
