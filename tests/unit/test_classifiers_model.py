"""A small model fitted on phrases of the lexicon: it is calibrated, explains itself, survives storage and bad input."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import skops.io
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers import lexicon, material, store
from classifiers.evaluate import judge, report
from classifiers.material import Document
from classifiers.model import TYPES, DoctypeModel, ModelError, load
from classifiers.tokens import Token, TokenPage
from classifiers.train import train


def page(words: list[str]) -> TokenPage:
    """Eight words to a row on a letter page at 200 dpi."""
    tokens = (
        Token(word, 50 + 190 * (i % 8), 60 + 36 * (i // 8), 200 + 190 * (i % 8), 84 + 36 * (i // 8))
        for i, word in enumerate(words)
    )
    return TokenPage(1700, 2200, tuple(tokens))


def phrases_of(group: lexicon.Group, chance: random.Random) -> Document:
    words = [word for _ in range(30) for word in chance.choice(group.phrases).split()]
    return Document(f"{group.name}{chance.randint(1, 3)}", group.type, "plain", (page(words),))


def documents(seed: int, each: int) -> list[Document]:
    chance = random.Random(seed)
    return [phrases_of(group, chance) for group in lexicon.load().groups for _ in range(each)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("doctype") / "7"
    path = where.parent / "training.jsonl.xz"
    material.write(documents(1, 4), path)
    train(path, where, seed=1, copies=0)
    return where


@pytest.fixture(scope="module")
def model(folder: Path) -> DoctypeModel:
    return store.open_model(folder)


def test_it_knows_the_phrases_again(model: DoctypeModel) -> None:
    found = report(judge(model, documents(2, 2)), model.thresholds)
    assert found["accuracy"]["share"] > 0.9
    assert found["accuracy"]["n"] == 2 * len(lexicon.load().groups)


def test_the_card_says_what_was_measured(folder: Path) -> None:
    card = json.loads((folder / "card.json").read_text())
    assert card["version"] == "7"
    assert set(card["counts"]) == set(TYPES)
    assert card["held_back_families"]["accuracy"]["n"] == 4 * len(lexicon.load().groups)
    assert len(card["training_sha256"]) == 64


def test_training_again_gives_the_same_answers(folder: Path, model: DoctypeModel, tmp_path: Path) -> None:
    train(folder.parent / "training.jsonl.xz", tmp_path / "7", seed=1, copies=0)
    again = load(tmp_path / "7" / "model.skops")
    for document in documents(3, 1):
        assert again.predict(document.pages) == model.predict(document.pages)


def test_why_names_terms_and_where_they_stand(model: DoctypeModel) -> None:
    text = "I hereby authorize the release of information signature of patient witness"
    seen = model.see([page(text.split())])
    reasons = model.why(seen, "consent")
    assert reasons
    assert all(reason.weight > 0 for reason in reasons)
    first = next(reason for reason in reasons if reason.token is not None)
    assert first.page == 0
    assert seen.pages[0].tokens[first.token].text.lower() in seen.text()


def test_why_names_no_articles(model: DoctypeModel) -> None:
    text = "the report of the results for a patient and the referral to be signed by the witness"
    seen = model.see([page(text.split() * 4)])
    reasons = [reason.term for kind in TYPES for reason in model.why(seen, kind, 30)]
    assert reasons
    assert not set(reasons) & {"the", "of", "for", "a", "to", "be", "by"}


def test_no_words_is_other_without_confidence(model: DoctypeModel) -> None:
    for pages in ([], [page([])], [page(["|", "~", "1.2"])]):
        said = model.predict(pages)
        assert (said.type, said.confidence, said.readable) == ("other", 0.0, 0)


def test_another_language_is_not_filed(model: DoctypeModel) -> None:
    text = "Der schnelle braune Fuchs springt ueber den faulen Hund und laeuft danach weit in den dunklen Wald"
    said = model.predict([page(text.split() * 3)])
    confident = said.type != "other" and said.confidence >= 0.95
    assert not confident or said.likeness < model.thresholds.likeness


def test_a_million_characters(model: DoctypeModel) -> None:
    assert model.predict([page(["x" * 1_000_000])]).type in TYPES
    assert model.predict([page(["word"] * 200_000)]).type in TYPES


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=60), st.integers(0, 6))
def test_any_input_has_an_answer(model: DoctypeModel, words: list[str], copies: int) -> None:
    said = model.predict([page(words)] * copies)
    assert said.type in TYPES
    assert sum(said.probabilities.values()) == pytest.approx(1.0)
    assert 0.0 <= said.likeness <= 1.0001


def test_a_file_that_is_not_its_cards_is_refused(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "7"
    copy.mkdir()
    (copy / "card.json").write_text((folder / "card.json").read_text())
    (copy / "model.skops").write_bytes((folder / "model.skops").read_bytes() + b"x")
    with pytest.raises(ModelError, match="not the one its card describes"):
        store.open_model(copy)
    with pytest.raises(ModelError, match="no readable file"):
        store.open_model(tmp_path / "none")


def test_a_strange_type_in_a_model_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.skops"
    skops.io.dump({"words": documents}, path)
    with pytest.raises(ModelError, match="not trusted"):
        load(path)
    skops.io.dump({"words": 1}, path)
    with pytest.raises(ModelError, match="not a model"):
        load(path)


def test_training_needs_all_types(tmp_path: Path) -> None:
    path = tmp_path / "training.jsonl.xz"
    material.write([d for d in documents(1, 1) if d.type != "consent"], path)
    with pytest.raises(ValueError, match="consent"):
        train(path, tmp_path / "1")


def test_material_survives_storage(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl.xz"
    made = [Document("f", "other", "photo", (page(["Größe", "\u2610", "1.2"]),))]
    material.write(made, path)
    assert material.read(path) == made
