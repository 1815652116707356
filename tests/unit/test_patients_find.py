"""`chartdrop patients find`: what speaks for each chart, and what speaks against filing there, as a person reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import operations
from pipeline.config import load

LIST = """patient_id,mrn,family_name,given_name,birth_date,sex,phone
P1,4010068,Burnell,Ada,1958-03-04,F,5055550134
P2,4010069,Burnell,Victor,1955-11-20,M,5055550134
"""


def test_each_chart_shows_its_weights_and_vetoes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = load(tmp_path / "site", {})
    (tmp_path / "list.csv").write_text(LIST)
    assert operations.import_patients(settings, tmp_path / "list.csv", skip_bad=False) == 0
    assert "import: 95 of 100" in capsys.readouterr().err
    asked = {"family": "Burnell", "given": "Ada", "birth_date": "1958-03-04", "phone": "5055550134"}
    assert operations.find_patients(settings, asked, as_json=True) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["patient_id"] == "P1" and first["weights"]["birth_date"][0] == "exact" and first["vetoes"] == []
    assert second["patient_id"] == "P2" and second["weights"]["birth_date"][1] < 0 and second["vetoes"]
    assert operations.find_patients(settings, asked, as_json=False) == 0
    shown = capsys.readouterr().out
    assert "birth date exact +" in shown and "given name different -" in shown
