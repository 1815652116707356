"""Labels that are known by the words they are made of, and whose they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.context import open_document
from pipeline.extraction.labels_grammar import composed
from pipeline.extraction.labels_lexicon import BASE
from pipeline.extraction.names import parse_provider
from pipeline.extraction.pairing import value_of
from pipeline.extraction.referral import LEXICON
from rigs.pages import rows_at as page

MADE = [
    ("Provider to receive:", "name", "ordering"),
    ("Managing clinician", "name", "ordering"),
    ("Certifying physician:", "name", "ordering"),
    ("Sending MD:", "name", "referring"),
    ("Accepting physician:", "name", "referred_to"),
    ("Specialist (referred to):", "name", "referred_to"),
    ("Exam requested by", "name", "ordering"),
    ("Baby's doctor", "name", "provider"),
    ("Médico especialista:", "name", "specialist"),
    ("Oncologist", "name", "specialist"),
    ("Sending provider NPI #:", "npi", "referring"),
    ("Date amended:", "reported_date", ""),
    ("Amended on", "reported_date", ""),
    ("Tubes drawn:", "collected_date", ""),
    ("Date sent", "faxed_date", ""),
    ("Voucher date", "document_date", ""),
    ("Culture no.:", "accession_number", ""),
    ("Filter paper #", "accession_number", ""),
    ("Acceptance no.:", "authorization_number", ""),
]
NONE = [
    "Reviewing pathologist:",  # signs the report, orders nothing
    "Specialist referral",  # a title
    "Results",
    "Date",
    "Appointment with the nurse",
    "Received and reported on",  # two events in one label: neither
    "Provider will call you",
]


@pytest.mark.parametrize(("phrase", "field", "role"), MADE)
def test_known_words_make_a_label(phrase: str, field: str, role: str) -> None:
    label = composed(phrase)
    assert label is not None
    assert (label.field, label.role) == (field, role)


@pytest.mark.parametrize("phrase", NONE)
def test_other_phrases_are_no_label(phrase: str) -> None:
    assert composed(phrase) is None


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    composed(text)


def test_a_label_broken_in_two_rows_without_a_colon_names_the_value_beside_it() -> None:
    context = open_document(
        [page((("EXAM REQUESTED", 100), ("RUIZ, ANA", 400)), (("BY", 100), ("FNP-C", 400)))], "lab_result", BASE
    )
    sheet, found = next(context.labels("name", role="ordering"))
    pair = value_of(context, sheet, found, parse_provider)
    assert pair is not None and pair.value == "RUIZ, ANA FNP-C"


def test_two_labels_over_each_other_stay_two() -> None:
    context = open_document(
        [page((("Sex", 100), ("F", 400)), (("Sampled", 100), ("08/03/2026", 400)))], "lab_result", BASE
    )
    assert [found.field for _, found in context.labels("sex", "collected_date")] == ["sex", "collected_date"]


def test_a_plain_doctor_under_a_referral_target_is_the_one_referred_to() -> None:
    rows = (("Referred to:", 100), ("Otolaryngology", 400)), (("Doctor:", 100), ("Ana Ruiz, MD", 400))
    context = open_document([page(*rows)], "referral", LEXICON)
    assert [found.role for _, found in context.labels("name")][-1] == "referred_to"
