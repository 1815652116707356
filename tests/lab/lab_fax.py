"""Faxes that were really transmitted: whole, cut, killed, two at once, and while nobody watched. `make test-lab`.

The receiving half of the service runs on the queue of a real HylaFAX; nothing is read or classified here, so that the
software modems, which need their share of the cores, can train.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import faxline
import pytest
from faxline import FaxLine, until
from reportlab.pdfgen.canvas import Canvas

from pipeline import service, wiring
from pipeline.config import load
from pipeline.intake import faxinstall, tiff
from pipeline.records import Receipt
from pipeline.wiring import App

pytestmark = pytest.mark.timeout(1500)
ROOT = Path(__file__).resolve().parents[2]
CALL_S = 300.0  # a call of five fine pages and a second try


def document(path: Path, pages: int) -> Path:
    """Pages with enough ink that each takes some seconds on the line."""
    canvas = Canvas(str(path))
    for page in range(pages):
        for row in range(16):
            canvas.drawString(
                40, 800 - 48 * row, f"{path.stem} page {page + 1} line {row}: " + "lorem ipsum dolor " * 4
            )
        canvas.showPage()
    canvas.save()
    return path


def whole_pages(path: Path) -> int:
    fd = os.open(path, os.O_RDONLY)
    try:
        return sum(1 for _ in tiff.Skeleton(fd, os.fstat(fd).st_size).directories())
    except tiff.Cut:
        return 0
    finally:
        os.close(fd)


def program(folder: Path) -> Path:
    """chartdrop for HylaFAX's user, who may not be able to reach the interpreter of a development environment."""
    path = folder / "chartdrop"
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from pipeline.__main__ import main; main()"
    path.write_text(f"#!/usr/bin/python3\n{start}\n")
    path.chmod(0o755)
    return path


@pytest.fixture(scope="module")
def line() -> Iterator[FaxLine]:
    if faxline.missing():
        pytest.skip(f"not here: {', '.join(faxline.missing())}")
    with tempfile.TemporaryDirectory(prefix="chartdrop-line-") as folder, FaxLine(Path(folder), pairs=2) as made:
        faxinstall.write(made.spool, program(Path(folder)))
        yield made


@pytest.fixture
def app(line: FaxLine, tmp_path: Path) -> Iterator[App]:
    """A site that has taken in what earlier calls left, so that a test sees its own faxes only."""
    made = start(line, tmp_path / "site")

    def all_taken() -> bool:
        service.take_in(made)
        return len(made.ledger.receipts_from("fax")) == len(line.queue())

    until(all_taken, 200, "what earlier calls left")
    yield made
    made.close()


def start(line: FaxLine, site: Path) -> App:
    environment = {
        "CHARTDROP_FAX_SPOOL": str(line.spool),
        "CHARTDROP_FAX_RESCAN_S": "1",
        "CHARTDROP_FAX_INTERRUPTED_S": "120",  # after a line is cut, HylaFAX lets go of the file 32 s before it says so
    }
    app = wiring.build(load(site, environment))
    app.prepare()
    return app


def look(app: App, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        service.take_in(app)
        time.sleep(0.3)


def arrived(app: App, known: int, more: int, seconds: float) -> list[Receipt]:
    """Let the service look until so many faxes more were taken in."""

    def enough() -> bool:
        service.take_in(app)
        return len(app.ledger.receipts_from("fax")) >= known + more

    until(enough, seconds, f"{more} faxes")
    return list(app.ledger.receipts_from("fax"))[known:]


def codes(app: App, receipt: Receipt) -> set[str]:
    return {doubt.code for doubt in app.ledger.item(app.ledger.file_of(receipt)).reasons}


def nothing_lost(app: App, line: FaxLine) -> None:
    """Every file of the queue is in the spool byte for byte, and every call of the log is accounted for."""
    kept = {receipt.sha256 for receipt in app.ledger.receipts_from("fax")}
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in line.queue()} == kept
    assert {call.fate for call in wiring.fax_calls(app)} <= {"received", "no_page"}


@pytest.mark.parametrize("fine", [False, True], ids=["standard", "fine"])
def test_five_pages_arrive_whole_as_soon_as_the_call_is_over(
    line: FaxLine, app: App, tmp_path: Path, fine: bool
) -> None:
    known = len(app.ledger.receipts_from("fax"))
    line.send(document(tmp_path / "five.pdf", 5), fine=fine)
    (receipt,) = arrived(app, known, 1, CALL_S)
    path = line.spool / "recvq" / receipt.name
    assert receipt.flags == () and whole_pages(path) == 5 and codes(app, receipt) == set()
    assert receipt.sender.subscriber_id == "Lab Clinic 0" and receipt.sender.number == "5555550100"
    assert receipt.sender.name == "LAB0" and receipt.sender.dialled == "5555550101"
    until(lambda: bool(faxinstall.seen_at(line.spool)), 30, "the hook")
    look(app, 3)
    assert not list((line.spool / "chartdrop").glob("*.json"))
    assert not list(faxinstall.faults(line.spool))
    nothing_lost(app, line)


def test_two_faxes_at_once_are_two(line: FaxLine, app: App, tmp_path: Path) -> None:
    known = len(app.ledger.receipts_from("fax"))
    until(line.idle, 60, "idle modems")
    for pair in (0, 1):
        line.send(document(tmp_path / f"pair{pair}.pdf", 2), pair=pair)
    receipts = arrived(app, known, 2, CALL_S)
    assert {receipt.sender.subscriber_id for receipt in receipts} == {"Lab Clinic 0", "Lab Clinic 2"}
    assert all(receipt.flags == () and whole_pages(line.spool / "recvq" / receipt.name) == 2 for receipt in receipts)
    nothing_lost(app, line)


def test_faxes_that_arrive_while_the_service_is_down_are_taken_in_later(
    line: FaxLine, app: App, tmp_path: Path
) -> None:
    site, known, calls = app.settings.site, len(app.ledger.receipts_from("fax")), len(line.calls())
    app.close()
    for pair in (0, 1):
        line.send(document(tmp_path / f"down{pair}.pdf", 1), pair=pair)
    until(lambda: len(line.calls()) == calls + 2, CALL_S, "two calls")
    until(lambda: len(list((line.spool / "chartdrop").glob("*.json"))) == 2, 30, "two ready records")
    again = start(line, site)
    receipts = arrived(again, known, 2, 30)
    assert [receipt.flags for receipt in receipts] == [(), ()]
    nothing_lost(again, line)
    again.close()


def in_page_two(line: FaxLine, path: Path, *, pair: int) -> Path:
    """Send until a call has one whole page and is still going on; its file. Modems on busy cores may fail to train."""
    document(path, 3)
    for _ in range(3):
        before = set(line.queue())
        until(line.idle, 240, "idle modems")
        line.send(path, pair=pair)
        with contextlib.suppress(TimeoutError):
            until(lambda: any(whole_pages(one) >= 1 for one in set(line.queue()) - before), 150, "a first page")  # noqa: B023
            return max(set(line.queue()) - before)
    raise TimeoutError("no call had a first page")


def test_a_killed_receiver_leaves_an_interrupted_fax_and_its_repetition_is_linked(
    line: FaxLine, app: App, tmp_path: Path
) -> None:
    known = len(app.ledger.receipts_from("fax"))
    path = in_page_two(line, tmp_path / "killed.pdf", pair=0)
    look(app, 3)
    assert len(app.ledger.receipts_from("fax")) == known  # a whole first page, and yet not taken
    line.end("getty1", signal.SIGKILL)
    line.restart_modem(1)
    line.start_getty(1)
    receipts = arrived(app, known, 1, 300)
    assert (receipts[0].name, receipts[0].flags) == (path.name, ("interrupted",))
    assert "interrupted" in codes(app, receipts[0])
    until(line.idle, 240, "idle modems")
    line.send(document(tmp_path / "rest.pdf", 1), pair=0)  # as its operator would
    second = arrived(app, known + 1, 1, CALL_S)[0]
    assert "continuation" in codes(app, second) and "continuation" in codes(app, receipts[0])
    nothing_lost(app, line)


def test_a_line_cut_in_mid_page_is_incomplete(line: FaxLine, app: App, tmp_path: Path) -> None:
    known = len(app.ledger.receipts_from("fax"))
    path = in_page_two(line, tmp_path / "cut.pdf", pair=1)
    line.end("modem2", signal.SIGKILL)
    receipt = arrived(app, known, 1, 900)[0]
    assert receipt.name == path.name and receipt.flags == ("incomplete",) and codes(app, receipt) >= {"incomplete"}
    nothing_lost(app, line)
