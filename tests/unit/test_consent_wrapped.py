"""Labels of signatures over several rows: found, and told from a witness's."""

from __future__ import annotations

import pytest

from pipeline.extraction.consent_wrapped import role_of
from pipeline.records import Box, Page, Word
from pipeline.stages.extract import extract

CHAR, TALL = 14, 30


def page(*rows: tuple[int, int, str], rules: tuple[Box, ...] = (), marks: tuple[Box, ...] = ()) -> Page:
    """Rows of (left, top, text); a word for each part between blanks."""
    words = []
    for line, (left, top, text) in enumerate(rows):
        for part in text.split():
            right = left + CHAR * len(part)
            words.append(Word(text=part, box=Box(left=left, top=top, right=right, bottom=top + TALL), line=line))
            left = right + CHAR
    return Page(number=1, width=1700, height=2200, dpi=200.0, kind="scan", words=tuple(words), rules=rules, marks=marks)


RULE = Box(left=500, top=1636, right=900, bottom=1640)
INK = Box(left=520, top=1590, right=820, bottom=1634)
STACKS = [
    ("Signature of", "patient or", "personal", "representative:"),
    ("Patient (or authorized", "person):"),
    ("Parent or person", "authorized to", "consent:"),
]


def form(label: tuple[str, ...], *, signed: bool) -> Page:
    top = 1610 - 36 * (len(label) - 1)
    stack = tuple((150, top + 36 * at, text) for at, text in enumerate(label))
    head = ((150, 200, "CONSENT TO PROCEDURE"), (150, 400, "Patient: Maria Garcia DOB: 03/04/1958"))
    return page(*head, *stack, (1000, 1610, "Date: 06/01/2026"), rules=(RULE,), marks=(INK,) if signed else ())


@pytest.mark.parametrize("label", STACKS)
def test_ink_beside_a_label_of_several_rows_is_a_signature(label: tuple[str, ...]) -> None:
    found = extract([form(label, signed=True)], "consent")
    assert found.fields["signed"].value == "present"
    assert not [doubt for doubt in found.doubts if doubt.code.startswith("signature")]


@pytest.mark.parametrize("label", STACKS)
def test_an_empty_line_beside_it_goes_to_a_person(label: tuple[str, ...]) -> None:
    found = extract([form(label, signed=False)], "consent")
    assert found.fields["signed"].value == "absent"
    assert "signature_absent" in [doubt.code for doubt in found.doubts]


def test_ink_of_a_witness_is_no_signature() -> None:
    found = extract([form(("Witness to", "signature:"), signed=True)], "consent")
    assert "signed" not in found.fields or found.fields["signed"].value != "present"
    assert "signature_unsure" in [doubt.code for doubt in found.doubts]


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        ("Signature of patient or legal representative:", "signer"),
        ("Patient / parent / guardian signature:", "signer"),
        ("Signature of witness:", "other"),
        ("Physician obtaining:", ""),
        ("Patient:", ""),
        ("Name of patient:", ""),
        ("", ""),
    ],
)
def test_what_a_phrase_is_made_of_tells_its_role(phrase: str, role: str) -> None:
    assert role_of(phrase) == role
