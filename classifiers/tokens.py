"""What a classifier reads: tokens with boxes, and their normal form.

A normal form keeps what a word says about the kind of a document and drops what it says about the patient: letters
are folded, numbers, dates, phones, codes and units become typed tokens (`<date>`, `<range>`, `<unit>`, ...), so that a
model learns "a number beside a unit and a range" and never a person's number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

MAX_PAGES = 4  # what a document is, its first pages say
MAX_TOKENS = 1600  # per document: bounds the time of a hostile one
MAX_LENGTH = 40  # characters of one token that are looked at


@dataclass(frozen=True, slots=True)
class Token:
    """One word as read, in reading order. The box is in pixels of its page; `confidence` is 0 to 1."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float = 1.0

    def __repr__(self) -> str:
        return "<Token>"  # may hold patient data


@dataclass(frozen=True, slots=True)
class TokenPage:
    """One page: its size in pixels, its tokens, and how many drawn check boxes and long ruled lines it has."""

    width: int
    height: int
    tokens: tuple[Token, ...]
    checkboxes: int = 0
    rules: int = 0

    def __repr__(self) -> str:
        return f"<TokenPage of {len(self.tokens)} tokens>"


@dataclass(frozen=True, slots=True)
class Term:
    """A normal form and the token it comes from: (page, token) are 0-based positions."""

    text: str
    page: int
    token: int


def word_set(text: str) -> frozenset[str]:
    """A set of words written in one string."""
    return frozenset(text.split())


UNITS = word_set(
    """mg/dl g/dl mmol/l meq/l miu/l uiu/ml miu/ml ng/ml pg/ml ug/dl mcg/dl ug/l mcg/l ng/dl pg u/l iu/l iu/ml u/ml
    umol/l nmol/l pmol/l mg/l g/l fl mm/hr mm/h k/ul m/ul 10*3/ul 10*6/ul 10^3/ul 10^6/ul x10^3/ul x10^6/ul x10e3/ul
    x10e6/ul x10(3)/ul thou/ul mill/ul thousand/ul million/ul cells/ul /ul /hpf /lpf cfu/ml mosm/kg ml/min
    ml/min/1.73 ml/min/1.73m2 ml/min/1.73m*2 mg/g mcg/mg copies/ml index ratio s/co mmhg seconds sec ku/l ku/ml mu/l
    ug/ml mcg/ml mg/24h log10 kat/l ng/l pg/dl"""
)
_FOLDED_UNITS = frozenset(unit.replace("1", "l").replace("0", "o").replace("i", "l") for unit in UNITS)
_FLAG_WORDS = frozenset(("h", "l", "hh", "ll", "(h)", "(l)", "a*", "*h", "*l", "h*", "l*", "[h]", "[l]", "crit"))

_NUMBER = r"\d+(?:,\d{3})*(?:[.]\d+)?"
_TYPED = re.compile(
    "|".join(
        (
            r"(?P<date>\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}[-/](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/]\d{2,4})",
            r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:[ap]m?)?)",
            r"(?P<phone>\+?1?[-.]?\(?\d{3}\)?[-./]\d{3}[-.]\d{4}|\d{3}[-.]\d{4}|\(\d{3}\))",
            rf"(?P<money>\$-?{_NUMBER}|\$)",
            rf"(?P<percent>{_NUMBER}%)",
            rf"(?P<range>\(?{_NUMBER}[-–~]+{_NUMBER}\)?)",
            rf"(?P<bound>\(?(?:[<>≤≥]=?|=[<>]){_NUMBER}\)?)",
            r"(?P<icd>[a-tv-z]\d[0-9a-z][.][0-9a-z]{1,4})",
            r"(?P<decimal>-?(?:\d+(?:,\d{3})*)?[.]\d+[*hl]?|\d+(?:,\d{3})+)",
            r"(?P<digits>\d+)",
        )
    )
)
_STRIP = " \t\r\n.,;:'\"`|_~•·*#!?[]{}“”‘’«»®©™°"
_PARTS = re.compile(r"[^\W_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\ufeff]")
_NPI_WEIGHTED = 24  # the Luhn sum of the prefix 80840 (CMS, NPI check digit)


def fold(text: str) -> str:
    """Lower case without accents, control characters and more than MAX_LENGTH characters."""
    text = text[:MAX_LENGTH]
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _CONTROL.sub("", text.lower())


def is_npi(digits: str) -> bool:
    """Whether ten digits pass the check of a National Provider Identifier."""
    if len(digits) != 10 or digits[0] not in "12" or not digits.isascii():
        return False
    doubled = (int(c) * (1 + (9 - i) % 2) for i, c in enumerate(digits))
    return (_NPI_WEIGHTED + sum(n // 10 + n % 10 for n in doubled)) % 10 == 0


def shape(text: str) -> tuple[str, ...]:
    """The normal form of one token: folded words, typed tokens in angle brackets, or nothing for mere marks."""
    folded = fold(text)
    bare = folded.strip(_STRIP)
    if bare.isalpha():
        return ("<flag>",) if folded in _FLAG_WORDS and folded not in ("h", "l") else (bare,)
    if folded in _FLAG_WORDS:
        return ("<flag>",)
    if bare in UNITS or bare.replace("1", "l").replace("0", "o").replace("i", "l") in _FOLDED_UNITS:
        return ("<unit>",)
    found = _TYPED.fullmatch(bare) if bare else None
    if found is None:
        return _parts(bare)
    kind = found.lastgroup
    if kind == "digits":
        kind = "npi" if is_npi(bare) else f"{min(len(bare), 11)}d"
    return (f"<{kind}>",)


def _parts(bare: str) -> tuple[str, ...]:
    """A compound falls apart into words and digits; what is mostly digits is an identifier."""
    parts = _PARTS.findall(bare)
    digits = sum(c.isdigit() for c in bare)
    if digits >= 3 and not any(len(part) > 2 and part.isalpha() for part in parts):
        return ("<id>",) if any(part.isalpha() or not part.isdigit() for part in parts) else ("<code>",)
    return tuple(_part(part) for part in parts)


def _part(part: str) -> str:
    if part.isalpha():
        return part
    if part.isdigit():
        return f"<{min(len(part), 11)}d>"
    if len(part) <= 5:
        return part  # a1c, b12, t4
    return "".join(c for c in part if not c.isdigit()) if sum(c.isdigit() for c in part) < 3 else "<id>"


def terms(pages: Sequence[TokenPage]) -> list[Term]:
    """The normal forms of a document in reading order; compound words fall apart, "3.5 - 5.1" becomes one range."""
    found: list[Term] = []
    for number, page in enumerate(pages[:MAX_PAGES]):
        for position, token in enumerate(page.tokens):
            if len(found) >= MAX_TOKENS:
                return _join_ranges(found)
            found += [Term(part, number, position) for part in shape(token.text)]
    return _join_ranges(found)


def _join_ranges(found: list[Term]) -> list[Term]:
    """A number, a dash and a number printed apart; the dash itself has no normal form, so it leaves two numbers."""
    joined: list[Term] = []
    for term in found:
        last = joined[-1] if joined else None
        if last and last.text == term.text == "<decimal>" and last.page == term.page and term.token - last.token == 2:
            joined[-1] = Term("<range>", last.page, last.token)
        else:
            joined.append(term)
    return joined
