"""What a [[fax.route]] says reaches the document: its queue on the desk, its hint as a doubt, never as a type."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from pipeline import wiring
from pipeline.config import load
from pipeline.desk_records import Wanted
from pipeline.intake.hylafax import Rule, destination
from pipeline.records import Destination, DocumentType, Sender
from rigs import site as world


@pytest.mark.parametrize(("expects", "surprised"), [("consent", True), ("lab_result", False)])
def test_a_route_acts_on_the_document(tmp_path: Path, expects: DocumentType, surprised: bool) -> None:
    person = world.Person(1)
    world.lab_report(tmp_path / "fax.pdf", person)
    world.patient_list(tmp_path / "patients.csv", [person])
    rule = Rule(number="937-555-0142", destination=Destination(site="north", queue="cardiology", expects=expects))
    caller = Sender(number="+1 937 555 0142")
    quick = {
        "CHARTDROP_READING_SECOND_ENGINE": "false",
        "CHARTDROP_READING_WORKERS": "1",
        "CHARTDROP_REVIEW_SAMPLE": "0",
    }
    with closing(wiring.build(load(tmp_path / "site", quick))) as app:
        app.prepare()
        app.import_patients(tmp_path / "patients.csv")
        app.spool.receive(
            tmp_path / "fax.pdf", log=app.receipts, source="fax", name="fax000000001.tif", sender=caller,
            destination=destination(caller, [rule]),
        )  # fmt: skip
        while working := app.ledger.unfinished(1):
            app.flow.run(working[0].item_id)
        (document,) = (item for item in app.ledger.find() if item.kind == "document")
        assert document.type == "lab_result"
        codes = [doubt.code for doubt in document.reasons]
        assert (document.state, codes) == (("review", ["type_unexpected"]) if surprised else ("filed", []))
        waiting = [row[1] for row in app.desk_ledger.waiting(Wanted(queue="cardiology")) if row[1]]
        assert [(glance.site, glance.queue) for glance in waiting] == ([("north", "cardiology")] if surprised else [])
        assert app.desk_ledger.waiting(Wanted(queue="orthopedics")) == ()
