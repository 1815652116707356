"""A source in a thread of its own: its news arrive, its errors are told, and nobody waits for it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline import service, wiring
from pipeline.config import load
from pipeline.errors import MailUnavailable
from pipeline.intake.apart import Apart
from pipeline.records import Receipt


def receipt(number: int) -> Receipt:
    return Receipt(
        receipt_id=f"r-{number}", sha256="0" * 64, size=1, name="a.pdf", source="mail", identity=f"mail:{number}",
        received_at="2026-01-02T03:04:05.000+00:00",
    )  # fmt: skip


class Scripted:
    """Gives what it was told to, one look after another, then hangs until it is closed."""

    def __init__(self, *looks: list[Receipt | Exception]) -> None:
        self.looks, self.closed = iter(looks), threading.Event()

    def arrivals(self) -> Iterator[Receipt]:
        look = next(self.looks, None)
        if look is None:
            self.closed.wait(30)
        for one in look or ():
            if isinstance(one, Exception):
                raise one
            yield one

    def due_in(self) -> float:
        return 0.0

    def close(self) -> None:
        self.closed.set()


def gathered(source: Apart, wake: threading.Event, number: int) -> list[Receipt | Exception]:
    found: list[Receipt | Exception] = []
    ends = time.monotonic() + 10
    while len(found) < number and time.monotonic() < ends:
        try:
            found.extend(source.arrivals())
        except MailUnavailable as error:
            found.append(error)
        wake.wait(0.05)
        wake.clear()
    return found


def test_what_it_takes_in_and_what_goes_wrong_is_told_in_order() -> None:
    down, wake = MailUnavailable(), threading.Event()
    source = Apart(Scripted([receipt(1), receipt(2)], [down], [OSError(28, "no room")], [receipt(3)]), wake)
    try:
        found = gathered(source, wake, 3)
        assert found == [receipt(1), receipt(2), down]
        with pytest.raises(Exception, match="OSError"):
            gathered(source, wake, 1)
        assert gathered(source, wake, 1) == [receipt(3)]
    finally:
        source._inner.close()  # it hangs now: a stop does not wait for it longer than it says
        source.close()
    assert not source._thread.is_alive()  # type: ignore[union-attr]


def test_a_mail_server_that_says_nothing_holds_up_no_other_way_in(tmp_path: Path) -> None:
    quick = {"CHARTDROP_INBOX_CLOSED_S": "0", "CHARTDROP_INBOX_SETTLE_S": "0", "CHARTDROP_INBOX_LATE_S": "0",
             "CHARTDROP_INBOX_RESCAN_S": "0.05", "CHARTDROP_MAIL_TLS": "never"}  # fmt: skip
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        where = {"CHARTDROP_MAIL_HOST": "127.0.0.1", "CHARTDROP_MAIL_PORT": str(silent.getsockname()[1])}
        with closing(wiring.build(load(tmp_path / "site", quick | where))) as app:
            app.prepare()
            began, looks = time.monotonic(), 0
            service.take_in(app)
            connected, _ = silent.accept()  # the mailbox is being asked, and does not answer
            (app.settings.inbox_path / "scan.pdf").write_bytes(b"%PDF-1.4 scan %%EOF")
            while not service.take_in(app):
                looks += 1
                app.wake.wait(0.05)
                assert time.monotonic() - began < 15, "the folder waits for the mailbox"
            connected.close()
            for source in app.sources:
                source.close()
