"""Hints that something changed under a folder. Hints only: what they say is found by a scan, and so is what they miss.

An overflow of the kernel's queue loses events silently. It does no harm, because a scan looks at the whole folder:
events queued before the overflow are delivered after it, and the scan they cause sees the files whose events were lost.
"""

from __future__ import annotations

import logging
import os
import threading
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

# Kinds of file system that do not tell this machine what another one writes.
_SILENT = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "9p",
    "ceph",
    "glusterfs",
    "lustre",
    "vboxsf",
    "virtiofs",
}
# Modifications are left out: a slow writer makes thousands of them, and the close says the same once.
_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileClosedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirMovedEvent,
]


def needs_polling(folder: Path, mounts: Path = Path("/proc/self/mountinfo")) -> bool:
    """Whether `folder` lies on a file system that gives no events for what others write. False when nobody can say."""
    real = os.path.realpath(folder)
    kinds: dict[str, str] = {}
    try:
        for line in mounts.read_bytes().splitlines():
            left, _, right = line.partition(b" - ")
            point = left.split()[4].decode("unicode_escape").encode("latin-1", "replace")
            kinds[os.fsdecode(point)] = right.split()[0].decode("ascii", "replace")
    except (OSError, IndexError, UnicodeDecodeError):
        return False
    inside = [point for point in kinds if real == point or real.startswith(point.rstrip("/") + "/")]
    kind = kinds[max(inside, key=len)] if inside else ""
    return kind in _SILENT or kind.startswith("fuse")


class Hints(FileSystemEventHandler):
    """Collects what changed since it was last asked, and sets `wake`. Call `start` and `stop`."""

    def __init__(self, folder: Path, wake: threading.Event) -> None:
        self._folder = folder
        self._wake = wake
        self._lock = threading.Lock()
        self._finished: set[str] = set()
        self._pending = True  # what was there before the watch began
        self._observer: BaseObserver | None = None  # made by `start`: it takes one of the system's few watchers

    @property
    def pending(self) -> bool:
        return self._pending

    def start(self) -> bool:
        """Begin to watch; False when the system gives no more watches, and the caller has to poll."""
        logging.getLogger("watchdog").setLevel(logging.WARNING)  # it logs file names, and a name can name a patient
        try:
            observer = Observer()
            observer.schedule(self, os.fsdecode(self._folder), recursive=True, event_filter=_EVENTS)
            observer.start()
        except OSError:
            return False
        self._observer = observer
        return True

    def stop(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
            self._observer = None

    def take(self) -> frozenset[str]:
        """Paths that were closed after writing or moved here since the last call."""
        with self._lock:
            finished, self._finished, self._pending = frozenset(self._finished), set(), False
        return finished

    def on_any_event(self, event: FileSystemEvent) -> None:
        with self._lock:
            self._pending = True
            if isinstance(event, FileClosedEvent):
                self._finished.add(os.fsdecode(event.src_path))
            elif isinstance(event, FileMovedEvent):
                self._finished.add(os.fsdecode(event.dest_path))
        self._wake.set()
