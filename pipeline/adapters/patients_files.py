"""Patient lists as other systems write them: CSV, FHIR R4 (Bundle or NDJSON), HL7 v2 ADT; told apart by content.

Readers yield `PatientChange` as they go, so a list of any length needs little memory. A row that cannot be used is
noted by line and reason, never with its content. Give `skipped` to go on without such rows; otherwise the reader raises
UsageError at the end, and an index that is applying the list undoes all of it: an import is whole or not at all.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from pipeline.adapters.patients_fhir import from_bundle, from_ndjson, is_bundle
from pipeline.adapters.patients_hl7 import from_adt
from pipeline.adapters.patients_values import BadValue, patient_from
from pipeline.errors import ConfigError, UsageError
from pipeline.ports import PatientChange
from pipeline.records import Patient

FIELDS = tuple(name for name in Patient.__slots__ if name != "aliases")
_SHOWN = 20  # bad rows named in a message
_HEAD = 4096  # characters that tell the format


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row, message or resource that cannot be used: 1-based line in the file, and why (no patient data)."""

    line: int
    reason: str


class _Told(io.FileIO):
    """A file that says how many bytes were read, for a progress bar."""

    def __init__(self, path: Path, seen: Callable[[int], None]) -> None:
        super().__init__(path)
        self._seen = seen

    def readinto(self, buffer: Any) -> int | None:
        read = super().readinto(buffer)
        self._seen(read or 0)
        return read


def read_changes(
    path: Path,
    columns: Mapping[str, str] | None = None,
    skipped: list[BadRow] | None = None,
    seen: Callable[[int], None] = lambda _read: None,
) -> Iterator[PatientChange]:
    """The changes that the file at `path` asks for, in order.

    `columns` maps fields of `Patient` to column headings of a CSV where they differ; `seen` is told the bytes
    read. Raises UsageError, at once when the file is none of the formats, at the end when rows were bad and `skipped`
    is None.
    """
    bad: list[BadRow] = [] if skipped is None else skipped
    already = len(bad)
    try:
        encoding = _encoding(path)
        raw = io.BufferedReader(_Told(path, seen), 1 << 16)
        with io.TextIOWrapper(raw, encoding, newline="", errors="replace") as file:
            yield from _parsed(file, path.name, columns or {}, bad)
    except OSError as error:
        raise UsageError(f"{path.name} cannot be read ({error.strerror or type(error).__name__}).") from None
    if skipped is None and len(bad) > already:
        raise UsageError(_told(path.name, bad))


def _parsed(file: TextIO, name: str, columns: Mapping[str, str], bad: list[BadRow]) -> Iterator[PatientChange]:
    start = file.read(_HEAD).lstrip("\ufeff\x0b\r\n\t ")
    file.seek(0)

    def note(line: int, reason: str) -> None:
        bad.append(BadRow(line=line, reason=reason))

    if start.startswith(("MSH", "FHS", "BHS")):
        yield from from_adt(file, note)
    elif start.startswith(("{", "[")):
        yield from from_bundle(file, note) if is_bundle(start) else from_ndjson(file, note)
    elif not start or "\x00" in start or start.startswith(("%PDF", "PK\x03", "<")):
        raise UsageError(
            f"{name} is no patient list: give a CSV with a header, a FHIR Bundle or NDJSON, or HL7 v2 ADT."
        )
    else:
        yield from _from_csv(file, name, columns, note)


def _from_csv(
    file: TextIO, name: str, columns: Mapping[str, str], note: Callable[[int, str], None]
) -> Iterator[PatientChange]:
    first = file.readline()
    reader = csv.reader(file, delimiter=max(",;\t|", key=first.count))
    headings = next(csv.reader([first], delimiter=max(",;\t|", key=first.count)), [])
    places = _places(headings, columns, name)
    for row in _rows(reader, note):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(headings):
            note(reader.line_num + 1, f"{len(row)} values where the header has {len(headings)}")
            continue
        try:
            yield PatientChange(patient=patient_from({field: row[place] for field, place in places.items()}))
        except BadValue as error:
            note(reader.line_num + 1, str(error))


def _rows(reader: Iterable[list[str]], note: Callable[[int, str], None]) -> Iterator[list[str]]:
    rows = iter(reader)
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:  # the sentence names no content
            note(getattr(reader, "line_num", 0) + 1, f"not CSV: {error}")


def _places(headings: list[str], columns: Mapping[str, str], name: str) -> dict[str, int]:
    """Which column holds which field. Raises ConfigError or UsageError when the two do not fit."""
    if unknown := sorted(set(columns) - set(FIELDS)):
        raise ConfigError(f"[patients.columns] names {', '.join(unknown)}; a patient has {', '.join(FIELDS)}.")
    found = {heading.strip().strip("\ufeff").casefold(): place for place, heading in enumerate(headings)}
    wanted = {field: columns.get(field, field) for field in FIELDS}
    places = {field: found[text.casefold()] for field, text in wanted.items() if text.casefold() in found}
    lost = [text for field, text in columns.items() if field not in places]
    lost += [wanted[field] for field in ("patient_id", "family_name") if field not in places]
    if lost:
        raise UsageError(
            f"{name} has no column {', '.join(dict.fromkeys(lost))}. Its header must name patient_id and family_name; "
            "[patients.columns] in chartdrop.toml says which heading stands for which field."
        )
    return places


def _encoding(path: Path) -> str:
    """UTF-8 where the whole file is; otherwise Windows' western code page, which old systems write."""
    try:
        with path.open(encoding="utf-8") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _told(name: str, bad: list[BadRow]) -> str:
    lines = "; ".join(f"line {one.line}: {one.reason}" for one in bad[:_SHOWN])
    more = f"; and {len(bad) - _SHOWN} more" if len(bad) > _SHOWN else ""
    return f"{name}: {len(bad)} rows cannot be used, so nothing was imported. {lines}{more}."
