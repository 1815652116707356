"""The README is true: every command, setting and reason is in it, and what it shows can be typed."""

from __future__ import annotations

import inspect
import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from pipeline import errors
from pipeline.cli import cli
from pipeline.config import SECTIONS, load
from pipeline.records import Patient

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("**/*.md"), ROOT / "tests" / "benchmarks" / "README.md"])
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(group: click.Group = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that can be typed, with the words that name it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def options(command: click.Command) -> set[str]:
    return {one for parameter in command.params if isinstance(parameter, click.Option) for one in parameter.opts}


def blocks(language: str, text: str = README) -> list[str]:
    """Fenced blocks of a language, indented ones too, without their indentation."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", body, flags=re.MULTILINE) for indent, body in found]


def typed() -> list[str]:
    """Every command line the pages show or name: in blocks after a prompt, and in back quotes."""
    lines = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        lines += [line[2:] for block in blocks("console", text) for line in block.splitlines() if line.startswith("$ ")]
        lines += re.findall(r"`(chartdrop [^`]+)`", text)
    lines = [line.partition(" #")[0].strip() for line in lines]
    return sorted({line for line in lines if line.startswith("chartdrop ")})


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def table(code: str) -> list[str]:
    """The cells of the row whose first cell is `code`."""
    found = re.search(rf"^\| `{re.escape(code)}` \|(.*)\|$", README, re.MULTILINE)
    return [cell.strip() for cell in found[1].split("|")] if found else []


# --- commands


@pytest.mark.parametrize(
    ("path", "command"), list(commands()), ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_every_command_is_documented_with_its_options(path: tuple[str, ...], command: click.Command) -> None:
    found = re.search(rf"^\| `chartdrop {' '.join(path)}\b([^`]*)` \| (.+) \|$", section("Commands"), re.MULTILINE)
    assert found, f"chartdrop {' '.join(path)} is not in the table of commands"
    assert set(re.findall(r"--[a-z-]+", found[1])) == {name for name in options(command) if name.startswith("--")}


def test_the_options_of_every_command_are_documented() -> None:
    assert all(name in section("Commands") for name in ("--site", "--verbose", "--version", "--help"))


@pytest.mark.parametrize("line", typed())
def test_a_command_line_can_be_typed(line: str) -> None:
    """Its command exists and has these options. `COMMAND`, `...` and brackets stand for what a reader puts there."""
    words = [word for word in shlex.split(re.sub(r"[\[\]]|\.\.\.", " ", line))[1:] if word != "COMMAND"]
    command: click.Command = cli
    allowed = options(cli) | {"--help", "-h", "--version"}
    while words:
        word = words.pop(0)
        if word.startswith("-"):
            assert word in allowed, f"{word} in {line}"
            if word == "--site":
                words.pop(0)
        elif isinstance(command, click.Group):
            assert word in command.commands, f"{word} in {line}"
            command = command.commands[word]
            allowed = options(command) | {"--help", "-h"}


def test_the_first_run_is_ten_lines_at_most() -> None:
    lines = [line for block in blocks("console", section("First run")) for line in block.splitlines()]
    assert 0 < len(lines) <= 10


def test_exit_codes_are_documented() -> None:
    codes = {kind.exit_code for _, kind in inspect.getmembers(errors, inspect.isclass) if hasattr(kind, "exit_code")}
    assert all(re.search(rf"\b{code} \w", section("Commands").partition("Exit codes:")[2]) for code in codes)


# --- settings


@pytest.mark.parametrize("name", list(SECTIONS))
def test_every_setting_is_documented(name: str) -> None:
    found = re.search(rf"^\| `\[{name}\]` \|(.*)\|$", section("Settings"), re.MULTILINE)
    assert found, f"[{name}] is not in the table of settings"
    kind = type(getattr(load(ROOT / "nowhere", {}), name))
    assert [key.name for key in fields(kind) if f"`{key.name}`" not in found[1]] == []


@pytest.mark.parametrize("block", blocks("toml"))
def test_settings_shown_are_settings(block: str, tmp_path: Path) -> None:
    assert tomllib.loads(block)
    (tmp_path / "chartdrop.toml").write_text(block)
    load(tmp_path, {})


def test_variables_shown_are_variables(tmp_path: Path) -> None:
    known = {
        f"CHARTDROP_{name}_{key.name}".upper() for name in SECTIONS for key in fields(getattr(load(tmp_path, {}), name))
    }
    shown = set(re.findall(r"CHARTDROP_[A-Z][A-Z_]*", README)) - {"CHARTDROP_SITE"}
    assert shown and shown <= known


def test_the_columns_of_a_patient_list_are_ours() -> None:
    (shown,) = re.findall(r"`(patient_id,[a-z0-9_,]+)`", README)
    assert shown.split(",") == [name for name in Patient.__slots__ if name != "aliases"]


def test_times_are_the_defaults(tmp_path: Path) -> None:
    inbox, fax = load(tmp_path, {}).inbox, load(tmp_path, {}).fax
    for key in ("closed_s", "settle_s", "late_s", "rescan_s"):
        assert re.search(rf"\b{getattr(inbox, key):.0f} s\b[^;.]*\(`{key}`\)", section("Dropping files")), key
    assert f"{fax.interrupted_s:.0f} s" in section("Connecting HylaFAX")
    assert f"every {fax.rescan_s:.0f} s" in section("Connecting HylaFAX")


# --- reasons


KINDS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.QuarantineError | errors.TransientError)
    and kind not in (errors.QuarantineError, errors.TransientError)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_reason_is_in_a_table_as_people_meet_it(kind: type[errors.IntakeError]) -> None:
    assert table(kind.code) == [kind.says, kind.next_step]


# --- the contract


def test_the_example_is_a_line_of_the_contract() -> None:
    (block,) = blocks("json")
    line = json.loads(block)
    assert (ROOT / line["source"]).is_file()
    assert {"source", "pages", "type", "type_confidence", "fields", "match", "route", "reasons"} <= set(line)
    assert {"decision", "patient_id", "probability", "candidates"} <= set(line["match"])
    assert all({"value", "confidence", "page", "box"} <= set(field) for field in line["fields"].values())
    names = set(re.findall(r"`([a-z0-9_]+)`", section("inspect --json")))
    assert set(line["fields"]) <= names
    assert set(line) - {"source", "type_confidence", "reasons", "fields", "match"} <= names


# --- links and words


def anchors(path: Path) -> set[str]:
    text = re.sub(r"^ *```.*?^ *```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), target


def test_the_layout_names_what_there_is() -> None:
    drawn = section("Layout of the code")
    for folder in ("pipeline", "classifiers", "models", "samples", "tests"):
        assert re.search(rf"^    {folder}/", drawn, re.MULTILINE)
    inside = {path.name for path in (ROOT / "pipeline").iterdir() if (path / "__init__.py").exists()}
    assert {name for name in inside if f"      {name}/" not in drawn} == set()
    named = set(re.findall(r"\b([a-z_]+\.py)\b", drawn))
    assert {name for name in named if not (ROOT / "pipeline" / name).exists()} == set()
    modules = {path.name for path in (ROOT / "pipeline").glob("[a-z]*.py")}
    assert modules - named == set()


def test_every_benchmark_is_run_and_described() -> None:
    folder = ROOT / "tests" / "benchmarks"
    programs = {path.stem for path in folder.glob("*.py")} - {"run", "second_corpus"}  # it draws, others measure
    assert (
        set(re.findall(r'^    "(\w+)": \(', (folder / "run.py").read_text(encoding="utf-8"), re.MULTILINE)) == programs
    )
    assert (
        set(re.findall(r"^\| `(\w+)\.py` \|", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
        == programs
    )
