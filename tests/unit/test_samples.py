"""The synthetic documents: every family draws, says what its truth says, and comes out the same again."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
DATES = {"birth_date", "collected_date", "reported_date", "document_date", "signed_date", "effective_date"}
PATTERNS = {
    "sex": r"[FM]",
    "phone": r"\d{3}55501\d\d",
    "state": r"[A-Z]{2}",
    "postal_code": r"\d{5}",
    "ssn_last4": r"\d{4}",
    "referring_npi": r"[12]\d{9}",
    "result_status": "preliminary|final|corrected",
    "urgency": "routine|urgent|stat",
    "signed": "present|absent|unsure",
    "consent_type": "treatment|procedure|release|privacy|financial|telehealth|refusal",
    "rx_bin": r"\d{6}",
}
OF_TYPE: dict[str, str] = {
    "lab_result": "collected_date reported_date ordering_provider performing_lab accession_number result_status"
    " abnormal",
    "referral": "document_date referring_provider referring_npi referred_to_provider referred_to_specialty"
    " diagnosis_codes urgency authorization_number",
    "consent": "consent_type signed signed_date signer_name signer_relationship",
    "insurance_card": "payer_name plan_name member_name group_number rx_bin rx_pcn rx_group effective_date payer_phone"
    " payer_id dependents copays",
    "other": "",
}
DEMOGRAPHICS = (
    "family_name given_name middle_name suffix birth_date sex mrn phone address_line city state postal_code"
    " ssn_last4 member_id"
)


@pytest.fixture(scope="module")
def generate() -> Iterator[ModuleType]:
    """The generator's modules, which are scripts and no package; they leave no trace in the other tests."""
    before = set(sys.modules)
    sys.path.insert(0, str(SAMPLES))
    try:
        yield importlib.import_module("generate")
    finally:
        sys.path.remove(str(SAMPLES))
        for name in set(sys.modules) - before:
            if str(SAMPLES) in str(getattr(sys.modules[name], "__file__", "")):
                del sys.modules[name]


def luhn_ok(npi: str) -> bool:
    digits = [int(c) for c in reversed("80840" + npi)]
    return sum(d if i % 2 == 0 else (2 * d - 9 if d > 4 else 2 * d) for i, d in enumerate(digits)) % 10 == 0


def wrong_values(line: dict[str, object]) -> list[str]:
    """What in a truth line does not have the normal form of the contract."""
    wrong = []
    fields = line["fields"]
    assert isinstance(fields, dict)
    for name, value in fields.items():
        if name in DATES and not (isinstance(value, str) and date.fromisoformat(value)):
            wrong.append(name)
        if name in PATTERNS and not re.fullmatch(PATTERNS[name], str(value)):
            wrong.append(f"{name}={value}")
        if name not in f"{DEMOGRAPHICS} {OF_TYPE[str(line['type'])]}".split():
            wrong.append(f"{name} does not belong to {line['type']}")
    if "referring_npi" in fields and not luhn_ok(str(fields["referring_npi"])):
        wrong.append("referring_npi")
    if line["type"] == "lab_result" and not isinstance(fields.get("abnormal"), bool):
        wrong.append("abnormal")
    for code in fields.get("diagnosis_codes", []):
        if not re.fullmatch(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?", code):
            wrong.append(code)
    return wrong


def test_every_family_draws_and_its_truth_has_normal_forms(generate: ModuleType) -> None:
    plan = generate.Plan(seed=5, people=80)
    wrong = {}
    for family in generate.catalogue.families():
        who = generate.cast(plan, generate.random.Random(family))
        made = generate.make_document(plan, family, who, f"test {family}")
        line = generate.truth_of(made, "born_digital", False)
        assert made.sheet.family == family
        assert made.sheet.type == generate.catalogue.type_of(family)
        assert any(run.text.strip() for page in made.drawing.pages for run in page.runs), family
        if problems := wrong_values(line):
            wrong[family] = problems
    assert not wrong


def test_text_stays_on_the_page(generate: ModuleType) -> None:
    plan = generate.Plan(seed=6, people=80)
    outside = []
    for family in generate.catalogue.families():
        made = generate.make_document(
            plan, family, generate.cast(plan, generate.random.Random(family)), f"edge {family}"
        )
        for page, words in zip(made.drawing.pages, made.drawing.words(), strict=True):
            right, bottom = page.width * 200 / 72, page.height * 200 / 72
            outside += [(family, text) for text, b in words if b[0] < 0 or b[1] < 0 or b[2] > right or b[3] > bottom]
    assert not outside


def test_a_box_stands_where_its_words_are(generate: ModuleType) -> None:
    plan = generate.Plan(seed=7, people=80)
    made = generate.make_document(plan, "lab.classic_panel", generate.cast(plan, generate.random.Random(3)), "boxes")
    page, left, top, right, bottom = made.drawing.boxes["accession_number"]
    words = made.drawing.words()[page - 1]
    inside = [
        t for t, (x0, y0, x1, y1) in words if x0 > left - 3 and y0 > top - 3 and x1 < right + 3 and y1 < bottom + 3
    ]
    assert made.drawing.printed["accession_number"][0].replace(" ", "") in "".join(inside)


def test_the_same_seed_gives_the_same_bytes(generate: ModuleType) -> None:
    plan = generate.Plan(seed=8, people=60, kinds=("fax_standard", "born_digital"))
    for index in (0, 1):
        assert generate.make_file(plan, index) == generate.make_file(plan, index)


def test_another_seed_gives_other_documents(generate: ModuleType) -> None:
    one, other = (generate.make_pages(generate.Plan(seed=s, people=60, text_only=True), 0)[2] for s in (1, 2))
    assert one != other


def test_splits_share_no_family_and_each_type_is_in_each(generate: ModuleType) -> None:
    catalogue = generate.catalogue
    for sheet_type in generate.TYPES:
        sets = [set(catalogue.members(sheet_type, split)) for split in catalogue.SPLITS]
        assert all(sets)
        assert sum(map(len, sets)) == len(set().union(*sets)) == len(catalogue.members(sheet_type, "all"))


def test_the_checked_in_set_is_whole(generate: ModuleType) -> None:
    demo = SAMPLES / "demo"
    files = sorted(p for p in (demo / "files").iterdir())
    lines = [generate.json.loads(line) for line in (demo / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    listed = {row.split("\t")[0] for row in (SAMPLES / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()[1:]}
    assert {f"demo/files/{p.name}" for p in files} <= listed
    assert all((demo / line["file"]).exists() and not wrong_values(line) for line in lines)
    assert {line["type"] for line in lines} == set(generate.TYPES)
    assert sum(p.stat().st_size for p in files) < 2_500_000
    known = {row.split(",")[0] for row in (demo / "patients.csv").read_text(encoding="utf-8").splitlines()[1:]}
    assert all(line["patient_id"] in known for line in lines if line["patient_id"])
