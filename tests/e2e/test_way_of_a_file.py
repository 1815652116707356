"""From a drop to the object and back, byte for byte, through real parts: folder, ledger, engine, readers, store."""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from pipeline import operations, service, wiring
from pipeline.config import load
from pipeline.errors import StoreUnavailable
from pipeline.wiring import App
from rigs import site as world

CANARY = "Zebulonia"  # a family name that must appear nowhere but in the ledger and the objects
QUICK = {
    "CHARTDROP_INBOX_CLOSED_S": "0.1",
    "CHARTDROP_INBOX_SETTLE_S": "0.3",
    "CHARTDROP_INBOX_LATE_S": "0.5",
    "CHARTDROP_READING_WORKERS": "1",
    "CHARTDROP_READING_SECOND_ENGINE": "false",
}


def open_app(site: Path, **more: str) -> App:
    app = wiring.build(load(site, QUICK | more))
    app.prepare()
    return app


def work_to_rest(app: App, files: int) -> None:
    def idle() -> bool:
        items = app.ledger.find(limit=10_000)
        return sum(item.kind == "file" for item in items) >= files and all(item.at_rest for item in items)

    service.serve(app, threading.Event(), idle=idle)


@pytest.fixture
def people(tmp_path: Path) -> list[object]:
    made = [world.Person(number) for number in range(3)]
    world.patient_list(tmp_path / "patients.csv", made)
    return made


@pytest.fixture
def site(tmp_path: Path, people: list[object]) -> Path:
    app = open_app(tmp_path / "site")
    app.import_patients(tmp_path / "patients.csv")
    app.close()
    return tmp_path / "site"


def test_a_dropped_report_is_filed_in_its_chart(site: Path, people: list[object]) -> None:
    for person in people:
        world.lab_report(site / "inbox" / f"{person.patient_id}.pdf", person)
    originals = {path.name: path.read_bytes() for path in (site / "inbox").iterdir()}
    app = open_app(site)
    work_to_rest(app, len(people))
    filed = app.ledger.find(states=("filed",))
    assert {item.name.removesuffix(".pdf"): item.patient_id for item in filed} == {
        person.patient_id: person.patient_id for person in people
    }
    for item in filed:
        original = originals[item.name]
        assert app.blobs.open(f"originals/{hashlib.sha256(original).hexdigest()}") == original
        entry = app.ledger.entry(item.item_id)
        assert entry is not None and entry.patient_id == item.patient_id and entry.document_date == "2026-03-11"
        record = json.loads(app.blobs.open(f"documents/{item.item_id}/index.json"))
        assert record["fields"]["birth_date"]["page"] == 1 and record["type"] == "lab_result"
        pdf = app.blobs.open(f"documents/{item.item_id}/document.pdf")
        with pikepdf.open(__import__("io").BytesIO(pdf)) as opened:
            assert len(opened.pages) == 1
    assert not list((site / "inbox").iterdir())
    assert {path.name: path.read_bytes() for path in (site / "done").rglob("*.pdf")} == originals


def test_the_same_bytes_twice_are_one_document_with_two_receipts(site: Path, people: list[object]) -> None:
    world.lab_report(site / "inbox" / "first.pdf", people[0])
    (site / "inbox" / "again.pdf").write_bytes((site / "inbox" / "first.pdf").read_bytes())
    app = open_app(site)
    work_to_rest(app, 1)
    counts = app.ledger.counts()
    assert counts.receipts == 2 and counts.states.get("filed") == 1


def test_a_stranger_goes_to_the_desk_with_the_reason(site: Path) -> None:
    world.lab_report(site / "inbox" / "stranger.pdf", world.Person(77))
    app = open_app(site)
    work_to_rest(app, 1)
    (item,) = app.ledger.find(states=("review",))
    assert item.patient_id is None
    assert any("patient" in doubt.says.lower() or "chart" in doubt.says.lower() for doubt in item.reasons)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.pdf", b"", "empty"),
        ("letter.pdf", b"Dear colleague, this is only text." * 30, "not a PDF"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "damaged"),
        ("archive.pdf", b"PK\x03\x04" + b"\0" * 200, "not a PDF"),
    ],
)
def test_what_cannot_be_read_is_quarantined_with_its_reason(site: Path, name: str, data: bytes, says: str) -> None:
    (site / "inbox" / name).write_bytes(data)
    app = open_app(site)
    work_to_rest(app, 1)
    (item,) = app.ledger.find(states=("quarantine",))
    assert says in " ".join(doubt.says for doubt in item.reasons)
    assert app.spool.path_of(item.sha256).read_bytes() == data  # the original is kept


def test_a_password_is_asked_for_in_words_a_clerk_understands(site: Path, people: list[object], tmp_path: Path) -> None:
    world.lab_report(tmp_path / "open.pdf", people[0])
    with pikepdf.open(tmp_path / "open.pdf") as pdf:
        pdf.save(site / "inbox" / "locked.pdf", encryption=pikepdf.Encryption(owner="owner", user="user"))
    app = open_app(site)
    work_to_rest(app, 1)
    (item,) = app.ledger.find(states=("quarantine",))
    assert item.reasons[-1].says == "This PDF is password-protected. Ask the sender for an unlocked copy."


class _DownFor:
    """A store that does not answer the first calls, then does."""

    def __init__(self, store: object, calls: int) -> None:
        self._store, self._calls = store, calls

    def __getattr__(self, name: str) -> object:
        if name in ("put", "open", "exists") and self._calls > 0:
            self._calls -= 1
            raise StoreUnavailable
        return getattr(self._store, name)


def test_a_store_that_is_down_only_delays(site: Path, people: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.flow.backoff", lambda attempt: 0.05)
    world.lab_report(site / "inbox" / "lab.pdf", people[0])
    app = open_app(site)
    app.blobs = _DownFor(app.blobs, 12)  # type: ignore[assignment]
    work_to_rest(app, 1)
    (item,) = app.ledger.find(states=("filed",))
    assert item.attempts == 0 and item.waits_for == ""


def test_what_fails_five_times_is_set_aside_and_holds_up_no_other(
    site: Path, people: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.flow.backoff", lambda attempt: 0.05)
    for person in people[:2]:
        world.lab_report(site / "inbox" / f"{person.patient_id}.pdf", person)
    app = open_app(site)
    real = app.reader.read
    poison = hashlib.sha256((site / "inbox" / f"{people[0].patient_id}.pdf").read_bytes()).hexdigest()

    def read(path: Path) -> object:
        if path.name == poison:
            raise RuntimeError("an unforeseen fault")
        return real(path)

    monkeypatch.setattr(app.reader, "read", read)
    work_to_rest(app, 2)
    (held,) = app.ledger.find(states=("quarantine",))
    assert held.sha256 == poison and held.reasons[-1].code == "gave_up"
    assert len(app.ledger.find(states=("filed",))) == 1
    monkeypatch.undo()
    assert operations.release(load(site, QUICK), [held.item_id]) == 0
    again = open_app(site)
    work_to_rest(again, 2)
    assert len(again.ledger.find(states=("filed",))) == 2


def test_the_index_can_be_rebuilt_from_the_objects(site: Path, people: list[object]) -> None:
    world.lab_report(site / "inbox" / "lab.pdf", people[0])
    app = open_app(site)
    work_to_rest(app, 1)
    (item,) = app.ledger.find(states=("filed",))
    before = app.ledger.entry(item.item_id)
    with app.ledger.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM entries")
    assert app.ledger.entry(item.item_id) is None
    assert app.rebuild_index() == 1
    assert app.ledger.entry(item.item_id) == before
    app.close()


def test_patient_data_stays_in_the_ledger_and_the_objects(
    site: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Canary names on the page, in the list and in the file name: none in logs, job arguments, keys or reprs."""
    monkeypatch.setattr(world, "FAMILY", (CANARY,) * 10)
    caplog.set_level(logging.DEBUG)
    person = world.Person(5)
    world.patient_list(tmp_path / "canary.csv", [person])
    app = open_app(site)
    app.import_patients(tmp_path / "canary.csv")
    world.lab_report(site / "inbox" / f"{CANARY}.pdf", person)
    (site / "inbox" / f"{CANARY}-2.pdf").write_bytes(b"no pdf at all " + CANARY.encode())
    work_to_rest(app, 2)
    items = app.ledger.find(limit=100)
    assert {item.state for item in items} == {"separated", "filed", "quarantine"}
    assert CANARY not in caplog.text
    assert not [key for key in app.blobs.list("") if CANARY.lower() in key.lower()]
    assert CANARY not in " ".join(repr(item) + str(item) for item in items)
    with app.ledger.engine.connect() as connection:
        for name in ("workflow_status", "operation_outputs", "events"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {name}").all()
            assert CANARY not in str(rows), name


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close every app that a test opened, whatever became of it."""
    opened: list[App] = []
    real = wiring.build

    def build(settings: object) -> App:
        opened.append(real(settings))  # type: ignore[arg-type]
        return opened[-1]

    monkeypatch.setattr(wiring, "build", build)
    yield
    for app in opened:
        app.close()
