"""Any order of drops, overwrites, renames, removals, crashes and restarts: what was complete is recorded and kept."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from pipeline.adapters.memory import MemoryReceiptLog
from pipeline.intake.folder import FolderOptions, FolderSource
from pipeline.intake.spool import STEPS, Spool

NAMES = st.sampled_from(["a.bin", "b.bin", "sub/a.bin", "x.tmp"])
# Few sizes, so that a name used again often has the size it had.
BYTES = st.binary(min_size=0, max_size=3)
STEP = st.sampled_from(STEPS)


class Crash(BaseException):
    """The process ends here."""


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Receive(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="chartdrop-machine-"))
        self.inbox, self.done = self.root / "inbox", self.root / "done"
        self.inbox.mkdir()
        self.log = MemoryReceiptLog()
        self.now = 0.0
        self.trouble: tuple[str, object] | None = None
        self.start()

    def teardown(self) -> None:
        self.everything_that_rests_is_taken()
        shutil.rmtree(self.root)

    def start(self) -> None:
        self.spool = Spool(self.root / "spool", step=self.step)
        self.source = FolderSource(
            self.inbox, self.spool, self.log, self.done, FolderOptions(polling=True), clock=lambda: self.now
        )

    def step(self, name: str) -> None:
        if self.trouble and self.trouble[0] == name:
            _, act = self.trouble
            self.trouble = None
            if act == "crash":
                raise Crash
            assert callable(act)
            act()

    def look(self, seconds: float) -> None:
        self.now += seconds
        try:
            list(self.source.arrivals())
        except Crash:
            self.start()

    @rule(name=NAMES, data=BYTES)
    def drop(self, name: str, data: bytes) -> None:
        path = self.inbox / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)

    @rule(name=NAMES, data=BYTES)
    def replace(self, name: str, data: bytes) -> None:
        new = self.root / "new"
        new.write_bytes(data)
        (self.inbox / name).parent.mkdir(exist_ok=True)
        new.replace(self.inbox / name)

    @rule(name=NAMES, to=NAMES)
    def rename(self, name: str, to: str) -> None:
        if (self.inbox / name).exists():
            (self.inbox / to).parent.mkdir(exist_ok=True)
            (self.inbox / name).replace(self.inbox / to)

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        (self.inbox / name).unlink(missing_ok=True)

    @rule(seconds=st.sampled_from([0.5, 3.0, 6.0, 70.0]))
    def wait(self, seconds: float) -> None:
        self.look(seconds)

    @rule()
    def restart(self) -> None:
        self.start()

    @rule(step=STEP)
    def crash_at(self, step: str) -> None:
        self.trouble = (step, "crash")
        self.look(6.0)
        self.look(6.0)
        self.trouble = None

    @rule(step=STEP, name=NAMES, data=BYTES, how=st.sampled_from(["drop", "replace", "remove"]))
    def meddle_at(self, step: str, name: str, data: bytes, how: str) -> None:
        def act() -> None:
            {"drop": self.drop, "replace": self.replace}[how](name, data) if how != "remove" else self.remove(name)

        self.trouble = (step, act)
        self.look(6.0)
        self.look(6.0)
        self.trouble = None

    @rule()
    def everything_that_rests_is_taken(self) -> None:
        self.trouble = None
        here = {p: sha256(p.read_bytes()) for p in self.inbox.rglob("*") if p.is_file() and p.suffix == ".bin"}
        for _ in range(4):
            self.look(100.0)
        recorded = {receipt.sha256 for receipt in self.log.receipts}
        assert set(here.values()) <= recorded
        assert not [p for p in self.inbox.rglob("*.bin") if p.is_file()]

    @invariant()
    def what_is_recorded_is_kept(self) -> None:
        for receipt in self.log.receipts:
            assert sha256(self.spool.path_of(receipt.sha256).read_bytes()) == receipt.sha256

    @invariant()
    def nothing_is_archived_that_was_not_recorded(self) -> None:
        recorded = {receipt.sha256 for receipt in self.log.receipts} | {sha256(b"")}  # a reserved name may stay empty
        if self.done.exists():
            assert {sha256(p.read_bytes()) for p in self.done.rglob("*") if p.is_file()} <= recorded

    @invariant()
    def nothing_is_recorded_twice(self) -> None:
        times = Counter((receipt.identity, receipt.sha256) for receipt in self.log.receipts)
        assert not times or max(times.values()) == 1


Receive.TestCase.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
TestReceive = Receive.TestCase
