"""How probable each chart is: Fellegi-Sunter weights with term frequencies, then one posterior over every explanation.

A page is of one of the charts, or of a relative of one who has no chart, or of a stranger. Leaving the last two out is
what files a twin's laboratory result in her sister's chart (MEASURED.md, "Patient match"), so they are hypotheses like
any other: the more charts there are, and the more a relative would explain, the less a chance agreement is worth.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2
from types import MappingProxyType
from typing import Any

from pipeline.matching.compare import MISSING, Level, Levels
from pipeline.matching.evidence import Query
from pipeline.matching.keys import term
from pipeline.records import Weight

RELATIVES = ("family", "twin", "namesake")
_SMALLEST = 1e-9
_CONFIRMED = 0.998


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPolicy:
    """When a match may file, and what is believed before a page is read.

    `file_at` is the probability from which a chart without a veto is a match; `show_at` that from which a person is
    shown it. `in_index` is the share of documents whose patient has a chart, `relatives` the share of the others who
    are relatives of somebody who has. `shortlist` charts are compared at most.
    `member_for_birth_date` lets the exact name and full member number stand in for a birth date that is not on the
    page, as on most insurance cards; what remains is a father of the same name on the same plan who has no chart.
    """

    file_at: float = 0.999
    show_at: float = 0.02
    in_index: float = 0.85
    relatives: float = 0.3
    shortlist: int = 30
    member_for_birth_date: bool = True

    def __post_init__(self) -> None:
        if not 0.5 < self.file_at < 1 or not 0 < self.show_at < self.file_at:
            raise ValueError("file_at must lie between 0.5 and 1, show_at between 0 and file_at")
        if not 0 < self.in_index < 1 or not 0 <= self.relatives < 1 or self.shortlist < 1:
            raise ValueError("in_index and relatives are shares, and at least one chart is compared")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The weights file: P(level | explanation) by field, and how frequencies are smoothed."""

    version: int
    levels: Mapping[str, Mapping[str, Mapping[str, float | str]]]
    frequency: Mapping[str, Mapping[str, float]]
    explanations: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What the page says for one chart: bits of each field, and how well each kind of relative would explain it.

    `given` is the part that the first name has in the explanation by family; `relatives["family"]` is the rest.
    """

    weights: tuple[Weight, ...]
    bits: float
    relatives: Mapping[str, float]
    given: float = 1.0


@cache
def table() -> Table:
    """The weights shipped with the program, read once."""
    raw: dict[str, Any] = tomllib.loads(files(__package__).joinpath("weights.toml").read_text("utf-8"))
    version, explanations, frequency = raw.pop("version"), raw.pop("explanations"), raw.pop("frequency")
    raw.pop("provenance")
    return Table(version=version, levels=raw, frequency=frequency, explanations=explanations)


def wanted_terms(levels: Sequence[Levels]) -> frozenset[int]:
    """The terms whose frequency `score` needs to weigh these comparisons."""
    smoothed = table().frequency
    return frozenset(
        term(field, level.value)
        for one in levels
        for field, level in one.items()
        if level.value and field in smoothed and level.name in ("exact", "part", "own number")
    )


def confirmed(query: Query, levels: Sequence[Levels]) -> Query:
    """The query, surer of each value that is exactly some candidate's: a misreading does not spell one by chance."""
    exact = {field for one in levels for field, level in one.items() if level.name == "exact"}
    surer = {field: max(query.sure(field), _CONFIRMED) for field in exact}
    return Query(profile=query.profile, confidence=MappingProxyType({**query.confidence, **surer}))


def score(levels: Levels, query: Query, counts: Mapping[int, int], size: int) -> Score:
    """Weigh a comparison. `counts` are the charts that have each of `wanted_terms`, `size` all charts."""
    weights = []
    relatives, given = dict.fromkeys(RELATIVES, 1.0), 1.0
    for field, level in levels.items():
        if level.name == MISSING:
            continue
        likely = table().levels[field][level.name]
        random = _random(field, level, counts, size)
        sure = query.sure(field)
        weights.append(Weight(field=field, level=level.name, bits=log2(_ratio(float(likely["same"]), random, sure))))
        for kind in RELATIVES:
            if kind not in likely:
                continue
            ratio = _ratio(float(likely[kind]), random, sure)
            if (kind, field) == ("family", "given_name"):
                given = ratio
            else:
                relatives[kind] *= ratio
    bits = sum(weight.bits for weight in weights)
    return Score(weights=tuple(weights), bits=bits, relatives=relatives, given=given)


def posterior(scores: Sequence[Score], size: int, policy: MatchPolicy) -> tuple[float, ...]:
    """The probability of each chart, the rest being that of relatives without a chart and of strangers."""
    charts = max(size, len(scores), 1)
    absent = 1 - policy.in_index
    shares = table().explanations
    mine = [policy.in_index / charts * 2.0 ** min(one.bits, 900) for one in scores]
    theirs = shares["family"] * _families(scores)
    theirs += sum(shares[kind] * one.relatives[kind] for one in scores for kind in ("twin", "namesake"))
    total = sum(mine) + absent * policy.relatives / charts * theirs + absent * (1 - policy.relatives)
    return tuple(value / total for value in mine)


def _families(scores: Sequence[Score]) -> float:
    """How well relatives without a chart explain the page. One of B's is one of A's too, where A lives in that house:
    if A bears the first name on the page, the relative hardly does."""
    summed, given = 0.0, 1.0
    for one in sorted(scores, key=lambda score: -score.relatives["family"]):
        given = min(given, one.given)
        summed += one.relatives["family"] * given
    return summed


def _ratio(likely: float, random: float, sure: float) -> float:
    """Likelihood ratio, pulled towards nothing as far as the reading itself is in doubt."""
    return sure * likely / random + (1 - sure)


def _random(field: str, level: Level, counts: Mapping[int, int], size: int) -> float:
    """P(level | anybody else): from the file, or the value's share among the charts, shrunk towards a typical one."""
    given = table().levels[field][level.name]["random"]
    if not isinstance(given, str):
        return float(given)
    smooth = table().frequency[field]
    seen = max(1, counts.get(term(field, level.value), 1))
    share = (seen + smooth["observations"] * smooth["typical"]) / (size + smooth["observations"])
    return min(0.5, max(_SMALLEST, share))
