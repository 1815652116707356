"""HL7 v2 ADT messages, as files or batches of them (hl7.org v2.5.1 chapter 3; later versions keep the fields used).

A01 A04 A08 A28 A31 add or change the patient, A40 merges MRG into PID, A29 deletes. Other messages are passed over. The
chart's id is the medical record number (type MR, else PI, else the first) of PID-3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

from pipeline.adapters.patients_values import BadValue, patient_from
from pipeline.ports import PatientChange
from pipeline.records import Patient

Note = Callable[[int, str], None]
_UPSERTS = frozenset({"A01", "A04", "A08", "A28", "A31"})
_FRAME = "\x0b\x1c\ufeff \t\r\n"  # MLLP framing and byte order marks that files keep


@dataclass(frozen=True, slots=True)
class _Segment:
    """One segment, split at the message's own separators. `line` is its 1-based line in the file."""

    line: int
    fields: tuple[str, ...]
    separators: str  # field, component, repetition, escape, subcomponent

    @property
    def name(self) -> str:
        return self.fields[0]

    def repetitions(self, field: int) -> list[list[str]]:
        """Components of each repetition of a field, 0-based, unescaped; subcomponents cut to the first."""
        text = self.fields[field] if field < len(self.fields) else ""
        return [
            [self._plain(part.split(self.separators[4])[0]) for part in one.split(self.separators[1])]
            for one in text.split(self.separators[2])
            if one
        ]

    def first(self, field: int, component: int = 1) -> str:
        found = self.repetitions(field)
        return _at(found[0], component) if found else ""

    def _plain(self, text: str) -> str:
        if text == '""':  # HL7's way to say "delete this value"
            return ""
        codes = dict(zip("FSRET", self.separators, strict=True))
        escape = re.escape(self.separators[3])
        return re.sub(f"{escape}([A-Z])[^{escape}]*{escape}", lambda found: codes.get(found[1], " "), text)


def from_adt(file: TextIO, note: Note) -> Iterator[PatientChange]:
    """Changes of each message in the file, in order."""
    for message in _messages(file):
        head = message[0]
        event = (head.first(9, 2) or next((one.first(1) for one in message if one.name == "EVN"), "")).upper()
        try:
            yield from _changes(event, message)
        except BadValue as error:
            note(head.line, str(error))


def _changes(event: str, message: list[_Segment]) -> Iterator[PatientChange]:
    if event not in _UPSERTS and event not in ("A29", "A40"):
        return
    persons = [one for one in message if one.name == "PID"]
    if not persons:
        raise BadValue("no PID segment")
    if event == "A40":
        yield from _merges(message)
    elif event == "A29":
        yield PatientChange(gone=_patient(persons[0], []).patient_id)
    else:
        insurance = [one for one in message if one.name == "IN1"]
        yield PatientChange(patient=_patient(persons[0], insurance))


def _merges(message: list[_Segment]) -> Iterator[PatientChange]:
    """Each MRG names the chart that the PID before it replaces."""
    survivor: Patient | None = None
    for segment in message:
        if segment.name == "PID":
            survivor = _patient(segment, [])
        elif segment.name == "MRG" and survivor is not None and segment.first(1):
            yield PatientChange(patient=survivor, gone=segment.first(1))


def _patient(person: _Segment, insurance: list[_Segment]) -> Patient:
    numbers = person.repetitions(3)
    number = next((one for kind in ("MR", "PI") for one in numbers if _at(one, 5) == kind), (numbers or [[]])[0])
    ssn = next((_at(one, 1) for one in numbers if _at(one, 5) == "SS"), person.first(19))
    identity = {"patient_id": _at(number, 1)}
    names = [_name(one) for one in (*person.repetitions(5), *person.repetitions(9)) if _at(one, 1)]
    addresses = [_address(one) for one in person.repetitions(11)]
    phones = [{"phone": _phone(one)} for one in person.repetitions(13)]
    extras = (names, addresses, phones)
    values = {
        **identity,
        "mrn": _at(number, 1),
        "birth_date": person.first(7),
        "sex": person.first(8),
        "ssn_last4": ssn,
    }
    for own in (one for several in extras for one in several[:1]):
        values.update(own)
    if insurance:
        values.update(member_id=insurance[0].first(36), payer=insurance[0].first(4))
    return patient_from(values, [patient_from({**identity, **one}) for several in extras for one in several[1:]])


def _name(one: list[str]) -> dict[str, str]:
    return {
        "family_name": _at(one, 1), "given_name": _at(one, 2), "middle_name": _at(one, 3), "suffix": _at(one, 4)
    }  # fmt: skip


def _address(one: list[str]) -> dict[str, str]:
    return {"address_line": _at(one, 1), "city": _at(one, 3), "state": _at(one, 4), "postal_code": _at(one, 5)}


def _phone(one: list[str]) -> str:
    return _at(one, 1) or _at(one, 6) + _at(one, 7)


def _at(parts: list[str], number: int) -> str:
    """A component by its HL7 number, from 1."""
    return parts[number - 1].strip() if number <= len(parts) else ""


def _messages(file: TextIO) -> Iterator[list[_Segment]]:
    """The segments of each message; what stands before the first MSH is passed over.

    A segment ends with CR (HL7), LF or both (editors): the file was opened with newline="".
    """
    message: list[_Segment] = []
    separators = "|^~\\&"
    for number, line in enumerate(file, start=1):
        text = line.strip(_FRAME)
        if text.startswith("MSH") and len(text) > 8:
            if message:
                yield message
            separators = text[3] + text[4:8]
            # MSH-1 is the separator itself: put it in, so that field numbers are HL7's
            message = [_Segment(number, ("MSH", *text[3:].split(separators[0])), separators)]
        elif message and len(text) > 3 and text[3] == separators[0]:
            message.append(_Segment(number, tuple(text.split(separators[0])), separators))
    if message:
        yield message
