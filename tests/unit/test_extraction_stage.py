"""Roles, agreement and disagreement; and no page, however odd, makes the stage raise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extraction.evidence import Sighting, fuse
from pipeline.records import TYPES, Box, DocumentType, Extraction, Page, Word, evolve
from pipeline.stages.extract import extract

BOX = Box(left=0, top=0, right=10, bottom=10)


def page(text: str, number: int = 1) -> Page:
    """Rows of text on a grid of characters."""
    words = []
    for row, line in enumerate(text.strip("\n").splitlines()):
        at = 0
        for part in line.split(" "):
            if part:
                left, top = 60 + at * 14, 60 + row * 40
                words.append(
                    Word(text=part, box=Box(left=left, top=top, right=left + 14 * len(part), bottom=top + 22), line=row)
                )
            at += len(part) + 1
    return Page(number=number, width=1700, height=2200, dpi=200.0, kind="scan", words=tuple(words))


def read(*texts: str, kind: DocumentType = "other") -> Extraction:
    return extract([page(text, number) for number, text in enumerate(texts, start=1)], kind)


def values(result: Extraction) -> dict[str, object]:
    return {name: field.value for name, field in result.fields.items()}


@pytest.mark.parametrize("owner", ["Guarantor", "Emergency contact", "Witness", "Mother", "Subscriber"])
def test_another_persons_particulars_are_not_the_patients(owner: str) -> None:
    text = f"{owner}: Bo Ray\nDOB: 01/02/1958\nPhone: 505-555-0100\nAddress: 1 Elm St, Socorro, NM 87801"
    assert not values(read(text))


@pytest.mark.parametrize("owner", ["Ordering physician", "Referred to", "PCP", "Attn"])
def test_a_providers_phone_and_address_are_not_the_patients(owner: str) -> None:
    text = f"Patient: Ann Lee\n{owner}: Bo Ray MD\nPhone: 505-555-0100\nAddress: 1 Elm St, Socorro, NM 87801"
    assert values(read(text)) == {"family_name": "Lee", "given_name": "Ann"}


def test_the_letterheads_phone_and_address_are_nobodys() -> None:
    head = "Elm Clinic\n1 Elm St, Socorro, NM 87801\nPhone: 505-555-0100  Fax: 505-555-0101\n\n"
    got = values(read(head + "Patient: Ann Lee\nDOB: 01/02/1958"))
    assert got == {"family_name": "Lee", "given_name": "Ann", "birth_date": "1958-01-02"}


def test_account_and_order_numbers_are_no_chart_numbers() -> None:
    got = values(read("Patient: Ann Lee\nAccount #: 99120033\nOrder #: 4417\nMRN: 4471902"))
    assert got["mrn"] == "4471902"
    assert "mrn" not in values(read("Patient: Ann Lee\nAccount #: 99120033\nOrder #: 4417"))


def test_agreement_over_pages_raises_confidence() -> None:
    once = read("Patient: Ann Lee  DOB: 01/02/1958")
    twice = read("Patient: Ann Lee  DOB: 01/02/1958", "Patient: Ann Lee  DOB: 01/02/1958")
    assert twice.fields["birth_date"].confidence > once.fields["birth_date"].confidence
    assert twice.patients == 1 and not twice.doubts


def test_a_misread_name_is_still_one_patient() -> None:
    assert read("Patient: Ann Leverton", "Patient: Ann Levert0n").patients == 1


def test_two_birth_dates_are_a_doubt() -> None:
    result = read("Patient: Ann Lee  DOB: 01/02/1958", "Patient: Ann Lee  DOB: 11/23/1971")
    assert result.patients == 2
    assert {"birth_date_disputed", "several_patients"} <= {doubt.code for doubt in result.doubts}


def test_doubts_and_reprs_hold_no_patient_data() -> None:
    result = read("Patient: Ann Lee  DOB: 01/02/1958", "Patient: Zoe Kane  DOB: 11/23/1971")
    shown = repr(result) + "".join(doubt.says for doubt in result.doubts)
    assert not any(word in shown for word in ("Lee", "Kane", "1958", "1971"))


def test_fusing_prefers_what_is_seen_more_often() -> None:
    places = [BOX, Box(left=0, top=100, right=10, bottom=110), Box(left=0, top=200, right=10, bottom=210)]
    seen = [
        Sighting(field="mrn", value=value, raw=value, page=1, box=box, score=score)
        for value, box, score in (
            ("4471902", places[0], 0.8),
            ("4471902", places[1], 0.8),
            ("9999999", places[2], 0.85),
        )
    ]
    fused = fuse(seen)
    assert fused is not None and fused.field.value == "4471902" and fused.disputed
    alone = fuse(seen[:1])
    assert alone is not None and not alone.disputed
    assert fuse([]) is None


def test_the_same_words_found_twice_are_one_place() -> None:
    one = Sighting(field="mrn", value="4471902", raw="4471902", page=1, box=BOX, score=0.8)
    single, double = fuse([one]), fuse([one, evolve(one, score=0.7)])
    assert single is not None and double is not None
    assert single.field.confidence == double.field.confidence


WORDS = st.sampled_from(
    [
        "Patient:",
        "DOB",
        "Name",
        "MRN:",
        "Lee,",
        "ANN",
        "01/02/1958",
        "(505)",
        "555-0100",
        "H",
        "3.5-5.3",
        "<<",
        "|",
        "Re:",
        "Dr.",
        "ID",
        "☒",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.one_of(WORDS, st.text(min_size=1, max_size=8)), st.integers(0, 30), st.integers(0, 30)),
        max_size=30,
    )
)
def test_no_page_makes_extraction_raise(drawn: list[tuple[str, int, int]]) -> None:
    words = tuple(
        Word(text=text, box=Box(left=x * 50, top=y * 30, right=x * 50 + 40, bottom=y * 30 + 20), line=y)
        for text, x, y in drawn
    )
    odd = Page(number=1, width=1700, height=2200, dpi=200.0, kind="scan", words=words)
    for kind in TYPES:
        result = extract([odd], kind)
        assert all(0 <= field.confidence <= 1 for field in result.fields.values())


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Patient: LEE, ANN / 01/02/1958 / F", "1958-01-02"),
        ("Patient: Ann Lee (01/02/1958)", "1958-01-02"),
        ("Guarantor: Bo Ray (01/02/1958)", None),
    ],
)
def test_a_date_after_the_patients_name_is_the_birth_date(text: str, born: str | None) -> None:
    assert values(read(text)).get("birth_date") == born


def test_a_clinics_letterhead_is_not_whom_a_page_is_about() -> None:
    assert not values(read("Palisade Pediatrics\n1 Elm St\nSocorro, NM 87801\n\nGeneral Consent to Treat"))
