"""Our own look-up gives what scikit-learn's vectorizer and forest give."""

from __future__ import annotations

import random

import numpy as np
import pytest
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.feature_extraction.text import TfidfVectorizer

from classifiers.forest import from_trees
from classifiers.vocabulary import Vocabulary, fitted, from_parts, stacked


def texts(seed: int, count: int) -> list[list[str]]:
    chance = random.Random(seed)
    words = [f"w{i}" for i in range(60)] + ["<date>", "t:lab", "größe"]
    return [chance.choices(words, k=chance.randint(0, 80)) for _ in range(count)]


@pytest.fixture(scope="module", params=[1, 2])
def vocabulary(request: pytest.FixtureRequest) -> Vocabulary:
    return fitted([" ".join(text) for text in texts(1, 40)], longest=request.param, most=500, fewest=3)


def test_weights_are_those_of_scikit_learn(vocabulary: Vocabulary) -> None:
    theirs = TfidfVectorizer(
        token_pattern=r"\S+", lowercase=False, sublinear_tf=True, dtype=np.float32, ngram_range=(1, vocabulary.longest),
        min_df=3, max_df=0.9, max_features=500,
    ).fit([" ".join(text) for text in texts(1, 40)])  # fmt: skip
    fresh = [*texts(2, 20), [], ["unknown"]]
    expected = theirs.transform([" ".join(text) for text in fresh]).toarray()
    assert np.abs(vocabulary.matrix(fresh).toarray() - expected).max() < 1e-6
    assert expected.any()


def test_it_survives_storage(vocabulary: Vocabulary) -> None:
    again = from_parts(vocabulary.parts())
    assert again.column == vocabulary.column
    assert (again.matrix(texts(3, 5)) != vocabulary.matrix(texts(3, 5))).nnz == 0


def test_no_texts_are_an_empty_matrix() -> None:
    assert stacked([], 7).shape == (0, 7)


def test_the_forest_votes_as_scikit_learns() -> None:
    chance = np.random.default_rng(1)
    rows = chance.random((300, 9)).astype(np.float32)
    labels = (rows[:, 0] + rows[:, 3] * rows[:, 4] > 0.8).astype(int) + (rows[:, 5] > 0.7)
    trees = ExtraTreesClassifier(30, min_samples_leaf=2, random_state=3).fit(rows, labels, chance.random(300))
    forest, fresh = from_trees(trees), chance.random((50, 9)).astype(np.float32)
    assert np.abs(np.array([forest.probabilities(row) for row in fresh]) - trees.predict_proba(fresh)).max() < 1e-6
