"""Referrals: forms, letters, mails, prescriptions and prior authorization requests, and nothing that is not printed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extraction.context import open_document
from pipeline.extraction.referral import LEXICON, extract_referral
from pipeline.extraction.referral_people import provider
from pipeline.extraction.referral_specialty import parse_specialty
from pipeline.extraction.referral_urgency import level_of
from pipeline.records import Box, CheckBox, Extraction, Field, Page, Word

CHAR, ROW = 12, 40


def page(text: str, **more: object) -> Page:
    """A page in a fixed pitch: one word a run, at its column and row."""
    words, at = [], 0
    for row, line in enumerate(text.strip("\n").split("\n")):
        for word in line.split():
            at = line.index(word, at)
            box = Box(
                left=60 + at * CHAR, top=100 + row * ROW, right=60 + (at + len(word)) * CHAR, bottom=124 + row * ROW
            )
            words.append(Word(text=word, box=box, line=row))
            at += len(word)
        at = 0
    return Page(number=1, width=1700, height=2200, dpi=200, kind="scan", words=tuple(words), **more)  # type: ignore[arg-type]


def read(text: str, patient: dict[str, Field] | None = None, **more: object) -> Extraction:
    return extract_referral(open_document([page(text, **more)], "referral", LEXICON), patient or {})


def values(found: Extraction) -> dict[str, object]:
    return {name: field.value for name, field in found.fields.items()}


FORM = """
                 REFERRAL REQUEST
Referral date: 03/04/2026        Priority: Urgent
Patient: Ruiz, Maria             DOB: 01/02/1970
Referring provider: Ana B. Stone, MD     NPI: 1234567893
Referred to: Peter Lang, DO              Specialty: Cardiology
NPI: 1003000126
Authorization #: PA4471902
ICD-10: I48.91, I10
"""


def test_form() -> None:
    assert values(read(FORM)) == {
        "document_date": "2026-03-04",
        "referring_provider": "Ana B. Stone, MD",
        "referring_npi": "1234567893",
        "referred_to_provider": "Peter Lang, DO",
        "referred_to_specialty": "Cardiology",
        "diagnosis_codes": ("I48.91", "I10"),
        "urgency": "urgent",
        "authorization_number": "PA4471902",
    }


def test_every_field_says_where_it_stands() -> None:
    for field in read(FORM).fields.values():
        assert field.page == 1 and field.box.width > 0 and 0 < field.confidence < 1


def test_letter() -> None:
    found = values(
        read(
            """
June 15, 2026

Valentina Tollef, NP
Orthopedic Surgery

RE: Orville Jones   DOB 12/09/1984

Dear Dr. Tollef:

I am referring this patient for osteoarthritis of the right knee (M17.11).
This is urgent. Thank you for seeing him.

Sincerely,

Kathleen B. Clah, MD
NPI 1234567893
"""
        )
    )
    assert found["document_date"] == "2026-06-15"
    assert found["referred_to_provider"] == "Valentina Tollef, NP"
    assert found["referring_provider"] == "Kathleen B. Clah, MD"
    assert found["referring_npi"] == "1234567893"
    assert found["diagnosis_codes"] == ("M17.11",)
    assert found["urgency"] == "urgent"


def test_mail_sentence() -> None:
    found = values(
        read(
            """
Sent: Apr 9, 2026 19:07
Dr. Raj Osei (NPI 1234567893) would like to refer the patient below to Dr. Mark Tollef in
Physical Therapy. Routine, next available.
Dx: M54.50 (Low back pain), M25.561 (Pain in right knee)
"""
        )
    )
    assert found["referring_provider"] == "Dr. Raj Osei"
    assert found["referred_to_provider"] == "Dr. Mark Tollef"
    assert found["referred_to_specialty"] == "Physical Therapy"
    assert found["referring_npi"] == "1234567893"
    assert found["urgency"] == "routine"
    assert found["diagnosis_codes"] == ("M54.50", "M25.561")


def test_prior_authorization_request() -> None:
    found = values(
        read(
            """
REQUESTING PROVIDER
Name     TAYLOR, SAM G PA-C        NPI   1234567893
SERVICING PROVIDER
Name     KIM, CYNTHIA B NP         Specialty    Hematology
NPI      1003000126
"""
        )
    )
    assert found["referring_provider"] == "TAYLOR, SAM G PA-C"
    assert found["referred_to_provider"] == "KIM, CYNTHIA B NP"
    assert found["referring_npi"] == "1234567893"


def test_typed_boxes_and_stat() -> None:
    found = read("URGENCY:  ( ) Routine   ( ) Urgent   (X) STAT")
    assert values(found) == {"urgency": "stat"}
    assert found.stat


def test_drawn_boxes_decide() -> None:
    boxes = tuple(
        CheckBox(box=Box(left=60 + at * CHAR - 24, top=102, right=60 + at * CHAR - 4, bottom=122), ticked=ticked)
        for at, ticked in ((12, False), (24, True), (36, False))
    )
    found = read("Priority:   Routine     Urgent      STAT", checkboxes=boxes)
    assert values(found) == {"urgency": "urgent"}


def test_choices_that_nobody_ticked_are_no_answer() -> None:
    assert "urgency" not in values(read("Priority:   Routine     Urgent      STAT"))


@pytest.mark.parametrize(
    ("text", "level"),
    [("Routine (within 30 days)", "routine"), ("ASAP", "urgent"), ("non-urgent", "routine"), ("Urgert", "urgent")],
)
def test_levels(text: str, level: str) -> None:
    assert (found := level_of(text)) is not None and found[0] == level


def test_a_shouted_word_says_it() -> None:
    assert values(read("Please see him within the week - URGENT."))["urgency"] == "urgent"


def test_instructions_say_no_urgency_and_the_senders_specialty_is_his_own() -> None:
    found = values(
        read("If this is an URGENT request, please call.\nReferring provider: Ana Stone, MD   Specialty: Pediatrics")
    )
    assert "urgency" not in found
    assert "referred_to_specialty" not in found


def test_urgent_care_is_no_urgency() -> None:
    assert level_of("Urgent care visit") is None
    assert "urgency" not in values(read("Seen at the urgent care. Emergency contact: Ana Ruiz 312-555-0101"))


def test_the_patients_own_name_is_no_provider() -> None:
    box = Box(left=0, top=0, right=1, bottom=1)
    patient = {
        name: Field(value=value, raw=value, page=1, box=box, confidence=0.9)
        for name, value in (("family_name", "Ruiz"), ("given_name", "Maria"))
    }
    assert "referring_provider" not in values(read("Referring provider: Maria Ruiz", patient))


def test_words_of_a_diagnosis_are_no_unclear_code() -> None:
    found = read("Diagnosis:\nR91.1 SOLITARY PULMONARY NODULE\nJ44.9 COPD, UNSPECIFIED\nE11.621 T2DM with ulcer")
    assert found.fields["diagnosis_codes"].value == ("R91.1", "J44.9", "E11.621")
    assert not found.doubts


def test_unclear_diagnosis_is_a_doubt() -> None:
    found = read("Dx: M54.80, M25.561")
    assert [doubt.code for doubt in found.doubts] == ["diagnosis_unclear"]
    assert found.fields["diagnosis_codes"].confidence < 0.6


def test_a_name_ends_where_a_specialty_follows() -> None:
    assert (found := provider("Dr. Ana Ruiz, Physical Therapy")) is not None and found[0] == "Dr. Ana Ruiz"
    assert (found := provider("Cardiology, Ana Ruiz, MD")) is not None and found[0] == "Ana Ruiz, MD"


def test_specialty_as_printed_or_as_meant() -> None:
    assert parse_specialty("Hematology/Oncology clinic") == ("Hematology/Oncology", 1.0)
    assert (found := parse_specialty("PULMCNOLOGY")) is not None and found[0] == "Pulmonology"
    assert parse_specialty("Main Street 12") is None


def test_empty_and_blank_pages() -> None:
    assert values(read("")) == {}
    assert extract_referral(open_document([], "referral", LEXICON), {}).fields == {}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n"), max_size=50), max_size=8))
def test_no_text_makes_it_raise(lines: list[str]) -> None:
    read("\n".join(lines))
    read("Referring provider: " + "\nDx: ".join(lines))
