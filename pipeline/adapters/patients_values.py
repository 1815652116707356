"""From values as other systems write them to a `Patient` in normal form.

Placeholders are blanked by the index, whoever hands patients to it. Messages name the field, never the
value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.matching.normal import digits, phone
from pipeline.records import Patient

_LONGEST = 500  # characters; a longer cell is a broken row, not a name
_DATES = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", re.ASCII), (1, 2, 3)),
    (re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d.*)?", re.ASCII), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: .*)?", re.ASCII), (3, 1, 2)),  # month first: United States
)
_SEXES = {"F": "F", "FEMALE": "F", "M": "M", "MALE": "M"}


class BadValue(ValueError):
    """A value that cannot be used; the text names its field and what is wrong."""


def patient_from(values: Mapping[str, str], aliases: Iterable[Patient] = ()) -> Patient:
    """A patient from values named as the fields of `Patient`. Raises BadValue."""
    text = {name: _clean(name, value) for name, value in values.items()}
    patient_id = text.pop("patient_id", "") or text.get("mrn", "")
    if not patient_id:
        raise BadValue("no patient_id")
    return Patient(
        patient_id=patient_id,
        **{
            **text,
            "birth_date": _iso(text.get("birth_date", "")),
            "sex": _SEXES.get(text.get("sex", "").upper(), ""),
            "phone": found if len(found := phone(text.get("phone", ""))) == 10 else "",
            "ssn_last4": _last4(text.get("ssn_last4", "")),
            "state": text.get("state", "").upper(),
        },
        aliases=tuple(aliases),
    )


def _clean(name: str, value: str) -> str:
    if len(value) > _LONGEST:
        raise BadValue(f"{name} is longer than {_LONGEST} characters")
    if not value.isprintable():
        value = "".join(c for c in value if c.isprintable() or c.isspace())
    return " ".join(value.split())


def _iso(text: str) -> str:
    if not text:
        return ""
    for pattern, (year, month, day) in _DATES:
        if match := pattern.fullmatch(text):
            try:
                born = date(int(match[year]), int(match[month]), int(match[day]))
            except ValueError:
                raise BadValue("birth_date is no calendar date") from None
            if born > date.today():
                raise BadValue("birth_date lies in the future")
            return born.isoformat()
    raise BadValue("birth_date is not written as yyyy-mm-dd, yyyymmdd or mm/dd/yyyy")


def _last4(text: str) -> str:
    found = digits(text)
    return found[-4:] if len(found) in (4, 9) else ""
