"""How things look: on a terminal with signs and bars, elsewhere as plain lines that nothing is cut from."""

from __future__ import annotations

import pytest

from pipeline import printing, views
from pipeline.records import TYPES


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, "-"), (0.0, "0 s"), (59.4, "59 s"), (60, "1.0 min"), (5400, "1.5 h"), (86400, "1.0 d"), (200_000, "2.3 d")],
)
def test_an_age_is_told_in_one_unit(seconds: float | None, said: str) -> None:
    assert printing.age(seconds) == said


def test_every_type_has_a_name_for_people() -> None:
    assert set(printing.TYPE_NAMES) == set(TYPES)


def test_a_type_is_told_with_its_confidence() -> None:
    assert printing.type_text(None, None) == "-"
    assert printing.type_text("lab_result", None) == "lab result"
    assert printing.type_text("insurance_card", 0.973) == "insurance card 97%"


@pytest.mark.parametrize("route", ["file", "filed", "review", "quarantine", "working"])
def test_colour_never_stands_alone(route: str) -> None:
    text = printing.route_text(route).plain
    assert text.endswith(route)
    assert len(text) > len(route) + 1


def test_a_table_keeps_long_reasons_whole(capsys: pytest.CaptureFixture[str]) -> None:
    reason = "The telephone number differs from the chart's, and nothing else tells the two patients apart here."
    printing.table(("file", "reasons"), [("fax.tif", reason)])
    words = capsys.readouterr().out.replace("│", " ").split()
    assert [word for word in reason.split() if word not in words] == []


def test_a_table_takes_markup_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    """A file may be called `[red]x[/].pdf`."""
    printing.table(("file",), [("[red]x[/].pdf",)])
    assert "[red]x[/].pdf" in capsys.readouterr().out


def test_progress_without_a_terminal_is_plain_lines_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    with printing.progress("inspect", 40) as advance:
        for number in range(40):
            advance(f"{number}.pdf")
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.splitlines()
    assert lines[-1] == "inspect: 40 of 40 39.pdf"
    assert len(lines) <= 21


def test_facts_are_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    printing.facts({"receipts": 3, "oldest waiting": "-"})
    assert capsys.readouterr().out == "receipts        3\noldest waiting  -\n"


def test_no_facts_are_no_lines(capsys: pytest.CaptureFixture[str]) -> None:
    printing.facts({})
    assert capsys.readouterr().out == ""


def test_a_refused_file_is_shown_without_a_match(capsys: pytest.CaptureFixture[str]) -> None:
    views.show_line(
        {"source": "a.pdf", "pages": [], "type": None, "fields": {}, "route": "quarantine", "reasons": ["Empty."]}
    )
    assert capsys.readouterr().out == "a.pdf p. -: - -> quarantine\n    ▲ Empty.\n"
