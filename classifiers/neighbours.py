"""What people confirmed, as neighbours: a confirmed document is known at once, without a retrain.

Likeness is the mean of two cosines, by words and by letter trigrams (TF-IDF), so that a bad reading of the same
layout is still like it. What is more than `LIKE` is known; what is less, but more than `FAINT`, only leans the type.
On families that neither vocabulary nor model had seen, 84% of a family's other documents are known after one
confirmed document and 91% after two (by words alone 72% and 83%: two readings of one layout share only half of their
words). The nearest confirmed document is of the right type in 99%, whatever its likeness, which is why the faint ones
are worth hearing; `tests/benchmarks/learning.py` prints the figures. One person's word is not enough to overrule the
model: see `Recognised.people`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

LIKE = 0.35  # from here on documents are of a known layout
FAINT = 0.15  # from here on the nearest one is heard
PER_PERSON = 2  # of one person's neighbours so many count, so that none outvotes the others by diligence
CLEAR = 2.0  # a type must have so many times the votes of the next


@dataclass(frozen=True, slots=True)
class Example:
    """A document that someone said is of a type: the four, `other`, or a site's own."""

    document_id: str
    type: str
    actor: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the neighbours say: a type, the nearest of its documents with its cosine, and how many people said so.

    `type` is empty where the neighbours are of several types and none is clear. Below `LIKE` it is the nearest one's.
    """

    type: str
    document_id: str
    likeness: float
    people: int

    @property
    def strength(self) -> float:
        """0 (`FAINT`) to 1 (`LIKE` and more): how much of a known layout it is."""
        return min(1.0, (self.likeness - FAINT) / (LIKE - FAINT))


class Neighbours:
    """Confirmed documents; row i of `vectors` (n, the model's columns) is example i. Never changed: make a new one."""

    def __init__(self, examples: Sequence[Example] = (), vectors: sparse.csr_matrix | None = None) -> None:
        self._examples = tuple(examples)
        self._by_word = None if vectors is None else vectors.T.tocsr()  # a document looks up its own words only

    def __len__(self) -> int:
        return len(self._examples)

    def recognise(self, vector: sparse.csr_matrix) -> Recognised | None:
        """What documents like this vector (1, n) were confirmed to be; None when there are none like it."""
        if not self._examples or self._by_word is None:
            return None
        cosines = np.asarray((vector @ self._by_word).todense(), dtype=float).ravel()
        near = [int(i) for i in np.argsort(-cosines, kind="stable")[:50] if cosines[i] >= LIKE]
        if not near:
            return self._faint(cosines)
        votes, people = _votes([(self._examples[i], float(cosines[i])) for i in near])
        ranked = votes.most_common(2)
        best = ranked[0][0]
        if len(ranked) > 1 and ranked[0][1] < CLEAR * ranked[1][1]:
            return Recognised("", self._examples[near[0]].document_id, float(cosines[near[0]]), 0)
        first = next(i for i in near if self._examples[i].type == best)
        return Recognised(best, self._examples[first].document_id, float(cosines[first]), people[best])

    def _faint(self, cosines: npt.NDArray[np.float64]) -> Recognised | None:
        best = int(cosines.argmax())
        if cosines[best] < FAINT:
            return None
        return Recognised(self._examples[best].type, self._examples[best].document_id, float(cosines[best]), 1)


def _votes(near: Sequence[tuple[Example, float]]) -> tuple[Counter[str], dict[str, int]]:
    """Summed likeness by type, of each person the nearest few; and how many people spoke for each type."""
    spoken: Counter[str] = Counter()
    votes: Counter[str] = Counter()
    people: dict[str, set[str]] = defaultdict(set)
    for example, likeness in near:
        spoken[example.actor] += 1
        if spoken[example.actor] <= PER_PERSON:
            votes[example.type] += likeness  # type: ignore[assignment]  # a Counter of shares
            people[example.type].add(example.actor)
    return votes, {kind: len(own) for kind, own in people.items()}
