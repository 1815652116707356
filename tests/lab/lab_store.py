"""An object store that is down, slow, full of errors or cuts connections: work waits, says why, drains by itself."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import service, views, wiring
from pipeline.config import load as load_settings
from rigs import site as world
from rigs.s3 import mock_s3

ANSWERS = {"500": b"500 Internal Server Error", "503": b"503 Slow Down"}


class FaultyWire:
    """A TCP proxy to `target`; `mode` is ok, down, cut (in mid-answer), slow, 500 or 503."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target, self._open = target, set[socket.socket]()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.mode, self.met = "ok", dict.fromkeys(("ok", "down", "cut", "slow", "500", "503"), 0)
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._listener.getsockname()[1]}"

    def become(self, mode: str) -> None:
        self.mode = mode
        with self._lock:
            for one in self._open:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.become("down")
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(caller,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, caller: socket.socket) -> None:
        mode = self.mode
        self.met[mode] += 1
        with caller, contextlib.suppress(OSError):
            with self._lock:
                self._open.add(caller)
            try:
                if mode in ANSWERS:
                    caller.recv(65536)
                    caller.sendall(b"HTTP/1.1 " + ANSWERS[mode] + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                elif mode != "down":
                    self._forward(caller, mode)
            finally:
                with self._lock:
                    self._open.discard(caller)

    def _forward(self, caller: socket.socket, mode: str) -> None:
        if mode == "slow":
            threading.Event().wait(3)  # longer than the client's patience in this test
        with socket.create_connection(self._target) as store:
            back = threading.Thread(target=self._pipe, args=(store, caller, 40 if mode == "cut" else None), daemon=True)
            back.start()
            self._pipe(caller, store, None)
            with contextlib.suppress(OSError):
                store.shutdown(socket.SHUT_RDWR)
            back.join(10)

    @staticmethod
    def _pipe(source: socket.socket, target: socket.socket, limit: int | None) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data if limit is None else data[:limit])
                if limit is not None:
                    break
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def wire() -> Iterator[FaultyWire]:
    with mock_s3("charts") as endpoint:
        host, _, port = endpoint.rpartition(":")
        made = FaultyWire((host, int(port)))
        yield made
        made.close()


@pytest.mark.timeout(300)
def test_work_waits_for_the_store_and_drains_by_itself(tmp_path: Path, wire: FaultyWire) -> None:
    given = {
        "CHARTDROP_BLOBS_URL": f"s3://{wire.address}/charts",
        "CHARTDROP_BLOBS_ACCESS_KEY": "key",
        "CHARTDROP_BLOBS_SECRET_KEY": "secret",
        "CHARTDROP_BLOBS_TLS": "false",
        "CHARTDROP_BLOBS_TIMEOUT_S": "1",
        "CHARTDROP_BLOBS_KEYS": "07" * 32,
        "CHARTDROP_READING_WORKERS": "1",
        "CHARTDROP_READING_SECOND_ENGINE": "false",
    }
    modes = ("down", "cut", "slow", "500", "503")
    people = [world.Person(number) for number in range(2 * len(modes))]
    world.patient_list(tmp_path / "patients.csv", people)
    settings = load_settings(tmp_path / "site", given)
    app = wiring.build(settings)
    app.prepare()
    app.import_patients(tmp_path / "patients.csv")
    said: set[str] = set()
    rest = iter(people)
    waiting = list(modes)

    def idle() -> bool:
        """Called between looks: two more files under each fault in turn, then a store that is well again."""
        said.update(app.ledger.counts().waits_for)
        if waiting and (wire.mode == "ok" or wire.met[wire.mode] >= 4):
            wire.become(waiting.pop(0))
            for _ in range(2):
                person = next(rest)
                world.lab_report(tmp_path / f"{person.patient_id}.pdf", person)
                app.receive(tmp_path / f"{person.patient_id}.pdf")
        elif not waiting and wire.mode != "ok" and wire.met[wire.mode] >= 4:
            assert not app.ledger.find(states=("filed",))
            said.update(views.status(settings)["waits_for"])
            wire.become("ok")
        return wire.mode == "ok" and not waiting and all(item.at_rest for item in app.ledger.find())

    service.serve(app, threading.Event(), idle=idle)
    again = wiring.build(settings)
    filed = again.ledger.find(states=("filed",))
    assert said == {"store_unavailable"}
    assert {item.name for item in filed} == {f"{person.patient_id}.pdf" for person in people}
    assert all(item.attempts == 0 for item in filed)
    keys = [key for key in again.blobs.list("documents/") if key.endswith("index.json")]
    assert sorted(json.loads(again.blobs.open(key))["document_id"] for key in keys) == sorted(i.item_id for i in filed)
    again.close()
