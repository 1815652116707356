"""The report: what is compared with what, and that nothing wrong counts as right."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from pipeline import evaluation, reportpage
from pipeline.errors import UsageError
from pipeline.truths import load_truth


def line(pages: list[int], **more: Any) -> dict[str, Any]:
    match = {"decision": "match", "patient_id": "P1", "probability": 1.0, "candidates": []}
    return {
        "source": "a.pdf", "pages": pages, "type": "lab_result", "type_confidence": 0.9, "fields": {}, "match": match,
        "route": "file", "reasons": [],
    } | more  # fmt: skip


def truth(pages: list[int], **more: Any) -> dict[str, Any]:
    return {"file": "a.pdf", "pages": pages, "type": "lab_result", "fields": {}, "patient_id": "P1"} | more


def report(monkeypatch: pytest.MonkeyPatch, folder: Path, truths: list[Any], lines: list[Any]) -> dict[str, Any]:
    """The report over one file whose inspection gives `lines`."""
    (folder / "a.pdf").touch()
    (folder / "truth.jsonl").write_text("".join(json.dumps(one) + "\n" for one in truths))
    monkeypatch.setattr(evaluation, "inspect_files", lambda files, *_, **__: iter([lines for _ in files]))
    return evaluation.evaluate(folder, folder / "truth.jsonl", None, None, threads=1)  # type: ignore[arg-type]


def test_what_is_right_counts_as_right(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = {"family_name": {"value": "García-López"}, "birth_date": {"value": "1958-04-03"}}
    fields = {"family_name": "GARCIA LOPEZ", "birth_date": "1958-04-03", "mrn": "17"}
    said = report(monkeypatch, tmp_path, [truth([1], fields=fields)], [line([1], fields=found)])
    assert said["types"]["accuracy"]["share"] == 1
    assert said["pages"]["share"] == 1
    assert said["filed"]["wrong_chart"]["share"] == 0
    assert said["filed"]["found_without_a_person"]["share"] == 1
    assert said["fields"]["family_name"]["recall"]["share"] == 1
    assert said["fields"]["mrn"]["recall"]["share"] == 0
    assert said["fields"]["mrn"]["precision"]["n"] == 0


def test_bounds_are_given_and_hold_the_share(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    figure = report(monkeypatch, tmp_path, [truth([1])], [line([1])])["types"]["accuracy"]
    assert figure["n"] == 1
    assert 0 < figure["low95"] < 0.1 and figure["high95"] == 1  # one of one proves little


def test_a_document_that_was_not_found_is_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = report(monkeypatch, tmp_path, [truth([1]), truth([2, 3])], [line([1])])
    assert said["types"]["accuracy"]["share"] == 0.5
    assert said["pages"]["share"] == 0.5


def test_two_patients_filed_together_are_a_wrong_chart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whichever of the two it was filed under, and in whichever order the truth names them."""
    for ids in (("P1", "P2"), ("P2", "P1")):
        truths = [truth([number], patient_id=one) for number, one in enumerate(ids, 1)]
        said = report(monkeypatch, tmp_path, truths, [line([1, 2])])
        assert said["filed"]["wrong_chart"]["share"] == 1, ids


def test_a_filed_document_that_does_not_exist_is_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = report(monkeypatch, tmp_path, [truth([1])], [line([1]), line([2])])
    assert said["filed"]["wrong_chart"]["n"] == 2
    assert said["filed"]["wrong_chart"]["share"] == 0.5


def test_a_file_nobody_could_read_has_no_right_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    refused = {"source": "a.pdf", "pages": [], "type": None, "fields": {}, "route": "quarantine", "reasons": ["x"]}
    said = report(monkeypatch, tmp_path, [truth([1])], [refused])
    assert said["types"]["accuracy"]["share"] == 0
    assert said["filed"]["filed"]["share"] == 0


def test_the_report_is_shown_and_is_json(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = report(monkeypatch, tmp_path, [truth([1])], [line([1])])
    evaluation.show(said)
    shown = capsys.readouterr().out
    assert "wrong chart among filed" in shown and "95% bounds" in shown
    assert json.loads(json.dumps(said)) == said


def test_the_page_draws_every_figure_and_is_well_formed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read = [{"page": 1, "kind": "fine_fax"}]
    truths = [truth([1], known_sender=True), truth([2], type="other", known_sender=False)]
    said = report(monkeypatch, tmp_path, truths, [line([1], read=read), line([2], read=read)])
    html = reportpage.page(said)
    root = ET.fromstring(html.removeprefix("<!doctype html>").replace('<meta charset="utf-8">', ""))
    text = "".join(root.itertext())
    assert "lab_result said to be lab_result: 1 of 1" in text and "other said to be lab_result: 1 of 1" in text
    assert "fine fax" in text and "new sender" in text and "known sender" in text
    assert "1 of 2 right" in text  # both were said with 0.9, one of them is right
    assert "<script" not in html and "http://" not in html.replace("http://www.w3.org/2000/svg", "")


def test_calibration_and_coverage_are_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = [line([1], type_confidence=0.99), line([2], type_confidence=0.6)]
    said = report(monkeypatch, tmp_path, [truth([1]), truth([2], type="other")], lines)
    assert [(b["said"], b["right"]["share"]) for b in said["calibration"]["bins"]] == [(0.6, 0.0), (0.99, 1.0)]
    assert said["calibration"]["error"] == pytest.approx((0.6 + 0.01) / 2)
    by_level = {one["confidence"]: one for one in said["coverage"]}
    assert by_level[0.0]["wrong"]["share"] == 0.5 and by_level[0.7]["wrong"]["share"] == 0
    assert by_level[0.7]["covered"]["share"] == 0.5


def test_a_file_is_split_right_when_all_its_documents_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert (
        report(monkeypatch, tmp_path, [truth([1]), truth([2])], [line([2]), line([1])])["files_perfect"]["share"] == 1
    )
    assert report(monkeypatch, tmp_path, [truth([1])], [line([1]), line([2])])["files_perfect"]["share"] == 0


def test_demands_are_held_against_the_figures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = report(monkeypatch, tmp_path, [truth([1]), truth([2], type="other")], [line([1]), line([2])])
    met = evaluation.demands(["type=0.5"], ["wrong_type=0.5"])
    assert evaluation.missed(said, met) == []
    short = evaluation.missed(said, evaluation.demands(["type=0.51"], ["wrong_type=0.49"]))
    assert len(short) == 2 and short[0].startswith("type is 50.0% of 2")
    for wrong in ("type", "speed=1", "type=much"):
        with pytest.raises(UsageError, match="is not a demand"):
            evaluation.demands([wrong], [])


def test_nothing_to_count_meets_no_demand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = report(monkeypatch, tmp_path, [truth([1])], [line([1], route="review")])
    assert evaluation.missed(said, evaluation.demands([], ["wrong_chart=0.1"])) != []


def test_a_truth_may_be_a_table(tmp_path: Path) -> None:
    path = tmp_path / "truth.csv"
    path.write_text(
        "file,pages,type,patient_id,known_sender,family_name,mrn\n"
        "a.pdf,1-2 4,consent,P1,yes,Reyes,\nb.pdf,1,other,,,,\n"
    )
    loaded = load_truth(path)
    assert loaded["a.pdf"][0]["pages"] == [1, 2, 4]
    assert loaded["a.pdf"][0]["fields"] == {"family_name": "Reyes"}
    assert loaded["a.pdf"][0]["known_sender"] is True and "known_sender" not in loaded["b.pdf"][0]
    assert loaded["b.pdf"][0]["patient_id"] is None
    for wrong in ("file,pages\na.pdf,1\n", "file,pages,type\na.pdf,,consent\n", "file,pages,type\na.pdf,x,consent\n"):
        path.write_text(wrong)
        with pytest.raises(UsageError, match="not a truth file"):
            load_truth(path)


@pytest.mark.parametrize("text", ["not json\n", '{"pages": [1]}\n', "[]\n", '{"file": "a.pdf", "pages": [1]}\n'])
def test_a_file_that_is_no_truth_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "truth.jsonl").write_text(text)
    with pytest.raises(UsageError, match=r"truth\.jsonl is not a truth file"):
        evaluation.evaluate(tmp_path, tmp_path / "truth.jsonl", None, None, threads=1)  # type: ignore[arg-type]
