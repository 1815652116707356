"""Which chart: what files, what a person must see, and what nobody is."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.adapters.patients_memory import MemoryPatientIndex
from pipeline.matching import keys
from pipeline.matching.evidence import profile_of, profiles_of
from pipeline.matching.score import MatchPolicy
from pipeline.matching.shortlist import BLOCK
from pipeline.records import Box, Extraction, Field, Match, Patient, evolve
from pipeline.stages.match import match

ADA = Patient(
    patient_id="P1", mrn="4010068", family_name="Burnell", given_name="Ada", middle_name="Ruth", sex="F",
    birth_date="1958-03-04", phone="5055550134", address_line="12 Oak St", postal_code="87801", ssn_last4="4417",
    member_id="XPH832987790",
)  # fmt: skip
SPOUSE = Patient(
    patient_id="P2", mrn="4010069", family_name="Burnell", given_name="Victor", birth_date="1955-11-20", sex="M",
    phone="5055550134", address_line="12 Oak St", postal_code="87801", member_id="XPH832987790",
)  # fmt: skip
SENIOR = Patient(
    patient_id="P3",
    mrn="5550001",
    family_name="Ostrow",
    given_name="Karl",
    suffix="Sr",
    birth_date="1940-01-09",
    sex="M",
)
JUNIOR = Patient(
    patient_id="P4",
    mrn="5550002",
    family_name="Ostrow",
    given_name="Karl",
    suffix="Jr",
    birth_date="1968-07-30",
    sex="M",
)
TWINS = tuple(
    Patient(
        patient_id=f"T{name}",
        mrn=f"30{n}7{n}",
        family_name="Delmonico",
        given_name=name,
        birth_date=born,
        sex="F",
        phone="5055550177",
    )
    for n, (name, born) in enumerate(
        (("Marlena", "2011-05-06"), ("Marlene", "2011-05-06"), ("Ingrid", "1999-02-03"), ("Rosalind", "1999-02-03"))
    )
)
OTHERS = tuple(
    Patient(
        patient_id=f"Q{n}", mrn=str(9000000 + 7 * n), family_name=f"{a}{b}", given_name=c,
        birth_date=f"{1930 + n % 90}-0{1 + n % 9}-1{n % 9}",
    )
    for n, (a, b, c) in enumerate(
        product(("Hol", "Ver", "Stan"), ("berg", "worth", "man"), ("Ann", "Paul", "Rosa", "Lee"))
    )
)  # fmt: skip
EVERYBODY = (ADA, SPOUSE, SENIOR, JUNIOR, *TWINS, *OTHERS)
WHOLE = {"family_name": "BURNELL", "given_name": "Ada", "birth_date": "1958-03-04"}


def pages(values: Mapping[str, str], patients: int = 1, confidence: float = 0.97) -> Extraction:
    box = Box(left=0, top=0, right=1, bottom=1)
    return Extraction(
        fields={n: Field(value=v, raw=v, page=1, box=box, confidence=confidence) for n, v in values.items()},
        patients=patients,
    )


@pytest.fixture(scope="module")
def index() -> MemoryPatientIndex:
    return MemoryPatientIndex(EVERYBODY)


def decide(index: MemoryPatientIndex, patients: int = 1, **values: str) -> Match:
    return match(pages(values, patients), "referral", index)


def codes(found: Match) -> set[str]:
    return {doubt.code for doubt in found.doubts}


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"given_name": "ADA", "sex": "F", "mrn": "77"},
        {"birth_date": "1953-03-04", "mrn": "4010068"},
        {"birth_date": "1958-04-03", "ssn_last4": "4417"},
        {"birth_date": "", "member_id": "XPH832987790"},
        {"birth_date": "", "mrn": "4010068"},
        {"family_name": "Bumell"},
        {"family_name": "Ada", "given_name": "Burnell"},
        {"family_name": "Newname", "address_line": "12 Oak Street", "postal_code": "87801"},
        {"given_name": "A", "mrn": "4010068"},
    ],
)
def test_enough_agrees_to_file(index: MemoryPatientIndex, changed: dict[str, str]) -> None:
    found = decide(index, **{**WHOLE, **changed})
    assert (found.decision, found.patient_id, found.doubts) == ("match", "P1", ())
    assert found.probability >= 0.999
    assert {weight.field for weight in found.candidates[0].weights} >= {"family_name", "given_name"}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({**WHOLE, "birth_date": "1971-09-30", "mrn": "4010068"}, "birth_date_differs"),
        ({**WHOLE, "birth_date": "1953-03-04", "phone": "5055550134"}, "birth_date_near"),
        ({**WHOLE, "birth_date": "", "phone": "5055550134", "address_line": "12 Oak St"}, "birth_date_missing"),
        ({**WHOLE, "given_name": "Zelda", "mrn": "4010068"}, "first_name_differs"),
        ({**WHOLE, "given_name": "A", "phone": "5055550134"}, "first_name_initial"),
        ({**WHOLE, "given_name": "", "phone": "5055550134"}, "first_name_missing"),
        ({**WHOLE, "family_name": "Newname", "phone": "5055550134"}, "last_name_differs"),
        ({**WHOLE, "family_name": "", "phone": "5055550134"}, "last_name_missing"),
        ({**WHOLE, "ssn_last4": "9021", "mrn": "4010068"}, "ssn_differs"),
        ({"family_name": "Ostrow", "given_name": "Karl", "suffix": "Jr", "birth_date": "1940-01-09"}, "suffix_differs"),
        ({"mrn": "4010068"}, "name_missing"),
        ({"mrn": "4010068", "birth_date": "1958-03-04"}, "name_missing"),
    ],
)
def test_a_gate_asks_for_a_person(index: MemoryPatientIndex, values: dict[str, str], reason: str) -> None:
    found = decide(index, **values)
    assert (found.decision, found.patient_id) == ("review", None)
    assert reason in codes(found)
    assert all(doubt.says.endswith(".") for doubt in found.doubts)


def test_a_chart_number_that_is_another_persons_does_not_lead_there(index: MemoryPatientIndex) -> None:
    found = decide(index, family_name="Yarrow", given_name="Tobias", birth_date="1999-12-01", mrn="4010068")
    assert found.decision != "match"


def test_the_number_of_a_relative_on_the_page_is_a_doubt(index: MemoryPatientIndex) -> None:
    found = decide(index, **{**WHOLE, "mrn": SPOUSE.mrn})
    assert found.decision == "review"
    assert "number_of_another" in codes(found)


def test_twins_are_told_apart_by_the_exact_first_name_only(index: MemoryPatientIndex) -> None:
    page = {"family_name": "Delmonico", "phone": "5055550177"}
    assert decide(index, **page, birth_date="1999-02-03", given_name="Ingrid").patient_id == "TIngrid"
    assert decide(index, **page, birth_date="1999-02-03", given_name="Ingird").decision == "review"
    assert decide(index, **page, birth_date="2011-05-06", given_name="Marlene").decision == "review"
    assert decide(index, **page, birth_date="2011-05-06", given_name="Marlene", mrn="3017 1").patient_id == "TMarlene"


def test_an_unindexed_twin_or_namesake_is_not_filed(index: MemoryPatientIndex) -> None:
    twin = decide(index, **{**WHOLE, "given_name": "Edith", "phone": "5055550134", "address_line": "12 Oak St"})
    namesake = decide(
        index, **{**WHOLE, "birth_date": "1990-08-08", "member_id": "XPH832987790", "phone": "5055550134"}
    )
    assert "match" not in (twin.decision, namesake.decision)


def test_a_member_number_may_be_refused_in_place_of_a_birth_date(index: MemoryPatientIndex) -> None:
    card = pages({**WHOLE, "birth_date": "", "member_id": "XPH832987790"})
    assert match(card, "insurance_card", index).decision == "match"
    assert match(card, "insurance_card", index, MatchPolicy(member_for_birth_date=False)).decision == "review"


def test_a_suffix_that_the_chart_lacks_is_a_sign_of_a_namesake(index: MemoryPatientIndex) -> None:
    card = {**WHOLE, "birth_date": "", "member_id": "XPH832987790", "suffix": "Jr"}
    assert decide(index, **card).decision == "review"
    assert decide(index, **{**card, "birth_date": "1958-03-04"}).decision == "match"


def test_two_charts_of_one_identity_are_shown_both() -> None:
    double = Patient(patient_id="P9", mrn="777", family_name="Burnell", given_name="Ada", birth_date="1958-03-04")
    found = decide(MemoryPatientIndex((*EVERYBODY, double)), **WHOLE)
    assert found.decision == "review"
    assert "shared_identity" in codes(found)
    assert {one.patient_id for one in found.candidates[:2]} == {"P1", "P9"}


def test_two_patients_on_the_pages_always_go_to_a_person(index: MemoryPatientIndex) -> None:
    found = decide(index, patients=2, **WHOLE)
    assert (found.decision, found.patient_id) == ("review", None)
    assert "several_patients" in codes(found)
    assert decide(index, patients=2).decision == "review"


def test_nobody(index: MemoryPatientIndex) -> None:
    unknown = decide(index, family_name="Yarrow", given_name="Tobias", birth_date="1999-12-01")
    unnamed = decide(index)
    empty = decide(MemoryPatientIndex(), **WHOLE)
    assert {unknown.decision, unnamed.decision, empty.decision} == {"none"}
    assert (codes(unnamed), codes(unknown), codes(empty)) == ({"no_patient_named"}, {"not_in_index"}, {"not_in_index"})


def test_the_payers_telephone_on_a_card_is_not_the_patients(index: MemoryPatientIndex) -> None:
    card = match(
        pages({"given_name": "Victor", "family_name": "Burnell", "phone": "5055550134"}), "insurance_card", index
    )
    assert "phone" not in {weight.field for one in card.candidates for weight in one.weights}


def test_a_crowded_key_says_so() -> None:
    crowd = tuple(
        Patient(patient_id=f"C{n}", mrn="31337", family_name=f"Fam{n}", given_name="Pat", birth_date="1970-01-01")
        for n in range(BLOCK + 5)
    )
    found = decide(
        MemoryPatientIndex(crowd), mrn="31337", family_name="Fam3", given_name="Pat", birth_date="1970-01-01"
    )
    assert found.decision == "review"
    assert "index_crowded" in codes(found)


def test_a_common_name_says_less_than_a_rare_one() -> None:
    crowd = tuple(
        Patient(patient_id=f"C{n}", family_name="Smith", given_name="Pat", birth_date=f"19{n % 90 + 10}-01-02")
        for n in range(90)
    )
    index = MemoryPatientIndex((*EVERYBODY, *crowd))

    def bits(family: str, given_name: str, born: str) -> float:
        found = decide(index, family_name=family, given_name=given_name, birth_date=born)
        return next(weight.bits for weight in found.candidates[0].weights if weight.field == "family_name")

    assert bits("Burnell", "Ada", "1958-03-04") > bits("Smith", "Pat", "1950-01-02") + 3


def test_a_doubtful_reading_weighs_less_against_a_chart(index: MemoryPatientIndex) -> None:
    page = {**WHOLE, "phone": "9155550199"}
    sure, unsure = (match(pages(page, confidence=c), "referral", index).candidates[0] for c in (1.0, 0.5))
    against = [next(w.bits for w in one.weights if w.field == "phone") for one in (sure, unsure)]
    assert against[0] < against[1] < 0


@pytest.mark.parametrize(
    "damage",
    [
        {"mrn": "401OO68"}, {"phone": "505-555-0199"}, {"given_name": "Adda"}, {"family_name": "Bumell"},
        {"birth_date": "1958-04-03"}, {"birth_date": "1953-03-04"}, {"birth_date": ""}, {"family_name": "Zzyzx"},
        {"family_name": "Ada", "given_name": "Burnell"}, {"given_name": ""}, {"given_name": "Zelda"},
    ],
)  # fmt: skip
def test_a_damaged_page_still_shares_a_key_with_its_chart(damage: dict[str, str]) -> None:
    said = {**WHOLE, "mrn": ADA.mrn, "phone": ADA.phone, **damage}
    without = {name: value for name, value in said.items() if name in WHOLE or name in damage}
    asked = set(keys.of_query(profile_of(said)))
    assert asked & keys.of_patient(ADA)[0]
    if sum(bool(value) for value in without.values()) > 2:
        assert set(keys.of_query(profile_of(without))) & keys.of_patient(ADA)[0]


def test_keys_are_stable_and_fit_a_bigint() -> None:
    assert keys.key64("mrn", "4010068") == -9169938251567254947
    assert all(-(2**63) <= key < 2**63 for key in keys.of_patient(ADA)[0])


@pytest.mark.parametrize(
    "bad", [{"file_at": 1.0}, {"file_at": 0.2}, {"show_at": 0.0}, {"in_index": 0}, {"shortlist": 0}]
)
def test_a_policy_that_makes_no_sense_is_refused(bad: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"file_at|in_index"):
        MatchPolicy(**bad)  # type: ignore[arg-type]


ODD = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        ["Ada", "Burnell", "1958-03-04", "4010068", "x" * 200, "\x00\x1b", "محمد", "אדה", "1958-02-31", "Jr"]
    ),
)
SAID = st.dictionaries(
    st.sampled_from([name for name in Patient.__slots__ if name not in ("patient_id", "payer", "aliases")]),
    ODD,
)


@given(SAID, st.floats(0, 1), st.sampled_from(["lab_result", "insurance_card", "other"]))
@settings(deadline=None)
def test_any_text_in_any_field_gives_a_decision(values: dict[str, str], confidence: float, kind: str) -> None:
    found = match(pages(values, confidence=confidence), kind, _INDEX)  # type: ignore[arg-type]
    assert 0 <= found.probability <= 1
    assert (found.decision == "match") == (found.patient_id is not None)
    assert list(found.candidates) == sorted(found.candidates, key=lambda one: -one.probability)
    assert len(found.candidates) <= 10


_INDEX = MemoryPatientIndex(
    (*EVERYBODY, Patient(patient_id="EMPTY"), Patient(patient_id="LONG", family_name="x" * 200))
)


@given(SAID)
@settings(deadline=None)
def test_any_patient_can_be_indexed_and_found_by_his_own_keys(values: dict[str, str]) -> None:
    index = MemoryPatientIndex((Patient(patient_id="P", **values),))
    patient = index.get("P")
    assert patient is not None
    for profile in profiles_of(patient):
        asked = tuple(keys.of_query(profile))
        assert bool(index.candidates(asked, 5).patients) == bool(keys.of_patient(patient)[0])


def test_no_repr_shows_a_patient(index: MemoryPatientIndex) -> None:
    found = decide(index, **WHOLE)
    shown = repr(found) + repr(ADA) + repr(profiles_of(ADA)) + repr(index.candidates((), 1))
    assert "Burnell" not in shown and "1958" not in shown


FATHER = Patient(
    patient_id="F1", mrn="6100001", family_name="Verwood", given_name="Otto", birth_date="1961-02-03", sex="M",
    address_line="9 Mesa Rd", postal_code="87105", phone="5055550160", member_id="QRS445566778",
)  # fmt: skip
SON = evolve(FATHER, patient_id="F2", mrn="6100002", birth_date="1994-08-09", member_id="", phone="")
CARD = {"family_name": "Verwood", "given_name": "Otto", "member_id": "QRS445566778"}


def test_a_card_files_on_exact_name_and_member_number_when_there_is_one_of_that_name() -> None:
    found = match(pages(CARD), "insurance_card", MemoryPatientIndex((FATHER, *OTHERS)))
    assert (found.decision, found.patient_id) == ("match", "F1")


@pytest.mark.parametrize("shared", ["member_id", "phone", "address_line"])
def test_father_and_son_of_one_name_in_one_house_need_a_birth_date(shared: str) -> None:
    apart = {"address_line": "", "postal_code": "", "member_id": "", "phone": ""}
    same = {shared: getattr(FATHER, shared), "postal_code": FATHER.postal_code}
    index = MemoryPatientIndex((FATHER, evolve(SON, **{**apart, **same}), *OTHERS))
    found = match(pages(CARD), "insurance_card", index)
    assert found.decision == "review" and "namesake" in codes(found)
    dated = match(pages({**CARD, "birth_date": "1961-02-03"}), "insurance_card", index)
    assert (dated.decision, dated.patient_id) == ("match", "F1")


def test_a_name_that_is_hard_to_read_is_not_called_new() -> None:
    index = MemoryPatientIndex((FATHER, *OTHERS))
    read = {"family_name": "Marwood", "given_name": "Ollie", "birth_date": "1967-02-08", "phone": FATHER.phone}
    assert match(pages(read), "lab_result", index).decision == "none"
    faint = match(pages(read, confidence=0.6), "lab_result", index)
    assert faint.decision == "review" and faint.candidates[0].patient_id == "F1"
    nobody = match(pages(read, confidence=0.6), "lab_result", MemoryPatientIndex(OTHERS))
    assert nobody.decision == "review" and not nobody.candidates


@pytest.mark.parametrize("misread", ["Verwooi", "Verwod"])
def test_a_misread_last_name_does_not_hide_the_namesake(misread: str) -> None:
    index = MemoryPatientIndex((FATHER, SON, *OTHERS))
    found = match(pages({**CARD, "family_name": misread}), "insurance_card", index)
    assert found.decision == "review" and codes(found) & {"namesake", "birth_date_missing"}


def test_a_suffix_on_one_side_needs_a_birth_date() -> None:
    index = MemoryPatientIndex((evolve(FATHER, suffix="Jr"), *OTHERS))
    found = match(pages(CARD), "insurance_card", index)
    assert found.decision == "review" and "suffix_unsure" in codes(found)
    assert match(pages({**CARD, "birth_date": "1961-02-03"}), "insurance_card", index).decision == "match"
