"""No page makes extraction raise, and what a form prints reads back as the same value."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extraction.addresses import parse_address, parse_city, parse_state, parse_street, parse_zip
from pipeline.extraction.codes import find_mbis, find_npis, npi_holds, read_authorization, read_bin, read_npi, read_rx
from pipeline.extraction.codes_icd import find_icds, icd_listed, read_icd
from pipeline.extraction.consent_signer import parse_relationship, parse_signer
from pipeline.extraction.lab_numbers import parse_accession, parse_status
from pipeline.extraction.names import parse_provider
from pipeline.extraction.organisations import parse_organisation
from pipeline.extraction.parsers import parse_date, parse_member_id
from pipeline.extraction.referral_people import provider
from pipeline.extraction.referral_specialty import parse_specialty
from pipeline.records import Box, DocumentType, Page, Word
from pipeline.stages.extract import extract

READERS = (
    parse_address, parse_city, parse_state, parse_street, parse_zip, read_authorization, read_bin, read_npi, read_rx,
    read_icd, parse_relationship, parse_signer, parse_accession, parse_status, parse_provider, parse_organisation,
    parse_member_id, provider, parse_specialty,
)  # fmt: skip
SAID = tuple(
    word
    for row in (
        "Patient: DOB: MRN Name (Last, First) Referred to by Provider Specialty: Signature of Date Witness",
        "relationship Member ID Group Policy: Plan RxBIN Effective Collected Reported Accession # NPI Dear Dr. Ruiz,",
        "MD Ana LARSEN, LUNA 07/26/1957 M F X [X] ____ $20 H 4.2 3.5-5.1 mmol/L F41.1 (406) 555-0132 Sincerely,",
        "RE: cc: / - | : ' “ ۱ é",
    )
    for word in row.split(" ")
)
TYPES: tuple[DocumentType, ...] = ("lab_result", "referral", "consent", "insurance_card", "other")


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_reader_raises_on_any_text(text: str) -> None:
    for read in READERS:
        read(text)
    for find in (find_npis, find_mbis, find_icds):
        list(find(text))


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Words of forms, and any others, anywhere on a page, over each other too."""
    words = []
    for at in range(draw(st.integers(0, 40))):
        text = draw(st.sampled_from(SAID) | st.text(min_size=1, max_size=12))
        left, top = draw(st.integers(0, 1600)), 40 * draw(st.integers(0, 20)) + draw(st.integers(0, 6))
        box = Box(left=left, top=top, right=left + 12 * len(text), bottom=top + draw(st.integers(1, 40)))
        words.append(Word(text=text, box=box, confidence=draw(st.floats(0, 1)), line=at))
    return Page(number=1, width=1700, height=2200, dpi=200.0, kind="fax", words=tuple(words))


@settings(max_examples=40, deadline=None)
@given(pages(), st.sampled_from(TYPES))
def test_no_page_raises_and_every_field_has_its_evidence(page: Page, kind: DocumentType) -> None:
    for field in extract([page], kind).fields.values():
        assert 0 <= field.confidence <= 1
        assert field.page == 1
        assert field.value != ""


@given(
    st.dates(date(1991, 1, 1), date(2025, 12, 31)),
    st.sampled_from(["%m/%d/%Y", "%m-%d-%Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y", "%Y-%m-%d", "%d %b %Y"]),
)
def test_a_printed_date_reads_back(day: date, form: str) -> None:
    parsed = parse_date(day.strftime(form))
    assert parsed is not None and parsed[0] == day.isoformat()


@given(st.from_regex(r"[12][0-9]{8}", fullmatch=True))
def test_a_printed_npi_reads_back(body: str) -> None:
    whole = next(body + str(check) for check in range(10) if npi_holds(body + str(check)))
    code = read_npi(whole)
    assert code is not None and code.value == whole


@given(st.sampled_from(["F41.1", "E11.65", "M54.50", "I48.91", "Z91.010", "S93.401A"]), st.booleans())
def test_a_printed_diagnosis_reads_back(code: str, dotted: bool) -> None:
    assert icd_listed(code.replace(".", "")) or icd_listed(code)
    read = read_icd(code if dotted else code.replace(".", ""))
    assert read is not None and read.value == code


@given(
    st.sampled_from(["Ana Ruiz", "Sean O'Brien", "Winona Kim-Hale", "LUNA LARSEN"]),
    st.sampled_from(["MD", "DO", "NP", "PA-C", "FNP-C", "APRN"]),
)
def test_a_printed_clinician_reads_back(name: str, credentials: str) -> None:
    for parsed in (parse_provider(f"{name}, {credentials}"), provider(f"{name}, {credentials}")):
        assert parsed is not None and parsed[0] == f"{name}, {credentials}"


@given(st.from_regex(r"[A-Z]{3}[0-9]{9}", fullmatch=True))
def test_a_printed_member_number_reads_back(number: str) -> None:
    parsed = parse_member_id(number)
    assert parsed is not None and parsed[0] == number
