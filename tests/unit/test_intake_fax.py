"""The fax queue: the traps that were measured on a real line, and the files of HylaFAX that tell about a call."""

from __future__ import annotations

import fcntl
import json
import os
import struct
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.adapters.memory import MemoryReceiptLog
from pipeline.intake.fax import FaxOptions, FaxSource, Signs, judge
from pipeline.intake.hylafax import Call, Ready, description, parse_line, read_ready, received, sender_of
from pipeline.intake.spool import Spool

OPTIONS = FaxOptions()
DESCRIBED = "Smith Clinic\n5555550123\nSMITH\n5555550199\n"


def tiff(text: str = DESCRIBED, *, pages: int = 1, order: str = "<", cut: int = 0) -> bytes:
    """A TIFF of `pages` directories with one strip each; `cut` bytes are missing at its end."""
    note = text.encode() + b"\0"
    strip, head = b"\0" * 64, (b"II*\0" if order == "<" else b"MM\0*")
    first = 8 + len(note) + len(strip)
    body = note + strip
    for page in range(pages):
        entries = [(270, 2, len(note), 8), (273, 4, 1, 8 + len(note)), (279, 4, 1, len(strip))]
        block = struct.pack(order + "H", 3) + b"".join(struct.pack(order + "HHII", *e) for e in entries)
        at = first + page * (len(block) + 4)
        body += block + struct.pack(order + "I", at + len(block) + 4 if page < pages - 1 else 0)
    data = head + struct.pack(order + "I", first) + body
    return data[: len(data) - cut]


def line(name: str = "fax000000001.tif", reason: str = "", at: datetime | None = None, kind: str = "RECV") -> str:
    when = (at or datetime.now()).strftime("%m/%d/%y %H:%M")
    return "\t".join(
        [when, kind, "000000007", "ttyIAX1", name, "", "fax", '"5555550199"', '"Smith Clinic"', "7903", "2", "0:01:02",
         "0:00:58", f'"{reason}"', '"SMITH"', '"5555550123"', '"5555550199"', "", '"00 6F 01"']
    )  # fmt: skip


class Queue:
    """A recvq, its log and its ready folder, with a clock that only `after` moves."""

    def __init__(self, root: Path) -> None:
        self.recvq, self.ready, self.xferfaxlog = root / "recvq", root / "ready", root / "xferfaxlog"
        self.recvq.mkdir()
        self.ready.mkdir()
        self.log, self.now, self.root = MemoryReceiptLog(), 1000.0, root
        self.refused: list[str] = []
        self.source = self.restart()

    def restart(self) -> FaxSource:
        self.source = FaxSource(
            self.recvq,
            Spool(self.root / "spool"),
            self.log,
            FaxOptions(log=self.xferfaxlog, ready=self.ready),
            clock=lambda: self.now,
            refused=lambda name, error: self.refused.append(f"{name} {error.code}"),
        )
        return self.source

    def fax(self, name: str = "fax000000001.tif", data: bytes | None = None, mode: int = 0o640) -> Path:
        path = self.recvq / name
        path.write_bytes(tiff() if data is None else data)
        path.chmod(mode)
        return path

    def logs(self, *lines: str) -> None:
        with self.xferfaxlog.open("a") as file:
            file.writelines(text + "\n" for text in lines)

    def hook(self, name: str, message: str = "") -> None:
        record = {"file": f"recvq/{name}", "commid": "7", "message": message, "call_ids": ["5555550177", "JONES"]}
        (self.ready / f"{name}.json").write_text(json.dumps(record))

    def after(self, seconds: float) -> list[tuple[str, tuple[str, ...]]]:
        self.now += seconds
        return [(receipt.name, receipt.flags) for receipt in self.source.arrivals()]


@pytest.fixture
def queue(tmp_path: Path) -> Queue:
    return Queue(tmp_path)


def test_a_good_fax_is_taken_after_its_line_in_the_log(queue: Queue) -> None:
    path = queue.fax(mode=0o600)
    queue.logs(line(kind="CALL"), line())
    assert queue.after(0) == [] and queue.after(6) == [("fax000000001.tif", ())]
    sender = queue.log.receipts[0].sender
    assert (sender.subscriber_id, sender.number, sender.name, sender.dialled) == (
        "Smith Clinic", "5555550123", "SMITH", "5555550199",
    )  # fmt: skip
    assert path.exists() and queue.after(60) == []


def test_a_whole_looking_file_in_mid_call_is_left_alone(queue: Queue) -> None:
    """False complete: a valid one-page TIFF, unchanged for long, with page 2 still to come."""
    path = queue.fax(mode=0o600)
    with path.open("rb+") as receiver:
        fcntl.flock(receiver, fcntl.LOCK_EX)
        queue.after(0)
        assert queue.after(10_000) == []
        receiver.write(tiff(pages=2))
    queue.logs(line())
    path.chmod(0o640)
    queue.after(6)
    assert queue.after(6) == [("fax000000001.tif", ())]


def test_a_line_cut_in_page_two_is_incomplete(queue: Queue) -> None:
    queue.fax()
    queue.logs(line(reason="Timeout waiting for Phase C carrier drop"))
    queue.after(0)
    assert queue.after(6) == [("fax000000001.tif", ("incomplete",))]


def test_a_line_that_hung_is_not_judged_in_the_moment_it_is_let_go(queue: Queue) -> None:
    """Seen on a real line: unchanged for minutes, then unlocked a moment before its line in the log is written."""
    path = queue.fax(mode=0o600)
    with path.open("rb+") as receiver:
        fcntl.flock(receiver, fcntl.LOCK_EX)
        for _ in range(8):
            assert queue.after(60) == []
    assert queue.after(1) == []
    queue.logs(line(reason="Timeout waiting for Phase C carrier drop"))
    assert queue.after(6) == [("fax000000001.tif", ("incomplete",))]


def test_a_changed_mode_alone_waits_for_the_hook_that_has_spoken_before(queue: Queue) -> None:
    """Seen on a real line that was cut: no line in a log that could not be written, and the hook after the mode."""
    (queue.ready / "hook-seen").touch()
    path = queue.fax(mode=0o600)
    assert queue.after(0) == [] and queue.after(200) == []
    path.chmod(0o640)
    assert queue.after(5) == [] and queue.after(30) == []
    queue.hook("fax000000001.tif", "Timeout waiting for Phase C carrier drop")
    assert queue.after(5) == [("fax000000001.tif", ("incomplete",))]
    queue.fax("fax000000002.tif")
    assert queue.after(5) == [] and queue.after(61) == [("fax000000002.tif", ())]


def test_a_change_of_mode_begins_the_rest_anew(queue: Queue) -> None:
    path = queue.fax(mode=0o600)
    assert queue.after(0) == [] and queue.after(200) == []
    path.chmod(0o640)  # its line was not in the log when that was read
    assert queue.after(5) == []
    queue.logs(line(reason="Timeout waiting for Phase C carrier drop"))
    assert queue.after(6) == [("fax000000001.tif", ("incomplete",))]


def test_a_receiver_that_was_killed_leaves_an_interrupted_fax(queue: Queue) -> None:
    queue.fax(mode=0o600)
    queue.logs(line(name="fax000000009.tif"))
    queue.after(0)
    assert queue.after(290) == [] and queue.after(15) == [("fax000000001.tif", ("interrupted",))]


def test_an_old_line_of_the_same_number_does_not_speak_for_a_new_fax(queue: Queue) -> None:
    queue.fax(mode=0o600)
    queue.logs(line(at=datetime.now() - timedelta(days=400)))
    queue.after(0)
    assert queue.after(100) == [] and queue.after(300) == [("fax000000001.tif", ("interrupted",))]


def test_the_hook_speaks_at_once_and_its_record_goes_after_the_receipt(queue: Queue) -> None:
    queue.fax()
    queue.fax("fax000000002.tif")
    queue.hook("fax000000001.tif")
    queue.hook("fax000000002.tif", "No carrier detected")
    (queue.ready / "broken.json").write_text("{")
    assert queue.after(0) == [("fax000000001.tif", ()), ("fax000000002.tif", ("incomplete",))]
    assert queue.log.receipts[0].sender.number == "5555550177"
    assert [path.name for path in queue.ready.iterdir()] == ["broken.json"]


def test_a_changed_mode_speaks_without_log_or_hook(queue: Queue) -> None:
    queue.fax()
    queue.fax("fax000000002.tif", tiff(cut=3))
    queue.after(0)
    assert queue.after(6) == [("fax000000001.tif", ()), ("fax000000002.tif", ("incomplete",))]


def test_a_restart_takes_nothing_twice_and_drops_a_left_record(queue: Queue) -> None:
    queue.fax()
    queue.after(0)
    assert len(queue.after(6)) == 1
    queue.hook("fax000000001.tif")
    queue.restart()
    assert queue.after(6) == [] and queue.after(60) == [] and not list(queue.ready.iterdir())


def test_a_number_used_again_is_a_new_fax(queue: Queue) -> None:
    queue.fax().touch()
    queue.after(0)
    queue.after(6)
    queue.fax(data=tiff("Other Clinic\n"))
    queue.after(6)
    assert len(queue.after(6)) == 1 and len({r.sha256 for r in queue.log.receipts}) == 2


def test_links_and_other_files_in_the_queue_are_not_followed(queue: Queue, tmp_path: Path) -> None:
    (queue.recvq / "fax000000003.tif").symlink_to(tmp_path / "xferfaxlog")
    (queue.recvq / "notes.txt").write_text("x")
    for _ in range(3):
        assert queue.after(400) == []
    assert queue.refused == ["fax000000003.tif not_a_file"]


def test_judging_follows_lock_then_hook_then_log_then_mode() -> None:
    call = parse_line(line())
    base = {"held": False, "mode": 0o600, "whole": True, "rested": 10.0, "call": None, "ready": None}
    assert judge(Signs(**{**base, "held": True, "call": call}), OPTIONS) is None  # type: ignore[arg-type]
    assert judge(Signs(**{**base, "call": call, "whole": False}), OPTIONS) == ("incomplete",)  # type: ignore[arg-type]
    ready = Ready(file="f", message="")
    assert judge(Signs(**{**base, "rested": 0.0, "ready": ready}), OPTIONS) == ()  # type: ignore[arg-type]
    assert judge(Signs(**{**base, "rested": 0.0, "call": call}), OPTIONS) is None  # type: ignore[arg-type]


def test_the_log_is_read_as_it_is_written(tmp_path: Path) -> None:
    log = tmp_path / "xferfaxlog"
    log.write_text("junk\n" + line("recvq/fax000000001.tif") + "\n" + line(kind="SEND") + "\n" + line("fax2.tif")[:-5])
    calls = received(log)
    assert list(calls) == ["fax000000001.tif"]
    call = calls["fax000000001.tif"]
    assert (call.name, call.number, call.pages, call.reason) == ("SMITH", "5555550123", 2, "")
    assert call.at and call.at.year == datetime.now().year and repr(call) == "<Call>"
    assert received(tmp_path / "none") == {}


@given(st.text())
def test_any_line_is_read_without_an_error(text: str) -> None:
    assert parse_line(text) is None or isinstance(parse_line(text), Call)


def test_any_ready_record_is_read_without_an_error(tmp_path: Path) -> None:
    for number, text in enumerate(
        ("", "[]", "7", '{"file": 7}', '{"file": "a", "call_ids": {"x": 1}}', "\xff", "[" * 9000)
    ):
        (tmp_path / f"{number}.json").write_text(text)
    assert list(read_ready(tmp_path)) == ["a"] and read_ready(tmp_path / "none") == {}


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_description_names_the_sender(tmp_path: Path, order: str) -> None:
    path = tmp_path / "f.tif"
    path.write_bytes(tiff(order=order))
    fd = os.open(path, os.O_RDONLY)
    lines = description(fd, path.stat().st_size)
    os.close(fd)
    assert lines[:2] == ("Smith Clinic", "5555550123")


def test_the_sender_is_pieced_together() -> None:
    call = parse_line(line())
    assert sender_of((), call, None).subscriber_id == "Smith Clinic"
    assert sender_of((), None, None).number == ""
    assert sender_of(("TSI", "", "NAME"), call, None).number == "5555550123"
