"""`inspect --json` keeps its contract (DESIGN.md, section 4): keys, types, names, and a line for every file."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pipeline import inspection, wiring
from pipeline.config import load
from pipeline.errors import ConfigError, EncryptedFile, LedgerUnavailable, WorkerLost
from pipeline.ports import Reader
from pipeline.records import TYPES, Page, Reading
from rigs import site as world

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "samples" / "demo"
PERSON = (
    "family_name given_name middle_name suffix birth_date sex mrn phone address_line city state postal_code ssn_last4"
    " member_id"
)
OWN = {
    "lab_result": "collected_date reported_date ordering_provider performing_lab accession_number result_status"
    " abnormal",
    "referral": "document_date referring_provider referring_npi referred_to_provider referred_to_specialty"
    " diagnosis_codes urgency authorization_number",
    "consent": "consent_type signed signed_date signer_name signer_relationship",
    "insurance_card": "payer_name plan_name member_name group_number rx_bin rx_pcn rx_group effective_date payer_phone"
    " payer_id copays dependents",
    "other": "",
}
LISTS = {"diagnosis_codes", "copays", "dependents"}
FORMS = {
    "birth_date": r"\d{4}-\d\d-\d\d", "collected_date": r"\d{4}-\d\d-\d\d", "reported_date": r"\d{4}-\d\d-\d\d",
    "document_date": r"\d{4}-\d\d-\d\d", "signed_date": r"\d{4}-\d\d-\d\d", "effective_date": r"\d{4}-\d\d-\d\d",
    "sex": "[FM]", "phone": r"\d{10}", "ssn_last4": r"\d{4}", "result_status": "preliminary|final|corrected",
    "urgency": "routine|urgent|stat", "signed": "present|absent|unsure", "referring_npi": r"[12]\d{9}",
}  # fmt: skip


def keeps_the_contract(line: dict[str, Any], pages: Sequence[Page]) -> None:
    """Assert that `line` is what the contract says of a document of a file with these pages."""
    assert json.loads(json.dumps(line)) == line
    assert {"source", "pages", "type", "type_confidence", "fields", "match", "route", "reasons"} <= set(line)
    assert type(line["source"]) is str
    assert line["pages"] and set(line["pages"]) <= {page.number for page in pages}
    assert line["type"] in TYPES
    assert type(line["type_confidence"]) is float and 0 <= line["type_confidence"] <= 1
    assert line["route"] in ("file", "review")
    assert all(type(reason) is str and reason for reason in line["reasons"])
    assert bool(line["reasons"]) == (line["route"] == "review")
    sizes = {page.number: (page.width, page.height) for page in pages}
    assert set(line["fields"]) <= {*PERSON.split(), *OWN[line["type"]].split()}
    for name, field in line["fields"].items():
        _field(name, field, line["pages"], sizes)
    _match(line["match"])


def _field(name: str, field: dict[str, Any], own: list[int], sizes: dict[int, tuple[int, int]]) -> None:
    assert {"value", "confidence", "page", "box"} <= set(field)
    value = field["value"]
    if name in LISTS:
        assert type(value) is list and value and all(type(one) is str and one for one in value)
    elif name == "abnormal":
        assert type(value) is bool
    else:
        assert type(value) is str and value.strip() == value != ""  # what is not on the page is absent
        assert re.fullmatch(FORMS.get(name, ".+"), value), name
    assert type(field["confidence"]) is float and 0 <= field["confidence"] <= 1
    assert field["page"] in own
    left, top, right, bottom = field["box"]
    assert all(type(edge) is int for edge in field["box"])
    width, height = sizes[field["page"]]
    assert 0 <= left < right <= width and 0 <= top < bottom <= height, name


def _match(match: dict[str, Any]) -> None:
    assert {"decision", "patient_id", "probability", "candidates"} <= set(match)
    assert match["decision"] in ("match", "review", "none")
    assert (type(match["patient_id"]) is str) == (match["decision"] == "match")
    assert match["patient_id"] is not None or match["decision"] != "match"
    probabilities = [match["probability"], *(candidate["probability"] for candidate in match["candidates"])]
    assert all(type(one) is float and 0 <= one <= 1 for one in probabilities)
    assert probabilities[1:] == sorted(probabilities[1:], reverse=True)
    assert all(type(candidate["patient_id"]) is str for candidate in match["candidates"])


@pytest.fixture(scope="module")
def inspected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[dict[str, Any]], Sequence[Page]]]:
    """Lines and pages of born-digital files, and of some that cannot be read; nothing here needs recognition."""
    folder = tmp_path_factory.mktemp("inspect")
    world.lab_report(folder / "report.pdf", world.Person(3))
    world.patient_list(folder / "patients.csv", [world.Person(number) for number in range(20)])
    (folder / "empty.pdf").touch()
    (folder / "text.pdf").write_text("This is a letter.")
    (folder / "cut.pdf").write_bytes((folder / "report.pdf").read_bytes()[:900])
    names = ("empty.pdf", "text.pdf", "cut.pdf", "report.pdf")
    samples = [DEMO / "files" / name for name in ("lab-panel.pdf", "card-medicare.pdf", "referral-order.pdf")]
    paths = [*(folder / name for name in names), *samples]
    settings = load(folder / "site", {"CHARTDROP_READING_WORKERS": "1", "CHARTDROP_READING_SECOND_ENGINE": "false"})
    with wiring.bench(settings, folder / "patients.csv") as (reader, judges):
        found = {
            path.name: (lines, reader.read(path).pages if lines[0]["type"] else ())
            for path, lines in zip(paths, inspection.inspect_files(paths, reader, judges, threads=2), strict=True)
        }
    assert not (folder / "site").exists()  # it stores nothing
    return found


@pytest.mark.parametrize("name", ["report.pdf", "lab-panel.pdf", "card-medicare.pdf", "referral-order.pdf"])
def test_a_document_is_a_line_of_the_contract(inspected: Any, name: str) -> None:
    lines, pages = inspected[name]
    for line in lines:
        keeps_the_contract(line, pages)
    numbers = [number for line in lines for number in line["pages"]]
    assert sorted(numbers) == sorted(set(numbers))


def test_what_the_page_says_is_found(inspected: Any) -> None:
    (line,), _ = inspected["report.pdf"]
    person = world.Person(3)
    assert line["type"] == "lab_result"
    assert line["fields"]["mrn"]["value"] == person.mrn
    assert line["fields"]["collected_date"]["value"] == "2026-03-11"
    assert line["match"]["candidates"][0]["patient_id"] == person.patient_id
    assert line["match"]["decision"] == "match"


@pytest.mark.parametrize(
    ("name", "reason"), [("empty.pdf", "empty"), ("text.pdf", "not a PDF"), ("cut.pdf", "cut off")]
)
def test_a_file_that_cannot_be_read_is_one_line_with_its_reason(inspected: Any, name: str, reason: str) -> None:
    (line,), _ = inspected[name]
    assert (line["type"], line["route"], line["pages"], line["fields"]) == (None, "quarantine", [], {})
    assert Path(line["source"]).name == name
    assert reason in line["reasons"][0]


# --- without a model: what the reader does


class Odd(Reader):
    """Raises what it is given for a file's name, in the order of the calls; records them."""

    def __init__(self, **raised: Exception) -> None:
        self.raised = raised
        self.read_names: list[str] = []
        self.last = threading.Event()

    def read(self, path: Path, first: int = 1, last: int = 0) -> Reading:
        self.read_names.append(path.name)
        if path.name == "a":
            self.last.wait(5)  # the first ends last
        if path.name == "c":
            self.last.set()
        raise self.raised.get(path.name, EncryptedFile())

    def count(self, path: Path) -> int:
        raise NotImplementedError

    def searchable(self, path: Path, pages: Sequence[Page], out: Path) -> None:
        raise NotImplementedError

    def close(self) -> None: ...


def lines_of(reader: Reader, *names: str) -> Iterator[list[dict[str, Any]]]:
    return inspection.inspect_files([Path(name) for name in names], reader, None, threads=3)  # type: ignore[arg-type]


def test_lines_come_in_the_order_of_the_files() -> None:
    assert [line["source"] for (line,) in lines_of(Odd(), "a", "b", "c")] == ["a", "b", "c"]


def test_a_fault_of_the_program_costs_one_file_and_quotes_nothing() -> None:
    reader = Odd(b=ValueError("Zebulonia"), d=WorkerLost())
    (a,), (b,), (c,), (d,) = lines_of(reader, "a", "b", "c", "d")
    assert {line["route"] for line in (a, b, c, d)} == {"quarantine"}
    assert "ValueError in read" in b["reasons"][0]
    assert "Zebulonia" not in b["reasons"][0]


@pytest.mark.parametrize("error", [ConfigError("No language."), LedgerUnavailable()])
def test_what_hinders_every_file_is_not_called_the_files_fault(error: Exception) -> None:
    with pytest.raises(type(error)):
        list(lines_of(Odd(b=error), "b"))


def test_who_stops_listening_stops_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    cancelled = threading.Event()

    class Pool(ThreadPoolExecutor):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
            super().shutdown(wait=False, cancel_futures=cancel_futures)
            cancelled.set()
            super().shutdown(wait=wait)

    class Slow(Odd):
        def read(self, path: Path, first: int = 1, last: int = 0) -> Reading:
            if path.name != "0":
                cancelled.wait(30)
            return super().read(path, first, last)

    monkeypatch.setattr(inspection, "ThreadPoolExecutor", Pool)
    reader = Slow()
    lines = lines_of(reader, *map(str, range(100)))
    next(lines)
    lines.close()  # type: ignore[attr-defined]
    assert len(reader.read_names) <= 1 + 3  # the first, and what the threads had in hand


def test_a_name_of_any_bytes_can_be_printed() -> None:
    (line,) = inspection.inspect_file(Path("fax\udcff.tif"), Odd(), None)  # type: ignore[arg-type]
    assert line["source"] == "fax\\xff.tif"
    json.dumps(line).encode()
