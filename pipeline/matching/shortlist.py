"""Which charts are worth comparing: those that share the rarest keys with the page. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import log2
from typing import TypeVar

BLOCK = 200  # charts of one key that are looked at; a key that more share says little

Chart = TypeVar("Chart", bound=Hashable)


def ranked(blocks: Mapping[int, Sequence[Chart]], size: int, limit: int) -> tuple[tuple[Chart, ...], frozenset[int]]:
    """The charts by falling sum of the shared keys' rarity in bits, and the keys whose block was cut short.

    A block holds up to `BLOCK` + 1 charts: one too many says that there are more. Ties keep the order of the blocks.
    """
    sums: dict[Chart, float] = {}
    for charts in blocks.values():
        bits = log2(1 + max(size, len(charts)) / max(1, len(charts)))
        for chart in charts[:BLOCK]:
            sums[chart] = sums.get(chart, 0.0) + bits
    best = sorted(sums, key=lambda chart: -sums[chart])[:limit]
    return tuple(best), frozenset(key for key, charts in blocks.items() if len(charts) > BLOCK)
