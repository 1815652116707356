"""What a person types: exit codes, what is said when something is wrong, and the JSON others build on."""

from __future__ import annotations

import csv
import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline import wiring
from pipeline.cli import main
from pipeline.config import DEFAULT_TOML, load
from pipeline.errors import EncryptedFile
from pipeline.items import Change
from pipeline.records import Doubt, evolve

CUT = Doubt(code="interrupted", says="The fax call ended before the fax was complete: pages may be missing.")
QUICK = {"CHARTDROP_READING_WORKERS": "1", "CHARTDROP_READING_SECOND_ENGINE": "false"}
ROWS = (
    {"patient_id": "P1", "mrn": "7001", "family_name": "Alvarado", "given_name": "Maria", "birth_date": "1958-04-03"},
    {"patient_id": "P2", "mrn": "7002", "family_name": "Beckett", "given_name": "James", "birth_date": "1971-12-24"},
    {"patient_id": "P3", "mrn": "7003", "family_name": "Alvarado", "given_name": "Lucia", "birth_date": "1990-01-15"},
)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine's, and nothing is written where the tests were started."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHARTDROP_SITE", raising=False)
    for name, value in QUICK.items():
        monkeypatch.setenv(name, value)


def run(*arguments: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def patient_list(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", newline="") as opened:
        writer = csv.DictWriter(opened, list(ROWS[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with three patients, and nothing taken in. Shared: tests leave it as it is."""
    folder = tmp_path_factory.mktemp("clinic")
    patient_list(folder / "list.csv", *ROWS)
    assert run("--site", folder / "site", "patients", "import", folder / "list.csv") == 0
    return folder / "site"


# --- wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["inspect"],
        ["inspect", "--nope", "a.pdf"],
        ["ingest"],
        ["status", "extra"],
        ["patients"],
        ["patients", "import"],
        ["quarantine", "nonsense"],
        ["evaluate", "."],
        ["train"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["status"],
        ["review"],
        ["retry"],
        ["quarantine", "list"],
        ["quarantine", "release", "f-1"],
        ["patients", "find", "--mrn", "1"],
        ["audit", "verify"],
        ["rebuild-index"],
    ],
    ids=" ".join,
)
def test_a_command_on_no_site_says_what_makes_one(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--site", tmp_path / "nowhere", *arguments) == 2
    said = capsys.readouterr().err
    assert "nowhere" in said and "chartdrop run makes one" in said
    assert not (tmp_path / "nowhere").exists()


def test_help_is_0_and_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    said = capsys.readouterr().out
    assert all(name in said for name in ("inspect", "ingest", "quarantine", "rebuild-index", "--site"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[inbox]\npoll = 'often'\n", "poll"),
        ("[colour]\n", "[colour]"),
        ("inbox = 1\n", "[inbox]"),
        ("[reading]\nmax_pages = 'two'\n", "max_pages"),
        ("[reading]\nmax_seconds = 0\n", "max_seconds"),
        ("[policy]\nfile_at = 0.3\n", "file_at"),
        ("[policy]\nfile_types = ['lab']\n", "file_types"),
    ],
)
def test_a_wrong_setting_is_2_and_named(
    text: str, named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "chartdrop.toml").write_text(text)
    assert run("--site", tmp_path, "status") == 2
    said = capsys.readouterr().err
    assert named in said and "chartdrop config show" in said


def test_a_file_that_does_not_exist_is_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("inspect", "nowhere.pdf") == 2
    assert "nowhere.pdf does not exist" in capsys.readouterr().err


def test_a_site_that_cannot_be_made_is_said_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert run("--site", tmp_path / "file" / "site", "ingest", tmp_path / "file") == 1
    said = capsys.readouterr().err
    assert "file/site" in said and len(said.splitlines()) == 1


# --- looking


def test_the_status_of_an_empty_site_is_the_contract(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--site", site, "status", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert {"receipts", "documents", "oldest_waiting_s"} <= set(said)
    assert said["receipts"] == 0
    assert said["documents"] == {"filed": 0, "review": 0, "quarantine": 0, "working": 0}
    assert said["oldest_waiting_s"] == 0
    assert run("--site", site, "status") == 0
    assert "quarantine" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["review"], ["quarantine", "list"]], ids=" ".join)
def test_an_empty_list_as_json_is_no_line(command: list[str], site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--site", site, *command, "--json") == 0
    assert capsys.readouterr().out == ""


def test_the_site_can_be_named_by_a_variable(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHARTDROP_SITE", str(site))
    assert run("config", "show", "--json") == 0
    assert json.loads(capsys.readouterr().out)["site"]["path"] == str(site)


@pytest.mark.parametrize("as_json", [["--json"], []], ids=["json", "text"])
def test_secrets_are_not_shown(
    as_json: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHARTDROP_BLOBS_ACCESS_KEY", "AKIAZEBULON")
    monkeypatch.setenv("CHARTDROP_BLOBS_SECRET_KEY", "Zebulonia")
    monkeypatch.setenv("CHARTDROP_LEDGER_URL", "postgresql+psycopg://chart:Zebulonia@host/db")
    assert run("config", "show", *as_json) == 0
    said = capsys.readouterr().out
    assert "zebulon" not in said.lower()
    assert said.count("(set)") == 3


def test_the_settings_file_that_a_site_gets_changes_nothing(site: Path) -> None:
    assert (site / "chartdrop.toml").read_text() == DEFAULT_TOML
    assert load(site, {}) == load(site.parent, {}).__class__(site=site)


# --- patients


def test_the_same_list_again_changes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--site", site, "patients", "import", site.parent / "list.csv") == 0
    assert capsys.readouterr().out == "0 added, 0 changed, 3 unchanged, 0 removed.\n"


def test_a_bad_list_is_refused_whole(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = {**ROWS[0], "patient_id": "P8", "mrn": "7008", "given_name": "Zenobia"}
    bad = patient_list(tmp_path / "bad.csv", good, {**ROWS[1], "patient_id": "P9", "birth_date": "31 Feb"})
    assert run("--site", site, "patients", "import", bad) == 2
    said = capsys.readouterr().err
    assert "line 3" in said and "nothing was imported" in said
    assert "Beckett" not in said
    assert run("--site", site, "patients", "find", "--mrn", "7008", "--json") == 0
    assert "P8" not in capsys.readouterr().out


def test_bad_rows_are_left_out_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = patient_list(tmp_path / "bad.csv", ROWS[0], {**ROWS[1], "birth_date": "31 Feb"})
    assert run("--site", tmp_path / "site", "patients", "import", "--skip-bad", bad) == 1
    said = capsys.readouterr()
    assert said.out.startswith("1 added") and "1 rows left out" in said.out
    assert "line 3" in said.err


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"name,born\nx,y\n"])
def test_a_file_that_is_no_list_is_2(site: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "list").write_bytes(content)
    assert run("--site", site, "patients", "import", tmp_path / "list") == 2


def test_find_ranks_as_the_pipeline_would(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run("--site", site, "patients", "find", "--family", "Alvarado", "--given", "Maria",
            "--birth-date", "1958-04-03", "--json") == 0
    )  # fmt: skip
    first, *others = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert first["patient_id"] == "P1"
    assert all(first["probability"] >= other["probability"] for other in others)


def test_find_without_a_value_or_with_no_date_is_2(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--site", site, "patients", "find") == 2
    assert run("--site", site, "patients", "find", "--birth-date", "04/03/1958") == 2
    assert "yyyy-mm-dd" in capsys.readouterr().err


# --- audit


def test_the_audit_fits_until_a_line_is_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site"
    assert run("--site", site, "patients", "import", patient_list(tmp_path / "list.csv", *ROWS)) == 0
    assert run("--site", site, "patients", "find", "--mrn", "7001") == 0
    assert run("--site", site, "audit", "verify") == 0
    assert "2 events" in capsys.readouterr().out
    with closing(sqlite3.connect(site / "ledger.db")) as database, database:
        database.execute("UPDATE events SET actor = 'user:somebody-else' WHERE seq = 1")
    assert run("--site", site, "audit", "verify") == 1
    assert "breaks at event 1" in capsys.readouterr().err


# --- putting back to work


def test_an_id_that_is_not_held_is_2(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--site", site, "quarantine", "release", "f-unknown") == 2
    assert "f-unknown is not in quarantine" in capsys.readouterr().err
    assert run("--site", site, "retry", "f-unknown") == 2
    assert run("--site", site, "quarantine", "release") == 2
    assert run("--site", site, "retry") == 0


def test_what_is_set_aside_is_listed_and_released(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site, path = tmp_path / "site", tmp_path / "locked.pdf"
    path.write_text("%PDF-1.7")
    assert run("--site", site, "ingest", path) == 0
    assert path.exists()
    held = _set_aside(site)
    capsys.readouterr()
    assert run("--site", site, "quarantine", "list", "--json") == 0
    (item,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (item["id"], item["file"], item["reasons"]) == (held, "locked.pdf", [CUT.says, str(EncryptedFile())])
    assert run("--site", site, "status", "--json") == 0
    assert json.loads(capsys.readouterr().out)["documents"]["quarantine"] == 1
    assert run("--site", site, "quarantine", "release", held) == 0
    assert capsys.readouterr().out == "1 released; the service works on them.\n"
    assert run("--site", site, "status", "--json") == 0
    assert json.loads(capsys.readouterr().out)["documents"] == {"filed": 0, "review": 0, "quarantine": 0, "working": 1}
    with closing(wiring.build(load(site, QUICK))) as app:
        assert app.ledger.item(held).reasons == (CUT,)  # what was doubtful when it arrived still is


def _set_aside(site: Path) -> str:
    """Put the one file of the site in quarantine, as its reading would."""
    with closing(wiring.build(load(site, QUICK))) as app:
        (item,) = app.ledger.find()
        reasons = (CUT, Doubt(code=EncryptedFile.code, says=str(EncryptedFile())))
        app.ledger.commit(Change(items=(evolve(item, state="quarantine", reasons=reasons),)))
    return item.item_id


# --- inspecting


def test_a_file_that_cannot_be_read_is_1_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lines themselves are tested in test_inspection.py; here nothing is read, so that no model is needed."""
    (tmp_path / "a.pdf").touch()
    (tmp_path / "b.pdf").touch()
    monkeypatch.setattr("pipeline.stages.classify.load_model", lambda: None)
    assert run("inspect", "--json", tmp_path / "a.pdf", tmp_path / "b.pdf") == 1
    lines: list[dict[str, Any]] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(line["source"]).name for line in lines] == ["a.pdf", "b.pdf"]
    assert {(line["type"], line["route"]) for line in lines} == {(None, "quarantine")}
    assert "empty" in lines[0]["reasons"][0]
    assert not (tmp_path / "chartdrop-site").exists()
    assert threading.active_count() == 1
