"""The stage with the model that ships: types, evidence with boxes, doubts, and no exception on any page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifiers.lexicon import digest
from classifiers.model import DoctypeModel
from classifiers.store import newest
from pipeline.errors import ConfigError
from pipeline.records import TYPES, Box, Page, Word
from pipeline.stages.classify import classify, load_model
from rigs.pages import page

LAB = """Northside Clinical Laboratory
Laboratory Report
Patient Jane Sample DOB 01/02/1980
Collected 03/04/2026 Reported 03/05/2026 Ordering Provider Ann Other MD
Test Result Flag Units Reference Range
Glucose 105 H mg/dL 70-99
Sodium 140 mmol/L 135-145
Potassium 4.1 mmol/L 3.5-5.1
Creatinine 0.9 mg/dL 0.5-1.1
Hemoglobin 13.5 g/dL 12.0-16.0
Report Status Final"""
CONSENT = """Consent for Treatment
I hereby authorize the physicians to perform the procedure
I understand the risks and benefits and alternatives
My questions have been answered I have read and understand this form
I may revoke this consent in writing at any time
Signature of patient or legal representative Date
Relationship to patient Witness"""


@pytest.fixture(scope="module")
def model() -> DoctypeModel:
    return load_model()


@pytest.mark.parametrize(("text", "expected"), [(LAB, "lab_result"), (CONSENT, "consent")])
def test_plain_documents(model: DoctypeModel, text: str, expected: str) -> None:
    said = classify([page(text, number=3)], model)
    assert said.type == expected
    assert said.model == model.version
    assert sum(said.probabilities.values()) == pytest.approx(1.0)
    located = [evidence for evidence in said.evidence if evidence.box is not None]
    assert located
    assert all(evidence.page == 3 for evidence in located)


def test_the_fax_header_is_not_read(model: DoctypeModel) -> None:
    with_header = page(LAB + "\n" + LAB, header_bottom=100 + 44 * 11)
    assert classify([with_header], model).type == classify([page("\n" * 11 + LAB)], model).type


@pytest.mark.parametrize("pages", [[], [page("")], [page("zz 1 2 3")]])
def test_hardly_any_text_is_a_doubt(model: DoctypeModel, pages: list[Page]) -> None:
    said = classify(pages, model)
    assert [doubt.code for doubt in said.doubts] == ["hardly_readable"]


def test_a_doubt_names_the_two_likeliest(model: DoctypeModel) -> None:
    text = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt"
    said = classify([page(text)], model)
    if said.confidence < model.thresholds.confidence[said.type]:
        assert any(doubt.says.startswith("Not sure what this is: ") for doubt in said.doubts)
    assert said.type == "other" or said.doubts


@pytest.mark.parametrize(
    "text",
    [
        "患者同意接受手术治疗 并已了解风险 签名 日期 " * 40,
        "نتائج المختبر للمريض الاسم تاريخ الميلاد التوقيع " * 40,
        "Der Patient stellt sich heute wieder vor und berichtet ueber Schmerzen im Knie beim Gehen " * 10,
        "\x00\x01\x02\x1b[31m \u200b\ufeff \x7f\x85 " * 50,
        "x" * 1_000_000,
        "lorem ipsum " * 80_000,
    ],
    ids=["Chinese", "Arabic", "German", "control characters", "one long word", "a million characters"],
)
def test_what_nobody_here_can_read_is_other_or_doubted(model: DoctypeModel, text: str) -> None:
    said = classify([page(text)], model)
    assert said.type == "other" or said.doubts


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=40))
def test_no_exception(model: DoctypeModel, words: list[str]) -> None:
    box = Box(left=0, top=0, right=10, bottom=10)
    blank = Page(number=1, width=0, height=0, dpi=0, kind="photo", words=tuple(Word(text=w, box=box) for w in words))
    assert classify([blank, blank], model).type in TYPES


def test_the_model_was_fitted_with_this_lexicon() -> None:
    card = json.loads((newest() / "card.json").read_text())
    assert card["lexicon_sha256"] == digest(), "the lexicon has changed: run chartdrop train"


def test_no_model_is_a_matter_of_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no readable file"):
        load_model(tmp_path)


CARD = """ScriptSaver Prescription Card
Member ID 5550100123 Member name Jane Sample
RxBIN 014379 RxPCN ABCD RxGRP V346
Pharmacist process as primary claim help desk 509-555-0187
Member services 509-555-0188 Copay $10 generic"""


@pytest.mark.parametrize(
    "line", ["This is NOT insurance.", "Drug Savings Program", "Not an insurance card", "Este programa no es un seguro"]
)
def test_a_card_that_says_it_insures_nobody_is_doubted(model: DoctypeModel, line: str) -> None:
    plain, disowned = classify([page(CARD)], model), classify([page(CARD + "\n" + line)], model)
    assert plain.type == disowned.type == "insurance_card"
    assert "not_insurance" not in [doubt.code for doubt in plain.doubts]
    assert "not_insurance" in [doubt.code for doubt in disowned.doubts]
