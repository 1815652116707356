"""How names, dates and numbers compare, field by field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.matching import normal
from pipeline.matching.compare import LEVELS, MISSING, compare, near
from pipeline.matching.evidence import FIELDS, profile_of, profiles_of
from pipeline.matching.placeholders import is_placeholder, without_placeholders
from pipeline.matching.score import table
from pipeline.records import Patient

SAID = (
    "family_name", "given_name", "middle_name", "suffix", "birth_date", "sex", "mrn", "phone", "address_line",
    "postal_code", "ssn_last4", "member_id",
)  # fmt: skip
VALUES = st.dictionaries(st.sampled_from(SAID), st.text(max_size=250))


def level(field: str, page: dict[str, str], chart: dict[str, str]) -> str:
    return compare(profile_of(page), (profile_of(chart),))[field].name


@pytest.mark.parametrize(
    ("page", "chart", "expected"),
    [
        ("GARCÍA", "Garcia", "exact"),
        ("De La Cruz", "DELACRUZ", "exact"),
        ("O’Brien", "O'BRIEN", "exact"),
        ("Garcia Lopez", "García-López", "exact"),
        ("Lopez", "García-López", "part"),
        ("5MITH", "Smith", "exact"),
        ("Bumell", "Burnell", "near"),
        ("Hernandcz", "Hernandez", "near"),
        ("Smyth", "Smith", "near"),
        ("Lee", "Leigh", "sounds alike"),
        ("Jones", "Smith", "different"),
        ("", "Smith", MISSING),
        ("Smith Jr.", "Smith", "exact"),
    ],
)
def test_family_name(page: str, chart: str, expected: str) -> None:
    assert level("family_name", {"family_name": page}, {"family_name": chart}) == expected


@pytest.mark.parametrize(
    ("page", "chart", "expected"),
    [
        ("Robert", "ROBERT", "exact"),
        ("Bob", "Robert", "nickname"),
        ("Robert", "Bob", "nickname"),
        ("Pepe", "José", "nickname"),
        ("Maryann", "Mary Ann", "exact"),
        ("Ann", "Mary Ann", "middle"),
        ("R", "Robert", "initial"),
        ("T", "Robert", "different"),
        ("Stephanle", "Stephanie", "near"),
        ("Joan", "John", "near"),
        ("Solveig", "Latoya", "different"),
    ],
)
def test_given_name(page: str, chart: str, expected: str) -> None:
    assert level("given_name", {"given_name": page}, {"given_name": chart}) == expected


@pytest.mark.parametrize(
    ("page", "chart", "expected"),
    [
        ("1958-03-04", "1958-03-04", "exact"),
        ("1958-04-03", "1958-03-04", "day and month exchanged"),
        ("1953-03-04", "1958-03-04", "one digit off"),
        ("1936-03-04", "1958-03-04", "same day of the year"),
        ("1958-11-29", "1963-03-04", "different"),
        ("1958-02-31", "1958-03-04", MISSING),
    ],
)
def test_birth_date(page: str, chart: str, expected: str) -> None:
    assert level("birth_date", {"birth_date": page}, {"birth_date": chart}) == expected


@pytest.mark.parametrize(
    ("field", "page", "chart", "expected"),
    [
        ("mrn", {"mrn": "00123456"}, {"mrn": "123456"}, "exact"),
        ("mrn", {"mrn": "l23456"}, {"mrn": "123456"}, "exact"),
        ("mrn", {"mrn": "123457"}, {"mrn": "123456"}, "one character off"),
        ("phone", {"phone": "(505) 555-0134"}, {"phone": "5055550134"}, "exact"),
        ("phone", {"phone": "555-0134"}, {"phone": "5055550134"}, "exact"),
        ("member_id", {"member_id": "XPH-832987790"}, {"member_id": "XPH832987790"}, "exact"),
        ("member_id", {"member_id": "XPH83298779002"}, {"member_id": "XPH83298779001"}, "same family"),
        ("member_id", {"member_id": "XPH832987790"}, {"member_id": "XPH83298779001"}, "same family"),
        ("address", {"address_line": "12 N Oak St"}, {"address_line": "12 Oak Street"}, "exact"),
        ("address", {"address_line": "PO Box 12"}, {"address_line": "P.O. BOX 12"}, "exact"),
        ("address", {"address_line": "12 Oak St"}, {"address_line": "99 Elm St"}, "different"),
        ("suffix", {"suffix": "Jr."}, {"suffix": "SR"}, "different"),
        ("suffix", {"suffix": "Jr."}, {}, "on one side"),
        ("suffix", {}, {}, MISSING),
        ("member_id", {"member_id": "1EG4-TE5-MK73"}, {"member_id": "1EG4TE5MK73"}, "own number"),
        ("sex", {"sex": "female"}, {"sex": "F"}, "exact"),
    ],
)
def test_other_fields(field: str, page: dict[str, str], chart: dict[str, str], expected: str) -> None:
    assert level(field, page, chart) == expected


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_date", "1900-01-01"), ("ssn_last4", "9999"), ("ssn_last4", "0000"), ("family_name", "UNKNOWN"),
        ("given_name", "Baby Boy"), ("given_name", "BABYGIRL A"), ("given_name", "Test"), ("phone", "(999) 999-9999"),
        ("mrn", "00000000"), ("member_id", "N/A"), ("address_line", "Unknown"), ("postal_code", "99999"),
    ],
)  # fmt: skip
def test_placeholders_say_nothing(field: str, value: str) -> None:
    assert is_placeholder(field, value)
    patient = Patient(patient_id="P1", **{field: value})
    assert without_placeholders(patient) == Patient(patient_id="P1")
    assert profiles_of(without_placeholders(patient)) == (profile_of({}),)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", "Babette"),
        ("family_name", "Testa"),
        ("birth_date", "1910-01-01"),
        ("ssn_last4", "1111"),
        ("mrn", "7"),
    ],
)
def test_real_values_are_no_placeholders(field: str, value: str) -> None:
    assert not is_placeholder(field, value)


def test_first_and_last_name_exchanged() -> None:
    levels = compare(
        profile_of({"family_name": "Thomas", "given_name": "Vigil"}),
        (profile_of({"family_name": "Vigil", "given_name": "Thomas"}),),
    )
    assert levels["family_name"].name == levels["given_name"].name == "swapped"


def test_a_maiden_name_agrees_with_the_alias_that_bears_it() -> None:
    chart = Patient(
        patient_id="P1", family_name="Burnell", given_name="Ada", phone="5055550134",
        aliases=(Patient(patient_id="P1", family_name="Ostrow", given_name="Ada"),),
    )  # fmt: skip
    levels = compare(profile_of({"family_name": "Ostrow", "given_name": "Ada"}), profiles_of(chart))
    assert (levels["family_name"].name, levels["given_name"].name) == ("exact", "exact")


def test_names_of_two_identities_are_not_mixed() -> None:
    chart = (
        profile_of({"family_name": "Burnell", "given_name": "Ada"}),
        profile_of({"family_name": "Ostrow", "given_name": "Zelda"}),
    )
    levels = compare(profile_of({"family_name": "Ostrow", "given_name": "Ada"}), chart)
    assert {levels["family_name"].name, levels["given_name"].name} != {"exact"}


@given(VALUES)
def test_whoever_is_compared_with_himself_agrees(values: dict[str, str]) -> None:
    profile = profile_of(values)
    for field, found in compare(profile, (profile,)).items():
        assert found.name in ("exact", "own number", MISSING, "zip", "initial"), field


@given(VALUES, VALUES)
def test_comparing_never_raises_and_is_the_same_both_ways(a: dict[str, str], b: dict[str, str]) -> None:
    one, other = profile_of(a), profile_of(b)
    there, back = compare(one, (other,)), compare(other, (one,))
    assert tuple(there) == FIELDS
    assert {f: there[f].name for f in FIELDS} == {f: back[f].name for f in FIELDS}


@given(st.text(max_size=300))
def test_normal_forms_never_raise_and_are_stable(text: str) -> None:
    assert normal.folded(normal.folded(text)) == normal.folded(text)
    assert near(normal.folded(text), normal.folded(text))
    for function in (normal.phone, normal.birth, normal.suffix, normal.code, normal.confusable, normal.phonetic):
        assert isinstance(function(text), str)


def test_every_level_has_a_weight_and_no_other() -> None:
    shipped = table()
    assert shipped.version == 1
    assert {field: set(levels) for field, levels in shipped.levels.items()} == {
        field: set(names) for field, names in LEVELS.items()
    }
