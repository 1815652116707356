"""Identifiers with a grammar: NPI, MBI, RxBIN, RxPCN, RxGrp, CPT, authorization numbers. (ICD-10-CM: `codes_icd`.)

Every reader takes any text and never raises: it returns None, or a `Code` in normal form that says how far its grammar
vouches for it. Letters read where only a digit can stand are put right, but a value without a check digit that had to
be put right is worth less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.records import Private

# What the engine makes of a digit, by the shapes of the glyphs.
TO_DIGIT = str.maketrans(
    {
        "O": "0",
        "o": "0",
        "Q": "0",
        "D": "0",
        "I": "1",
        "l": "1",
        "i": "1",
        "|": "1",
        "!": "1",
        "Z": "2",
        "z": "2",
        "S": "5",
        "s": "5",
        "$": "5",
        "B": "8",
        "G": "6",
        "b": "6",
        "q": "9",
        "g": "9",
    }
)
DIGIT_LIKE = r"0-9OoQDIliZzSs$BGbqg|!"
_MBI_LETTERS = "ACDEFGHJKMNPQRTUVWXY"  # no S L O I B Z: CMS, "Understanding the MBI format"
_MBI_GRAMMAR = "CAXNAXNAANN"  # C 1-9, A letter, N digit, X either
_NPI_RUN = re.compile(rf"(?<![\w.-])[{DIGIT_LIKE}](?:[ .-]?[{DIGIT_LIKE}]){{9}}(?![\w-])")
_MBI_RUN = re.compile(r"(?<![\w-])[1-9lIiZSB|]\w{3}[ -]{0,2}\w{3}[ -]{0,2}\w{4}(?![\w-])")
_AUTHORIZATION = re.compile(r"(?=(?:[^\d]*\d){3})[A-Z0-9](?:[A-Z0-9]|[-/](?=[A-Z0-9])){3,23}")
_DATE_LIKE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_PHONE_LIKE = re.compile(r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Code(Private):
    """A code in normal form; `sure` is how far its grammar vouches for it; it stood at text[start:end]."""

    value: str
    sure: float
    start: int = 0
    end: int = 0


def npi_holds(digits: str) -> bool:
    """Whether ten ASCII digits are a possible NPI: first 1 or 2, Luhn over 80840 + NPI (45 CFR 162.406, ISO 7812)."""
    if not re.fullmatch(r"[12][0-9]{9}", digits):
        return False
    total = 0
    for place, digit in enumerate(reversed("80840" + digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def read_npi(text: str) -> Code | None:
    """The NPI that the whole text is; misread digits are put right only where the check digit then holds."""
    squeezed = re.sub(r"[\s.,:#-]", "", text)
    if npi_holds(squeezed):
        return Code(value=squeezed, sure=0.998, end=len(text))
    mended = squeezed.translate(TO_DIGIT)
    if sum(c.isdigit() for c in squeezed) >= 7 and npi_holds(mended):
        return Code(value=mended, sure=0.95, end=len(text))
    return None


def find_npis(text: str) -> Iterator[Code]:
    """NPIs within a text, in order. Ten digits printed as a phone number are none."""
    for match in _NPI_RUN.finditer(text):
        if _PHONE_LIKE.fullmatch(match[0]):
            continue
        if code := read_npi(match[0]):
            yield Code(value=code.value, sure=code.sure, start=match.start(), end=match.end())


def read_mbi(text: str) -> Code | None:
    """A Medicare beneficiary identifier without dashes, upper case. Its grammar repairs, but proves little."""
    squeezed = re.sub(r"[\s.,_–—-]", "", text)
    if len(squeezed) != 11:
        return None
    value, mended = [], 0
    for kind, char in zip(_MBI_GRAMMAR, squeezed):
        fixed = _mbi_char(kind, char)
        if fixed is None:
            return None
        mended += fixed != char.upper()
        value.append(fixed)
    if mended > 3 or sum(c.isdigit() for c in value) < 5:
        return None
    return Code(value="".join(value), sure=(0.97, 0.85, 0.7, 0.55)[mended], end=len(text))


def _mbi_char(kind: str, char: str) -> str | None:
    """What stands at a place of that kind when `char` was read there; None where nothing can."""
    upper = char.upper()
    digit = char.translate(TO_DIGIT) if kind == "N" else upper.translate(str.maketrans("OILZSB", "011258"))
    if kind == "A":
        return upper if upper in _MBI_LETTERS else None
    if kind == "X" and upper in _MBI_LETTERS:
        return upper
    if len(digit) == 1 and digit in "0123456789" and not (kind == "C" and digit == "0"):
        return digit
    return None


def find_mbis(text: str) -> Iterator[Code]:
    """MBIs within a text, in order, printed with or without dashes."""
    for match in _MBI_RUN.finditer(text):
        if code := read_mbi(match[0]):
            yield Code(value=code.value, sure=code.sure, start=match.start(), end=match.end())


def read_bin(text: str) -> Code | None:
    """An RxBIN: six digits (NCPDP; the eight-digit IIN that replaces it is not printed on cards yet)."""
    squeezed = re.sub(r"[\s.,:#-]", "", text)
    mended = squeezed.translate(TO_DIGIT)
    if not re.fullmatch(r"[0-9]{6}", mended) or sum(c.isdigit() for c in squeezed) < 4:
        return None
    return Code(value=mended, sure=0.97 if mended == squeezed else 0.7, end=len(text))


def read_rx(text: str) -> Code | None:
    """An RxPCN or RxGrp: one to fifteen letters and digits, upper case, as NCPDP allows; words of prose are none."""
    value = text.strip(" .,:;#()[]").upper()
    if not re.fullmatch(r"[A-Z0-9](?:[A-Z0-9]|[-/](?=[A-Z0-9])){0,14}", value):
        return None
    return Code(value=value, sure=0.9 if len(value) > 1 else 0.6, end=len(text))


def read_cpt(text: str) -> Code | None:
    """A CPT or HCPCS level II code: 99213, 0042T, 1036F, J1885. Two-character modifiers are dropped."""
    match = re.fullmatch(r"([0-9]{5}|[0-9]{4}[FTUM]|[A-V][0-9]{4})(?:-[A-Z0-9]{2})?", text.strip(" .,:;#()").upper())
    return Code(value=match[1], sure=0.9, end=len(text)) if match else None


def read_authorization(text: str) -> Code | None:
    """An authorization number: letters and digits with at least three digits; a date or a phone number is none.

    Letters that look like digits, next to digits, may be misread: the value is kept as read and is worth less.
    """
    value = text.strip(" .,:;#()[]*").upper()
    if _DATE_LIKE.fullmatch(value) or _PHONE_LIKE.fullmatch(value) or not _AUTHORIZATION.fullmatch(value):
        return None
    doubtful = len(re.findall(r"[OSIBZLGQD](?=\d)|(?<=\d)[OSIBZLGQD]", value))
    return Code(value=value, sure=(0.95, 0.75, 0.5)[min(doubtful, 2)], end=len(text))
