"""How a page looks as one of several: whether it opens or closes a document, counts its pages, or is a cover sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from pipeline.records import Page, Private, Word


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PageLook(Private):
    """What a page's print says about its place in a document.

    `counter` is its own "page n of m", or (n, 0) where a head or foot says "Page n" alone. `title` (a line that names a
    kind of paper), `heading` (a line that stands out among the first) and `letterhead`: it opens like a document.
    `closed`: it ends with a signature, a farewell or "end of report"; `short`: its print ends well above the foot.
    `banner` is what stands first. `cover`, 0 to 1, is its likeness to a fax cover sheet.
    """

    counter: tuple[int, int] | None
    title: bool
    heading: bool
    letterhead: bool
    closed: bool
    short: bool
    banner: str
    cover: float


def look_at(page: Page) -> PageLook:
    """Look at the words below the fax header, by place and by size. Never raises on what they say."""
    words = body(page)
    lines = _lines(words)
    return PageLook(
        counter=counter_of(page),
        title=_has_title(page, lines),
        heading=any(_stands_out(line, words) for line in lines[:3]),
        letterhead=bool(LETTERHEAD.search(_text(words, page, 0.0, 0.22))),
        closed=bool(CLOSING.search(" ".join(word.text for line in lines[-8:] for word in line))),
        short=_is_short(words, page),
        banner=" ".join(word.text for line in lines[:2] for word in line).upper(),
        cover=cover_likeness(page),
    )


# "of" and the digits around it as faxes garble them: "Page lofl", "Page 2 af 2", "Page 1 0f 3"
_ONE = r"([\dIl|tO]{1,3})"
COUNTER = re.compile(
    rf"\b(?:page|pg|p[aá]gina|p[aá]g)\.?:?\s*{_ONE}\s*(?:of|0f|af|/|de)\s*{_ONE}(?![\w/])", re.IGNORECASE
)
LONE_COUNTER = re.compile(
    r"\b(?:page|pg|p[aá]gina|p[aá]g)\.?:?\s*([\dIl|]{1,3})(?![\w/.,-]|\s*(?:of|0f|af|/|de)\b)", re.IGNORECASE
)
_DIGITS = str.maketrans("IlL|tTO", "1111110")
TITLE = re.compile(
    r"\b(report|results?|note|summary|consent|consentimiento|authorization|autorizaci[oó]n|referral|request|order|form"
    r"|notice|aviso|statement|agreement|acknowledge?ment|certificat\w+|record|history|questionnaire|letter|card|claim"
    r"|invoice|prescription|release|plan|evaluation|assessment|survey|application|list|log|refusal|subpoena|schedule"
    r"|instructions|transmittal|cover|memo\w*|explanation|verification|requisition|profile|panel|quote|message|checklist"
    r"|licen[cs]e|bill|receipt|newsletter|policy|directive|response|reply|resume|directory|worksheet|confirmation)\b",
    re.IGNORECASE,
)
LETTERHEAD = re.compile(
    r"\b[A-Z]{2}\.?,?\s+\d{5}(-\d{4})?\b"
    r"|\b(t|f|tel|telephone|phone|ph|fax|tel[eé]fono)\b\W{0,3}\(?\d{3}\)?[ .-]?\d{3}|\d{4}\W{1,3}fax\b",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"\b(sincerely|regards|thank you|gracias|atentamente|electronically signed|e-?signed|signed by|signature|firma"
    r"|end of (report|document)|printed name|witness(ed)?|\*{2,} ?final)\b",
    re.IGNORECASE,
)


def body(page: Page) -> list[Word]:
    """The words below the sender's fax header."""
    return [word for word in page.words if word.box.top >= page.header_bottom]


def counter_of(page: Page) -> tuple[int, int] | None:
    """The page's own "page n of m", or None. The last one counts: footers stand at the foot."""
    found = COUNTER.findall(" ".join(word.text for word in body(page)))
    numbers = [(one.translate(_DIGITS), other.translate(_DIGITS)) for one, other in found]
    pairs = [(int(one), int(other)) for one, other in numbers if one.isdecimal() and other.isdecimal()]
    pairs = [pair for pair in pairs if 1 <= pair[0] <= pair[1] <= 200]
    return pairs[-1] if pairs else _lone_counter(page)


def _lone_counter(page: Page) -> tuple[int, int] | None:
    """(n, 0) of a "Page n" in the head or the foot; in the text between, it points at another page."""
    for top, bottom in ((0.9, 1.0), (0.0, 0.12)):
        found = LONE_COUNTER.search(_text(body(page), page, top, bottom))
        number = found[1].translate(_DIGITS) if found else ""
        if number.isdecimal() and 1 <= int(number) <= 200:
            return int(number), 0
    return None


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return sorted(lines.values(), key=lambda line: min(word.box.top for word in line))


def _text(words: Sequence[Word], page: Page, top: float, bottom: float) -> str:
    """Words whose middle lies between two heights, as shares of the page."""
    return " ".join(
        word.text for word in words if top * page.height <= (word.box.top + word.box.bottom) / 2 <= bottom * page.height
    )


def _has_title(page: Page, lines: Sequence[Sequence[Word]]) -> bool:
    """A short line in the upper third that stands out and names a kind of paper."""
    words = [word for line in lines for word in line]
    upper = [line for line in lines if line[0].box.top <= 0.36 * page.height]
    return any(_stands_out(line, words) and TITLE.search(" ".join(word.text for word in line)) for line in upper)


def _stands_out(line: Sequence[Word], words: Sequence[Word]) -> bool:
    """A short line in larger letters than the page's own, or in capitals."""
    if len(line) > 9:
        return False
    usual = median(word.box.height for word in words)
    return " ".join(word.text for word in line).isupper() or max(word.box.height for word in line) >= 1.2 * usual


def _is_short(words: Sequence[Word], page: Page) -> bool:
    """The bulk of the print ends above seven tenths of the page; a footer alone does not make it long."""
    bottoms = [word.box.bottom for word in words]
    if len(bottoms) < 10:
        return True
    return quantiles(bottoms, n=20)[-1] < 0.7 * page.height


COVER_WORDS = re.compile(
    r"\b(fax\s+(cover|transmittal|transmission|message|memo)|cover\s+(sheet|page)|facsimile"
    r"|(number|no\.?|#|total)\s*(of)?\s*pages|pages?\s*(\(?incl\w*|to follow|sent|following)|hoja de (portada|fax))",
    re.IGNORECASE,
)
COVER_PARTS = re.compile(r"(?:^|\s)(to|from|fax|re|pages|attn|date|phone|de|para)\s*:", re.IGNORECASE)
CONFIDENTIAL = re.compile(
    r"confidential|intended (only )?for|received this (fax|communication|transmission)", re.IGNORECASE
)


def cover_likeness(page: Page) -> float:
    """0 to 1: how much a page looks like a fax cover sheet."""
    words = body(page)
    if not words or len(words) > 260:
        return 0.0
    text = " ".join(word.text for word in words)
    titled = bool(COVER_WORDS.search(" ".join(word.text for word in words[:60])))
    parts = len({part.lower() for part in COVER_PARTS.findall(text)})
    score = 0.45 * titled + 0.12 * min(parts, 4) + 0.15 * bool(CONFIDENTIAL.search(text))
    return min(1.0, score + 0.1 * bool(COVER_WORDS.search(text)))
