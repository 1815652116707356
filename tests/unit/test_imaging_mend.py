"""A line read twice: sure words are anchors, doubtful ones are what the second engine read between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.imaging.mend import around, chosen, mended, put, spans
from pipeline.records import Box, Word


def line(*said: tuple[str, float], number: int = 0) -> tuple[Word, ...]:
    made, left = [], 0
    for text, confidence in said:
        box = Box(left=left, top=40 * number, right=left + 20 * len(text), bottom=40 * number + 30)
        made.append(Word(text=text, box=box, confidence=confidence, line=number))
        left = box.right + 15
    return tuple(made)


def texts(words) -> list[str]:
    return [word.text for word in words]


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ([("Patient:", 0.96), ("Mar1a", 0.4), ("Luna", 0.95)], "Patient: Maria Luna", ["Patient:", "Maria", "Luna"]),
        ([("Patient:", 0.96), ("M", 0.3), ("aria", 0.4), ("Luna", 0.95)], "Patient: Maria Luna",
         ["Patient:", "Maria", "Luna"]),
        ([("DOB", 0.96), ("O4/l7/1962", 0.4)], "DOB 04/17/1962", ["DOB", "04/17/1962"]),
        ([("QuinteroMar1a", 0.4), ("F", 0.95)], "Quintero, Maria F", ["Quintero,", "Maria", "F"]),
        # the second engine is wrong where the first is sure: the first stands
        ([("Ortega", 0.97), ("Lu1s", 0.4)], "0rtega Luis", ["Ortega", "Luis"]),
        # it read something else altogether, or nothing
        ([("Ortega", 0.97), ("Lu1s", 0.4)], "xx 88", ["Ortega", "Lu1s"]),
        ([("Ortega", 0.97), ("Lu1s", 0.4)], "", ["Ortega", "Lu1s"]),
    ],
)  # fmt: skip
def test_doubtful_words_are_read_between_sure_ones(first, second, both):
    assert texts(mended(line(*first), second, 0.95)) == both


def test_a_reading_the_second_engine_is_not_sure_of_changes_nothing():
    words = line(("Ortega", 0.97), ("Lu1s", 0.4))
    assert tuple(mended(words, "Ortega Luis", 0.3)) == words


def test_what_is_read_anew_stands_where_the_doubtful_words_stood():
    words = line(("Patient:", 0.96), ("M", 0.3), ("aria", 0.4), ("Luna", 0.95))
    made = mended(words, "Patient: Maria Luna", 0.9)
    assert made[1].box == words[1].box.union(words[2].box)
    assert (made[0], made[2]) == (words[0], words[3])
    assert made[1].confidence == 0.9


def test_a_span_is_a_doubtful_run_with_its_sure_neighbours():
    words = (
        *line(("Name", 0.95), ("Mar1a", 0.4), ("Lu~a", 0.5), ("DOB", 0.95), ("Sex", 0.95)),
        *line(("Ph0ne", 0.5), ("406", 0.95), number=1),
        *line(("~", 0.1), ("Page", 0.95), number=2),
    )
    assert [texts(span) for span in spans(words)] == [["Name", "Mar1a", "Lu~a", "DOB"], ["Ph0ne", "406"]]


def test_a_mended_span_takes_its_place_among_the_words():
    words = (*line(("Name", 0.95), ("Mar1a", 0.4), ("DOB", 0.95), ("O4", 0.5)), *line(("Sex", 0.95), number=1))
    for span in spans(words):
        words = put(words, span, mended(span, {"Name": "Name Maria DOB", "DOB": "DOB 04"}[span[0].text], 0.9))
    assert texts(words) == ["Name", "Maria", "DOB", "04", "Sex"]


def test_the_box_to_read_stays_on_the_page():
    assert around(line(("Name", 0.5)), (35, 82)) == Box(left=0, top=0, right=82, bottom=35)


def test_what_is_doubtful_and_short_is_read_first_until_the_budget_is_spent():
    long, short, sure = line(("Description", 0.6)), line(("O4l7", 0.3), number=2), line(("Name", 0.7), number=4)
    found = [texts(span) for span, _ in chosen([long, sure, short], (200, 400), 1.0)]
    assert found == [["O4l7"]]
    assert len(chosen([long, sure, short], (200, 400), 100.0)) == 3
    assert chosen([long], (200, 400), 0.0) == []


WORDS = st.lists(st.tuples(st.text("abcXYZ019/", min_size=1, max_size=8), st.floats(0, 1)), min_size=1, max_size=6)


@given(said=WORDS, text=st.text("abcXYZ019/ ", max_size=40), score=st.floats(0, 1))
def test_sure_words_always_stand_and_nothing_leaves_the_line(said, text, score):
    words = line(*said)
    made = mended(words, text, score)
    assert [word for word in made if word in words and word.confidence >= 0.75] == [
        word for word in words if word.confidence >= 0.75
    ]
    assert made
    assert min(word.box.left for word in made) >= words[0].box.left
    assert max(word.box.right for word in made) <= words[-1].box.right
