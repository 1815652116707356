"""Names of laboratories, clinics and practices: at their labels, in sentences, and in the letterhead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.layout import Cell, Sheet, around, confidence
from pipeline.extraction.pairing import value_of
from pipeline.extraction.parsers import Parsed

KIND = re.compile(
    r"\b(?:lab(?:orator(?:y|ies|io)|s)?|diagnostics?|patholog(?:y|ists?)|hospital|hosp|clinic(?:a|s)?|medical|medicine|health(?:care)?|"
    r"microbiology|virology|genomics|genetics|toxicology|cent(?:er|re)|associates|physicians|family|women['’]?s|pediatrics|"
    r"cardiology|urgent care|station|university|group|care|salud|reference|institute|imaging|services|cytology|"
    r"doctors|kids|school|surgeons|orthopa?edics|specialists|attorneys|dermatology|partners)\b",
    re.I,
)
LAB = re.compile(
    r"\b(?:lab(?:orator(?:y|ies|io)|s)?|diagnostics?|patholog|microbiology|virology|genomics|genetics|toxicology|cytology)",
    re.I,
)
_NOT = re.compile(
    r"\b(?:report|results?|information|number|record|page|summary|patient|specimen|requisition|test|notification|director|name|date|"
    r"phone|tel|fax|status|form|forwarded|confidential|department of|collected|please|subject|from|to"
    r"|take care|dear|sincerely|hello)\b|[@?:]|\d{5}",
    re.I,
)
_SAID = re.compile(
    r"(?:performed (?:at|by)|tested at|done at|run at|testing performed (?:at|by)|run by|analyzed (?:at|by)"
    r"|performing (?:lab|laboratory|site))\s*:?\s+"
    r"(?P<name>[A-Z][^\n:]{3,60}?)(?=\s*(?:[,;:]|\.(?:\s|$)|\s{2}|CLIA|\n|$))",
    re.I,
)


_SENT = re.compile(
    r"(?:(?i:drawn|processed|sent|collected|done|tested)\b[^\n]{0,40}?\b(?i:at|to|by)\s+"
    r"|(?i:laboratory services by)\s+|\b(?i:source|site|laboratory|lab)\b:?\s+)"
    r"(?P<name>(?:[A-Z][\w'’&.-]*\s){1,4}(?i:lab\w*|diagnostics|patholog\w*))"
)


def parse_organisation(text: str) -> Parsed | None:
    """A firm's name: words with capitals up to an address, a number or a sentence's end."""
    text = re.sub(r"\bpage \d.*", "", text, flags=re.I)
    text = re.split(r"(?<=[a-z]{3})\.\s", text)[0]
    head = re.split(r"\s[-–·•©®e]\s|[|(;]|,\s*(?=\d)|\bCLIA\b|\bTel\b|\bPhone\b|\s{2,}", text.strip(" :.,*#@"))[
        0
    ].strip(" ,-•·")
    head = re.sub(r",\s*(?!(?:P\.?\s?C|LLC|Inc|P\.?A|LLP|Ltd)\b).*$", "", head, flags=re.I).strip()
    letters = sum(c.isalpha() for c in head)
    if letters < 4 or letters < 0.7 * len(head.replace(" ", "")) or not head[:1].isalpha() or len(head.split()) > 9:
        return None
    return head, 1.0 if KIND.search(head) else 0.7


def _parse_lab(text: str) -> Parsed | None:
    """A laboratory's name where any sender may stand."""
    parsed = parse_organisation(re.sub(r"\s*<[^>]*>?", "", text))
    named = parsed and LAB.search(parsed[0]) and len(parsed[0].split()) >= 2 and not _NOT.search(parsed[0])
    return parsed if named else None


def letterhead(sheet: Sheet) -> Iterator[tuple[str, Cell, float]]:
    """Cells at the top of a page that can be the name of who sends it, with how likely each is."""
    top = sheet.lines[0].box.top if sheet.lines else 0
    for line in sheet.lines[:8]:
        if line.box.top - top > sheet.page.height * 0.22:
            return
        for cell in line.cells:
            text = cell.text.strip(" *.-_")
            parsed = parse_organisation(text)
            if parsed is None or " " not in parsed[0] or _NOT.search(parsed[0]) or not KIND.search(parsed[0]):
                continue
            tall = around(cell.words).height / max(sheet.unit, 1)
            yield parsed[0], cell, min(0.6 + 0.1 * tall - 0.03 * line.index, 0.9)


def performing_lab(context: Context) -> Iterator[Sighting]:
    """Who ran the tests: where a label or a sentence says so; else the letterhead of a report."""
    heads = [(sheet, *found) for sheet in context.sheets for found in letterhead(sheet)]
    said = list(_said(context))
    for sighting in said:
        whole = next((h for h in heads if _within(h[1], str(sighting.value))), None)
        yield sighting if whole is None else _from_head(*whole, score=sighting.score)
    if not said:
        first = min((h[0].number for h in heads), default=0)
        ranked = sorted(heads, key=lambda h: (LAB.search(h[1]) is not None, h[0].number == first, h[3]), reverse=True)
        for sheet, name, cell, score in ranked[:1]:
            yield _from_head(sheet, name, cell, score if LAB.search(name) else score * 0.75, score=None)


def _within(head: str, said: str) -> bool:
    """Whether the letterhead's name is the kernel of what a label says ("CD1 CORVANE DIAGNOSTICS-WOOD DALE")."""
    return fuzz.token_set_ratio(head, said, processor=default_process) >= 95 and LAB.search(head) is not None


def _from_head(sheet: Sheet, name: str, cell: Cell, likely: float, *, score: float | None) -> Sighting:
    ocr = 0.4 + 0.6 * confidence(cell.words)
    return Sighting(
        field="performing_lab", value=name, raw=cell.text, page=sheet.number, box=cell.box, score=score or likely * ocr
    )


def _said(context: Context) -> Iterator[Sighting]:
    for sheet, found in context.labels("performing_lab"):
        pair = value_of(context, sheet, found, parse_organisation)
        if pair and len(pair.value.split()) >= 2 and KIND.search(pair.value) and not _NOT.search(pair.value):
            yield Sighting(
                field="performing_lab", value=pair.value, raw=pair.raw, page=sheet.number, box=pair.candidate.box,
                score=pair.score,
            )  # fmt: skip
    for sheet, found in context.labels("name", role="sender"):
        pair = value_of(context, sheet, found, _parse_lab)
        if pair:
            yield Sighting(
                field="performing_lab", value=pair.value, raw=pair.raw, page=sheet.number, box=pair.candidate.box,
                score=0.75 * pair.score,
            )  # fmt: skip
    for sheet in context.sheets:
        for match in (*_SAID.finditer(sheet.text), *_SENT.finditer(sheet.text)):
            parsed = parse_organisation(match["name"])
            words = sheet.at(*match.span("name"))
            if parsed and KIND.search(parsed[0]):
                yield Sighting(
                    field="performing_lab", value=parsed[0], raw=match["name"], page=sheet.number, box=around(words),
                    score=0.85 * parsed[1] * (0.4 + 0.6 * confidence(words)),
                )  # fmt: skip
