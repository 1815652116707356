"""The world in memory: object store and receipt log for tests and for commands that keep nothing."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path

from pipeline.adapters.blob_keys import check_key
from pipeline.errors import IntegrityError
from pipeline.records import Receipt


class MemoryBlobStore:
    """Implements `ports.BlobStore`; nothing survives the process."""

    def __init__(self) -> None:
        self._objects: dict[str, tuple[bytes, str]] = {}

    def put(self, key: str, path: Path, *, sha256: str, media_type: str) -> None:  # noqa: ARG002  (the port's)
        data = Path(path).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise IntegrityError
        if self._objects.setdefault(check_key(key), (data, sha256))[1] != sha256:
            raise IntegrityError("Other bytes are stored under this key.")

    def open(self, key: str) -> bytes:
        data, sha256 = self._objects[key]
        if hashlib.sha256(data).hexdigest() != sha256:
            raise IntegrityError
        return data

    def exists(self, key: str) -> bool:
        return key in self._objects

    def list(self, prefix: str) -> Iterator[str]:
        return iter(sorted(key for key in self._objects if key.startswith(prefix)))


class MemoryReceiptLog:
    """Implements `ports.ReceiptLog`; `receipts` are in the order they were recorded."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.receipts: list[Receipt] = []

    def record(self, receipt: Receipt) -> bool:
        with self._lock:
            new = all(earlier.sha256 != receipt.sha256 for earlier in self.receipts)
            self.receipts.append(receipt)
            return new

    def seen(self, identity: str) -> bool:
        with self._lock:
            return any(receipt.identity == identity for receipt in self.receipts)
