"""Patient lists from other systems: what is read, what is refused, and that messages hold no patient."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.adapters.patients_files import BadRow, read_changes
from pipeline.adapters.patients_memory import MemoryPatientIndex
from pipeline.errors import ConfigError, IntakeError, UsageError
from pipeline.ports import Changed, PatientChange
from pipeline.records import Patient

SHARED = Path(os.environ.get("CHARTDROP_SHARED", Path(__file__).parents[3] / "shared"))
HEADER = "patient_id,mrn,family_name,given_name,birth_date,sex,phone,ssn_last4\n"
ADA = Patient(
    patient_id="P1", mrn="77", family_name="Burnell", given_name="Ada", birth_date="1958-03-04", sex="F",
    phone="5055550134", ssn_last4="4417",
)  # fmt: skip


def read(folder: Path, text: str | bytes, **given_: object) -> list[PatientChange]:
    file = folder / "list.any"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_changes(file, **given_))  # type: ignore[arg-type]


def patients(changes: list[PatientChange]) -> list[Patient | None]:
    return [change.patient for change in changes]


@pytest.mark.parametrize(
    "row",
    [
        "P1,77,Burnell,Ada,1958-03-04,F,5055550134,4417",
        "P1,77,Burnell,Ada,03/04/1958,female,(505) 555-0134,123-45-4417",
        ' P1 ,77, Burnell ,"Ada",19580304,f,+1 505 555 0134,4417',
    ],
)
def test_csv_in_any_of_the_usual_writings(tmp_path: Path, row: str) -> None:
    assert patients(read(tmp_path, HEADER + row + "\n\n")) == [ADA]


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_csv_with_another_separator_order_and_byte_order_mark(tmp_path: Path, mark: str) -> None:
    rows = ("Family_Name,PATIENT_ID,extra", "Núñez,P7,x")
    text = "\ufeff" + "\r\n".join(row.replace(",", mark) for row in rows)
    assert patients(read(tmp_path, text)) == [Patient(patient_id="P7", family_name="Núñez")]


def test_csv_of_an_old_windows_system(tmp_path: Path) -> None:
    text = "patient_id,family_name\nP7,Núñez\n".encode("cp1252")
    assert patients(read(tmp_path, text)) == [Patient(patient_id="P7", family_name="Núñez")]


def test_csv_columns_are_mapped_by_configuration(tmp_path: Path) -> None:
    columns = {"patient_id": "Chart #", "family_name": "Last", "birth_date": "DOB"}
    (change,) = read(tmp_path, "Chart #,Last,DOB\n12,Burnell,3/4/1958\n", columns=columns)
    assert change.patient == Patient(patient_id="12", family_name="Burnell", birth_date="1958-03-04")


def test_a_header_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no column patient_id"):
        read(tmp_path, "name,dob\nBurnell,1958-03-04\n")
    with pytest.raises(UsageError, match="no column Chart"):
        read(tmp_path, HEADER, columns={"mrn": "Chart"})
    with pytest.raises(ConfigError, match="maiden"):
        read(tmp_path, HEADER, columns={"maiden": "Chart"})


BAD = HEADER + (
    "P1,77,Burnell,Ada,1958-02-31,F,,\n"
    "P2,78,Burnell,Ada,sometime,F,,\n"
    ",,Burnell,Ada,1958-03-04,F,,\n"
    "P4,80,Burnell,Ada\n"
    "P5,81,Burnell,Ada,2999-01-01,F,,\n"
    f"P6,82,{'x' * 600},Ada,1958-03-04,F,,\n"
    "P7,83,Ostrow,Karl,1940-01-09,M,,\n"
)


def test_bad_rows_are_told_by_line_and_nothing_is_imported(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(BAD)
    index = MemoryPatientIndex([ADA])
    with pytest.raises(UsageError) as caught:
        index.apply(read_changes(file))
    told = str(caught.value)
    assert "6 rows cannot be used, so nothing was imported" in told
    assert "line 2: birth_date is no calendar date" in told and "line 5: 4 values where the header has 8" in told
    assert not any(text in told for text in ("Burnell", "sometime", "1958", "2999"))
    assert index.get("P7") is None and index.candidates((), 0).size == 1


def test_bad_rows_can_be_passed_over(tmp_path: Path) -> None:
    skipped: list[BadRow] = []
    assert len(read(tmp_path, BAD, skipped=skipped)) == 1
    assert [row.line for row in skipped] == [2, 3, 4, 5, 6, 7]
    assert skipped[2].reason == "no patient_id"


@pytest.mark.parametrize("content", ["", "%PDF-1.4", "PK\x03\x04", "<html>", "a\x00b"])
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UsageError, match="no patient list"):
        read(tmp_path, content)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.csv cannot be read"):
        list(read_changes(tmp_path / "none.csv"))


RESOURCE = {
    "resourceType": "Patient", "id": "P1", "gender": "female", "birthDate": "1958-03-04",
    "identifier": [
        {"type": {"coding": [{"code": "MR"}]}, "value": "77"},
        {"system": "http://hl7.org/fhir/sid/us-ssn", "value": "123-45-4417"},
    ],
    "name": [
        {"use": "maiden", "family": "Ostrow", "given": ["Ada"]},
        {"use": "official", "family": "Burnell", "given": ["Ada"]},
    ],
    "telecom": [{"system": "email", "value": "a@example.org"}, {"system": "phone", "value": "505-555-0134"}],
    "address": [{"line": ["12 Oak St", "Apt 3"], "city": "Socorro", "state": "nm", "postalCode": "87801"}],
}  # fmt: skip


def bundle(*resources: dict[str, object]) -> str:
    return json.dumps({"resourceType": "Bundle", "entry": [{"resource": one} for one in resources]}, indent=1)


def test_fhir_bundle_and_ndjson_say_the_same(tmp_path: Path) -> None:
    whole = read(tmp_path, bundle({"resourceType": "Practitioner", "id": "D1"}, RESOURCE))
    lines = read(tmp_path, json.dumps(RESOURCE) + "\n\n" + json.dumps({"resourceType": "Group"}) + "\n")
    assert whole == lines
    (patient,) = patients(whole)
    assert patient is not None
    assert (patient.mrn, patient.ssn_last4, patient.phone, patient.sex) == ("77", "4417", "5055550134", "F")
    assert (patient.family_name, patient.address_line, patient.state) == ("Burnell", "12 Oak St Apt 3", "NM")
    assert [alias.family_name for alias in patient.aliases] == ["Ostrow"]


def test_fhir_merges_and_deletions(tmp_path: Path) -> None:
    link = {"other": {"reference": "Patient/P0"}, "type": "replaces"}
    changes = read(
        tmp_path, bundle({**RESOURCE, "link": [link]}, {"resourceType": "Patient", "id": "P5", "active": False})
    )
    assert [(change.patient is not None, change.gone) for change in changes] == [
        (True, ""),
        (True, "P0"),
        (False, "P5"),
    ]
    gone = {"resourceType": "Bundle", "entry": [{"request": {"method": "DELETE", "url": "Patient/P9"}}]}
    assert [change.gone for change in read(tmp_path, json.dumps(gone))] == ["P9"]


def test_fhir_that_is_damaged_is_told_by_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="line 2: not valid JSON"):
        read(tmp_path, json.dumps(RESOURCE) + "\n{cut off")
    with pytest.raises(UsageError, match="not valid JSON"):
        read(tmp_path, bundle(RESOURCE)[:-20])
    with pytest.raises(UsageError, match="line 1: birth_date"):
        read(tmp_path, bundle({**RESOURCE, "birthDate": "1958"}))


def adt(event: str, *more: str, person: str = "PID|1||77^^^X^MR~123454417^^^^SS||Burnell^Ada^R^Jr~Ostrow^Ada") -> str:
    tail = "||19580304|F|||12 Oak St^^Socorro^NM^87801||^PRN^PH^^^505^5550134"
    return (
        "\r".join((f"MSH|^~\\&|EHR|SITE|||20260101||ADT^{event}|1|P|2.5.1", f"EVN|{event}", person + tail, *more))
        + "\r"
    )


@pytest.mark.parametrize("event", ["A01", "A04", "A08", "A28", "A31"])
def test_adt_adds_and_changes(tmp_path: Path, event: str) -> None:
    (patient,) = patients(read(tmp_path, adt(event, "IN1|1|PLAN||Sunmesa" + "|" * 32 + "XPH1234")))
    assert patient is not None
    assert (patient.patient_id, patient.mrn, patient.birth_date, patient.ssn_last4) == (
        "77",
        "77",
        "1958-03-04",
        "4417",
    )
    assert (patient.family_name, patient.middle_name, patient.suffix) == ("Burnell", "R", "Jr")
    assert (patient.phone, patient.member_id, patient.payer) == ("5055550134", "XPH1234", "Sunmesa")
    assert [alias.family_name for alias in patient.aliases] == ["Ostrow"]


def test_adt_merges_deletes_and_passes_others_over(tmp_path: Path) -> None:
    text = "\x0b" + adt("A40", "MRG|88^^^X^MR") + "\x1c\r\n" + adt("A29") + adt("A03") + adt("A08").replace("\r", "\n")
    assert [(change.patient is not None, change.gone) for change in read(tmp_path, text)] == [
        (True, "88"), (False, "77"), (True, ""),
    ]  # fmt: skip


def test_adt_escapes_and_deleted_values(tmp_path: Path) -> None:
    person = 'PID|1||77^^^X^MR||O\\T\\Brien^""'
    (patient,) = patients(read(tmp_path, adt("A08", person=person)))
    assert patient is not None and (patient.family_name, patient.given_name) == ("O&Brien", "")


def test_adt_that_cannot_be_used_is_told_by_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="line 4: no patient_id"):
        read(tmp_path, adt("A08") + adt("A08", person="PID|1||||Burnell^Ada"))
    with pytest.raises(UsageError, match="line 1: no PID segment"):
        read(tmp_path, "MSH|^~\\&|EHR|SITE|||20260101||ADT^A08|1|P|2.5\rEVN|A08\r")


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"patient_id,family_name\n", b"MSH|^~\\&|", b'{"resourceType":"Patient"', b"{"]),
)
@settings(deadline=None)
def test_no_file_raises_anything_but_our_own_errors(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes, head: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.list"
    file.write_bytes(head + tail)
    try:
        MemoryPatientIndex().apply(read_changes(file))
    except IntakeError:
        pass


NAMES = st.sampled_from(["id", "name", "family", "given", "telecom", "use", "link", "address", "identifier", "value"])
JSON = st.recursive(
    st.none() | st.booleans() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
@settings(deadline=None)
def test_no_resource_raises_anything_but_our_own_errors(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.ndjson"
    resource = {**(value if isinstance(value, dict) else {"name": value}), "resourceType": "Patient"}
    file.write_text(json.dumps(resource) + "\n" + json.dumps(resource))
    try:
        list(read_changes(file))
    except IntakeError:
        pass


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not beside the project")
def test_messages_of_others_are_read() -> None:
    files = sorted((SHARED / "data" / "patients" / "hl7v2").glob("*ADT*.hl7"))
    skipped: list[BadRow] = []
    changes = [change for file in files for change in read_changes(file, skipped=skipped)]
    named = [change.patient for change in changes if change.patient]
    assert len(files) > 50 and len(skipped) <= len(files) // 10
    assert sum(bool(one.family_name and one.birth_date) for one in named) > len(named) * 0.9


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not beside the project")
def test_a_list_of_three_thousand_is_read_twice_without_a_change() -> None:
    file = SHARED / "data" / "offices" / "patients.csv"
    index = MemoryPatientIndex()
    assert index.apply(read_changes(file)) == Changed(added=3000)
    assert index.apply(read_changes(file)) == Changed(unchanged=3000)


def test_the_bytes_read_are_told_as_they_are_read(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(HEADER + "".join(f"P{n},{n},Burnell,Ada,1958-03-04,F,,\n" for n in range(9000)))
    told: list[int] = []
    changes = read_changes(file, seen=told.append)
    next(changes)
    assert 0 < sum(told) < file.stat().st_size
    assert len(list(changes)) == 8999 and sum(told) >= file.stat().st_size
