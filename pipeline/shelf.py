"""A site's own models on disk: the one in use, the former ones, and what was decided about every candidate.

`<folder>/<version>/` holds `decision.json`, `shadow.jsonl` and, of a promoted one, `model.skops` and `card.json`;
`current.json` names the one in use. All is written under another name and put on the disk before it gets its own.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.durable import disk_errors, sync_folder, write_new
from pipeline.errors import ConfigError, UsageError
from pipeline.stages import classify

if TYPE_CHECKING:
    from classifiers.model import DoctypeModel

log = logging.getLogger("chartdrop")

SHIPPED = ""  # the version that names the model that came with the program
PREFIX = "site-"


class Shelf:
    """The models of one site. Any number of processes may look; one trains at a time (`alone`)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def pointer(self) -> tuple[str, tuple[str, ...]]:
        """The version in use and the former ones, the last of them last; SHIPPED where there is no own one."""
        try:
            said = json.loads((self.folder / "current.json").read_text(encoding="utf-8"))
            return str(said["version"]), tuple(map(str, said["former"]))
        except FileNotFoundError:
            return SHIPPED, ()
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("the site's current.json cannot be read (%s): the shipped model is used", type(error).__name__)
            return SHIPPED, ()

    def open(self) -> DoctypeModel:
        """The model in use; the shipped one where the site's is not of this program or damaged, which is logged."""
        version, _ = self.pointer
        if version == SHIPPED:
            return classify.load_model()
        if why := self.unfit(version):
            log.warning("%s is not used: %s", version, why)
            return classify.load_model()
        try:
            return classify.load_model(self.folder / version)
        except ConfigError as error:
            log.warning("%s is not used: %s", version, error)
            return classify.load_model()

    def unfit(self, version: str) -> str:
        """Why a promoted model does not fit this program; empty when it does."""
        from classifiers import lexicon, store

        try:
            card = json.loads((self.folder / version / "card.json").read_text(encoding="utf-8"))
            own = json.loads((store.newest() / "card.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return "Its card cannot be read; chartdrop train makes a new one."
        if card.get("base_sha256") != own["model_sha256"] or card.get("lexicon_sha256") != lexicon.digest():
            return "It was made by another version of chartdrop; chartdrop train makes a new one."
        return ""

    def decisions(self) -> list[dict[str, Any]]:
        """What was decided about each candidate, newest last."""
        folders = sorted(self.folder.glob(f"{PREFIX}*"), key=lambda path: int(path.name.removeprefix(PREFIX)))
        return [json.loads((path / "decision.json").read_text(encoding="utf-8")) for path in folders]

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the right to train. Raises UsageError when another process has it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError:
            raise UsageError("A training of this site is under way; wait for its end.") from None
        finally:
            os.close(descriptor)

    def next_version(self) -> str:
        """The name of the next candidate; only under `alone`."""
        numbers = [int(path.name.removeprefix(PREFIX)) for path in self.folder.glob(f"{PREFIX}*")]
        return f"{PREFIX}{max(numbers, default=0) + 1}"

    def keep(self, version: str, files: Mapping[str, str], model: Callable[[Path], None] = lambda _: None) -> None:
        """Put a candidate's folder on the disk whole; `model` writes into the folder it is given. Only under `alone`.

        Raises DiskFull or TransientError; then there is nothing of it.
        """
        draft = self.folder / ".draft"
        shutil.rmtree(draft, ignore_errors=True)  # of a training that was stopped
        with disk_errors():
            draft.mkdir(mode=0o700)
            model(draft)
            for name, text in files.items():
                write_new(draft / name, iter((text.encode(),)))
            for path in draft.iterdir():
                _synced(path)
            sync_folder(draft)
            draft.rename(self.folder / version)
            sync_folder(self.folder)

    def promote(self, version: str) -> None:
        """Use a kept model from now on."""
        current, former = self.pointer
        self._point(version, (*former, current))

    def roll_back(self) -> tuple[str, str]:
        """Use the former model again; the version that was in use and the one that is. Raises UsageError."""
        current, former = self.pointer
        if not former:
            raise UsageError("There is no former model to go back to: the one that came with the program is in use.")
        self._point(former[-1], former[:-1])
        return current, former[-1]

    def _point(self, version: str, former: tuple[str, ...]) -> None:
        draft = self.folder / ".current"
        with disk_errors():
            draft.unlink(missing_ok=True)
            write_new(draft, iter((json.dumps({"version": version, "former": list(former)}).encode(),)))
            draft.rename(self.folder / "current.json")
            sync_folder(self.folder)


def named(version: str) -> str:
    """A version for a person."""
    return version or "the shipped model"


def _synced(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
