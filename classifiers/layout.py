"""What the look of a page says about its kind, as a fixed list of numbers between about 0 and 3.

Rows are found by geometry, not by the engine's lines: a table's columns are often read one by one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .tokens import Term, Token, TokenPage, word_set

_VALUES = frozenset(("<decimal>", "<1d>", "<2d>", "<3d>", "<bound>", "<num>", "<4d>"))
_ANSWERS = word_set("positive negative detected reactive nonreactive normal abnormal none trace clear yellow not")
_FLAGS = frozenset(("h", "l", "<flag>", "high", "low", "abnormal", "critical"))
_SIGNING = word_set("signature signatures signed witness initials firma testigo sign")
_GREETING = frozenset(("dear", "estimado", "estimada", "hello", "hi"))
_CLOSING = word_set("sincerely regards respectfully atentamente cordially yours")
_BOX_MARKS = frozenset("☐☑☒□■○●[]()")
_TYPED_COUNTED = (
    "<date>", "<time>", "<phone>", "<money>", "<percent>", "<range>", "<bound>", "<icd>",
    "<npi>", "<unit>", "<flag>", "<decimal>", "<id>", "<5d>", "<6d>",
)  # fmt: skip
PERSONAL = frozenset(("i", "my", "me", "mi", "yo"))
ADDRESSED = frozenset(("you", "your", "yours", "we", "our", "us", "usted", "su"))

NAMES: tuple[str, ...] = (
    "result_rows", "result_share", "flag_rows", "answer_rows", "range_rows", "icd_rows", "money_rows",
    "rows", "short_rows", "long_rows", "words", "tall_words", "landscape", "text_width", "text_height", "text_area",
    "card_shape", "spread_gaps", "signing", "signing_low", "greeting", "closing", "drawn_boxes", "typed_boxes", "rules",
    "pages",
    "personal", "addressed", "colons", "confidence", "blank_fields", "upper_words",
    *(f"count{name}" for name in _TYPED_COUNTED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """Terms that stand on one height of a page, left to right, with the box around them in pixels."""

    forms: tuple[str, ...]
    left: int
    right: int
    top: int
    bottom: int
    gap: int  # the widest white between two neighbours


def _middle(token: Token) -> float:
    return (token.top + token.bottom) / 2


def rows(page: TokenPage, terms: Sequence[Term]) -> list[Row]:
    """The rows of a page; `terms` are the page's own."""
    forms: dict[int, list[str]] = {}
    for term in terms:
        forms.setdefault(term.token, []).append(term.text)
    order = sorted(forms, key=lambda i: _middle(page.tokens[i]))
    heights = sorted(page.tokens[i].bottom - page.tokens[i].top for i in order)
    reach = max(3.0, 0.45 * heights[len(heights) // 2]) if heights else 0.0
    groups: list[list[int]] = []
    base = 0.0
    for i in order:
        middle = _middle(page.tokens[i])
        if not groups or middle - base > reach:
            groups.append([])
            base = middle
        groups[-1].append(i)
        base += (middle - base) / len(groups[-1])
    return [_row(page, sorted(group, key=lambda i: page.tokens[i].left), forms) for group in groups]


def _row(page: TokenPage, group: Sequence[int], forms: dict[int, list[str]]) -> Row:
    tokens = [page.tokens[i] for i in group]
    gaps = [after.left - before.right for before, after in pairwise(tokens)]
    return Row(
        forms=tuple(form for i in group for form in forms[i]),
        left=min(t.left for t in tokens),
        right=max(t.right for t in tokens),
        top=min(t.top for t in tokens),
        bottom=max(t.bottom for t in tokens),
        gap=max(gaps, default=0),
    )


def is_result(row: Row) -> bool:
    """A name, then a value with a unit, a range or a flag."""
    forms = row.forms
    if len(forms) > 24 or not forms[0].isalpha():
        return False
    value = any(form in _VALUES for form in forms[1:])
    context = sum(form in ("<unit>", "<range>", "<bound>") or form in _FLAGS for form in forms[1:])
    return (value and context >= 1) or ("<range>" in forms and len(forms) <= 8)


def is_answer(row: Row) -> bool:
    """A name and a one-word finding: "Influenza A  Negative"."""
    return 2 <= len(row.forms) <= 10 and row.forms[0] not in _ANSWERS and any(f in _ANSWERS for f in row.forms[1:])


def _log(count: float) -> float:
    return math.log1p(count) / 2.0


def features(pages: Sequence[TokenPage], terms: Sequence[Term]) -> list[float]:
    """One number per name of NAMES, for a document of at least one page."""
    by_page: dict[int, list[Term]] = {}
    for term in terms:
        by_page.setdefault(term.page, []).append(term)
    found = [row for number, own in by_page.items() for row in rows(pages[number], own)]
    values = _of_rows(found) | _of_page(pages[0], by_page.get(0, [])) | _of_words(pages, terms)
    values["pages"] = _log(len(pages) - 1)
    width = max(1, pages[0].width)
    values["spread_gaps"] = _share([row.gap > 0.12 * width for row in found])
    values["signing_low"] = _signing_low(pages, by_page)
    return [values[name] for name in NAMES]


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / max(1, len(flags))


def _of_rows(found: Sequence[Row]) -> dict[str, float]:
    results = [is_result(row) for row in found]
    return {
        "result_rows": _log(sum(results)),
        "result_share": _share(results),
        "flag_rows": _log(
            sum(any(f in _FLAGS for f in row.forms) and any(f in _VALUES for f in row.forms) for row in found)
        ),
        "answer_rows": _log(sum(is_answer(row) for row in found)),
        "range_rows": _log(sum("<range>" in row.forms or "<bound>" in row.forms for row in found)),
        "icd_rows": _log(sum("<icd>" in row.forms for row in found)),
        "money_rows": _log(sum("<money>" in row.forms for row in found)),
        "rows": _log(len(found)),
        "short_rows": _share([len(row.forms) <= 4 for row in found]),
        "long_rows": _share([len(row.forms) >= 10 for row in found]),
    }


def _of_page(page: TokenPage, terms: Sequence[Term]) -> dict[str, float]:
    """Extents of the text on the first page; a photographed card fills little height or a card's shape."""
    tokens = [page.tokens[i] for i in sorted({term.token for term in terms})]
    names = ("tall_words", "landscape", "text_width", "text_height", "text_area", "card_shape")
    if not tokens or page.width <= 0 or page.height <= 0:
        return dict.fromkeys(names, 0.0)
    lefts, rights = sorted(t.left for t in tokens), sorted(t.right for t in tokens)
    tops, bottoms = sorted(t.top for t in tokens), sorted(t.bottom for t in tokens)
    cut = len(tokens) // 20  # ignores a few stray specks
    wide, high = rights[-1 - cut] - lefts[cut], bottoms[-1 - cut] - tops[cut]
    heights = sorted(t.bottom - t.top for t in tokens)
    usual = max(1, heights[len(heights) // 2])
    area = sum((t.right - t.left) * (t.bottom - t.top) for t in tokens)
    return {
        "tall_words": _share([t.bottom - t.top > 1.5 * usual for t in tokens]) * 4,
        "landscape": float(page.width > page.height),
        "text_width": wide / page.width,
        "text_height": high / page.height,
        "text_area": min(1.0, area / (page.width * page.height)) * 4,
        "card_shape": float(1.2 < wide / max(1, high) < 2.2 and len(tokens) < 150),
    }


def _of_words(pages: Sequence[TokenPage], terms: Sequence[Term]) -> dict[str, float]:
    total = max(1, len(terms))
    counts: dict[str, int] = {}
    for term in terms:
        counts[term.text] = counts.get(term.text, 0) + 1

    def among(words: Iterable[str]) -> int:
        return sum(counts.get(word, 0) for word in words)

    tokens = [token for page in pages[:4] for token in page.tokens[:800]]
    found = {
        "words": _log(total),
        "signing": _log(among(_SIGNING)),
        "greeting": float(among(_GREETING) > 0),
        "closing": float(among(_CLOSING) > 0),
        "personal": 10 * among(PERSONAL) / total,
        "addressed": 10 * among(ADDRESSED) / total,
        "drawn_boxes": _log(sum(page.checkboxes for page in pages[:4])),
        "rules": _log(sum(page.rules for page in pages[:4])) / 2,
        "typed_boxes": _log(
            sum(token.text[:1] in _BOX_MARKS and len(token.text) <= 3 for token in tokens if token.text)
        ),
        "colons": 3 * _share([token.text.endswith(":") for token in tokens]),
        "upper_words": _share([token.text.isupper() and len(token.text) > 2 for token in tokens]),
        "blank_fields": _log(sum("__" in token.text for token in tokens)),
        "confidence": sum(token.confidence for token in tokens) / max(1, len(tokens)),
    }
    return found | {f"count{name}": _log(counts.get(name, 0)) for name in _TYPED_COUNTED}


def _signing_low(pages: Sequence[TokenPage], by_page: dict[int, list[Term]]) -> float:
    """Whether someone is to sign in the lower half of a page."""
    return float(
        any(
            term.text in _SIGNING and pages[number].tokens[term.token].top > 0.5 * pages[number].height
            for number, own in by_page.items()
            for term in own
        )
    )
