"""kill -9 of the service and its reading processes at random while files flow: nothing lost, nothing filed twice."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
from pathlib import Path

import pytest

from pipeline.adapters.blobs_folder import FolderBlobStore
from pipeline.adapters.database import create_engine
from pipeline.adapters.ledger import SqlLedger
from pipeline.adapters.memory_engine import MemoryEngine
from rigs import site as world

FILES, KILLS, SEED = 100, 20, 20261123


def workers_of(pid: int) -> list[int]:
    """The reading processes of a service."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                if parent == pid and b"pipeline.adapters.worker" in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except (OSError, ValueError):
                continue
    return found


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_nothing_is_lost_and_nothing_is_filed_twice(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    site = tmp_path / "site"
    people = [world.Person(number) for number in range(FILES)]
    papers = tmp_path / "papers"
    papers.mkdir()
    for person in people:
        world.lab_report(papers / f"{person.patient_id}.pdf", person)
    world.patient_list(tmp_path / "patients.csv", people)
    prepare(site, tmp_path / "patients.csv")
    inbox = site / "inbox"

    waiting = sorted(papers.iterdir())
    service = world.Service(site, {"CHARTDROP_INBOX_CLOSED_S": "0.2", "CHARTDROP_INBOX_SETTLE_S": "0.5"})
    for _ in range(KILLS):
        for _ in range(FILES // KILLS):
            paper = waiting.pop()
            (inbox / paper.name).write_bytes(paper.read_bytes())
        if not service.running:
            service.start()
        pause(chance.uniform(0.5, 6.0))
        victims = workers_of(service.process.pid)
        if victims and chance.random() < 0.4:
            os.kill(chance.choice(victims), signal.SIGKILL)
        else:
            service.kill()
    if not service.running:
        service.start()
    ledger = open_ledger(site)
    try:
        world.wait_until(lambda: at_rest(ledger, FILES), 240, "all at rest")
    finally:
        assert service.stop() == 0
    check(site, papers, ledger)
    ledger.engine.dispose()


def prepare(site: Path, patients: Path) -> None:
    import subprocess

    subprocess.run(
        [sys.executable, "-m", "pipeline", "--site", str(site), "patients", "import", str(patients)],
        check=True, cwd=world.ROOT, capture_output=True,
    )  # fmt: skip


def pause(seconds: float) -> None:
    """The point of this test is a random moment."""
    import threading

    threading.Event().wait(seconds)


def open_ledger(site: Path) -> SqlLedger:
    return SqlLedger(
        create_engine(f"sqlite:///{site / 'ledger.db'}"), enqueue=MemoryEngine().enqueue, audit_key=b"not used"
    )


def at_rest(ledger: SqlLedger, files: int) -> bool:
    items = ledger.find(limit=10_000)
    return sum(item.kind == "file" for item in items) >= files and all(item.at_rest for item in items)


def check(site: Path, papers: Path, ledger: SqlLedger) -> None:
    expected = {hashlib.sha256(path.read_bytes()).hexdigest(): path.name for path in papers.iterdir()}
    items = ledger.find(limit=10_000)
    files = [item for item in items if item.kind == "file"]
    documents = [item for item in items if item.kind == "document"]
    assert {item.sha256 for item in files} == set(expected)  # none lost
    assert len(files) == len(expected)  # none twice
    assert not [item for item in items if item.state == "quarantine"]
    assert sorted(item.sha256 for item in documents) == sorted(expected)  # one page, one document each
    done = list((site / "done").rglob("*.pdf"))
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in done} == set(expected)
    assert not [path for path in (site / "inbox").rglob("*") if path.is_file()]
    filed = {item.item_id: item for item in documents if item.state == "filed"}
    assert len(filed) >= 0.5 * FILES, "the reports of this test are easy and should mostly be filed"
    store = FolderBlobStore(site / "objects")
    indexed = [json.loads(store.open(key)) for key in store.list("documents/") if key.endswith("index.json")]
    assert sorted(entry["document_id"] for entry in indexed) == sorted(filed)  # filed once, and only what says so
    for entry in indexed:
        sha256 = entry["original"]["sha256"]
        person = expected[sha256].removesuffix(".pdf")
        assert entry["patient_id"] == person == filed[entry["document_id"]].patient_id
        assert hashlib.sha256(store.open(f"originals/{sha256}")).hexdigest() == sha256


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_stop_in_the_middle_of_a_long_fax_parks_it(tmp_path: Path) -> None:
    """SIGTERM ends the service within 10 s, whatever is in hand; the next start finishes it."""
    site = tmp_path / "site"
    world.patient_list(tmp_path / "patients.csv", [world.Person(1)])
    prepare(site, tmp_path / "patients.csv")
    long_fax(site / "inbox" / "long.tif", pages=12)
    service = world.Service(site, {"CHARTDROP_INBOX_CLOSED_S": "0.2", "CHARTDROP_INBOX_SETTLE_S": "0.5"})
    service.start()
    ledger = open_ledger(site)
    world.wait_until(lambda: bool(ledger.find()), 60, "received")
    pause(1.5)  # in the middle of its pages
    assert service.stop(timeout=10) == 0
    assert not workers_of(service.process.pid)
    (item,) = ledger.find()
    assert (item.state, item.attempts) == ("working", 0)
    service.start()
    world.wait_until(lambda: at_rest(ledger, 1), 180, "all at rest")
    assert service.stop() == 0
    pages = [number for found in ledger.find() for number in found.pages]
    assert sorted(pages) == list(range(1, 13))
    ledger.engine.dispose()


def long_fax(path: Path, pages: int) -> None:
    """A fine fax of many pages of print."""
    from PIL import Image, ImageDraw, ImageFont

    face = ImageFont.load_default(size=30)
    sheets = []
    for number in range(1, pages + 1):
        sheet = Image.new("L", (1728, 2156), 255)
        draw = ImageDraw.Draw(sheet)
        for line in range(40):
            text = f"{number}.{line} The quick brown fox jumps over the lazy dog and reads the morning paper"
            draw.text((120, 100 + 48 * line), text, font=face, fill=0)
        sheets.append(sheet.convert("1"))
    sheets[0].save(path, format="TIFF", save_all=True, append_images=sheets[1:], compression="group4", dpi=(204, 196))
