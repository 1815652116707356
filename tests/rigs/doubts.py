"""Doubtful documents for the desk: laboratory reports of invented people, each with one doubt of a known kind."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pipeline.desk_deeds import concluded
from pipeline.items import Change, Item
from pipeline.records import Doubt, Outcome, evolve
from pipeline.wiring import App
from rigs import site

KINDS = ("two charts", "weak date", "birth date differs", "two charts", "weak date")  # one in five is the hard one
COLUMNS = ("patient_id", "mrn", "family_name", "given_name", "birth_date", "phone")


@dataclass(frozen=True)
class Doubtful:
    """A document on the desk, its doubt, and the birth date as its page prints it."""

    item: Item
    kind: str
    printed_birth: str
    patient_id: str


def put(app: App, folder: Path, numbers: range) -> Iterator[Doubtful]:
    """Take in and conclude one report for each number, which names an invented person."""
    app.import_patients(_list(folder / "doubtful.csv", numbers))
    for number in numbers:
        person, kind = site.Person(number), KINDS[number % len(KINDS)]
        path = folder / f"report-{number}.pdf"
        site.lab_report(path, person)
        file_id = app.ledger.file_of(app.receive(path))
        app.flow.run(file_id)
        (item,) = [one for one in app.ledger.find(file_id=file_id) if one.kind == "document"]
        app.flow.run(item.item_id)
        if kind == "weak date":
            _weaken(app, app.ledger.item(item.item_id), "collected_date", person.patient_id)
        year, month, day = person.birth
        yield Doubtful(app.ledger.item(item.item_id), kind, f"{month:02d}/{day:02d}/{year}", person.patient_id)


def _list(path: Path, numbers: range) -> Path:
    """The people's charts, with what makes their documents doubtful."""
    with path.open("w", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(COLUMNS)
        for number in numbers:
            person, kind = site.Person(number), KINDS[number % len(KINDS)]
            year, month, day = person.birth
            born, mrn = f"{year}-{month:02d}-{day:02d}", person.mrn
            if kind == "two charts":  # the number on the page is in neither, and nothing else tells them apart
                writer.writerow([person.patient_id, "", person.family, person.given, born, ""])
                writer.writerow([f"{person.patient_id}-B", "", person.family, person.given, born, ""])
            elif kind == "birth date differs":
                wrong = f"{year + 7}-{month % 12 + 1:02d}-{day:02d}"
                writer.writerow([person.patient_id, mrn, person.family, person.given, wrong, ""])
            else:
                writer.writerow([person.patient_id, mrn, person.family, person.given, born, ""])
    return path


def _weaken(app: App, item: Item, field: str, patient_id: str) -> None:
    """As if the field had been hard to read: what filed by itself waits on the desk for that one reason."""
    stored = app.ledger.result(item.item_id, "conclude")
    assert stored is not None
    outcome = msgspec.json.decode(stored, type=Outcome)
    fields = dict(outcome.extraction.fields)
    fields[field] = evolve(fields[field], confidence=0.6)
    doubt = Doubt(code=f"weak_{field}", says="The collected date is hard to read (60%).")
    routing = evolve(outcome.routing, route="review", doubts=(doubt,))
    outcome = evolve(outcome, extraction=evolve(outcome.extraction, fields=fields), routing=routing)
    back = evolve(item, state="review", reasons=(doubt,), patient_id=None)
    app.ledger.commit(Change(items=(back,), results=(concluded(back, outcome),), withdrawn=(item.item_id,)))
