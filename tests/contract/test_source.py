"""One suite over every Source: what it yields is recorded first, once, and nothing is held after close."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pipeline.adapters.memory import MemoryReceiptLog
from pipeline.errors import LedgerUnavailable
from pipeline.intake.fax import FaxOptions, FaxSource
from pipeline.intake.folder import FolderOptions, FolderSource
from pipeline.intake.mail import MailOptions, MailSource
from pipeline.intake.spool import Spool
from pipeline.ports import Source
from pipeline.records import Receipt
from rigs import mailbox


class Log(MemoryReceiptLog):
    """A log that can be down."""

    up = True

    def seen(self, identity: str) -> bool:
        if not self.up:
            raise LedgerUnavailable
        return super().seen(identity)


@dataclass
class Place:
    """A source's place in the world: drop files into it, start its source anew, let time pass."""

    folder: Path
    name: str
    start: Callable[[], Source]
    keeps: bool
    log: Log
    spool: Spool
    clock: list[float]
    source: Source = field(init=False)

    def __post_init__(self) -> None:
        self.source = self.start()

    def drop(self, number: int, data: bytes) -> Path:
        path = self.folder / self.name.format(number)
        path.write_bytes(data)
        path.chmod(0o640)
        return path

    def arrivals(self) -> list[Receipt]:
        taken = []
        for _ in range(3):
            self.clock[0] += 100.0
            taken += list(self.source.arrivals())
        return taken


class Mailbox(Place):
    """Its files are attachments; one that is kept is still in the mailbox, however it is marked."""

    server: Any

    def drop(self, number: int, data: bytes) -> Any:
        name = f"{number}"
        data = data if data.startswith(b"%PDF-") else b"%PDF-" + data
        self.server.deliver(mailbox.mail(name, (f"{name}.pdf", "application/pdf", data)))

        class Kept:
            exists = staticmethod(lambda: name in self.server.flags())

        return Kept


@pytest.fixture
def mail_place(tmp_path: Path) -> Iterator[Place]:
    if not mailbox.DOVECOT or os.geteuid():
        pytest.skip("no Dovecot that may be started here")
    log, clock, spool = Log(), [0.0], Spool(tmp_path / "spool")
    server = mailbox.Dovecot()
    options = MailOptions(host="127.0.0.1", port=server.port, tls="never", user=mailbox.USER, password=mailbox.PASSWORD)
    made = Mailbox(
        folder=tmp_path,
        name="",
        start=lambda: MailSource(options, spool, log, clock=lambda: clock[0]),
        keeps=True,
        log=log,
        spool=spool,
        clock=clock,
    )
    made.server = server
    yield made
    server.close()


@pytest.fixture(params=["folder", "watched folder", "fax queue", "mailbox"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "mailbox":
        yield request.getfixturevalue("mail_place")
        return
    folder, log, clock = tmp_path / "in", Log(), [0.0]
    folder.mkdir()
    spool = Spool(tmp_path / "spool")

    def start() -> Source:
        if request.param == "fax queue":
            return FaxSource(folder, spool, log, FaxOptions(), clock=lambda: clock[0])
        options = FolderOptions(polling=request.param == "folder")
        return FolderSource(folder, spool, log, tmp_path / "done", options, clock=lambda: clock[0])

    fax = request.param == "fax queue"
    made = Place(
        folder=folder,
        name="fax{:09d}.tif" if fax else "{}.bin",
        start=start,
        keeps=fax,
        log=log,
        spool=spool,
        clock=clock,
    )
    yield made
    made.source.close()


def test_an_empty_place_has_no_arrivals(place: Place) -> None:
    assert place.arrivals() == []


def test_each_file_arrives_once_durably(place: Place) -> None:
    data = {f"%PDF- {number}".encode() for number in range(4)}
    for number, content in enumerate(sorted(data)):
        place.drop(number, content)
    receipts = place.arrivals()
    assert {place.spool.path_of(receipt.sha256).read_bytes() for receipt in receipts} == data
    assert receipts == place.log.receipts and place.arrivals() == []


def test_a_receipt_is_recorded_before_it_is_seen(place: Place) -> None:
    place.drop(1, b"x")
    for _ in range(3):
        place.clock[0] += 100.0
        for receipt in place.source.arrivals():
            assert place.log.seen(receipt.identity)
            assert hashlib.sha256(place.spool.path_of(receipt.sha256).read_bytes()).hexdigest() == receipt.sha256
    assert len(place.log.receipts) == 1


def test_a_new_start_takes_nothing_twice(place: Place) -> None:
    place.drop(1, b"x")
    assert len(place.arrivals()) == 1
    place.source.close()
    place.source = place.start()
    place.drop(2, b"y")
    assert len(place.arrivals()) == 1 and len(place.log.receipts) == 2


def test_a_log_that_is_down_promises_nothing_and_nothing_is_lost(place: Place) -> None:
    path = place.drop(1, b"x")
    place.log.up = False
    with pytest.raises(LedgerUnavailable):
        place.arrivals()
    assert path.exists() and place.log.receipts == []
    place.log.up = True
    assert len(place.arrivals()) == 1


def test_the_original_is_kept_where_it_belongs(place: Place) -> None:
    path = place.drop(1, b"x")
    place.arrivals()
    assert path.exists() is place.keeps


def test_same_bytes_are_two_receipts(place: Place) -> None:
    for number in (1, 2):
        place.drop(number, b"same")
    receipts = place.arrivals()
    assert len({r.receipt_id for r in receipts}) == 2 and len({r.sha256 for r in receipts}) == 1


def test_close_may_be_called_twice_and_leaves_no_thread_of_ours(place: Place) -> None:
    before = {thread for thread in threading.enumerate() if "Observer" in thread.name or "Emitter" in thread.name}
    place.source.close()
    place.source.close()
    after = {thread for thread in threading.enumerate() if "Observer" in thread.name or "Emitter" in thread.name}
    assert after <= before
