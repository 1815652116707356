"""Originals that several machines read: each is put into the object store before its receipt is committed.

The safe copy in the spool is still the promise: when the store does not answer, the file is taken in all the same, its
work waits, and `share_missing` puts it into the store as soon as that is back.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterable
from pathlib import Path

from pipeline.durable import disk_errors, write_new
from pipeline.errors import StoreUnavailable, TransientError
from pipeline.intake.spool import Spool
from pipeline.items import Item
from pipeline.ports import BlobStore, ReceiptLog
from pipeline.records import Receipt

log = logging.getLogger("chartdrop")

KEPT_S = 3600.0  # seconds a fetched copy is kept after its last use


class SharedOriginals:
    """Finds originals by their hash on any machine, and shares those of this one.

    `cache` holds copies fetched from the store; it may be lost at any time.
    """

    def __init__(self, spool: Spool, store: BlobStore, cache: Path) -> None:
        self._spool, self._store, self._cache = spool, store, cache

    def path_of(self, sha256: str) -> Path:
        """A file with these bytes on this machine. Raises StoreUnavailable while only another machine has them."""
        path = self._spool.path_of(sha256)
        if path.exists():
            return path
        copy = self._cache / sha256
        if copy.exists():
            copy.touch()
            return copy
        return self._fetch(sha256, copy)

    def share(self, sha256: str) -> None:
        """Put the spool's copy into the store. Raises as the store does."""
        path = self._spool.path_of(sha256)
        self._store.put(f"originals/{sha256}", path, sha256=sha256, media_type="application/octet-stream")

    def share_missing(self, items: Iterable[Item]) -> int:
        """Share what this machine took in while the store was down; how many there were."""
        shared = 0
        for sha256 in {item.sha256 for item in items if item.kind == "file"}:
            if self._spool.path_of(sha256).exists() and not self._store.exists(f"originals/{sha256}"):
                self.share(sha256)
                shared += 1
        return shared

    def _fetch(self, sha256: str, copy: Path) -> Path:
        try:
            data = self._store.open(f"originals/{sha256}")
        except KeyError:
            raise StoreUnavailable("The original is still only on the machine that took it in.") from None
        with disk_errors():
            self._cache.mkdir(parents=True, exist_ok=True, mode=0o700)
            for old in self._cache.iterdir():
                if old.stat().st_mtime < time.time() - KEPT_S:
                    old.unlink(missing_ok=True)
            fresh = copy.with_name(f".{uuid.uuid4().hex}")
            write_new(fresh, iter([data]))
            fresh.replace(copy)
        return copy


class SharingLog:
    """A `ports.ReceiptLog` that shares each original before its receipt is committed, if the store answers."""

    def __init__(self, receipts: ReceiptLog, originals: SharedOriginals) -> None:
        self._receipts, self._originals = receipts, originals

    def record(self, receipt: Receipt) -> bool:
        try:
            self._originals.share(receipt.sha256)
        except TransientError as error:
            log.warning("%s is not shared yet: %s", receipt.receipt_id, error.code)
        return self._receipts.record(receipt)

    def seen(self, identity: str) -> bool:
        return self._receipts.seen(identity)
