"""Rows, cells, labels and values found by geometry."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.context import Context, open_document
from pipeline.extraction.labels import fold
from pipeline.extraction.labels_lexicon import BASE
from pipeline.extraction.layout import lay_out
from pipeline.extraction.pairing import candidates, value_of
from pipeline.extraction.parsers import parse_birth_date, parse_mrn
from pipeline.records import Box, Page, Word

CHAR, HEIGHT = 12, 20


def page_of(*rows: tuple[int, str] | str, rules: tuple[Box, ...] = (), slope: float = 0.0) -> Page:
    """A page of monospaced rows 40 pixels apart, each from a left edge in characters; two blanks or more stay wide."""
    words: list[Word] = []
    for number, row in enumerate(rows):
        indent, text = (0, row) if isinstance(row, str) else row
        at = 0
        for part in text.split(" "):
            if part:
                left = (indent + at) * CHAR + 50
                top = 50 + number * 40 + int(slope * left)
                box = Box(left=left, top=top, right=left + len(part) * CHAR, bottom=top + HEIGHT)
                words.append(Word(text=part, box=box, line=number))
            at += len(part) + 1
    return Page(number=1, width=1700, height=2200, dpi=200.0, kind="scan", words=tuple(words), rules=rules)


def document(*rows: tuple[int, str] | str, rules: tuple[Box, ...] = ()) -> Context:
    return open_document([page_of(*rows, rules=rules)], "other", BASE)


def birth_date(context: Context) -> str | None:
    for sheet, found in context.labels("birth_date"):
        pair = value_of(context, sheet, found, parse_birth_date)
        if pair:
            return pair.value
    return None


def test_rows_are_rebuilt_from_boxes_and_cells_from_gaps() -> None:
    sheet = lay_out(page_of("Name: SMITH, JOHN      DOB: 01/02/1958"))
    assert [[cell.text for cell in line.cells] for line in sheet.lines] == [["Name: SMITH, JOHN", "DOB: 01/02/1958"]]


def test_rows_hold_on_a_skewed_page() -> None:
    rows = [f"Label{i}: value{i} and more words to the right of it    second{i} column" for i in range(8)]
    assert len(lay_out(page_of(*rows, slope=0.02)).lines) == 8


def test_words_of_the_fax_header_are_left_out() -> None:
    page = page_of("FROM CLINIC 555-0100 P.01", "Patient: A B")
    cut = Page(number=1, width=1700, height=2200, dpi=200.0, kind="fine_fax", words=page.words, header_bottom=80)
    assert [line.text for line in lay_out(cut).lines] == ["Patient: A B"]


def test_glued_label_and_value_are_parted() -> None:
    assert lay_out(page_of("DOB:01/02/1958")).lines[0].text == "DOB: 01/02/1958"


def test_spans_of_the_text_lead_back_to_words() -> None:
    sheet = lay_out(page_of("one two    three", "four five"))
    at = sheet.text.index("three")
    assert [w.text for w in sheet.at(at, at + 5)] == ["three"]
    at = sheet.text.index("five")
    assert [w.text for w in sheet.at(at, at + 4)] == ["five"]


def test_value_right_below_and_in_the_next_cell() -> None:
    assert birth_date(document("DOB: 01/02/1958")) == "1958-01-02"
    assert birth_date(document("Date of birth          01/02/1958")) == "1958-01-02"
    assert birth_date(document("Patient name        Date of birth", "Ann Lee             01/02/1958")) == "1958-01-02"


def test_value_over_a_rule_with_its_caption_below() -> None:
    rule = Box(left=50, top=76, right=400, bottom=78)
    assert birth_date(document("01/02/1958", "Date of birth", rules=(rule,))) == "1958-01-02"


def test_a_value_never_runs_into_the_next_label() -> None:
    context = document("Patient: Ann Lee DOB: 01/02/1958 MRN: 4194506")
    sheet, found = next(context.labels("name"))
    assert next(candidates(context, sheet, found)).text == "Ann Lee"
    sheet, found = next(context.labels("mrn"))
    pair = value_of(context, sheet, found, parse_mrn)
    assert pair is not None and pair.value == "4194506"


def test_misread_labels_are_found_and_prose_is_not() -> None:
    context = document("Patlent Narne: Ann Lee", "the patient was seen and the date of the next visit is open")
    assert [f.field for found in context.found for f in found] == ["name"]


def test_a_heading_lends_its_role_to_what_stands_below() -> None:
    context = document("GUARANTOR INFORMATION", "Name: Ann Lee", "DOB: 01/02/1958")
    assert {f.role for f in context.found[0] if f.field != "section"} == {"guarantor"}


def test_a_provider_lends_no_birth_date() -> None:
    context = document("Ordering Physician: Bo Ray MD", "DOB: 01/02/1958", "Phone: 505-555-0100")
    roles = {f.field: f.role for f in context.found[0]}
    assert roles["birth_date"] == ""


def test_spanish_labels() -> None:
    assert birth_date(document("Fecha de nacimiento: 01/02/1958")) == "1958-01-02"


@given(st.text(max_size=60))
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(
    st.lists(
        st.tuples(
            st.text(min_size=1, max_size=12),
            st.integers(0, 1600),
            st.integers(0, 2100),
            st.integers(0, 90),
            st.integers(0, 60),
        ),
        max_size=40,
    )
)
def test_no_layout_raises_and_no_word_is_doubled(drawn: list[tuple[str, int, int, int, int]]) -> None:
    words = tuple(
        Word(text=t, box=Box(left=x, top=y, right=x + w, bottom=y + h), line=i % 5)
        for i, (t, x, y, w, h) in enumerate(drawn)
    )
    page = Page(number=1, width=1700, height=2200, dpi=200.0, kind="scan", words=words)
    context = open_document([page], "other", BASE)
    assert sum(len(line.words) for line in context.sheets[0].lines) <= 2 * len(words)


def test_a_label_printed_onto_its_value_is_parted() -> None:
    (line,) = lay_out(page_of("PatientOrville K. Jones  SexM  MyChart  Patience  DOB3/4/58")).lines
    assert line.text == "Patient Orville K. Jones Sex M MyChart Patience DOB 3/4/58"
