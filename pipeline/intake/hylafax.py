"""What HylaFAX tells about a received fax: its log, the hook's ready record, and the lines it writes into the TIFF.

Facts as measured on HylaFAX 6.0.7. Nothing here raises on any bytes: the log may be cut or rotated while it is read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.intake import tiff
from pipeline.records import Destination, Private, Sender

_COLUMNS = 19
_LOG_TAIL = 8 << 20  # bytes: about 40,000 calls; older lines are of faxes taken in long ago
CALL_IDS = ("number", "name", "dialled")  # what the modem's CallIDPattern lines name, in their order


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Call(Private):
    """One RECV line of xferfaxlog. `at` is the machine's local time, to the minute; None when it cannot be read.

    `reason` is empty for a good fax. Columns 15 and 16 are name, then number: the reverse of the manual.
    """

    file: str
    commid: str
    modem: str
    subscriber_id: str
    pages: int
    reason: str
    name: str
    number: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Ready(Private):
    """What the hook wrote when a fax was over: `file` as HylaFAX names it, the message (empty for a good fax)."""

    file: str
    commid: str = ""
    message: str = ""
    call_ids: tuple[str, ...] = ()
    record: Path | None = None
    at: float | None = None  # seconds since the epoch


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where faxes of a caller's or to a dialled number belong; both given, both must fit."""

    number: str = ""
    dialled: str = ""
    destination: Destination = field(default_factory=Destination)


def received(log: Path) -> dict[str, Call]:
    """RECV lines of the log by the file's own name, the latest of each. Empty when the log cannot be read."""
    try:
        return {call.file: call for call in calls_of(log)}
    except OSError:
        return {}


def calls_of(log: Path) -> tuple[Call, ...]:
    """RECV lines at the end of the log, in their order. Raises OSError when it cannot be read."""
    with log.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        file.seek(max(0, size - _LOG_TAIL))
        lines = file.read(_LOG_TAIL).split(b"\n")
    # The last element is empty, or a line that is still being written.
    calls = (parse_line(line.decode("utf-8", "replace")) for line in lines[:-1])
    return tuple(call for call in calls if call is not None)


def parse_line(line: str) -> Call | None:
    """One line of xferfaxlog; None when it is not a whole RECV line."""
    columns = [column.strip().strip('"') for column in line.rstrip("\r\n").split("\t")]
    if len(columns) < _COLUMNS - 1 or columns[1] != "RECV" or not columns[4]:
        return None
    return Call(
        file=columns[4].rpartition("/")[2],
        commid=columns[2],
        modem=columns[3],
        subscriber_id=columns[8],
        pages=int(columns[10]) if columns[10].isascii() and columns[10].isdigit() else 0,
        reason=columns[13],
        name=columns[14],
        number=columns[15],
        at=_time(columns[0]),
    )


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%m/%d/%y %H:%M")
    except ValueError:
        return None


def read_ready(folder: Path) -> dict[str, Ready]:
    """Ready records in `folder` by the fax file's own name, the latest of each; what is no record is left out."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        ready = _ready(path)
        if ready is not None:
            found[ready.file.rpartition("/")[2]] = ready
    return found


def _ready(path: Path) -> Ready | None:
    try:
        with path.open("rb") as file:
            record: Any = json.loads(file.read(1 << 16))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(record, dict) or not isinstance(record.get("file"), str):
        return None
    ids = record.get("call_ids")
    return Ready(
        file=record["file"],
        commid=str(record.get("commid", "")),
        message=str(record.get("message", "")),
        call_ids=tuple(str(item) for item in ids) if isinstance(ids, list) else (),
        record=path,
        at=float(at) if isinstance(at := record.get("at"), int | float) else None,
    )


def description(fd: int, size: int) -> tuple[str, ...]:
    """Lines of the first page's ImageDescription: the sender's TSI, then the call ids. Empty for any other file."""
    try:
        skeleton = tiff.Skeleton(fd, size)
        text = skeleton.text(next(skeleton.directories()), tiff.IMAGE_DESCRIPTION)
    except tiff.Cut:
        return ()
    return tuple(line.strip() for line in text.split("\n"))


def sender_of(
    lines: Sequence[str], call: Call | None, ready: Ready | None, call_ids: Sequence[str] = CALL_IDS
) -> Sender:
    """Who sent it: the hook's call ids before the TIFF's, and the log's where both are silent."""
    known = _named(ready.call_ids if ready else (), call_ids)
    known = {**_named(lines[1:], call_ids), **known}
    logged = {"name": call.name, "number": call.number} if call else {}
    merged = {**logged, **known}
    tsi = lines[0] if lines and lines[0] else call.subscriber_id if call else ""
    return Sender(
        number=merged.get("number", ""),
        name=merged.get("name", ""),
        dialled=merged.get("dialled", ""),
        subscriber_id=tsi,
    )


def _named(ids: Sequence[str], names: Sequence[str]) -> Mapping[str, str]:
    return dict(_pairs(ids, names))


def _pairs(ids: Sequence[str], names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name, value in zip(names, ids, strict=False):
        if value:
            yield name, value


def destination(sender: Sender, rules: Sequence[Rule]) -> Destination:
    """Where the first rule that fits sends it; nowhere in particular when none does."""
    callers = {_digits(sender.number), _digits(sender.subscriber_id)} - {""}
    for rule in rules:
        by_caller = not rule.number or _digits(rule.number) in callers
        if by_caller and (not rule.dialled or _digits(rule.dialled) == _digits(sender.dialled)):
            return rule.destination
    return Destination()


def _digits(number: str) -> str:
    """The last ten digits: with or without country code, dashes or spaces."""
    return "".join(filter(str.isdecimal, number))[-10:]
