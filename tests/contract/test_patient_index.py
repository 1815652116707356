"""One contract for every patient index: memory, SQLite, and PostgreSQL where its server is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline.adapters import patients_tables
from pipeline.adapters.database import create_engine
from pipeline.adapters.patients_memory import MemoryPatientIndex
from pipeline.adapters.patients_sql import SqlPatientIndex
from pipeline.errors import LedgerUnavailable
from pipeline.matching import keys
from pipeline.matching.evidence import profiles_of
from pipeline.matching.shortlist import BLOCK
from pipeline.ports import Changed, PatientChange, PatientIndex
from pipeline.records import Patient, evolve

ADA = Patient(
    patient_id="P1", mrn="4010068", family_name="Burnell", given_name="Ada", birth_date="1958-03-04",
    phone="5055550134", address_line="12 Oak St", postal_code="87801",
)  # fmt: skip
VICTOR = Patient(patient_id="P2", mrn="4010069", family_name="Burnell", given_name="Victor", birth_date="1955-11-20")


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PatientIndex]:
    if request.param == "memory":
        yield MemoryPatientIndex()
        return
    postgres = request.param == "postgresql"
    url = request.getfixturevalue("postgres_url") if postgres else f"sqlite:///{tmp_path}/index.db"
    engine = create_engine(url)
    try:
        yield SqlPatientIndex(engine)
    finally:
        engine.dispose()


def put(index: PatientIndex, *patients: Patient) -> Changed:
    return index.apply(PatientChange(patient=patient) for patient in patients)


def asked(patient: Patient) -> tuple[int, ...]:
    return tuple(keys.of_query(profiles_of(patient)[0]))


def found(index: PatientIndex, patient: Patient, limit: int = 10) -> list[str]:
    return [one.patient_id for one in index.candidates(asked(patient), limit).patients]


def test_an_empty_index_answers(index: PatientIndex) -> None:
    assert index.candidates(asked(ADA), 10).patients == ()
    assert index.candidates((), 10).size == 0
    assert index.frequencies((keys.term("family_name", "BURNELL"),)) == {}
    assert index.get("P1") is None
    assert index.apply(()) == Changed()


def test_what_was_put_in_is_found_best_first(index: PatientIndex) -> None:
    assert put(index, ADA, VICTOR) == Changed(added=2)
    assert found(index, ADA) == ["P1", "P2"] or found(index, ADA) == ["P1"]
    assert index.get("P1") == ADA
    shortlist = index.candidates(asked(VICTOR), 1)
    assert ([one.patient_id for one in shortlist.patients], shortlist.size) == (["P2"], 2)


def test_the_same_list_twice_changes_nothing(index: PatientIndex) -> None:
    put(index, ADA, VICTOR)
    assert put(index, ADA, VICTOR) == Changed(unchanged=2)


def test_earlier_names_addresses_and_telephones_are_kept(index: PatientIndex) -> None:
    put(index, ADA)
    now = evolve(ADA, family_name="Ostrow", phone="5055550188", address_line="7 Elm Ave", postal_code="87105")
    assert put(index, now) == Changed(changed=1)
    assert put(index, now) == Changed(unchanged=1)
    chart = index.get("P1")
    assert chart is not None
    assert (chart.family_name, chart.phone) == ("Ostrow", "5055550188")
    assert {alias.family_name for alias in chart.aliases} >= {"Burnell"}
    assert {alias.phone for alias in chart.aliases} >= {"5055550134"}
    assert found(index, Patient(patient_id="", family_name="Burnell", given_name="Ada")) == ["P1"]
    assert found(index, Patient(patient_id="", phone="5055550134")) == ["P1"]
    assert put(index, ADA) == Changed(changed=1)
    back = index.get("P1")
    assert back is not None and back.family_name == "Burnell"


def test_a_corrected_birth_date_is_not_kept(index: PatientIndex) -> None:
    put(index, ADA)
    put(index, evolve(ADA, birth_date="1985-03-04"))
    assert found(index, Patient(patient_id="", given_name="Ada", birth_date="1958-03-04")) == []


def test_a_merge_makes_the_other_chart_an_alias(index: PatientIndex) -> None:
    put(index, ADA, VICTOR)
    merge = PatientChange(patient=ADA, gone="P2")
    assert index.apply([merge]) == Changed(changed=1, removed=1)
    assert index.apply([merge]) == Changed(unchanged=1)
    assert index.get("P2") is None
    assert found(index, VICTOR) == ["P1"]
    assert index.candidates((), 0).size == 1


def test_a_deletion_takes_keys_and_counts_with_it(index: PatientIndex) -> None:
    name = keys.term("family_name", "BURNELL")
    put(index, ADA, VICTOR)
    assert index.frequencies((name,)) == {name: 2}
    assert index.apply([PatientChange(gone="P1"), PatientChange(gone="nobody")]) == Changed(removed=1)
    assert index.frequencies((name,)) == {name: 1}
    assert found(index, evolve(ADA, family_name="", given_name="")) == []


def test_changes_of_one_list_are_made_in_order(index: PatientIndex) -> None:
    changes = [PatientChange(patient=ADA), PatientChange(gone="P1"), PatientChange(patient=VICTOR, gone="P1")]
    assert index.apply(changes) == Changed(added=1)
    assert index.get("P1") is None
    other = evolve(ADA, patient_id="P3")
    assert index.apply([PatientChange(patient=other), PatientChange(patient=VICTOR, gone="P3")]) == Changed(changed=1)
    assert found(index, ADA, 1) == ["P2"]


def test_a_list_that_breaks_off_changes_nothing(index: PatientIndex) -> None:
    put(index, VICTOR)

    def broken() -> Iterator[PatientChange]:
        yield from (PatientChange(patient=evolve(ADA, patient_id=f"X{n}")) for n in range(4500))
        raise RuntimeError("the list breaks off")

    with pytest.raises(RuntimeError):
        index.apply(broken())
    assert index.candidates((), 0).size == 1
    assert found(index, ADA) in ([], ["P2"])
    assert put(index, ADA) == Changed(added=1)


def test_a_crowded_key_is_named_and_others_still_find(index: PatientIndex) -> None:
    crowd = [Patient(patient_id=f"C{n:04}", phone="5055550199", mrn=str(70000 + n)) for n in range(BLOCK + 50)]
    put(index, *crowd)
    last = crowd[-1]
    shortlist = index.candidates(asked(last), 5)
    assert shortlist.patients[0] == last
    assert shortlist.crowded == {keys.key64("phone", "5550199")}
    assert len(shortlist.patients) == 5


def test_placeholders_are_no_keys(index: PatientIndex) -> None:
    put(index, Patient(patient_id="B1", family_name="Ortega", given_name="Baby Boy", birth_date="1900-01-01"))
    chart = index.get("B1")
    assert chart == Patient(patient_id="B1", family_name="Ortega")
    assert found(index, Patient(patient_id="", given_name="Baby", birth_date="1900-01-01")) == []


@pytest.mark.parametrize(
    "odd", ["x" * 200, "a\x01b", "محمد", "'; DROP TABLE patients; --", "\ufeff", "😀", "%s {0} :key0"]
)
def test_any_text_is_stored_and_found(index: PatientIndex, odd: str) -> None:
    patient = Patient(patient_id=f"id {odd}", family_name=odd, given_name=odd, mrn=f"M{odd}", birth_date=odd)
    assert put(index, patient) == Changed(added=1)
    assert index.get(patient.patient_id) == patient
    assert found(index, patient) == [patient.patient_id]


def test_an_index_of_another_recipe_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/index.db")
    put(SqlPatientIndex(engine), ADA, VICTOR)
    with engine.begin() as connection:
        connection.execute(sa.delete(patients_tables.patient_keys))
    assert found(SqlPatientIndex(engine), ADA) == []
    monkeypatch.setattr(keys, "VERSION", keys.VERSION + 1)
    again = SqlPatientIndex(engine)
    assert found(again, ADA)[0] == "P1"
    assert again.frequencies((keys.term("family_name", "BURNELL"),)) == {keys.term("family_name", "BURNELL"): 2}
    assert again.candidates((), 0).size == 2
    engine.dispose()


def test_a_database_that_does_not_answer_is_unavailable(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/no/such/folder/index.db")
    index = SqlPatientIndex(engine)
    for call in (lambda: put(index, ADA), lambda: index.get("P1"), lambda: index.candidates((1,), 1)):
        with pytest.raises(LedgerUnavailable) as caught:
            call()
        assert "Burnell" not in str(caught.value)
    engine.dispose()
