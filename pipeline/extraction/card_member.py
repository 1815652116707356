"""Whose card it is: the member's name at its label or alone on the card's face; and copays and dependents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extraction.card_labels import PAYER_WORDS, PLAN_WORDS
from pipeline.extraction.card_parts import Rows, Side, places, sighting, touched
from pipeline.extraction.card_payer import trimmed
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting, fuse
from pipeline.extraction.labels import fold
from pipeline.extraction.layout import Sheet, around, confidence, joined
from pipeline.extraction.names import Name, parse_name
from pipeline.extraction.pairing import WRAPPED
from pipeline.records import Field, Word

_HOLDER = re.compile(r"subscriber|insured|policy|card\s?holder|employee|suscriptor|titular|asegurado", re.I)
_COPAY = re.compile(
    r"(?P<benefit>[A-Z][A-Za-z/ .]{0,24}?[A-Za-z])\s*[:.]?\s*\$\s?(?P<amount>\d{1,4}(?:\.\d\d)?)(?![\d,])"
)
_DEPENDENT = re.compile(r"(?:^|\s)0[1-9]\s+(?P<name>[A-Z][\w'’-]+(?:\s+[A-Z][\w'’.-]*){1,3}?)(?=\s+0[1-9]\s|\s*$)")


def member(context: Context, own: Sequence[Side], fields: dict[str, Field]) -> dict[str, Field]:
    """The member's name at its label, or the one row of the card's face that is a name; and its parts."""
    labelled = [*_names(context, own)]
    members = [named for named, holder in labelled if not holder]
    seen = members or [named for named, _ in labelled] or [*_unlabelled_names(context, own, fields)]
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


def _names(context: Context, own: Sequence[Side]) -> Iterator[tuple[tuple[Sighting, Name], bool]]:
    """Names at labels, and whether the label means whoever holds the policy rather than the member."""
    rows = Rows(own)
    for sheet, found in context.labels("member_name", "name"):
        if not rows.hold(sheet.number, found.line) or found.role not in ("", "patient", "subscriber", "payer"):
            continue
        for candidate in sorted(places(context, sheet, found), key=lambda c: c.geometry == WRAPPED):
            named = _name(_together(candidate.words, sheet.char))
            if named:
                share = 1.0 if found.field == "member_name" else 0.8
                score = share * found.score * candidate.geometry * named[1] * (0.4 + 0.6 * candidate.confidence)
                label = joined(sheet.lines[found.line].words[found.start : found.end])
                yield (
                    (sighting("member_name", named[2], candidate.words, sheet, score), named[0]),
                    bool(_HOLDER.search(label)),
                )
                break


def _together(words: Sequence[Word], char: float) -> tuple[Word, ...]:
    """The words up to a gap that parts columns, or to a change from capitals to small letters."""
    for at in range(1, len(words)):
        wide = words[at].box.left - words[at - 1].box.right > 3 * char
        if wide or (len(words[0].text) > 3 and words[0].text.isupper() and not words[at].text.isupper()):
            return tuple(words[:at])
    return tuple(words)


def _name(words: Sequence[Word]) -> tuple[Name, float, str] | None:
    """A person's name and how it is printed; a payer's or a plan's words are none."""
    text = re.sub(r"[.,]\s+(JR|SR|II|III|IV)\b", r", \1", joined(trimmed(words) or words), flags=re.I)
    text = re.sub(r"^\d{2}\s+", "", text)
    parsed = parse_name(text)
    if parsed is None or PAYER_WORDS.search(text) or (PLAN_WORDS.search(text) and len(text.split()) < 3) or "$" in text:
        return None
    name = parsed[0]
    printed = " ".join(p for p in (name.given, name.middle, name.family) if p) + (
        f", {name.suffix}" if name.suffix else ""
    )
    return name, parsed[1], printed


def _unlabelled_names(
    context: Context, own: Sequence[Side], fields: dict[str, Field]
) -> Iterator[tuple[Sighting, Name]]:
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
                if "payer_name" in fields and fold(cell.text) == fold(str(fields["payer_name"].value)):
                    continue
                if named and 2 <= len(cell.words) <= 5 and not PLAN_WORDS.search(cell.text):
                    score = 0.62 * named[1] * (0.4 + 0.6 * confidence(cell.words))
                    yield sighting("member_name", named[2], cell.words, side.sheet, score), named[0]


def lists(own: Sequence[Side]) -> dict[str, Field]:
    """Copays ("PCP $25") and dependents, as printed."""
    copays: list[tuple[str, tuple[Word, ...], Sheet]] = []
    dependents: list[tuple[str, tuple[Word, ...], Sheet]] = []
    for side in own:
        for line in side.lines:
            for match in _COPAY.finditer(line.text):
                value = f"{match['benefit'].strip()} ${match['amount']}"
                copays.append((value, touched(line, *match.span()), side.sheet))
            for match in _DEPENDENT.finditer(line.text):
                dependents.append((match["name"].strip(), touched(line, *match.span("name")), side.sheet))
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
