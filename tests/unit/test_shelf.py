"""The site's models on disk: whole or not there, one training at a time, taken back with one command."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from pathlib import Path

import pytest

from classifiers import lexicon, store
from pipeline.errors import DiskFull, UsageError
from pipeline.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "models")


def keep(shelf: Shelf, **card: str) -> str:
    """The shipped model once more, as a candidate that was kept."""
    version = shelf.next_version()

    def write(folder: Path) -> None:
        shutil.copy(store.newest() / "model.skops", folder)
        digest = hashlib.sha256((folder / "model.skops").read_bytes()).hexdigest()
        base = {"model_sha256": digest, "base_sha256": digest, "lexicon_sha256": lexicon.digest()}
        (folder / "card.json").write_text(json.dumps(base | card))

    shelf.keep(version, {"decision.json": json.dumps({"version": version})}, write)
    return version


def test_promoted_and_rolled_back(shelf: Shelf) -> None:
    assert shelf.pointer == ("", ())
    with shelf.alone():
        for _ in range(2):
            shelf.promote(keep(shelf))
    assert shelf.pointer == ("site-2", ("", "site-1"))
    assert [one["version"] for one in shelf.decisions()] == ["site-1", "site-2"]
    assert shelf.roll_back() == ("site-2", "site-1")
    assert shelf.roll_back() == ("site-1", "")
    with pytest.raises(UsageError, match="no former model"):
        shelf.roll_back()
    assert shelf.next_version() == "site-3"  # a number is never used again


def test_one_training_at_a_time(shelf: Shelf) -> None:
    with shelf.alone(), pytest.raises(UsageError, match="under way"), Shelf(shelf.folder).alone():
        pass
    with Shelf(shelf.folder).alone():
        assert shelf.next_version() == "site-1"


def test_what_cannot_be_written_whole_is_not_there(shelf: Shelf) -> None:
    def full(folder: Path) -> None:
        (folder / "model.skops").write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with shelf.alone():
        with pytest.raises(DiskFull):
            shelf.keep("site-1", {}, full)
        assert shelf.decisions() == []
        keep(shelf)  # what was begun is not in the way
    assert [one["version"] for one in shelf.decisions()] == ["site-1"]


@pytest.mark.parametrize("card", [{"base_sha256": "another"}, {"lexicon_sha256": "another"}, {"model_sha256": "0"}])
def test_a_model_of_another_program_or_a_damaged_one_is_not_used(
    shelf: Shelf, card: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with shelf.alone():
        shelf.promote(keep(shelf, **card))
    with caplog.at_level(logging.WARNING, "chartdrop"):
        assert shelf.open().version == store.newest().name
    assert "site-1 is not used" in caplog.text
    assert bool(shelf.unfit("site-1")) == ("model_sha256" not in card)


def test_a_pointer_that_cannot_be_read_is_the_shipped_model(shelf: Shelf, caplog: pytest.LogCaptureFixture) -> None:
    shelf.folder.mkdir()
    (shelf.folder / "current.json").write_text("{")
    assert shelf.pointer == ("", ())
    assert "current.json cannot be read" in caplog.text
