"""What a page says without a label for it: by what else it says, and by what cannot be otherwise."""

import pytest

from pipeline.extraction.consent_signer import parse_signer
from pipeline.records import Page
from pipeline.stages.extract import extract
from rigs.pages import rows_at

Row = tuple[tuple[str, int], ...]


def page(*rows: Row) -> Page:
    return rows_at(*rows, top=300)


def value(page: Page, kind: str, field: str) -> object:
    found = extract([page], kind).fields.get(field)  # type: ignore[arg-type]
    return found and found.value


def test_the_only_clinician_of_a_report_ordered_it() -> None:
    report = page(
        (("Patient: LARSEN, LUNA", 100), ("DOB: 07/26/1957", 800)), (("Turned over to", 100), ("Ana Ruiz, MD", 500))
    )
    assert value(report, "lab_result", "ordering_provider") == "Ana Ruiz, MD"


@pytest.mark.parametrize("label", ["Laboratory director:", "cc:", "Pathologist:"])
def test_who_signs_or_gets_a_copy_ordered_nothing(label: str) -> None:
    report = page((("Patient: LARSEN, LUNA", 100), ("DOB: 07/26/1957", 800)), ((label, 100), ("Ana Ruiz, MD", 500)))
    assert value(report, "lab_result", "ordering_provider") is None


def test_two_clinicians_without_a_label_are_none_that_ordered() -> None:
    report = page((("Patient: LARSEN, LUNA", 100),), (("Ana Ruiz, MD", 100),), (("Ivo Brandt, DO", 100),))
    assert value(report, "lab_result", "ordering_provider") is None


def test_a_policy_beside_a_certificate_is_the_group() -> None:
    card = page((("Prairie Mutual Health", 100),), (("Certificate # 2527658318", 100),), (("Policy: 407549", 100),))
    assert value(card, "insurance_card", "member_id") == "2527658318"
    assert value(card, "insurance_card", "group_number") == "407549"


def test_a_policy_alone_is_the_members() -> None:
    card = page((("Prairie Mutual Health", 100),), (("Policy: AB2527658318", 100),))
    assert value(card, "insurance_card", "member_id") == "AB2527658318"


def test_whom_a_plan_covers_is_no_plan() -> None:
    card = page((("Prairie Mutual Health", 100),), (("Member ID: AB2527658318", 100),), (("Type: Single", 100),))
    assert value(card, "insurance_card", "plan_name") is None


@pytest.mark.parametrize(
    "text", ["Carla Ruiz, Legal guardian", "Carla Ruiz as legal guardian", "Carla Ruiz (Mother)", "Carla Ruiz"]
)
def test_a_signers_relationship_is_no_part_of_the_name(text: str) -> None:
    parsed = parse_signer(text)
    assert parsed is not None and parsed[0] == "Carla Ruiz"


def test_a_specialty_that_goes_on_in_the_next_row() -> None:
    form = page(
        (("REFER TO (NAME)", 100), ("SPECIALTY", 700)), (("Ana Ruiz, MD", 100), ("Behavioral", 700)), (("Health", 700),)
    )
    assert value(form, "referral", "referred_to_specialty") == "Behavioral Health"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("INFORMED CONSENT FOR MEDICATION TREATMENT", "treatment"),
        ("INFORMED CONSENT", "procedure"),
        ("INFORMED CONSENT FOR COLONOSCOPY", "procedure"),
        ("CONSENT FOR GENETIC TESTING", "treatment"),
        ("PATIENT CONSENT", "treatment"),
        ("CONSENT TO RELEASE OF MEDICAL RECORDS", "release"),
    ],
)
def test_what_a_consents_title_says(title: str, kind: str) -> None:
    assert value(page(((title, 100),), (("Patient: LARSEN, LUNA", 100),)), "consent", "consent_type") == kind
