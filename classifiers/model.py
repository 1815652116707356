"""The model of document types: a regression over words, and a forest over knowledge and layout.

Their weighted mean is sharpened to calibrated probabilities by one exponent, fitted on families that neither had seen:
one number keeps the order of the two opinions, where richer calibrations made wrong answers surer (measured on families
held back). Nothing here is pickled: `save` and `load` use skops.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from . import lexicon as lexicons
from .features import Seen, dense, look
from .forest import Forest
from .tokens import TokenPage

TYPES: tuple[str, ...] = ("lab_result", "referral", "consent", "insurance_card", "other")
TEXT_WEIGHT = 0.4  # the forest reads what is known of the field: together they cover most at 0.5% error, held back
READABLE = 8  # words of three letters and more; with fewer nobody could say what it is
Floats = npt.NDArray[np.float64]
_TERM = r"\S+"

TRUSTED: frozenset[str] = frozenset()  # skops trusts the numpy, scipy and scikit-learn types used here by default


class ModelError(ValueError):
    """The model file is not what this version of the classifier writes, or holds a type that is not trusted."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """`probabilities` are calibrated and sum to 1. `likeness` (0 to 1) is the nearest known family's cosine;
    `readable` counts words of three letters and more."""

    type: str
    confidence: float
    probabilities: Mapping[str, float]
    likeness: float
    readable: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A term that spoke for the type: its weight (log-odds, roughly), its 0-based page and token."""

    term: str
    weight: float
    page: int | None = None
    token: int | None = None

    def __repr__(self) -> str:
        return f"<Reason {self.weight:+.2f}>"  # a term can be a patient's word


@dataclass(frozen=True, slots=True)
class Thresholds:
    """File nothing of a type below `confidence`; below `likeness` a document is unlike anything known."""

    confidence: Mapping[str, float]
    likeness: float


@dataclass(frozen=True)
class DoctypeModel:
    """Fitted parts: see `classifiers.train`. `centroids` (words, families): unit columns; `thresholds` the card's."""

    words: TfidfVectorizer
    subwords: TfidfVectorizer
    text: LogisticRegression
    forest: Forest
    sharpness: float
    centroids: sparse.csr_matrix
    thresholds: Thresholds
    version: str = ""

    # -- prediction ---------------------------------------------------------------------------------------------------
    def see(self, pages: Sequence[TokenPage]) -> Seen:
        return look(pages, lexicons.load())

    def predict(self, pages: Sequence[TokenPage]) -> Prediction:
        """What a document of these pages is. Any input has an answer: without words it is `other`, confidence 0."""
        return self.predict_seen(self.see(pages))

    def predict_seen(self, seen: Seen) -> Prediction:
        readable = sum(len(word) >= 3 and word.isalpha() for word in seen.words)
        if readable == 0:
            return Prediction("other", 0.0, {name: 1.0 / len(TYPES) for name in TYPES}, 0.0, 0)
        bags = self.bags([seen])
        probabilities = sharpened(self.raw(bags, rows_of([seen])), self.sharpness)[0]
        best = int(probabilities.argmax())
        return Prediction(
            type=TYPES[best],
            confidence=float(probabilities[best]),
            probabilities={name: float(p) for name, p in zip(TYPES, probabilities)},
            likeness=float(self.likeness(bags)[0]),
            readable=readable,
        )

    def bags(self, documents: Sequence[Seen]) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        """(n, words) and (n, subwords), TF-IDF, unit rows."""
        return (
            self.words.transform([seen.text() for seen in documents]),
            self.subwords.transform([seen.subwords() for seen in documents]),
        )

    def raw(self, bags: tuple[sparse.csr_matrix, sparse.csr_matrix], rows: Floats) -> Floats:
        """(n, types): the two opinions' weighted mean, not yet calibrated."""
        text = self.text.predict_proba(stack(bags))
        mean: Floats = TEXT_WEIGHT * text + (1 - TEXT_WEIGHT) * self.forest.predict_proba(rows)
        return mean

    def likeness(self, bags: tuple[sparse.csr_matrix, sparse.csr_matrix]) -> Floats:
        """(n,): cosine to the nearest family."""
        nearest = (bags[0] @ self.centroids).max(axis=1)
        return np.asarray(nearest.todense(), dtype=float).ravel()

    # -- reasons ------------------------------------------------------------------------------------------------------
    def why(self, seen: Seen, type_: str, top: int = 8) -> list[Reason]:
        """The terms that spoke most for a type, with where each stands first."""
        vector = self.words.transform([seen.text()])
        coefficients = self.text.coef_[:, : vector.shape[1]]
        lift = coefficients[TYPES.index(type_)] - coefficients.mean(axis=0)
        names = self.words.get_feature_names_out()
        weights = [(float(lift[i] * value), str(names[i])) for i, value in zip(vector.indices, vector.data)]
        where: dict[str, int] = {}
        for i in reversed(range(len(seen.words))):
            where[seen.words[i]] = i
        reasons = []
        for weight, name in sorted(weights, reverse=True)[:top]:
            term = name.removeprefix("t:")
            position = where.get(term.split(" ")[0].removeprefix("t:"))
            at = seen.terms[position] if position is not None else None
            if weight > 0:
                reasons.append(Reason(term, weight, at.page if at else None, at.token if at else None))
        return reasons


def stack(bags: tuple[sparse.csr_matrix, sparse.csr_matrix]) -> sparse.csr_matrix:
    """Words at full weight, word parts at half: they repeat what the words say."""
    return sparse.hstack([bags[0], bags[1] * 0.5], format="csr")


def rows_of(documents: Sequence[Seen]) -> Floats:
    """(n, dense features)."""
    lexicon = lexicons.load()
    return np.array([dense(seen, lexicon) for seen in documents], dtype=float)


def sharpened(raw: Floats, sharpness: float) -> Floats:
    """(n, types): probabilities to a power, summing to 1 again."""
    powers = np.clip(raw, 1e-4, 1.0) ** sharpness
    result: Floats = powers / powers.sum(axis=1, keepdims=True)
    return result


def save(model: DoctypeModel, path: Path) -> None:
    """Writes one skops file. Vocabularies go in as one string each: a node per word would make loading slow."""
    import skops.io  # here: it takes a second to import, which every command would pay

    parts = {
        "words": _packed(model.words),
        "subwords": _packed(model.subwords),
        "text": model.text,
        "forest": model.forest.parts(),
        "sharpness": model.sharpness,
        "centroids": {name: getattr(model.centroids, name) for name in ("data", "indices", "indptr", "shape")},
        "confidence": dict(model.thresholds.confidence),
        "likeness": model.thresholds.likeness,
        "version": model.version,
    }
    skops.io.dump(parts, path, compression=ZIP_DEFLATED)


def load(path: Path) -> DoctypeModel:
    """Reads a model file. Raises ModelError when it holds what is not trusted or not a model of this kind."""
    import skops.io

    strange = set(skops.io.get_untrusted_types(file=path)) - TRUSTED
    if strange:
        raise ModelError(f"{path.name} holds types that are not trusted: {', '.join(sorted(strange))}")
    parts = skops.io.load(path, trusted=sorted(TRUSTED))
    try:
        likely = parts["centroids"]
        return DoctypeModel(
            words=_unpacked(parts["words"]),
            subwords=_unpacked(parts["subwords"]),
            text=parts["text"],
            forest=Forest(**parts["forest"]),
            sharpness=float(parts["sharpness"]),
            centroids=sparse.csr_matrix(
                (likely["data"], likely["indices"], likely["indptr"]), shape=tuple(likely["shape"])
            ),
            thresholds=Thresholds(parts["confidence"], float(parts["likeness"])),
            version=parts["version"],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path.name} is not a model of document types") from error


def vectorizer(**settings: Any) -> TfidfVectorizer:
    """TF-IDF over ready-made terms separated by spaces, unit rows."""
    return TfidfVectorizer(token_pattern=_TERM, lowercase=False, sublinear_tf=True, dtype=np.float32, **settings)


def _packed(fitted: TfidfVectorizer) -> dict[str, Any]:
    return {
        "terms": "\n".join(fitted.get_feature_names_out()),
        "idf": fitted.idf_.astype(np.float32),
        "longest": int(fitted.ngram_range[1]),
    }


def _unpacked(parts: Mapping[str, Any]) -> TfidfVectorizer:
    terms = parts["terms"].split("\n")
    made = vectorizer(vocabulary={term: i for i, term in enumerate(terms)}, ngram_range=(1, parts["longest"]))
    made.idf_ = parts["idf"]
    return made
