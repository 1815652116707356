"""What an insurance card says: the member, the payer and the numbers a front desk types, from front and back.

Labels have no colons and stand above, below or before their values, in small print; so every value must pass its own
grammar, and a value above a label counts only where nothing below it fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.extraction import parsers
from pipeline.extraction.card_labels import LEXICON, PAYER_WORDS, PLAN_WORDS
from pipeline.extraction.card_parts import Side, own_sides, sides
from pipeline.extraction.card_payer import payer_sightings, plan_sightings, trimmed
from pipeline.extraction.codes import find_mbis, read_bin, read_mbi, read_rx
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Fused, Sighting, fuse
from pipeline.extraction.labels import Found
from pipeline.extraction.layout import Line, Sheet, around, confidence, joined
from pipeline.extraction.names import Name, parse_name
from pipeline.extraction.pairing import Candidate, candidates
from pipeline.records import Doubt, Extraction, Field, Word

__all__ = ["LEXICON", "extract_card"]

Parsed = tuple[str, float]
OVER = 0.8  # geometry of a value that stands over its label
_SEVERAL = Doubt(code="several_cards", says="The pages show more than one insurance card; only the first was read.")
_PART_A = re.compile(r"(?i:part\s*a)\W{0,4}(?P<date>\d{1,2}[-/]\d{1,2}[-/]\d{2,4})")
_RX = tuple(
    (field, re.compile(pattern))
    for field, pattern in (
        ("rx_bin", r"(?i:\b(?:r[x*]\s?)?b[i1l]n)\s*(?i:#|no\.?)?\s*[:;.]?\s*(?P<v>[0-9OolISB]{6})(?!\w)"),
        ("rx_pcn", r"(?i:\b(?:r[x*]\s?)?pcn)\s*(?i:#|no\.?)?\s*[:;.]?\s*(?P<v>[A-Z0-9]{1,12})(?!\w)"),
        ("rx_group", r"(?i:\br[x*]\s?(?:grp|group))\s*(?i:#|no\.?|id)?\s*[:;.]?\s*(?P<v>[A-Z0-9]{2,15})(?!\w)"),
        ("rx_group", r"(?i:pcn\W{1,4}\w{1,12}\W{1,4}gr(?:ou)?p)\s*(?i:#|no\.?)?\s*[:;.]?\s*(?P<v>[A-Z0-9]{2,15})(?!\w)"),
    )
)
_COPAY = re.compile(r"(?P<benefit>[A-Z][A-Za-z/ .]{0,24}?[A-Za-z])\s*[:.]?\s*\$\s?(?P<amount>\d{1,4}(?:\.\d\d)?)(?![\d,])")
_DEPENDENT = re.compile(r"(?:^|\s)0[1-9]\s+(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’.-]*){1,3}?)(?=\s+0[1-9]\s|\s*$)")


def extract_card(context: Context) -> Extraction:
    """The card's fields with their evidence, and the member's name and number as the patient's."""
    everything = sides(context)
    numbers = [*_member_ids(context)]
    own, several = own_sides(everything, numbers)
    rows = _Rows(own)
    found: list[Sighting] = [s for s, line in numbers if rows.hold(s.page, line)]
    found += [s for s, line in _labelled(context) if rows.hold(s.page, line)]
    found += [*_rx(own), *_medicare(own), *_phones(context, own)]
    found += payer_sightings(context, [(side.sheet, side.lines) for side in own])
    fused = {name: f for name in dict.fromkeys(s.field for s in found) if (f := fuse([s for s in found if s.field == name]))}
    _apart(fused, found)
    fields = {name: result.field for name, result in fused.items()}
    payer = str(fields["payer_name"].value) if "payer_name" in fields else ""
    if plan := fuse([*plan_sightings(context, [(side.sheet, side.lines) for side in own], payer)]):
        fields["plan_name"] = plan.field
    fields |= _member(context, own, fields)
    fields |= _lists(own)
    disputed = [n for n, f in fused.items() if f.disputed and n in ("member_id", "payer_name", "group_number")]
    doubts = [Doubt(code=f"{n}_disputed", says=f"The card gives more than one {n.replace('_', ' ')}.") for n in disputed]
    return Extraction(fields=fields, doubts=(*doubts, *((_SEVERAL,) if several else ())))


class _Rows:
    """Membership of rows in the sides of one card."""

    def __init__(self, own: Sequence[Side]) -> None:
        self.own = own

    def hold(self, page: int, line: int) -> bool:
        return any(side.holds(page, line) for side in self.own)


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


_PARSERS: dict[str, Callable[[str], Parsed | None]] = {
    "group_number": _parse_group,
    "rx_bin": _parse_bin,
    "rx_pcn": _parse_rx,
    "rx_group": _parse_rx_group,
    "effective_date": parsers.parse_date,
    "payer_id": _parse_payer_id,
}


def _labelled(context: Context) -> Iterator[tuple[Sighting, int]]:
    """Values at their labels, with the row of the label."""
    for sheet, found in context.labels(*_PARSERS):
        field = _meant(context, sheet, found)
        pair = _first(context, sheet, found, _PARSERS[field])
        if pair:
            candidate, (value, quality) = pair
            score = found.score * candidate.geometry * quality * (0.4 + 0.6 * candidate.confidence)
            yield _sighting(field, value, candidate.words[:1] or candidate.words, sheet, score), found.line


def _meant(context: Context, sheet: Sheet, found: Found) -> str:
    """"GRP" behind BIN or PCN in one run of words is the pharmacy's group."""
    if found.field != "group_number":
        return found.field
    cell = sheet.lines[found.line].cell_of(found.start)
    before = [f for f in context.found_on(sheet.number, found.line) if cell.start <= f.start < found.start]
    return "rx_group" if any(f.field in ("rx_bin", "rx_pcn") for f in before) else "group_number"


def _first(
    context: Context, sheet: Sheet, found: Found, parse: Callable[[str], Parsed | None]
) -> tuple[Candidate, Parsed] | None:
    """The first place that fits, and where none does the row over the label."""
    for candidate in (*candidates(context, sheet, found), *_over(context, sheet, found)):
        parsed = parse(candidate.text)
        if parsed is not None:
            return candidate, parsed
    return None


def _over(context: Context, sheet: Sheet, found: Found) -> Iterator[Candidate]:
    """Unlabelled words right over a label that has nothing behind it."""
    if not found.heading or found.line == 0:
        return
    line = sheet.lines[found.line - 1]
    taken = context.labelled(sheet.number, line.index)
    words = tuple(
        w
        for at, w in enumerate(line.words)
        if at not in taken and found.box.left - 4 * sheet.char <= w.box.left <= found.box.right + 8 * sheet.char
    )
    if words and found.box.top - line.box.bottom <= 1.6 * sheet.unit:
        yield Candidate(page=sheet.number, words=words, geometry=OVER)


def _parse_member_id(text: str) -> Parsed | None:
    mbi = read_mbi(" ".join(text.split()[:3])[:16]) or read_mbi(text.split()[0] if text.split() else "")
    if mbi and mbi.sure > 0.9:
        return mbi.value, 1.0
    return parsers.parse_member_id(text)


def _member_ids(context: Context) -> Iterator[tuple[Sighting, int]]:
    """Member numbers at their labels; without a label, what looks like nothing else on the first rows."""
    labelled = False
    for sheet, found in context.labels("member_id"):
        pair = _first(context, sheet, found, _parse_member_id)
        if pair:
            candidate, (value, quality) = pair
            labelled = True
            score = found.score * candidate.geometry * quality * (0.35 + 0.65 * candidate.confidence)
            yield _sighting("member_id", value, candidate.words, sheet, score), found.line
    if not labelled:
        for sheet in context.sheets[:1]:
            yield from _unlabelled_ids(context, sheet)


def _unlabelled_ids(context: Context, sheet: Sheet) -> Iterator[tuple[Sighting, int]]:
    for line in sheet.lines[:14]:
        if context.found_on(sheet.number, line.index) or len(line.words) > 3:
            continue
        parsed = parsers.parse_member_id(line.text)
        if parsed and sum(c.isdigit() for c in parsed[0]) >= 6 and len(parsed[0]) >= 8:
            score = 0.6 * parsed[1] * (0.35 + 0.65 * confidence(line.words))
            yield _sighting("member_id", parsed[0], line.words, sheet, score), line.index
            return


def _rx(own: Sequence[Side]) -> Iterator[Sighting]:
    """BIN, PCN and group in running small print, where labels were misread or run together."""
    for side in own:
        for line in side.lines:
            for field, pattern in _RX:
                for match in pattern.finditer(line.text):
                    parsed = _PARSERS[field](match["v"])
                    words = _touched(line, *match.span("v"))
                    if parsed and words:
                        score = 0.9 * parsed[1] * (0.4 + 0.6 * confidence(words))
                        yield _sighting(field, parsed[0], words, side.sheet, score)


def _touched(line: Line, start: int, end: int) -> tuple[Word, ...]:
    at, touched = 0, []
    for word in line.words:
        if at < end and start < at + len(word.text):
            touched.append(word)
        at += len(word.text) + 1
    return tuple(touched)


def _medicare(own: Sequence[Side]) -> Iterator[Sighting]:
    """The beneficiary number wherever it stands, and when Part A began, on a Medicare card."""
    for side in own:
        text = "\n".join(line.text for line in side.lines)
        if "medicare" not in text.lower():
            continue
        for line in side.lines:
            for code in find_mbis(line.text):
                words = _touched(line, code.start, code.end)
                yield _sighting("member_id", code.value, words, side.sheet, 0.93 * code.sure * (0.5 + 0.5 * confidence(words)))
            if match := _PART_A.search(line.text.replace("(", "").replace(")", "")):
                day = parsers.parse_date(match["date"])
                if day:
                    yield _sighting("effective_date", day[0], line.words, side.sheet, 0.9 * day[1])


def _phones(context: Context, own: Sequence[Side]) -> Iterator[Sighting]:
    """The members' line; of several the first."""
    rows = _Rows(own)
    for sheet, found in context.labels("payer_phone"):
        if not rows.hold(sheet.number, found.line):
            continue
        pair = _first(context, sheet, found, parsers.parse_phone)
        if pair:
            candidate, (value, quality) = pair
            score = found.score * candidate.geometry * quality * (0.4 + 0.6 * candidate.confidence)
            yield _sighting("payer_phone", value, candidate.words, sheet, score)
            return


def _apart(fused: dict[str, Fused], found: Sequence[Sighting]) -> None:
    """A number cannot be two fields: the group that equals the pharmacy's group, or the member's, is none."""
    group = fused.get("group_number")
    if group is None:
        return
    for other in ("rx_group", "member_id", "rx_bin"):
        if other in fused and fused[other].field.value == group.field.value:
            rest = fuse([s for s in found if s.field == "group_number" and s.value != group.field.value])
            del fused["group_number"]
            if rest:
                fused["group_number"] = rest
            return


def _member(context: Context, own: Sequence[Side], fields: dict[str, Field]) -> dict[str, Field]:
    """The member's name at its label, or the one row of the card's face that is a name; and its parts."""
    seen = [*_names(context, own)] or [*_unlabelled_names(context, own, fields)]
    fused = fuse([s for s, _ in seen])
    if fused is None:
        return {}
    name = next(n for s, n in seen if s.value == fused.field.value)
    parts = {"family_name": name.family, "given_name": name.given, "middle_name": name.middle, "suffix": name.suffix}
    whole = fused.field
    found = {
        part: Field(value=value, raw=whole.raw, page=whole.page, box=whole.box, confidence=whole.confidence)
        for part, value in parts.items()
        if value
    }
    return {"member_name": whole, **found}


def _names(context: Context, own: Sequence[Side]) -> Iterator[tuple[Sighting, Name]]:
    rows = _Rows(own)
    for sheet, found in context.labels("member_name", "name"):
        if not rows.hold(sheet.number, found.line) or found.role not in ("", "patient", "subscriber"):
            continue
        for candidate in (*candidates(context, sheet, found), *_over(context, sheet, found)):
            named = _name(candidate.words)
            if named:
                share = 1.0 if found.field == "member_name" else 0.8
                score = share * found.score * candidate.geometry * named[1] * (0.4 + 0.6 * candidate.confidence)
                yield _sighting("member_name", named[2], candidate.words, sheet, score), named[0]
                break


def _name(words: Sequence[Word]) -> tuple[Name, float, str] | None:
    """A person's name and how it is printed; a payer's or a plan's words are none."""
    text = re.sub(r"[.,]\s+(JR|SR|II|III|IV)\b", r", \1", joined(trimmed(words) or words), flags=re.I)
    text = re.sub(r"^\d{2}\s+", "", text)
    parsed = parse_name(text)
    if parsed is None or PAYER_WORDS.search(text) or (PLAN_WORDS.search(text) and len(text.split()) < 3) or "$" in text:
        return None
    name = parsed[0]
    printed = " ".join(p for p in (name.given, name.middle, name.family) if p) + (f", {name.suffix}" if name.suffix else "")
    return name, parsed[1], printed


def _unlabelled_names(context: Context, own: Sequence[Side], fields: dict[str, Field]) -> Iterator[tuple[Sighting, Name]]:
    """A row that is a name and nothing else, near the member number, on a card whose name has no label."""
    number = fields.get("member_id")
    if number is None:
        return
    for side in own:
        for line in side.lines:
            near = side.sheet.number == number.page and abs(line.box.top - number.box.top) < 9 * side.sheet.unit
            if not near or context.found_on(side.sheet.number, line.index):
                continue
            for cell in line.cells:
                named = _name(cell.words)
                if named and 2 <= len(cell.words) <= 5:
                    score = 0.62 * named[1] * (0.4 + 0.6 * confidence(cell.words))
                    yield _sighting("member_name", named[2], cell.words, side.sheet, score), named[0]


def _lists(own: Sequence[Side]) -> dict[str, Field]:
    """Copays ("PCP $25") and dependents, as printed."""
    copays: list[tuple[str, tuple[Word, ...], Sheet]] = []
    dependents: list[tuple[str, tuple[Word, ...], Sheet]] = []
    for side in own:
        for line in side.lines:
            for match in _COPAY.finditer(line.text):
                value = f"{match['benefit'].strip()} ${match['amount']}"
                copays.append((value, _touched(line, *match.span()), side.sheet))
            for match in _DEPENDENT.finditer(line.text):
                dependents.append((match["name"].strip(), _touched(line, *match.span("name")), side.sheet))
    return {name: _listed(found) for name, found in (("copays", copays), ("dependents", dependents)) if found}


def _listed(found: Sequence[tuple[str, tuple[Word, ...], Sheet]]) -> Field:
    page = found[0][2].number
    words = tuple(w for _, part, sheet in found if sheet.number == page for w in part)
    return Field(
        value=tuple(dict.fromkeys(value for value, _, _ in found)),
        raw=joined(words),
        page=page,
        box=around(words),
        confidence=round(0.9 * confidence(words), 4),
    )


def _sighting(field: str, value: str, words: Sequence[Word], sheet: Sheet, score: float) -> Sighting:
    return Sighting(field=field, value=value, raw=joined(words), page=sheet.number, box=around(words), score=score)
