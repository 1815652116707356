"""Where documents end: the certain evidence, and each piece of the uncertain one."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.look import counter_of, cover_likeness
from pipeline.records import Barcode, Box, Extraction, Field, Page, Reading, Word
from pipeline.stages import separate
from pipeline.stages.separate import is_separator, separator_text

BOX = Box(left=0, top=100, right=50, bottom=120)


def page(number: int, text: str = "", *, kind: str = "scan", codes: tuple[str, ...] = (), header: str = "") -> Page:
    words = [Word(text=word, box=Box(left=0, top=5, right=9, bottom=20)) for word in header.split()]
    words += [Word(text=word, box=BOX) for word in text.split()]
    return Page(
        number=number, width=1700, height=2200, dpi=200, kind=kind, words=tuple(words), header_bottom=30,  # type: ignore[arg-type]
        barcodes=tuple(Barcode(text=code, symbology="code128", box=BOX) for code in codes),
    )  # fmt: skip


@pytest.fixture
def split(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Separate pages whose text says their type and patient: "type=lab_result name=GARCIA dob=1961-03-04"."""

    def told(pages: list[Page], name: str) -> str:
        words = [word.text for word in pages[0].words]
        return next((word.partition("=")[2] for word in words if word.startswith(f"{name}=")), "")

    def glance(page: Page, model: object) -> SimpleNamespace:
        kind = told([page], "type") or "other"
        return SimpleNamespace(type=kind, probabilities={kind: 0.9})

    def extract(pages: list[Page], kind: str) -> Extraction:
        names = {"family_name": "name", "given_name": "given", "birth_date": "dob", "mrn": "mrn"}
        found = {field: told(pages, short) for field, short in names.items()}
        return Extraction(
            fields={
                field: Field(value=value, raw=value, page=1, box=BOX, confidence=0.9)
                for field, value in found.items()
                if value
            }
        )

    monkeypatch.setattr(separate, "classify", SimpleNamespace(glance=glance, named=str))
    monkeypatch.setattr(separate, "extract", SimpleNamespace(extract=extract))

    def parts(*pages: Page) -> list[tuple[int, ...]]:
        found = separate.separate(Reading(media_type="image/tiff", pages=pages), model=None)  # type: ignore[arg-type]
        return [part.pages for part in found.parts]

    yield parts


ONE = "type=lab_result name=GARCIA given=MARIA dob=1961-03-04 first heading words of a letter"
TWO = "type=lab_result name=TOLLIVER given=JOHN dob=1950-07-09 another office and its own heading here"


def test_one_page_is_one_document(split) -> None:  # type: ignore[no-untyped-def]
    assert split(page(1, ONE)) == [(1,)]


def test_a_file_of_blank_pages_is_one_document(split) -> None:  # type: ignore[no-untyped-def]
    assert split(page(1, kind="blank"), page(2, kind="blank")) == [(1, 2)]


def test_blank_pages_belong_to_no_document(split) -> None:  # type: ignore[no-untyped-def]
    assert split(page(1, ONE + " page 1 of 2"), page(2, kind="blank"), page(3, ONE + " page 2 of 2")) == [(1, 3)]


def test_two_patients_are_never_one_document(split) -> None:  # type: ignore[no-untyped-def]
    assert split(page(1, ONE), page(2, TWO)) == [(1,), (2,)]


def test_a_counter_keeps_pages_together(split) -> None:  # type: ignore[no-untyped-def]
    assert split(page(1, ONE + " Page 1 of 2"), page(2, "type=other Page 2 of 2 continued")) == [(1, 2)]
    assert split(page(1, ONE + " Page 1 of 1"), page(2, ONE + " Page 1 of 1")) == [(1,), (2,)]


def test_our_separator_splits_and_is_set_aside(split) -> None:  # type: ignore[no-untyped-def]
    sheet = page(2, codes=(separator_text(7),))
    assert split(page(1, ONE), sheet, page(3, ONE)) == [(1,), (3,)]


@pytest.mark.parametrize(
    "code", ["CHARTDROP-SEP:0007:00000000", "CHARTDROP-SEP:7", "0007", "PATCHT", "CHARTDROP-SEP:²:0"]
)
def test_no_other_bar_code_separates(code: str) -> None:
    assert not is_separator(page(1, codes=(code,)))


@given(st.text(max_size=60))
def test_any_code_can_be_looked_at(text: str) -> None:
    assert is_separator(page(1, codes=(text,))) == (
        text in {separator_text(n) for n in range(10_000)} if text.startswith("CHARTDROP") else False
    )


def test_the_counter_of_the_fax_line_is_not_the_documents() -> None:
    assert counter_of(page(1, "some words", header="FROM: X PAGE 2 OF 9")) is None
    assert counter_of(page(1, "some words Page 2 of 9", header="P. 1/3")) == (2, 9)
    assert counter_of(page(1, "Page 9 of 2 nonsense")) is None


def test_a_page_number_alone_counts_in_the_head_or_the_foot_only() -> None:
    def at(top: int) -> Page:
        words = tuple(Word(text=text, box=Box(left=0, top=top, right=9, bottom=top + 20)) for text in ("PAGE", "2"))
        return Page(number=1, width=1700, height=2200, dpi=200, kind="scan", words=words)

    assert (counter_of(at(40)), counter_of(at(2100)), counter_of(at(1100))) == ((2, 0), (2, 0), None)


def test_the_back_of_a_card_stays_with_its_front(split) -> None:  # type: ignore[no-untyped-def]
    front = page(1, "type=insurance_card name=GARCIA given=ANA mrn=1")
    back = page(2, "type=insurance_card Claims to PO Box 1 Boise ID 83702 Phone 208-555-0199")
    other = page(2, "type=insurance_card name=OKONKWO given=EMEKA mrn=77")
    assert split(front, back) == [(1, 2)]
    assert split(front, other) == [(1,), (2,)]


def test_a_cover_sheet_looks_like_one() -> None:
    cover = "FAX COVER SHEET To: Records From: Mesa Clinic Fax: 555-0101 Pages: 3 Re: results Confidential"
    assert cover_likeness(page(1, cover)) >= 0.5
    assert cover_likeness(page(1, ONE + " results of your blood test")) < 0.5
    assert cover_likeness(page(1)) == 0.0


def test_a_lab_result_that_names_its_fax_is_no_cover_sheet(split) -> None:  # type: ignore[no-untyped-def]
    text = "To: Records From: Mesa Clinic Fax: 555-0101 FAX COVER SHEET Pages: 1 Re: results Confidential"
    lab, cover = page(1, "type=lab_result " + text), page(1, "type=other " + text)
    found = [separate.separate(Reading(media_type="x", pages=(one,)), model=None) for one in (lab, cover)]  # type: ignore[arg-type]
    assert [one.parts[0].cover for one in found] == [False, True]
