"""Whose NPI it is, and which of the providers named on a page refers and which is referred to.

Two NPIs on a page are told apart by their labels, else by the names they stand behind or under.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extraction.codes import find_npis
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.labels import fold
from pipeline.extraction.layout import Sheet, around, confidence, joined
from pipeline.extraction.referral_people import SIDES, Mention, titled
from pipeline.records import Box


def provider_sightings(mentions: Sequence[Mention], role: str, npi_owner: Mention | None) -> Iterator[Sighting]:
    """The mentions of a side as sightings of its field; firms only where no person is named.

    Where nothing says who refers, it is who the only NPI stands at, or else whose paper it is.
    """
    field = "referring_provider" if role == "referring" else "referred_to_provider"
    chosen = [m for m in mentions if m.role == role]
    chosen = [m for m in chosen if not m.firm] or chosen
    chosen = [m for m in chosen if titled(m.name) and m.score >= 0.4] or chosen
    if role == "referring":
        others = {fold(m.name) for m in mentions if m.role == "referred_to"}
        free = [m for m in mentions if m.role == "" and fold(m.name) not in others]
        if npi_owner in free and npi_owner is not None:
            chosen = [*chosen, replace(npi_owner, score=min(0.9, npi_owner.score * 2))]
        elif not chosen:
            chosen = free[:1]
    elif not chosen:
        chosen = _the_other(mentions)
    for m in chosen:
        yield Sighting(field=field, value=m.name, raw=m.raw, page=m.page, box=m.box, score=m.score)


def _the_other(mentions: Sequence[Mention]) -> list[Mention]:
    """Where it is known who refers, the one other clinician named outside the letterhead is referred to."""
    known = {_surname(m) for m in mentions if m.role == "referring" and m.score >= 0.5}
    others = [m for m in mentions if m.role == "" and titled(m.name) and _surname(m) not in known and m.line > 3]
    only = known and len({_surname(m) for m in others}) == 1
    return [replace(others[0], score=min(0.55, others[0].score * 1.5))] if only else []


def _surname(mention: Mention) -> str:
    """The last word of a name before its credentials, or the first before a comma that parts family and given name."""
    head, _, rest = mention.name.partition(",")
    plain = [w for w in head.split() if len(w.strip(".")) > 1 and not titled(f"X {w}")]
    return fold(plain[-1] if plain and (titled(f"X, {rest.strip()}") or not rest) else head)


def npi_sightings(context: Context, mentions: Sequence[Mention]) -> tuple[list[Sighting], Mention | None]:
    """NPIs of the referring side, and the mention without a role that an NPI stands at."""
    found: list[tuple[str, Sighting, Mention | None]] = []
    for sheet in context.sheets:
        for code in find_npis(sheet.text):
            words = sheet.at(code.start, code.end)
            sighting = Sighting(
                field="referring_npi",
                value=code.value,
                raw=joined(words),
                page=sheet.number,
                box=around(words),
                score=code.sure * (0.7 + 0.3 * confidence(words)),
            )
            side, owner = _npi_side(context, sheet, sighting.box, mentions)
            found.append((side, sighting, owner))
    mine = [s for side, s, _ in found if side == "referring"]
    if mine:
        return mine, None
    if len({s.value for _, s, _ in found}) == 1 and all(side == "referred_to" for side, _, _ in found):
        return [replace(s, score=s.score * 0.6) for _, s, _ in found], None  # a lone NPI is most often the referrer's
    free = [(s, owner) for side, s, owner in found if side == ""]
    if len({s.value for s, _ in free}) == 1:
        only = len({s.value for _, s, _ in found}) == 1
        return [replace(s, score=s.score * (0.9 if only else 0.8)) for s, _ in free], free[0][1]
    return [], None


def _npi_side(context: Context, sheet: Sheet, box: Box, mentions: Sequence[Mention]) -> tuple[str, Mention | None]:
    """Whose NPI it is: by the role of its label, else by the name it stands behind or under."""
    for _, label in ((s, f) for s, f in context.labels("npi") if s is sheet):
        near = label.box.top <= box.bottom and box.top - label.box.bottom < 3 * sheet.unit
        if near and abs(label.box.left - box.left) < 25 * sheet.char and label.role in SIDES:
            return SIDES[label.role][0], None
    best: tuple[float, Mention] | None = None
    for mention in mentions:
        if mention.page != sheet.number:
            continue
        distance = _distance(sheet, mention.box, box)
        if distance is not None and (best is None or distance < best[0]):
            best = distance, mention
    return (best[1].role, best[1]) if best else ("", None)


def _distance(sheet: Sheet, name: Box, npi: Box) -> float | None:
    """Rows from a name to the NPI behind it, below it or (a little) above it; None when they cannot belong together."""
    if abs((name.top + name.bottom) - (npi.top + npi.bottom)) / 2 < sheet.unit * 0.8:
        return 0.2 + (npi.left - name.right) / (60 * sheet.char) if npi.left > name.left else None
    rows = (npi.top - name.bottom) / sheet.unit
    aligned = name.left - 12 * sheet.char <= npi.left <= name.right + 16 * sheet.char
    if 0 <= rows + 0.5 <= 7 and aligned:
        return 1 + rows
    return None
