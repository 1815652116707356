"""What a document is: pages to a type with calibrated probabilities, the reasons for it, and doubts."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from classifiers.tokens import Token, TokenPage
from pipeline.errors import ConfigError
from pipeline.records import TYPES, Classification, DocumentType, Doubt, Evidence, Page, Word, evolve

if TYPE_CHECKING:  # scikit-learn takes seconds to import: only those who classify pay for it
    from scipy import sparse

    from classifiers.model import DoctypeModel, Prediction, Reason
    from classifiers.neighbours import Neighbours, Recognised

VERSION = "1"

_SPOKEN = {
    "lab_result": "lab result",
    "referral": "referral",
    "consent": "consent",
    "insurance_card": "insurance card",
    "other": "other",
}


def load_model(path: Path | None = None) -> DoctypeModel:
    """The model in a folder, or the one that ships with the program. Raises ConfigError when it cannot be used."""
    from classifiers.model import ModelError
    from classifiers.store import open_model

    try:
        return open_model(path)
    except ModelError as error:
        raise ConfigError(str(error)) from error


def classify(pages: Sequence[Page], model: DoctypeModel, known: Neighbours | None = None) -> Classification:
    """The type of the document that these pages are. Never raises on what the pages say.

    `known` are documents that people confirmed: one like this one decides together with the model.
    """
    kept = [_body(page) for page in pages]
    seen = model.see([_token_page(page, words) for page, words in zip(pages, kept)])
    said = model.predict_seen(seen)
    found = Classification(
        type=named(said.type),
        confidence=said.confidence,
        probabilities=said.probabilities,
        model=model.version,
        evidence=tuple(_evidence(reason, pages, kept) for reason in model.why(seen, said.type))
        if said.readable
        else (),
        doubts=(*doubts(said, model), *_disowned(said, pages)),
    )
    if not known or hardly_readable(said):
        return found
    recognised = known.recognise(model.vector(seen))
    return with_examples(found, recognised) if recognised else found


KNOWN_LAYOUT = 0.98  # confidence in a type that people confirmed for this layout and the model agrees with
FAINT_LEAN = 4.0  # log-odds, most that a layout not quite known adds: chosen on two folds of families, seen on three
SAME_LAYOUT = 0.5  # likeness of one layout: held back, 2.6% of documents are as like to one of another of their type


def with_examples(found: Classification, recognised: Recognised) -> Classification:
    """The model's word beside what people said of documents like this one.

    Where both agree, the layout is known and doubts of the model fall. Where they differ, people are believed about
    the type, but nothing is filed on one person's word: it takes two people to overrule the model without a doubt.
    A site's own type is `other` with a name, so that it is never filed by mistake as one of the four.
    """
    found = evolve(found, example=recognised.document_id if recognised.likeness >= SAME_LAYOUT else "")
    if not recognised.type:
        disputed = Doubt(code="type_disputed", says="Documents like this one were filed as different types.")
        return evolve(found, doubts=(*found.doubts, disputed))
    like = Evidence(term=f"like {recognised.document_id}", weight=recognised.likeness)
    if recognised.strength < 1:
        return _leant(evolve(found, evidence=(like, *found.evidence)), recognised)
    kind = next((name for name in TYPES if name == recognised.type), "other")
    own = recognised.type if recognised.type not in TYPES else ""
    evidence = (like, *found.evidence)
    if kind == found.type:
        confidence = max(found.confidence, KNOWN_LAYOUT)
        return evolve(
            found, confidence=confidence, probabilities=_leaning(found, kind, confidence), evidence=evidence,
            site_type=own, doubts=(),
        )  # fmt: skip
    says = f"Documents like this one were filed as {_SPOKEN[kind]}, but it reads like {_SPOKEN[found.type]}."
    agreed = recognised.people >= 2
    confidence = KNOWN_LAYOUT if agreed else 0.5
    return evolve(
        found,
        type=kind,
        confidence=confidence,
        probabilities=_leaning(found, kind, confidence),
        evidence=evidence,
        site_type=own,
        doubts=() if agreed else (Doubt(code="type_by_example", says=says),),
    )


def _leant(found: Classification, recognised: Recognised) -> Classification:
    """The model's word, leaning to what the nearest confirmed document is. No doubt falls by it."""
    kind = next((name for name in TYPES if name == recognised.type), "other")
    factor = math.exp(FAINT_LEAN * recognised.strength)
    raw = {name: p * (factor if name == kind else 1.0) for name, p in found.probabilities.items()}
    probabilities = {name: p / sum(raw.values()) for name, p in raw.items()}
    best = max(TYPES, key=lambda name: probabilities[name])
    if best == found.type:
        return evolve(found, confidence=probabilities[best], probabilities=probabilities)
    says = f"It reads like {_SPOKEN[found.type]}, but the document most like it was filed as {_SPOKEN[best]}."
    return evolve(
        found, type=best, confidence=probabilities[best], probabilities=probabilities,
        doubts=(*found.doubts, Doubt(code="type_by_example", says=says)),
    )  # fmt: skip


def _leaning(found: Classification, kind: str, confidence: float) -> dict[str, float]:
    """Probabilities with `confidence` for one type, the rest shared as before."""
    rest = sum(p for name, p in found.probabilities.items() if name != kind)
    return {
        name: confidence if name == kind else (1 - confidence) * (p / rest if rest else 1 / (len(TYPES) - 1))
        for name, p in found.probabilities.items()
    }


def vector_of(pages: Sequence[Page], model: DoctypeModel) -> sparse.csr_matrix:
    """(1, words): what a document of these pages is compared by."""
    return model.vector(model.see(token_pages(pages)))


def token_pages(pages: Sequence[Page]) -> tuple[TokenPage, ...]:
    """What models see of these pages."""
    return tuple(_token_page(page, _body(page)) for page in pages)


def named(kind: str) -> DocumentType:
    """A type by its name."""
    return next(name for name in TYPES if name == kind)


def glance(page: Page, model: DoctypeModel) -> Prediction:
    """The type of a page seen alone, without reasons: cheap, for deciding where documents end."""
    return model.predict([_token_page(page, _body(page))])


def doubts(said: Prediction, model: DoctypeModel) -> tuple[Doubt, ...]:
    """Why a person should look at the type before anything is filed on it."""
    if hardly_readable(said):
        return (Doubt(code="hardly_readable", says="There is hardly any readable text, so its kind cannot be told."),)
    found = []
    if said.confidence < model.thresholds.confidence[said.type]:
        found.append(Doubt(code="type_uncertain", says=f"Not sure what this is: {_spoken(said.probabilities)}."))
    if said.likeness < model.thresholds.likeness:
        found.append(Doubt(code="type_unfamiliar", says="This is unlike any document known so far."))
    return tuple(found)


# What discount, coupon and savings cards say of themselves. They carry BIN, PCN, group and member id as well.
_DISOWNS = re.compile(
    r"\b(?:is\s+not|not\s+an?|isn.t)\s+(?:health\s+|an?\s+)?(?:insurance|health\s+plan)\b"
    r"|\b(?:(?:discount|coupon)\s+card|(?:drug|prescription|rx)\s+(?:savings|discount)\s+(?:card|program))\b"
    r"|\bno\s+es\s+un\s+seguro\b",
    re.IGNORECASE,
)


def _disowned(said: Prediction, pages: Sequence[Page]) -> tuple[Doubt, ...]:
    """A doubt about a card that says it insures nobody."""
    if said.type != "insurance_card" or not any(_DISOWNS.search(page.text()) for page in pages):
        return ()
    return (Doubt(code="not_insurance", says="This looks like an insurance card but says that it is no insurance."),)


def hardly_readable(said: Prediction) -> bool:
    """Whether there are too few words for anybody to say what it is."""
    from classifiers.model import READABLE

    return said.readable < READABLE


def _spoken(probabilities: Mapping[str, float]) -> str:
    first, second = sorted(probabilities.items(), key=lambda item: -item[1])[:2]
    return ", ".join(f"{_SPOKEN[name]} {100 * probability:.0f}%" for name, probability in (first, second))


def _body(page: Page) -> list[Word]:
    """The words below the sender's fax header: the header speaks of the line, not of the document."""
    return [word for word in page.words if word.box.bottom > page.header_bottom]


def _token_page(page: Page, words: Sequence[Word]) -> TokenPage:
    tokens = (Token(w.text, w.box.left, w.box.top, w.box.right, w.box.bottom, w.confidence) for w in words)
    return TokenPage(page.width, page.height, tuple(tokens), len(page.checkboxes), len(page.rules))


def _evidence(reason: Reason, pages: Sequence[Page], kept: Sequence[Sequence[Word]]) -> Evidence:
    if reason.page is None or reason.token is None:
        return Evidence(term=reason.term, weight=reason.weight)
    box = kept[reason.page][reason.token].box
    return Evidence(term=reason.term, weight=reason.weight, page=pages[reason.page].number, box=box)
