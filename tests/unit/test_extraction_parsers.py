"""Parsers read what is printed and misread, and never raise."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction import addresses, names, parsers

TODAY = date(2026, 11, 23)
ANY_TEXT = st.text(max_size=200)
PARSERS = (
    parsers.parse_date,
    parsers.parse_birth_date,
    parsers.parse_phone,
    parsers.parse_sex,
    parsers.parse_mrn,
    parsers.parse_ssn_last4,
    parsers.parse_member_id,
    addresses.parse_address,
    addresses.parse_street,
    addresses.parse_city,
    addresses.parse_state,
    addresses.parse_zip,
    names.parse_name,
    names.parse_given,
    names.parse_family,
    names.parse_initial,
    names.parse_suffix,
    names.parse_provider,
)


@given(ANY_TEXT)
def test_no_parser_raises_on_any_text(text: str) -> None:
    for parse in PARSERS:
        parse(text)


@given(st.text(alphabet="0123456789OIlSB/-. ,()#XMFadj", max_size=40))
def test_no_parser_raises_on_text_that_is_nearly_a_value(text: str) -> None:
    for parse in PARSERS:
        parse(text)


@given(
    st.dates(min_value=date(1910, 1, 1), max_value=date(2025, 12, 31)),
    st.sampled_from(["%m/%d/%Y", "%Y-%m-%d", "%d-%b-%Y", "%B %d, %Y", "%d %b %Y", "%m.%d.%Y"]),
)
def test_a_printed_birth_date_reads_back(day: date, form: str) -> None:
    assert parsers.parse_birth_date(day.strftime(form)) == (day.isoformat(), 1.0)


@given(
    st.from_regex(r"[2-9]\d\d[2-9]\d{6}", fullmatch=True),
    st.sampled_from(["({0}) {1}-{2}", "{0}-{1}-{2}", "{0}.{1}.{2}", "1-{0}-{1}-{2}", "+1 {0} {1} {2}"]),
)
def test_a_printed_phone_reads_back(digits: str, form: str) -> None:
    parsed = parsers.parse_phone(form.format(digits[:3], digits[3:6], digits[6:]))
    assert parsed is not None and parsed[0] == digits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3/4/58", "1958-03-04"),
        ("03-MAR-1958", "1958-03-03"),
        ("5 de julio de 1960", "1960-07-05"),
        ("O3/l4/1958", "1958-03-14"),
        ("05713719", "2019-05-13"),  # slashes that a dot matrix made look like sevens
        ("14/03/1958", "1958-03-14"),
        ("02/31/1990", None),
        ("12/31/2199", None),
        ("01/01/1850", None),
    ],
)
def test_birth_dates(text: str, expected: str | None) -> None:
    parsed = parsers.parse_birth_date(text)
    assert (parsed and parsed[0]) == expected


def test_a_two_digit_year_of_birth_is_never_in_the_future() -> None:
    found = next(parsers.dates("01/02/27", birth=True, today=TODAY))
    assert found[0] == "1927-01-02"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4194506", "4194506"),
        ("(receiving) 4194506", "4194506"),
        ("41O7291", "4107291"),
        ("MR-00123", "MR-00123"),
        ("3/4/1958", None),
        ("(555) 555-0133", None),
        ("pending", None),
    ],
)
def test_chart_numbers(text: str, expected: str | None) -> None:
    parsed = parsers.parse_mrn(text)
    assert (parsed and parsed[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M", "M"),
        ("F / 43", "F"),
        ("[ ] M [X] F", "F"),
        ("M F", None),
        ("7M", "M"),
        ("Femenino", "F"),
        ("married", None),
    ],
)
def test_sexes(text: str, expected: str | None) -> None:
    parsed = parsers.parse_sex(text)
    assert (parsed and parsed[0]) == expected


def test_only_the_last_four_of_a_social_security_number_are_kept() -> None:
    assert parsers.parse_ssn_last4("XXX-XX-1234") == ("1234", 1.0)
    assert parsers.parse_ssn_last4("***-**-6181") == ("6181", 1.0)
    assert parsers.parse_ssn_last4("666-45-6789") is None


@pytest.mark.parametrize(
    ("text", "family", "given", "middle", "suffix"),
    [
        ("GARCIA LOPEZ, MARIA E", "GARCIA LOPEZ", "MARIA", "E", ""),
        ("Dr. Maria E. Garcia-Lopez, MD", "Garcia-Lopez", "Maria", "E", ""),
        ("Maria Garcia Lopez", "Garcia Lopez", "Maria", "", ""),
        ("O'Brien, Sean Jr", "O'Brien", "Sean", "", "Jr"),
        ("John van der Berg Jr.", "van der Berg", "John", "", "Jr"),
        ("Smith Jr, John", "Smith", "John", "", "Jr"),
        ("FINCH,LISA A", "FINCH", "LISA", "A", ""),
        ("SMITH. JOHN A", "SMITH", "JOHN", "A", ""),
        ("Mark R, Farrell", "Farrell", "Mark", "R", ""),
        ("Tom Bowers DOB: 3/4/58", "Bowers", "Tom", "", ""),
    ],
)
def test_names(text: str, family: str, given: str, middle: str, suffix: str) -> None:
    parsed = names.parse_name(text)
    assert parsed is not None
    name = parsed[0]
    assert (name.family, name.given, name.middle, name.suffix) == (family, given, middle, suffix)


@pytest.mark.parametrize(
    "text", ["Patient Name", "the patient", "Anthony, TX 79821", "4194506", "", "Signature of patient"]
)
def test_what_is_no_name(text: str) -> None:
    assert names.parse_name(text) is None


@given(ANY_TEXT, ANY_TEXT)
def test_likeness_of_names_is_symmetric(one: str, other: str) -> None:
    a, b = names.parse_name(one), names.parse_name(other)
    if a and b:
        assert names.like(a[0], b[0]) == names.like(b[0], a[0])


def test_addresses_are_taken_apart() -> None:
    parts = addresses.parse_address("6169 Orchard Rd, Socorro, NM 87801")
    assert parts is not None
    assert {k: v for k, (v, _) in parts.items()} == {
        "address_line": "6169 Orchard Rd",
        "city": "Socorro",
        "state": "NM",
        "postal_code": "87801",
    }
    wrong_state = addresses.parse_address("12 Elm St, Socorro, MT 87801")
    assert wrong_state is not None and wrong_state["state"][1] < 0.8


def test_a_provider_keeps_credentials_and_nothing_after_them() -> None:
    assert parsers_text("Susan R. Vo, DO, Ophthalmology") == "Susan R. Vo, DO"
    assert parsers_text("THAO, RAJ A FNP-C NPI 1234567893") == "THAO, RAJ A FNP-C"


def parsers_text(text: str) -> str | None:
    parsed = names.parse_provider(text)
    return parsed[0] if parsed else None


@pytest.mark.parametrize("text", ["4-06-555-0175", "03/04/1958", "505-555-0100"])
def test_a_phone_or_a_date_is_no_chart_number(text: str) -> None:
    assert parsers.parse_mrn(text) is None


def test_words_of_forms_are_surnames_too_where_the_form_of_a_name_says_so() -> None:
    for text in ("TO, EARL", "Earl To"):
        parsed = names.parse_name(text)
        assert parsed is not None and parsed[0].family.upper() == "TO"
    assert names.parse_name("Reported To") is None
