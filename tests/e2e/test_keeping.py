"""What keeps a site: scrub names damage, a backup becomes the same site elsewhere, keys rotate."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import keeping, service, stores, wiring
from pipeline.config import Settings, load
from pipeline.errors import ConfigError, IntegrityError, UsageError
from rigs import site as world

GIVEN = {
    "CHARTDROP_READING_WORKERS": "1",
    "CHARTDROP_READING_SECOND_ENGINE": "false",
    "CHARTDROP_BLOBS_ENCRYPTION": "on",
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with three filed reports, encrypted."""
    root = tmp_path_factory.mktemp("lived")
    people = [world.Person(number) for number in range(3)]
    world.patient_list(root / "patients.csv", people)
    settings = load(root / "site", GIVEN)
    keeping.rotate(settings, everything=False)
    app = wiring.build(settings)
    app.prepare()
    app.import_patients(root / "patients.csv")
    for person in people:
        world.lab_report(root / f"{person.patient_id}.pdf", person)
        app.receive(root / f"{person.patient_id}.pdf")

    def idle() -> bool:
        return all(item.at_rest for item in app.ledger.find())

    service.serve(app, threading.Event(), idle=idle)
    return root / "site"


@pytest.fixture
def site(lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A copy of it, to do as one likes with."""
    import shutil

    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    shutil.copytree(lived, tmp_path / "site")
    yield load(tmp_path / "site", GIVEN)


def contents(settings: Settings) -> dict[str, bytes]:
    app = wiring.build(settings)
    try:
        return {key: app.blobs.open(key) for key in app.blobs.list("")}
    finally:
        app.close()


def test_a_whole_site_is_scrubbed_clean_and_nothing_is_in_the_clear(site: Settings) -> None:
    assert keeping.scrub(site) == 0
    assert len(contents(site)) == 9
    stored = b"".join(path.read_bytes() for path in (site.site / "objects").rglob("*") if path.is_file())
    assert b"Alvarado" not in stored and b"%PDF" not in stored


def test_scrub_names_what_is_damaged_and_what_is_missing(site: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    (document,) = sorted((site.site / "objects" / "documents").glob("d-*"))[:1]
    pdf = document / "document.pdf"
    pdf.write_bytes(pdf.read_bytes()[:-1] + b"x")
    (document / "index.json").unlink()
    (document / ".index.json.json").unlink()
    copy = keeping._spooled(site.site / "spool")[0]
    copy.chmod(0o600)
    copy.write_bytes(b"rot")
    assert keeping.scrub(site) == 1
    named = capsys.readouterr().err
    assert f"documents/{document.name}/document.pdf: The stored bytes" in named
    assert f"documents/{document.name}/index.json: It is missing" in named and copy.name in named


@pytest.mark.parametrize("database", ["SQLite", "PostgreSQL"])
def test_a_restored_site_is_the_same_site(
    site: Settings, tmp_path: Path, database: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keeping.backup(site, tmp_path / "backup", objects=True) == 0
    if database == "PostgreSQL":
        monkeypatch.setenv("CHARTDROP_LEDGER_URL", request.getfixturevalue("postgres_url"))
    import os

    fresh = load(tmp_path / "new", os.environ)
    assert keeping.restore(fresh, tmp_path / "backup") == 0
    fresh = load(tmp_path / "new", os.environ)
    assert contents(fresh) == contents(site) and len(contents(fresh)) == 9
    assert keeping.scrub(fresh) == 0
    one, other = wiring.build(site), wiring.build(fresh)
    try:
        assert other.ledger.find() == one.ledger.find() and len(other.ledger.find(states=("filed",))) == 3
        assert other.ledger.verify_audit()[1] is None
        assert other.patients.get("P00001") == one.patients.get("P00001") is not None
    finally:
        one.close()
        other.close()
    with pytest.raises(UsageError, match="a site already"):
        keeping.restore(fresh, tmp_path / "backup")


def test_a_second_backup_goes_over_the_first_and_an_altered_one_is_refused(site: Settings, tmp_path: Path) -> None:
    for _ in range(2):
        keeping.backup(site, tmp_path / "backup", objects=True)
    manifest = json.loads((tmp_path / "backup" / keeping.MANIFEST).read_text())
    name = next(name for name in manifest["files"] if name.startswith("tables/items"))
    (tmp_path / "backup" / name).write_bytes(b"other")
    with pytest.raises(IntegrityError, match="missing or altered"):
        keeping.restore(load(tmp_path / "new", GIVEN), tmp_path / "backup")
    (tmp_path / "backup" / keeping.MANIFEST).unlink()
    with pytest.raises(UsageError, match="not finished"):
        keeping.restore(load(tmp_path / "new", GIVEN), tmp_path / "backup")


def test_a_new_key_reads_what_the_old_one_wrote_and_after_all_replaces_it(site: Settings) -> None:
    before = contents(site)
    assert keeping.rotate(site, everything=True) == 0
    assert contents(site) == before
    path = stores.key_path(site)
    newest, _ = path.read_text().split()
    assert oct(path.stat().st_mode & 0o777) == "0o600"
    path.write_text(newest)
    assert contents(site) == before
    path.write_text("00" * 32)
    with pytest.raises(ConfigError, match="not among the keys"):
        contents(site)
    path.unlink()
    with pytest.raises(ConfigError, match="chartdrop keys rotate makes one"):
        contents(site)
