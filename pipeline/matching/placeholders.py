"""Values that stand for "not known". They are blanked before anything is keyed or compared, so they carry no weight."""

from __future__ import annotations

from pipeline.matching.normal import birth, code, digits, folded, words
from pipeline.records import Patient, evolve

_NO_NAME = words(
    "UNKNOWN UNK UNKN NONE NULL TEST TESTING TESTPATIENT PATIENT XX XXX XXXX ZZ ZZZ ZZTEST ZZZTEST BABY NEWBORN INFANT"
    " BABYBOY BABYGIRL BABYMALE BABYFEMALE BABYBOYA BABYBOYB BABYGIRLA BABYGIRLB BBOY BGIRL NEWBORNMALE NEWBORNFEMALE"
    " NONAME NOTKNOWN NOTGIVEN REFUSED DECLINED ANONYMOUS UNIDENTIFIED TBD"
)
_NO_DATES = frozenset({"19000101", "19010101", "18000101", "19111111", "11111111", "20991231", "99991231", "00010101"})
_NO_PHONES = frozenset({"1234567890", "0123456789", "5551234567"})
_NO_CODES = frozenset({"UNKNOWN", "UNK", "NONE", "NA", "NULL", "SELFPAY", "PENDING", "TBD", "123456789", "1234567890"})


def is_placeholder(field: str, value: str) -> bool:
    """Whether `value` of the named `Patient` field says nothing about who it is."""
    if field in ("family_name", "given_name", "middle_name"):
        return code(value) in _NO_NAME or folded(value).startswith(("BABY BOY", "BABY GIRL"))
    if field == "birth_date":
        return birth(value) in _NO_DATES
    if field in ("phone", "ssn_last4"):
        found = digits(value)
        repeated = len(set(found)) == 1 and (field == "phone" or found[0] in "09")
        return repeated or found in _NO_PHONES
    if field in ("mrn", "member_id"):
        found = code(value)
        return found in _NO_CODES or (len(found) > 3 and len(set(found)) == 1)
    if field in ("address_line", "city"):
        return folded(value) in ("UNKNOWN", "UNK", "NONE", "NA", "HOMELESS", "GENERAL DELIVERY", "NO ADDRESS")
    return field == "postal_code" and digits(value)[:5] in ("00000", "99999", "12345")


_CHECKED = (
    "family_name", "given_name", "middle_name", "birth_date", "phone", "ssn_last4", "mrn", "member_id", "address_line",
    "city", "postal_code",
)  # fmt: skip


def without_placeholders(patient: Patient) -> Patient:
    """The patient with every placeholder value made unknown."""
    empty = {name: "" for name in _CHECKED if (value := getattr(patient, name)) and is_placeholder(name, value)}
    return evolve(patient, **empty) if empty else patient
