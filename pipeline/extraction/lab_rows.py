"""Result rows of a laboratory report: analyte, value, units, range and flag, whatever the columns are called.

A row is recognised by its own grammar, not by a template: a name at the left, then a value, and somewhere after it a
reference range, a unit or a flag. In a cumulative report only the column of the newest date is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from pipeline.extraction.context import Context
from pipeline.extraction.labels import PERSONAL
from pipeline.extraction.layout import Cell, Line, Sheet, around, joined
from pipeline.extraction.parsers import dates
from pipeline.records import ResultRow, Word

_NUMBER = r"\d{1,6}(?:[.,]\d{1,4})?"
RANGE = re.compile(
    rf"[(\[]?\s*(?<![\d-])(?P<low>{_NUMBER})\s*[-–=~]\s*(?P<high>{_NUMBER})(?![\d-])\s*[)\]]?"
    rf"|[(\[]?(?P<bound><=?|>=?|≤|≥|less than|greater than|up to)\s*(?:OR\s*=?\s*)?(?P<limit>{_NUMBER})[)\]]?",
    re.I,
)
_RAISED = "H L HH LL A AA HIGH LOW ABN ABNORMAL CRITICAL CRIT PANIC ALERT * ** H* L* *H *L"
_RAISED += " HI LO ALTO BAJO ANORMAL ↑ ↓ C HC LC H! L! POS"
_PLAIN = "N NORMAL OK WNL NEG"
FLAGS = dict.fromkeys(_RAISED.split(), True) | dict.fromkeys(_PLAIN.split(), False)
CRITICAL = frozenset({"HH", "LL", "AA", "CRITICAL", "CRIT", "PANIC", "ALERT", "HC", "LC", "H!", "L!", "**"})
BAD = re.compile(
    r"\b(?:positive|positivo|pos|detected|detectado|reactive|reactivo|abnormal|present|seropositive|isolated"
    r"|greater than 100,?000|intermediate|resistant)\b",
    re.I,
)
GOOD = re.compile(
    r"\b(?:negative|negativo|neg|not detected|no detectado|none detected|non[- ]?reactive|no reactivo|not isolated"
    r"|normal|none seen|none|absent|no growth|nonreactive|undetected|not seen|within normal limits|wnl)\b",
    re.I,
)
# Rows whose positive answer says nothing bad: blood groups, controls, immunity.
NEUTRAL = re.compile(
    r"\b(?:rh|abo|blood (?:type|group)|control|valid|immun|titer|qc|fasting|consistent|received|group)\b", re.I
)
UNITS = re.compile(
    r"%|/hpf|/lpf|/ul|iu/|u/l|[munpkf]?g/d?l|m?mol/l|meq/l|10[*^e]|x10|k/u|m/u|fl\b|pg\b|sec|mm/h|cells|copies|ratio|index|mg/g|mlu/l"
    r"|ml/min|cfu|miu|uiu|mcg|ng|miv",
    re.I,
)
_HEADER = re.compile(r"normals?\s+(?:values?|range|limits?|results?)\b|normals\b", re.I)
_VALUE = re.compile(rf"^[<>≤≥]?\s?({_NUMBER})(?:\s*([A-Z*!↑↓]{{1,2}}))?$")


def result_rows(context: Context) -> tuple[ResultRow, ...]:
    """All result rows of a document's pages, in order."""
    return tuple(row for sheet in context.sheets for row in _rows(context, sheet))


_NEWEST = re.compile(r"(?:now|latest|current|today|newest|most recent|this (?:time|visit))\W*", re.I)
_EARLIER = re.compile(r"(?:prior|previous|prev|last|earlier|past)\b.*", re.I)


def newest_column(context: Context, sheet: Sheet, line: Line) -> tuple[str, int, int] | None:
    """In the header of a cumulative report: its newest date and that column's left and right edge; else None.

    The date is empty where the column is headed by a word ("Latest") beside older ones.
    """
    if sum(f.field.endswith("date") for f in context.found_on(sheet.number, line.index)) > 1:
        return None  # each date has its own label
    dated = list(_dated(line))
    worded = [("", cell.box.left, cell.box.right) for cell in line.cells[1:] if _NEWEST.fullmatch(cell.text)]
    older = [("", cell.box.left, cell.box.right) for cell in line.cells[1:] if _EARLIER.fullmatch(cell.text)]
    columns = sorted((*worded, *older, *dated), key=lambda c: c[1])
    if len(columns) < 2 or (not worded and len(dated) < 2) or len(columns) < len(line.cells) - 5:
        return None
    at = columns.index(worded[0]) if worded else max(range(len(columns)), key=lambda i: columns[i][0])
    centres = [(left + right) // 2 for _, left, right in columns]
    half = min(abs(b - a) for a, b in pairwise(centres)) // 2
    return columns[at][0], centres[at] - half, centres[at] + half


def _dated(line: Line) -> Iterator[tuple[str, int, int]]:
    """The dates of a row with their edges, where it holds little else."""
    for cell in line.cells:
        found = [day for day in dates(cell.text) if day[0] <= date.today().isoformat()]
        if len(found) == 1 and found[0][3] - found[0][2] < len(cell.text) - 7:
            continue
        for day, _, start, end in found:
            words = cell.words[cell.text.count(" ", 0, start) : cell.text.count(" ", 0, end) + 1]
            yield day, words[0].box.left, words[-1].box.right


def _rows(context: Context, sheet: Sheet) -> Iterator[ResultRow]:
    column: tuple[int, int] | None = None
    for line in sheet.lines:
        newest = newest_column(context, sheet, line)
        if newest is not None:
            column = newest[1:]
            continue
        if _is_label_row(context, sheet, line):
            continue
        cells = line.cells if column is None else _without_other_dates(line, column)
        for group in _side_by_side(cells):
            row = _row(sheet, group)
            if row is not None:
                yield row


def _is_label_row(context: Context, sheet: Sheet, line: Line) -> bool:
    known = [f for f in context.found_on(sheet.number, line.index) if f.field not in ("stop", "section") and f.colon]
    return any(f.start == 0 or f.field in PERSONAL or f.field.endswith("date") for f in known)


def _without_other_dates(line: Line, column: tuple[int, int]) -> tuple[Cell, ...]:
    """The cells of a cumulative row but for the values of earlier dates."""
    left, edge = column
    kept: list[Cell] = []
    for number, cell in enumerate(line.cells):
        centre = (cell.box.left + cell.box.right) / 2
        value = _VALUE.match(cell.text) is not None
        if number == 0 or left <= centre <= edge or not value:
            kept.append(cell)
    return tuple(kept)


def _side_by_side(cells: Sequence[Cell]) -> Iterator[tuple[Cell, ...]]:
    """Two tables printed next to each other: a name that follows a range begins a second row."""
    start, ranged = 0, False
    for at, cell in enumerate(cells):
        text = cell.text
        if (
            ranged
            and at - start >= 2
            and _is_analyte(text)
            and any(_VALUE.match(c.text) or GOOD.search(c.text) for c in cells[at + 1 :])
        ):
            yield tuple(cells[start:at])
            start, ranged = at, False
        elif at > start and (_full_range(text) or (at - start >= 2 and GOOD.fullmatch(text))):
            ranged = True
    yield tuple(cells[start:])


def _is_analyte(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return (
        letters >= 2
        and text[0].isalpha()
        and not UNITS.search(text)
        and text.upper() not in FLAGS
        and not GOOD.fullmatch(text)
    )


def _full_range(text: str) -> bool:
    match = RANGE.match(text)
    return match is not None and match.end() >= 3


def _row(sheet: Sheet, cells: Sequence[Cell]) -> ResultRow | None:
    words = [word for cell in cells for word in cell.words]
    start = next((i for i, w in enumerate(words) if _is_analyte(w.text) or w.text[:1].isalpha()), None)
    if start is None or not words:
        return None
    return _numeric_row(sheet, words[start:]) or _worded_row(sheet, cells)


def _numeric_row(sheet: Sheet, words: Sequence[Word]) -> ResultRow | None:
    """A name, a number, and a range or a unit after it."""
    for at in range(1, min(len(words), 9)):
        match = _VALUE.match(words[at].text)
        if match is None:
            continue
        rest = joined(words[at + 1 :])
        ranged = RANGE.search(rest)
        unit = next((w.text for w in words[at + 1 :] if UNITS.search(w.text)), "")
        flag = _flag(words[at + 1 :], match[2] or "")
        if ranged is None and not (unit and len(rest) < 30) and not (flag and len(rest) < 12):
            return None
        name = joined(words[:at])
        if (sum(c.isalpha() for c in name) < 2 and name != "K") or len(name) > 60:
            return None
        value, text = match[1], ranged[0].strip() if ranged else ""
        return ResultRow(
            analyte=name, value=value, units=unit, range=text, flag=flag,
            abnormal=_outside(words[at], value, flag, ranged), page=sheet.number, box=around(words),
        )  # fmt: skip
    return None


def _flag(words: Sequence[Word], glued: str) -> str:
    for text in (glued, *(w.text for w in words)):
        plain = text.strip("()[]<>.:,").upper()
        if plain in FLAGS and not (plain in ("C", "N", "A") and text == plain.lower()):
            return plain
    return ""


def _outside(word: Word, value: str, flag: str, ranged: re.Match[str] | None) -> bool | None:
    """Flagged, or outside its range by figures that can be trusted; None where nothing says."""
    if flag and (ranged is None or flag != "*"):
        return FLAGS[flag]
    if ranged is None:
        return None
    number = float(value.replace(",", "."))
    low, high = _bounds(ranged)
    if low > high:
        return None
    if low <= number <= high:
        return False
    lost_point = "." in ranged[0] and "." not in value and any(low <= number / k <= high for k in (10, 100, 1000))
    return None if lost_point or word.confidence < 0.8 else True


def _bounds(ranged: re.Match[str]) -> tuple[float, float]:
    if ranged["limit"]:
        limit = float(ranged["limit"].replace(",", "."))
        below = ranged["bound"].lower() in ("<", "<=", "≤", "less than", "up to")
        return (float("-inf"), limit) if below else (limit, float("inf"))
    return float(ranged["low"].replace(",", ".")), float(ranged["high"].replace(",", "."))


def _worded_row(sheet: Sheet, cells: Sequence[Cell]) -> ResultRow | None:
    """A name and a worded result in a cell of its own ("Positive", "Not detected (A)")."""
    if len(cells) < 2 or not any(c.isalpha() for c in cells[0].text) or len(cells[0].text) > 60:
        return None
    for at, cell in enumerate(cells[1:], start=1):
        text = cell.text.strip("\"“”' ")
        if len(text) > 40 or text.lower().startswith("ref"):
            continue
        good, bad = GOOD.match(text), BAD.match(text)
        if not (good or bad) or _HEADER.match(text):
            continue
        rest = " ".join(c.text for c in cells[at + 1 :])
        flag = next(
            (w for w in re.findall(r"\((\w+)\)|\b([AHL])\b|(\*+)", f"{text} {rest}") for w in w if w in FLAGS), ""
        )
        other = cells[at + 1].text if at + 1 < len(cells) else ""
        neutral = NEUTRAL.search(cells[0].text) is not None or (
            cells[0].text.endswith(":") and bool(BAD.fullmatch(text)) and bool(GOOD.fullmatch(other))
        )  # both answers are printed, to be circled
        abnormal = None if neutral else bool(bad and not good) or FLAGS.get(flag, False)
        expected = GOOD.search(rest) or BAD.search(rest)
        return ResultRow(
            analyte=cells[0].text, value=text, range=expected[0] if expected else "", flag=flag, abnormal=abnormal,
            page=sheet.number, box=around([w for c in cells for w in c.words]),
        )  # fmt: skip
    return None
