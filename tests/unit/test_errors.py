"""The tree of errors: what its docstring draws is what there is, and every leaf says what happened and what to do."""

from __future__ import annotations

import inspect
import re

import pytest

from pipeline import errors
from pipeline.errors import (
    ConfigError,
    EncryptedFile,
    IntakeError,
    QuarantineError,
    TransientError,
    UnreadableFile,
    UsageError,
)

ALL = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, IntakeError)]
LEAVES = [kind for kind in ALL if not kind.__subclasses__() and not issubclass(kind, UsageError)]


def drawn() -> dict[str, str]:
    """Class name → name of its base, as the docstring draws the tree."""
    parents: dict[str, str] = {}
    branch: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"^ {4}([│ ]*(?:[├└]── )?)([A-Z]\w+(?:, [A-Z]\w+)*)", line)
        if not found:
            continue
        depth, names = len(found[1]), found[2].split(", ")
        branch = [(at, name) for at, name in branch if at < depth]
        for name in names:
            parents[name] = branch[-1][1] if branch else ""
        branch.append((depth, names[-1]))
    return parents


def test_the_tree_in_the_docstring_is_the_real_one() -> None:
    real = {kind.__name__: kind.__base__.__name__ if kind is not IntakeError else "" for kind in ALL}  # type: ignore[union-attr]
    assert drawn() == real


def test_a_branch_is_drawn_under_its_base() -> None:
    assert drawn()["EncryptedFile"] == "UnreadableFile"  # the reader of the drawing is not blind itself


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_a_leaf_says_what_happened_and_what_to_do(kind: type[IntakeError]) -> None:
    for sentence in (kind.says, kind.next_step):
        assert sentence.endswith(".")
        assert sentence[0].isupper() or sentence.startswith("chartdrop")
    assert kind.says in str(kind()) and kind.next_step in str(kind())


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in ALL]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_exit_codes_are_those_of_the_branch(kind: type[IntakeError]) -> None:
    if issubclass(kind, UsageError):
        assert kind.exit_code == 2
    elif issubclass(kind, TransientError):
        assert kind.exit_code == 3
    else:
        assert kind.exit_code == 1


def test_the_docstring_gives_the_exit_codes() -> None:
    said = {
        found[1]: int(found[2]) for found in re.finditer(r"(\w+) .* exit (\d)$", errors.__doc__ or "", re.MULTILINE)
    }
    assert said == {kind.__name__: kind.exit_code for kind in (UsageError, TransientError, QuarantineError)}


def test_the_detail_stands_between_what_happened_and_what_to_do() -> None:
    assert str(UnreadableFile("Page 3 is broken.")) == (
        "This file cannot be read. Page 3 is broken. Ask the sender to send it again."
    )
    assert str(EncryptedFile()) == "This PDF is password-protected. Ask the sender for an unlocked copy."


def test_a_usage_error_says_the_detail_and_where_to_look() -> None:
    assert str(UsageError("x does not exist.")).startswith("x does not exist. ")
    assert "config show" in str(ConfigError("[inbox] is wrong."))
