"""HL7 over MLLP: what is answered is in the index, and what is not whole, not ours or not usable is told apart."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import hl7
import pytest
from hl7.client import MLLPClient
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.adapters import mllp
from pipeline.adapters.database import create_engine
from pipeline.adapters.mllp import BIGGEST, CLIENTS, MllpListener, Oversized, answer, frames
from pipeline.adapters.patients_memory import MemoryPatientIndex
from pipeline.adapters.patients_sql import SqlPatientIndex
from pipeline.errors import ConfigError, LedgerUnavailable
from pipeline.ports import PatientChange


def message(event: str, number: str, family: str = "Burnell", control: str = "c1", more: str = "") -> str:
    return (
        f"MSH|^~\\&|EHR|CLINIC|CD|HERE|20260101||ADT^{event}|{control}|P|2.5.1\r"
        f"PID|1||{number}^^^HERE^MR||{family}^Ada||19580304|F\r{more}"
    )


@pytest.fixture
def index() -> MemoryPatientIndex:
    return MemoryPatientIndex()


@pytest.fixture
def listener(index: MemoryPatientIndex) -> Iterator[MllpListener]:
    made = MllpListener("127.0.0.1", 0, index.apply)
    made.start()
    yield made
    made.close()


def send(port: int, text: str) -> hl7.Message:
    with MLLPClient("127.0.0.1", port) as client:
        client.socket.settimeout(20)
        return hl7.parse(client.send_message(text).strip(b"\x0b\x1c\r").decode() + "\r")


def test_what_is_acknowledged_is_in_the_index(listener: MllpListener, index: MemoryPatientIndex) -> None:
    reply = send(listener.port, message("A04", "71", "Núñez", "ctl-9"))
    assert (str(reply["MSA"][0][1]), str(reply["MSA"][0][2])) == ("AA", "ctl-9")
    assert str(reply["MSH"][0][9]) == "ACK^A04" and str(reply["MSH"][0][5]) == "EHR"
    chart = index.get("71")
    assert chart is not None and chart.family_name == "Núñez"
    assert str(send(listener.port, message("A40", "72", more="MRG|71\r"))["MSA"][0][1]) == "AA"
    assert index.get("71") is None and index.get("72") is not None
    assert str(send(listener.port, message("A29", "72"))["MSA"][0][1]) == "AA"
    assert index.get("72") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (message("A02", "71"), "AA"),
        (message("A08", "71").replace("19580304", "19580231"), "AE"),
        (message("A08", ""), "AE"),
        (message("A08", "71").replace("PID", "ZZZ"), "AE"),
        (message("A08", "71").replace("ADT", "ORU"), "AR"),
        (message("A08", "71", control=""), "AR"),
        ("PID|1||71", "AR"),
        ("MSH|", "AR"),
        ("", "AR"),
    ],
)
def test_what_cannot_be_used_changes_nothing(index: MemoryPatientIndex, text: str, code: str) -> None:
    reply = answer(text.encode(), index.apply).decode()
    assert f"MSA|{code}|" in reply and index.candidates((), 1).size == 0
    assert "Burnell" not in reply and "19580231" not in reply


def test_an_index_that_does_not_answer_asks_to_send_again() -> None:
    def down(_changes: Sequence[PatientChange]) -> None:
        raise LedgerUnavailable

    assert b"MSA|AR|c1|ledger_unavailable" in answer(message("A08", "71").encode(), down)


def test_split_joined_and_broken_frames(listener: MllpListener, index: MemoryPatientIndex) -> None:
    whole = [f"\x0b{message('A28', str(n), control=f'c{n}')}\x1c\r".encode() for n in range(3)]
    stream = b"noise" + whole[0][:40] + whole[0] + b"\r\n" + whole[1] + whole[2]
    with socket.create_connection(("127.0.0.1", listener.port), timeout=20) as client:
        for start in range(0, len(stream), 7):
            client.sendall(stream[start : start + 7])
        got = b""
        while got.count(b"\x1c\r") < 3:
            got += client.recv(4096)
    assert [got.count(f"MSA|AA|c{n}".encode()) for n in range(3)] == [1, 1, 1]
    assert index.candidates((), 1).size == 3


def test_a_big_message_passes_and_one_too_big_is_refused(listener: MllpListener, index: MemoryPatientIndex) -> None:
    note = "NTE|1||" + "x" * 900_000 + "\r"
    assert str(send(listener.port, message("A08", "71", more=note))["MSA"][0][1]) == "AA"
    assert str(send(listener.port, message("A08", "72", more=note * 2))["MSA"][0][1]) == "AR"
    assert index.get("71") is not None and index.get("72") is None


def test_several_clients_at_once(listener: MllpListener, index: MemoryPatientIndex) -> None:
    codes: list[str] = []

    def client(n: int) -> None:
        codes.extend(str(send(listener.port, message("A28", f"{n}-{m}"))["MSA"][0][1]) for m in range(5))

    threads = [threading.Thread(target=client, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert codes == ["AA"] * 40 and index.candidates((), 1).size == 40


def test_one_client_too_many_is_turned_away(listener: MllpListener) -> None:
    open_ = [socket.create_connection(("127.0.0.1", listener.port), timeout=20) for _ in range(CLIENTS + 1)]
    try:
        assert open_[-1].recv(1) == b""
    finally:
        for one in open_:
            one.close()


def test_a_failure_of_ours_does_not_end_the_listener(caplog: pytest.LogCaptureFixture) -> None:
    def broken(_changes: Sequence[PatientChange]) -> None:
        raise RuntimeError("Burnell")

    made = MllpListener("127.0.0.1", 0, broken)
    made.start()
    try:
        for _ in range(2):
            assert str(send(made.port, message("A08", "71"))["MSA"][0][1]) == "AR"
    finally:
        made.close()
    assert "Burnell" not in caplog.text


def test_an_address_that_is_taken_is_a_configuration_error(listener: MllpListener) -> None:
    with pytest.raises(ConfigError, match="cannot listen"):
        MllpListener("127.0.0.1", listener.port, lambda _: None).start()


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_bytes_are_too_odd(raw: bytes) -> None:
    index = MemoryPatientIndex()
    for one in (raw, b"MSH|^~\\&|" + raw, message("A08", "7").encode() + raw):
        reply = answer(one, index.apply)
        assert reply.startswith(b"MSH|") and b"\rMSA|A" in reply and reply.count(b"\r") == 2
    assert all(b"\x1c\r" not in found for found in frames(bytearray(b"\x0b" + raw + b"\x1c\r")))


def test_a_frame_without_an_end_is_oversized(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mllp, "BIGGEST", 100)
    with pytest.raises(Oversized):
        list(frames(bytearray(b"\x0b" + b"x" * 101)))
    assert BIGGEST > 100


SERVER = """
import sys, threading
from pipeline.adapters.database import create_engine
from pipeline.adapters.mllp import MllpListener
from pipeline.adapters.patients_sql import SqlPatientIndex
made = MllpListener("127.0.0.1", 0, SqlPatientIndex(create_engine(sys.argv[1])).apply)
made.start()
print(made.port, flush=True)
threading.Event().wait()
"""


def test_killed_at_any_moment_no_acknowledged_message_is_lost(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/index.db"
    acknowledged: list[str] = []
    for round_ in range(3):
        server = subprocess.Popen([sys.executable, "-c", SERVER, url], stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None
        port = int(server.stdout.readline())
        try:
            with MLLPClient("127.0.0.1", port) as client:
                client.socket.settimeout(20)
                for n in range(400):
                    reply = client.send_message(message("A28", f"{round_}-{n}", f"Name{n}"))
                    if b"MSA|AA" in reply:
                        acknowledged.append(f"{round_}-{n}")
                    if n == 5 + 3 * round_:  # killed from beside while messages go on
                        threading.Timer(0.02, os.kill, (server.pid, signal.SIGKILL)).start()
        except OSError:
            pass
        finally:
            server.kill()
            server.wait()
            server.stdout.close()
    engine = create_engine(url)
    index = SqlPatientIndex(engine)
    lost = [number for number in acknowledged if index.get(number) is None]
    engine.dispose()
    assert len(acknowledged) >= 25 and lost == []
