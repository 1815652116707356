"""The model of document types: a regression over words, and a forest over knowledge and layout.

Their weighted mean is sharpened to calibrated probabilities by one exponent, fitted on families that neither had seen:
one number keeps the order of the two opinions, where richer calibrations made wrong answers surer (measured on families
held back). Nothing here is pickled: `save` and `load` use skops.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED

import numpy as np
import numpy.typing as npt
from scipy import sparse

from . import lexicon as lexicons
from . import vocabulary
from .features import Seen, dense, look
from .forest import Forest
from .tokens import TokenPage, word_set
from .vocabulary import Bag, Vocabulary

TYPES: tuple[str, ...] = ("lab_result", "referral", "consent", "insurance_card", "other")
TEXT_WEIGHT = 0.4  # the forest reads what is known of the field: together they cover most at 0.5% error, held back
_EMPTY = word_set(
    "the a an of to in on at by for from with and or as is are be been was were any that this it will not"
)
READABLE = 8  # words of three letters and more; with fewer nobody could say what it is
SUBWORD_WEIGHT = 0.5  # word parts repeat what the words say
Floats = npt.NDArray[np.float64]

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


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """A fitted regression: `words` (words, types), `subwords` (subwords, types), `intercept` (types,)."""

    words: npt.NDArray[np.float32]
    subwords: npt.NDArray[np.float32]
    intercept: npt.NDArray[np.float32]

    def probabilities(self, words: Bag, subwords: Bag) -> Floats:
        """(types,), summing to 1."""
        scores = self.intercept.astype(float)
        scores += words.weights @ self.words[words.columns]
        scores += SUBWORD_WEIGHT * (subwords.weights @ self.subwords[subwords.columns])
        powers = np.exp(scores - scores.max())
        result: Floats = powers / powers.sum()
        return result


@dataclass(frozen=True)
class DoctypeModel:
    """Fitted parts: see `classifiers.train`. `centroids` (words, families): unit columns; `thresholds` the card's."""

    words: Vocabulary
    subwords: Vocabulary
    text: Linear
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
        raw, likeness = self.raw(*self.bags(seen), dense(seen, lexicons.load()))
        probabilities = sharpened(raw, self.sharpness)
        best = int(probabilities.argmax())
        return Prediction(
            type=TYPES[best],
            confidence=float(probabilities[best]),
            probabilities={name: float(p) for name, p in zip(TYPES, probabilities)},
            likeness=likeness,
            readable=readable,
        )

    def bags(self, seen: Seen) -> tuple[Bag, Bag]:
        """Words and word parts."""
        return self.words.bag(seen.text()), self.subwords.bag(seen.subwords())

    def vector(self, seen: Seen) -> sparse.csr_matrix:
        """(1, words and subwords): what documents are compared by, of length 1."""
        return compared(self.words.matrix([seen.text()]), self.subwords.matrix([seen.subwords()]))

    def raw(self, words: Bag, subwords: Bag, row: npt.NDArray[np.float32]) -> tuple[Floats, float]:
        """(types,): the two opinions' weighted mean, not yet calibrated; and the cosine to the nearest family."""
        text = self.text.probabilities(words, subwords)
        mean: Floats = TEXT_WEIGHT * text + (1 - TEXT_WEIGHT) * self.forest.probabilities(row)
        return mean, _nearest(self.centroids, words)

    # -- reasons ------------------------------------------------------------------------------------------------------
    def why(self, seen: Seen, type_: str, top: int = 8) -> list[Reason]:
        """The terms that spoke most for a type, with where each stands first; articles and the like tell nobody why."""
        bag = self.words.bag(seen.text())
        own = self.text.words[bag.columns]
        lift = bag.weights * (own[:, TYPES.index(type_)] - own.mean(axis=1))
        weights = [(float(weight), self.words.terms[column]) for weight, column in zip(lift, bag.columns)]
        where: dict[str, int] = {}
        for i in reversed(range(len(seen.words))):
            where[seen.words[i]] = i
        reasons = []
        telling = [one for one in weights if not set(one[1].removeprefix("t:").split()) <= _EMPTY]
        for weight, name in sorted(telling, reverse=True)[:top]:
            term = name.removeprefix("t:")
            position = where.get(term.split(" ")[0].removeprefix("t:"))
            at = seen.terms[position] if position is not None else None
            if weight > 0:
                reasons.append(Reason(term, weight, at.page if at else None, at.token if at else None))
        return reasons


def compared(words: sparse.csr_matrix, subwords: sparse.csr_matrix) -> sparse.csr_matrix:
    """(n, words and subwords): the cosine of two rows is the mean of their cosines by words and by word parts."""
    return sparse.hstack([words, subwords], format="csr") * np.float32(np.sqrt(0.5))


def _nearest(centroids: sparse.csr_matrix, bag: Bag) -> float:
    """The greatest cosine to a column of (words, columns); the rows of the bag's words, gathered without a matrix."""
    starts = centroids.indptr[bag.columns]
    sizes = centroids.indptr[bag.columns + 1] - starts
    ends = np.cumsum(sizes)
    if not len(ends) or not ends[-1]:
        return 0.0
    at = np.arange(ends[-1]) + np.repeat(starts - ends + sizes, sizes)
    weights = centroids.data[at] * np.repeat(bag.weights, sizes)
    return float(np.bincount(centroids.indices[at], weights).max())


def sharpened(raw: Floats, sharpness: float) -> Floats:
    """(..., types): probabilities to a power, summing to 1 again."""
    powers = np.clip(raw, 1e-4, 1.0) ** sharpness
    result: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return result


def save(model: DoctypeModel, path: Path) -> None:
    """Writes one skops file."""
    import skops.io  # here: it takes a second to import, which every command would pay

    parts = {
        "words": model.words.parts(),
        "subwords": model.subwords.parts(),
        "text": {name: getattr(model.text, name) for name in ("words", "subwords", "intercept")},
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
            words=vocabulary.from_parts(parts["words"]),
            subwords=vocabulary.from_parts(parts["subwords"]),
            text=Linear(**parts["text"]),
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
