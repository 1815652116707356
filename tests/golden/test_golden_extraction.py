"""Documents written down as text, and what must be read from them, nothing more of the patient and nothing else.

`pages/NAME.txt` is drawn on a grid of characters (its first line names the type); `pages/NAME.json` holds the fields
that must be found, demographics that are not listed must be absent.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.records import Box, Extraction, Page, Word
from pipeline.stages.extract import extract

PAGES = Path(__file__).parent / "pages"
DEMOGRAPHICS = {
    *("family_name", "given_name", "middle_name", "suffix", "birth_date", "sex", "mrn", "phone"),
    *("address_line", "city", "state", "postal_code", "ssn_last4"),
}
CHAR, LINE, HEIGHT = 14, 40, 22


def drawn(text: str) -> Page:
    """The text on a grid: every character has its place, as on a line printer."""
    words = [
        Word(text=part, box=Box(left=left, top=top, right=left + len(part) * CHAR, bottom=top + HEIGHT), line=row)
        for row, line in enumerate(text.splitlines())
        for at, part in parts(line)
        for left, top in [(80 + at * CHAR, 80 + row * LINE)]
    ]
    return Page(number=1, width=1700, height=2200, dpi=200.0, kind="born_digital", words=tuple(words))


def parts(line: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for part in line.split(" "):
        if part:
            found.append((at, part))
        at += len(part) + 1
    return found


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.txt")))
def test_what_a_page_says_is_read(name: str) -> None:
    first, _, text = (PAGES / f"{name}.txt").read_text(encoding="utf-8").partition("\n")
    expected: dict[str, Any] = json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))
    result: Extraction = extract([drawn(text)], first.removeprefix("type: "))  # type: ignore[arg-type]
    got = {field: found.value for field, found in result.fields.items()}
    assert {field: got.get(field) for field in expected["fields"]} == expected["fields"]
    assert result.patients == expected["patients"]
    if result.patients == 1:
        assert DEMOGRAPHICS & set(got) <= set(expected["fields"])
    for row, wanted in zip(result.rows, expected.get("rows", []), strict=False):
        assert [row.analyte, row.value, row.flag] == wanted
    assert {doubt.code for doubt in result.doubts} >= set(expected.get("doubts", []))


def test_evidence_is_where_the_value_stands() -> None:
    result = extract([drawn("Patient: Ann Lee     DOB: 01/02/1958")], "other")
    field = result.fields["birth_date"]
    assert field.raw == "01/02/1958"
    assert field.page == 1
    assert field.box.as_list() == [80 + 26 * CHAR, 80, 80 + 36 * CHAR, 80 + HEIGHT]


def test_an_empty_page_says_nothing() -> None:
    result = extract([Page(number=1, width=1700, height=2200, dpi=200.0, kind="blank")], "lab_result")
    assert not result.fields and result.patients == 0
