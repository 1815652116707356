"""Identifiers: what is printed is read back, what the check digit forbids is refused, and nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extraction import codes
from pipeline.extraction.codes_icd import find_icds, find_plain_icds, icd_listed, read_icd

READERS = (
    codes.read_npi,
    codes.read_mbi,
    codes.read_bin,
    codes.read_rx,
    codes.read_cpt,
    codes.read_authorization,
    read_icd,
)
FINDERS = (codes.find_npis, codes.find_mbis, find_icds, find_plain_icds)


def npi(first_nine: str) -> str:
    return next(first_nine + str(d) for d in range(10) if codes.npi_holds(first_nine + str(d)))


@settings(deadline=None)  # the list of codes is unpacked once
@given(st.text(max_size=60))
def test_no_reader_raises_on_any_text(text: str) -> None:
    for read in READERS:
        found = read(text)
        assert found is None or (found.value and 0 < found.sure <= 1)
    for find in FINDERS:
        for code in find(text):
            assert 0 <= code.start < code.end <= len(text)


@given(st.from_regex(r"[12][0-9]{8}", fullmatch=True))
def test_every_npi_with_a_right_check_digit_is_read_and_one_wrong_digit_refused(first_nine: str) -> None:
    good = npi(first_nine)
    assert codes.read_npi(good) is not None
    wrong = good[:-1] + str((int(good[-1]) + 1) % 10)
    assert codes.read_npi(wrong) is None


def test_npi_example_of_the_standard() -> None:
    assert codes.npi_holds("1234567893")
    assert not codes.npi_holds("1234567890")
    assert not codes.npi_holds("3234567893")


def test_npi_letters_are_put_right_only_where_the_check_digit_holds() -> None:
    assert codes.read_npi("I234567890") is None
    mended = codes.read_npi("l234567893")
    assert mended is not None and mended.value == "1234567893" and mended.sure < 0.998


def test_npi_found_beside_a_phone_number() -> None:
    assert [c.value for c in codes.find_npis("NPI 1234567893 Tel 312-555-0173")] == ["1234567893"]


@given(
    st.from_regex(
        r"[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9][0-9][AC-HJKMNP-RT-Y]{2}[0-9]{2}",
        fullmatch=True,
    )
)
def test_mbi_prints_back_with_and_without_dashes(value: str) -> None:
    dashed = f"{value[:4]}-{value[4:7]}-{value[7:]}"
    for text in (value, dashed, dashed.lower()):
        found = codes.read_mbi(text)
        assert found is not None and found.value == value


def test_mbi_repairs_digits_by_place_but_not_letters() -> None:
    found = codes.read_mbi("2TR9-W74-CQBI")
    assert found is not None and found.value == "2TR9W74CQ81" and found.sure < 0.9
    assert codes.read_mbi("20R9W74CQ81") is None  # a zero cannot be told from O, D or Q


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("E11.319", "E11.319"),
        ("I10", "I10"),
        ("l10", "I10"),
        ("110", "I10"),
        ("148.91", "I48.91"),
        ("M54,.50", "M54.50"),
        ("M54 .50", "M54.50"),
        ("Z00.0O", "Z00.00"),
        ("$93.401A", "S93.401A"),
        ("G20.A1", "G20.A1"),
        ("U07.1", "U07.1"),
    ],
)
def test_icd_normal_form_and_repairs(printed: str, value: str) -> None:
    found = read_icd(printed)
    assert found is not None and found.value == value


@pytest.mark.parametrize("text", ["12", "B12 deficiency", "2026", "A1C", "Q99.ZZZ", "T4", ""])
def test_icd_refuses_what_no_list_knows(text: str) -> None:
    assert read_icd(text) is None


def test_icd_lists_and_unlisted_codes_are_worth_less() -> None:
    assert [c.value for c in find_icds("M54,.50 (Low back pain), M25.561; 2. I10")] == ["M54.50", "M25.561", "I10"]
    assert icd_listed("E11.319") and not icd_listed("M54.80")
    unlisted, header, listed = (read_icd(t) for t in ("M54.80", "M54.5", "M54.50"))
    assert unlisted and header and listed and unlisted.sure < header.sure < listed.sure


def test_plain_text_yields_only_what_is_surely_a_code() -> None:
    text = "vitamin B12 low, T4 normal, type 2 diabetes (E11.9), R42, hypertension (I10), room A12, version R4.10.2"
    assert [c.value for c in find_plain_icds(text)] == ["E11.9", "I10"]
    assert [c.value for c in find_plain_icds("R07.9, R55, I25.10")] == ["R07.9", "R55", "I25.10"]


def test_numbers_in_a_sentence_are_no_codes() -> None:
    assert [c.value for c in find_icds("O09.521 valid 180 days, 120 visits")] == ["O09.521"]


def test_pharmacy_numbers() -> None:
    assert (found := codes.read_bin("61OO14")) is not None and found.value == "610014" and found.sure < 0.9
    assert codes.read_bin("12345") is None
    assert (pcn := codes.read_rx("meddprime")) is not None and pcn.value == "MEDDPRIME"
    assert codes.read_rx("two words") is None


def test_authorization_is_no_date_and_no_phone() -> None:
    assert codes.read_authorization("07/04/2026") is None
    assert codes.read_authorization("312-555-0173") is None
    assert codes.read_authorization("approved") is None
    assert (found := codes.read_authorization("TCG-512287-1")) is not None and found.value == "TCG-512287-1"
    clear, doubtful = codes.read_authorization("PA569925748"), codes.read_authorization("PAS69925748")
    assert clear and doubtful and doubtful.sure < clear.sure
