"""Fits the model of document types, calibrates it on families that no member saw, and writes it with its card.

Splits are by template family, never by document: a random split measures nothing here. A word must occur in several
families to be known at all, so that no office's name is learned.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize_scalar
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from . import budget
from . import lexicon as lexicons
from .evaluate import Judged, report
from .features import dense, look
from .forest import from_trees
from .material import Document, noisy, read, repaged
from .model import SUBWORD_WEIGHT, TYPES, DoctypeModel, Floats, Linear, Thresholds, save, sharpened
from .vocabulary import Vocabulary, fitted, stacked

FOLDS = 5
FAMILIES_PER_WORD = 3
TREES = 200
REPAGED = 0.25  # of the documents, continued over further pages
Ints = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Material:
    """Documents in the models' terms; row i of each is document i."""

    documents: tuple[Document, ...]
    texts: tuple[list[str], ...]
    subwords: tuple[list[str], ...]
    dense: npt.NDArray[np.float32]
    labels: Ints
    families: npt.NDArray[np.str_]
    weights: Floats

    def rows(self, index: Ints) -> Material:
        return Material(
            documents=tuple(self.documents[i] for i in index),
            texts=tuple(self.texts[i] for i in index),
            subwords=tuple(self.subwords[i] for i in index),
            dense=self.dense[index],
            labels=self.labels[index],
            families=self.families[index],
            weights=self.weights[index],
        )


def prepare(documents: Sequence[Document]) -> Material:
    """Reads the features of all documents. Raises ValueError when a type is unknown or missing altogether."""
    missing = set(TYPES) ^ {document.type for document in documents}
    if missing:
        raise ValueError(
            f"training needs documents of exactly these types; odd or missing: {', '.join(sorted(missing))}"
        )
    lexicon = lexicons.load()
    seen = [look(document.pages, lexicon) for document in documents]
    labels = np.array([TYPES.index(document.type) for document in documents])
    families = np.array([f"{document.type}/{document.family}" for document in documents])
    return Material(
        documents=tuple(documents),
        texts=tuple(one.text() for one in seen),
        subwords=tuple(one.subwords() for one in seen),
        dense=np.array([dense(one, lexicon) for one in seen]),
        labels=labels,
        families=families,
        weights=_weights(labels, families),
    )


def _weights(labels: Ints, families: npt.NDArray[np.str_]) -> Floats:
    """Each family counts alike within its type; `other`, which is many types, counts double."""
    _, family, sizes = np.unique(families, return_inverse=True, return_counts=True)
    per_type = {label: len(set(families[labels == label])) for label in set(labels.tolist())}
    raw = np.array(
        [
            (2.0 if TYPES[label] == "other" else 1.0) / sizes[f] / per_type[label]
            for label, f in zip(labels.tolist(), family)
        ]
    )
    result: Floats = raw / raw.mean()
    return result


def fit_parts(material: Material, seed: int) -> DoctypeModel:
    """Members fitted on the material, not yet calibrated."""
    by_family: dict[str, list[int]] = {}
    for i, family in enumerate(material.families.tolist()):
        by_family.setdefault(family, []).append(i)
    words = _vocabulary(material.texts, list(by_family.values()), 2, 40_000)
    subwords = _vocabulary(material.subwords, list(by_family.values()), 1, 8_000)
    bags = [(words.bag(text), subwords.bag(parts)) for text, parts in zip(material.texts, material.subwords)]
    known = stacked([bag for bag, _ in bags], len(words.terms))
    trees = ExtraTreesClassifier(TREES, min_samples_leaf=2, random_state=seed)
    trees.fit(material.dense, material.labels, sample_weight=material.weights)
    return DoctypeModel(
        words=words,
        subwords=subwords,
        text=_regression(known, stacked([bag for _, bag in bags], len(subwords.terms)), material),
        forest=from_trees(trees),
        sharpness=1.0,
        centroids=_centroids(known, list(by_family.values())),
        thresholds=Thresholds(dict.fromkeys(TYPES, 1.0), 0.0),
    )


def _vocabulary(texts: Sequence[list[str]], families: Sequence[Sequence[int]], longest: int, most: int) -> Vocabulary:
    """Terms of several families: each family is one text."""
    return fitted([" ".join(" ".join(texts[i]) for i in own) for own in families], longest, most, FAMILIES_PER_WORD)


def _regression(words: sparse.csr_matrix, subwords: sparse.csr_matrix, material: Material) -> Linear:
    text = LogisticRegression(C=20.0, max_iter=200, tol=1e-3)
    text.fit(
        sparse.hstack([words, subwords * SUBWORD_WEIGHT], format="csr"), material.labels, sample_weight=material.weights
    )
    by_term = np.ascontiguousarray(text.coef_.T, dtype=np.float32)
    at = words.shape[1]
    return Linear(by_term[:at], by_term[at:], text.intercept_.astype(np.float32))


def _centroids(bags: sparse.csr_matrix, groups: Sequence[Sequence[int]]) -> sparse.csr_matrix:
    """(words, families): unit mean of each family, without the terms that hardly any of its documents has."""
    rows = []
    for own in groups:
        mean = np.asarray(bags[own].mean(axis=0)).ravel()
        mean[mean < 0.01] = 0.0
        rows.append(sparse.csr_matrix(mean / max(1e-9, float(np.linalg.norm(mean))), dtype=np.float32))
    return sparse.vstack(rows, format="csr").T.tocsr()  # by word: a document looks up its own words only


@dataclass(frozen=True)
class HeldBack:
    """What models say about families they did not see: raw (n, types) log-probabilities and likeness (n,)."""

    raw: Floats
    likeness: Floats
    fold: Ints


def held_back(material: Material, seed: int, progress: Callable[[str], None] = lambda _: None) -> HeldBack:
    """Each document judged by a model that saw no document of its family."""
    raw = np.zeros((len(material.labels), len(TYPES)))
    likeness = np.zeros(len(material.labels))
    fold = np.zeros(len(material.labels), dtype=np.intp)
    splits = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    for number, (known, unknown) in enumerate(splits.split(material.labels, material.labels, material.families)):
        progress(f"fold {number + 1} of {FOLDS}")
        model = fit_parts(material.rows(known), seed)
        part = material.rows(unknown)
        for i, text, parts, row in zip(unknown, part.texts, part.subwords, part.dense):
            raw[i], likeness[i] = model.raw(model.words.bag(text), model.subwords.bag(parts), row)
        fold[unknown] = number
    return HeldBack(raw, likeness, fold)


def calibrate(raw: Floats, labels: Ints, weights: Floats) -> float:
    """The exponent that makes the probabilities of held-back documents truest (weighted log loss)."""

    def loss(sharpness: float) -> float:
        said = sharpened(raw, sharpness)[np.arange(len(labels)), labels]
        return float(-(weights * np.log(said)).sum())

    return float(minimize_scalar(loss, bounds=(0.5, 6.0), method="bounded").x)


def cross_calibrated(found: HeldBack, material: Material) -> Floats:
    """Calibrated probabilities where the calibration, too, saw no document of the family."""
    result = np.zeros_like(found.raw)
    for number in range(FOLDS):
        rest, part = found.fold != number, found.fold == number
        sharpness = calibrate(found.raw[rest], material.labels[rest], material.weights[rest])
        result[part] = sharpened(found.raw[part], sharpness)
    return result


def fit(
    documents: Sequence[Document], seed: int = 1, copies: int = 1, progress: Callable[[str], None] = lambda _: None
) -> tuple[DoctypeModel, dict[str, Any]]:
    """The model, and its figures on families that were held back in turn (real readings only, no noisy copies).

    `copies` noisy variants are made of each document. Raises ValueError when a type is missing.
    """
    model, judged = fit_judged(documents, seed, copies, progress)
    return model, figures(model, judged)


def figures(model: DoctypeModel, judged: Sequence[Judged]) -> dict[str, Any]:
    """What the card says about held-back families."""
    checked = budget.check(judged, model.thresholds.likeness)
    return report(judged, model.thresholds) | {"level_on_families_without_part_in_it": checked}


def fit_judged(
    documents: Sequence[Document], seed: int = 1, copies: int = 1, progress: Callable[[str], None] = lambda _: None
) -> tuple[DoctypeModel, list[Judged]]:
    """The model, and what was said of each document, in their order, by models that saw none of its family."""
    chance = random.Random(seed)
    paged = repaged(documents, chance, REPAGED)
    more = [noisy(document, chance, chance.uniform(0.02, 0.35)) for document in documents for _ in range(copies)]
    progress(f"reading {len(documents)} documents, {len(paged)} with other pages and {len(more)} noisy copies")
    material = prepare([*documents, *paged, *more])
    found = held_back(material, seed, progress)
    probabilities = cross_calibrated(found, material)
    judged = [
        Judged(
            truth=documents[i].type, said=TYPES[int(probabilities[i].argmax())],
            confidence=float(probabilities[i].max()),
            likeness=float(found.likeness[i]), group=documents[i].degradation, family=documents[i].family,
        )
        for i in range(len(documents))
    ]  # fmt: skip
    progress("fitting on all families")
    model = replace(
        fit_parts(material, seed),
        sharpness=calibrate(found.raw, material.labels, material.weights),
        thresholds=budget.thresholds(judged),
    )
    return model, judged


def train(
    training_path: Path, out_dir: Path, seed: int = 1, copies: int = 1, progress: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Fits on a file of training documents (`classifiers.material`) and writes model.skops and card.json.

    Returns the card.

    Raises OSError or ValueError when the file is not training material.
    """
    documents = read(training_path)
    model, found = fit(documents, seed, copies, progress)
    out_dir.mkdir(parents=True, exist_ok=True)
    path = out_dir / "model.skops"
    save(replace(model, version=out_dir.name), path)
    card = _card(path, training_path, documents, model, found, seed)
    (out_dir / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return card


def _card(
    path: Path,
    training_path: Path,
    documents: Sequence[Document],
    model: DoctypeModel,
    found: dict[str, Any],
    seed: int,
) -> dict[str, Any]:
    counts = {
        name: {
            "documents": sum(d.type == name for d in documents),
            "families": len({d.family for d in documents if d.type == name}),
        }
        for name in TYPES
    }
    return {
        "version": path.parent.name,
        "what": "Document type of scanned and faxed pages: lab_result, referral, consent, insurance_card, other.",
        "trained_on": "OCR of synthetic documents of samples/, degraded as scan, fax and photo; no patient's data.",
        "created": datetime.now(UTC).strftime("%Y-%m-%d"),
        "model_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "lexicon_sha256": lexicons.digest(),
        "training_sha256": hashlib.sha256(training_path.read_bytes()).hexdigest(),
        "libraries": {name: version(name) for name in ("scikit-learn", "skops", "numpy", "scipy")},
        "seed": seed,
        "counts": counts,
        "thresholds": {
            "confidence": dict(model.thresholds.confidence), "likeness": model.thresholds.likeness,
            "error_budget": budget.ERROR_BUDGET,
        },
        "held_back_families": found,
        "caution": "Bounds count documents; documents of one family are not independent, so true bounds are wider.",
    }  # fmt: skip
