"""What the fax server calls when a fax is over: one durable ready record, at once, whatever happens.

    chartdrop fax hook FILE DEVICE COMMID MESSAGE [CALLID...]      in the fax server's spool, as its user

It must not hold up or fail the fax server, so this module imports nothing of the program, ends with 0 on any failure,
and gives up after a few seconds on a disk that hangs. What it fails to record the sweep of the queue finds anyway.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Sequence

FOLDER = "chartdrop"  # in the fax server's spool: setgid and writable by its group, made by `chartdrop fax install`
SEEN = "hook-seen"  # its time of change says when the hook was called last
_GIVE_UP_S = 5


def main(arguments: Sequence[str], spool: str = ".") -> int:
    """Record the fax that `arguments` name, as HylaFAX's faxrcvd gets them; 0 whatever happens."""
    try:
        signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
        signal.alarm(_GIVE_UP_S)
        record(arguments, os.path.join(spool, FOLDER))  # noqa: PTH118  (pathlib costs a tenth of the hook's time)
    except Exception as error:  # the fax server's own work goes on
        sys.stderr.write(f"chartdrop fax hook: {type(error).__name__}: the fax is found by the next sweep.\n")
    finally:
        signal.alarm(0)
    return 0


def record(arguments: Sequence[str], folder: str) -> None:
    """Write the ready record of one fax, durably. Raises OSError, or IndexError without a file's name."""
    file, device, commid, message, *call_ids = [*arguments[:4], *[""] * (4 - len(arguments[:4])), *arguments[4:]]
    name = arguments[0].rpartition("/")[2]
    if not name or name.startswith("."):
        raise ValueError
    body = {
        "file": file,
        "device": device,
        "commid": commid,
        "message": message,
        "call_ids": call_ids,
        "at": int(time.time()),
    }
    _durably(folder, f"{name}.json", json.dumps(body).encode())
    _durably(folder, SEEN, b"")


def _durably(folder: str, name: str, data: bytes) -> None:
    new = f"{folder}/.{name}.{os.getpid()}"
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o640)
    try:
        os.fchmod(descriptor, 0o640)  # the fax server's umask is 077; the folder's group may read
        os.write(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    os.replace(new, f"{folder}/{name}")  # noqa: PTH105
    if data:
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
