"""Normal forms: what is kept of a word, and what is masked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifiers.tokens import MAX_TOKENS, Token, TokenPage, is_npi, shape, terms


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Glucose", ("glucose",)),
        ("Núm.", ("num",)),
        ("01/02/1980", ("<date>",)),
        ("04-Mar-2024", ("<date>",)),
        ("(555)", ("<phone>",)),
        ("555-0123", ("<phone>",)),
        ("$1,250.00", ("<money>",)),
        ("3.5-5.1", ("<range>",)),
        ("<0.4", ("<bound>",)),
        (">=60", ("<bound>",)),
        ("E11.9", ("<icd>",)),
        ("1234567893", ("<npi>",)),
        ("1234567890", ("<10d>",)),
        ("mg/dL", ("<unit>",)),
        ("mg/d1", ("<unit>",)),
        ("12.5%", ("<percent>",)),
        ("(H)", ("<flag>",)),
        ("H", ("h",)),
        ("A1C", ("a1c",)),
        ("AB12-345678", ("<id>",)),
        ("parent/guardian", ("parent", "guardian")),
        ("|", ()),
        ("", ()),
    ],
)
def test_shape(text: str, form: tuple[str, ...]) -> None:
    assert shape(text) == form


def test_npi_check_digit() -> None:
    assert is_npi("1234567893")
    assert not is_npi("1234567894")
    assert not is_npi("3234567893")
    assert not is_npi("١٢٣٤٥٦٧٨٩٣")


@given(st.text(max_size=60))
def test_shape_takes_anything_and_keeps_no_long_number(text: str) -> None:
    for form in shape(text):
        assert form
        assert sum(c.isdigit() for c in form) < 3
        assert " " not in form


def _page(*texts: str) -> TokenPage:
    return TokenPage(100, 100, tuple(Token(text, i, 0, i + 1, 1) for i, text in enumerate(texts)))


def test_a_range_printed_in_three_tokens_is_one() -> None:
    assert [t.text for t in terms([_page("3.5", "-", "5.1")])] == ["<range>"]


def test_terms_are_bounded() -> None:
    assert len(terms([_page(*["word"] * (3 * MAX_TOKENS))] * 9)) <= MAX_TOKENS


def test_terms_point_at_their_tokens() -> None:
    found = terms([_page("a"), _page("|", "parent/guardian")])
    assert [(t.text, t.page, t.token) for t in found] == [("a", 0, 0), ("parent", 1, 1), ("guardian", 1, 1)]


def test_reprs_hold_no_text() -> None:
    page = _page("Secretname")
    assert "Secretname" not in repr(page) + repr(page.tokens[0])
