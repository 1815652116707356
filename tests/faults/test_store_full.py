"""The disk of the object store is full: filing waits without a person, and ends by itself when there is room."""

from __future__ import annotations

import os
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from pipeline import wiring
from pipeline.config import load
from rigs import site as world

QUICK = {
    "CHARTDROP_READING_SECOND_ENGINE": "false", "CHARTDROP_READING_WORKERS": "1", "CHARTDROP_REVIEW_SAMPLE": "0",
}  # fmt: skip


def test_no_room_at_the_store_parks_the_document_and_files_it_when_there_is(tmp_path: Path) -> None:
    objects = tmp_path / "site" / "objects"
    objects.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", objects], capture_output=True)
    if mounted.returncode:
        pytest.skip("a file system of one's own needs root")
    try:
        parked_and_filed(tmp_path, objects)
    finally:
        subprocess.run(["umount", "--lazy", objects], check=True)


def parked_and_filed(tmp_path: Path, objects: Path) -> None:
    person = world.Person(1)
    world.lab_report(tmp_path / "lab.pdf", person)
    world.patient_list(tmp_path / "patients.csv", [person])
    with closing(wiring.build(load(tmp_path / "site", QUICK))) as app:
        app.prepare()
        app.import_patients(tmp_path / "patients.csv")
        app.receive(tmp_path / "lab.pdf")
        ballast, room = objects / "ballast", os.statvfs(objects)
        ballast.write_bytes(bytes(room.f_bavail * room.f_frsize))
        for _ in range(8):  # longer than what is the document's own fault would be tried
            app.flow.run(app.ledger.unfinished(1)[0].item_id)
        (document,) = app.ledger.unfinished(5)
        assert (document.kind, document.waits_for, document.attempts) == ("document", "disk_full", 0)
        assert app.ledger.counts().waits_for == {"disk_full": 1} and app.ledger.entry(document.item_id) is None
        ballast.unlink()
        app.flow.run(document.item_id)
        assert app.ledger.item(document.item_id).state == "filed"
        keys = set(app.blobs.list(""))
        assert {f"documents/{document.item_id}/{name}" for name in ("document.pdf", "index.json")} < keys
        assert not list(objects.rglob("*.part")) and app.blobs.open(f"originals/{document.sha256}")
