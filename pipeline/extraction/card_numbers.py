"""The numbers of a card: member, group, pharmacy, payer's phone; each passes its own grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extraction import parsers
from pipeline.extraction.card_parts import Side, first, sighting, touched
from pipeline.extraction.codes import find_mbis, read_bin, read_mbi, read_rx
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.labels import Found
from pipeline.extraction.layout import Line, Sheet, confidence
from pipeline.extraction.pairing import Parse
from pipeline.records import Word

Parsed = tuple[str, float]
_BIN_PCN = re.compile(
    r"(?i:bin\s*[/&,]\s*(?:rx)?pcn)\W{0,4}(?P<bin>[0-9OolISB]{6})\W{1,4}(?P<pcn>[A-Z0-9]{1,12})(?!\w)"
)
_MEMBERS = re.compile(
    r"member|customer|miembro|cliente|call us|questions|help ?line|eligibility|enroll|benefits|"
    r"patients?\b|beneficiar|fund office|"
    r"plan\b|subscriber|assistance|preguntas|afiliad|contact cent|call cent|parents",
    re.I,
)
_NOT_MEMBERS = re.compile(
    r"provider|pharmac|nurse|pre-?cert|prior|auth|fax|tty|ttd|tdd|711|claims|behavioral|mental|dental|"
    r"vision|transport|hospital|"
    r"physician|doctor|prescriber|edi|fraud|proveedor|farmac|enfermer|crisis|telehealth|appointment",
    re.I,
)
_NO_PHONE = re.compile(r"fax|tty|tdd|711", re.I)
_PART_A = re.compile(r"(?i:part\s*a)\W{0,4}(?P<date>\d{1,2}[-/]\d{1,2}[-/]\d{2,4})")
_RX = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        ("rx_bin", r"(?i:\b(?:r[x*]\s?)?b[i1l]n)\s*(?i:#|no\.?)?\s*[:;.]?\s*(?P<v>[0-9OolISB]{6})(?!\w)"),
        ("rx_pcn", r"(?i:\b(?:r[x*]\s?)?pcn)\s*(?i:#|no\.?)?\s*[:;.]?\s*(?P<v>[A-Z0-9]{1,12})(?!\w)"),
        ("rx_group", r"(?i:\br[x*]\s?(?:grp|group))\s*(?i:#|no\.?|id)?\s*[:;.]?\s*(?P<v>[A-Z0-9]{2,15})(?!\w)"),
        ("rx_group", r"(?i:gr(?:ou)?p)\s*[#:.;]*\s*(?P<v>RX[A-Z0-9]{3,12})(?!\w)"),
        (
            "rx_group",
            r"(?i:pcn\W{1,4}\w{1,12}\W{1,4}gr(?:ou)?p)\s*(?i:#|no\.?)?\s*[:;.]?\s*(?P<v>[A-Z0-9]{2,15})(?!\w)",
        ),
    )
)


def _parse_group(text: str) -> Parsed | None:
    words = text.strip(" :#.,;").upper().split()
    if not words:
        return None
    match = re.fullmatch(r"(?=[A-Z-]*\d)[A-Z0-9](?:[A-Z0-9]|[-/.](?=[A-Z0-9])){2,14}", words[0].strip(".,;:"))
    if match is None or re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{3}-\d{3}-\d{4}", match[0]):
        return None
    return match[0], 0.95 if len(match[0]) >= 4 else 0.75


def _parse_bin(text: str) -> Parsed | None:
    code = read_bin(text.split()[0]) if text.split() else None
    return (code.value, code.sure) if code else None


def _parse_rx(text: str) -> Parsed | None:
    code = read_rx(text.split()[0]) if text.split() else None
    return (code.value, code.sure) if code and (any(c.isdigit() for c in code.value) or code.value.isupper()) else None


def _parse_rx_group(text: str) -> Parsed | None:
    parsed = _parse_rx(text)
    return parsed if parsed and len(parsed[0]) >= 3 else None


def _parse_payer_id(text: str) -> Parsed | None:
    match = re.match(r"[#:\s]*([A-Z0-9]{5})(?!\w)", text.upper())
    return (match[1], 0.9) if match and any(c.isdigit() for c in match[1]) else None


_PARSERS: dict[str, Parse[str]] = {
    "group_number": _parse_group,
    "rx_bin": _parse_bin,
    "rx_pcn": _parse_rx,
    "rx_group": _parse_rx_group,
    "effective_date": parsers.parse_date,
    "payer_id": _parse_payer_id,
}


def labelled(context: Context) -> Iterator[tuple[Sighting, int]]:
    """Values at their labels, with the row of the label."""
    for sheet, found in context.labels(*_PARSERS):
        field = _meant(context, sheet, found)
        pair = first(context, sheet, found, _PARSERS[field])
        if pair:
            candidate, (value, quality) = pair
            if field == "group_number" and value.startswith("RX"):
                field = "rx_group"
            score = found.score * candidate.geometry * quality * (0.4 + 0.6 * candidate.confidence)
            yield sighting(field, value, candidate.words[:1] or candidate.words, sheet, score), found.line


def _meant(context: Context, sheet: Sheet, found: Found) -> str:
    """ "GRP" behind BIN or PCN in one run of words, or right under them, is the pharmacy's group."""
    if found.field != "group_number":
        return found.field
    cell = sheet.lines[found.line].cell_of(found.start)
    before = [f for f in context.found_on(sheet.number, found.line) if cell.start <= f.start < found.start]
    over = [
        f
        for at in range(max(found.line - 2, 0), found.line)
        for f in context.found_on(sheet.number, at)
        if abs(f.box.left - found.box.left) <= 3 * sheet.char
    ]
    rx = any(f.field in ("rx_bin", "rx_pcn") for f in before) or any(f.field == "rx_pcn" for f in over)
    return "rx_group" if rx else "group_number"


def _parse_member_id(text: str) -> Parsed | None:
    mbi = read_mbi(" ".join(text.split()[:3])[:16]) or read_mbi(text.split()[0] if text.split() else "")
    if mbi and mbi.sure > 0.9:
        return mbi.value, 1.0
    return parsers.parse_member_id(text)


def _parse_long_id(text: str) -> Parsed | None:
    parsed = _parse_member_id(text)
    return parsed if parsed and sum(c.isdigit() for c in parsed[0]) >= 7 else None


def member_ids(context: Context) -> Iterator[tuple[Sighting, int]]:
    """Member numbers at their labels; without a label, what looks like nothing else on the first rows."""
    seen = False
    for sheet, found in context.labels("member_id"):
        pair = first(context, sheet, found, _parse_member_id)
        if pair:
            candidate, (value, quality) = pair
            seen = True
            score = found.score * candidate.geometry * quality * (0.35 + 0.65 * candidate.confidence)
            yield sighting("member_id", value, candidate.words, sheet, score), found.line
    if not seen:
        for sheet, found in context.labels("member_name"):  # "MEMBER" over the number
            pair = first(context, sheet, found, _parse_long_id)
            if pair:
                candidate, (value, quality) = pair
                score = 0.85 * found.score * candidate.geometry * quality * (0.35 + 0.65 * candidate.confidence)
                yield sighting("member_id", value, candidate.words, sheet, score), found.line
        for sheet in context.sheets[:1]:
            yield from _unlabelled_ids(context, sheet)


def _unlabelled_ids(context: Context, sheet: Sheet) -> Iterator[tuple[Sighting, int]]:
    for line in sheet.lines[:14]:
        if context.found_on(sheet.number, line.index) or len(line.words) > 3:
            continue
        parsed = parsers.parse_member_id(line.text)
        if parsed and sum(c.isdigit() for c in parsed[0]) >= 6 and len(parsed[0]) >= 8:
            score = 0.6 * parsed[1] * (0.35 + 0.65 * confidence(line.words))
            yield sighting("member_id", parsed[0], line.words, sheet, score), line.index
            return


def pharmacy(own: Sequence[Side]) -> Iterator[Sighting]:
    """BIN, PCN and group in running small print, where labels were misread or run together."""
    for side in own:
        for line in side.lines:
            if match := _BIN_PCN.search(line.text):
                for field, part in (("rx_bin", "bin"), ("rx_pcn", "pcn")):
                    words = touched(line, *match.span(part))
                    parsed = _PARSERS[field](match[part])
                    if parsed:
                        score = 0.95 * parsed[1] * (0.4 + 0.6 * confidence(words))
                        yield sighting(field, parsed[0], words, side.sheet, score)
                continue
            for field, pattern in _RX:
                for match in pattern.finditer(line.text):
                    parsed = _PARSERS[field](match["v"])
                    words = touched(line, *match.span("v"))
                    if parsed and words:
                        score = 0.9 * parsed[1] * (0.4 + 0.6 * confidence(words))
                        yield sighting(field, parsed[0], words, side.sheet, score)


def medicare(own: Sequence[Side]) -> Iterator[Sighting]:
    """The beneficiary number wherever it stands, and when Part A began, on a Medicare card."""
    for side in own:
        text = "\n".join(line.text for line in side.lines)
        if "medicare" not in text.lower():
            continue
        for line in side.lines:
            for code in find_mbis(line.text):
                words = touched(line, code.start, code.end)
                yield sighting(
                    "member_id", code.value, words, side.sheet, 0.93 * code.sure * (0.5 + 0.5 * confidence(words))
                )
            if match := _PART_A.search(line.text.replace("(", "").replace(")", "")):
                day = parsers.parse_date(match["date"])
                if day:
                    yield sighting("effective_date", day[0], line.words, side.sheet, 0.9 * day[1])


def policies(context: Context, found: Sequence[Sighting]) -> Iterator[tuple[Sighting, int]]:
    """A plain "Policy": the member's number, or beside another number of the member's the group's."""
    others = {str(s.value) for s in found if s.field == "member_id" and s.score >= 0.5}
    grouped = any(s.field == "group_number" for s in found)
    for sheet, label in context.labels("policy"):
        if grouped or (placed := first(context, sheet, label, _parse_group)) is None:
            continue
        candidate, (value, quality) = placed
        score = 0.85 * label.score * candidate.geometry * quality * (0.4 + 0.6 * candidate.confidence)
        field = "group_number" if others and value not in others else "member_id"
        yield sighting(field, value, candidate.words[:1], sheet, score), label.line


def _at_label(context: Context, side: Side, line: Line, words: Sequence[Word]) -> float:
    """How surely the last label before a number in its row is the members' line's, however it was misread."""
    before = [f for f in context.found_on(side.sheet.number, line.index) if f.box.right <= words[0].box.left + 2]
    return 0.96 * before[-1].score if before and before[-1].field == "payer_phone" else 0.0


def phones(context: Context, own: Sequence[Side]) -> Iterator[Sighting]:
    """The members' line by the words before it; one that nothing explains counts where it is alone."""
    seen: list[tuple[float, Sighting]] = []
    for side in own:
        for at, line in enumerate(side.lines):
            last = 0
            for digits, quality, start, end in parsers.phones(line.text):
                if end - start <= 10:
                    continue  # a run of digits: on a card rather the member's number
                before = line.text[last:start] or (side.lines[at - 1].text[-40:] if at else "")
                last = end
                words = touched(line, start, end)
                score = quality * (0.4 + 0.6 * confidence(words))
                sure = max(_for_members(before), _at_label(context, side, line, words))
                seen.append((sure, sighting("payer_phone", digits, words, side.sheet, score)))
    for sure, found in sorted(seen, key=lambda pair: -pair[0])[:1]:
        alone = len({s.value for share, s in seen if share > 0}) == 1
        share = max(sure, 0.75) if alone and sure > 0 else sure
        if share >= 0.5:
            yield replace(found, score=found.score * share)


def _for_members(before: str) -> float:
    """How surely words before a number say that members call it; 0 for numbers that are others' or no phone."""
    if _NOT_MEMBERS.search(before[-40:]):
        return 0.0 if _NO_PHONE.search(before[-14:]) else 0.1
    return 0.96 if _MEMBERS.search(before) else 0.3
