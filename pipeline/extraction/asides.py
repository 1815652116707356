"""Particulars of the patient that no label of a form names: in prose, beside another value, or on a sticker.

"born December 21, 1940", "DOB 3/4/58 M", "this 67-year-old woman", "KIM, ANDREW R / 4221440 M 06/26/2023".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extraction.addresses import parse_address
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.layout import Cell, Line, Sheet, around, confidence
from pipeline.extraction.mentions import NameSeen
from pipeline.extraction.names import parse_name
from pipeline.extraction.parsers import dates, parse_birth_date, parse_phone
from pipeline.records import Word

_BORN = re.compile(
    r"(?i:\bborn(?: on)?|\bdate of birth|\bbirth ?(?:date|day)|\bd\.?\s?o\.?\s?b\.?|\bnacid[oa](?: el)?)"
    r"(?i:\s+on (?:file|record))?[\s:(,isa]{1,5}(?P<day>[^\n]{6,24})"
)
_OLD = re.compile(
    r"\b\d{1,3}[\s-]*(?:year|yr|y/?o|month|week)s?[\s-]*(?:old)?,?\s+(?P<who>female|woman|lady|girl|male|man|gentleman|boy|F|M)\b"
)
_AGED = re.compile(r"\b(?:age[d]?:?\s*)?\d{1,3}\s?(?:y|yo|yrs?|y/o)?\s?[/,-]?\s?(?P<who>[MF])\b(?=[\s),;]|$)")
_AFTER = re.compile(
    r"^[\s,;(/|-]{0,4}(?:\(?\d{1,3}\s?(?:y(?:rs?|ears?|o)?\.?)?(?:\s?old)?\)?[\s,;/|-]{1,4})?\(?(?P<who>female|male|[FM])\b",
    re.I,
)
_ROW = re.compile(
    r"(?P<name>[^\W\d_][^\d\n/|:]{4,40}?)\s*[/|,]?\s{1,3}(?P<day>\d{1,2}[/-](?:\d{1,2}|[A-Za-z]{3})[/-]\d{2,4})"
    r"\s*[/|,]?\s{1,3}(?P<sex>[MF])\b"
)
_STICKER = re.compile(r"^\W{0,3}(?P<mrn>\d[\d ]{3,10}\d)\W+(?P<sex>[MF])\W+(?P<day>\d{1,2}[/-]\d{1,2}[/-]\d{2,4})\b")
_LIVES = re.compile(
    r"\b(?:residing at|resides at|lives at|living at|who lives at|of record at|whose address is)\s+(?P<at>[^\n]{8,90})",
    re.I,
)
_REACHED = re.compile(
    r"(?i:\b(?:best (?:phone|number|contact)|(?:his|her|their|patient['’]?s?) (?:phone|cell|number|home|mobile)"
    r"|reach(?:ed)? (?:him|her|them)?\s?at)(?: number)?(?: is| at|:)?\s*|\b(?:dob|born|birth ?date)\b[\s\S]{6,40}?"
    r"\b(?:cell|phone|ph|tel|home|mobile)\b[.:]?\s*)(?P<phone>\(?\d{3}[^\n]{7,14})"
)
_NAMED = re.compile(r"^(?P<name>[^\d\n:(/|]{5,40}?)\s*(?:\(|/|\||–|-)\s*(?P<day>\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4})\b")
_WOMEN = frozenset({"female", "woman", "lady", "girl", "f"})


def particulars(context: Context) -> Iterator[Sighting]:
    """Birth dates and sexes that stand in prose or beside a birth date, and what a sticker says."""
    for sheet in context.sheets:
        yield from _prose(context, sheet)
        yield from _after_name(context, sheet)
        for line in sheet.lines:
            yield from _beside(context, sheet, line)
            for cell in (*line.cells, None):
                yield from _sticker(sheet, line, cell)


def sticker_names(context: Context) -> Iterator[NameSeen]:
    """The name over a sticker's row of number, sex and birth date."""
    for sheet in context.sheets:
        for line in sheet.lines[1:]:
            if not any(_STICKER.match(text) for text in (line.text, *(c.text for c in line.cells))):
                continue
            for cell in (c for over in sheet.lines[max(line.index - 2, 0) : line.index] for c in over.cells):
                parsed = parse_name(cell.text) if line.box.top - cell.box.bottom < 3 * sheet.unit else None
                if (
                    parsed
                    and "," in cell.text
                    and cell.box.left < line.box.right
                    and line.box.left < cell.box.right + 4 * sheet.char
                ):
                    score = 0.8 * parsed[1] * (0.4 + 0.6 * confidence(cell.words))
                    yield NameSeen(name=parsed[0], raw=cell.text, page=sheet.number, box=cell.box, score=score)


def _sighting(sheet: Sheet, field: str, value: str, start: int, end: int, score: float) -> Sighting:
    words = sheet.at(start, end)
    return Sighting(
        field=field, value=value, raw=sheet.text[start:end].strip(), page=sheet.number, box=around(words),
        score=score * (0.4 + 0.6 * confidence(words)),
    )  # fmt: skip


def _prose(context: Context, sheet: Sheet) -> Iterator[Sighting]:
    for match in _BORN.finditer(sheet.text):
        parsed = parse_birth_date(match["day"])
        if parsed and not _labelled(context, sheet, match.start()):
            day = next(dates(match["day"], birth=True))
            start = match.start("day")
            yield _sighting(sheet, "birth_date", parsed[0], start + day[2], start + day[3], 0.75 * parsed[1])
    for match in _LIVES.finditer(sheet.text.replace("\n", " ")):
        for name, (value, quality) in (parse_address(re.split(r"[;)]|\.\s", match["at"])[0]) or {}).items():
            yield _sighting(sheet, name, value, match.start("at"), match.start("at") + 20, 0.75 * quality)
    for match in _REACHED.finditer(sheet.text):
        reached = parse_phone(match["phone"])
        if reached and not any(_labelled(context, sheet, match.start("phone") - back) for back in (0, 2)):
            yield _sighting(sheet, "phone", reached[0], *match.span("phone"), 0.7 * reached[1])
    for match in _ROW.finditer(sheet.text):
        parsed = parse_birth_date(match["day"])
        if parsed and parse_name(match["name"]):
            yield _sighting(sheet, "birth_date", parsed[0], match.start("day"), match.end("day"), 0.85 * parsed[1])
            yield _sighting(sheet, "sex", match["sex"], match.start("sex"), match.end("sex"), 0.88)
    for match in _OLD.finditer(sheet.text):
        yield _sighting(sheet, "sex", _sex(match["who"]), match.start("who"), match.end("who"), 0.8)


def _after_name(context: Context, sheet: Sheet) -> Iterator[Sighting]:
    """The birth date that follows the patient's labelled name in brackets or after a stroke, and a sex after it."""
    for line in sheet.lines:
        for found in context.found_on(sheet.number, line.index):
            if found.field != "name" or found.role != "patient":
                continue
            words = line.words[found.end :]
            text = " ".join(w.text for w in words)
            match = _NAMED.match(text)
            parsed = parse_birth_date(match["day"]) if match and parse_name(match["name"]) else None
            if match is None or parsed is None:
                continue
            at = text[: match.start("day")].count(" ")
            yield Sighting(
                field="birth_date", value=parsed[0], raw=match["day"], page=sheet.number, box=words[at].box,
                score=0.85 * parsed[1] * (0.4 + 0.6 * words[at].confidence),
            )  # fmt: skip
            if who := _AFTER.match(text[match.end() :].lstrip(")")):
                yield Sighting(
                    field="sex", value=_sex(who["who"]), raw=who["who"], page=sheet.number,
                    box=words[min(at + 1, len(words) - 1)].box, score=0.85,
                )  # fmt: skip


def _labelled(context: Context, sheet: Sheet, offset: int) -> bool:
    """Whether the words at an offset of the sheet's text already belong to a label, whose role decides."""
    index = sheet.text.count("\n", 0, offset)
    word = sheet.at(offset, offset + 1)[0]
    taken = context.labelled(sheet.number, index)
    return any(sheet.lines[index].words[at] is word for at in taken)


def _sex(who: str) -> str:
    return "F" if who.lower() in _WOMEN else "M"


def _beside(context: Context, sheet: Sheet, line: Line) -> Iterator[Sighting]:
    """A lone M or F after a birth date or a chart number of the patient's, in the same row."""
    labels = context.found_on(sheet.number, line.index)
    if any(f.field == "sex" for f in labels):
        return
    for found in labels:
        if found.field not in ("birth_date", "mrn") or found.role not in ("", "patient"):
            continue
        words = line.words[found.end :]
        text = " ".join(w.text for w in words)
        value = re.match(r"\W{0,3}#?\d[\d-]{3,12}", text) if found.field == "mrn" else None
        day = next(dates(text, birth=True), None) if found.field == "birth_date" else None
        end = value.end() if value else day[3] if day and day[2] <= 3 else None
        if end is not None and found.field == "birth_date":
            yield from _phone_after(sheet, words, text[end:])
        match = _AFTER.match(text[end:]) if end is not None else None
        if match and end is not None:
            at = text[: end + match.start("who")].count(" ")
            word = words[min(at, len(words) - 1)]
            yield Sighting(
                field="sex", value=_sex(match["who"]), raw=word.text, page=sheet.number, box=word.box,
                score=0.88 * (0.4 + 0.6 * word.confidence),
            )  # fmt: skip


def _phone_after(sheet: Sheet, words: Sequence[Word], rest: str) -> Iterator[Sighting]:
    """A phone number that follows the patient's birth date without a label."""
    parsed = parse_phone(rest) if re.match(r"[\s,;/|(]*\(?\d{3}", rest) else None
    if parsed:
        yield Sighting(
            field="phone", value=parsed[0], raw=rest[:20].strip(" ,"), page=sheet.number, box=around(words),
            score=0.75 * parsed[1] * (0.4 + 0.6 * confidence(words)),
        )  # fmt: skip


def _sticker(sheet: Sheet, line: Line, cell: Cell | None) -> Iterator[Sighting]:
    """Chart number, sex and birth date in one row without labels, as patient stickers have them."""
    words = cell.words if cell else line.words
    match = _STICKER.match(cell.text if cell else line.text)
    parsed = parse_birth_date(match["day"]) if match else None
    if match is None or parsed is None or (cell is None and len(line.cells) == 1):
        return
    ocr = 0.4 + 0.6 * confidence(words)
    for field, value, score in (
        ("mrn", match["mrn"], 0.75 if " " not in match["mrn"] else 0.0),
        ("sex", match["sex"], 0.85),
        ("birth_date", parsed[0], 0.85 * parsed[1]),
    ):
        if score:
            yield Sighting(field=field, value=value, raw=value, page=sheet.number, box=around(words), score=score * ocr)
