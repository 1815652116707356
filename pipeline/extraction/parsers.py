"""Typed parsers: text as printed or misread → (normal form, quality 0 to 1), or None. None of them raises on any text.

OCR repairs (O→0, l→1, S→5, B→8) are made only where the grammar wants a digit, and cost quality. A birth date lies in
the past and within 120 years; a fax number is no phone; of a social security number only the last four are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import phonenumbers

Parsed = tuple[str, float]

_DIGITS = str.maketrans("OoQDlI|!iSsBZzGqg", "00001111155822699")
REPAIRED = 0.85  # quality of a value that needed an OCR repair
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ene enero", "feb february febrero", "mar march marzo", "apr april abr abril", "may mayo",
            "jun june junio", "jul july julio", "aug august ago agosto", "sep sept september septiembre setiembre",
            "oct october octubre", "nov november noviembre", "dec december dic diciembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NUMERIC = re.compile(
    r"(?<![\w/.-])([\dOoQlI|SB]{1,4})\s?[/\-.]\s?([\dOoQlI|SB]{1,2})\s?[/\-.,]\s?([\dOoQlI|SB]{2,4})(?![\w/])"
)
_DAY_FIRST = re.compile(
    r"(?<!\w)([\dOoQlI]{1,2})(?:st|nd|rd|th)?[\s\-./—–=<]*(?:de\s+)?([A-Za-z]{3,10})[.,\s\-/—–=<]*(?:de[l]?\s+)?(\d{4}|\d{2})(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(?<!\w)([A-Za-z]{3,10})[.\s\-/]*([\dOlI]{1,2})(?:st|nd|rd|th)?[\s,.\-/]+(\d{4}|\d{2})(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d{4,6}\b|\b)")
_ONE_SLASH_AS_7 = re.compile(r"(?<!\d)(\d{1,2})(?:/(\d{1,2})7|7(\d{1,2})[/7])((?:19|20)\d{2})(?!\d)")
_SLASH_AS_7 = re.compile(r"(?<!\d)(0[1-9]|1[0-2])7([0-3]\d)7(\d\d)(?!\d)")  # dot matrix: 05713726
_COMPACT_US = re.compile(r"(?<!\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])((?:19|20)\d{2})(?!\d)")

OLDEST = 120  # years


def as_digits(text: str) -> str:
    """The text with the letters that OCR makes of digits turned back."""
    return text.translate(_DIGITS)


def dates(text: str, *, birth: bool = False, today: date | None = None) -> Iterator[tuple[str, float, int, int]]:
    """Every date in a text, in order: ISO date, quality, start and end of its span."""
    now = today or date.today()
    taken: list[tuple[int, int]] = []
    found: list[tuple[str, float, int, int]] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            day = read(match, birth, now)
            if day is not None:
                found.append((day[0].isoformat(), day[1], match.start(), match.end()))
                taken.append(match.span())
    yield from sorted(found, key=lambda f: f[2])


def parse_date(text: str, *, birth: bool = False, today: date | None = None) -> Parsed | None:
    """The first date of a text. Two-digit years: a birth is in the past, others within a year from today."""
    for day, quality, start, _ in dates(text, birth=birth, today=today):
        return day, quality if start <= 12 else quality * 0.8
    return None


def parse_birth_date(text: str) -> Parsed | None:
    """A date of birth: in the past, within 120 years, near the start of the text."""
    found = next(dates(text[:60], birth=True), None)
    if found is None or found[2] > 12:
        return None
    return found[0], found[1]


def _checked(year: int, month: int, day: int, birth: bool, now: date) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    latest = now + timedelta(days=1) if birth else now + timedelta(days=3660)
    earliest = now.year - OLDEST if birth else 1990
    return found if found <= latest and found.year >= earliest else None


def _year(text: str, birth: bool, now: date) -> int:
    year = int(text)
    if len(text) != 2:
        return year
    century = now.year - now.year % 100
    latest = now.year if birth else now.year + 10
    return century + year if century + year <= latest else century + year - 100


Read = Callable[["re.Match[str]", bool, date], "tuple[date, float] | None"]


def _numeric(match: re.Match[str], birth: bool, now: date) -> tuple[date, float] | None:
    parts = [as_digits(part) for part in match.groups()]
    if not all(part.isdecimal() for part in parts):
        return None
    quality = 1.0 if list(match.groups()) == parts else REPAIRED
    first, second, third = parts
    if len(first) == 4 and len(third) <= 2:
        found = _checked(int(first), int(second), int(third), birth, now)
    elif len(first) > 2 or len(third) == 3:
        return None
    else:
        year = _year(third, birth, now)
        found = _checked(year, int(first), int(second), birth, now)
        if found is None and (found := _checked(year, int(second), int(first), birth, now)):
            quality *= 0.9  # day first, as it is written in Spanish
    return (found, quality) if found else None


def _named(day: str, month: str, year: str, birth: bool, now: date) -> tuple[date, float] | None:
    name = month.lower()
    number = MONTHS.get(name) or next(
        (n for m, n in MONTHS.items() if len(name) > 3 and len(m) > 3 and m[:4] == name[:4]), None
    )
    digits = as_digits(day)
    if number is None or not digits.isdecimal() or len(year) == 3:
        return None
    found = _checked(_year(year, birth, now), number, int(digits), birth, now)
    return (found, 1.0 if digits == day and name in MONTHS else REPAIRED) if found else None


def _compact(match: re.Match[str], birth: bool, now: date) -> tuple[date, float] | None:
    first, second, third = (int(part) for part in match.groups())
    found = _checked(first, second, third, birth, now) if first > 31 else _checked(third, first, second, birth, now)
    return (found, 0.9) if found else None


def _slashes(match: re.Match[str], birth: bool, now: date) -> tuple[date, float] | None:
    found = _checked(_year(match[3], birth, now), int(match[1]), int(match[2]), birth, now)
    return (found, 0.8) if found else None


def _one_slash(match: re.Match[str], birth: bool, now: date) -> tuple[date, float] | None:
    found = _checked(int(match[4]), int(match[1]), int(match[2] or match[3]), birth, now)
    return (found, 0.7) if found else None


_FORMS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (_NUMERIC, _numeric),
    (_DAY_FIRST, lambda m, birth, now: _named(m[1], m[2], m[3], birth, now)),
    (_MONTH_FIRST, lambda m, birth, now: _named(m[2], m[1], m[3], birth, now)),
    (_COMPACT, _compact),
    (_COMPACT_US, _compact),
    (_SLASH_AS_7, _slashes),
    (_ONE_SLASH_AS_7, _one_slash),
)

_PHONE = re.compile(
    r"(?<![\w-])(?:\+?1[\s.\-]{0,2})?[({\[]?([2-9OISB][\dOolISB]{2})[)}\]]?[\s.\-/]{0,3}([\dOolISB]{3})[\s.\-]{0,3}([\dOolISB]{4})(?![\dA-Za-z])"
)


def phones(text: str) -> Iterator[tuple[str, float, int, int]]:
    """Every North American number in a text: ten digits, quality, start and end."""
    for match in _PHONE.finditer(text):
        digits = as_digits("".join(match.groups()))
        if len(digits) != 10 or not digits.isdecimal() or digits[0] in "01" or digits[3] in "01":
            continue
        plain = "".join(match.groups()).isdecimal()
        separated = len(match[0]) > 10
        valid = phonenumbers.is_possible_number(phonenumbers.PhoneNumber(country_code=1, national_number=int(digits)))
        quality = (1.0 if plain else REPAIRED) * (1.0 if separated else 0.85)
        if valid:
            yield digits, quality, match.start(), match.end()


def parse_phone(text: str) -> Parsed | None:
    """The first phone number at the start of a text: ten digits. A number that is called a fax is none."""
    found = next(phones(text[:60]), None)
    if found is None or found[2] > 14 or re.search(r"\bfax\b|\bF:", text[: found[2]], re.I):
        return None
    return found[0], found[1]


_SEXES = dict.fromkeys(["F", "FEMALE", "FEM", "FEMENINO", "FEMENINA", "WOMAN", "GIRL", "MUJER"], "F") | dict.fromkeys(
    ["M", "MALE", "MASC", "MASCULINO", "MAN", "BOY", "HOMBRE"], "M"
)
_TICK = re.compile(r"[\[(]\s*[xX✓✔*]\s*[\])]|[☒☑✓✔■●]")
_BLANK_TICK = re.compile(r"[\[(]\s*[\])]|[☐□○]")


def parse_sex(text: str) -> Parsed | None:
    """F or M: a lone word, or the ticked one of two typed boxes."""
    head = text[:60].upper()
    if _TICK.search(head) or _BLANK_TICK.search(head):
        return _ticked_sex(head)
    aged = re.match(r"\s*\d{1,3}\s?(?:Y|YR|YRS|YO|M|MO)?\s?[/ 7]?\s?([MF])\b", head)
    if aged:
        return aged[1], 0.9
    words = re.findall(r"[A-Z]+", head)[:4]
    crossed = re.match(r"(?:[O0Q]\s?([FM])\W{1,4}X\s?([FM])|X\s?([FM])\W{1,4}[O0Q]\s?([FM]))\b", head.strip())
    if crossed:
        return crossed[2] or crossed[3], 0.85
    named = [_SEXES[word] for word in words if word in _SEXES]
    if not named or words.index(next(w for w in words if w in _SEXES)) > 1:
        return None
    if len(set(named)) > 1:
        return None  # both are printed: a form to tick
    return named[0], 1.0 if words[0] in _SEXES else 0.85


def _ticked_sex(head: str) -> Parsed | None:
    after = re.findall(
        r"(?:[\[(]\s*[X✓✔*]\s*[\])]|[☒☑✓✔■●])\s*(FEMALE|MALE|F|M|FEMENINO|MASCULINO|MUJER|HOMBRE)\b", head
    )
    return (_SEXES[after[0]], 0.95) if len(after) == 1 else None


_MRN = re.compile(r"#?\s*([A-Z]{0,4}?-?[\dOolISB](?:[\dOolISB\-]{2,12})[\dOolISB]|\d{3,12})(?![\w/])", re.I)


def parse_mrn(text: str) -> Parsed | None:
    """A chart number: three to twelve digits, a letter prefix kept; never a date or a phone number."""
    head = re.sub(r"^\s*\([^)\d]{0,20}\)\s*", "", text).strip(" :#.")[:40]
    match = _MRN.match(head)
    if match is None or next(dates(head[:12]), None) is not None or next(phones(head[:16]), None) is not None:
        return None
    printed = match[1].strip("-")
    lead = re.match(r"(?:[A-Za-z]+-|[A-Za-z]*?(?=[Oo]*\d)|[A-HJ-NP-RT-Za-hj-kmnp-rt-z]*)", printed)
    prefix = lead[0] if lead and set(lead[0]) - set("OolISB-") else ""
    body = printed[len(prefix) :]
    digits = as_digits(body)
    plain = digits.replace("-", "")
    if not plain.isdecimal() or not 3 <= len(plain) <= 12 or digits.count("-") > 2:
        return None
    return prefix.upper() + digits, (1.0 if digits == body else REPAIRED) * (1.0 if len(plain) >= 5 else 0.8)


_SSN = re.compile(
    r"(?<![\w])(?:[X*#•xK\d]{3}[\s-]{0,3}[X*#•xK\d]{2}[\s-]{0,3}|[X*#•x\s-]{2,14})([\dOolISB]{4})(?![\w-])"
)


def parse_ssn_last4(text: str) -> Parsed | None:
    """The last four of a social security number, masked or whole; nothing else of it is kept."""
    head = text.strip(" :#.")[:30]
    if re.fullmatch(r"[\dOolISB]{4}", head.split(" ")[0] if head else ""):
        last, plain = as_digits(head.split(" ")[0]), head[:4].isdecimal()
        return (last, 0.95 if plain else REPAIRED) if last.isdecimal() else None
    match = _SSN.search(head)
    if match is None or re.match(r"(?:000|666|9\d\d)\D?\d", head):
        return None
    last = as_digits(match[1])
    return (last, 1.0 if last == match[1] else REPAIRED) if last.isdecimal() and last != "0000" else None


_NUMBER_AT_END = re.compile(r"^[^\d\n]{4,60}[\s/,#:]([A-Z]{0,4}-?\d{6,12}[A-Z]?)$", re.I)
_MEMBER = re.compile(r"(?=[A-Z0-9\-]*\d)[A-Z0-9][A-Z0-9\-]{4,19}")


def parse_member_id(text: str) -> Parsed | None:
    """An insurance number: five to twenty letters and digits, three digits or more; blanks inside it are dropped.

    Where a plan's name stands before it ("Benefit Trust / 9724434904"), the number at the end counts.
    """
    head = text.strip(" :#.*").upper()[:40]
    if next(dates(head[:14]), None) is not None or re.match(r"\(?\d{3}\)?[\s.-]\d{3}[.-]\d{4}", head):
        return None
    parts = head.split()
    if not parts:
        return None
    joined = parts[0]
    for part in parts[1:]:
        if not re.fullmatch(r"[A-Z]?\d[A-Z0-9\-]*", part) or len(part) > 6 or len(joined) + len(part) > 14:
            break
        joined += part
    joined = joined.strip(".,;()")
    match = _MEMBER.fullmatch(joined)
    if match is None or sum(c.isdigit() for c in joined) < 3:
        last = _NUMBER_AT_END.search(text.strip(" .,;"))
        return (last[1].upper(), 0.85) if last else None
    return joined, 1.0 if len(joined) >= 7 else 0.85
