"""ICD-10-CM diagnosis codes: `E11.319`, `I10`, with the dot as printed in the book.

The list of codes (98,166 codes and headers of the April 2026 edition by CDC/NCHS, public domain) lies beside this file,
front-coded: each line is the number of characters shared with the line before, and the rest. A code that is not in
it is not refused, since lists age, but it is worth less; a misread one is put right only where exactly one listed code
fits.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import islice, product

from pipeline.extraction.codes import Code

_GRAMMAR = re.compile(r"[A-Z][0-9][0-9AB](?:\.[0-9AX][0-9A-Z]{0,3})?")
_ALIKE = {
    # what may have been printed where this was read: only pairs the engine confuses
    "0": "0O", "O": "O0", "1": "1I", "I": "I1", "L": "L1", "|": "I1", "!": "1I", "5": "5S", "S": "S5", "$": "S",
    "8": "8B", "B": "B8", "2": "2Z", "Z": "Z2", "6": "6G", "G": "G6", "£": "E", "€": "E",
    "Q": "Q0", "D": "D0", "T": "T1",
}  # fmt: skip
_CHAR = r"[0-9A-Za-z$£€|!]"
_DOTTED = re.compile(rf"(?<![\w.$/-]){_CHAR}{{3}}(?: ?[.,·]{{1,2}} ?|\. )[0-9A-Za-z]{{1,4}}(?![\w/-])(?![.,]\d)")
_LEADS = re.compile(r"\W*(?:\d{1,2}[.)]\s*)?")
_BARE = re.compile(rf"(?<![\w.,$/-]){_CHAR}{{3,7}}(?![\w/-])(?![.,]\d)")
_PLAIN = re.compile(
    r"(?<![\w.-])[A-TV-Z][0-9][0-9AB]\.[0-9A-Z]{1,4}(?![\w/-])(?![.,]\d)|(?<![\w.-])U0[7-9]\.[0-9](?!\w)"
)


@cache
def _listed_text() -> str:
    packed = files("pipeline.extraction").joinpath("codes_icd10cm.txt.xz").read_bytes()
    codes, last = [], ""
    for line in lzma.decompress(packed).decode("ascii").split("\n"):
        last = last[: int(line[0])] + line[1:]
        codes.append(last)
    return "\n" + "\n".join(codes) + "\n"


_SHORT = re.compile(r"(?<![\w.-])[A-TV-Z][0-9][0-9AB](?![\w/-])(?![.,]\d)")


@cache
def icd_listed(code: str) -> bool:
    """Whether the code, with or without its dot, is a code or a header of the list."""
    plain = code.replace(".", "")
    return plain.isalnum() and f"\n{plain}\n" in _listed_text()


def read_icd(text: str) -> Code | None:
    """The ICD-10-CM code that the whole text is, for text that stands where a diagnosis code is expected.

    A comma or a blank for the dot and the usual misread glyphs are put right where one listed code fits, and only one.
    """
    squeezed = re.sub(r"[\s.,·:;]", "", text)
    squeezed = (
        squeezed.replace("l", "1").upper() if squeezed[:1] != "l" else "I" + squeezed[1:].replace("l", "1").upper()
    )
    if not 3 <= len(squeezed) <= 7:
        return None
    if squeezed.isdigit() and "." not in text and not (len(squeezed) == 3 and squeezed[0] == "1"):
        return None  # a year or a count; only I10 and its like are so often read as a number
    printed = _dotted(squeezed)
    if icd_listed(squeezed):
        return Code(value=printed, sure=_trust(text, squeezed), end=len(text))
    mended = {c for c in islice(_readings(squeezed), 256) if c != squeezed and icd_listed(c)}
    if len(mended) == 1:
        return Code(value=_dotted(mended.pop()), sure=0.85, end=len(text))
    if not mended and "." in text and _GRAMMAR.fullmatch(printed) and icd_listed(squeezed[:3]):
        return Code(value=printed, sure=0.5, end=len(text))
    return None


@cache
def _trust(text: str, plain: str) -> float:
    """A listed code with its dot is sure; a header (its parts follow it in the list) may be a code cut short."""
    trust = 0.985 if len(plain) == 3 or re.search(r"[.,·]", text) else 0.7
    return trust * (0.85 if len(plain) > 3 and f"\n{plain}\n{plain}" in _listed_text() else 1.0)


def _dotted(plain: str) -> str:
    return plain if len(plain) <= 3 else f"{plain[:3]}.{plain[3:]}"


def _readings(squeezed: str) -> Iterator[str]:
    """What may have been printed, within the grammar's kinds by place: a letter, a digit, then letters or digits."""
    places = []
    for place, char in enumerate(squeezed):
        alike = _ALIKE.get(char, char)
        if place == 0:
            alike = "".join(c for c in alike if c.isalpha())
        elif place == 1:
            alike = "".join(c for c in alike if c.isdigit())
        places.append(alike)
    return ("".join(chars) for chars in product(*places))


def find_icds(text: str) -> Iterator[Code]:
    """Codes in a text that stands where diagnosis codes are expected, in order, each value once."""
    seen: set[str] = set()
    end = 0
    for start, stop in _spans(text):
        if start < end or not any(c.isdigit() for c in text[start:stop]):
            continue
        if text[start].isdigit() and not _LEADS.fullmatch(text[:start]):
            continue  # a number in a sentence; a code read as one stands first
        code = read_icd(text[start:stop])
        if code is None:
            continue
        end = stop
        if code.value not in seen:
            seen.add(code.value)
            yield Code(value=code.value, sure=code.sure, start=start, end=stop)


def _spans(text: str) -> list[tuple[int, int]]:
    """Candidate spans by start, the longer one first."""
    spans = {m.span() for pattern in (_DOTTED, _BARE) for m in pattern.finditer(text)}
    return sorted(spans, key=lambda s: (s[0], -s[1]))


def find_plain_icds(text: str) -> Iterator[Code]:
    """Codes in any prose: only those printed with a dot (or alone in parentheses) that are listed as they stand."""
    seen: set[str] = set()
    found = [m for m in _PLAIN.finditer(text) if icd_listed(m[0])]
    edges = [m.span() for m in found]
    found += [m for m in _SHORT.finditer(text) if icd_listed(m[0]) and _in_list(text, m.span(), edges)]
    for match in sorted(found, key=lambda m: m.start()):
        if match[0] not in seen:
            seen.add(match[0])
            yield Code(value=match[0], sure=0.97, start=match.start(), end=match.end())


def _in_list(text: str, span: tuple[int, int], codes: list[tuple[int, int]]) -> bool:
    """Whether a code without a dot stands alone in parentheses or in a list with codes that have one."""
    start, end = span
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return True
    gaps = [text[end:s] for s, _ in codes if s >= end] + [text[e:start] for _, e in codes if e <= start]
    return any(re.fullmatch(r"\s*(?:[,;/&]|and|y)\s*", gap) for gap in gaps)
