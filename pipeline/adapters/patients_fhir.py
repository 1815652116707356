"""FHIR R4 Patient resources, from a Bundle or NDJSON (hl7.org/fhir/R4/patient.html).

The resource's id is the chart's id. Names, addresses and telephones marked old, maiden or nickname become aliases, as
do further ones. A `replaces` link is a merge; a resource that is inactive or replaced by another is no chart any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TextIO

import msgspec

from pipeline.adapters.patients_values import BadValue, patient_from
from pipeline.errors import UsageError
from pipeline.ports import PatientChange
from pipeline.records import Patient

Note = Callable[[int, str], None]
_PAST = ("old", "maiden", "nickname", "temp", "anonymous")
_SSN = "http://hl7.org/fhir/sid/us-ssn"


def is_bundle(start: str) -> bool:
    """Whether JSON that begins like this is one Bundle rather than a resource per line."""
    kind = re.search(r'"resourceType"\s*:\s*"(\w+)"', start)
    return start.startswith("[") or (kind is not None and kind[1] == "Bundle")


def from_bundle(file: TextIO, note: Note) -> Iterator[PatientChange]:
    """Changes of one Bundle; the line of a note is the entry's number. Raises UsageError when it is not JSON."""
    try:
        bundle = msgspec.json.decode(file.read().lstrip("\ufeff"))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise UsageError("The Bundle is not valid JSON: it may be cut off.") from None
    entries = _list(bundle.get("entry")) if isinstance(bundle, dict) else _list(bundle)
    for number, entry in enumerate(entries, start=1):
        request = _dict(_dict(entry).get("request"))
        if request.get("method") == "DELETE" and _text(request, "url").startswith("Patient/"):
            yield PatientChange(gone=_text(request, "url").removeprefix("Patient/"))
        else:
            yield from _changes(_dict(entry).get("resource", entry), number, note)


def from_ndjson(file: TextIO, note: Note) -> Iterator[PatientChange]:
    """Changes of a file with a resource on each line."""
    for number, line in enumerate(file, start=1):
        if not line.strip("\ufeff \r\n\t"):
            continue
        try:
            resource = msgspec.json.decode(line.lstrip("\ufeff"))
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            note(number, "not valid JSON")
            continue
        yield from _changes(resource, number, note)


def _changes(resource: object, number: int, note: Note) -> Iterator[PatientChange]:
    found = _dict(resource)
    if found.get("resourceType") != "Patient":
        return
    links = [_dict(link) for link in _list(found.get("link"))]
    patient_id = _text(found, "id")
    if found.get("active") is False or any(link.get("type") == "replaced-by" for link in links):
        yield PatientChange(gone=patient_id)
        return
    try:
        patient = _patient(found, patient_id)
    except BadValue as error:
        note(number, str(error))
        return
    yield PatientChange(patient=patient)
    for link in links:
        other = _text(_dict(link.get("other")), "reference").rpartition("/")[2]
        if link.get("type") == "replaces" and other:
            yield PatientChange(patient=patient, gone=other)


def _patient(found: dict[str, Any], patient_id: str) -> Patient:
    names, addresses, phones = _names(found), _addresses(found), _phones(found)
    identity = {"patient_id": patient_id}
    others = [patient_from({**identity, **extra}) for extra in (*names[1:], *addresses[1:], *phones[1:])]
    own = [extra for extras in (names, addresses, phones) for extra in extras[:1]]
    values = {**identity, **_identifiers(found), "birth_date": _text(found, "birthDate"), "sex": _text(found, "gender")}
    for extra in own:
        values.update(extra)
    return patient_from(values, others)


def _names(found: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {
            "family_name": _text(name, "family"),
            "given_name": given[0] if (given := [str(one) for one in _list(name.get("given"))]) else "",
            "middle_name": " ".join(given[1:]),
            "suffix": " ".join(str(one) for one in _list(name.get("suffix"))),
        }
        for name in _current_first(found.get("name"))
    ]


def _addresses(found: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {
            "address_line": " ".join(str(line) for line in _list(one.get("line"))),
            "city": _text(one, "city"),
            "state": _text(one, "state"),
            "postal_code": _text(one, "postalCode"),
        }
        for one in _current_first(found.get("address"))
    ]


def _phones(found: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {"phone": _text(one, "value")} for one in _current_first(found.get("telecom")) if one.get("system") == "phone"
    ]


def _identifiers(found: dict[str, Any]) -> dict[str, str]:
    """MRN, last four of the social security number and member number, by type code or system."""
    values: dict[str, str] = {}
    for one in (_dict(identifier) for identifier in _list(found.get("identifier"))):
        codes = {_text(_dict(coding), "code") for coding in _list(_dict(one.get("type")).get("coding"))}
        name = "mrn" if "MR" in codes else "member_id" if "MB" in codes else ""
        name = "ssn_last4" if "SS" in codes or one.get("system") == _SSN else name
        if name:
            values.setdefault(name, _text(one, "value"))
    return values


def _current_first(value: object) -> list[dict[str, Any]]:
    return sorted((_dict(one) for one in _list(value)), key=lambda one: one.get("use") in _PAST)


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else ""
