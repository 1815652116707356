"""Who insures, and under which plan: the first and biggest words of a card, and where its claims are sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extraction.card_labels import NOT_PAYER, PAYER_WORDS, PLAN_WORDS
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.labels import fold
from pipeline.extraction.layout import Cell, Line, Sheet, around, confidence, joined
from pipeline.extraction.pairing import candidates
from pipeline.records import Word

_CLAIMS = re.compile(
    r"(?i:claims?\s*(?:to|address)?|reclamos a)\s*[:;.]?\s+(?P<name>[A-Z][^,\n;]{2,60}?)\s*(?i:claims|"
    r"claim dept|attn|[,;]|p\.?\s?o\.?\s?box|\n|$)"
)
_CLAIMED = re.compile(r"\s+c[lI1i][ao][lI1i]ms?$", re.I)  # "... Trust Claims", however it was read
_BACKED = re.compile(
    r"(?i:(?:underwritten|administered|insured|offered|provided|issued|managed) by|claims administrator)\s*:?\s+"
    r"(?P<name>[A-Z][\w&'.-]*(?:\s+(?:[A-Z&][\w&'.-]*|of|and|the))*)"
)
_COPIED = re.compile(r"card copy|copy of (?:the )?(?:insurance )?card|scanned (?:at|to|in)|card\(?s?\)? scanned", re.I)
_NO_PLAN = re.compile(
    r"\W*(?:single|family|individual|employee|self|spouse|two person|(?:plan )?code \d+|subscriber|dependent)\W*", re.I
)
_JOINING = frozenset({"of", "the", "and", "for", "de", "la", "del", "y"})
_NOT_PLAN = re.compile(r"\$|\d/\d{1,2}/|part [ab]\b|\d{3}-\d{3,4}|\bpo box\b|@|%$|\d{6,}|\bid\b|card\b", re.I)
_MEDICARE = re.compile(r"\bmedicare\s+health\s+insurance\b|^\W*medicare\W*$", re.I)
Block = Sequence[Line]
LEAST = 0.45  # a head row without words of the trade is a payer only when it is big and first


def payer_sightings(context: Context, blocks: Sequence[tuple[Sheet, Block]]) -> list[Sighting]:
    """Names of the payer, from the head of each block and from the address for claims."""
    found: list[Sighting] = []
    for number, (sheet, block) in enumerate(blocks):
        share = 1.0 if number == 0 else 0.85  # the face of the card comes first
        found += [replace(s, score=s.score * share) for s in _head(context, sheet, block)]
        found += [*_claims(sheet, block), *_backers(sheet, block)]
    if any(fold(str(s.value)) == "medlcare" for s in found):
        return [s for s in found if fold(str(s.value)) == "medlcare"]
    return found


def _head(context: Context, sheet: Sheet, block: Block) -> Iterator[Sighting]:
    """The best of a block's first rows: words that payers use, size, place."""
    best: tuple[float, Sequence[Word], str] | None = None
    tallest = max((_height(line.words) for line in block), default=1.0)
    for place, line in enumerate(_below_copy(block)[:6]):
        for cell in line.cells:
            words = trimmed(cell.words)
            text = joined(words)
            if not _may_name(context, sheet, line, cell, text):
                continue
            if _MEDICARE.search(text):
                score = 0.93
                text = "Medicare"
            else:
                score = _weight(text, _height(words) / max(tallest, 1), place)
            score *= 0.5 + 0.5 * confidence(words)
            if best is None or score > best[0] + 1e-6:
                best = score, words, text
    if best and best[0] >= LEAST:
        yield _sighting("payer_name", best[2], best[1], sheet, best[0])


def _below_copy(block: Block) -> Block:
    """The rows under "insurance card copy": over it stands who copied the card."""
    at = max((i for i, line in enumerate(block[:8]) if _COPIED.search(line.text)), default=-1)
    return block[at + 1 :]


def _weight(text: str, size: float, place: int) -> float:
    words = len(PAYER_WORDS.findall(text))
    plan = bool(PLAN_WORDS.search(text)) and words < 2
    score = 0.33 + (0.25 if words else 0.0) + (0.03 if words > 1 else 0.0) - (0.12 if plan else 0.0)
    return min(score + (0.25 if size > 0.97 else 0.08 if size > 0.8 else 0.0) + max(0.0, 0.13 - 0.05 * place), 0.95)


def _height(words: Sequence[Word]) -> float:
    lettered = [w.box.height for w in words if sum(c.isalpha() for c in w.text) >= 3]
    return sorted(lettered)[len(lettered) // 2] if lettered else 0.0


def trimmed(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without what the engine made of a logo before them and of specks after them."""
    kept = [*words]
    while kept and not _wordy(kept[0]):
        kept.pop(0)
    while kept and (kept[-1].confidence < 0.25 or not any(c.isalnum() for c in kept[-1].text)):
        kept.pop()
    return tuple(kept)


def _wordy(word: Word) -> bool:
    text = word.text.strip(".,:;'\"()")
    return (
        len(text) >= 2
        and text[0].isalpha()
        and (text[0].isupper() or text.lower() in ("of", "the"))
        and word.confidence > 0.25
    )


def _may_name(context: Context, sheet: Sheet, line: Line, cell: Cell, text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    words = [w for w in text.split() if len(w) > 1]
    if letters < 5 or letters < 0.6 * len(text.replace(" ", "")) or NOT_PAYER.search(text) or len(words) > 8:
        return False
    small = sum(w[0].islower() and w.lower() not in _JOINING for w in words)
    if small or (len(words) < 2 and not PAYER_WORDS.search(text)):
        return False  # a sentence, or a lone word of no trade
    labels = context.found_on(sheet.number, line.index)
    return not any(cell.start <= f.start < cell.end for f in labels if f.field not in ("stop", "section"))


def _backers(sheet: Sheet, block: Block) -> Iterator[Sighting]:
    """ "Underwritten by ...": the payer behind an employer's or a school's card."""
    for line in block:
        match = _BACKED.search(line.text)
        if match:
            name = match["name"].strip(" .,:")
            words = tuple(w for w in line.words if w.text.strip(",.;:") in name.split()) or line.words
            yield _sighting("payer_name", name, words, sheet, 0.95 * (0.5 + 0.5 * confidence(words)))


def _claims(sheet: Sheet, block: Block) -> Iterator[Sighting]:
    """ "Send claims to: Larkspur Health Plan Claims, PO Box ..." names the payer."""
    for line in block:
        match = _CLAIMS.search(line.text)
        if match and len(match["name"].split()) <= 7 and match["name"].lower() not in ("claims", "po box"):
            words = tuple(w for w in line.words if w.text.strip(",.;:") in match["name"].split()) or line.words
            name = _CLAIMED.sub("", match["name"].strip(" .,:"))
            if PAYER_WORDS.search(name):
                yield _sighting("payer_name", name, words, sheet, 0.8 * (0.5 + 0.5 * confidence(words)))


def plan_sightings(context: Context, blocks: Sequence[tuple[Sheet, Block]], payer: str) -> Iterator[Sighting]:
    """Names of the plan: at its label, or the row under the payer with words that plans use."""
    rows = {(sheet.number, line.index) for sheet, block in blocks for line in block}
    for sheet, found in context.labels("plan_name"):
        if (sheet.number, found.line) not in rows:
            continue
        for candidate in candidates(context, sheet, found):
            words = trimmed(candidate.words) or candidate.words
            text = joined(words).strip(" .:;,")
            if _may_be_plan(text, payer):
                score = found.score * candidate.geometry * (0.4 + 0.6 * candidate.confidence)
                label = joined(sheet.lines[found.line].words[found.start : found.end]).lower()
                share = 0.6 if "network" in label or "program" in label else 0.95 if found.colon else 0.85
                yield _sighting("plan_name", text, words, sheet, score * share)
                break
    for sheet, block in blocks:
        yield from _under_payer(context, sheet, block, payer)


def _under_payer(context: Context, sheet: Sheet, block: Block, payer: str) -> Iterator[Sighting]:
    at = next((i for i, line in enumerate(block[:6]) if fold(payer) in fold(line.text)), None) if payer else None
    if at is None:
        return
    for step, line in enumerate(block[at + 1 : at + 4]):
        for cell in line.cells[:2]:
            words = trimmed(cell.words)
            text = joined(words).strip(" .:;,")
            labels = (f for f in context.found_on(sheet.number, line.index) if f.field != "stop" or f.colon)
            labelled = any(cell.start <= f.start < cell.end for f in labels)
            if labelled or not _may_be_plan(text, payer) or not (PLAN_WORDS.search(text)):
                continue
            yield _sighting("plan_name", text, words, sheet, (0.85 - 0.08 * step) * (0.5 + 0.5 * confidence(words)))
            return


def _may_be_plan(text: str, payer: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    if not letters >= 3 or len(text.split()) > 7 or _NOT_PLAN.search(text) or NOT_PAYER.search(text):
        return False
    if _NO_PLAN.fullmatch(text):
        return False  # whom it covers, not what
    return not payer or fold(text) != fold(payer)


def _sighting(field: str, value: str, words: Sequence[Word], sheet: Sheet, score: float) -> Sighting:
    return Sighting(field=field, value=value, raw=joined(words), page=sheet.number, box=around(words), score=score)
