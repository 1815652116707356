"""The house rules that a linter does not know."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted([*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "classifiers").rglob("*.py")])
ALLOWED_TOP = {
    "pipeline", "classifiers", "models", "samples", "tests", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md",
    "Makefile", ".gitignore", ".ci", ".pre-commit-config.yaml", "deploy", "docs",
}  # fmt: skip


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return listed.stdout.splitlines()


def test_the_top_level_is_the_one_that_was_asked_for() -> None:
    assert {Path(name).parts[0] for name in tracked()} <= ALLOWED_TOP


def test_data_folders_are_not_packages() -> None:
    assert not list((ROOT / "models").rglob("__init__.py"))
    assert not list((ROOT / "samples").rglob("__init__.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_function_fits_on_a_screen(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.parent.name == "versions":  # a made list of tables and columns, read from top to bottom
        return
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    too_long = [f"{f.name} ({f.end_lineno - f.lineno} lines)" for f in functions if (f.end_lineno or 0) - f.lineno > 60]
    assert not too_long


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_docstring_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_no_pickle() -> None:
    banned = re.compile(r"^\s*(?:import|from)\s+(?:c?pickle|dill|joblib|cloudpickle|marshal|shelve)\b", re.MULTILINE)
    assert [str(path) for path in SOURCES if banned.search(path.read_text(encoding="utf-8"))] == []


def test_importing_the_wiring_connects_and_loads_nothing() -> None:
    """No file is opened, no thread is started and no model or engine is loaded by an import."""
    code = (
        "import sys, threading; import pipeline.wiring, pipeline.cli; "
        "heavy = [m for m in ('tesserocr', 'rapidocr', 'onnxruntime') if m in sys.modules]; "
        "assert threading.active_count() == 1, threading.enumerate(); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_the_service_cannot_open_a_page() -> None:
    """Untrusted bytes are parsed in the reading processes only: the service does not even import what parses them."""
    code = (
        "import sys, pipeline.service; "
        "parsers = [m for m in ('cv2', 'PIL', 'pikepdf', 'pypdfium2', 'zxingcpp', 'pillow_heif') if m in sys.modules]; "
        "assert not parsers, parsers"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_lock_files_do_not_say_where_packages_came_from() -> None:
    for path in (ROOT / "deploy").glob("*.lock"):
        assert not re.search(r"https?://|file:|index-url", path.read_text(encoding="utf-8")), path
