"""Print that ran together or lost its I: what a page says all the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.names import parse_name
from pipeline.extraction.print_faults import mended, parted
from pipeline.records import Box, Word


def word(text: str, left: int, top: int = 0, *, width: int | None = None, height: int = 30, line: int = 0) -> Word:
    right = left + (width if width is not None else 15 * len(text))
    return Word(text=text, box=Box(left=left, top=top, right=right, bottom=top + height), confidence=0.95, line=line)


def test_label_and_value_run_together_are_two_words() -> None:
    for text, label, value in (
        ("PatientOrville", "Patient", "Orville"),
        ("NPI1950259568", "NPI", "1950259568"),
        ("SexM", "Sex", "M"),
        ("02/01/1952Sexo:", "02/01/1952", "Sexo:"),
        ("Name:SMITH", "Name:", "SMITH"),
        ("EmekaDOB:", "Emeka", "DOB:"),
        ("553201Accession:", "553201", "Accession:"),
        ("OKONKWODOB:", "OKONKWO", "DOB:"),
    ):
        assert [part.text for part in parted(word(text, 0), text)] == [label, value]


def test_a_label_between_two_values_is_parted_on_both_sides() -> None:
    found = [part.text for part in parted(word("EmekaDOB:02/11/1959", 0), "EmekaDOB:02/11/1959")]
    assert found == ["Emeka", "DOB:", "02/11/1959"]


def test_words_that_only_begin_like_a_label_stay_whole() -> None:
    for text in ("Essex:", "ESSEX:", "Update:", "Patients", "Nameless", "Patient's", "https://a.example", "NPI"):
        assert [part.text for part in parted(word(text, 0), text)] == [text]


def test_a_stroke_behind_a_name_is_a_middle_initial() -> None:
    assert [w.text for w in mended([word("Leroy", 0, width=67), word("|", 75, width=6)])] == ["Leroy", "I"]


def test_a_thin_or_far_stroke_is_a_border() -> None:
    for stroke in (word("|", 75, width=3), word("|", 160, width=6), word("|", 75, width=6, height=60)):
        assert mended([word("Leroy", 0, width=67), stroke])[1].text == "|"
    columns = [word("Leroy", 0, width=67), word("|", 75, width=6), word("DOB:", 90)]
    assert mended(columns)[1].text == "|"


def test_a_misread_numeral_is_the_suffix() -> None:
    for text in ("Singh Ill, Richard Dmitri", "Singh IlI, Richard Dmitri", "Richard Dmitri Singh Ill"):
        parsed = parse_name(text)
        assert parsed is not None
        name = parsed[0]
        assert (name.family, name.given, name.middle, name.suffix) == ("Singh", "Richard", "Dmitri", "III")


@given(st.lists(st.text(max_size=12), max_size=12))
def test_nothing_raises_and_no_text_is_lost(texts: list[str]) -> None:
    page = [word(text, 400 * at) for at, text in enumerate(texts)]
    assert len(mended(page)) == len(page)
    for one in page:
        assert "".join(part.text for part in parted(one, one.text)) == one.text
