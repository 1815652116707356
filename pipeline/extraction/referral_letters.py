"""The names of a letter: who is addressed over "Dear", who signs under the closing, whose paper it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extraction.context import Context
from pipeline.extraction.labels import fold
from pipeline.extraction.layout import Cell, Line, Sheet, around, confidence, joined
from pipeline.extraction.referral_people import Mention, in_sentences, labelled, provider, titled

_SALUTATION = re.compile(
    r"^\W*(?i:dear|hi|hello|estimad[oa])\s+(?:(?i:dr|dra|doctor)\.?\s+)?(?P<name>[^\W\d_][^,:;\n]{1,40})"
)
_CLOSING = re.compile(
    r"^\W*(?:sincerely|(?:best |kind |warm )?regards|respectfully|thank(?:s| you)|yours|cordially|"
    r"atentamente|gracias|best wishes|signed|very truly)\b",
    re.I,
)
_RE = re.compile(r"^\W*(?:re|regarding|reference)\s*:", re.I)


def in_letter(context: Context, sheet: Sheet, known: Sequence[Mention]) -> Iterator[Mention]:
    """The names of a letter: who is addressed above "Dear", who signs below the closing, whose paper it is."""
    greeted = _greeting(sheet)
    closing = max((line.index for line in sheet.lines if _CLOSING.match(line.text)), default=None)
    for line in sheet.lines:
        for cell in line.cells:
            mention = _cell_mention(context, sheet, line, cell)
            if mention is None or any(_same_place(mention, other) for other in known):
                continue
            yield _placed(sheet, mention, greeted, closing)


def _same_place(one: Mention, other: Mention) -> bool:
    return one.page == other.page and one.line == other.line and abs(one.box.left - other.box.left) < one.box.height * 2


def _cell_mention(context: Context, sheet: Sheet, line: Line, cell: Cell) -> Mention | None:
    """A cell that begins with a name that has a title or credentials, behind a label or not."""
    taken = context.labelled(sheet.number, line.index)
    skip = 0
    while skip < len(cell.words) and cell.start + skip in taken:
        skip += 1
    text = joined(cell.words[skip:])
    if len(text) < 8 or not titled(text[:70]) or (parsed := provider(text)) is None or not titled(parsed[0]):
        return None
    words = cell.words[skip : skip + max(len(parsed[0].split()), 1)]
    score = parsed[1] * (0.4 + 0.6 * confidence(words))
    return Mention(
        role="", name=parsed[0], raw=joined(words), page=sheet.number, line=line.index, box=around(words), score=score
    )


def _greeting(sheet: Sheet) -> tuple[int, str] | None:
    for line in sheet.lines:
        match = _SALUTATION.match(line.text)
        if match:
            return line.index, fold(match["name"].split()[-1])
    return None


def _placed(sheet: Sheet, mention: Mention, greeted: tuple[int, str] | None, closing: int | None) -> Mention:
    """The role that a place in a letter gives to a name."""
    if greeted and mention.line < greeted[0] and greeted[1] and greeted[1] in fold(mention.name):
        return replace(mention, role="referred_to", score=mention.score * 0.93)
    if closing is not None and closing < mention.line <= closing + 7:
        return replace(mention, role="referring", score=mention.score * 0.9)
    subject = next((line.index for line in sheet.lines if _RE.match(line.text)), None)
    edge = min((at for at in (subject, greeted[0] if greeted else None) if at is not None), default=None)
    if edge is not None and 2 <= mention.line < edge and _dated_above(sheet, mention.line):
        return replace(mention, role="referred_to", score=mention.score * 0.8)
    head = mention.line <= 3 and mention.box.bottom < 0.22 * sheet.page.height
    return replace(mention, score=mention.score * (0.62 if head else 0.4))


def _dated_above(sheet: Sheet, line: int) -> bool:
    """In a letter the address follows the date; what stands over the date is the letterhead."""
    return any(
        re.fullmatch(
            r"\W*(?:[A-Za-z]{3,9}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}[/-]\d{1,2}[/-]\d{2,4})\W*", row.text.replace("  ", " ")
        )
        for row in sheet.lines[:line]
    )


def find_mentions(context: Context) -> tuple[Mention, ...]:
    """Providers named in the document, roles as far as the page tells."""
    found = [*labelled(context)]
    for sheet in context.sheets[:2]:
        found += in_sentences(sheet)
        found += in_letter(context, sheet, found)
    return tuple(found)
