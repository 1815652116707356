"""Normal or not: what the rows of a laboratory report say, and the words of a culture, a biopsy or a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.lab_rows import BAD, GOOD, NEUTRAL
from pipeline.extraction.layout import Sheet, around
from pipeline.records import Box, ResultRow

_WITHIN = re.compile(
    r"(?:everything|all (?:of )?(?:your )?(?:values|results|tests)?) ?(?:is|are|were)? ?(?:within|in) (?:the )?normal"
    r"|\bnormal results?\.|within (?:the )?(?:lab|laboratory|reference|normal) (?:range|limits)",
    re.I,
)
_BEYOND = re.compile(
    r"outside (?:of )?(?:the )?(?:normal|reference|lab)|out of range values"
    r"|(?:is|are|was|were|results?|values?) (?:slightly )?out of (?:the )?(?:lab |reference |normal )?range\b"
    r"|\babnormal result|(?:above|below) (?:the )?(?:lab|reference|normal) range",
    re.I,
)
_GROWTH = re.compile(r"no growth|no organisms? (?:isolated|seen)|normal flora|sterile", re.I)
_GREW = re.compile(
    r"\d[\d,]*\s*(?:cfu|col(?:onies)?)\b|>\s?100,?000|growth of|isolate\b|heavy growth|moderate growth", re.I
)
_BENIGN = re.compile(
    r"\bbenign\b|no (?:significant )?(?:pathologic|evidence of malignancy|dysplasia|malignancy|atypia)|\bNILM\b"
    r"|negative for (?:malignan|intraepithelial|dysplasia)|no (?:likely )?pathogenic variants?",
    re.I,
)
_MALIGNANT = re.compile(
    r"(?<!no )(?<!not )(?<!for )(?<!without )(?<!or )(?:carcinoma|malignan(?:t|cy)\b(?! not)|dysplasia|adenoma|melanoma"
    r"|lymphoma|high[- ]grade|neoplas|in situ|\b[LH]SIL\b|ASC-?US|cell abnormality|\bAGC\b|\bCIN ?[123]\b"
    r"|(?:likely )?pathogenic variants? (?:was |were )?(?:found|detected|identified))",
    re.I,
)
_GENE = re.compile(
    r"result:?\s*(negative|positive)|(no|likely) pathogenic variants?|^\s*(negative|positive)\.", re.I | re.M
)
_NUMBER = r"\d{1,4}(?:\.\d{1,3})?"
_ONE_RESULT = re.compile(
    rf"\bresult:?\s+(?:(?:target|range|normal|ref\w*)\s*\n)?(?P<value>{_NUMBER})\s*(?:[^\d\s]\S*)?\s+"
    rf"(?:(?:target|range|normal|ref\w*):?\s+)?(?P<low>{_NUMBER})\s*-\s*(?P<high>{_NUMBER})\b",
    re.I,
)
_ANSWER = re.compile(
    r"(?P<test>[^\W\d][^:\n]{2,40}):\s{0,3}(?P<said>negative|not detected|non-?reactive|none detected|positive|detected"
    r"|reactive|abnormal)\b",
    re.I,
)


TABLE = 4  # rows that make a table


def verdict(context: Context, rows: Sequence[ResultRow]) -> Iterator[Sighting]:
    """Abnormal when any row is; normal when there are rows or words that say so and none that does not.

    In a table with a column for flags, one figure alone outside its range is likelier a misread figure.
    """
    flagged = [row for row in rows if row.abnormal and _marked(row)]
    outside = [row for row in rows if row.abnormal and not _marked(row)]
    good = [row for row in rows if row.abnormal is False]
    worded = [(sheet, *words) for sheet in context.sheets if (words := _worded(sheet))]
    adverse = [entry for entry in worded if entry[1]]
    if flagged:
        yield _judged_by(True, flagged[0], 0.97)
    elif len(outside) > 1 or (outside and not _has_flag_column(context)):
        yield _judged_by(True, outside[0], 0.85 if len(outside) > 1 else 0.75)
    elif adverse and len(good) < TABLE:  # under a table of normal figures such words are a legend
        sheet, value, said, box = adverse[0]
        yield _judged(value, said, sheet.number, box, 0.85)
    elif good:
        unsure = len([row for row in rows if row.abnormal is None]) + len(outside)
        yield _judged_by(False, good[0], 0.92 if unsure == 0 else 0.75)
    elif worded:
        sheet, value, said, box = worded[0]
        yield _judged(value, said, sheet.number, box, 0.8)


def _marked(row: ResultRow) -> bool:
    """Flagged in words or letters, or by a star beside a figure that is out of its range."""
    return bool(row.flag.strip("*") or (row.flag and row.range))


def _has_flag_column(context: Context) -> bool:
    return any(re.search(r"\b(?:flag|abn|H ?/ ?L)\b", sheet.text, re.I) for sheet in context.sheets)


def _judged_by(value: bool, row: ResultRow, score: float) -> Sighting:
    box = row.box or Box(left=0, top=0, right=0, bottom=0)
    return _judged(value, f"{row.analyte} {row.value} {row.flag}".strip(), row.page, box, score)


def _judged(value: bool, raw: str, page: int, box: Box, score: float) -> Sighting:
    return Sighting(field="abnormal", value=value, raw=raw, page=page, box=box, score=score)


def _worded(sheet: Sheet) -> tuple[bool, str, Box] | None:
    """What the words of a letter, a culture, a pathology or a gene report say; adverse findings win."""
    text = sheet.text
    for value, pattern in (
        (True, _BEYOND),
        (False, _WITHIN),
        (False, _BENIGN),
        (True, _MALIGNANT),
        (False, _GROWTH),
        (True, _GREW),
    ):
        match = pattern.search(text)
        if match:
            return value, match[0], around(sheet.at(*match.span()))
    match = _GENE.search(text)
    if match:
        positive = (match[1] or match[3] or "").lower() == "positive" or (match[2] or "").lower() == "likely"
        return positive, match[0], around(sheet.at(*match.span()))
    if match := _ONE_RESULT.search(text):
        figure, low, high = (float(match[name]) for name in ("value", "low", "high"))
        return not low <= figure <= high, match[0], around(sheet.at(*match.span()))
    answers = [m for m in _ANSWER.finditer(text) if not NEUTRAL.search(m["test"].rsplit("  ", 1)[-1])]
    if answers:
        match = next((m for m in answers if BAD.match(m["said"])), answers[0])
        return BAD.match(match["said"]) is not None, match[0], around(sheet.at(*match.span()))
    match = re.search(r"(?:result|interpretation|conclusion|resultado)s?\s*:?\s+(\S.{0,30})", text, re.I)
    if match and (GOOD.match(match[1]) or BAD.match(match[1])):
        return not GOOD.match(match[1]), match[0], around(sheet.at(*match.span()))
    return None
