"""Sightings of a field's value, and how several of them become one field with one confidence.

A sighting is one place where a value stands, with a score of its own. Equal values seen in several places support each
other; different ones weaken the best and are a doubt where they are near as strong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.extraction.labels import fold
from pipeline.records import Box, Field, Private, Value

RIVAL = 0.75  # a different value with this share of the best one's support is a disagreement
WITHIN = 96.0  # of names of firms: one has all the words of the other
_NAMES_OF_FIRMS = frozenset({"payer_name", "plan_name", "performing_lab"})
MISREAD = 82.0  # likeness from which two values are one value read twice


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sighting(Private):
    """One place where a field's value stands. `score` is 0 to 1; `raw` is as printed."""

    field: str
    value: Value
    raw: str
    page: int
    box: Box
    score: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Fused(Private):
    """The value that the sightings of one field agree on, and whether another is nearly as well supported."""

    field: Field
    disputed: bool


def fuse(sightings: Sequence[Sighting]) -> Fused | None:
    """One field from all sightings of it; None without any."""
    groups: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        groups.setdefault(fold(str(sighting.value)), []).append(sighting)
    if not groups:
        return None
    ranked = sorted(groups.values(), key=_support, reverse=True)
    best = ranked[0]
    rivals = [g for g in ranked[1:] if _support(g) >= RIVAL * _support(best)]
    real = [g for g in rivals if not _one_misread(best, g)]
    chosen = max(best, key=lambda s: s.score)
    confidence = _support(best) * (0.6 if real else 0.85 if rivals else 1.0)
    field = Field(
        value=chosen.value,
        raw=chosen.raw,
        page=chosen.page,
        box=chosen.box,
        confidence=round(min(confidence, 0.995), 4),
    )
    return Fused(field=field, disputed=bool(real))


def _support(group: Sequence[Sighting]) -> float:
    """What several places say together: each further place closes a third of the gap that its own score would."""
    scores = sorted((s.score for s in _places(group)), reverse=True)
    doubt = 1 - scores[0]
    for score in scores[1:4]:
        doubt *= 1 - score / 3
    return 1 - doubt


def _places(group: Sequence[Sighting]) -> list[Sighting]:
    """The best sighting of each place: two ways to find the same words are one place."""
    places: dict[tuple[int, int, int], Sighting] = {}
    for sighting in group:
        key = (sighting.page, sighting.box.top // 20, sighting.box.left // 20)
        if key not in places or places[key].score < sighting.score:
            places[key] = sighting
    return list(places.values())


def _one_misread(one: Sequence[Sighting], other: Sequence[Sighting]) -> bool:
    a, b = str(one[0].value), str(other[0].value)
    if one[0].field in _NAMES_OF_FIRMS and fuzz.token_set_ratio(a.lower(), b.lower()) >= WITHIN:
        return True  # with and without a word that stood between
    return not any(c.isdigit() for c in a) and fuzz.ratio(a.lower(), b.lower()) >= MISREAD
