"""One contract for finding charts by what a person types: memory, SQLite, and PostgreSQL where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.adapters.database import create_engine
from pipeline.adapters.patients_memory import MemoryPatientIndex
from pipeline.adapters.patients_sql import SqlPatientIndex
from pipeline.matching import search
from pipeline.ports import PatientChange
from pipeline.records import Patient, evolve

ADA = Patient(
    patient_id="P1", mrn="4010068", family_name="Burnell", given_name="Ada", birth_date="1958-03-04",
    phone="5055550134", member_id="XPH832987790",
)  # fmt: skip
CHARTS = (
    ADA,
    Patient(patient_id="P2", mrn="4010069", family_name="Burnell", given_name="Victor", birth_date="1955-11-20"),
    Patient(patient_id="P3", family_name="De la Cruz", given_name="María José", birth_date="1990-05-06"),
    Patient(patient_id="P4", family_name="Garcia-Lopez", given_name="Robert", birth_date="1971-01-02"),
    Patient(patient_id="P5", family_name="Burnham", given_name="Adam", birth_date="1958-07-08"),
)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MemoryPatientIndex | SqlPatientIndex]:
    if request.param == "memory":
        yield MemoryPatientIndex(CHARTS)
        return
    postgres = request.param == "postgresql"
    url = request.getfixturevalue("postgres_url") if postgres else f"sqlite:///{tmp_path}/index.db"
    engine = create_engine(url)
    try:
        made = SqlPatientIndex(engine)
        made.apply(PatientChange(patient=chart) for chart in CHARTS)
        yield made
    finally:
        engine.dispose()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("burnell ada", ["P1"]),
        ("Ada Burnell", ["P1"]),
        ("burn", ["P1", "P2", "P5"]),
        ("burnell", ["P1", "P2"]),
        ("burnel", ["P1", "P2"]),
        ("brunell", ["P1", "P2"]),
        ("Burnell, Vic", ["P2"]),
        ("burmell victor", ["P2"]),
        ("burnell 1958", ["P1", "P2"]),
        ("burnell 3/4/58", ["P1"]),
        ("3/4/1958", ["P1"]),
        ("1958-03-04", ["P1"]),
        ("burnham 03/04/1958", []),
        ("4010068", ["P1"]),
        ("(505) 555-0134", ["P1"]),
        ("505 555 0134", ["P1"]),
        ("XPH832987790", ["P1"]),
        ("ada 4010069", []),
        ("P4", ["P4"]),
        ("de la cruz", ["P3"]),
        ("maria de la cruz", ["P3"]),
        ("de la cruz mar", ["P3"]),
        ("lopez bob", ["P4"]),
        ("garcia lopez", ["P4"]),
        ("nobody at all", []),
        ("", []),
        ("%_'\"; --", []),
        ("\x00\u202e", []),
    ],
)
def test_what_a_person_types(index: MemoryPatientIndex | SqlPatientIndex, typed: str, found: list[str]) -> None:
    assert [patient.patient_id for patient in index.search(typed, 10)] == found


def test_charts_that_change_are_found_by_what_they_say_now_and_said_before(
    index: MemoryPatientIndex | SqlPatientIndex,
) -> None:
    index.apply([PatientChange(patient=evolve(ADA, family_name="Ostrow")), PatientChange(gone="P2")])
    assert [one.patient_id for one in index.search("ostrow", 5)] == ["P1"]
    assert [one.patient_id for one in index.search("burnell", 5)] == ["P1"]
    assert index.search("victor", 5) == ()


def test_no_more_than_asked_for(index: MemoryPatientIndex | SqlPatientIndex) -> None:
    assert len(index.search("burn", 2)) == 2


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_is_too_odd(typed: str) -> None:
    asked = search.sought(typed)
    search.number_keys(asked), search.birth_keys(asked)
    assert len(search.beginnings(asked, [()] * len(asked.words))) <= 40
    assert all(search.likeness(asked, chart) >= 0 for chart in CHARTS)
