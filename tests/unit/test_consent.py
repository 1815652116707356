"""Consents: what they consent to, whether ink or words sign them, and whose ink it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extraction.consent import LEXICON, extract_consent
from pipeline.extraction.consent_signer import parse_relationship
from pipeline.extraction.context import open_document
from pipeline.records import Box, Extraction, Field, Page, Word

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


def mark(row: int, column: int, width: int = 20) -> Box:
    """Pen strokes as wide as `width` characters on a row."""
    return Box(left=60 + column * CHAR, top=92 + row * ROW, right=60 + (column + width) * CHAR, bottom=132 + row * ROW)


def rule(row: int, column: int, width: int = 40) -> Box:
    """A line to sign on, at the foot of a row."""
    return Box(left=60 + column * CHAR, top=130 + row * ROW, right=60 + (column + width) * CHAR, bottom=133 + row * ROW)


def patient(given: str = "Maria", family: str = "Ruiz") -> dict[str, Field]:
    box = Box(left=0, top=0, right=1, bottom=1)
    return {
        name: Field(value=value, raw=value, page=1, box=box, confidence=0.9)
        for name, value in (("given_name", given), ("family_name", family))
    }


def read(text: str, whose: dict[str, Field] | None = None, **more: object) -> Extraction:
    return extract_consent(open_document([page(text, **more)], "consent", LEXICON), whose or {})


def values(found: Extraction) -> dict[str, object]:
    return {name: field.value for name, field in found.fields.items()}


CAPTIONS = """
CONSENT FOR TREATMENT
I agree to be examined and treated by the staff of this clinic.



{ink}
Signature of patient or representative          Date

{name}
Printed name                                    Relationship to patient

{witness}
Witness                                         Date
"""
RULES = (rule(5, 0), rule(5, 48, 20), rule(8, 0), rule(8, 48, 20), rule(11, 0), rule(11, 48, 20))


def captions(ink: str = "", name: str = "", witness: str = "", marks: tuple[Box, ...] = ()) -> Extraction:
    return read(CAPTIONS.format(ink=ink, name=name, witness=witness), patient(), rules=RULES, marks=marks)


def test_ink_over_the_caption_is_a_signature() -> None:
    found = captions(
        ink="Mxria Ruz                                       03/04/2026",
        name="Maria Ruiz                                      self",
        marks=(mark(5, 0),),
    )
    assert values(found) == {
        "consent_type": "treatment",
        "signed": "present",
        "signed_date": "2026-03-04",
        "signer_name": "Maria Ruiz",
        "signer_relationship": "self",
    }
    assert found.doubts == ()


def test_an_empty_line_is_absent_and_always_a_doubt() -> None:
    found = captions()
    assert values(found) == {"consent_type": "treatment", "signed": "absent"}
    assert [doubt.code for doubt in found.doubts] == ["signature_absent"]


def test_the_witness_does_not_sign_for_the_patient() -> None:
    found = captions(witness="Tom Blake                                       03/05/2026", marks=(mark(11, 0),))
    assert values(found)["signed"] == "absent"
    assert "signed_date" not in values(found)


def test_without_a_line_nothing_is_said_to_be_absent() -> None:
    found = read("CONSENT FOR TREATMENT\n\n\n\nSignature of patient          Date")
    assert values(found)["signed"] == "unsure"
    assert [doubt.code for doubt in found.doubts] == ["signature_unsure"]


def test_no_place_to_sign_is_a_doubt() -> None:
    found = read("CONSENT FOR TREATMENT\nI agree to be treated.")
    assert "signed" not in values(found)
    assert [doubt.code for doubt in found.doubts] == ["signature_unsure"]


def test_signed_on_a_pad() -> None:
    found = read(
        """
General Consent for Care and Treatment
Signature
Signed by: Hassan Goodwin   Relationship: Legal guardian   Date/time: 8/4/2026 07:35
Witnessed by: Luna Allis, Patient Access   8/4/2026
""",
        patient("Leroy", "Goodwin"),
    )
    assert values(found) == {
        "consent_type": "treatment",
        "signed": "present",
        "signed_date": "2026-08-04",
        "signer_name": "Hassan Goodwin",
        "signer_relationship": "legal guardian",
    }


def test_name_and_relationship_in_one_row_but_not_the_witness_and_her_office() -> None:
    found = read(
        "CONSENT FOR TREATMENT\nSignature: Ann Lee     Date: 3/4/2026\nAnn Lee (mother)", patient("Tom", "Lee")
    )
    assert values(found)["signer_relationship"] == "mother"
    found = read("CONSENT FOR TREATMENT\nSignature: Ann Lee\nWitnessed by: Eva Stone, Patient Access   8/4/2026")
    assert "signer_relationship" not in values(found)


def test_a_physicians_electronic_signature_is_not_the_patients() -> None:
    found = read("CONSENT FOR TREATMENT\nElectronically signed by Peter Lang, MD")
    assert "signed" not in values(found)


def test_web_form_with_values_under_its_labels() -> None:
    found = read(
        """
Consent to Treatment - New Patients

Type your full name as your signature
Maria Ruiz

Relationship to patient
self

Date signed
3/10/2026
""",
        patient(),
    )
    assert values(found)["signed"] == "present"
    assert values(found)["signer_name"] == "Maria Ruiz"
    assert values(found)["signer_relationship"] == "self"
    assert values(found)["signed_date"] == "2026-03-10"


def test_self_signs_with_the_patients_name() -> None:
    found = read("CONSENT FOR TREATMENT\nSignature: Mra Rz     Relationship: self     Date: 3/4/2026", patient())
    assert values(found)["signer_name"] == "Maria Ruiz"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("CONSENT FOR TREATMENT", "treatment"),
        ("CONSENTIMIENTO PARA TRATAMIENTO", "treatment"),
        ("Informed Consent for Endoscopic Procedure", "procedure"),
        ("CONSENT FOR ANESTHESIA SERVICES", "procedure"),
        ("AUTHORIZATION FOR RELEASE OF MEDICAL INFORMATION", "release"),
        ("Medical Records Release", "release"),
        ("Acknowledgement of Receipt of Notice of Privacy Practices", "privacy"),
        ("ASSIGNMENT OF BENEFITS AND FINANCIAL RESPONSIBILITY", "financial"),
        ("Telehealth Visit Consent", "telehealth"),
        ("REFUSAL OF TREATMENT / LEAVING AGAINST MEDICAL ADVICE", "refusal"),
        ("RECHAZO DE TRATAMIENTO", "refusal"),
    ],
)
def test_kinds_by_title(title: str, kind: str) -> None:
    assert values(read(f"{title}\n\nMaria Ruiz"))["consent_type"] == kind


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Self", "self"),
        ("self / mismo", "self"),
        ("Legal Guardian", "legal guardian"),
        ("mothor", "mother"),
        ("madre", "mother"),
    ],
)
def test_relationships(text: str, value: str) -> None:
    assert (found := parse_relationship(text)) is not None and found[0] == value


@pytest.mark.parametrize("text", ["", "Date", "03/04/2026", "xx"])
def test_what_is_no_relationship(text: str) -> None:
    assert parse_relationship(text) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\n"), max_size=50), max_size=8))
def test_no_text_makes_it_raise(lines: list[str]) -> None:
    read("\n".join(lines))
    read("Signature: " + "\nDate: ".join(lines), marks=(mark(0, 12),), rules=(rule(0, 12),))
