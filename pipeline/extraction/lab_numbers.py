"""What a laboratory report is found by and how final it is: accession and order numbers, its status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.labels import Found
from pipeline.extraction.layout import Sheet, around, confidence
from pipeline.extraction.pairing import Paired, Parse, value_of
from pipeline.extraction.parsers import Parsed, dates
from pipeline.records import Word

_STATUSES = (
    ("corrected", re.compile(r"\b(?:corrected|amended|edited|corrid[oa]|corregido|revised|addend\w+)\b", re.I)),
    ("preliminary", re.compile(r"\b(?:preliminary|prelim|partial|interim|preliminar|in progress|pending)\b", re.I)),
    (
        "final",
        re.compile(r"\b(?:final(?:ized|izado)?|f[il1]na[l1]|complete[d]?|completo)\b|^[#F]?[IT]?[IL1]?NAL\b", re.I),
    ),
)
_TITLED = re.compile(
    r"\b(final|preliminary|corrected|amended|interim)\s+(?:laboratory\s+|lab\s+)?(?:report|result)s?\b", re.I
)
_AFTER = re.compile(
    r"(?:\b(?:type|stage)\s*:\s*(?:confirmed\s+)?|\b\d{1,2}/\d{1,2}/\d{2,4}\s+)"
    r"(?P<said>final|preliminary|corrected|amended|revised)\s*$",
    re.I | re.M,
)
_STAMP = re.compile(r"[*\s]*(?P<said>CORRECTED|AMENDED|REVISED|PRELIMINARY)(?:\s+(?:REPORT|RESULTS?|COPY))?[*\s]*")
_ACCESSION = re.compile(r"#?\s*([A-Z0-9][A-Z0-9]*(?:[-/ .]?[A-Z0-9]+){0,4})", re.I)
_ORDER = re.compile(r"(?:order|req)", re.I)
_NUMBERED = re.compile(
    r"\b(?:report|accession|specimen|sample)(?:\s*(?:#|no\.?|number))?[\s:]{1,3}(?P<number>[A-Z]{1,4}-?\d{4,}[\w-]*)",
    re.I,
)


def seen_at(field: str, pair: Paired[str], share: float = 1.0) -> Sighting:
    """A sighting of what stands at a label; `share` is how surely the label means the field."""
    place = pair.candidate
    return Sighting(
        field=field, value=pair.value, raw=pair.raw, page=place.page, box=place.box, score=pair.score * share
    )


def labelled(context: Context, field: str, parse: Parse[str]) -> Iterator[Sighting]:
    """What stands at every label of a field."""
    for sheet, found in context.labels(field):
        pair = value_of(context, sheet, found, parse)
        if pair:
            yield seen_at(field, pair, _sure(found))


def _sure(found: Found) -> float:
    return 0.9 if found.label.weak and not found.colon else 1.0


def parse_accession(text: str) -> Parsed | None:
    """An accession number as printed: letters, digits and their dashes; it holds a digit and is no date."""
    match = _ACCESSION.match(text.strip(" :.#")[:30])
    if match is None:
        return None
    groups = match[1].split(" ")
    if len(groups) > 1 and not all(any(c.isdigit() for c in g) and 1 < len(g) < 9 for g in groups):
        groups = groups[:1]
    if re.match(r"\d+\.\d", groups[0]):
        return None
    number = " ".join(groups).strip(".-/")
    if (
        sum(c.isdigit() for c in number) < 3
        or len(number) < 4
        or (next(dates(number), None) is not None and "/" in number)
    ):
        return None
    return number, 1.0


def accessions(context: Context) -> Iterator[Sighting]:
    """Accession numbers at their labels, in sentences, and among the particulars of the specimen."""
    yield from labelled(context, "accession_number", parse_accession)
    for sheet in context.sheets:
        for match in _NUMBERED.finditer(sheet.text):
            words = sheet.at(*match.span("number"))
            yield Sighting(
                field="accession_number", value=match["number"], raw=match["number"], page=sheet.number,
                box=around(words), score=0.65 * (0.4 + 0.6 * confidence(words)),
            )  # fmt: skip
    for sheet, found in context.labels("patient_id", role="specimen"):
        pair = value_of(context, sheet, found, parse_accession)
        if pair:
            yield seen_at("accession_number", pair, 0.9)


def orders(context: Context) -> Iterator[Sighting]:
    """Where no number of the specimen is printed, the order's is what the report is found by."""
    for sheet, found in context.labels("lab_order", "order_number"):
        named = found.field == "lab_order" or _ORDER.match(sheet.lines[found.line].words[found.start].text)
        pair = value_of(context, sheet, found, parse_accession) if named else None
        if pair:
            yield seen_at("accession_number", pair, 0.85 if found.field == "lab_order" else 0.6)


def parse_status(text: str) -> Parsed | None:
    """preliminary, final or corrected, where the text begins with its word."""
    for status, pattern in _STATUSES:
        match = pattern.search(text[:28])
        if match and match.start() <= 12:
            return status, 1.0
    return None


def statuses(context: Context) -> Iterator[Sighting]:
    """What a label, a title or a stamp says of how final the report is."""
    yield from labelled(context, "result_status", parse_status)
    for sheet in context.sheets:
        for match in _TITLED.finditer(sheet.text):
            parsed = parse_status(match[1])
            words = sheet.at(*match.span())
            if parsed:
                yield Sighting(
                    field="result_status",
                    value=parsed[0],
                    raw=match[0],
                    page=sheet.number,
                    box=around(words),
                    score=0.8,
                )
        for match in _AFTER.finditer(sheet.text):
            yield from _said(sheet, match["said"], sheet.at(*match.span("said")), 0.75)
        for cell in (line.cells[0] for line in sheet.lines if len(line.cells) == 1):
            if stamp := _STAMP.fullmatch(cell.text):
                yield from _said(sheet, stamp["said"], cell.words, 0.75)


def _said(sheet: Sheet, text: str, words: Sequence[Word], score: float) -> Iterator[Sighting]:
    parsed = parse_status(text)
    if parsed:
        ocr = 0.4 + 0.6 * confidence(words)
        yield Sighting(
            field="result_status", value=parsed[0], raw=text, page=sheet.number, box=around(words), score=score * ocr
        )
