"""A fitted forest of decision trees as plain arrays: quick for one document, and stored without a node per tree.

scikit-learn's own `predict_proba` spends some 10 ms per call on its thread machinery, whatever the number of rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import ExtraTreesClassifier

_MOST_DEPTH = 200  # steps; no tree grows as deep


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Nodes of all trees in a row. Node i leads to `child[2 * i]` or, above its threshold, to `child[2 * i + 1]`.

    A leaf leads to itself; `share` (nodes, classes) matters at leaves only.
    """

    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float32]
    child: npt.NDArray[np.int32]
    share: npt.NDArray[np.float32]
    roots: npt.NDArray[np.int32]

    def probabilities(self, row: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """(classes,) for a row (features,): the mean share over the trees, walked down side by side."""
        node = self.roots
        for _ in range(_MOST_DEPTH):
            following = self.child[2 * node + (row[self.feature[node]] > self.threshold[node])]
            if (following == node).all():
                break
            node = following
        votes: npt.NDArray[np.float64] = self.share[node].mean(axis=0, dtype=np.float64)
        return votes

    def parts(self) -> dict[str, Any]:
        """What is stored."""
        return {name: getattr(self, name) for name in self.__slots__}


def from_trees(fitted: ExtraTreesClassifier) -> Forest:
    """The arrays of a fitted scikit-learn forest."""
    trees = [tree.tree_ for tree in fitted.estimators_]
    sizes = [tree.node_count for tree in trees]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)

    def children(side: str) -> npt.NDArray[np.int32]:
        return np.concatenate([
            np.where(getattr(tree, side) < 0, np.arange(size), getattr(tree, side)) + start
            for tree, size, start in zip(trees, sizes, starts)
        ]).astype(np.int32)  # fmt: skip

    counts = np.concatenate([tree.value[:, 0, :] for tree in trees])
    return Forest(
        feature=np.concatenate([np.maximum(tree.feature, 0) for tree in trees]).astype(np.int16),
        threshold=np.concatenate([tree.threshold for tree in trees]).astype(np.float32),
        child=np.stack([children("children_left"), children("children_right")], axis=1).ravel(),
        share=(counts / counts.sum(axis=1, keepdims=True)).astype(np.float32),
        roots=starts,
    )
