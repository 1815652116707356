"""What a document is: pages to a type with calibrated probabilities, the reasons for it, and doubts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from classifiers.tokens import Token, TokenPage
from pipeline.errors import ConfigError
from pipeline.records import TYPES, Classification, DocumentType, Doubt, Evidence, Page, Word

if TYPE_CHECKING:  # scikit-learn takes seconds to import: only those who classify pay for it
    from classifiers.model import DoctypeModel, Prediction, Reason

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


def classify(pages: Sequence[Page], model: DoctypeModel) -> Classification:
    """The type of the document that these pages are. Never raises on what the pages say."""
    kept = [_body(page) for page in pages]
    seen = model.see([_token_page(page, words) for page, words in zip(pages, kept)])
    said = model.predict_seen(seen)
    return Classification(
        type=named(said.type),
        confidence=said.confidence,
        probabilities=said.probabilities,
        model=model.version,
        evidence=tuple(_evidence(reason, pages, kept) for reason in model.why(seen, said.type))
        if said.readable
        else (),
        doubts=doubts(said, model),
    )


def named(kind: str) -> DocumentType:
    """A type by its name."""
    return next(name for name in TYPES if name == kind)


def glance(page: Page, model: DoctypeModel) -> Prediction:
    """The type of a page seen alone, without reasons: cheap, for deciding where documents end."""
    return model.predict([_token_page(page, _body(page))])


def doubts(said: Prediction, model: DoctypeModel) -> tuple[Doubt, ...]:
    """Why a person should look at the type before anything is filed on it."""
    from classifiers.model import READABLE

    if said.readable < READABLE:
        return (Doubt(code="hardly_readable", says="There is hardly any readable text, so its kind cannot be told."),)
    found = []
    if said.confidence < model.thresholds.confidence[said.type]:
        found.append(Doubt(code="type_uncertain", says=f"Not sure what this is: {_spoken(said.probabilities)}."))
    if said.likeness < model.thresholds.likeness:
        found.append(Doubt(code="type_unfamiliar", says="This is unlike any document known so far."))
    return tuple(found)


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
