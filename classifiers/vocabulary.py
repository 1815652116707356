"""TF-IDF over ready-made terms, by plain look-up: one document in a tenth of the time that scikit-learn's checks take.

The weights are those of scikit-learn's `TfidfVectorizer(sublinear_tf=True)`, which fits them (tested to be the same).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

_TERM = r"\S+"


@dataclass(frozen=True, slots=True, eq=False)
class Bag:
    """The terms of one document that are known: their columns (n,) and unit-length weights (n,)."""

    columns: npt.NDArray[np.intp]
    weights: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Term `terms[i]` has inverse document frequency `idf[i]`; `longest` is 2 where pairs of words are terms too."""

    terms: tuple[str, ...]
    idf: npt.NDArray[np.float32]
    longest: int
    column: Mapping[str, int]

    def bag(self, words: Sequence[str]) -> Bag:
        """The words of a text, in order. Nothing known makes an empty bag."""
        counts: dict[int, int] = {}
        look = self.column.get
        for word in words:
            if (at := look(word)) is not None:
                counts[at] = counts.get(at, 0) + 1
        if self.longest > 1:
            for first, second in pairwise(words):
                if (at := look(f"{first} {second}")) is not None:
                    counts[at] = counts.get(at, 0) + 1
        columns = np.fromiter(counts, dtype=np.intp, count=len(counts))
        weights = np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts))) + np.float32(1.0)
        weights *= self.idf[columns]
        length = float(np.sqrt((weights * weights).sum()))
        return Bag(columns, weights / np.float32(length or 1.0))

    def matrix(self, texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        """(n, terms): a row for each text."""
        return stacked([self.bag(text) for text in texts], len(self.terms))

    def parts(self) -> dict[str, Any]:
        """What is stored: the terms as one string, because a node for each would make loading slow."""
        return {"terms": "\n".join(self.terms), "idf": self.idf, "longest": self.longest}


def stacked(bags: Sequence[Bag], width: int) -> sparse.csr_matrix:
    """(n, width): bags as rows."""
    ends = np.cumsum([0, *(len(bag.columns) for bag in bags)])
    columns = np.concatenate([bag.columns for bag in bags]) if bags else np.zeros(0, dtype=np.intp)
    weights = np.concatenate([bag.weights for bag in bags]) if bags else np.zeros(0, dtype=np.float32)
    return sparse.csr_matrix((weights, columns, ends), shape=(len(bags), width))


def from_parts(parts: Mapping[str, Any]) -> Vocabulary:
    """Raises KeyError when a part is missing."""
    return _made(tuple(parts["terms"].split("\n")), parts["idf"], int(parts["longest"]))


def fitted(groups: Sequence[str], longest: int, most: int, fewest: int) -> Vocabulary:
    """The `most` frequent terms that at least `fewest` and at most nine tenths of the groups' texts hold."""
    found = TfidfVectorizer(
        token_pattern=_TERM, lowercase=False, sublinear_tf=True, dtype=np.float32, ngram_range=(1, longest),
        min_df=fewest, max_df=0.9, max_features=most,
    ).fit(groups)  # fmt: skip
    return _made(tuple(found.get_feature_names_out()), found.idf_.astype(np.float32), longest)


def _made(terms: tuple[str, ...], idf: npt.NDArray[np.float32], longest: int) -> Vocabulary:
    return Vocabulary(terms, idf, longest, {term: i for i, term in enumerate(terms)})
