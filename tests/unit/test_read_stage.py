"""How a page is read: which engine is heard, when a page is turned, and where a fax header ends."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.imaging import merge
from pipeline.imaging.lines import in_lines
from pipeline.imaging.options import ReadingOptions
from pipeline.imaging.raster import RawPage
from pipeline.records import Box, Word
from pipeline.stages import read


def word(text, left, top, *, confidence=0.95, line=0, width=None, height=30) -> Word:
    wide = width or 20 * len(text)
    return Word(
        text=text, box=Box(left=left, top=top, right=left + wide, bottom=top + height), confidence=confidence, line=line
    )


def raw(**changes) -> RawPage:
    grey = np.full((1100, 850), 255, np.uint8)
    for row in range(15):
        grey[200 + 40 * row : 214 + 40 * row, 100:700:7] = 0
    return RawPage(**({"number": 1, "grey": grey, "dpi": 200.0, "stored_dpi": (200.0, 200.0)} | changes))


class Says:
    """An engine that says what it is told, and remembers the images it was shown."""

    name = "says"

    def __init__(self, *answers):
        self.answers, self.seen = list(answers), []

    def read(self, image, dpi):
        self.seen.append(image.shape)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def reread(self, image, settled):
        self.seen.append(image.shape)
        return tuple(each for each in self.answers[0] if not settled(each.box))

    def segment(self, image, box):
        self.seen.append((box.height, box.width))
        return " ".join(each.text for each in self.answers[0]), 0.95


GOOD = tuple(word(text, 100 + 200 * i, 200) for i, text in enumerate(("Patient", "Maria", "Quintero")))
BAD = tuple(word(text, 100 + 200 * i, 200, confidence=0.3) for i, text in enumerate(("Pxt~e", "Nar1a", "Qulnt")))


def test_a_page_read_well_is_not_turned_and_needs_no_second_engine():
    first, second = Says(GOOD), Says(GOOD)
    options = ReadingOptions(unread=1.0)
    page = read.read_page(raw(), read.Engines(first=first, second=lambda: second), options)
    assert page.words == GOOD
    assert len(first.seen) == 1
    assert second.seen == []
    assert page.rotation == 0


def test_a_page_read_badly_every_way_asks_the_second_engine():
    first, second = Says(BAD), Says(GOOD)
    page = read.read_page(raw(), read.Engines(first=first, second=lambda: second), ReadingOptions())
    assert len(first.seen) == 4
    assert [each.text for each in page.words] == ["Patient", "Maria", "Quintero"]
    assert page.steps[-1] == "says"


def test_a_doubtful_word_alone_is_read_again_by_the_second_engine():
    first = (*GOOD[:2], word("Qu1nt~ro", 500, 200, confidence=0.5))
    second = Says(GOOD[1:])
    rest = tuple(word("Collected", 100, 300 + 40 * row, line=row + 1) for row in range(6))
    options = ReadingOptions(unread=1.0)
    page = read.read_page(raw(), read.Engines(first=Says((*first, *rest)), second=lambda: second), options)
    assert [each.text for each in page.words[:3]] == ["Patient", "Maria", "Quintero"]
    assert page.words[:2] == first[:2]
    assert page.words[2].box == first[2].box
    assert len(second.seen) == 1
    assert second.seen[0][1] < 500  # the word and its neighbour, not the page
    assert page.steps[-1] == "says:1"


def test_at_most_so_many_segments_of_a_page_go_to_the_second_engine():
    words = tuple(word("Collected", 100, 40 * row, line=row, confidence=0.7 - 0.01 * row) for row in range(12))
    second = Says((word("Collected", 0, 0),))
    options = ReadingOptions(unread=1.0, hard_share=1.0, second_budget=4.5 * 188 / 48)
    page = read.read_page(raw(), read.Engines(first=Says(words), second=lambda: second), options)
    assert len(second.seen) == 5
    assert [each.confidence for each in page.words[:7]] == [each.confidence for each in words[:7]]
    assert {each.confidence for each in page.words[7:]} == {0.95}


def test_text_the_first_engine_passed_over_is_read_by_the_second():
    found = (word("Member", 100, 600), word("Quintero", 300, 600))
    second = Says(found)
    page = read.read_page(raw(), read.Engines(first=Says(GOOD), second=lambda: second), ReadingOptions())
    assert {each.text for each in page.words} >= {"Patient", "Member", "Quintero"}


def test_the_second_engine_can_be_switched_off():
    second = Says(GOOD)
    options = ReadingOptions(second_engine=False)
    page = read.read_page(raw(), read.Engines(first=Says(BAD), second=lambda: second), options)
    assert second.seen == []
    assert page.words == BAD


def test_the_turn_that_reads_best_wins():
    first = Says(BAD, GOOD)
    page = read.read_page(raw(), read.Engines(first=first), ReadingOptions())
    assert page.rotation in (90, 180, 270)
    assert page.words == GOOD


def test_lines_that_run_down_the_page_mean_it_lies_on_its_side():
    standing = tuple(
        word(text, 100 + 50 * i, 100, width=20, height=200) for i, text in enumerate(("Patient", "Maria", "Luna"))
    )
    first = Says(standing, GOOD)
    page = read.read_page(raw(), read.Engines(first=first), ReadingOptions())
    assert page.rotation != 0


def test_a_text_layer_spares_every_engine():
    first = Says(BAD)
    page = read.read_page(raw(words=GOOD), read.Engines(first=first), ReadingOptions())
    assert first.seen == []
    assert (page.kind, page.words, page.confidence) == ("born_digital", GOOD, pytest.approx(0.95))


def test_settled_lines_stay_and_noise_the_second_engine_did_not_see_goes():
    settled = (word("Name:", 0, 0), word("Maria", 150, 0))
    doubtful = (word("Qu1nt~ro", 0, 100, confidence=0.4, line=1),)
    noise = (word("~;", 400, 300, confidence=0.2, line=2),)
    second = (word("Quintero", 0, 98),)
    both = merge.merged((*settled, *doubtful, *noise), second)
    assert [each.text for each in both] == ["Name:", "Maria", "Quintero"]
    assert [each.line for each in both] == [0, 0, 1]


def test_a_line_is_settled_by_certainty_over_its_whole_width():
    line = Box(left=0, top=0, right=300, bottom=30)
    assert merge.is_settled((word("Patient", 0, 0), word("Maria", 150, 0, width=140)), line)
    assert not merge.is_settled((word("Patient", 0, 0),), Box(left=0, top=0, right=400, bottom=30))
    assert not merge.is_settled((word("Patient", 0, 0), word("M4r~", 150, 0, confidence=0.4, width=140)), line)
    assert not merge.is_settled((), line)


def test_what_an_engine_read_out_of_a_rule_is_no_word():
    printed = [word("Patient", 100 * column, 0) for column in range(6)]
    rule = Word(text="see", box=Box(left=600, top=20, right=760, bottom=28), confidence=0.12)
    small = Word(text="rev.", box=Box(left=0, top=900, right=40, bottom=910), confidence=0.9)
    assert merge.lettered([*printed, rule, small]) == [*printed, small]
    assert merge.lettered([rule, small]) == [rule, small]


def test_words_of_a_row_share_a_line():
    words = [word("b", 200, 12), word("a", 0, 10), word("c", 0, 60), word("d", 300, 57)]
    assert [(each.text, each.line) for each in in_lines(words)] == [("a", 0), ("b", 0), ("c", 1), ("d", 1)]


@pytest.mark.parametrize(
    ("line", "bottom"),
    [
        ("NOV-02-2026 14:39 FROM:CLINIC TO:4065550199 P.02/04", 50),
        ("From Smith Clinic Mon Nov 23 09:41:21 2026 Page 1 of 1", 50),
        ("Lakefront University Health", 0),
    ],
)
def test_the_fax_header_is_a_line_with_a_time_at_the_very_top(line, bottom):
    words = tuple(word(text, 100 * i, 20) for i, text in enumerate(line.split()))
    body = word("12:30 0123456789", 100, 900, line=1)
    assert read.header_bottom((*words, body), 2200) == bottom
