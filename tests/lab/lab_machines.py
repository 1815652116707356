"""kill -9 of workers, intake and PostgreSQL while documents flow on PostgreSQL and S3: none lost, none filed twice.

`make test-lab` has a short form; CHARTDROP_FILES=2000 CHARTDROP_KILLS=200 is the long one (hours on two cores).
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipeline import keeping, wiring
from pipeline.config import load as load_settings
from pipeline.errors import LedgerUnavailable
from pipeline.wiring import App
from rigs import postgres as servers
from rigs import site as world
from rigs.s3 import mock_s3

FILES, KILLS, SEED = int(os.environ.get("CHARTDROP_FILES", "24")), int(os.environ.get("CHARTDROP_KILLS", "5")), 20261125


HERE = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def postgres() -> Iterator[object]:
    """A server that may be killed: with its durability on."""
    programs = servers.postgres_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server here (OS package: postgresql)")
    with tempfile.TemporaryDirectory(prefix="chartdrop-pg-") as folder:
        server = servers.Postgres(programs, Path(folder), options=())
        yield server
        if server.process.poll() is None:
            server.stop()


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """`host:port` of an S3 mock with a bucket called charts."""
    with mock_s3("charts") as endpoint:
        yield endpoint


class Machine:
    """One `chartdrop run --role` on a site folder of its own."""

    def __init__(self, site: Path, role: str, given: dict[str, str]) -> None:
        self.site, self.role, self.given = site, role, given
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self.site / "service.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "pipeline", "--site", str(self.site), "-v", "run", "--role", self.role],
                cwd=world.ROOT, env=os.environ | self.given, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def end(self, how: int) -> None:
        if self.alive:
            assert self.process is not None
            self.process.send_signal(how)
            self.process.wait(timeout=30)


@pytest.mark.timeout(7200)
def test_nothing_is_lost_or_filed_twice_on_many_machines(tmp_path: Path, postgres, s3: str) -> None:  # type: ignore[no-untyped-def]
    chance = random.Random(SEED)
    given = {
        "CHARTDROP_LEDGER_URL": postgres.database(),
        "CHARTDROP_BLOBS_URL": f"s3://{s3}/charts",
        "CHARTDROP_BLOBS_ACCESS_KEY": "key",
        "CHARTDROP_BLOBS_SECRET_KEY": "secret",
        "CHARTDROP_BLOBS_TLS": "false",
        "CHARTDROP_BLOBS_TIMEOUT_S": "10",
        "CHARTDROP_INBOX_CLOSED_S": "0.2",
        "CHARTDROP_INBOX_SETTLE_S": "0.5",
        "CHARTDROP_READING_WORKERS": "1",
        "CHARTDROP_READING_SECOND_ENGINE": "false",
    }
    people = [world.Person(number) for number in range(FILES)]
    world.patient_list(tmp_path / "patients.csv", people)
    settings = load_settings(tmp_path / "m0", given)
    keeping.rotate(settings, everything=False)
    app = wiring.build(settings)
    app.prepare()
    app.import_patients(tmp_path / "patients.csv")
    roles = ("intake", "work", "work")
    machines = []
    for number, role in enumerate(roles):
        site = tmp_path / f"m{number}"
        site.mkdir(exist_ok=True)
        for name in ("audit.key", "blobs.key"):
            (site / name).write_bytes((tmp_path / "m0" / name).read_bytes())
        machines.append(Machine(site, role, given))
    expected = {}
    recoveries: list[float] = []
    kinds: Counter[str] = Counter()
    try:
        for machine in machines:
            machine.start()
        for number, person in enumerate(people):
            paper = tmp_path / "m0" / "inbox" / f"{person.patient_id}.pdf"
            world.lab_report(tmp_path / "paper.pdf", person)
            data = (tmp_path / "paper.pdf").read_bytes()
            expected[hashlib.sha256(data).hexdigest()] = person.patient_id
            paper.write_bytes(data)
            if number == 1:  # faults of machines that have not begun would show nothing
                world.wait_until(lambda: at_rest(app, 2), 180, "the machines work")
            if number % max(1, FILES // KILLS) == FILES // KILLS - 1:
                pause(chance.uniform(0.3, 1.5))
                kind = chance.choice(("work", "work", "intake", "postgres"))
                kinds[kind] += 1
                recoveries += fault(kind, chance, machines, postgres, app)
                print(f"{sum(kinds.values())} faults, {number + 1} files, {len(recoveries)} recoveries", flush=True)
        world.wait_until(lambda: at_rest(app, FILES), 120 + FILES * 3, "all at rest")
    finally:
        for machine in machines:
            machine.end(signal.SIGKILL)
        log = b"".join((machine.site / "service.log").read_bytes() for machine in machines)
        print(log.decode()[-3000:])
    assert b"Alvarado" not in log
    check(app, expected)
    recoveries.sort()
    worst = recoveries[int(0.95 * (len(recoveries) - 1))] if recoveries else 0.0
    median = statistics.median(recoveries or [0.0])
    faults = ", ".join(f"{number} of {kind}" for kind, number in sorted(kinds.items()))
    print(f"{FILES} files, {sum(kinds.values())} kills ({faults})")
    print(f"{len(recoveries)} recoveries: median {median:.1f} s, p95 {worst:.1f} s")
    app.close()


def pause(seconds: float) -> None:
    """The point of this test is a random moment."""
    threading.Event().wait(seconds)


def fault(kind: str, chance: random.Random, machines: list[Machine], postgres, app: App) -> list[float]:  # type: ignore[no-untyped-def]
    """One fault at random; seconds until the ledger moves again after it, if there was work."""
    before = moved(app)
    began = time.monotonic()
    world.wait_until(lambda: bool(app.ledger.unfinished(1)), 60, "there is work") if kind != "intake" else None
    if kind == "postgres":
        postgres.stop(signal.SIGQUIT)  # as a crash: what was not committed is gone
        postgres.start()
    else:
        machine = chance.choice([one for one in machines if one.role == kind])
        machine.end(signal.SIGKILL)
        if kind == "intake" or chance.random() < 0.5:
            machine.start()
    while time.monotonic() < began + 60:
        if moved(app) != before:
            seconds = time.monotonic() - began
            for machine in machines:
                if not machine.alive:
                    machine.start()
            return [seconds]
        if not app.ledger.unfinished(1):
            break
        pause(0.05)
    for machine in machines:
        if not machine.alive:
            machine.start()
    return []


def moved(app: App) -> object:
    """Changes when any work is done or taken in."""
    try:
        return app.ledger.counts()
    except LedgerUnavailable:
        return None


def at_rest(app: App, files: int) -> bool:
    try:
        counts = app.ledger.counts()
    except LedgerUnavailable:
        return False
    return counts.receipts >= files and not counts.states.get("working")


def check(app: App, expected: dict[str, str]) -> None:
    items = app.ledger.find(limit=100_000)
    files = [item for item in items if item.kind == "file"]
    documents = [item for item in items if item.kind == "document"]
    assert {item.sha256 for item in files} == set(expected)  # none lost
    assert len(files) == len(expected)  # none twice
    assert not [item for item in items if item.state == "quarantine"]
    assert sorted(item.sha256 for item in documents) == sorted(expected)
    filed = {item.item_id: item for item in documents if item.state == "filed"}
    assert len(filed) >= 0.5 * len(expected)
    store = app.blobs
    indexed = [json.loads(store.open(key)) for key in store.list("documents/") if key.endswith("index.json")]
    assert sorted(entry["document_id"] for entry in indexed) == sorted(filed)  # filed once, and only what says so
    for entry in indexed:
        sha256 = entry["original"]["sha256"]
        assert entry["patient_id"] == expected[sha256] == filed[entry["document_id"]].patient_id
        assert hashlib.sha256(store.open(f"originals/{sha256}")).hexdigest() == sha256
    with app.database.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM entries")) == len(filed)
    assert app.ledger.verify_audit()[1] is None
