"""What a consent's labels were filled with, and whose row a label stands in: the signer's or the witness's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.extraction.consent_zones import Zone, zone_of
from pipeline.extraction.context import Context
from pipeline.extraction.evidence import Sighting
from pipeline.extraction.labels import Found
from pipeline.extraction.layout import Sheet, around, confidence, joined
from pipeline.extraction.pairing import Parse, value_of
from pipeline.records import Private, Word

PEN = 0.7  # what handwriting, read as print, is worth
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Filled(Private, Generic[T]):
    """A value that a form was filled with: the parser's quality, and how well its words were read."""

    value: T
    quality: float
    read: float
    words: tuple[Word, ...]


def near(zones: Sequence[Zone], sheet: Sheet, found: Found, below: float) -> bool:
    """Whether a label stands in the row of a signature or within `below` word heights under it, no witness between."""
    for zone in zones:
        if zone.sheet is not sheet:
            continue
        drop = (found.box.top - zone.found.box.top) / sheet.unit
        if -1.5 <= drop <= below:
            return True
    return False


def of_witness(context: Context, sheet: Sheet, found: Found) -> bool:
    """Whether a witness, interpreter or physician is named in the label's row, to its left, or just over it."""
    for owner, other in context.labels("signature", role="other"):
        drop = (found.box.top - other.box.top) / sheet.unit
        same = other.line == found.line or abs(drop) < 0.5
        if owner is sheet and (
            (same and other.box.left < found.box.left) or (0.5 <= drop < 2.5 and other.heading and other.colon)
        ):
            return True
    return False


def panel(context: Context, sheet: Sheet, found: Found) -> bool:
    """Whether the label stands in the row of "Signed by:"."""
    return any(
        owner is sheet and abs(other.box.top - found.box.top) < sheet.unit
        for owner, other in context.labels("signed_by")
    )


def _captioned(context: Context) -> bool:
    """Whether the form has its captions under its lines: then nothing is filled in below a label."""
    zones = [zone_of(context, sheet, found) for sheet, found in context.labels("signature")]
    return any(zone.over and zone.ruled for zone in zones)


def filled(context: Context, sheet: Sheet, found: Found, parse: Parse[T]) -> Filled[T] | None:
    """What a label's zone holds, or, where the zone is empty and no line asks for ink, what stands under the label."""
    zone = zone_of(context, sheet, found)
    parsed = parse(zone.text)
    if parsed is not None:
        pen = PEN if zone.handwritten else 1.0
        return Filled(
            value=parsed[0], quality=parsed[1], read=(0.4 + 0.6 * confidence(zone.words)) * pen, words=zone.words
        )
    if zone.over and (zone.ruled or _captioned(context)):
        return None
    pair = value_of(context, sheet, found, parse)
    if pair is None:
        return None
    read = pair.candidate.geometry * (0.4 + 0.6 * pair.candidate.confidence)
    return Filled(value=pair.value, quality=pair.quality, read=read, words=pair.candidate.words)


def sighting(field: str, value: str, words: tuple[Word, ...], sheet: Sheet, score: float) -> Sighting:
    return Sighting(field=field, value=value, raw=joined(words), page=sheet.number, box=around(words), score=score)
