"""The knowledge lexicon finds its phrases in clean and in misread words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.features import dense, look, names
from classifiers.lexicon import load
from classifiers.material import Document, noisy
from classifiers.model import TYPES
from classifiers.tokens import Token, TokenPage


def page(text: str) -> TokenPage:
    """Words on lines, ten pixels a letter."""
    tokens = []
    for number, line in enumerate(text.splitlines()):
        left = 50
        for word in line.split():
            tokens.append(Token(word, left, 40 * number, left + 10 * len(word), 40 * number + 22))
            left += 10 * len(word) + 12
    return TokenPage(1700, 2200, tuple(tokens))


def groups(text: str) -> set[str]:
    lexicon = load()
    return {lexicon.groups[hit.group].name for hit in look([page(text)], lexicon).hits}


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Reference Range", "lab_columns"),
        ("Rererence Ranqe", "lab_columns"),
        ("glocose", "lab_analytes"),
        ("reason for refenal referring provider", "referral_phrases"),
        ("I hereby authorize", "consent_phrases"),
        ("MemberID", "card_ids"),
        ("RxBIN 610011", "card_rx"),
        ("este consentimiento informado", "consent_title"),
        ("notice of privacy practices", "privacy_policy"),
        ("subpoena duces tecum", "records_legal"),
    ],
)
def test_phrases_are_found(text: str, group: str) -> None:
    assert group in groups(text)


def test_short_words_are_not_stretched() -> None:
    assert load().correct("dat") == "dat"
    assert load().correct("<date>") == "<date>"


def test_groups_speak_for_known_types() -> None:
    assert {group.type for group in load().groups} == set(TYPES)
    assert all(phrase for group in load().groups for phrase in group.phrases)


def test_dense_has_one_number_per_name() -> None:
    for text in ("", "Glucose 95 mg/dL 70-99"):
        row = dense(look([page(text)], load()), load())
        assert row.shape == (len(names(load())),)


def test_result_rows_are_seen() -> None:
    text = "Glucose 95 mg/dL 70-99\nSodium 140 mmol/L 135-145\nPotassium 5.9 H mmol/L 3.5-5.1"
    row = dict(zip(names(load()), dense(look([page(text)], load()), load())))
    assert row["result_share"] == 1.0
    assert row["flag_rows"] > 0
    prose = dict(zip(names(load()), dense(look([page("The patient was seen today and feels well")], load()), load())))
    assert prose["result_rows"] == 0


@given(
    st.lists(st.tuples(st.text(max_size=12), st.integers(-50, 3000), st.integers(-50, 3000)), max_size=40),
    st.integers(0, 2000),
    st.integers(0, 2000),
)
def test_any_page_has_features(words: list[tuple[str, int, int]], width: int, height: int) -> None:
    tokens = tuple(Token(text, left, top, left + 9, top + 9) for text, left, top in words)
    row = dense(look([TokenPage(width, height, tokens)], load()), load())
    assert (row == row).all()


def test_noise_is_the_same_for_the_same_seed() -> None:
    import random

    document = Document("f", "other", "clean", (page("one two three four five six seven eight"),))
    assert noisy(document, random.Random(3), 0.5) == noisy(document, random.Random(3), 0.5)
