"""A listener for HL7 v2 over MLLP (HL7 v2.5.1 Implementation Guide, appendix C), so that the index is never stale.

Every message is answered in original mode after it is committed: AA it is in the index (or is of no concern to it),
AE its content cannot be used and sending it again will not help, AR it is not an ADT message, or the index does not
answer now and it should be sent again (table 0008). MLLP has neither sign-in nor encryption: it listens on loopback
unless told otherwise, for an interface engine on the same machine or behind a tunnel. Messages are split at their
separators by Python alone, within limits of size and number of clients.
"""

from __future__ import annotations

import contextlib
import io
import logging
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from pipeline.adapters.patients_hl7 import from_adt
from pipeline.errors import ConfigError, IntakeError
from pipeline.ports import PatientChange

log = logging.getLogger("chartdrop")

BIGGEST = 1 << 20  # bytes of one message; an ADT message has a few thousand
CLIENTS = 32
_START, _END = b"\x0b", b"\x1c\r"
_LOOK_S = 0.25  # seconds between looks at whether to stop
Apply = Callable[[Sequence[PatientChange]], object]


class Oversized(Exception):
    """A message is longer than one may be."""


def frames(held: bytearray) -> Iterator[bytes]:
    """Whole messages, taken out of `held`; what stands between them is dropped. Raises Oversized."""
    while (start := held.find(_START)) >= 0:
        end = held.find(_END, start)
        if end < 0:
            del held[:start]
            if len(held) > BIGGEST:
                raise Oversized
            return
        message = bytes(held[start + 1 : end])
        del held[: end + len(_END)]
        if len(message) > BIGGEST:
            raise Oversized
        yield message.rpartition(_START)[2]  # a message that broke off and was begun again
    held.clear()


def answer(message: bytes, apply: Apply) -> bytes:
    """Apply one message; its acknowledgement without frame. Raises nothing that a message can cause."""
    try:
        text = message.decode("utf-8")
    except UnicodeDecodeError:
        text = message.decode("cp1252", "replace")
    head = text.lstrip("\ufeff\r\n").split("\r", 1)[0].split("\n", 1)[0]
    if not head.startswith("MSH") or len(head) < 9:
        return _acknowledgement([], "AR", "no MSH segment")
    fields = head.split(head[3])
    kind = _field(fields, 8).split(head[4])[0]
    if kind != "ADT" or not _field(fields, 9):
        return _acknowledgement(fields, "AR", "no ADT message with a control id")
    bad: list[str] = []
    changes = tuple(from_adt(io.StringIO(text, newline=""), lambda _line, reason: bad.append(reason)))
    if bad:
        return _acknowledgement(fields, "AE", bad[0])
    try:
        if changes:
            apply(changes)
    except IntakeError as error:
        return _acknowledgement(fields, "AR", f"{error.code}: send again")
    return _acknowledgement(fields, "AA", "")


class MllpListener:
    """Listens on (host, port) from `start` to `close`; port 0 takes a free one. `apply` commits changes or raises."""

    def __init__(self, host: str, port: int, apply: Apply) -> None:
        self._address = (host, port)
        self._apply = apply
        self._closing = threading.Event()
        self._threads: set[threading.Thread] = set()
        self._places = threading.Semaphore(CLIENTS)
        self._one = threading.Lock()  # messages are applied one at a time, in the order they are complete
        self._server: socket.socket | None = None

    @property
    def port(self) -> int:
        """The port it listens on, once started."""
        return int(self._server.getsockname()[1]) if self._server else 0

    def start(self) -> None:
        """Begin to listen. Raises ConfigError when the address cannot be had."""
        family = socket.AF_INET6 if ":" in self._address[0] else socket.AF_INET
        try:
            self._server = socket.create_server(self._address, family=family, backlog=CLIENTS)
        except OSError as error:
            host, port = self._address
            raise ConfigError(f"[patients.mllp] cannot listen on {host} port {port}: {error.strerror}.") from None
        self._server.settimeout(_LOOK_S)
        self._begin(self._accept, self._server)

    def close(self) -> None:
        """Stop listening; a message that is being applied is finished and answered."""
        self._closing.set()
        for thread in tuple(self._threads):
            thread.join(10)
        if self._server is not None:
            self._server.close()

    def _begin(self, work: Callable[[socket.socket], None], connection: socket.socket) -> None:
        thread = threading.Thread(target=work, args=(connection,), name="mllp", daemon=True)
        self._threads.add(thread)
        thread.start()

    def _accept(self, server: socket.socket) -> None:
        while not self._closing.is_set():
            try:
                client, _ = server.accept()
            except TimeoutError:
                continue
            except OSError as error:
                log.warning("mllp: %s", error.strerror)
                self._closing.wait(_LOOK_S)
                continue
            if not self._places.acquire(blocking=False):
                log.warning("mllp: %d clients are connected already; one more was turned away", CLIENTS)
                client.close()
                continue
            self._begin(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        try:
            with client, contextlib.suppress(OSError):
                client.settimeout(_LOOK_S)
                self._talk(client)
        finally:
            self._places.release()
            self._threads.discard(threading.current_thread())

    def _talk(self, client: socket.socket) -> None:
        held = bytearray()
        while not self._closing.is_set():
            try:
                part = client.recv(65536)
            except TimeoutError:
                continue
            if not part:
                return
            held += part
            try:
                for message in frames(held):
                    self._reply(client, self._answer(message))
            except Oversized:
                self._reply(client, _acknowledgement([], "AR", f"longer than {BIGGEST} bytes"))
                return

    def _answer(self, message: bytes) -> bytes:
        try:
            with self._one:
                return answer(message, self._apply)
        except Exception as error:  # one message must not end the listener; its text may hold a patient
            log.error("mllp: a message failed (%s)", type(error).__name__)
            return _acknowledgement([], "AR", "internal error")

    @staticmethod
    def _reply(client: socket.socket, acknowledgement: bytes) -> None:
        client.settimeout(10)
        client.sendall(_START + acknowledgement + _END)
        client.settimeout(_LOOK_S)


def _acknowledgement(asked: list[str], code: str, why: str) -> bytes:
    """MSH and MSA for a message whose MSH has these fields, in our own separators."""
    sender, place, receiver, at = (_plain(_field(asked, n)) for n in (2, 3, 4, 5))
    event = _plain(_field(asked, 8).replace("^", "~")).partition("~")[2].partition("~")[0]
    control, version = _plain(_field(asked, 9)), _plain(_field(asked, 11)) or "2.5.1"
    made = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    kind = f"ACK^{event}" if event else "ACK"
    head = f"MSH|^~\\&|{receiver or 'CHARTDROP'}|{at}|{sender}|{place}|{made}||{kind}|A{control}|P|{version}"
    said = f"MSA|{code}|{control}" + (f"|{_plain(why)}" if why else "")
    return f"{head}\r{said}\r".encode()


def _field(fields: list[str], number: int) -> str:
    return fields[number] if number < len(fields) else ""


def _plain(text: str) -> str:
    """Text that cannot end a field, segment or frame."""
    return "".join(c for c in text[:199] if c.isprintable() and c not in "|\\&")
