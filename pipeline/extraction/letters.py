"""What a letter says by its form: the block of name, street and town it is sent to, its date, and who signs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extraction import addresses
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.labels import fold
from pipeline.extraction.layout import Cell, Line, Sheet, around, confidence, joined
from pipeline.extraction.mentions import NameSeen
from pipeline.extraction.names import parse_name, parse_provider
from pipeline.extraction.organisations import KIND
from pipeline.extraction.parsers import dates, parse_phone
from pipeline.records import Private, Word

_DEAR = re.compile(r"^\W*(?:Dear|Estimad[oa]|Hi|Hello|Hola)\s+(?P<who>[^\n:,]{2,60})", re.I | re.M)
_PARTING = re.compile(
    r"^\W*(?:sincerely|regards|best regards|thanks?|take care|warmly|respectfully|cordially|atentamente|yours)\b",
    re.I,
)
_CLINICIAN = re.compile(r"\b(?:M\.?D|D\.?O|NP|PA|PA-?C|FNP(?:-?[A-Z]+)?|APRN|ARNP|CNM|DPM|DDS|CNP)\b\.?|^Dra?\.\s")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Block(Private):
    """An address without labels, and the name over it. `greeted` tells that the salutation names the same person.

    `own` tells that the patient's labelled particulars stand right over it.
    """

    name: NameSeen | None
    address: tuple[Sighting, ...]
    greeted: bool = False
    own: bool = False


def blocks(context: Context) -> Iterator[Block]:
    """Addresses without labels, with the name or the patient's particulars that stand over them."""
    for sheet in context.sheets:
        greeting = _DEAR.search(sheet.text)
        for line in sheet.lines[1:]:
            for cell in line.cells:
                block = _block(context, sheet, line, cell, greeting["who"] if greeting else "")
                if block:
                    yield block


def _block(context: Context, sheet: Sheet, line: Line, cell: Cell, greeted: str) -> Block | None:
    town = addresses.parse_address(cell.text)
    if town is None or "postal_code" not in town:
        return None
    words: tuple[Word, ...] = cell.words
    index = line.index
    if "address_line" not in town:
        street = _over(context, sheet, index, words)
        printed = addresses.parse_street(joined(street[1])) if street else None
        if street is None or printed is None:
            return None
        index, words = street[0], (*street[1], *words)
        town = {**town, "address_line": printed}
    sightings = (*_parts(sheet, town, words), *_phone_under(context, sheet, line, cell))
    if _own_over(context, sheet, index, words):
        return Block(name=None, address=sightings, own=True)
    named = _over(context, sheet, index, words)
    parsed = parse_name(joined(named[1])) if named else None
    if named is None or parsed is None or KIND.search(joined(named[1])):
        return None  # a practice's own
    score = 0.8 * parsed[1] * (0.4 + 0.6 * confidence(named[1]))
    seen = NameSeen(
        name=parsed[0], raw=joined(named[1]), page=sheet.number, box=around(named[1]), score=score, labelled=False
    )
    told = {fold(word) for word in re.findall(r"[^\W\d_]{2,}", greeted)}
    return Block(name=seen, address=sightings, greeted=bool(told & set(parsed[0].key)) and "dr" not in told)


def _parts(sheet: Sheet, town: addresses.Address, words: Sequence[Word]) -> Iterator[Sighting]:
    ocr = 0.4 + 0.6 * confidence(words)
    for name, (value, quality) in town.items():
        yield Sighting(
            field=name, value=value, raw=joined(words), page=sheet.number, box=around(words), score=0.85 * quality * ocr
        )


def _phone_under(context: Context, sheet: Sheet, line: Line, cell: Cell) -> Iterator[Sighting]:
    """A phone number alone under the town."""
    if line.index + 1 >= len(sheet.lines) or context.found_on(sheet.number, line.index + 1):
        return
    for below in sheet.lines[line.index + 1].cells:
        parsed = parse_phone(below.text)
        if parsed and abs(below.box.left - cell.box.left) < 3 * sheet.char and len(below.text) < 20:
            yield Sighting(
                field="phone", value=parsed[0], raw=below.text, page=sheet.number, box=below.box,
                score=0.8 * parsed[1] * (0.4 + 0.6 * confidence(below.words)),
            )  # fmt: skip


def _own_over(context: Context, sheet: Sheet, index: int, words: Sequence[Word]) -> bool:
    """Whether the row right over, in the same column, holds the patient's birth date, number or name at its label."""
    if index == 0:
        return False
    above, box = sheet.lines[index - 1], around(words)
    if box.top - above.box.bottom > 1.6 * sheet.unit:
        return False
    return any(
        found.role in ("", "patient") and found.field in ("birth_date", "mrn", "sex", "name")
        and (found.role == "patient" or found.field != "name")
        and -4 * sheet.char < box.left - found.box.left < (16 if found.start == 0 else 4) * sheet.char
        for found in context.found_on(sheet.number, index - 1)
    )  # fmt: skip


def _over(context: Context, sheet: Sheet, index: int, words: Sequence[Word]) -> tuple[int, tuple[Word, ...]] | None:
    """The run of unlabelled words right over a run, with their row; None where another thing stands there."""
    box = around(words)
    if index == 0:
        return None
    line = sheet.lines[index - 1]
    taken = context.labelled(sheet.number, line.index)
    for cell in line.cells:
        own = tuple(w for i, w in enumerate(cell.words, start=cell.start) if i not in taken)
        if own and own[0].box.left < box.right and box.left < own[-1].box.right:
            near = box.top - around(own).bottom < 1.6 * sheet.unit
            return (line.index, own) if near and abs(own[0].box.left - box.left) < 14 * sheet.char else None
    return None


def letter_date(context: Context, field: str) -> Iterator[Sighting]:
    """A date that stands alone, without a label, in the upper part of a page: the letter's."""
    for sheet in context.sheets:
        for line in sheet.lines:
            if line.box.top > sheet.page.height * 0.42 or context.found_on(sheet.number, line.index):
                continue
            for cell in line.cells:
                day = next(dates(cell.text), None)
                if day and day[2] <= 1 and day[3] >= len(cell.text) - 1:
                    score = 0.75 * day[1] * (0.4 + 0.6 * confidence(cell.words))
                    yield Sighting(
                        field=field, value=day[0], raw=cell.text, page=sheet.number, box=cell.box, score=score
                    )


def signers(context: Context, field: str) -> Iterator[Sighting]:
    """The clinician whose name and credentials stand under a letter's parting words."""
    for sheet in context.sheets:
        parting = next((line.index for line in sheet.lines if _PARTING.match(line.text) and len(line.words) <= 5), None)
        for line in sheet.lines[parting + 1 : parting + 7] if parting is not None else ():
            for cell in line.cells:
                parsed = parse_provider(cell.text) if _CLINICIAN.search(cell.text) else None
                if parsed:
                    score = 0.75 * parsed[1] * (0.4 + 0.6 * confidence(cell.words))
                    yield Sighting(
                        field=field, value=parsed[0], raw=cell.text, page=sheet.number, box=cell.box, score=score
                    )
                    return
