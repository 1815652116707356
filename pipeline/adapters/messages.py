"""What a reader and its processes say to each other: length-prefixed JSON over pipes."""

from __future__ import annotations

import os
import select
import time
from typing import TypeVar

import msgspec

from pipeline.errors import IntakeError
from pipeline.imaging.options import ReadingOptions
from pipeline.records import Doubt, Page

_LENGTH = 4
_LARGEST = 64 * 1024 * 1024
_CHUNK = 65536
T = TypeVar("T")


class Hello(msgspec.Struct, tag=True, frozen=True):
    """A process is ready; `isolated` says that it has no network."""

    isolated: bool


class PageDone(msgspec.Struct, tag=True, frozen=True):
    """One page was read; also the sign of life that the parent's clock waits for."""

    page: Page


class Done(msgspec.Struct, tag=True, frozen=True):
    """The job is done."""

    media_type: str = ""
    doubts: tuple[Doubt, ...] = ()
    count: int = 0
    resident: int = 0  # MiB of memory the process holds now


class Failed(msgspec.Struct, tag=True, frozen=True):
    """The job raised the error of this code."""

    code: str
    detail: str = ""


class Read(msgspec.Struct, tag=True, frozen=True):
    path: bytes
    first: int = 1
    last: int = 0


class Count(msgspec.Struct, tag=True, frozen=True):
    path: bytes


class Searchable(msgspec.Struct, tag=True, frozen=True):
    path: bytes
    pages: tuple[Page, ...]
    out: bytes


class Picture(msgspec.Struct, tag=True, frozen=True):
    path: bytes
    page: Page
    out: bytes
    small: bytes


class Setup(msgspec.Struct, tag=True, frozen=True):
    """The first message to a process: the options it keeps."""

    options: ReadingOptions
    parent: int


Job = Read | Count | Searchable | Picture
Reply = Hello | PageDone | Done | Failed
JOBS: msgspec.json.Decoder[Job] = msgspec.json.Decoder(Job)
REPLIES: msgspec.json.Decoder[Reply] = msgspec.json.Decoder(Reply)
SETUP: msgspec.json.Decoder[Setup] = msgspec.json.Decoder(Setup)


class Silent(Exception):
    """The other side said nothing, or took nothing, in time."""


class Gone(Exception):
    """The other side closed its end, or said what is no message."""


def send(descriptor: int, message: object, deadline: float | None = None) -> None:
    """Write one message. `deadline` is on the monotonic clock. Raises Silent or Gone."""
    body = msgspec.json.encode(message)
    rest = memoryview(len(body).to_bytes(_LENGTH, "big") + body)
    while rest:
        _wait(descriptor, select.POLLOUT, deadline)
        try:
            rest = rest[os.write(descriptor, rest[:_CHUNK]) :]
        except BlockingIOError:
            continue
        except OSError as error:
            raise Gone from error


def receive(descriptor: int, decoder: msgspec.json.Decoder[T], deadline: float | None = None) -> T:
    """Read one message. Raises Silent or Gone."""
    size = int.from_bytes(_exactly(descriptor, _LENGTH, deadline), "big")
    if size > _LARGEST:
        raise Gone
    try:
        return decoder.decode(_exactly(descriptor, size, deadline))
    except msgspec.MsgspecError as error:
        raise Gone from error


def _exactly(descriptor: int, size: int, deadline: float | None) -> bytes:
    held = bytearray()
    while len(held) < size:
        _wait(descriptor, select.POLLIN, deadline)
        try:
            part = os.read(descriptor, min(_CHUNK, size - len(held)))
        except BlockingIOError:
            continue
        except OSError as error:
            raise Gone from error
        if not part:
            raise Gone
        held += part
    return bytes(held)


def _wait(descriptor: int, event: int, deadline: float | None) -> None:
    if deadline is None:
        return
    watch = select.poll()
    watch.register(descriptor, event)
    if not watch.poll(max(0, round((deadline - time.monotonic()) * 1000))):
        raise Silent


def error_of(failed: Failed) -> IntakeError:
    """The error a process reported, as its own class."""
    return _by_code().get(failed.code, IntakeError)(failed.detail)


def _by_code() -> dict[str, type[IntakeError]]:
    found: dict[str, type[IntakeError]] = {}
    waiting: list[type[IntakeError]] = [IntakeError]
    while waiting:
        each = waiting.pop()
        found[each.code] = each
        waiting.extend(each.__subclasses__())
    return found
